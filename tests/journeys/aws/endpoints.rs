//! Regions and endpoints. C12, and C15 as the design has it: an endpoint set by
//! hand works and is always shown.

use contract::{ActionView, DeskView, NothingForm, ProblemKindView, ProblemView, UseAwsAccountForm};
use tests::{
    cloud::AccessKey,
    desktop::{REGION, profile},
    foreign_service::ForeignService,
};

use super::office::{ACCOUNT, Office, STS_HOST, of_profile};

/// Where AWS documents no managed integrations; STS is there.
const ELSEWHERE: &str = "us-east-1";

fn anna(office: &Office, key: &AccessKey, settings: &[(&str, &str)]) {
    let keys = [("aws_access_key_id", key.id.as_str()), ("aws_secret_access_key", key.secret.as_str())];
    office.write_config(&[profile("anna", &[&keys[..], settings].concat())]);
}

fn names_the_regions(problem: &ProblemView, title: &str) {
    assert_eq!(problem.kind, ProblemKindView::SwitchRegion, "{problem:?}");
    assert_eq!(problem.title, title);
    assert!(problem.meaning.contains("ca-central-1, eu-west-1, me-central-1"), "{problem:?}");
    assert_eq!(problem.action, Some(ActionView::SwitchRegion));
}

#[tokio::test]
async fn a_region_without_the_service_says_which_have_it_and_one_of_them_works() {
    let office = Office::open();
    let key = office.cloud.identities(|all| all.user(ACCOUNT, "anna"));
    anna(&office, &key, &[("region", ELSEWHERE)]);
    office.use_profile("anna").await.unwrap();
    assert_eq!(office.account().unwrap().region, ELSEWHERE);
    let problem = office.setting.desk.list_connector_destinations(NothingForm {}).await.unwrap_err();
    names_the_regions(&problem, "Managed integrations are not offered in us-east-1");
    let test = office.tested().await;
    let region = test.steps.iter().find(|step| step.step == contract::TestStepKindView::Region).unwrap();
    names_the_regions(region.problem.as_ref().unwrap(), "Managed integrations are not offered in us-east-1");

    let switch = UseAwsAccountForm { region: Some(REGION.to_owned()), ..of_profile("anna") };
    office.setting.desk.use_aws_account(switch).await.unwrap();
    assert!(office.setting.desk.subscribe().borrow().confirm.is_none(), "a person chose that Region");
    assert_eq!(office.account().unwrap().region, REGION);
    office.completes_the_wizard().await;
}

#[tokio::test]
async fn a_profile_without_a_region_asks_which() {
    let office = Office::open();
    let key = office.cloud.identities(|all| all.user(ACCOUNT, "anna"));
    anna(&office, &key, &[]);
    names_the_regions(&office.use_profile("anna").await.unwrap_err(), "Which AWS Region?");
    assert!(office.cloud.record(|record| record.connects()).is_empty());
    anna(&office, &key, &[("region", REGION)]);
    office.signed_in().await;
}

#[tokio::test]
async fn a_region_without_device_clouds_says_where_there_are_some() {
    let office = Office::open();
    let key = office.cloud.identities(|all| all.user(ACCOUNT, "anna"));
    anna(&office, &key, &[("region", "ca-central-1")]);
    office.use_profile("anna").await.unwrap();
    let page = office.setting.desk.list_connector_destinations(NothingForm {}).await.unwrap();
    assert!(page.destinations.is_empty());
    let elsewhere: Vec<_> =
        page.elsewhere.iter().map(|there| (there.region.as_str(), there.device_clouds)).collect();
    assert_eq!(elsewhere, [(REGION, 4)]);
}

/// C15.
#[tokio::test]
async fn an_endpoint_of_a_profile_works_without_the_proxy_and_is_always_shown() {
    let office = Office::open();
    let key = office.cloud.identities(|all| all.user(ACCOUNT, "anna"));
    let (service, its_key) = (office.setting.endpoint(), office.setting.access_key_id());
    let foreign = ForeignService::knowing(&key.id, service, its_key).await;
    let stack =
        format!("[services stack]\niot_managed_integrations =\n  endpoint_url = {}\n\n", foreign.endpoint());
    let keys = [("aws_access_key_id", key.id.as_str()), ("aws_secret_access_key", key.secret.as_str())];
    let settings = [&keys[..], &[("region", REGION), ("services", "stack")]].concat();
    office.write_config(&[profile("anna", &settings), stack]);
    office.use_profile("anna").await.unwrap();
    let account = office.account().unwrap();
    let host = foreign.endpoint().trim_start_matches("http://");
    assert_eq!((account.practice, account.custom_endpoint.as_deref()), (false, Some(host)));
    office.completes_the_wizard().await;
    let mut hosts = office.cloud.record(|record| record.connects());
    hosts.dedup();
    assert_eq!(hosts, [STS_HOST], "loopback is never asked through a proxy");

    let page = office.setting.desk.list_aws_accounts(NothingForm {}).await.unwrap();
    assert_eq!(page.accounts[0].custom_endpoint.as_deref(), Some(host), "and before it is used");
    anna(&office, &key, &[("region", REGION)]);
    // The same account at AWS itself is another one than behind the stack.
    let is_asked = |view: &DeskView| view.confirm.clone();
    office.setting.wait("the question", is_asked).await;
    office.setting.desk.confirm_aws_account(NothingForm {}).await.unwrap();
    assert_eq!(office.account().unwrap().custom_endpoint, None);
}

#[tokio::test]
async fn endpoints_that_are_to_be_ignored_are() {
    let office = Office::with(|_, variables| {
        variables.insert("AWS_ENDPOINT_URL".to_owned(), "https://stack.acme.invalid".to_owned());
        variables.insert("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS".to_owned(), "true".to_owned());
    });
    office.with_keys_of("anna");
    office.use_profile("anna").await.unwrap();
    assert_eq!(office.account().unwrap().custom_endpoint, None);
    office.completes_the_wizard().await;
}

#[tokio::test]
async fn an_endpoint_that_cannot_be_read_is_told_and_nothing_is_sent() {
    for address in ["stack.acme.example", "ftp://stack.acme.example"] {
        let office = Office::with(|_, variables| {
            variables.insert("AWS_ENDPOINT_URL".to_owned(), address.to_owned());
        });
        office.with_keys_of("anna");
        let problem = office.use_profile("anna").await.unwrap_err();
        assert!(problem.detail.as_ref().unwrap().contains("endpoint URL"), "{problem:?}");
        assert!(office.cloud.record(|record| record.connects()).is_empty());
    }
}
