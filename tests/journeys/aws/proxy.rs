//! A proxy that reads along, and the CA file that makes it trusted. N9.

use std::path::Path;

use contract::{ActionView, NothingForm, ProblemKindView, ProblemView, TestOutcomeView, TestStepKindView};
use tests::{
    cloud::PERSON,
    desktop::{REGION, keys, portal, portal_profile, profile},
};

use super::office::{ACCOUNT, Office, SERVICE_HOST, STS_HOST, of_profile, step};

const BUNDLE: &str = "AWS_CA_BUNDLE";
const SIGNER: &str = "CN=Acme Inspection CA, O=Acme";

fn without_the_ca() -> Office {
    Office::with(|_, variables| {
        variables.remove(BUNDLE);
    })
}

fn names_the_signer(problem: &ProblemView) {
    assert_eq!(problem.kind, ProblemKindView::CheckNetwork);
    assert_eq!(problem.title, "This computer does not trust who answered");
    assert!(problem.meaning.contains(SIGNER), "{problem:?}");
    assert!(problem.meaning.contains("Nothing was changed."), "{problem:?}");
    assert_eq!(problem.action, Some(ActionView::TestConnection));
    assert!(problem.for_cloud_team.as_ref().unwrap().contains(SIGNER), "{problem:?}");
}

#[tokio::test]
async fn with_the_companys_ca_the_whole_wizard_goes_through_its_proxy() {
    let office = Office::open();
    let anna = office.with_keys_of("anna");
    office.use_profile("anna").await.unwrap();
    let account = office.account().unwrap();
    assert_eq!((account.account.as_str(), account.who.as_str()), (ACCOUNT, "anna"));
    assert_eq!((account.practice, account.custom_endpoint), (false, None));
    office.completes_the_wizard().await;

    let mut hosts = office.cloud.record(|record| record.connects());
    hosts.sort();
    hosts.dedup();
    assert_eq!(hosts, [SERVICE_HOST, STS_HOST]);
    assert!(office.asked().iter().all(|asked| asked.access_key_id.as_ref() == Some(&anna.id)));
    let arns = office.setting.made("managedThings");
    assert!(!arns.is_empty(), "devices were made behind the proxy");
}

#[tokio::test]
async fn without_the_ca_nothing_is_sent_and_the_signer_is_named() {
    let office = without_the_ca();
    office.with_keys_of("anna");
    let problem = office.use_profile("anna").await.unwrap_err();
    names_the_signer(&problem);
    assert_eq!(office.account_problem(), Some(problem));
    assert_eq!(office.account(), None);
    assert_eq!(office.cloud.record(|record| record.connects())[0], STS_HOST);
    assert_eq!(office.asked(), [], "not a byte of a request was sent");

    let test = office.tested().await;
    for host in [STS_HOST, SERVICE_HOST] {
        let failed = step(&test, TestStepKindView::Certificate, Some(host), TestOutcomeView::Failed);
        names_the_signer(failed.problem.as_ref().unwrap());
        step(&test, TestStepKindView::Clock, Some(host), TestOutcomeView::NotReached);
    }
    let failed = step(&test, TestStepKindView::Identity, None, TestOutcomeView::Failed);
    names_the_signer(failed.problem.as_ref().unwrap());
    assert_eq!(office.asked(), []);
    office.check();
}

#[tokio::test]
async fn a_sign_in_at_the_portal_without_the_ca_names_the_signer_too() {
    let office = without_the_ca();
    office.cloud.sign_ins(|all| all.assign(PERSON, ACCOUNT, "Acme Field", "Installer"));
    office.write_config(&[portal("acme"), portal_profile("acme", "acme", ACCOUNT, "Installer")]);
    office.use_profile("acme").await.unwrap();
    let problem = office.setting.desk.sign_in_to_aws(NothingForm {}).await.unwrap_err();
    names_the_signer(&problem);
    assert_eq!(office.sign_in_view().unwrap().problem, Some(problem));
    let test = office.tested().await;
    for host in ["oidc.eu-west-1.amazonaws.com", "portal.sso.eu-west-1.amazonaws.com"] {
        step(&test, TestStepKindView::Certificate, Some(host), TestOutcomeView::Failed);
    }
    assert_eq!(office.asked(), []);
}

#[tokio::test]
async fn the_connection_test_says_that_the_company_reads_along_and_that_all_is_well() {
    let office = Office::open();
    office.with_keys_of("anna");
    office.use_profile("anna").await.unwrap();
    let test = office.tested().await;
    let proxy = office.cloud.proxy().trim_start_matches("http://").to_owned();
    for host in [STS_HOST, SERVICE_HOST] {
        step(&test, TestStepKindView::Name, Some(host), TestOutcomeView::NotNeeded);
        let told = step(&test, TestStepKindView::Proxy, Some(host), TestOutcomeView::Good);
        assert_eq!(told.text, format!("{proxy}, by HTTPS_PROXY"));
        step(&test, TestStepKindView::Connection, Some(host), TestOutcomeView::Good);
        let told = step(&test, TestStepKindView::Certificate, Some(host), TestOutcomeView::Warning);
        assert!(told.text.starts_with(&format!("Signed by {SIGNER} from the CA bundle")), "{told:?}");
        step(&test, TestStepKindView::Clock, Some(host), TestOutcomeView::Good);
    }
    step(&test, TestStepKindView::Identity, None, TestOutcomeView::Good);
    step(&test, TestStepKindView::Region, None, TestOutcomeView::Good);
    office.check();
}

#[tokio::test]
async fn the_ca_bundle_of_a_profile_is_as_good_and_counts_for_that_profile_alone() {
    let office = without_the_ca();
    let anna = office.cloud.identities(|all| all.user(ACCOUNT, "anna"));
    let ca = office.cloud.ca_path().display().to_string();
    office.write_config(&[
        profile("knowing", &[("region", REGION), ("ca_bundle", &ca)]),
        profile("unknowing", &[("region", REGION)]),
    ]);
    let credentials = [keys("knowing", &anna), keys("unknowing", &anna)].concat();
    office.write(Path::new(".aws/credentials"), credentials.as_bytes());
    names_the_signer(&office.use_profile("unknowing").await.unwrap_err());
    assert_eq!(office.asked(), []);
    office.use_profile("knowing").await.unwrap();
    office.completes_the_wizard().await;
    names_the_signer(&office.use_profile("unknowing").await.unwrap_err());
    assert_eq!(office.account().unwrap().source, of_profile("knowing").source, "it stays in use");
}

#[tokio::test]
async fn a_ca_file_that_cannot_be_used_is_named_and_noticed_once_it_is_mended() {
    let bundle = tempfile::NamedTempFile::new().unwrap();
    let path = bundle.path().display().to_string();
    let office = Office::with(|_, variables| {
        variables.insert(BUNDLE.to_owned(), path.clone());
    });
    office.with_keys_of("anna");
    for contents in ["", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"] {
        std::fs::write(bundle.path(), contents).unwrap();
        let problem = office.use_profile("anna").await.unwrap_err();
        assert_eq!(problem.title, "This way into AWS cannot be used", "{problem:?}");
        assert!(problem.meaning.contains(&path) && problem.meaning.contains(BUNDLE), "{problem:?}");
    }
    assert!(office.cloud.record(|record| record.connects()).is_empty(), "nobody was asked for");
    std::fs::copy(office.cloud.ca_path(), bundle.path()).unwrap();
    office.signed_in().await;
    office.setting.desk.list_connector_destinations(NothingForm {}).await.unwrap();
    office.check();
}
