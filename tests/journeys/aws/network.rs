//! A network that is not as it should be between a desk and AWS: names that are
//! not found, certificates that do not fit, a proxy that lets nobody through.
//! N8, N10, N12.

use contract::{ActionView, NothingForm, ProblemKindView, ProblemView, TestOutcomeView, TestStepKindView};
use tests::cloud::{ANOTHER_NAME, Certificates, Road};

use super::office::{Office, SERVICE_HOST, STS_HOST, step};

const PROXY: &str = "HTTPS_PROXY";
const PASSWORD: &str = "a-long-proxy-password";

fn with_proxy(address: &str) -> Office {
    Office::with(|_, variables| {
        variables.insert(PROXY.to_owned(), address.to_owned());
    })
}

fn is(problem: &ProblemView, title: &str) {
    assert_eq!((problem.kind, problem.title.as_str()), (ProblemKindView::CheckNetwork, title), "{problem:?}");
    assert!(problem.meaning.contains("Nothing was changed."), "{problem:?}");
    assert_eq!(problem.action, Some(ActionView::TestConnection), "{problem:?}");
}

/// In use, and a link of it waits for its customer.
async fn waiting(office: &Office) {
    office.with_keys_of("anna");
    office.use_profile("anna").await.unwrap();
    office.begins_a_link().await;
}

/// N8, at the proxy: it looks the names up, and ours is the proxy's.
#[tokio::test]
async fn a_proxy_whose_name_is_not_found_is_told() {
    let office = with_proxy("http://proxy.acme.invalid:8080");
    office.with_keys_of("anna");
    let problem = office.use_profile("anna").await.unwrap_err();
    is(&problem, "The proxy does not answer");
    let test = office.tested().await;
    let failed = step(&test, TestStepKindView::Proxy, Some(STS_HOST), TestOutcomeView::Failed);
    is(failed.problem.as_ref().unwrap(), "The proxy does not answer");
    assert!(office.cloud.record(|record| record.connects()).is_empty());
}

/// N8, without a proxy in between.
#[tokio::test]
async fn a_host_whose_name_is_not_found_is_told_and_the_account_stays_in_use() {
    let office = Office::with(|_, variables| {
        let endpoint = "https://stack.acme.invalid".to_owned();
        variables.insert("AWS_ENDPOINT_URL_IOT_MANAGED_INTEGRATIONS".to_owned(), endpoint);
        variables.insert("NO_PROXY".to_owned(), "127.0.0.1,.acme.invalid".to_owned());
    });
    office.with_keys_of("anna");
    office.use_profile("anna").await.unwrap();
    assert_eq!(office.account().unwrap().custom_endpoint.as_deref(), Some("stack.acme.invalid"));
    let problem = office.setting.desk.list_connector_destinations(NothingForm {}).await.unwrap_err();
    is(&problem, "The name of AWS's host was not found");
    let test = office.tested().await;
    let host = Some("stack.acme.invalid");
    let failed = step(&test, TestStepKindView::Name, host, TestOutcomeView::Failed);
    is(failed.problem.as_ref().unwrap(), "The name of AWS's host was not found");
    step(&test, TestStepKindView::Connection, host, TestOutcomeView::NotReached);
    assert!(office.cloud.record(|record| record.connects()).iter().all(|host| host == STS_HOST));
}

/// N8, in the middle: what a proxy answers for a name it cannot find.
#[tokio::test]
async fn a_host_the_proxy_cannot_find_for_a_while_costs_nothing() {
    let office = Office::open();
    waiting(&office).await;
    office.cloud.roads(|roads| roads.set(SERVICE_HOST, Road::Closed)).await;
    let problem = office.look_fails().await;
    assert_eq!(problem.kind, ProblemKindView::CheckNetwork, "{problem:?}");
    assert!(problem.detail.as_ref().unwrap().contains("proxy refused to connect"), "{problem:?}");
    office.cloud.roads(|roads| roads.set_all(Road::Open)).await;
    office.ends_the_wizard().await;
}

/// N10.
#[tokio::test]
async fn behind_an_expired_certificate_nothing_is_sent_and_it_is_said() {
    let office = Office::open();
    office.with_keys_of("anna");
    office.cloud.roads(|roads| roads.show(Certificates::Expired)).await;
    let problem = office.use_profile("anna").await.unwrap_err();
    is(&problem, "The certificate of the answer has run out");
    assert!(problem.detail.as_ref().unwrap().contains("2020-12-31"), "{problem:?}");
    let test = office.tested().await;
    let failed = step(&test, TestStepKindView::Certificate, Some(STS_HOST), TestOutcomeView::Failed);
    is(failed.problem.as_ref().unwrap(), "The certificate of the answer has run out");
    assert_eq!(office.asked(), []);
    assert_eq!(office.account(), None);
}

/// N10, in the middle.
#[tokio::test]
async fn a_certificate_that_runs_out_while_a_customer_is_waited_for_costs_nothing() {
    let office = Office::open();
    waiting(&office).await;
    office.cloud.roads(|roads| roads.show(Certificates::Expired)).await;
    is(&office.look_fails().await, "The certificate of the answer has run out");
    office.setting.sign_in("miller", "allow");
    office.cloud.roads(|roads| roads.show(Certificates::Good)).await;
    office.setting.desk.window_focused();
    office.finds_devices().await;
    office.setting.desk.register_devices(office.setting.journey()).await.unwrap();
    office.registers_all().await;
}

#[tokio::test]
async fn a_certificate_of_another_host_is_refused_and_both_names_are_given() {
    let office = Office::open();
    office.with_keys_of("anna");
    office.cloud.roads(|roads| roads.show(Certificates::OfAnotherName)).await;
    let problem = office.use_profile("anna").await.unwrap_err();
    is(&problem, "The answer came from another host");
    let detail = problem.detail.unwrap();
    assert!(detail.contains(ANOTHER_NAME) && detail.contains(STS_HOST), "{detail}");
    assert_eq!(office.asked(), []);
}

/// N12.
#[tokio::test]
async fn a_proxy_that_wants_a_password_says_so_and_with_it_the_wizard_completes() {
    let office = Office::open();
    office.with_keys_of("anna");
    office.cloud.roads(|roads| roads.want_password("anna", PASSWORD)).await;
    let problem = office.use_profile("anna").await.unwrap_err();
    is(&problem, "The proxy asks for a password");
    let test = office.tested().await;
    let failed = step(&test, TestStepKindView::Proxy, Some(SERVICE_HOST), TestOutcomeView::Failed);
    is(failed.problem.as_ref().unwrap(), "The proxy asks for a password");
    assert_eq!(office.asked(), []);

    let office = Office::with(|cloud, variables| {
        variables.insert(PROXY.to_owned(), cloud.proxy_as("anna", PASSWORD));
    });
    office.cloud.roads(|roads| roads.want_password("anna", PASSWORD)).await;
    office.with_keys_of("anna");
    office.use_profile("anna").await.unwrap();
    office.completes_the_wizard().await;
    let test = office.tested().await;
    let told = step(&test, TestStepKindView::Proxy, Some(STS_HOST), TestOutcomeView::Good);
    assert!(!format!("{told:?}").contains(PASSWORD), "{told:?}");
    office.is_nowhere(PASSWORD);
}

/// N12: what has a meaning in addresses is written with a percent sign.
#[tokio::test]
async fn a_password_with_signs_of_an_address_in_it_is_understood() {
    let office = Office::with(|cloud, variables| {
        variables.insert(PROXY.to_owned(), cloud.proxy_as("ACME%5Canna", "p%40ss%3Aw%2Frd%25"));
    });
    office.cloud.roads(|roads| roads.want_password("ACME\\anna", "p@ss:w/rd%")).await;
    office.with_keys_of("anna");
    office.use_profile("anna").await.unwrap();
    let test = office.tested().await;
    step(&test, TestStepKindView::Proxy, Some(STS_HOST), TestOutcomeView::Good);
    office.is_nowhere("p@ss:w/rd%");
}

/// N12, in the middle.
#[tokio::test]
async fn a_password_a_proxy_begins_to_ask_for_is_told_at_the_next_look() {
    let office = Office::open();
    waiting(&office).await;
    office.cloud.roads(|roads| roads.want_password("anna", PASSWORD)).await;
    is(&office.look_fails().await, "The proxy asks for a password");
    office.cloud.roads(|roads| roads.want_no_password()).await;
    office.ends_the_wizard().await;
}

#[tokio::test]
async fn a_proxy_nobody_runs_any_more_is_told() {
    // Nothing listens on a port that was just given back.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let office = with_proxy(&format!("http://127.0.0.1:{port}"));
    office.with_keys_of("anna");
    is(&office.use_profile("anna").await.unwrap_err(), "The proxy does not answer");
}

#[tokio::test]
async fn a_proxy_whose_address_cannot_be_read_is_told_without_its_password() {
    for address in [format!("http://anna:{PASSWORD}@"), format!("ftp://anna:{PASSWORD}@proxy.acme.example")] {
        let office = with_proxy(&address);
        office.with_keys_of("anna");
        let problem = office.use_profile("anna").await.unwrap_err();
        assert_eq!(problem.title, "This way into AWS cannot be used", "{address}");
        assert!(problem.meaning.contains(PROXY), "{problem:?}");
        assert!(!format!("{problem:?}").contains(PASSWORD), "{problem:?}");
        assert!(office.cloud.record(|record| record.connects()).is_empty());
        office.is_nowhere(PASSWORD);
    }
}

#[tokio::test]
async fn an_sts_that_never_answers_is_given_up_and_asked_again_on_request() {
    let office = Office::open();
    office.with_keys_of("anna");
    office.cloud.roads(|roads| roads.set(STS_HOST, Road::Mute)).await;
    let problem = office.use_profile("anna").await.unwrap_err();
    assert_eq!((problem.kind, problem.title.as_str()), (ProblemKindView::CheckNetwork, "No answer from AWS"));
    office.cloud.roads(|roads| roads.set_all(Road::Open)).await;
    office.setting.desk.check_aws_account(NothingForm {}).await.unwrap();
    office.signed_in().await;
}
