//! Many devices, some of which fail.

use contract::{DeviceStatus, LineState, ListDevicesForm, NothingForm, StopView};
use serde_json::json;

use crate::setting::{Setting, customer};

/// Twenty devices wait to be registered.
async fn twenty(setting: &Setting) {
    let customers = setting.practice("GET", "/practice/customers", None);
    let has_twenty = customers["customers"]
        .as_array()
        .unwrap()
        .iter()
        .find(|customer| customer["devices"].as_array().is_some_and(|devices| devices.len() == 20))
        .expect("a practice customer has twenty devices");
    let vendor = has_twenty["vendor"].as_str().unwrap();
    let cloud = ["brightwell-lighting", "northgate-locks", "aria-climate"]
        .into_iter()
        .find(|cloud| cloud.starts_with(vendor))
        .unwrap();
    setting.desk.create_account_association(customer(cloud, "Twenty")).await.unwrap();
    setting.sign_in(has_twenty["customer"].as_str().unwrap(), "allow");
    setting
        .wait_at("twenty devices", |stop| {
            matches!(stop, StopView::ChoosingDevices { found: 20, .. }).then_some(())
        })
        .await;
}

fn chosen(setting: &Setting) -> u32 {
    let StopView::ChoosingDevices { chosen, .. } = setting.open().stop else { panic!("not choosing") };
    chosen
}

/// T18, at the registration.
#[tokio::test]
async fn three_of_twenty_fail_are_told_with_their_reason_and_retried_alone() {
    let setting = Setting::start().await;
    twenty(&setting).await;
    setting.scene("three-devices-fail");
    let total = chosen(&setting);
    setting.desk.register_devices(setting.journey()).await.unwrap();
    setting
        .wait_at("three failures", |stop| match stop {
            StopView::Registering { settled: true, failed: 3, done, .. } if *done == total - 3 => Some(()),
            _ => None,
        })
        .await;
    let view = setting.desk.subscribe().borrow().clone();
    assert_eq!(view.waiting[0].state, LineState::SomeFailed { done: total - 3, total, failed: 3 });
    let form = ListDevicesForm { journey_id: setting.open().journey_id, search: String::new(), offset: 0 };
    let rows = setting.desk.list_devices(form).await.unwrap().rows;
    let failed: Vec<_> = rows
        .iter()
        .filter_map(|row| match &row.status {
            DeviceStatus::Failed { problem } => Some(problem),
            _ => None,
        })
        .collect();
    assert_eq!(failed.len(), 3);
    assert!(
        failed
            .iter()
            .all(|problem| problem.title.contains("register the device") && problem.request_id.is_some())
    );

    setting.desk.retry_failed_devices(setting.journey()).await.unwrap();
    setting
        .wait_at("all", |stop| match stop {
            StopView::Done { registered, failed: 0, .. } if *registered == total => Some(()),
            _ => None,
        })
        .await;
    assert_eq!(
        setting.committed("CreateManagedThing"),
        usize::try_from(total).unwrap(),
        "none was made twice"
    );
    setting.check_invariants();
}

#[tokio::test]
async fn finishing_with_what_there_is_keeps_the_rest_under_waiting_and_can_be_taken_up() {
    let setting = Setting::start().await;
    twenty(&setting).await;
    setting.scene("three-devices-fail");
    let total = chosen(&setting);
    setting.desk.register_devices(setting.journey()).await.unwrap();
    setting
        .wait_at("three failures", |stop| {
            matches!(stop, StopView::Registering { settled: true, failed: 3, .. }).then_some(())
        })
        .await;
    let journey = setting.journey();
    setting.desk.finish(journey.clone()).await.unwrap();
    setting.desk.leave_journey(NothingForm {}).await.unwrap();
    let view = setting.desk.subscribe().borrow().clone();
    assert_eq!(view.waiting[0].state, LineState::FinishedInPart { done: total - 3, total });
    setting.desk.open_journey(journey.clone()).await.unwrap();
    setting.desk.retry_failed_devices(journey).await.unwrap();
    setting
        .wait_at("all", |stop| match stop {
            StopView::Done { registered, .. } if *registered == total => Some(()),
            _ => None,
        })
        .await;
}

/// N3, of devices.
#[tokio::test]
async fn a_thing_whose_answer_was_lost_is_not_made_twice() {
    let setting = Setting::start().await;
    twenty(&setting).await;
    let total = chosen(&setting);
    for skip in [1, 4, 9] {
        setting.fault(json!({
            "operation": "CreateManagedThing", "times": 1, "skip": skip, "fault": { "kind": "drop-after-commit" }
        }));
    }
    setting.desk.register_devices(setting.journey()).await.unwrap();
    setting
        .wait_at("all", |stop| match stop {
            StopView::Done { registered, .. } if *registered == total => Some(()),
            _ => None,
        })
        .await;
    assert_eq!(setting.committed("CreateManagedThing"), usize::try_from(total).unwrap());
    setting.check_invariants();
}

/// T1, of devices.
#[tokio::test]
async fn throttling_costs_time_and_no_device() {
    let setting = Setting::start().await;
    twenty(&setting).await;
    let total = chosen(&setting);
    setting.settings(json!({ "requestsPerSecond": 10 }));
    setting.desk.register_devices(setting.journey()).await.unwrap();
    setting
        .wait_at("all", |stop| match stop {
            StopView::Done { registered, .. } if *registered == total => Some(()),
            _ => None,
        })
        .await;
    assert_eq!(setting.committed("CreateManagedThing"), usize::try_from(total).unwrap());
    setting.check_invariants();
}

#[tokio::test]
async fn clicking_register_twice_makes_nothing_twice() {
    let setting = Setting::start().await;
    twenty(&setting).await;
    let total = chosen(&setting);
    let journey = setting.journey();
    for _ in 0..5 {
        setting.desk.register_devices(journey.clone()).await.unwrap();
    }
    setting.wait_at("all", |stop| matches!(stop, StopView::Done { .. }).then_some(())).await;
    assert_eq!(setting.committed("CreateManagedThing"), usize::try_from(total).unwrap());
    assert_eq!(setting.committed("RegisterAccountAssociation"), usize::try_from(total).unwrap());
}

#[tokio::test]
async fn twenty_devices_that_are_in_aws_already_are_shown_within_the_quota() {
    let setting = Setting::start().await;
    twenty(&setting).await;
    setting.desk.register_devices(setting.journey()).await.unwrap();
    setting.wait_at("all", |stop| matches!(stop, StopView::Done { .. }).then_some(())).await;
    let first = setting.link();
    setting.settings(json!({ "requestsPerSecond": 10 }));
    let mut again = customer("brightwell-lighting", "Twenty at another link");
    again.draft_id = "again".to_owned();
    setting.desk.create_account_association(again).await.unwrap();
    assert_ne!(setting.link(), first);
    setting.sign_in("seeblick", "allow");
    setting
        .wait_at("the same twenty", |stop| {
            matches!(stop, StopView::ChoosingDevices { found: 20, choosable: 0, .. }).then_some(())
        })
        .await;
}
