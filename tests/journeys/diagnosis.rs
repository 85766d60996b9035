//! Finding out what is wrong: each finding where the practice service is in that
//! condition, and its absence where it is not.

mod devices;
mod final_page;
mod running;
mod set_up;
mod sign_in;

use contract::{
    CertaintyView, CheckOutcomeView, DiagnosisView, FinalPageForm, FindingView, SignInStateView, StopView,
};
use serde_json::{Value, json};
use tests::links::listed;

use crate::{
    reconnected::of,
    setting::{Setting, customer},
};

/// Seeded: signed in, one device registered, one half made, one cut off.
const JANSEN: &str = "a55c1a7ed00000000000000000000001";
const SEEBLICK_EXPIRED: &str = "a55c1a7ed00000000000000000000002";
const KELLER_FAILED: &str = "a55c1a7ed00000000000000000000005";
const ROSSI_DELETING: &str = "a55c1a7ed00000000000000000000008";
/// One of its devices is on another link as well.
const HARBOUR_STAFF: &str = "a55c1a7ed00000000000000000000102";
/// At Aria Climate, whose links fail much more than all others.
const HARBOUR_EXPIRED: &str = "a55c1a7ed00000000000000000000101";
/// Its device cloud is gone.
const BLINDS: &str = "a55c1a7ed00000000000000000000105";
/// Signed in, and nothing is registered.
const BARE: &str = "a55c1a7ed00000000000000000000107";
const NOWHERE: &str = "a55c1a7ed00000000000000000009999";
const JANSENS_HALF_MADE: &str = "7419600d000000000000000000000002";
const JANSENS_CUT_OFF: &str = "7419600d000000000000000000000003";

async fn diagnose(setting: &Setting, link: &str) -> DiagnosisView {
    setting.desk.diagnose_link(of(link)).await.unwrap()
}

async fn codes(setting: &Setting, link: &str) -> Vec<String> {
    diagnose(setting, link).await.findings.into_iter().map(|finding| finding.code).collect()
}

async fn has(setting: &Setting, link: &str, code: &str) -> bool {
    codes(setting, link).await.iter().any(|found| found == code)
}

fn finding<'a>(diagnosis: &'a DiagnosisView, code: &str) -> &'a FindingView {
    let found = diagnosis.findings.iter().find(|finding| finding.code == code);
    found.unwrap_or_else(|| panic!("{code} is missing: {:#?}", diagnosis.findings))
}

fn outcome(diagnosis: &DiagnosisView, name: &str) -> CheckOutcomeView {
    let check = diagnosis.checks.iter().find(|check| check.name == name);
    check.unwrap_or_else(|| panic!("{name}: {:#?}", diagnosis.checks)).outcome
}

fn refuse(setting: &Setting, operation: &str, action: &str) {
    let fault = json!({ "kind": "missing-permission", "action": action });
    setting.fault(json!({ "operation": operation, "fault": fault }));
}

/// A link that waits for its customer; its journey is open.
async fn waiting(setting: &Setting) -> String {
    setting.desk.create_account_association(customer("brightwell-lighting", "Miller")).await.unwrap();
    setting
        .wait_at("the sign-in page", |stop| match stop {
            StopView::SignIn { state: SignInStateView::Waiting, host: Some(_), .. } => Some(()),
            _ => None,
        })
        .await;
    setting.link()
}

fn paste(link: Option<&str>, text: &str) -> FinalPageForm {
    FinalPageForm { account_association_id: link.map(str::to_owned), text: text.to_owned() }
}

/// Waits until the whole list of links is there.
async fn all_links(setting: &Setting) {
    let mut views = setting.desk.subscribe();
    loop {
        views.borrow_and_update();
        let page = setting.desk.list_account_associations(listed("")).await.unwrap();
        if page.as_of.is_some() && !page.loading {
            return;
        }
        views.changed().await.unwrap();
    }
}

/// What an operator does with the command that is told.
fn switch_event_logs_on(setting: &Setting, resource_id: &str) {
    let credential =
        format!("{}/20261121/eu-west-1/iotmanagedintegrations/aws4_request", setting.access_key_id());
    let signature = "0".repeat(64);
    let form = json!({
        "ResourceType": "account-association", "ResourceId": resource_id, "EventLogLevel": "ERROR"
    });
    let agent: ureq::Agent = ureq::Agent::config_builder().proxy(None).build().into();
    let answer = agent
        .post(format!("{}/event-log-configurations", setting.endpoint()))
        .header(
            "authorization",
            format!("AWS4-HMAC-SHA256 Credential={credential}, SignedHeaders=host, Signature={signature}"),
        )
        .send_json(form)
        .unwrap();
    assert_eq!(answer.status().as_u16(), 201);
}

/// Brings a link into a state, as the vendor or time would.
fn set_state(setting: &Setting, form: Value) {
    setting.practice("POST", "/practice/links", Some(form));
}
