//! A customer signs in again at a link that is there: the same devices, or a
//! warning before anything is registered.

use contract::{ChooseDevicesForm, JourneyForm, LinkForm, NothingForm, SignInStateView, StopView};
use serde_json::json;

use crate::setting::{Setting, customer};

/// A link on which so many devices are registered; nothing is open here.
pub(crate) async fn linked(setting: &Setting, name: &str, devices: usize) -> String {
    let mut form = customer("brightwell-lighting", name);
    form.owner = Some(format!("C-{}", name.len()));
    setting.desk.create_account_association(form).await.unwrap();
    let link = setting.link();
    setting.sign_in(&format!("devices-{devices}"), "allow");
    setting.wait_at("devices", |stop| matches!(stop, StopView::ChoosingDevices { .. }).then_some(())).await;
    setting.desk.register_devices(setting.journey()).await.unwrap();
    setting
        .wait_at("the end", |stop| match stop {
            StopView::Done { registered, .. } if usize::try_from(*registered) == Ok(devices) => Some(()),
            _ => None,
        })
        .await;
    setting.desk.leave_journey(NothingForm {}).await.unwrap();
    link
}

pub(crate) fn of(link: &str) -> LinkForm {
    LinkForm { account_association_id: link.to_owned() }
}

pub(crate) fn state(setting: &Setting, link: &str, state: &str) {
    let form = json!({ "accountAssociationId": link, "state": state });
    setting.practice("POST", "/practice/links", Some(form));
}

fn answered_by(setting: &Setting, link: &str, who: &str) {
    let form = json!({ "accountAssociationId": link, "customer": who, "outcome": "allow" });
    setting.practice("POST", "/practice/customers/sign-in", Some(form));
}

async fn at_new_page(setting: &Setting, link: &str) {
    setting.desk.reconnect_link(of(link)).await.unwrap();
    setting
        .wait_at("the new sign-in page", |stop| match stop {
            StopView::SignIn { state: SignInStateView::Waiting, host: Some(_), .. } => Some(()),
            _ => None,
        })
        .await;
}

#[tokio::test]
async fn an_expired_link_is_reconnected_and_its_devices_are_confirmed_without_a_further_question() {
    let setting = Setting::start().await;
    let link = linked(&setting, "Miller", 5).await;
    state(&setting, &link, "REFRESH_TOKEN_EXPIRED");
    at_new_page(&setting, &link).await;
    answered_by(&setting, &link, "devices-5");
    setting.wait_at("the end", |stop| matches!(stop, StopView::Done { .. }).then_some(())).await;
    let comparison = setting.open().comparison.expect("five are known");
    assert_eq!((comparison.known, comparison.found, comparison.another_account), (5, 5, false));
    assert_eq!(setting.committed("StartAccountAssociationRefresh"), 1);
    assert_eq!(setting.committed("CreateAccountAssociation"), 1);
    assert_eq!(setting.committed("RegisterAccountAssociation"), 5, "they were registered before");
    setting.desk.leave_journey(NothingForm {}).await.unwrap();
    assert_eq!(setting.desk.subscribe().borrow().waiting_count, 0, "nothing is left to do");
    setting.check_invariants();
}

#[tokio::test]
async fn with_another_customers_account_nothing_is_registered_and_the_counts_are_told() {
    let setting = Setting::start().await;
    let link = linked(&setting, "Miller", 12).await;
    setting.settings(json!({ "associationDelayMs": 0 }));
    state(&setting, &link, "REFRESH_TOKEN_EXPIRED");
    at_new_page(&setting, &link).await;
    let before = setting.committed("RegisterAccountAssociation");
    answered_by(&setting, &link, "jansen");
    setting.wait_at("devices", |stop| matches!(stop, StopView::ChoosingDevices { .. }).then_some(())).await;
    let comparison = setting.open().comparison.expect("twelve are known");
    assert_eq!((comparison.known, comparison.found, comparison.another_account), (12, 0, true));
    let StopView::ChoosingDevices { chosen, .. } = setting.open().stop else { panic!() };
    assert_eq!(chosen, 0);
    assert_eq!(setting.committed("RegisterAccountAssociation"), before);

    setting.desk.new_sign_in_page(setting.journey()).await.unwrap();
    setting.wait_at("another page", |stop| matches!(stop, StopView::SignIn { .. }).then_some(())).await;
    assert_eq!(setting.open().account_association_id.as_deref(), Some(link.as_str()), "it stays open");
    let looks_signed_in = setting.wait_at("whether a word is needed", |stop| match stop {
        StopView::SignIn { needs_a_word, .. } => Some(*needs_a_word),
        _ => None,
    });
    assert!(looks_signed_in.await, "AWS says signed in, with the wrong account");
    answered_by(&setting, &link, "devices-12");
    setting.desk.say_signed_in(setting.journey()).await.unwrap();
    setting.wait_at("the end", |stop| matches!(stop, StopView::Done { .. }).then_some(())).await;
    assert_eq!(setting.open().comparison.map(|comparison| comparison.found), Some(12));
    assert_eq!(setting.committed("RegisterAccountAssociation"), before);
    setting.check_invariants();
}

#[tokio::test]
async fn a_device_that_lost_its_registration_is_registered_again_and_not_made_twice() {
    let setting = Setting::start().await;
    let link = linked(&setting, "Miller", 3).await;
    let things = setting.made("managedThings");
    let lost = things[1]["id"].as_str().unwrap();
    let form = contract::RemoveDeviceForm {
        account_association_id: link.clone(),
        managed_thing_id: lost.to_owned(),
        delete: false,
    };
    setting.desk.remove_device(form).await.unwrap();
    setting.wait("the end of that", |view| (view.plans_count == 0).then_some(())).await;
    state(&setting, &link, "REFRESH_TOKEN_EXPIRED");
    at_new_page(&setting, &link).await;
    answered_by(&setting, &link, "devices-3");
    setting
        .wait_at("devices", |stop| matches!(stop, StopView::ChoosingDevices { chosen: 1, .. }).then_some(()))
        .await;
    setting.desk.register_devices(setting.journey()).await.unwrap();
    setting
        .wait_at("the end", |stop| matches!(stop, StopView::Done { registered: 1, .. }).then_some(()))
        .await;
    assert_eq!(setting.committed("CreateManagedThing"), 3);
    setting.check_invariants();
}

#[tokio::test]
async fn a_link_that_failed_cannot_be_refreshed_and_says_so_with_a_way_on() {
    let setting = Setting::start().await;
    setting.desk.create_account_association(customer("brightwell-lighting", "Miller")).await.unwrap();
    setting.sign_in("miller", "deny");
    setting
        .wait_at("the failure", |stop| match stop {
            StopView::SignIn { state: SignInStateView::Failed, .. } => Some(()),
            _ => None,
        })
        .await;
    setting.desk.new_sign_in_page(setting.journey()).await.unwrap();
    let refused = setting
        .wait_at("the refusal", |stop| match stop {
            StopView::Refreshing { problem: Some(_), refused, can_go_back: true, .. } => Some(*refused),
            _ => None,
        })
        .await;
    assert!(refused);
    setting.desk.back_to_sign_in(setting.journey()).await.unwrap();
    setting
        .wait_at("where it stood", |stop| match stop {
            StopView::SignIn { state: SignInStateView::Failed, .. } => Some(()),
            _ => None,
        })
        .await;
    setting.desk.start_again(setting.journey()).await.unwrap();
    setting
        .wait_at("the new link", |stop| match stop {
            StopView::SignIn { state: SignInStateView::Waiting, .. } => Some(()),
            _ => None,
        })
        .await;
    assert_eq!(setting.committed("CreateAccountAssociation"), 2, "the former one and the new one");
}

#[tokio::test]
async fn a_refresh_that_reaches_nobody_goes_on_by_itself() {
    let setting = Setting::start().await;
    let link = linked(&setting, "Miller", 1).await;
    state(&setting, &link, "REFRESH_TOKEN_EXPIRED");
    setting.fault(json!({
        "operation": "StartAccountAssociationRefresh", "times": 4, "fault": { "kind": "drop-before-commit" }
    }));
    at_new_page(&setting, &link).await;
    assert_eq!(setting.committed("StartAccountAssociationRefresh"), 1);
}

#[tokio::test]
async fn devices_in_aws_are_brought_onto_the_link_by_one_click() {
    let setting = Setting::start().await;
    let link = linked(&setting, "Miller", 4).await;
    let things: Vec<String> =
        setting.made("managedThings").iter().map(|thing| thing["id"].as_str().unwrap().to_owned()).collect();
    for thing in &things[..2] {
        let form = contract::RemoveDeviceForm {
            account_association_id: link.clone(),
            managed_thing_id: thing.clone(),
            delete: false,
        };
        setting.desk.remove_device(form).await.unwrap();
        setting.wait("the end of that", |view| (view.plans_count == 0).then_some(())).await;
    }
    let form = contract::LinkDevicesForm {
        account_association_id: link.clone(),
        managed_thing_ids: things[..2].to_vec(),
    };
    setting.desk.bring_devices(form).await.unwrap();
    setting
        .wait_at("the end", |stop| matches!(stop, StopView::Done { registered: 2, .. }).then_some(()))
        .await;
    assert_eq!(setting.made("registrations").len(), 4);
    assert_eq!(setting.committed("CreateManagedThing"), 4);
    setting.check_invariants();
}

#[tokio::test]
async fn a_device_takes_the_place_of_another_with_its_name_and_owner_and_the_other_is_taken_off() {
    let setting = Setting::start().await;
    let link = linked(&setting, "Miller", 2).await;
    let old = setting.made("managedThings")[0].clone();
    let device = old["connectorDeviceId"].as_str().unwrap();
    let change = json!({
        "customer": "devices-2", "vendor": "brightwell", "remove": [device],
        "add": [{ "connectorDeviceId": "replacement-1", "connectorDeviceName": "New bulb" }]
    });
    setting.practice("POST", "/practice/customers/devices", Some(change));
    let form = contract::LinkDeviceForm {
        account_association_id: link.clone(),
        managed_thing_id: old["id"].as_str().unwrap().to_owned(),
    };
    setting.desk.replace_device(form).await.unwrap();
    setting
        .wait_at("the new device", |stop| {
            matches!(stop, StopView::ChoosingDevices { chosen: 1, .. }).then_some(())
        })
        .await;
    setting.desk.register_devices(setting.journey()).await.unwrap();
    setting
        .wait_at("the end", |stop| matches!(stop, StopView::Done { registered: 1, .. }).then_some(()))
        .await;
    setting.wait("the old one to be taken off", |view| (view.plans_count == 0).then_some(())).await;
    let registered = setting.made("registrations");
    assert_eq!(registered.len(), 2, "{registered:#?}");
    assert!(registered.iter().all(|one| one["managedThingId"] != old["id"]));
    let new =
        setting.made("managedThings").into_iter().find(|thing| thing["connectorDeviceId"] == "replacement-1");
    let new = new.expect("it was made");
    assert_eq!((&new["name"], &new["owner"]), (&old["name"], &old["owner"]));
    setting.check_invariants();
}

#[tokio::test]
async fn what_a_person_ticks_in_a_reconnect_is_registered_too() {
    let setting = Setting::start().await;
    let link = linked(&setting, "Miller", 2).await;
    state(&setting, &link, "REFRESH_TOKEN_EXPIRED");
    let change = json!({
        "customer": "devices-2", "vendor": "brightwell", "remove": [],
        "add": [{ "connectorDeviceId": "further-1", "connectorDeviceName": "Further bulb" }]
    });
    setting.practice("POST", "/practice/customers/devices", Some(change));
    at_new_page(&setting, &link).await;
    answered_by(&setting, &link, "devices-2");
    setting
        .wait_at("devices", |stop| matches!(stop, StopView::ChoosingDevices { chosen: 0, .. }).then_some(()))
        .await;
    let JourneyForm { journey_id } = setting.journey();
    let all = ChooseDevicesForm { journey_id, connector_device_ids: Vec::new(), chosen: true };
    setting.desk.choose_devices(all).await.unwrap();
    setting.desk.register_devices(setting.journey()).await.unwrap();
    setting
        .wait_at("the end", |stop| matches!(stop, StopView::Done { registered: 1, .. }).then_some(()))
        .await;
    setting.check_invariants();
}
