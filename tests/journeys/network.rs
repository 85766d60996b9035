//! The network does as networks do: away, reset, cut off, slow, somebody else's.
//! N1 to N7 and N11.

use std::time::Duration;

use contract::{
    CreatingView, GetAccountAssociationForm, NothingForm, ProblemKindView, ProblemView, SignInStateView,
    StopView,
};
use serde_json::json;
use tests::wire::{Hole, Weather};
use tokio::time::Instant;

use crate::{
    paused::Paused,
    setting::{Setting, customer},
};

fn creating(setting: &Setting) -> (CreatingView, ProblemView) {
    match setting.open().stop {
        StopView::Creating { phase, problem: Some(problem) } => (phase, problem),
        other => panic!("{other:?}"),
    }
}

async fn is_made(setting: &Setting) {
    setting.wait_at("the link", |stop| matches!(stop, StopView::SignIn { .. }).then_some(())).await;
    assert_eq!(setting.committed("CreateAccountAssociation"), 1);
    setting.check_invariants();
}

async fn create(setting: &Setting) {
    setting.desk.create_account_association(customer("brightwell-lighting", "Miller")).await.unwrap();
}

async fn check_now(setting: &Setting) -> ProblemView {
    let form = GetAccountAssociationForm { account_association_id: setting.link() };
    setting.desk.get_account_association(form).await.unwrap_err()
}

/// Goes on to the devices, as if nothing had been.
async fn ends_well(setting: &Setting) {
    setting.sign_in("miller", "allow");
    setting.wait_at("devices", |stop| matches!(stop, StopView::ChoosingDevices { .. }).then_some(())).await;
    assert_eq!(setting.committed("CreateAccountAssociation"), 1);
    setting.check_invariants();
}

/// N1.
#[tokio::test]
async fn a_create_asked_for_offline_goes_on_by_itself_when_the_network_is_back() {
    let (setting, wire) = Setting::behind_wire().await;
    setting.desk.list_connector_destinations(NothingForm {}).await.unwrap();
    wire.set(Weather::Refused);
    create(&setting).await;
    let (phase, problem) = creating(&setting);
    assert_eq!((phase, problem.kind), (CreatingView::Unreached, ProblemKindView::CheckNetwork));
    assert!(problem.meaning.contains("Nothing was changed."), "{problem:?}");
    assert_eq!(setting.requests("CreateAccountAssociation"), 0);
    wire.set(Weather::Clear);
    is_made(&setting).await;
}

/// N1, given up.
#[tokio::test]
async fn a_create_given_up_offline_is_never_sent() {
    let (setting, wire) = Setting::behind_wire().await;
    setting.desk.list_connector_destinations(NothingForm {}).await.unwrap();
    wire.set(Weather::Refused);
    create(&setting).await;
    assert_eq!(creating(&setting).0, CreatingView::Unreached);
    setting.desk.discard_journey(setting.journey()).await.unwrap();
    wire.set(Weather::Clear);
    // Three looks at another link take longer than the pause before a retry.
    setting.desk.create_account_association(customer("brightwell-lighting", "Other")).await.unwrap();
    setting.wait_for_looks(2).await;
    assert_eq!(setting.requests("CreateAccountAssociation"), 1, "of the other customer");
    assert_eq!(setting.desk.subscribe().borrow().waiting_count, 1);
    setting.check_invariants();
}

/// N2.
#[tokio::test]
async fn a_reset_before_any_answer_is_told_as_unclear_and_goes_on_by_itself() {
    let (setting, wire) = Setting::behind_wire().await;
    setting.desk.list_connector_destinations(NothingForm {}).await.unwrap();
    wire.set(Weather::ResetOnConnect);
    create(&setting).await;
    let (phase, problem) = creating(&setting);
    assert_eq!((phase, problem.kind), (CreatingView::Unclear, ProblemKindView::CheckNetwork));
    assert!(!problem.meaning.contains("Nothing was changed."), "{problem:?}");
    assert_eq!(setting.committed("CreateAccountAssociation"), 0);
    wire.set(Weather::Clear);
    is_made(&setting).await;
}

/// N3.
#[tokio::test]
async fn a_reset_after_the_request_is_answered_by_the_same_token() {
    let (setting, wire) = Setting::behind_wire().await;
    setting.desk.list_connector_destinations(NothingForm {}).await.unwrap();
    wire.set(Weather::ResetAfterRequest);
    let creating = async { create(&setting).await };
    let clearing = async {
        while setting.requests("CreateAccountAssociation") == 0 {
            tokio::task::yield_now().await;
        }
        wire.set(Weather::Clear);
    };
    tokio::join!(creating, clearing);
    is_made(&setting).await;
    assert!(setting.requests("CreateAccountAssociation") >= 2, "it was sent again");
}

/// N4.
#[tokio::test]
async fn an_answer_cut_off_in_its_middle_is_made_good_by_looking_for_the_link() {
    let (setting, wire) = Setting::behind_wire().await;
    setting.desk.list_connector_destinations(NothingForm {}).await.unwrap();
    wire.set(Weather::TruncateAnswer { bytes: 400 });
    create(&setting).await;
    let (phase, problem) = creating(&setting);
    assert_eq!((phase, problem.kind), (CreatingView::Unclear, ProblemKindView::CheckNetwork));
    assert_eq!(setting.committed("CreateAccountAssociation"), 1, "AWS has made it");
    wire.set(Weather::Clear);
    is_made(&setting).await;
}

/// N5, on the way there.
#[tokio::test(start_paused = true)]
async fn thirty_seconds_of_latency_end_an_attempt_after_ten_and_a_create_within_thirty_five() {
    let setting = Paused::with_delay(|request| {
        let is_create = request.method() == "POST" && request.uri().contains("/account-associations");
        Duration::from_secs(if is_create { 30 } else { 0 })
    })
    .await;
    let began = Instant::now();
    setting.desk.create_account_association(customer("brightwell-lighting", "Miller")).await.unwrap();
    let took = began.elapsed();
    assert!((Duration::from_secs(30)..Duration::from_secs(36)).contains(&took), "{took:?}");
    let StopView::Creating { phase: CreatingView::Unclear, problem: Some(problem) } = setting.open().stop
    else {
        panic!("{:?}", setting.open().stop)
    };
    assert_eq!(problem.kind, ProblemKindView::CheckNetwork);
    assert_eq!(setting.requests("CreateAccountAssociation").await, 0);
    setting.check_invariants().await;
}

/// N5, on the way back.
#[tokio::test(start_paused = true)]
async fn a_create_that_is_answered_too_late_each_time_makes_one_link() {
    let setting = Paused::start().await;
    setting.desk.list_connector_destinations(NothingForm {}).await.unwrap();
    setting.fault("CreateAccountAssociation", None, json!({ "kind": "late-commit", "ms": 30_000 })).await;
    let began = Instant::now();
    setting.desk.create_account_association(customer("brightwell-lighting", "Miller")).await.unwrap();
    assert!(began.elapsed() < Duration::from_secs(36), "{:?}", began.elapsed());
    setting.wait_at("the link", |stop| matches!(stop, StopView::SignIn { .. }).then_some(())).await;
    tokio::time::sleep(Duration::from_secs(120)).await;
    let committed = setting.committed("CreateAccountAssociation").await;
    assert_eq!(committed.len(), 1, "however many attempts arrived late: {committed:#?}");
    setting.check_invariants().await;
}

/// N5, a question.
#[tokio::test(start_paused = true)]
async fn a_question_that_takes_thirty_seconds_is_given_up_after_ten() {
    let setting = Paused::start().await;
    setting.desk.create_account_association(customer("brightwell-lighting", "Miller")).await.unwrap();
    setting.settings(json!({ "latencyMs": 30_000 })).await;
    let form = GetAccountAssociationForm { account_association_id: setting.link() };
    let began = Instant::now();
    let problem = setting.desk.get_account_association(form).await.unwrap_err();
    let took = began.elapsed();
    assert!((Duration::from_secs(10)..Duration::from_secs(12)).contains(&took), "{took:?}");
    assert_eq!(problem.kind, ProblemKindView::CheckNetwork);
    setting.check_invariants().await;
}

/// N6, where no connection comes to stand.
#[tokio::test]
async fn a_black_hole_before_the_connection_is_told_after_three_seconds() {
    let (setting, wire) = Setting::behind_wire().await;
    create(&setting).await;
    // Connections that stood before are gone, and the desk knows it.
    wire.set(Weather::Refused);
    check_now(&setting).await;
    wire.set(Weather::BlackHole(Hole::FullBacklog));
    let began = Instant::now();
    let problem = check_now(&setting).await;
    let took = began.elapsed();
    assert!((Duration::from_secs(3)..Duration::from_secs(8)).contains(&took), "{took:?}");
    assert_eq!(problem.kind, ProblemKindView::CheckNetwork);
    assert!(problem.title.contains("No answer") && problem.meaning.contains("network, VPN or proxy"));
    wire.set(Weather::Clear);
    ends_well(&setting).await;
}

/// N6, where requests are swallowed.
#[tokio::test]
async fn a_black_hole_behind_the_connection_is_told_after_ten_seconds() {
    let (setting, wire) = Setting::behind_wire().await;
    create(&setting).await;
    wire.set(Weather::BlackHole(Hole::NeverAnswers));
    let began = Instant::now();
    let problem = check_now(&setting).await;
    let took = began.elapsed();
    assert!((Duration::from_secs(9)..Duration::from_secs(15)).contains(&took), "{took:?}");
    assert_eq!(problem.kind, ProblemKindView::CheckNetwork);
    // Whoever waits in the hole is let out.
    wire.set(Weather::Refused);
    wire.set(Weather::Clear);
    ends_well(&setting).await;
}

/// N7.
#[tokio::test]
async fn an_answer_of_a_byte_a_second_is_given_up_within_the_limit_of_an_attempt() {
    let (setting, wire) = Setting::behind_wire().await;
    create(&setting).await;
    wire.set(Weather::SlowAnswer { bytes_per_second: 1 });
    let began = Instant::now();
    let problem = check_now(&setting).await;
    assert!(began.elapsed() < Duration::from_secs(15), "{:?}", began.elapsed());
    assert_eq!(problem.kind, ProblemKindView::CheckNetwork);
    wire.set(Weather::Refused);
    wire.set(Weather::Clear);
    ends_well(&setting).await;
}

/// N11, while a link waits.
#[tokio::test]
async fn a_portals_page_in_place_of_aws_is_named_and_changes_no_state() {
    let (setting, wire) = Setting::behind_wire().await;
    create(&setting).await;
    let link = setting.link();
    wire.set(Weather::Portal);
    let problem = check_now(&setting).await;
    assert_eq!(problem.title, "Something other than AWS answered");
    assert_eq!(setting.link(), link);
    assert!(matches!(setting.open().stop, StopView::SignIn { state: SignInStateView::Waiting, .. }));
    wire.set(Weather::Clear);
    ends_well(&setting).await;
}

/// N11, at the create.
#[tokio::test]
async fn a_portals_page_in_answer_to_a_create_is_no_link_and_no_refusal() {
    let (setting, wire) = Setting::behind_wire().await;
    setting.desk.list_connector_destinations(NothingForm {}).await.unwrap();
    wire.set(Weather::Portal);
    create(&setting).await;
    let (phase, problem) = creating(&setting);
    assert_eq!(phase, CreatingView::Unclear);
    assert_eq!(problem.title, "Something other than AWS answered");
    assert_eq!(setting.committed("CreateAccountAssociation"), 0);
    wire.set(Weather::Clear);
    setting.desk.try_again(setting.journey()).await.unwrap();
    is_made(&setting).await;
}
