//! The operator's own sign-in runs out while a customer is waited for: nothing is
//! lost, and everything goes on by itself.

use tests::{
    cloud::{Cloud, PERSON},
    desktop::{Company, Story, portal, portal_profile},
};

const ACCOUNT: &str = "111122223333";

#[tokio::test]
async fn a_portal_sign_in_that_ran_out_in_the_middle_of_a_wait_goes_on_by_itself() {
    let company = Company::start();
    company.cloud.sign_ins(|all| all.assign(PERSON, ACCOUNT, "ACME Prod", "Installer"));
    let config = [portal("acme"), portal_profile("acme", "acme", ACCOUNT, "Installer")].concat();
    company.computer.write_aws_file("config", &config);
    let (story, cloud) = company.open_the_app().await;
    let screens = story.screens();
    screens.use_profile("acme").await;
    let code = screens.begin_portal_sign_in().await;
    cloud.approve(&code);
    screens.band_says("acme").await;

    a_customer_is_waited_for(&story).await;
    cloud.sign_ins(|all| all.end_sessions());
    everything_waits(&story, &cloud).await;
    let code = screens.begin_portal_sign_in().await;
    cloud.approve(&code);
    the_customer_is_seen_and_one_link_was_made(&story).await;
}

#[tokio::test]
async fn a_session_with_a_code_that_ran_out_in_the_middle_of_a_wait_goes_on_by_itself() {
    let company = Company::start();
    let device = company.profile_with_code("acme", ACCOUNT, "111111");
    let (story, cloud) = company.open_the_app().await;
    let screens = story.screens();
    screens.use_profile("acme").await;
    screens.type_code("111111").await;
    screens.band_says("acme").await;

    a_customer_is_waited_for(&story).await;
    everything_waits(&story, &cloud).await;
    story.window.shows("Type the six digits that your MFA device anna shows now.").await;
    cloud.identities(|all| all.show_code(&device, "222222"));
    screens.type_code("222222").await;
    the_customer_is_seen_and_one_link_was_made(&story).await;
}

async fn a_customer_is_waited_for(story: &Story) {
    let screens = story.screens();
    screens.home().await;
    screens.new_link_at("Brightwell Lighting").await;
    screens.create_for("Miller Flat 3").await;
}

/// AWS refuses from here on, and the customer signs in meanwhile.
async fn everything_waits(story: &Story, cloud: &Cloud) {
    cloud.identities(|all| all.end_sessions());
    story.window.shows("Your AWS sign-in has run out. Everything waits, nothing is lost.").await;
    story.window.find("stop-sign-in").await;
    story.window.shows("Miller Flat 3").await;
    story.signs_in_elsewhere("Miller Flat 3", "miller");
    story.screens().home().await;
    story.window.find("aws-sign-in").await;
    story.window.shows("Miller Flat 3").await;
    story.screens().go_on().await;
    story.window.find("stop-sign-in").await;
}

async fn the_customer_is_seen_and_one_link_was_made(story: &Story) {
    let screens = story.screens();
    story.window.gone("aws-sign-in").await;
    screens.devices().await;
    screens.register().await;
    story.window.shows("7 of 7 devices registered and confirmed").await;
    assert_eq!(story.practice.made("associations").len(), 1);
    assert_eq!(story.practice.committed("CreateAccountAssociation"), 1);
    assert_eq!(story.practice.committed("RegisterAccountAssociation"), 7);
    story.window.is_clean().await;
}
