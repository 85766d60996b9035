//! A link is removed with its devices, step by step, whatever comes between.

use contract::{
    BeginUnlinkForm, ListPlanStepsForm, PlanForm, PlanStateView, PlanStepStateView, ProductionForm,
};
use serde_json::json;
use tests::mortal::Window;

use crate::{
    killed::Bench,
    reconnected::{linked, of},
    setting::Setting,
};

async fn begin(setting: &Setting, link: &str, typed: &str) -> Result<(), contract::ProblemView> {
    let planned = setting.desk.plan_unlink(of(link)).await.unwrap();
    let form = BeginUnlinkForm {
        account_association_id: link.to_owned(),
        devices: planned.devices,
        typed: typed.to_owned(),
    };
    setting.desk.begin_unlink(form).await
}

#[tokio::test]
async fn twelve_devices_are_taken_off_and_then_the_link_is_removed() {
    let setting = Setting::start().await;
    let link = linked(&setting, "Miller", 12).await;
    let planned = setting.desk.plan_unlink(of(&link)).await.unwrap();
    assert_eq!((planned.devices, planned.device_names.len()), (12, 5));
    assert_eq!(planned.type_to_confirm, None);
    begin(&setting, &link, "").await.unwrap();
    setting.wait("the end", |view| (view.plans_count == 0).then_some(())).await;
    assert_eq!(setting.committed("DeregisterAccountAssociation"), 12);
    assert_eq!(setting.committed("DeleteAccountAssociation"), 1);
    assert!(setting.made("registrations").is_empty());
    setting.check_invariants();
}

#[tokio::test]
async fn in_an_account_marked_as_production_the_name_has_to_be_typed() {
    let setting = Setting::start().await;
    let link = linked(&setting, "Miller", 1).await;
    setting.desk.set_production(ProductionForm { production: true }).await.unwrap();
    let planned = setting.desk.plan_unlink(of(&link)).await.unwrap();
    assert_eq!(planned.type_to_confirm.as_deref(), Some("Miller"));
    let problem = begin(&setting, &link, "miller").await.unwrap_err();
    assert!(problem.meaning.contains("Miller"), "{problem:?}");
    assert_eq!(setting.committed("DeregisterAccountAssociation"), 0);
    begin(&setting, &link, "Miller").await.unwrap();
    setting.wait("the end", |view| (view.plans_count == 0).then_some(())).await;
    assert_eq!(setting.committed("DeleteAccountAssociation"), 1);
}

#[tokio::test]
async fn when_the_devices_are_not_those_that_were_shown_nothing_is_begun() {
    let setting = Setting::start().await;
    let link = linked(&setting, "Miller", 2).await;
    let form = BeginUnlinkForm { account_association_id: link, devices: 1, typed: String::new() };
    let problem = setting.desk.begin_unlink(form).await.unwrap_err();
    assert!(problem.title.contains("changed"), "{problem:?}");
    assert_eq!(setting.committed("DeregisterAccountAssociation"), 0);
}

#[tokio::test]
async fn a_device_that_is_refused_keeps_the_link_and_its_step_says_why() {
    let setting = Setting::start().await;
    let link = linked(&setting, "Miller", 3).await;
    let refused = setting.made("managedThings")[1]["id"].clone();
    setting.fault(json!({
        "operation": "DeregisterAccountAssociation", "times": 1, "when": { "managedThingId": refused },
        "fault": {
            "kind": "missing-permission", "action": "iotmanagedintegrations:DeregisterAccountAssociation"
        }
    }));
    begin(&setting, &link, "").await.unwrap();
    let plan = setting
        .wait("the failure", |view| {
            view.plans.first().filter(|plan| plan.state == PlanStateView::SomeFailed).cloned()
        })
        .await;
    assert_eq!((plan.total, plan.done, plan.failed), (4, 2, 1));
    let form = ListPlanStepsForm { plan_id: plan.plan_id.clone(), offset: 0 };
    let steps = setting.desk.list_plan_steps(form).await.unwrap().rows;
    let failed = steps.iter().find(|step| step.state == PlanStepStateView::Failed).unwrap();
    assert!(failed.problem.as_ref().unwrap().meaning.contains("DeregisterAccountAssociation"));
    assert_eq!(setting.committed("DeleteAccountAssociation"), 0);
    setting.desk.retry_plan(PlanForm { plan_id: plan.plan_id }).await.unwrap();
    setting.wait("the end", |view| (view.plans_count == 0).then_some(())).await;
    assert_eq!(setting.committed("DeregisterAccountAssociation"), 3);
    setting.check_invariants();
}

#[tokio::test]
async fn a_lost_answer_takes_no_device_off_twice_and_counts_as_done() {
    let setting = Setting::start().await;
    let link = linked(&setting, "Miller", 3).await;
    setting.fault(json!({
        "operation": "DeregisterAccountAssociation", "times": 1, "fault": { "kind": "drop-after-commit" }
    }));
    begin(&setting, &link, "").await.unwrap();
    setting.wait("the end", |view| (view.plans_count == 0).then_some(())).await;
    assert_eq!(setting.committed("DeregisterAccountAssociation"), 3);
    assert_eq!(setting.committed("DeleteAccountAssociation"), 1);
    setting.check_invariants();
}

#[tokio::test]
async fn a_link_with_a_plan_on_it_gets_no_second_one() {
    let setting = Setting::start().await;
    let link = linked(&setting, "Miller", 3).await;
    setting.settings(json!({ "latencyMs": 300 }));
    let planned = setting.desk.plan_unlink(of(&link)).await.unwrap();
    let form = || BeginUnlinkForm {
        account_association_id: link.clone(),
        devices: planned.devices,
        typed: String::new(),
    };
    let (one, other) = tokio::join!(setting.desk.begin_unlink(form()), setting.desk.begin_unlink(form()));
    assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
    let problem = one.and(other).unwrap_err();
    assert!(problem.title.contains("not finished"), "{problem:?}");
    setting.wait("the end", |view| (view.plans_count == 0).then_some(())).await;
    assert_eq!(setting.committed("DeleteAccountAssociation"), 1);
}

/// Killed around a step and started again: each device off once, then the link.
fn survives(operation: &str, nth: usize) {
    for window in [Window::AfterIntent, Window::AfterSend] {
        let bench = Bench::start();
        let what = format!("killed {} of {operation}", window.name());
        bench.comes_to_its_end("onboard");
        bench.is_killed("unlink", operation, window, nth);
        bench.comes_to_its_end("unlink");
        assert!(bench.service.made("registrations").is_empty(), "{what}");
        assert_eq!(bench.service.committed("DeleteAccountAssociation"), 1, "{what}");
        assert_eq!(bench.service.committed("DeregisterAccountAssociation"), crate::killed::DEVICES, "{what}");
        bench.is_at_rest(&what);
    }
}

#[test]
fn a_kill_around_the_third_device_goes_on_after_the_start() {
    survives("DeregisterAccountAssociation", 3);
}

#[test]
fn a_kill_around_the_removal_of_the_link_goes_on_after_the_start() {
    survives("DeleteAccountAssociation", 1);
}
