//! The three operations at the heart, each driven alone: every member and every
//! documented error (service.md section 2.3).

use contract::{
    GetAccountAssociationForm, ProblemKindView, ProblemView, RegisterAccountAssociationForm, SignInStateView,
    StopView, TagForm,
};
use serde_json::{Value, json};

use crate::{
    existing::link,
    setting::{Setting, customer},
};

const JANSEN: &str = "a55c1a7ed00000000000000000000001";
const JANSENS_OTHER_LAMP: &str = "7419600d000000000000000000000002";

/// A documented error and the remedy a person is offered for it.
type Documented = (u16, &'static str, ProblemKindView);

const OF_CREATE: [Documented; 8] = [
    (400, "ValidationException", ProblemKindView::CorrectInput),
    (401, "UnauthorizedException", ProblemKindView::AskForPermission),
    (403, "AccessDeniedException", ProblemKindView::AskForPermission),
    (404, "ResourceNotFoundException", ProblemKindView::LookAgain),
    (409, "ConflictException", ProblemKindView::LookAgain),
    (429, "ThrottlingException", ProblemKindView::TryAgain),
    (500, "InternalServerException", ProblemKindView::TryAgain),
    (503, "ServiceUnavailableException", ProblemKindView::TryAgain),
];

const OF_GET: [Documented; 6] = [
    (400, "ValidationException", ProblemKindView::CorrectInput),
    (403, "AccessDeniedException", ProblemKindView::AskForPermission),
    (404, "ResourceNotFoundException", ProblemKindView::LookAgain),
    (429, "ThrottlingException", ProblemKindView::TryAgain),
    (500, "InternalServerException", ProblemKindView::TryAgain),
    (503, "ServiceUnavailableException", ProblemKindView::TryAgain),
];

const OF_REGISTER: [Documented; 6] = [
    (400, "ValidationException", ProblemKindView::CorrectInput),
    (403, "AccessDeniedException", ProblemKindView::AskForPermission),
    (404, "ResourceNotFoundException", ProblemKindView::LookAgain),
    (409, "ConflictException", ProblemKindView::LookAgain),
    (429, "ThrottlingException", ProblemKindView::TryAgain),
    (500, "InternalServerException", ProblemKindView::TryAgain),
];

fn fails(setting: &Setting, operation: &str, (status, code, _): Documented) {
    setting.practice("DELETE", "/practice/faults", None);
    setting.fault(json!({
        "operation": operation, "times": null,
        "fault": { "kind": "error", "status": status, "code": code, "message": "the words of AWS" }
    }));
}

/// The problem keeps what support will ask for.
fn is_kept(problem: &ProblemView, operation: &str, (_, code, kind): Documented) {
    assert_eq!(problem.kind, kind, "{code}: {problem:?}");
    assert_eq!(problem.operation.as_deref(), Some(operation));
    assert_eq!(problem.detail.as_deref(), Some("the words of AWS"), "{code}");
    assert!(problem.request_id.as_deref().is_some_and(|id| !id.is_empty()), "{code}");
    assert!(problem.action.is_some(), "{code}");
}

fn committed(setting: &Setting, operation: &str) -> Vec<Value> {
    let ledger = setting.ledger();
    let entries = ledger["entries"].as_array().unwrap().iter();
    entries.filter(|entry| entry["operation"] == operation).cloned().collect()
}

#[tokio::test]
async fn create_account_association_sends_every_member_as_it_was_typed() {
    let setting = Setting::start().await;
    let mut form = customer("aria-climate", "O'Brien / Müller");
    form.job_number = Some("4711/2".to_owned());
    form.owner = Some("C-1".to_owned());
    form.note = Some("Ground floor, Straße 5".to_owned());
    form.tags = vec![
        TagForm { key: "team".to_owned(), value: "north east".to_owned() },
        TagForm { key: "empty".to_owned(), value: String::new() },
    ];
    form.auth_material_name = Some("aria-partner-key".to_owned());
    setting.desk.create_account_association(form).await.unwrap();

    let created = committed(&setting, "CreateAccountAssociation");
    assert_eq!(created.len(), 1);
    let sent = &created[0]["request"];
    assert_eq!(sent["ConnectorDestinationId"], "aria-climate");
    assert_eq!(sent["Name"], "OBrien - Mueller");
    let description = sent["Description"].as_str().unwrap();
    let (note, line) = onboarding::DescriptionLine::split(description);
    assert_eq!(note, "Ground floor Strasse 5");
    assert_eq!(line.unwrap().job_number.as_deref(), Some("4711-2"));
    assert_eq!(sent["Tags"], json!({ "team": "north east", "empty": "" }));
    assert_eq!(sent["GeneralAuthorization"], json!({ "AuthMaterialName": "aria-partner-key" }));
    let token = sent["ClientToken"].as_str().unwrap();
    assert!(token.starts_with("lw-") && token.ends_with("-create-1"), "our own token: {token}");
}

#[tokio::test]
async fn create_account_association_leaves_out_what_was_not_given() {
    let setting = Setting::start().await;
    setting.desk.create_account_association(customer("brightwell-lighting", "Miller")).await.unwrap();
    let sent = committed(&setting, "CreateAccountAssociation")[0]["request"].clone();
    let members: Vec<&String> = sent.as_object().unwrap().keys().collect();
    assert!(
        !members.iter().any(|member| ["Tags", "GeneralAuthorization"].contains(&member.as_str())),
        "{members:?}"
    );
}

#[tokio::test]
async fn every_documented_error_of_create_is_a_problem_with_one_way_on_and_makes_nothing() {
    let setting = Setting::start().await;
    for error @ (status, code, _) in OF_CREATE {
        fails(&setting, "CreateAccountAssociation", error);
        let mut form = customer("brightwell-lighting", code);
        form.draft_id = code.to_owned();
        let answer = setting.desk.create_account_association(form).await;
        if status >= 500 {
            // AWS may have made it before it failed: the journey stays to find out.
            answer.unwrap();
            let StopView::Creating { problem: Some(problem), .. } = setting.open().stop else {
                panic!("{code}: {:?}", setting.open().stop)
            };
            is_kept(&problem, "CreateAccountAssociation", error);
        } else {
            is_kept(&answer.unwrap_err(), "CreateAccountAssociation", error);
        }
    }
    assert_eq!(setting.committed("CreateAccountAssociation"), 0);
}

#[tokio::test]
async fn get_account_association_looks_at_once_and_moves_the_journey_on() {
    let setting = Setting::start().await;
    setting.desk.create_account_association(customer("brightwell-lighting", "Miller")).await.unwrap();
    setting.sign_in("miller", "allow");
    let form = GetAccountAssociationForm { account_association_id: setting.link() };
    let asked = async {
        while matches!(setting.open().stop, StopView::SignIn { state: SignInStateView::Waiting, .. }) {
            setting.desk.get_account_association(form.clone()).await.unwrap();
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(10), asked).await.expect("the sign-in settles");
}

#[tokio::test]
async fn every_documented_error_of_get_is_a_problem_with_one_way_on() {
    let setting = Setting::start().await;
    for error in OF_GET {
        fails(&setting, "GetAccountAssociation", error);
        let form = GetAccountAssociationForm { account_association_id: JANSEN.to_owned() };
        is_kept(
            &setting.desk.get_account_association(form).await.unwrap_err(),
            "GetAccountAssociation",
            error,
        );
    }
    let no_id = GetAccountAssociationForm { account_association_id: "not an id".to_owned() };
    let problem = setting.desk.get_account_association(no_id).await.unwrap_err();
    assert_eq!(problem.kind, ProblemKindView::CorrectInput);
}

#[tokio::test]
async fn every_documented_error_of_register_is_a_problem_with_one_way_on_and_registers_nothing() {
    let setting = Setting::start().await;
    setting.desk.open_link(link(JANSEN)).await.unwrap();
    setting.wait_at("devices", |stop| matches!(stop, StopView::ChoosingDevices { .. }).then_some(())).await;
    let search =
        committed(&setting, "StartDeviceDiscovery")[0]["response"]["Id"].as_str().unwrap().to_owned();
    let form = RegisterAccountAssociationForm {
        managed_thing_id: JANSENS_OTHER_LAMP.to_owned(),
        account_association_id: JANSEN.to_owned(),
        device_discovery_id: search.clone(),
    };
    for error in OF_REGISTER {
        fails(&setting, "RegisterAccountAssociation", error);
        let problem = setting.desk.register_account_association(form.clone()).await.unwrap_err();
        is_kept(&problem, "RegisterAccountAssociation", error);
    }
    assert_eq!(setting.committed("RegisterAccountAssociation"), 0);

    setting.practice("DELETE", "/practice/faults", None);
    setting.desk.register_account_association(form.clone()).await.unwrap();
    setting.desk.register_account_association(form).await.unwrap();
    let sent = committed(&setting, "RegisterAccountAssociation");
    let expected = json!({
        "ManagedThingId": JANSENS_OTHER_LAMP, "AccountAssociationId": JANSEN, "DeviceDiscoveryId": search
    });
    assert_eq!(sent[0]["request"], expected, "exactly the three ids");
    let registrations = setting.ledger()["registrations"].as_array().unwrap().clone();
    let of_lamp = registrations.iter().filter(|row| row["managedThingId"] == JANSENS_OTHER_LAMP).count();
    assert_eq!(of_lamp, 1, "registering twice is registering once");
}
