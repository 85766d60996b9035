//! The customer's sign-in: what is given out, and how it ends.

use contract::{
    CopyMessageForm, DeviceStatus, GetAccountAssociationForm, LineState, ListDevicesForm, NothingForm,
    ProblemKindView, SignInStateView, StopView,
};
use serde_json::json;

use crate::setting::{Setting, customer};

async fn begin(setting: &Setting, name: &str) {
    setting.desk.create_account_association(customer("brightwell-lighting", name)).await.unwrap();
}

#[tokio::test]
async fn a_denied_sign_in_is_shown_as_what_it_is_and_a_new_page_is_made_for_the_same_customer() {
    let setting = Setting::start().await;
    begin(&setting, "Miller Flat 3").await;
    let first = setting.link();
    setting.sign_in("miller", "deny");
    setting
        .wait_at("the refusal", |stop| {
            matches!(stop, StopView::SignIn { state: SignInStateView::Failed, .. }).then_some(())
        })
        .await;
    setting.desk.start_again(setting.journey()).await.unwrap();
    setting
        .wait("a new link", |view| {
            let journey = view.open.as_ref()?;
            let waits = matches!(journey.stop, StopView::SignIn { state: SignInStateView::Waiting, .. });
            (waits && journey.account_association_id.as_deref() != Some(first.as_str())).then_some(())
        })
        .await;
    assert_eq!(setting.open().customer, "Miller Flat 3");
    assert_eq!(setting.committed("DeleteAccountAssociation"), 1);
    assert_eq!(setting.committed("CreateAccountAssociation"), 2);
}

#[tokio::test]
async fn devices_of_somebody_else_are_never_made_and_the_link_is_replaced() {
    let setting = Setting::start().await;
    begin(&setting, "Miller Flat 3").await;
    let first = setting.link();
    setting.sign_in("jansen", "allow");
    setting
        .wait_at("the found devices", |stop| matches!(stop, StopView::ChoosingDevices { .. }).then_some(()))
        .await;
    let form =
        ListDevicesForm { journey_id: setting.open().journey_id, search: "gracht".to_owned(), offset: 0 };
    let rows = setting.desk.list_devices(form).await.unwrap().rows;
    assert!(rows.iter().any(|row| row.status == DeviceStatus::OnAnotherLink), "{rows:#?}");

    setting.desk.start_again(setting.journey()).await.unwrap();
    setting
        .wait("a new link for the same customer", |view| {
            let journey = view.open.as_ref()?;
            let is_new = journey.account_association_id.as_deref().is_some_and(|id| id != first);
            (is_new && matches!(journey.stop, StopView::SignIn { .. })).then_some(())
        })
        .await;
    assert_eq!(setting.open().stored_name, "Miller Flat 3");
    assert_eq!(setting.committed("CreateManagedThing"), 0);
    assert_eq!(setting.committed("RegisterAccountAssociation"), 0);
    let state = setting.ledger()["associations"]
        .as_array()
        .unwrap()
        .iter()
        .find(|link| link["id"] == first.as_str())
        .map(|link| link["state"].clone());
    assert!(state.is_none() || state == Some(json!("ASSOCIATION_DELETING")), "{state:?}");
}

/// T11.
#[tokio::test]
async fn a_company_credential_needs_no_browser() {
    let setting = Setting::start().await;
    let mut form = customer("aria-climate", "Site 12");
    form.auth_material_name = Some("aria-partner-key".to_owned());
    setting.desk.create_account_association(form).await.unwrap();
    setting
        .wait_at("the found devices", |stop| matches!(stop, StopView::ChoosingDevices { .. }).then_some(()))
        .await;
    assert!(setting.computer.opened().is_empty());
    assert_eq!(setting.shown().problems(), [""; 0], "an empty sign-in address is none to warn of");
    assert_eq!(setting.committed("CreateAccountAssociation"), 1);
    setting.check_invariants();
}

#[tokio::test]
async fn no_devices_is_said_and_the_link_can_be_finished_without() {
    let setting = Setting::start().await;
    setting.fault(json!({ "operation": "*", "times": null, "fault": { "kind": "no-devices" } }));
    begin(&setting, "Empty House").await;
    setting.sign_in("miller", "allow");
    setting
        .wait_at("no devices", |stop| match stop {
            StopView::FindingDevices { end: Some(contract::DiscoveryEndView::NoDevices), .. } => Some(()),
            _ => None,
        })
        .await;
    setting.desk.finish(setting.journey()).await.unwrap();
    assert!(matches!(setting.open().stop, StopView::Done { registered: 0, .. }));
    setting.desk.leave_journey(NothingForm {}).await.unwrap();
    let view = setting.desk.subscribe().borrow().clone();
    assert_eq!(
        view.waiting[0].state,
        LineState::FinishedWithoutDevices,
        "an honest end stays under Waiting for you"
    );
}

/// T17.
#[tokio::test]
async fn a_search_that_fails_or_times_out_is_said_and_begun_again_only_by_hand() {
    for (status, end) in
        [("FAILED", contract::DiscoveryEndView::Failed), ("TIMED_OUT", contract::DiscoveryEndView::TimedOut)]
    {
        let setting = Setting::start().await;
        setting.fault(
            json!({ "operation": "*", "times": 1, "fault": { "kind": "discovery-ends", "status": status } }),
        );
        begin(&setting, "Miller Flat 3").await;
        setting.sign_in("miller", "allow");
        setting
            .wait_at("the end of the search", |stop| match stop {
                StopView::FindingDevices { end: Some(seen), .. } if *seen == end => Some(()),
                _ => None,
            })
            .await;
        assert_eq!(setting.committed("StartDeviceDiscovery"), 1);
        setting.desk.find_devices(setting.journey()).await.unwrap();
        setting
            .wait_at("devices", |stop| matches!(stop, StopView::ChoosingDevices { .. }).then_some(()))
            .await;
        assert_eq!(setting.committed("StartDeviceDiscovery"), 2);
        let ledger = setting.ledger();
        let searches = ledger["entries"].as_array().unwrap().iter();
        let tokens: Vec<_> = searches
            .filter(|entry| entry["operation"] == "StartDeviceDiscovery")
            .map(|entry| entry["request"]["ClientToken"].clone())
            .collect();
        assert_ne!(tokens[0], tokens[1], "the click made a token of its own");
        setting.check_invariants();
    }
}

#[tokio::test]
async fn an_address_that_is_not_safe_is_neither_opened_nor_copied_nor_shown() {
    for address in [
        "http://login.example.com/authorize",
        "https://user:secret@login.example.com/",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "--version",
        "https://127.0.0.1/",
        "https://login.example.com/\nx",
        "",
    ] {
        let setting = Setting::start().await;
        setting.fault(
            json!({ "operation": "*", "times": null, "fault": { "kind": "sign-in-url", "value": address } }),
        );
        begin(&setting, "Miller Flat 3").await;
        let StopView::SignIn { problem: Some(problem), host, .. } = setting.open().stop else {
            panic!("{:?}", setting.open().stop)
        };
        assert_eq!((problem.kind, host), (ProblemKindView::RemoveLink, None), "{address:?}");
        let page =
            contract::OpenSignInPageForm { journey_id: setting.open().journey_id, private_window: false };
        assert!(setting.desk.open_sign_in_page(page).await.is_err());
        assert!(setting.desk.copy_sign_in_address(setting.journey()).await.is_err());
        assert!(setting.desk.show_qr_code(setting.journey()).await.is_err());
        assert!(setting.computer.opened().is_empty());
    }
}

/// T9.
#[tokio::test]
async fn an_unknown_state_is_carried_and_watched_on() {
    let setting = Setting::start().await;
    setting.fault(json!({
        "operation": "GetAccountAssociation", "times": 1,
        "fault": { "kind": "unknown-state", "value": "ASSOCIATION_PAUSED" }
    }));
    begin(&setting, "Miller Flat 3").await;
    setting
        .wait_at("the unknown state", |stop| {
            matches!(stop, StopView::SignIn { state: SignInStateView::Unknown, .. }).then_some(())
        })
        .await;
    setting.sign_in("miller", "allow");
    setting.wait_at("devices", |stop| matches!(stop, StopView::ChoosingDevices { .. }).then_some(())).await;
    setting.check_invariants();
}

#[tokio::test]
async fn the_message_gets_its_address_only_when_copied() {
    let setting = Setting::start().await;
    begin(&setting, "Miller Flat 3").await;
    let message = setting.desk.customer_message(setting.journey()).await.unwrap().text;
    assert!(message.contains("[sign-in address]") && !message.contains("http"), "{message}");
    assert!(message.contains("PRACTICE") && message.contains("never see your password"));
    let form = CopyMessageForm { journey_id: setting.open().journey_id, text: message };
    setting.desk.copy_message(form).await.unwrap();
    let copied = setting.computer.copied().clone().unwrap();
    assert!(copied.contains(&format!("{}/vendors/brightwell/", setting.endpoint())), "{copied}");
    let without = CopyMessageForm { journey_id: setting.open().journey_id, text: "no place".to_owned() };
    assert!(setting.desk.copy_message(without).await.is_err());
}

#[tokio::test]
async fn a_qr_code_is_square_and_the_view_holds_no_address() {
    let setting = Setting::start().await;
    begin(&setting, "Miller Flat 3").await;
    let code = setting.desk.show_qr_code(setting.journey()).await.unwrap();
    assert!(code.rows.len() > 20 && code.rows.iter().all(|row| row.len() == code.rows.len()));
    let view = format!("{:?}", *setting.desk.subscribe().borrow());
    assert!(!view.contains("authorize") && !view.contains("state="), "{view}");
}

/// T8, without being removed.
#[tokio::test]
async fn a_link_removed_elsewhere_is_said_to_be_gone() {
    let setting = Setting::start().await;
    begin(&setting, "Miller Flat 3").await;
    setting.fault(json!({
        "operation": "GetAccountAssociation", "times": null,
        "fault": { "kind": "error", "status": 404, "code": "ResourceNotFoundException", "message": "no such link" }
    }));
    let form = GetAccountAssociationForm { account_association_id: setting.link() };
    let problem = setting.desk.get_account_association(form).await.unwrap_err();
    assert_eq!(problem.kind, ProblemKindView::LookAgain);
    assert!(matches!(setting.open().stop, StopView::SignIn { state: SignInStateView::Gone, .. }));
    setting.check_invariants();
}

#[tokio::test]
async fn the_new_sign_in_page_made_right_after_a_refusal_is_watched_too() {
    let setting = Setting::start().await;
    begin(&setting, "Miller Flat 3").await;
    let first = setting.link();
    setting.sign_in("miller", "deny");
    setting
        .wait_at("the refusal", |stop| {
            matches!(stop, StopView::SignIn { state: SignInStateView::Failed, .. }).then_some(())
        })
        .await;
    setting.desk.start_again(setting.journey()).await.unwrap();
    setting
        .wait("a new link", |view| {
            let journey = view.open.as_ref()?;
            journey.account_association_id.as_deref().is_some_and(|id| id != first).then_some(())
        })
        .await;
    setting.sign_in("miller", "allow");
    setting.wait_at("devices", |stop| matches!(stop, StopView::ChoosingDevices { .. }).then_some(())).await;
}
