//! An AWS account behind another address than AWS's own, with ordinary keys.

use serde_json::json;
use tests::{
    desktop::Story,
    foreign_service::{ACCESS_KEY_ID, ForeignService, SIGN_IN_HOST},
    programs::PracticeProgram,
};

#[tokio::test(flavor = "multi_thread")]
async fn a_service_that_is_not_ours_completes_the_wizard_under_a_red_bar() {
    let practice = PracticeProgram::start();
    let endpoint = practice.variable("AWS_ENDPOINT_URL");
    let foreign = ForeignService::start(endpoint, practice.variable("AWS_ACCESS_KEY_ID")).await;
    let variables = [
        ("AWS_ENDPOINT_URL", foreign.endpoint()),
        ("AWS_ACCESS_KEY_ID", ACCESS_KEY_ID),
        ("AWS_SECRET_ACCESS_KEY", "an-ordinary-secret"),
        ("AWS_REGION", "eu-west-1"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()));
    let story = Story::with(practice, &variables).await;
    let screens = story.screens();
    screens.go_to("AWS accounts").await;
    story.window.click("use-environment").await;

    let bar = story.window.find("red-bar").await.text().await.unwrap();
    assert!(bar.contains(foreign.endpoint().trim_start_matches("http://")), "the bar names the host: {bar}");
    assert!(!story.window.text().await.contains("PRACTICE"));
    screens.home().await;
    screens.new_link_at("Brightwell Lighting").await;
    screens.create_for("Miller Flat 3").await;
    story.window.shows(SIGN_IN_HOST).await;
    story.window.click("open-sign-in-page").await;
    let opened = story.computer.opened().await;
    assert!(opened.address.starts_with(&format!("https://{SIGN_IN_HOST}/")), "{}", opened.address);

    let link = story.practice.made("associations")[0]["id"].clone();
    let answer = json!({ "accountAssociationId": link, "customer": "miller", "outcome": "allow" });
    story.practice.call("POST", "/practice/customers/sign-in", Some(answer));
    screens.devices().await;
    screens.register().await;
    story.window.find("red-bar").await;
    assert_eq!(story.practice.committed("CreateAccountAssociation"), 1);
    assert_eq!(story.practice.committed("RegisterAccountAssociation"), 7);
}
