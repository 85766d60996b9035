//! Practice by its button alone: no AWS account, no ledger, nothing but the app.

use tests::desktop::Story;

const WORLD: &str = "data/org.linkwright.desktop/practice-world.jsonl";

#[tokio::test]
async fn somebody_without_aws_practises_from_the_first_page_to_the_end() {
    let story = Story::without_aws().await;
    let screens = story.screens();
    story.window.shows("Welcome to Linkwright").await;
    story.window.click("use-practice").await;
    story.window.shows("PRACTICE").await;
    screens.new_link_at("Northgate Locks").await;
    screens.create_for("Mueller Werkstatt").await;

    // The customer's phone is this computer.
    story.window.click("tab-give").await;
    story.window.find("qr-code").await;
    story.window.click("open-as-customer").await;
    let opened = story.follow().await;
    assert_eq!((opened.program.as_str(), opened.arguments.len()), ("xdg-open", 1));
    story.browser.sign_in("mueller").await;
    story.browser.allow().await;

    screens.devices().await;
    screens.register().await;
    story.window.shows("registered and confirmed").await;
    story.window.shows("Mueller Werkstatt is linked to Northgate Locks").await;
    assert_eq!(story.window.violations().await, serde_json::json!([]));
    assert!(story.practice.made("associations").is_empty(), "another service was asked");
}

#[tokio::test]
async fn a_scene_chosen_in_the_band_decides_what_happens() {
    let story = Story::without_aws().await;
    let screens = story.screens();
    story.window.click("use-practice").await;
    story.window.click_css("[data-testid='scene-select'] option[value='customerSaysNo']").await;
    screens.new_link_at("Brightwell Lighting").await;
    screens.create_for("Miller").await;
    story.sign_in_here("miller").await;
    story.window.shows("The sign-in did not work").await;
}

#[tokio::test]
async fn a_damaged_practice_world_is_set_aside_and_said() {
    let mut story = Story::without_aws().await;
    story.window.click("use-practice").await;
    story.window.shows("PRACTICE").await;
    let process = story.window.process();
    process.terminate();
    process.ended().await;
    std::fs::write(story.computer.path(WORLD), "not a world").unwrap();

    story.start_again().await;
    story.window.shows("What was practised could not be read").await;
    story.window.shows("practice-world").await;
    let kept = story.computer.files("data").into_iter().filter(|(_, text, _)| text == b"not a world");
    assert_eq!(kept.count(), 1, "the damaged file is kept");
    story.window.click_css("[data-testid='notice'] button").await;
    story.window.gone("notice").await;
    story.screens().new_link_at("Brightwell Lighting").await;
}
