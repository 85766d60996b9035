//! The program ends and starts again, at once or days later: every journey goes
//! on where it was. In paused time, the ledger is the judge.

use std::{
    collections::HashSet,
    path::{Path, PathBuf},
    time::Duration,
};

use contract::{
    ChannelView, CreateAccountAssociationForm, CreatingView, JourneyForm, LineState, LinkForm, NothingForm,
    OpenSignInPageForm, ProblemView, StopView,
};
use serde_json::{Value, json};
use tests::simulated::Simulation;
use tokio::time::sleep;

use crate::setting::customer;

const DAY: Duration = Duration::from_secs(24 * 3600);

async fn begun() -> Simulation {
    let mut simulation = Simulation::begin(1, || Duration::from_millis(20));
    simulation.start();
    assert!(simulation.sign_in_to_aws().await);
    simulation
}

async fn create(simulation: &Simulation, form: CreateAccountAssociationForm) -> Result<(), ProblemView> {
    simulation.desk().create_account_association(form).await
}

async fn again(simulation: &mut Simulation, after: Duration) {
    simulation.kill();
    sleep(after).await;
    simulation.start();
    assert!(simulation.sign_in_to_aws().await);
}

fn stop(simulation: &Simulation) -> StopView {
    simulation.view().open.expect("a journey is open").stop
}

async fn open_first(simulation: &Simulation) -> JourneyForm {
    let line = simulation.view().waiting.first().cloned().expect("somebody waits");
    let form = JourneyForm { journey_id: line.journey_id };
    simulation.desk().open_journey(form.clone()).await.unwrap();
    form
}

async fn until(simulation: &Simulation, what: &str, reached: impl Fn(&StopView) -> bool) {
    for _ in 0..3600 {
        if simulation.view().open.is_some_and(|open| reached(&open.stop)) {
            return;
        }
        sleep(Duration::from_secs(1)).await;
    }
    panic!("waited in vain for {what}: {:#?}", simulation.view().open);
}

async fn customer_signs_in(simulation: &Simulation, who: &str) {
    let ledger = simulation.ledger().await;
    let link = ledger["associations"].as_array().unwrap().last().unwrap()["id"].clone();
    let form = json!({ "accountAssociationId": link, "customer": who, "outcome": "allow" });
    simulation.practice("POST", "/practice/customers/sign-in", Some(form)).await;
}

async fn committed(simulation: &Simulation, operation: &str) -> usize {
    let ledger = simulation.ledger().await;
    ledger["entries"].as_array().unwrap().iter().filter(|entry| entry["operation"] == operation).count()
}

/// Every device made once and registered once.
fn each_once(ledger: &Value, devices: usize) {
    let ids = |kind: &str, member: &str| -> HashSet<String> {
        let all = ledger[kind].as_array().unwrap();
        assert_eq!(all.len(), devices, "{kind}");
        all.iter().map(|one| one[member].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(ids("managedThings", "connectorDeviceId").len(), devices);
    assert_eq!(ids("registrations", "managedThingId").len(), devices);
    assert_eq!(ledger["associations"].as_array().unwrap().len(), 1);
}

async fn registers(simulation: &Simulation, who: &str) -> JourneyForm {
    create(simulation, customer("brightwell-lighting", "Miller")).await.unwrap();
    customer_signs_in(simulation, who).await;
    until(simulation, "the devices", |stop| matches!(stop, StopView::ChoosingDevices { .. })).await;
    let journey = JourneyForm { journey_id: simulation.view().open.unwrap().journey_id };
    simulation.desk().register_devices(journey.clone()).await.unwrap();
    journey
}

#[tokio::test(start_paused = true)]
async fn k21_after_a_kill_the_page_is_offered_again_and_not_opened_by_itself() {
    let mut simulation = begun().await;
    create(&simulation, customer("brightwell-lighting", "Miller")).await.unwrap();
    again(&mut simulation, Duration::from_secs(2)).await;
    let journey = open_first(&simulation).await;
    until(&simulation, "the page", |stop| matches!(stop, StopView::SignIn { host: Some(_), .. })).await;
    assert!(simulation.computer.opened().is_empty());
    let form = OpenSignInPageForm { journey_id: journey.journey_id, private_window: false };
    simulation.desk().open_sign_in_page(form).await.unwrap();
    assert_eq!(simulation.computer.opened().len(), 1);
    assert_eq!(committed(&simulation, "CreateAccountAssociation").await, 1);
}

#[tokio::test(start_paused = true)]
async fn k22_a_kill_while_a_look_is_on_its_way_loses_nothing() {
    let mut simulation = begun().await;
    create(&simulation, customer("brightwell-lighting", "Miller")).await.unwrap();
    let journey_id = simulation.view().open.unwrap().journey_id;
    let form = OpenSignInPageForm { journey_id, private_window: false };
    simulation.desk().open_sign_in_page(form).await.unwrap();
    simulation.desk().window_focused();
    sleep(Duration::from_millis(10)).await;
    again(&mut simulation, Duration::from_secs(1)).await;
    open_first(&simulation).await;
    let StopView::SignIn { channel, .. } = stop(&simulation) else { panic!("{:?}", stop(&simulation)) };
    assert_eq!(channel, Some(ChannelView::Here), "how it was given out is remembered");
    customer_signs_in(&simulation, "devices-5").await;
    until(&simulation, "the devices", |stop| matches!(stop, StopView::ChoosingDevices { .. })).await;
    assert_eq!(committed(&simulation, "CreateAccountAssociation").await, 1);
}

#[tokio::test(start_paused = true)]
async fn k33_three_days_later_a_lost_create_is_looked_for_and_adopted() {
    let mut simulation = begun().await;
    let fault = json!({
        "operation": "CreateAccountAssociation", "times": 8, "fault": { "kind": "drop-after-commit" }
    });
    simulation.practice("POST", "/practice/faults", Some(fault)).await;
    create(&simulation, customer("brightwell-lighting", "Miller")).await.unwrap();
    simulation.practice("DELETE", "/practice/faults", None).await;
    simulation.practice("POST", "/practice/tokens/forget", None).await;
    again(&mut simulation, 3 * DAY).await;
    open_first(&simulation).await;
    until(&simulation, "the link", |stop| matches!(stop, StopView::SignIn { .. })).await;
    assert_eq!(committed(&simulation, "CreateAccountAssociation").await, 1);
}

#[tokio::test(start_paused = true)]
async fn k33_three_days_later_a_create_that_never_arrived_is_not_sent_again_unasked() {
    let mut simulation = begun().await;
    let fault = json!({
        "operation": "CreateAccountAssociation", "times": 8, "fault": { "kind": "drop-before-commit" }
    });
    simulation.practice("POST", "/practice/faults", Some(fault)).await;
    create(&simulation, customer("brightwell-lighting", "Miller")).await.unwrap();
    simulation.practice("DELETE", "/practice/faults", None).await;
    again(&mut simulation, 3 * DAY).await;
    let journey = open_first(&simulation).await;
    let asks = |stop: &StopView| matches!(stop, StopView::Creating { phase: CreatingView::NotFound, .. });
    until(&simulation, "the question", asks).await;
    sleep(DAY).await;
    assert_eq!(committed(&simulation, "CreateAccountAssociation").await, 0, "nobody was asked");
    simulation.desk().try_again(journey).await.unwrap();
    until(&simulation, "the link", |stop| matches!(stop, StopView::SignIn { .. })).await;
    assert_eq!(committed(&simulation, "CreateAccountAssociation").await, 1);
}

#[tokio::test(start_paused = true)]
async fn killed_in_the_middle_of_five_hundred_devices_it_goes_on_and_makes_each_once() {
    let mut simulation = begun().await;
    registers(&simulation, "devices-500").await;
    for _ in 0..2 {
        sleep(Duration::from_secs(12)).await;
        let StopView::Registering { settled: false, total: 500, .. } = stop(&simulation) else {
            panic!("{:?}", stop(&simulation))
        };
        again(&mut simulation, Duration::from_secs(1)).await;
        open_first(&simulation).await;
    }
    until(&simulation, "the end", |stop| matches!(stop, StopView::Done { failed: 0, .. })).await;
    each_once(&simulation.ledger().await, 500);
}

#[tokio::test(start_paused = true)]
async fn a_paused_journey_stays_paused_over_a_restart_and_continues_on_request() {
    let mut simulation = begun().await;
    let journey = registers(&simulation, "devices-60").await;
    sleep(Duration::from_secs(3)).await;
    simulation.desk().pause_registering(journey.clone()).await.unwrap();
    sleep(Duration::from_secs(5)).await;
    let made = committed(&simulation, "CreateManagedThing").await;
    assert!((1..60).contains(&made), "{made}");
    sleep(Duration::from_secs(600)).await;
    again(&mut simulation, Duration::from_secs(600)).await;
    assert!(matches!(simulation.view().waiting[0].state, LineState::Paused { .. }));
    sleep(Duration::from_secs(600)).await;
    assert_eq!(committed(&simulation, "CreateManagedThing").await, made, "paused is paused");
    open_first(&simulation).await;
    simulation.desk().continue_registering(journey).await.unwrap();
    until(&simulation, "the end", |stop| matches!(stop, StopView::Done { failed: 0, .. })).await;
    each_once(&simulation.ledger().await, 60);
}

#[tokio::test(start_paused = true)]
async fn ticks_and_names_are_as_they_were_before_the_restart() {
    let mut simulation = begun().await;
    create(&simulation, customer("brightwell-lighting", "Miller")).await.unwrap();
    customer_signs_in(&simulation, "devices-5").await;
    until(&simulation, "the devices", |stop| matches!(stop, StopView::ChoosingDevices { .. })).await;
    let journey_id = simulation.view().open.unwrap().journey_id;
    let list = |journey_id: &str| contract::ListDevicesForm {
        journey_id: journey_id.to_owned(),
        search: String::new(),
        offset: 0,
    };
    let rows = simulation.desk().list_devices(list(&journey_id)).await.unwrap().rows;
    let (first, second) = (rows[0].connector_device_id.clone(), rows[1].connector_device_id.clone());
    let rename = contract::RenameDeviceForm {
        journey_id: journey_id.clone(),
        connector_device_id: first.clone(),
        name: "Hall lamp".to_owned(),
    };
    simulation.desk().rename_device(rename).await.unwrap();
    let untick = contract::ChooseDevicesForm {
        journey_id: journey_id.clone(),
        connector_device_ids: vec![second.clone()],
        chosen: false,
    };
    simulation.desk().choose_devices(untick).await.unwrap();
    again(&mut simulation, DAY).await;
    let journey = open_first(&simulation).await;
    let rows = simulation.desk().list_devices(list(&journey.journey_id)).await.unwrap().rows;
    let row = |id: &str| rows.iter().find(|row| row.connector_device_id == id).unwrap();
    assert_eq!(row(&first).name, "Hall lamp");
    assert!(!row(&second).chosen && row(&first).chosen);
    simulation.desk().register_devices(journey).await.unwrap();
    until(&simulation, "the end", |stop| matches!(stop, StopView::Done { registered: 4, .. })).await;
    each_once(&simulation.ledger().await, 4);
}

#[tokio::test(start_paused = true)]
async fn d14_an_old_backup_put_back_reconciles_forward_and_doubles_nothing() {
    let mut simulation = begun().await;
    create(&simulation, customer("brightwell-lighting", "Miller")).await.unwrap();
    simulation.kill();
    let old = tempfile::tempdir().unwrap();
    copy(&simulation.data_dir(), old.path());
    simulation.start();
    assert!(simulation.sign_in_to_aws().await);
    open_first(&simulation).await;
    customer_signs_in(&simulation, "devices-5").await;
    until(&simulation, "the devices", |stop| matches!(stop, StopView::ChoosingDevices { .. })).await;
    let journey = JourneyForm { journey_id: simulation.view().open.unwrap().journey_id };
    simulation.desk().register_devices(journey).await.unwrap();
    until(&simulation, "the end", |stop| matches!(stop, StopView::Done { .. })).await;
    simulation.kill();
    std::fs::remove_dir_all(simulation.data_dir()).unwrap();
    copy(old.path(), &simulation.data_dir());
    simulation.start();
    assert!(simulation.sign_in_to_aws().await);
    let journey = open_first(&simulation).await;
    until(&simulation, "the devices", |stop| matches!(stop, StopView::ChoosingDevices { .. })).await;
    let StopView::ChoosingDevices { choosable: 0, .. } = stop(&simulation) else {
        panic!("all of them are on the link: {:?}", stop(&simulation))
    };
    simulation.desk().finish(journey).await.unwrap();
    assert_eq!(simulation.view().waiting_count, 0);
    each_once(&simulation.ledger().await, 5);
}

#[tokio::test(start_paused = true)]
async fn d4_links_are_found_again_by_their_marker_when_the_journal_is_lost() {
    for damage in ["flipped", "empty", "gone"] {
        let mut simulation = begun().await;
        create(&simulation, customer("brightwell-lighting", "Miller")).await.unwrap();
        simulation.kill();
        let path = simulation.data_dir().join("practice.sqlite3");
        match damage {
            "flipped" => {
                std::fs::write(&path, b"not a database at all, and long enough to be read as one").unwrap()
            }
            "empty" => std::fs::write(&path, b"").unwrap(),
            _ => std::fs::remove_file(&path).unwrap(),
        }
        simulation.start();
        let notice = simulation.view().notice.expect("it is said");
        assert!(notice.meaning.contains("No link is lost"), "{damage}: {notice:?}");
        let kept = std::fs::read_dir(simulation.data_dir()).unwrap().filter_map(Result::ok);
        let kept = kept.filter(|file| file.file_name().to_string_lossy().contains("damaged")).count();
        assert_eq!(kept > 0, damage != "gone", "{damage}: what can be kept is kept");
        assert!(simulation.sign_in_to_aws().await);
        sleep(Duration::from_secs(5)).await;
        let view = simulation.view();
        assert_eq!(view.waiting_count, 0, "{damage}: {view:#?}");
        let ours = view.elsewhere.iter().find(|line| line.name == "Miller");
        let id = ours.unwrap_or_else(|| panic!("{damage}: {view:#?}")).account_association_id.clone();
        simulation.desk().open_link(LinkForm { account_association_id: id }).await.unwrap();
        customer_signs_in(&simulation, "devices-5").await;
        until(&simulation, "the devices", |stop| matches!(stop, StopView::ChoosingDevices { .. })).await;
        assert!(simulation.view().elsewhere.iter().all(|line| line.name != "Miller"));
        assert_eq!(committed(&simulation, "CreateAccountAssociation").await, 1);
        simulation.desk().dismiss_notice(NothingForm {}).await.unwrap();
        assert!(simulation.view().notice.is_none());
    }
}

#[tokio::test(start_paused = true)]
async fn a_forgotten_customer_is_nowhere_on_this_computer() {
    let mut simulation = begun().await;
    create(&simulation, customer("brightwell-lighting", "Zephyrine Quux")).await.unwrap();
    let journey = JourneyForm { journey_id: simulation.view().open.unwrap().journey_id };
    simulation.desk().forget_customer(journey).await.unwrap();
    assert_eq!(simulation.view().waiting_count, 0);
    simulation.kill();
    for (path, bytes) in files(&simulation.data_dir()) {
        let found = bytes.windows(b"Zephyrine".len()).any(|window| window == b"Zephyrine");
        assert!(!found, "{} still names the customer", path.display());
    }
    simulation.start();
    assert_eq!(simulation.view().waiting_count, 0);
    assert_eq!(committed(&simulation, "DeleteAccountAssociation").await, 0, "the link stays in AWS");
}

#[tokio::test(start_paused = true)]
async fn the_timeline_tells_what_happened_under_which_request_and_never_an_address() {
    let mut simulation = begun().await;
    registers(&simulation, "devices-2").await;
    until(&simulation, "the end", |stop| matches!(stop, StopView::Done { .. })).await;
    let journey = JourneyForm { journey_id: simulation.view().open.unwrap().journey_id };
    let page = simulation.desk().list_timeline(journey).await.unwrap();
    let texts: Vec<&str> = page.entries.iter().map(|entry| entry.text.as_str()).collect();
    for text in ["A new link was asked for", "AWS made the link", "The customer has signed in", "Finished"] {
        assert!(texts.contains(&text), "{text} is missing in {texts:#?}");
    }
    let ledger = simulation.ledger().await;
    let requests: HashSet<&str> = ledger["entries"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|entry| entry["requestId"].as_str())
        .collect();
    let mutations = page.entries.iter().filter(|entry| entry.operation.is_some());
    for entry in mutations {
        let request = entry.request_id.as_deref().unwrap_or_else(|| panic!("{entry:?}"));
        assert!(requests.contains(request), "{entry:?}");
    }
    simulation.kill();
    for (path, bytes) in files(&simulation.data_dir()) {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("authorize") && !text.contains("://"), "{}", path.display());
    }
}

#[tokio::test(start_paused = true)]
async fn a_sign_in_that_settles_while_nobody_looks_is_told_by_the_system() {
    let simulation = begun().await;
    create(&simulation, customer("brightwell-lighting", "Miller")).await.unwrap();
    simulation.desk().leave_journey(NothingForm {}).await.unwrap();
    simulation.desk().window_left();
    customer_signs_in(&simulation, "devices-5").await;
    sleep(Duration::from_secs(60)).await;
    let notified = simulation.computer.notified();
    assert_eq!(notified.len(), 1, "{notified:?}");
    assert!(notified[0].0.contains("Miller has signed in"), "{notified:?}");
}

#[tokio::test(start_paused = true)]
async fn closing_with_an_open_sign_in_asks_once_and_nothing_is_lost() {
    let mut simulation = begun().await;
    assert!(simulation.desk().may_close(), "with nothing open it closes at once");
    create(&simulation, customer("brightwell-lighting", "Miller")).await.unwrap();
    assert!(!simulation.desk().may_close());
    assert_eq!(simulation.view().closing.unwrap().open_sign_ins, 1);
    simulation.desk().stay_open(NothingForm {}).await.unwrap();
    assert!(simulation.view().closing.is_none());
    assert!(!simulation.desk().may_close());
    assert!(simulation.desk().may_close(), "asking a second time is an answer");
    again(&mut simulation, DAY).await;
    assert_eq!(simulation.view().waiting_count, 1);
}

/// Every file below a folder with what is in it.
fn files(dir: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let entries = std::fs::read_dir(dir).unwrap().filter_map(Result::ok);
    let mut found = Vec::new();
    for path in entries.map(|entry| entry.path()) {
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            let bytes = std::fs::read(&path).unwrap();
            found.push((path, bytes));
        }
    }
    found
}

fn copy(from: &Path, to: &Path) {
    for (path, bytes) in files(from) {
        let to_path = to.join(path.strip_prefix(from).unwrap());
        std::fs::create_dir_all(to_path.parent().unwrap()).unwrap();
        std::fs::write(to_path, bytes).unwrap();
    }
}
