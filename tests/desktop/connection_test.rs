//! The way to AWS in a company that reads along: without the company's CA it says
//! who signed, with it everything works.

use tests::{
    cloud::COMMON_NAME,
    desktop::{Company, REGION, Story, profile},
};

const ACCOUNT: &str = "111122223333";
const HOSTS: [&str; 2] = ["sts.eu-west-1.amazonaws.com", "api.iotmanagedintegrations.eu-west-1.api.aws"];

#[tokio::test]
async fn the_signer_is_named_until_the_profile_names_the_companys_authority() {
    let company = Company::start();
    company.profile_with_keys("acme", ACCOUNT);
    let without_ca: Vec<_> =
        company.cloud.variables().into_iter().filter(|(name, _)| name != "AWS_CA_BUNDLE").collect();
    let (story, cloud) = company.open_the_app_with(without_ca).await;
    let screens = story.screens();
    screens.add_account_by("profile").await;
    screens.choose("choose-profile", "acme").await;
    screens.add_as("ACME Prod", "blue").await;
    story.window.shows("This computer does not trust who answered").await;
    story.window.shows(COMMON_NAME).await;

    screens.more_of_account("acme", "test-account").await;
    screens.test_ended().await;
    for host in HOSTS {
        story.window.shows(host).await;
    }
    assert_eq!(outcomes(&story, "certificate").await, ["failed", "failed"]);
    assert_eq!(outcomes(&story, "identity").await, ["failed"]);
    let certificates = story.window.texts("[data-testid='step-certificate']").await;
    assert!(certificates.iter().all(|said| said.contains(COMMON_NAME)), "{certificates:#?}");
    assert!(cloud.record(|record| record.asked()).is_empty(), "nothing was sent to whom nobody trusts");

    let ca = cloud.ca_path().display().to_string();
    let with_ca = profile("acme", &[("region", REGION), ("ca_bundle", ca.as_str())]);
    story.computer.write_aws_file("config", &with_ca);
    story.window.click("test-again").await;
    story.window.css("[data-testid='step-region'][data-outcome='good']").await;
    screens.test_ended().await;
    for step in ["name", "proxy", "connection", "certificate", "clock", "identity", "region"] {
        let outcomes = outcomes(&story, step).await;
        let is_well = |outcome: &String| ["good", "warning", "notNeeded"].contains(&outcome.as_str());
        assert!(!outcomes.is_empty() && outcomes.iter().all(is_well), "{step}: {outcomes:?}");
    }
    let certificates = story.window.texts("[data-testid='step-certificate']").await;
    assert!(
        certificates.iter().all(|said| said.contains("by ca_bundle") || said.contains("(ca_bundle")),
        "{certificates:#?}"
    );
    // The mended profile is noticed, and used without another word.
    screens.band_says("ACME Prod").await;
    story.window.is_clean().await;
}

/// How a step stands at each host.
async fn outcomes(story: &Story, step: &str) -> Vec<String> {
    let script = format!(
        "return [...document.querySelectorAll('[data-testid=\"step-{step}\"]')].map(each => each.dataset.outcome);"
    );
    let outcomes = story.window.run(&script).await;
    outcomes.as_array().unwrap().iter().map(|outcome| outcome.as_str().unwrap().to_owned()).collect()
}
