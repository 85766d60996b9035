//! A profile of the AWS CLI, in a company whose proxy reads along: added, and a
//! customer onboarded with it.

use std::collections::BTreeSet;

use tests::desktop::{Company, wait_until};

const ACCOUNT: &str = "111122223333";
const MANAGED_INTEGRATIONS: &str = "api.iotmanagedintegrations.eu-west-1.api.aws";

#[tokio::test]
async fn a_profile_is_added_and_onboards_a_customer_through_the_proxy_alone() {
    let company = Company::start();
    let anna = company.profile_with_keys("acme", ACCOUNT);
    let (story, cloud) = company.open_the_app().await;
    let screens = story.screens();
    story.window.shows("1 profile").await;

    screens.add_profile("acme", "ACME Prod", "magenta").await;
    let band = screens.band().await;
    for words in ["ACME Prod", "…3333", "anna", "Europe (Ireland)"] {
        assert!(band.contains(words), "{words} in {band}");
    }
    assert!(screens.band_is("magenta").await);
    screens.aws_accounts().await;
    story.window.shows(ACCOUNT).await;

    screens.home().await;
    screens.new_link_at("Brightwell Lighting").await;
    story.window.shows("Create link in ACME Prod").await;
    screens.create_for("Miller Flat 3").await;
    story.signs_in_elsewhere("Miller Flat 3", "miller");
    screens.devices().await;
    story.window.shows("Register 7 devices for Miller Flat 3 in ACME Prod").await;
    screens.register().await;
    story.window.shows("7 of 7 devices registered and confirmed").await;

    assert_eq!(story.practice.committed("CreateAccountAssociation"), 1);
    assert_eq!(story.practice.committed("RegisterAccountAssociation"), 7);
    wait_until("as many requests at AWS as went through the proxy", async || {
        let requests = &story.practice.ledger()["requests"];
        let at_aws: u64 = requests.as_object()?.values().filter_map(serde_json::Value::as_u64).sum();
        let through = cloud.record(|record| record.asked());
        let through = through.iter().filter(|asked| asked.host == MANAGED_INTEGRATIONS).count();
        (u64::try_from(through) == Ok(at_aws)).then_some(())
    })
    .await;
    let (connects, asked) = cloud.record(|record| (record.connects(), record.asked()));
    let hosts: BTreeSet<String> = connects.into_iter().collect();
    assert_eq!(
        hosts,
        BTreeSet::from([MANAGED_INTEGRATIONS, "sts.eu-west-1.amazonaws.com"].map(str::to_owned))
    );
    assert!(asked.iter().all(|asked| asked.access_key_id.as_ref() == Some(&anna.id)), "{asked:#?}");
    story.window.is_clean().await;
}
