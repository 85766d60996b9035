//! What a diagnosis tells of the customer's devices.

use contract::FindingActView;

use super::*;
use crate::{paused::Paused, reconnected::linked, setting::customer};

#[tokio::test]
async fn a_search_that_ends_badly_is_told() {
    let setting = Setting::start().await;
    for (status, title) in [("FAILED", "failed"), ("TIMED_OUT", "too long")] {
        let fault = json!({ "kind": "discovery-ends", "status": status });
        setting.fault(json!({ "operation": "StartDeviceDiscovery", "times": 1, "fault": fault }));
        let diagnosis = diagnose(&setting, JANSEN).await;
        let failed = finding(&diagnosis, "searchFailed");
        assert!(failed.title.contains(title), "{}", failed.title);
        assert!(failed.for_cloud_team.as_deref().unwrap().contains(status));
    }
    let fault = json!({ "kind": "error", "status": 409, "code": "ConflictException", "message": "no" });
    setting.fault(json!({ "operation": "StartDeviceDiscovery", "times": 1, "fault": fault }));
    assert!(finding(&diagnose(&setting, JANSEN).await, "searchFailed").title.contains("does not begin"));
    assert!(!has(&setting, JANSEN, "searchFailed").await);
}

/// In paused time, since it waits for half a minute.
#[tokio::test(start_paused = true)]
async fn a_search_that_does_not_end_is_waited_for_half_a_minute() {
    let paused = Paused::start().await;
    let searched = async |ms: u32| {
        paused.settings(json!({ "discoveryMs": ms })).await;
        let began = tokio::time::Instant::now();
        let diagnosis = paused.desk.diagnose_link(of(JANSEN)).await.unwrap();
        (began.elapsed(), diagnosis)
    };
    let (took, diagnosis) = searched(600_000).await;
    assert!(finding(&diagnosis, "searchFailed").title.contains("still running"));
    assert!((20..=31).contains(&took.as_secs()), "{took:?}");
    let (took, diagnosis) = searched(5_000).await;
    assert!(!diagnosis.findings.iter().any(|finding| finding.code == "searchFailed"));
    assert!(took.as_secs() < 15, "{took:?}");
}

#[tokio::test]
async fn a_search_that_finds_nothing_is_told() {
    let setting = Setting::start().await;
    let fault = json!({ "kind": "no-devices" });
    setting.fault(json!({ "operation": "StartDeviceDiscovery", "times": 1, "fault": fault }));
    let diagnosis = diagnose(&setting, JANSEN).await;
    assert!(finding(&diagnosis, "noDevicesFound").seen.contains("1 device is registered"));
    assert!(!has(&setting, JANSEN, "noDevicesFound").await);
}

#[tokio::test]
async fn registered_devices_that_the_search_does_not_find_are_told() {
    let setting = Setting::start().await;
    let link = linked(&setting, "Miller", 3).await;
    assert!(!has(&setting, &link, "knownDevicesNotFound").await);
    let take_away = |customer: &str, device: &Value| {
        let form = json!({ "customer": customer, "vendor": "brightwell", "remove": [device] });
        setting.practice("POST", "/practice/customers/devices", Some(form));
    };
    let customers = setting.practice("GET", "/practice/customers?vendor=brightwell", None);
    let jansen = customers["customers"].as_array().unwrap().iter().find(|one| one["customer"] == "jansen");
    take_away("jansen", &jansen.unwrap()["devices"][0]["connectorDeviceId"]);
    let diagnosis = diagnose(&setting, JANSEN).await;
    let none = finding(&diagnosis, "knownDevicesNotFound");
    assert_eq!(none.title, "None of the known devices were found");
    assert_eq!(none.act, Some(FindingActView::Reconnect));

    take_away("devices-3", &setting.made("managedThings")[0]["connectorDeviceId"]);
    let diagnosis = diagnose(&setting, &link).await;
    let missing = finding(&diagnosis, "knownDevicesNotFound");
    assert!(missing.seen.contains("found 2 of 3"), "{}", missing.seen);
    assert_eq!(missing.act, Some(FindingActView::FindDevices));
}

#[tokio::test]
async fn a_signed_in_link_without_devices_is_told() {
    let setting = Setting::start().await;
    let diagnosis = diagnose(&setting, BARE).await;
    assert_eq!(finding(&diagnosis, "noDeviceRegistered").act, Some(FindingActView::FindDevices));
    assert!(!has(&setting, JANSEN, "noDeviceRegistered").await);
    assert!(!has(&setting, SEEBLICK_EXPIRED, "noDeviceRegistered").await, "it is not signed in");
}

#[tokio::test]
async fn devices_that_are_cut_off_or_half_made_are_told_where_the_search_finds_them() {
    let setting = Setting::start().await;
    let bring = |id: &str| FindingActView::BringDevices { managed_thing_ids: vec![id.to_owned()] };
    let diagnosis = diagnose(&setting, JANSEN).await;
    let cut_off = finding(&diagnosis, "devicesIsolated");
    assert_eq!((cut_off.certainty, cut_off.act.clone()), (CertaintyView::Fact, Some(bring(JANSENS_CUT_OFF))));
    for status in ["UNASSOCIATED", "PRE_ASSOCIATED", "DISCOVERED"] {
        let form = json!({ "managedThingId": JANSENS_HALF_MADE, "provisioningStatus": status });
        setting.practice("POST", "/practice/things", Some(form));
        let diagnosis = diagnose(&setting, JANSEN).await;
        assert_eq!(finding(&diagnosis, "devicesHalfMade").act, Some(bring(JANSENS_HALF_MADE)), "{status}");
    }
    let link = linked(&setting, "Miller", 2).await;
    for code in ["devicesIsolated", "devicesHalfMade"] {
        assert!(!has(&setting, &link, code).await, "others' devices are none of its business: {code}");
    }
}

#[tokio::test]
async fn without_a_search_the_owner_speaks_for_a_device_and_nothing_is_brought() {
    let setting = Setting::start().await;
    set_state(&setting, json!({ "accountAssociationId": JANSEN, "state": "REFRESH_TOKEN_EXPIRED" }));
    let diagnosis = diagnose(&setting, JANSEN).await;
    for code in ["devicesIsolated", "devicesHalfMade"] {
        let found = finding(&diagnosis, code);
        assert_eq!((found.certainty, found.act.as_ref()), (CertaintyView::Likely, None), "{code}");
    }
    assert!(!has(&setting, SEEBLICK_EXPIRED, "devicesIsolated").await);
}

#[tokio::test]
async fn devices_that_another_link_has_are_told_with_that_link() {
    let setting = Setting::start().await;
    all_links(&setting).await;
    setting.desk.create_account_association(customer("brightwell-lighting", "Miller")).await.unwrap();
    let link = setting.link();
    setting.sign_in("jansen", "allow");
    setting.wait_at("devices", |stop| matches!(stop, StopView::ChoosingDevices { .. }).then_some(())).await;
    let diagnosis = diagnose(&setting, &link).await;
    let elsewhere = finding(&diagnosis, "devicesOnAnotherLink");
    assert!(elsewhere.seen.contains("Jansen Canal House"), "{}", elsewhere.seen);
    let show = FindingActView::ShowLink { account_association_id: JANSEN.to_owned() };
    assert_eq!(elsewhere.act, Some(show));
    assert!(!has(&setting, JANSEN, "devicesOnAnotherLink").await);

    let bundle = setting.desk.preview_support_bundle(of(&link)).await.unwrap();
    let told = bundle.lines.iter().any(|line| line.contains("devicesOnAnotherLink"));
    assert!(told, "{:#?}", bundle.lines);
    let named = bundle.lines.iter().find(|line| line.contains("Jansen") || line.contains("Gracht"));
    assert_eq!(named, None, "another customer is not named to strangers");
}

#[tokio::test]
async fn a_device_on_two_links_is_told_of_both() {
    let setting = Setting::start().await;
    let diagnosis = diagnose(&setting, HARBOUR_STAFF).await;
    let show = FindingActView::ShowLink { account_association_id: HARBOUR_EXPIRED.to_owned() };
    assert_eq!(finding(&diagnosis, "devicesOnTwoLinks").act, Some(show));
    assert!(!has(&setting, JANSEN, "devicesOnTwoLinks").await);
}
