//! A customer whose account is empty.

use tests::desktop::Story;

#[tokio::test]
async fn an_account_without_devices_is_an_honest_end() {
    let story = Story::begin().await;
    let screens = story.screens();
    screens.use_environment().await;
    screens.home().await;
    screens.new_link_at("Brightwell Lighting").await;
    screens.create_for("Okafor Atelier").await;
    story.sign_in_here("okafor").await;
    story.window.shows("No devices to choose from").await;
    story.window.find("find-again").await;

    story.window.click("finish").await;
    story.window.shows("Finished without devices").await;
    story.window.click("go-home").await;
    story.window.shows("Okafor Atelier").await;
    assert_eq!(story.practice.made("associations").len(), 1, "the link stays");
    assert!(story.practice.made("managedThings").is_empty());
}
