//! A role that wants the code of an MFA device: asked for once, wherever the keys
//! come from.

use tests::{
    cloud::{Cloud, Role},
    desktop::{Company, REGION, Story},
};

const ACCOUNT: &str = "111122223333";

#[tokio::test]
async fn a_profile_asks_for_the_code_says_when_it_is_wrong_and_asks_no_second_time() {
    let company = Company::start();
    company.profile_with_code("acme", ACCOUNT, "111111");
    let (story, cloud) = company.open_the_app().await;
    story.screens().use_profile("acme").await;
    story.window.shows("Sign in to AWS as acme").await;

    the_code_is_asked_for_until_it_is_right(&story, &cloud).await;
    assert!(story.screens().band().await.contains("Installer"));
    another_region_asks_for_no_code(&story, &cloud, "acme").await;
}

#[tokio::test]
async fn access_keys_with_a_role_ask_for_the_code_as_a_profile_does() {
    let company = Company::start();
    let (anna, role, device) = company.cloud.identities(|all| {
        let role = all.role(Role::new(ACCOUNT, "Installer").with_mfa().with_external_id("acme-42"));
        (all.user(ACCOUNT, "anna"), role, all.mfa_device(ACCOUNT, "anna", "111111"))
    });
    let (story, cloud) = company.open_the_app().await;
    let screens = story.screens();
    screens.add_account_by("keys").await;
    screens.type_keys(&anna.id, &anna.secret, None).await;
    story.window.click("role-and-mfa").await;
    story.window.type_into("mfa-device", &device).await;
    story.window.type_into("role-arn", &role).await;
    story.window.type_into("external-id", "acme-42").await;
    screens.choose("account-region", REGION).await;
    screens.add_as("ACME Prod", "green").await;
    story.window.shows("Sign in to AWS as ACME Prod").await;

    the_code_is_asked_for_until_it_is_right(&story, &cloud).await;
    screens.band_says("ACME Prod").await;
    let id = story.window.call("list_aws_accounts", &serde_json::json!({})).await.unwrap();
    let id = id["accounts"][0]["savedAccountId"].as_str().unwrap().to_owned();
    another_region_asks_for_no_code(&story, &cloud, &id).await;
}

/// The device shows 111111.
async fn the_code_is_asked_for_until_it_is_right(story: &Story, cloud: &Cloud) {
    let screens = story.screens();
    story.window.shows("Type the six digits that your MFA device anna shows now.").await;
    screens.type_code("999999").await;
    story.window.shows("AWS refused the code: mistyped, or used already. Wait for the next one.").await;
    assert_eq!(cloud.record(|record| record.count("AssumeRole")), 1);
    // After a refusal the person says when.
    screens.type_code("111111").await;
    story.window.click("send-mfa-code").await;
    screens.band_says("…3333").await;
    story.window.gone("aws-sign-in").await;
    assert_eq!(cloud.record(|record| record.count("AssumeRole")), 2);
}

async fn another_region_asks_for_no_code(story: &Story, cloud: &Cloud, key: &str) {
    let screens = story.screens();
    screens.more_of_account(key, "edit-account").await;
    screens.choose("account-region", "ca-central-1").await;
    story.window.click("save-account").await;
    screens.band_says("Canada (Central)").await;
    assert!(!story.window.has("aws-sign-in").await, "no code is asked for");
    assert_eq!(cloud.record(|record| record.count("AssumeRole")), 2, "the session is used on");
    story.window.is_clean().await;
}
