//! What AWS may answer, and how it is shown: refusals, states nobody knows,
//! long words, states that come and go. T5 to T10, T12 and T13.

use contract::{
    ActionView, GetAccountAssociationForm, NothingForm, ProblemKindView, ProblemView, SettingsForm,
    SignInStateView, StopView, TextSizeView, ThemeView,
};
use serde_json::{Value, json};

use crate::setting::{Setting, customer};

async fn create(setting: &Setting) {
    setting.desk.create_account_association(customer("brightwell-lighting", "Miller")).await.unwrap();
}

async fn check_now(setting: &Setting) {
    let form = GetAccountAssociationForm { account_association_id: setting.link() };
    setting.desk.get_account_association(form).await.unwrap();
}

/// The create is refused so, and nothing comes of it.
async fn refused(setting: &Setting, fault: Value) -> ProblemView {
    setting.fault(json!({ "operation": "CreateAccountAssociation", "times": 1, "fault": fault }));
    let form = customer("brightwell-lighting", "Miller");
    let problem = setting.desk.create_account_association(form).await.unwrap_err();
    assert_eq!(setting.requests("CreateAccountAssociation"), 1, "it was not sent again");
    assert_eq!(setting.committed("CreateAccountAssociation"), 0);
    assert!(problem.meaning.contains("Nothing was changed."), "{problem:?}");
    setting.check_invariants();
    problem
}

fn states(setting: &Setting, times: Option<u32>, value: &str) {
    setting.fault(json!({
        "operation": "GetAccountAssociation", "times": times,
        "fault": { "kind": "unknown-state", "value": value }
    }));
}

async fn is_shown(setting: &Setting, expected: SignInStateView) {
    setting
        .wait_at("the state", |stop| match stop {
            StopView::SignIn { state, .. } if *state == expected => Some(()),
            _ => None,
        })
        .await;
}

async fn ends_well(setting: &Setting) {
    setting.sign_in("miller", "allow");
    setting.wait_at("devices", |stop| matches!(stop, StopView::ChoosingDevices { .. }).then_some(())).await;
    assert_eq!(setting.committed("CreateAccountAssociation"), 1);
    setting.check_invariants();
}

async fn technical_view(setting: &Setting) {
    let form = SettingsForm {
        technical_view: true,
        theme: ThemeView::System,
        text_size: TextSizeView::Normal,
        company: String::new(),
        telephone: String::new(),
        initials: String::new(),
        private_window_first: true,
        job_number_only: false,
        name_pattern: String::new(),
        log_level: contract::LogLevelView::Usual,
    };
    setting.desk.save_settings(form).await.unwrap();
}

fn fact(setting: &Setting, name: &str) -> Option<String> {
    let facts = setting.open().technical?.facts;
    facts.into_iter().find(|fact| fact.name == name).map(|fact| fact.value)
}

/// T5.
#[tokio::test]
async fn a_conflict_at_the_create_is_said_and_answered_by_no_other_token() {
    let setting = Setting::start().await;
    let conflict =
        json!({ "kind": "error", "status": 409, "code": "ConflictException", "message": "in the way" });
    let problem = refused(&setting, conflict).await;
    assert_eq!(problem.kind, ProblemKindView::LookAgain);
    assert_eq!(problem.detail.as_deref(), Some("in the way"));
    assert!(setting.desk.subscribe().borrow().open.is_none());
}

/// T6.
#[tokio::test]
async fn a_value_aws_refuses_is_said_at_its_field() {
    let setting = Setting::start().await;
    let said = "1 validation error detected: Value 'Miller' at 'name' failed to satisfy constraint";
    let invalid = json!({ "kind": "error", "status": 400, "code": "ValidationException", "message": said });
    let problem = refused(&setting, invalid).await;
    assert_eq!(problem.kind, ProblemKindView::CorrectInput);
    assert_eq!(problem.action, Some(ActionView::CorrectInput { field: Some("Name".to_owned()) }));
    assert_eq!(problem.detail.as_deref(), Some(said));
}

/// T7.
#[tokio::test]
async fn a_missing_permission_is_named_for_whoever_can_give_it() {
    let setting = Setting::start().await;
    let action = "iotmanagedintegrations:CreateAccountAssociation";
    let problem = refused(&setting, json!({ "kind": "missing-permission", "action": action })).await;
    assert_eq!(problem.kind, ProblemKindView::AskForPermission);
    assert!(problem.meaning.contains(action), "{problem:?}");
    assert!(problem.for_cloud_team.is_some_and(|text| text.contains(action)));
}

/// T8.
#[tokio::test]
async fn a_link_removed_at_another_desk_is_told_as_removed_outside() {
    let setting = Setting::start().await;
    setting.settings(json!({ "deletingMs": 0 }));
    create(&setting).await;
    let link = setting.link();
    let (_elsewhere, other) = setting.another_desk().await;
    other.open_link(contract::LinkForm { account_association_id: link.clone() }).await.unwrap();
    let journey_id = other.subscribe().borrow().open.clone().unwrap().journey_id;
    other.remove_link(contract::JourneyForm { journey_id }).await.unwrap();
    let form = GetAccountAssociationForm { account_association_id: link };
    let problem = setting.desk.get_account_association(form).await.unwrap_err();
    assert!(problem.meaning.contains("removed outside Linkwright"), "{problem:?}");
    is_shown(&setting, SignInStateView::Gone).await;
    assert_eq!(setting.committed("DeleteAccountAssociation"), 1);
    setting.desk.leave_journey(NothingForm {}).await.unwrap();
    let mut again = customer("brightwell-lighting", "Miller");
    again.draft_id = "another".to_owned();
    setting.desk.create_account_association(again).await.unwrap();
    setting.sign_in("miller", "allow");
    setting.wait_at("devices", |stop| matches!(stop, StopView::ChoosingDevices { .. }).then_some(())).await;
    assert_eq!(setting.committed("CreateAccountAssociation"), 2, "the customer gets a link again");
    assert_eq!(setting.made("associations").len(), 1);
    setting.check_invariants();
}

/// T9.
#[tokio::test]
async fn a_state_nobody_knows_is_shown_raw_in_technical_view_and_looked_at_again() {
    let setting = Setting::start().await;
    technical_view(&setting).await;
    create(&setting).await;
    states(&setting, Some(2), "ASSOCIATION_PAUSED");
    is_shown(&setting, SignInStateView::Unknown).await;
    assert_eq!(fact(&setting, "AssociationState").as_deref(), Some("ASSOCIATION_PAUSED"));
    is_shown(&setting, SignInStateView::Waiting).await;
    ends_well(&setting).await;
}

/// T10.
#[tokio::test]
async fn four_thousand_characters_about_a_failure_are_shown_cut() {
    let setting = Setting::start().await;
    technical_view(&setting).await;
    create(&setting).await;
    setting.deny_saying("miller", &"no ".repeat(1365));
    let shown = setting
        .wait_at("the refusal", |stop| match stop {
            StopView::SignIn { state: SignInStateView::Failed, error_message, .. } => error_message.clone(),
            _ => None,
        })
        .await;
    assert!(shown.starts_with("no no") && shown.len() <= 500, "{} characters", shown.len());
    assert!(setting.shown().largest_view() < 8 * 1024, "{} bytes", setting.shown().largest_view());
    assert_eq!(setting.committed("CreateAccountAssociation"), 1);
    setting.check_invariants();
}

/// T12, deleting.
#[tokio::test]
async fn a_link_that_is_being_removed_is_told_as_that_and_looked_at_on() {
    let setting = Setting::start().await;
    create(&setting).await;
    states(&setting, Some(2), "ASSOCIATION_DELETING");
    is_shown(&setting, SignInStateView::BeingRemoved).await;
    ends_well(&setting).await;
}

/// T12, expired.
#[tokio::test]
async fn a_sign_in_that_has_run_out_needs_a_new_one_and_says_so() {
    let setting = Setting::start().await;
    create(&setting).await;
    states(&setting, None, "REFRESH_TOKEN_EXPIRED");
    is_shown(&setting, SignInStateView::NeedsNewSignIn).await;
    let asked = setting.requests("GetAccountAssociation");
    // A sign-in that was begun at another desk is seen when somebody looks.
    setting.faults_end();
    check_now(&setting).await;
    is_shown(&setting, SignInStateView::Waiting).await;
    assert_eq!(setting.requests("GetAccountAssociation"), asked + 1, "nobody looked by himself meanwhile");
    ends_well(&setting).await;
}

/// T13, a failure.
#[tokio::test]
async fn a_failure_that_flickers_stays_a_failure() {
    let setting = Setting::start().await;
    create(&setting).await;
    states(&setting, Some(1), "ASSOCIATION_FAILED");
    is_shown(&setting, SignInStateView::Failed).await;
    for _ in 0..3 {
        check_now(&setting).await;
    }
    is_shown(&setting, SignInStateView::Failed).await;
    assert_eq!(setting.committed("CreateAccountAssociation"), 1);
    setting.check_invariants();
}

/// T13, a success.
#[tokio::test]
async fn a_success_that_flickers_is_not_taken_back_and_makes_no_device() {
    let setting = Setting::start().await;
    create(&setting).await;
    states(&setting, Some(1), "ASSOCIATION_SUCCEEDED");
    let problem = setting
        .wait_at("the search that AWS refuses", |stop| match stop {
            StopView::FindingDevices { problem, .. } => problem.clone(),
            _ => None,
        })
        .await;
    check_now(&setting).await;
    assert!(matches!(setting.open().stop, StopView::FindingDevices { .. }), "{problem:?}");
    assert_eq!(setting.committed("StartDeviceDiscovery"), 0);
    setting.settings(json!({ "associationDelayMs": 0 }));
    setting.sign_in("miller", "allow");
    setting.desk.try_again(setting.journey()).await.unwrap();
    setting.wait_at("devices", |stop| matches!(stop, StopView::ChoosingDevices { .. }).then_some(())).await;
    assert_eq!(setting.committed("CreateManagedThing"), 0);
    setting.check_invariants();
}
