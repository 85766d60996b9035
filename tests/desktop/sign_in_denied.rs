//! A customer who says no, and then yes.

use tests::desktop::Story;

#[tokio::test]
async fn after_a_denial_a_fresh_sign_in_page_is_one_click_away() {
    let story = Story::begin().await;
    let screens = story.screens();
    screens.use_environment().await;
    screens.home().await;
    screens.new_link_at("Brightwell Lighting").await;
    screens.create_for("Miller Flat 3").await;
    story.window.click("open-sign-in-page").await;
    let first = story.follow().await;
    story.browser.sign_in("miller").await;
    story.browser.deny().await;
    story.window.shows("The sign-in did not work").await;
    story.window.shows("No device was made").await;

    story.window.click("start-again").await;
    story.window.click("open-sign-in-page").await;
    let second = story.follow().await;
    assert_ne!(first.address, second.address);
    story.browser.sign_in("miller").await;
    story.browser.allow().await;
    screens.devices().await;
    story.window.shows("Miller Flat 3").await;

    let links = story.practice.made("associations");
    assert_eq!(links.len(), 1, "{links:#?}");
    assert_eq!(links[0]["state"], "ASSOCIATION_SUCCEEDED");
    assert!(story.practice.made("managedThings").is_empty());
}
