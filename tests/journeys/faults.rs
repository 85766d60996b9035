//! A service, network or AWS sign-in that does not do as it should.

use contract::{ActionView, CreatingView, NothingForm, ProblemKindView, SignInStateView, StopView};
use serde_json::json;

use crate::setting::{Setting, customer};

/// T1, T4, N4 and N11 while a link is watched.
#[tokio::test]
async fn watching_survives_throttling_errors_html_and_broken_answers() {
    for fault in [
        json!({ "kind": "error", "status": 429, "code": "ThrottlingException", "message": "slow down" }),
        json!({ "kind": "error", "status": 500, "code": "InternalServerException", "message": "oops" }),
        json!({ "kind": "error", "status": 503, "code": "ServiceUnavailableException", "message": "away" }),
        json!({ "kind": "html", "status": 200 }),
        json!({ "kind": "html", "status": 502 }),
        json!({ "kind": "truncate" }),
        json!({ "kind": "drop-before-commit" }),
    ] {
        let setting = Setting::start().await;
        setting.desk.create_account_association(customer("brightwell-lighting", "Miller")).await.unwrap();
        setting.fault(json!({ "operation": "GetAccountAssociation", "times": 1, "fault": fault }));
        let problem = setting
            .wait_at("the problem", |stop| match stop {
                StopView::SignIn { problem: Some(problem), state: SignInStateView::Waiting, .. } => {
                    Some(problem.clone())
                }
                _ => None,
            })
            .await;
        assert!(problem.action.is_some(), "{problem:?}");
        setting.sign_in("miller", "allow");
        setting
            .wait_at("devices", |stop| matches!(stop, StopView::ChoosingDevices { .. }).then_some(()))
            .await;
        assert_eq!(setting.committed("CreateAccountAssociation"), 1);
        setting.check_invariants();
    }
}

#[tokio::test]
async fn an_aws_sign_in_that_runs_out_midway_pauses_and_goes_on_after_checking_again() {
    let setting = Setting::start().await;
    setting.desk.create_account_association(customer("brightwell-lighting", "Miller")).await.unwrap();
    setting.fault(json!({ "operation": "*", "times": null, "fault": { "kind": "expired-credentials" } }));
    let problem = setting
        .wait_at("the AWS sign-in", |stop| match stop {
            StopView::SignIn { problem: Some(problem), .. } => Some(problem.clone()),
            _ => None,
        })
        .await;
    assert_eq!(problem.kind, ProblemKindView::SignInToAws);
    assert!(matches!(problem.action, Some(ActionView::CheckAgain { .. })));
    setting.practice("DELETE", "/practice/faults", None);
    setting.sign_in("miller", "allow");
    setting.desk.check_aws_account(NothingForm {}).await.unwrap();
    setting.wait_at("devices", |stop| matches!(stop, StopView::ChoosingDevices { .. }).then_some(())).await;
    assert_eq!(setting.committed("CreateAccountAssociation"), 1);
}

/// N1, by a service that has ended.
#[tokio::test]
async fn a_service_that_cannot_be_reached_is_said_and_nothing_is_claimed() {
    let mut setting = Setting::start().await;
    setting.desk.list_connector_destinations(NothingForm {}).await.unwrap();
    setting.unplug();
    setting.desk.create_account_association(customer("brightwell-lighting", "Miller")).await.unwrap();
    let StopView::Creating { phase: CreatingView::Unreached, problem: Some(problem) } = setting.open().stop
    else {
        panic!("{:?}", setting.open().stop)
    };
    assert_eq!(problem.kind, ProblemKindView::CheckNetwork);
    assert!(problem.meaning.contains("Nothing was changed."), "{problem:?}");
    setting.desk.discard_journey(setting.journey()).await.unwrap();
    assert_eq!(setting.desk.subscribe().borrow().waiting_count, 0);
}

#[tokio::test]
async fn the_list_of_device_clouds_tolerates_empty_pages() {
    let setting = Setting::start().await;
    setting.fault(
        json!({ "operation": "ListConnectorDestinations", "times": 1, "fault": { "kind": "empty-page" } }),
    );
    let page = setting.desk.list_connector_destinations(NothingForm {}).await.unwrap();
    assert_eq!(page.destinations.len(), 4);
}

#[tokio::test]
async fn without_the_permission_for_the_secret_listing_works_and_looking_names_it() {
    let setting = Setting::start().await;
    setting.desk.create_account_association(customer("brightwell-lighting", "Miller")).await.unwrap();
    setting.fault(json!({
        "operation": "*", "times": null,
        "fault": { "kind": "missing-permission", "action": "secretsmanager:GetSecretValue" }
    }));
    let problem = setting
        .wait_at("the refusal", |stop| match stop {
            StopView::SignIn { problem: Some(problem), .. } => Some(problem.clone()),
            _ => None,
        })
        .await;
    assert_eq!(problem.kind, ProblemKindView::AskForPermission);
    assert!(problem.meaning.contains("listing links works without it"), "{problem:?}");
    assert!(setting.desk.list_connector_destinations(NothingForm {}).await.is_ok());
}

#[tokio::test]
async fn an_unknown_account_is_refused_before_any_form() {
    let setting = Setting::without_account();
    let problem =
        setting.desk.create_account_association(customer("brightwell-lighting", "Miller")).await.unwrap_err();
    assert_eq!(problem.kind, ProblemKindView::SignInToAws);
}
