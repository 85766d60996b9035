//! AWS accounts other than practice: custom endpoints, Regions, keys.

use contract::{NothingForm, ProblemKindView, SourceForm, StopView, UseAwsAccountForm};
use tests::foreign_service::{ACCESS_KEY_ID, ForeignService, SIGN_IN_HOST};

use crate::setting::{Setting, customer};

fn variables(endpoint: &str, region: &str) -> Vec<(String, String)> {
    [
        ("AWS_ENDPOINT_URL", endpoint),
        ("AWS_ACCESS_KEY_ID", ACCESS_KEY_ID),
        ("AWS_SECRET_ACCESS_KEY", "an-ordinary-secret"),
        ("AWS_REGION", region),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .to_vec()
}

#[tokio::test]
async fn another_endpoint_with_ordinary_keys_is_live_named_and_completes_the_wizard() {
    let mut setting = Setting::without_account();
    let foreign = ForeignService::start(setting.endpoint(), setting.access_key_id()).await;
    setting.reopen_desk(variables(foreign.endpoint(), "eu-west-1"));
    setting.use_environment().await.unwrap();
    let account = setting.desk.subscribe().borrow().account.clone().unwrap();
    assert!(!account.practice);
    let host = foreign.endpoint().trim_start_matches("http://");
    assert_eq!(account.custom_endpoint.as_deref(), Some(host), "for the red bar");

    setting.desk.create_account_association(customer("brightwell-lighting", "Miller")).await.unwrap();
    let StopView::SignIn { host, .. } = setting.open().stop else { panic!("{:?}", setting.open().stop) };
    assert_eq!(host.as_deref(), Some(SIGN_IN_HOST));
    let message = setting.desk.customer_message(setting.journey()).await.unwrap().text;
    assert!(!message.contains("PRACTICE"));
    setting.sign_in("miller", "allow");
    setting.wait_at("devices", |stop| matches!(stop, StopView::ChoosingDevices { .. }).then_some(())).await;
    setting.desk.register_devices(setting.journey()).await.unwrap();
    setting.wait_at("the end", |stop| matches!(stop, StopView::Done { failed: 0, .. }).then_some(())).await;
    assert_eq!(setting.committed("CreateAccountAssociation"), 1);
}

#[tokio::test]
async fn a_region_without_device_clouds_says_where_there_are_some() {
    let mut setting = Setting::without_account();
    let foreign = ForeignService::start(setting.endpoint(), setting.access_key_id()).await;
    setting.reopen_desk(variables(foreign.endpoint(), "ca-central-1"));
    setting.use_environment().await.unwrap();
    let page = setting.desk.list_connector_destinations(NothingForm {}).await.unwrap();
    assert!(page.destinations.is_empty());
    assert_eq!(page.elsewhere.len(), 1);
    assert_eq!((page.elsewhere[0].region.as_str(), page.elsewhere[0].device_clouds), ("eu-west-1", 4));
    let switch = UseAwsAccountForm { source: SourceForm::Environment, region: Some("eu-west-1".to_owned()) };
    setting.desk.use_aws_account(switch).await.unwrap();
    assert_eq!(setting.desk.list_connector_destinations(NothingForm {}).await.unwrap().destinations.len(), 4);
}

#[tokio::test]
async fn practice_keys_are_never_sent_to_another_host() {
    let mut setting = Setting::without_account();
    let mut practice_keys = variables("https://iot.example.com", "eu-west-1");
    practice_keys[1].1 = "PRACTICEKEY".to_owned();
    setting.reopen_desk(practice_keys);
    let problem = setting.use_environment().await.unwrap_err();
    assert_eq!(problem.kind, ProblemKindView::CorrectInput, "{problem:?}");
    assert!(setting.desk.subscribe().borrow().account_problem.is_some());
}

#[tokio::test]
async fn keys_the_service_does_not_know_are_said_to_be_unknown() {
    let mut setting = Setting::without_account();
    let endpoint = setting.endpoint().to_owned();
    let mut unknown = variables(&endpoint, "eu-west-1");
    unknown[1].1 = "AKIAUNKNOWN000000000".to_owned();
    setting.reopen_desk(unknown);
    let problem = setting.use_environment().await.unwrap_err();
    assert_eq!(problem.kind, ProblemKindView::SignInToAws, "{problem:?}");
}

#[tokio::test]
async fn an_account_chosen_earlier_that_answers_late_does_not_replace_the_one_in_use() {
    let mut setting = Setting::without_account();
    let foreign = ForeignService::start(setting.endpoint(), setting.access_key_id()).await;
    setting.reopen_desk(variables(foreign.endpoint(), "eu-west-1"));
    setting.write_profile("direct", ACCESS_KEY_ID);
    setting.fault(serde_json::json!({
        "operation": "GetCallerIdentity", "times": 1, "fault": { "kind": "slow", "ms": 1500 }
    }));
    let slow = setting.desk.clone();
    let slow = tokio::spawn(async move {
        slow.use_aws_account(UseAwsAccountForm { source: SourceForm::Environment, region: None }).await
    });
    setting.wait("the slow account", |view| view.connecting.then_some(())).await;
    while setting.ledger()["requests"]["GetCallerIdentity"].as_u64().unwrap_or(0) == 0 {
        tokio::task::yield_now().await;
    }
    let direct = SourceForm::Profile { name: "direct".to_owned() };
    setting.desk.use_aws_account(UseAwsAccountForm { source: direct.clone(), region: None }).await.unwrap();
    slow.await.unwrap().unwrap();
    let account = setting.desk.subscribe().borrow().account.clone().unwrap();
    assert_eq!(account.source, direct);
}
