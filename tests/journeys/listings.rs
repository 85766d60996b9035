//! Lists that lag behind, repeat themselves or are very long, and searches of
//! which something fails. T14 to T16 and T18.

use std::time::{Duration, Instant as WallInstant};

use contract::{ChooseDevicesForm, DeviceStatus, LineState, ListDevicesForm, NothingForm, StopView};
use serde_json::json;
use tokio::time::sleep;

use tests::links::listed;

use crate::{
    paused::Paused,
    setting::{Setting, customer},
};

/// Four links of one device cloud wait and nothing is on the screen.
async fn four_wait(setting: &Paused) -> Vec<String> {
    let mut links = Vec::new();
    for number in 0..4 {
        let form = customer("brightwell-lighting", &format!("Customer {number}"));
        setting.desk.create_account_association(form).await.unwrap();
        links.push(setting.link());
    }
    setting.desk.leave_journey(NothingForm {}).await.unwrap();
    links
}

async fn one_is_seen_to_have_signed_in(setting: &Paused, link: &str) {
    setting.sign_in(link, "miller").await;
    let began = tokio::time::Instant::now();
    setting
        .wait("the one that signed in", |view| {
            let moved = |line: &&contract::JourneyLine| line.state != LineState::WaitingForSignIn;
            view.waiting.iter().find(moved).map(|_| ())
        })
        .await;
    assert!(began.elapsed() < Duration::from_secs(40), "{:?}", began.elapsed());
    assert_eq!(setting.committed("CreateAccountAssociation").await.len(), 4);
    setting.check_invariants().await;
}

async fn devices(setting: &Setting, account: &str) {
    setting.settings(json!({ "associationDelayMs": 0, "discoveryMs": 0 }));
    setting.desk.create_account_association(customer("brightwell-lighting", "Miller")).await.unwrap();
    setting.sign_in(account, "allow");
    setting.wait_at("devices", |stop| matches!(stop, StopView::ChoosingDevices { .. }).then_some(())).await;
}

async fn choose_all(setting: &Setting, chosen: bool) {
    let form =
        ChooseDevicesForm { journey_id: setting.open().journey_id, connector_device_ids: Vec::new(), chosen };
    setting.desk.choose_devices(form).await.unwrap();
}

/// T14, waiting together.
#[tokio::test(start_paused = true)]
async fn links_that_a_lagging_list_leaves_out_are_looked_at_one_by_one() {
    let setting = Paused::start().await;
    setting.settings(json!({ "listLagMs": 3_600_000 })).await;
    let links = four_wait(&setting).await;
    sleep(Duration::from_secs(120)).await;
    assert!(setting.requests("ListAccountAssociations").await > 0, "four are swept");
    one_is_seen_to_have_signed_in(&setting, &links[2]).await;
}

/// T14, after a lost answer.
#[tokio::test(start_paused = true)]
async fn a_link_that_no_list_shows_yet_is_found_by_its_token() {
    let setting = Paused::start().await;
    setting.settings(json!({ "listLagMs": 3_600_000 })).await;
    setting.fault("CreateAccountAssociation", Some(4), json!({ "kind": "drop-after-commit" })).await;
    setting.desk.create_account_association(customer("brightwell-lighting", "Miller")).await.unwrap();
    setting.wait_at("the link", |stop| matches!(stop, StopView::SignIn { .. }).then_some(())).await;
    assert_eq!(setting.committed("CreateAccountAssociation").await.len(), 1);
    assert_eq!(setting.requests("CreateAccountAssociation").await, 5);
    setting.check_invariants().await;
}

/// T15, lists of links.
#[tokio::test(start_paused = true)]
async fn a_list_that_repeats_itself_is_not_followed_and_links_are_looked_at_one_by_one() {
    let setting = Paused::start().await;
    setting.settings(json!({ "pageSize": 1 })).await;
    let links = four_wait(&setting).await;
    setting.fault("ListAccountAssociations", None, json!({ "kind": "repeat-page-token" })).await;
    let asked = setting.requests("ListAccountAssociations").await;
    sleep(Duration::from_secs(300)).await;
    let more = setting.requests("ListAccountAssociations").await - asked;
    assert!(more <= 10, "{more} pages of a list without an end in five minutes");
    let form = listed("");
    assert!(setting.desk.list_account_associations(form.clone()).await.unwrap().loading);
    sleep(Duration::from_secs(5)).await;
    let problem = setting.desk.list_account_associations(form).await.unwrap().problem;
    assert_eq!(problem.expect("half a list is not the whole").title, "Something other than AWS answered");
    one_is_seen_to_have_signed_in(&setting, &links[1]).await;
}

/// T15, everything else that is listed.
#[tokio::test]
async fn half_a_list_is_never_taken_for_the_whole() {
    let setting = Setting::start().await;
    setting.settings(json!({ "pageSize": 2 }));
    let repeats = |operation: &str| {
        setting.fault(
            json!({ "operation": operation, "times": null, "fault": { "kind": "repeat-page-token" } }),
        );
    };
    repeats("ListConnectorDestinations");
    let problem = setting.desk.list_connector_destinations(NothingForm {}).await.unwrap_err();
    assert_eq!(problem.title, "Something other than AWS answered");
    assert!(setting.requests("ListConnectorDestinations") <= 5);
    setting.faults_end();

    repeats("ListDiscoveredDevices");
    setting.settings(json!({ "associationDelayMs": 0, "discoveryMs": 0 }));
    setting.desk.create_account_association(customer("brightwell-lighting", "Miller")).await.unwrap();
    setting.sign_in("miller", "allow");
    let problem = setting
        .wait_at("why there are no devices", |stop| match stop {
            StopView::FindingDevices { problem, .. } => problem.clone(),
            _ => None,
        })
        .await;
    assert_eq!(problem.title, "Something other than AWS answered");
    setting.faults_end();
    setting.wait_at("devices", |stop| matches!(stop, StopView::ChoosingDevices { .. }).then_some(())).await;
    assert_eq!(setting.committed("StartDeviceDiscovery"), 1);
    setting.check_invariants();
}

/// T16.
#[tokio::test]
async fn ten_thousand_found_devices_come_in_pages_and_are_chosen_within_a_second() {
    let setting = Setting::start().await;
    devices(&setting, "devices-10000").await;
    assert_eq!(setting.requests("ListDiscoveredDevices"), 10);
    let mut seen = std::collections::HashSet::new();
    for offset in (0..10_000).step_by(200) {
        let form = ListDevicesForm { journey_id: setting.open().journey_id, search: String::new(), offset };
        let page = setting.desk.list_devices(form).await.unwrap();
        assert_eq!((page.total, page.rows.len()), (10_000, 200));
        seen.extend(page.rows.into_iter().map(|row| row.connector_device_id));
    }
    assert_eq!(seen.len(), 10_000);
    choose_all(&setting, false).await;
    let began = WallInstant::now();
    choose_all(&setting, true).await;
    assert!(began.elapsed() < Duration::from_secs(1), "{:?}", began.elapsed());
    let StopView::ChoosingDevices { chosen, .. } = setting.open().stop else { panic!("not choosing") };
    assert_eq!(chosen, 10_000);
    assert!(setting.shown().largest_view() < 8 * 1024, "{} bytes", setting.shown().largest_view());
    setting.check_invariants();
}

/// T18.
#[tokio::test(start_paused = true)]
async fn of_a_hundred_devices_the_one_that_fails_is_listed_alone_and_can_be_retried() {
    let setting = Paused::start().await;
    setting.desk.create_account_association(customer("brightwell-lighting", "Miller")).await.unwrap();
    setting.sign_in(&setting.link(), "devices-100").await;
    setting.wait_at("devices", |stop| matches!(stop, StopView::ChoosingDevices { .. }).then_some(())).await;
    let all = ListDevicesForm { journey_id: setting.open().journey_id, search: String::new(), offset: 36 };
    let unlucky = setting.desk.list_devices(all).await.unwrap().rows[0].connector_device_id.clone();
    let refusal = json!({
        "operation": "CreateManagedThing", "when": { "connectorDeviceId": unlucky },
        "fault": { "kind": "error", "status": 400, "code": "ValidationException", "message": "not this one" }
    });
    setting.rule(refusal).await;
    setting.desk.register_devices(setting.journey()).await.unwrap();
    setting
        .wait_at("ninety-nine", |stop| {
            matches!(stop, StopView::Registering { settled: true, done: 99, failed: 1, .. }).then_some(())
        })
        .await;
    let form = ListDevicesForm { journey_id: setting.open().journey_id, search: String::new(), offset: 0 };
    let rows = setting.desk.list_devices(form).await.unwrap().rows;
    let failed: Vec<_> =
        rows.iter().filter(|row| matches!(row.status, DeviceStatus::Failed { .. })).collect();
    assert_eq!(failed.len(), 1);
    assert_eq!(failed[0].connector_device_id, unlucky);
    assert_eq!(setting.ledger().await["registrations"].as_array().unwrap().len(), 99);
    setting.faults_end().await;
    setting.desk.retry_failed_devices(setting.journey()).await.unwrap();
    setting.wait_at("all", |stop| matches!(stop, StopView::Done { registered: 100, .. }).then_some(())).await;
    assert_eq!(setting.committed("CreateManagedThing").await.len(), 100);
    setting.check_invariants().await;
}
