//! The list of links: remembered, loaded while it changes, searched, counted,
//! saved as a file, and found by what is written on a device.

use std::{collections::HashSet, os::unix::fs::PermissionsExt, time::Duration};

use contract::{
    ExportFormatForm, ExportLinksForm, FindByDeviceForm, FoundByDevicePage, LinkForm, LinkRow, LinkStateView,
    LinksPage, ListLinksForm, MemoForm, NothingForm, ProblemKindView, SourceForm, UseAwsAccountForm,
};
use desk::{Desk, Journals};
use serde_json::{Value, json};
use tests::{headless::Headless, links::listed, programs::PracticeProgram};

use crate::setting::{Setting, customer};

/// How long anything may take before a test gives up.
const DEADLINE: Duration = Duration::from_secs(30);
/// Links of the seeded world.
const SEEDED: u32 = 83;
const JANSEN: u32 = 1;
const SEEBLICK: u32 = 2;
const KELLER_FAILED: u32 = 5;
const HARBOUR: u32 = 101;
const HARBOUR_STAFF: u32 = 102;
const PETROV: u32 = 103;
const BLINDS: u32 = 105;

fn link_id(number: u32) -> String {
    format!("a55c1a7ed0000000000000000000{number:04}")
}

fn thing_id(number: u32) -> String {
    format!("7419600d{number:024}")
}

/// Waits until the list answers the question.
async fn list_when(desk: &Desk, form: ListLinksForm, fits: impl Fn(&LinksPage) -> bool) -> LinksPage {
    let mut views = desk.subscribe();
    let asked = async {
        loop {
            views.borrow_and_update();
            let page = desk.list_account_associations(form.clone()).await.unwrap();
            if fits(&page) {
                return page;
            }
            views.changed().await.expect("the desk outlives the test");
        }
    };
    tokio::time::timeout(DEADLINE, asked).await.expect("the list comes to show it")
}

/// The list when AWS has told it whole, or why it did not.
pub(crate) async fn whole(desk: &Desk, form: ListLinksForm) -> LinksPage {
    list_when(desk, form, |page| !page.loading).await
}

/// Asks AWS for the list again and waits for its end.
async fn reloaded(setting: &Setting) -> LinksPage {
    setting.use_environment().await.unwrap();
    whole(&setting.desk, listed("")).await
}

fn ids(page: &LinksPage) -> Vec<&str> {
    page.rows.iter().map(|row| row.account_association_id.as_str()).collect()
}

fn row(page: &LinksPage, number: u32) -> &LinkRow {
    let is_it = |row: &&LinkRow| row.account_association_id == link_id(number);
    page.rows.iter().find(is_it).expect("the link is listed")
}

fn missing_permission(operation: &str, times: Value) -> Value {
    let action = format!("iotmanagedintegrations:{operation}");
    json!({ "operation": operation, "times": times, "fault": { "kind": "missing-permission", "action": action } })
}

/// A computer on which the program is started, ended and started again.
struct Computer {
    service: PracticeProgram,
    dir: tempfile::TempDir,
}

impl Computer {
    /// Runs the program until `act` is done, then ends it.
    fn run<T>(&self, act: impl AsyncFnOnce(Desk) -> T) -> T {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
        let done = runtime.block_on(async {
            let aws = self.service.aws_variables().map(|(name, value)| (name.to_owned(), value.to_owned()));
            let ports = std::sync::Arc::new(Headless::default()).ports(self.dir.path(), aws);
            let journals = Journals::open(&ports.data_dir);
            let desk = Desk::open(ports, journals);
            let form = UseAwsAccountForm { source: SourceForm::Environment, region: None };
            desk.use_aws_account(form).await.expect("the practice service knows its own keys");
            // At the second start the account used last is chosen as well.
            let mut views = desk.subscribe();
            views.wait_for(|view| view.account.is_some()).await.expect("the desk outlives the test");
            let done = act(desk.clone()).await;
            desk.settle().await;
            done
        });
        runtime.shutdown_timeout(DEADLINE);
        done
    }
}

#[test]
fn what_was_listed_before_is_there_before_aws_has_answered() {
    let computer = Computer { service: PracticeProgram::start(), dir: tempfile::tempdir().unwrap() };
    let note = MemoForm {
        account_association_id: link_id(JANSEN),
        spelling: "Janßen".to_owned(),
        note: "Key at the bakery".to_owned(),
    };
    let before = computer.run(async |desk| {
        let before = whole(&desk, listed("")).await;
        desk.save_memo(note).await.unwrap();
        before
    });
    assert_eq!((before.total, &before.problem), (SEEDED, &None));
    let slow = json!({ "operation": "ListAccountAssociations", "fault": { "kind": "slow", "ms": 600_000 } });
    computer.service.call("POST", "/practice/faults", Some(slow));
    computer.run(async |desk| {
        let remembered = list_when(&desk, listed(""), |page| page.total > 0).await;
        assert_eq!((remembered.total, remembered.as_of), (SEEDED, before.as_of));
        assert!(remembered.loading && remembered.loaded == 0, "AWS has not answered yet");
        assert_eq!(ids(&remembered), ids(&before));
        let by_note = desk.list_account_associations(listed("bakery janssen")).await.unwrap();
        assert_eq!(by_note.rows[0].spelling.as_deref(), Some("Janßen"));
    });
    computer.service.call("DELETE", "/practice/faults", None);
    let refused = missing_permission("ListAccountAssociations", Value::Null);
    computer.service.call("POST", "/practice/faults", Some(refused));
    computer.run(async |desk| {
        let kept = list_when(&desk, listed(""), |page| page.problem.is_some()).await;
        assert_eq!((kept.total, kept.as_of), (SEEDED, before.as_of));
        assert_eq!(kept.problem.unwrap().kind, ProblemKindView::AskForPermission);
    });
}

#[tokio::test]
async fn a_list_that_changes_while_it_is_read_loses_and_doubles_nothing() {
    let setting = Setting::start().await;
    whole(&setting.desk, listed("")).await;
    let (_dir, elsewhere) = setting.another_desk().await;
    setting.settings(json!({ "pageSize": 10 }));
    setting.fault(json!({ "operation": "ListAccountAssociations", "fault": { "kind": "slow", "ms": 150 } }));
    setting.use_environment().await.unwrap();
    let half = list_when(&setting.desk, listed(""), |page| page.loaded >= 20).await;
    assert!(half.loading && half.loaded < SEEDED && half.total == SEEDED, "{} loaded", half.loaded);
    setting.desk.create_account_association(customer("brightwell-lighting", "Made here")).await.unwrap();
    setting.desk.leave_journey(NothingForm {}).await.unwrap();
    elsewhere.create_account_association(customer("northgate-locks", "Made elsewhere")).await.unwrap();
    let expired = json!({ "accountAssociationId": link_id(JANSEN), "state": "REFRESH_TOKEN_EXPIRED" });
    setting.practice("POST", "/practice/links", Some(expired));
    setting.faults_end();
    whole(&setting.desk, listed("")).await;
    let after = reloaded(&setting).await;
    assert_eq!(ids(&after).iter().collect::<HashSet<_>>().len(), after.rows.len(), "none is doubled");
    assert_eq!((after.total, after.counts.total), (SEEDED + 2, SEEDED + 2));
    assert_eq!(row(&after, JANSEN).state, LinkStateView::NeedsNewSignIn);
    assert!(row(&after, JANSEN).state_since.is_some(), "it was seen to change");
    assert_eq!(row(&after, SEEBLICK).state_since, None, "it was so before");
}

#[tokio::test]
async fn empty_pages_with_a_token_are_followed() {
    let setting = Setting::start().await;
    whole(&setting.desk, listed("")).await;
    setting.settings(json!({ "pageSize": 20 }));
    setting.fault(
        json!({ "operation": "ListAccountAssociations", "times": 3, "fault": { "kind": "empty-page" } }),
    );
    let asked = setting.requests("ListAccountAssociations");
    let page = reloaded(&setting).await;
    assert_eq!((page.total, page.problem), (SEEDED, None));
    assert!(setting.requests("ListAccountAssociations") - asked >= 8, "three pages were empty");
}

#[tokio::test]
async fn half_a_list_takes_nothing_away_and_its_problem_is_told() {
    let setting = Setting::start().await;
    let before = whole(&setting.desk, listed("")).await;
    setting.settings(json!({ "pageSize": 20 }));
    let over = json!({
        "operation": "ListAccountAssociations", "skip": 2, "times": 1, "fault": { "kind": "expired-credentials" }
    });
    setting.fault(over);
    let page = reloaded(&setting).await;
    assert_eq!((page.total, page.as_of), (SEEDED, before.as_of));
    assert_eq!(page.problem.expect("it is told").kind, ProblemKindView::SignInToAws);
    let page = reloaded(&setting).await;
    assert_eq!((page.total, page.problem), (SEEDED, None));
    assert!(page.as_of > before.as_of);
}

#[tokio::test]
async fn a_state_nobody_knows_is_shown_as_such_until_aws_tells_another() {
    let setting = Setting::start().await;
    whole(&setting.desk, listed("")).await;
    let paused = json!({ "kind": "unknown-state", "value": "ASSOCIATION_PAUSED" });
    setting.fault(json!({ "operation": "ListAccountAssociations", "fault": paused }));
    let page = reloaded(&setting).await;
    let jansen = row(&page, JANSEN);
    assert_eq!((jansen.state, jansen.state_name.as_str()), (LinkStateView::Unknown, "ASSOCIATION_PAUSED"));
    assert!(jansen.needs_person && page.counts.needs_person == SEEDED);
    setting.faults_end();
    let page = reloaded(&setting).await;
    assert_eq!(row(&page, JANSEN).state, LinkStateView::SignedIn);
}

#[tokio::test]
async fn links_without_a_name_and_with_awkward_ones_are_shown_and_found() {
    let setting = Setting::start().await;
    let page = whole(&setting.desk, listed("")).await;
    let unnamed: Vec<&LinkRow> = page.rows.iter().filter(|row| row.unnamed).collect();
    assert_eq!(unnamed.len(), 2);
    assert!(unnamed.iter().all(|row| row.name == "Unnamed link"));
    assert!(page.rows[81..].iter().all(|row| row.unnamed), "they come last");
    let odd = setting.desk.list_account_associations(listed("levi esuoh 7")).await.unwrap();
    let odd = &odd.rows[0];
    assert!(odd.name.starts_with("Levi ") && !odd.name.chars().any(|c| c.is_control() || c == '\u{202e}'));
}

#[tokio::test]
async fn a_link_removed_on_another_desk_goes_with_the_next_list() {
    let setting = Setting::start().await;
    whole(&setting.desk, listed("")).await;
    setting.settings(json!({ "deletingMs": 0 }));
    let (_dir, elsewhere) = setting.another_desk().await;
    elsewhere.open_link(LinkForm { account_association_id: link_id(KELLER_FAILED) }).await.unwrap();
    let journey_id = elsewhere.subscribe().borrow().open.clone().unwrap().journey_id;
    elsewhere.remove_link(contract::JourneyForm { journey_id }).await.unwrap();
    let page = reloaded(&setting).await;
    assert_eq!(page.total, SEEDED - 1);
    assert!(!ids(&page).contains(&link_id(KELLER_FAILED).as_str()));
}

#[tokio::test]
async fn without_the_permission_to_get_the_list_is_whole() {
    let setting = Setting::start().await;
    setting.fault(missing_permission("GetAccountAssociation", Value::Null));
    let page = reloaded(&setting).await;
    assert_eq!((page.total, &page.problem), (SEEDED, &None));
    let failed = row(&page, PETROV);
    assert!(failed.error_message.as_deref().is_some_and(|words| words.starts_with("invalid_client")));
}

#[tokio::test]
async fn what_only_this_computer_knows_is_found_and_goes_when_it_is_emptied() {
    let setting = Setting::start().await;
    setting.desk.create_account_association(customer("brightwell-lighting", "Müller & Söhne")).await.unwrap();
    let made = setting.link();
    whole(&setting.desk, listed("")).await;
    let found = async |search: &str| {
        let page = setting.desk.list_account_associations(listed(search)).await.unwrap();
        page.rows.into_iter().map(|row| row.account_association_id).collect::<Vec<_>>()
    };
    for search in ["Müller Söhne", "mueller soehne", "muller sohne", "MUELLER &", &made.to_uppercase()] {
        assert_eq!(found(search).await, [made.as_str()], "{search}");
    }
    let memo = |spelling: &str, note: &str| MemoForm {
        account_association_id: link_id(JANSEN),
        spelling: spelling.to_owned(),
        note: note.to_owned(),
    };
    setting.desk.save_memo(memo("Familie\u{202e} Janßen\u{7}", "Schlüssel\nbeim Bäcker")).await.unwrap();
    for search in ["familie", "janssen baecker", "Bäcker", "schluessel 4711"] {
        assert_eq!(found(search).await, [link_id(JANSEN)], "{search}");
    }
    let page = setting.desk.list_account_associations(listed("familie")).await.unwrap();
    assert_eq!(page.rows[0].spelling.as_deref(), Some("Familie Janßen"));
    assert_eq!(page.rows[0].memo.as_deref(), Some("Schlüssel\nbeim Bäcker"));
    for refused in [memo(&"x".repeat(257), ""), memo("", &"x".repeat(2001))] {
        assert_eq!(setting.desk.save_memo(refused).await.unwrap_err().kind, ProblemKindView::CorrectInput);
    }
    setting.desk.save_memo(memo("", " ")).await.unwrap();
    assert!(found("familie").await.is_empty());
}

async fn by_device(setting: &Setting, text: &str) -> FoundByDevicePage {
    setting.desk.find_by_device(FindByDeviceForm { text: text.to_owned() }).await.unwrap()
}

fn found_links(page: &FoundByDevicePage) -> Vec<Vec<String>> {
    let of = |row: &contract::FoundByDeviceRow| {
        let mut ids: Vec<String> = row.links.iter().map(|link| link.account_association_id.clone()).collect();
        ids.sort();
        ids
    };
    page.rows.iter().map(of).collect()
}

#[tokio::test]
async fn a_device_leads_to_its_links() {
    let setting = Setting::start().await;
    whole(&setting.desk, listed("")).await;
    let page = by_device(&setting, " SN-40017 ").await;
    assert_eq!(found_links(&page), [[link_id(JANSEN)]]);
    assert_eq!(page.rows[0].serial_number.as_deref(), Some("SN-40017"));
    assert_eq!(page.rows[0].links[0].name, "Jansen Canal House");
    for text in [thing_id(101).as_str(), "aria-hv-01"] {
        let page = by_device(&setting, text).await;
        assert_eq!(found_links(&page), [[link_id(HARBOUR), link_id(HARBOUR_STAFF)]], "{text}");
        assert_eq!(page.problem, None, "{text}");
    }
    assert!(by_device(&setting, "nobody-has-this").await.rows.is_empty());
}

#[tokio::test]
async fn what_can_be_asked_of_a_device_is_asked_and_what_is_refused_is_told() {
    let setting = Setting::start().await;
    whole(&setting.desk, listed("")).await;
    let asked =
        |setting: &Setting| setting.requests("ListManagedThings") + setting.requests("GetManagedThing");
    let before = asked(&setting);
    assert_eq!(by_device(&setting, "50 % off!").await, FoundByDevicePage { rows: Vec::new(), problem: None });
    assert_eq!(by_device(&setting, "  ").await, FoundByDevicePage { rows: Vec::new(), problem: None });
    assert_eq!(asked(&setting), before, "AWS would take that for nothing");
    setting.fault(missing_permission("ListManagedThings", Value::Null));
    let page = by_device(&setting, &thing_id(1)).await;
    assert_eq!(found_links(&page), [[link_id(JANSEN)]]);
    assert_eq!(page.problem.expect("it is told").kind, ProblemKindView::AskForPermission);
    setting.fault(missing_permission("ListManagedThingAccountAssociations", Value::Null));
    let page = by_device(&setting, &thing_id(1)).await;
    assert_eq!((page.rows.len(), page.rows[0].links.len()), (1, 0));
}

#[tokio::test]
async fn a_link_of_a_device_that_is_not_listed_is_asked_for() {
    let setting = Setting::start().await;
    setting.fault(missing_permission("ListAccountAssociations", Value::Null));
    setting.use_environment().await.unwrap();
    let page = by_device(&setting, "SN-40017").await;
    assert_eq!(page.rows[0].links[0].name, "Jansen Canal House");
    setting.fault(missing_permission("GetAccountAssociation", Value::Null));
    let page = by_device(&setting, "aria-hv-02").await;
    let link = &page.rows[0].links[0];
    assert_eq!(
        (link.account_association_id.as_str(), link.state),
        (link_id(HARBOUR).as_str(), LinkStateView::Unknown)
    );
}

#[tokio::test]
async fn exactly_what_fits_is_saved_and_counted() {
    let setting = Setting::start().await;
    whole(&setting.desk, listed("")).await;
    let export = async |which: ListLinksForm, format| {
        let saved = setting.desk.export_links(ExportLinksForm { which, format }).await.unwrap();
        let mode = std::fs::metadata(&saved.path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{}", saved.path);
        (saved.count, std::fs::read_to_string(&saved.path).unwrap(), saved.path)
    };
    let (count, csv, first) = export(listed(""), ExportFormatForm::Csv).await;
    assert!(first.contains("PRACTICE"), "{first}");
    assert_eq!((count, csv.matches("a55c1a7ed").count()), (SEEDED, 83));
    let failed = ListLinksForm { states: vec![LinkStateView::SignInFailed], offset: 7, ..listed("") };
    let fitting = setting.desk.list_account_associations(failed.clone()).await.unwrap().total;
    let (count, json, _) = export(failed.clone(), ExportFormatForm::Json).await;
    let told: Value = serde_json::from_str(&json).unwrap();
    assert_eq!((count, told.as_array().unwrap().len()), (fitting, usize::try_from(fitting).unwrap()));
    assert!(told.as_array().unwrap().iter().all(|one| one["awsState"] == "ASSOCIATION_FAILED"));
    let (_, _, second) = export(failed, ExportFormatForm::Csv).await;
    assert_ne!(first, second, "no file is written over");
}

#[tokio::test]
async fn counts_tell_of_all_and_a_device_cloud_that_fares_badly_is_named() {
    let setting = Setting::start().await;
    whole(&setting.desk, listed("")).await;
    let aria = ListLinksForm { connector_destination_id: Some("aria-climate".to_owned()), ..listed("") };
    let named = |page: &LinksPage| page.rows.iter().all(|row| row.device_cloud == "Aria Climate");
    let page = list_when(&setting.desk, aria, |page| !page.loading && named(page)).await;
    let counts = &page.counts;
    assert_eq!(counts.by_state.iter().map(|one| one.count).sum::<u32>(), SEEDED);
    assert_eq!(counts.by_device_cloud.iter().map(|one| one.count).sum::<u32>(), SEEDED);
    let of_aria = counts.by_device_cloud.iter().find(|one| one.device_cloud == "Aria Climate").unwrap();
    assert_eq!((of_aria.count, of_aria.failing), (page.total, 18));
    assert_eq!(page.warnings.len(), 1, "{:?}", page.warnings);
    let warning = &page.warnings[0];
    assert_eq!(
        (
            warning.device_cloud.as_str(),
            warning.failed,
            warning.need_sign_in,
            warning.affected,
            warning.total
        ),
        ("Aria Climate", 7, 11, 18, page.total)
    );
    let needing = ListLinksForm { needs_person: true, ..listed("") };
    let needing = setting.desk.list_account_associations(needing).await.unwrap();
    assert_eq!(needing.total, counts.needs_person);
    assert!(needing.rows.iter().all(|row| row.needs_person));
    let gone = setting.desk.list_account_associations(listed("weiss blinds")).await.unwrap();
    assert_eq!(gone.rows[0].account_association_id, link_id(BLINDS));
    assert_eq!(gone.rows[0].device_cloud, "Unknown device cloud");
}

#[tokio::test]
async fn an_unfinished_journey_stands_beside_its_link() {
    let setting = Setting::start().await;
    whole(&setting.desk, listed("")).await;
    setting.desk.open_link(LinkForm { account_association_id: link_id(JANSEN) }).await.unwrap();
    let needs_person = |page: &LinksPage| page.rows.first().is_some_and(|row| row.needs_person);
    let page = list_when(&setting.desk, listed("jansen canal"), needs_person).await;
    assert_eq!(page.rows[0].journey_id, Some(setting.open().journey_id), "its devices are to be chosen");
}
