//! Two AWS accounts in two colours: what was begun in one goes on in that one
//! alone.

use serde_json::json;
use tests::{
    desktop::{Company, REGION, Story, keys, profile},
    programs::PracticeProgram,
};

const PROD: &str = "111122223333";
const TEST: &str = "444455556666";

#[tokio::test]
async fn a_link_begun_in_one_aws_account_waits_for_it_while_another_is_in_use() {
    let company = Company::start();
    let of_test = PracticeProgram::start();
    company.cloud.keep_apart(TEST, &of_test);
    let (prod, test) = company.cloud.identities(|all| (all.user(PROD, "anna"), all.user(TEST, "anna")));
    let profiles = ["prod", "test"].map(|name| profile(name, &[("region", REGION)]));
    company.computer.write_aws_file("config", &profiles.concat());
    company.computer.write_aws_file("credentials", &[keys("prod", &prod), keys("test", &test)].concat());
    let (story, _cloud) = company.open_the_app().await;
    let screens = story.screens();
    screens.add_profile("test", "ACME Test", "teal").await;
    screens.add_profile("prod", "ACME Prod", "orange").await;
    assert!(screens.band_is("orange").await);

    screens.home().await;
    screens.new_link_at("Brightwell Lighting").await;
    screens.create_for("Miller Flat 3").await;
    screens.home().await;
    let journey = journey(&story).await;
    screens.go_on().await;
    story.window.find("stop-sign-in").await;
    screens.switch_to("ACME Test").await;
    assert!(screens.band_is("teal").await && !screens.band_is("orange").await);
    let waits = format!("In AWS account {PROD}, Europe (Ireland). Choose it to go on.");
    story.window.shows(&waits).await;
    let refused = story.window.call("find_devices", &json!({ "journeyId": journey })).await.unwrap_err();
    assert_eq!(refused["title"], "This belongs to another AWS account", "{refused:#}");
    story.signs_in_elsewhere("Miller Flat 3", "miller");
    screens.home().await;
    story.window.shows(&waits).await;
    assert_eq!(of_test.made_and_asked()["entries"], json!([]), "nothing was changed in the other");

    // Its own act leads to where the account is chosen.
    story.window.click_named("AWS accounts").await;
    story.window.click("use-prod").await;
    screens.band_says("ACME Prod").await;
    assert!(screens.band_is("orange").await);
    screens.home().await;
    screens.go_on().await;
    screens.devices().await;
    screens.register().await;
    assert_eq!(story.practice.committed("RegisterAccountAssociation"), 7);
    assert_eq!(of_test.made_and_asked()["entries"], json!([]), "the other was left alone");
    story.window.is_clean().await;
}

/// The id of the only one that waits.
async fn journey(story: &Story) -> String {
    let line = story.window.css("[data-testid^='line-act-']").await;
    let test_id = line.attr("data-testid").await.unwrap().unwrap();
    test_id.trim_start_matches("line-act-").to_owned()
}
