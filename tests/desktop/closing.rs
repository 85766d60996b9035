//! The cross in the title bar.

use std::time::Duration;

use tests::desktop::Story;

const AT_ONCE: Duration = Duration::from_secs(1);

#[tokio::test]
async fn closing_with_an_open_sign_in_asks_and_the_next_start_goes_on() {
    let mut story = Story::begin().await;
    let screens = story.screens();
    screens.use_environment().await;
    screens.home().await;
    screens.new_link_at("Brightwell Lighting").await;
    screens.create_for("Miller Flat 3").await;
    let person = story.computer.person();

    person.closes("Linkwright");
    story.window.shows("1 customer has not signed in yet").await;
    story.window.click("stay-open").await;
    story.window.gone("stay-open").await;
    story.window.find("open-sign-in-page").await;

    person.closes("Linkwright");
    story.window.shows("1 customer has not signed in yet").await;
    let took = story.window.closed_by("close-window").await;
    assert!(took < AT_ONCE, "{took:?}");

    story.start_again().await;
    story.window.shows("Miller Flat 3").await;
    story.screens().go_on().await;
    story.window.find("open-sign-in-page").await;
    assert_eq!(story.practice.made("associations").len(), 1);
    assert_eq!(story.practice.committed("CreateAccountAssociation"), 1);
}

#[tokio::test]
async fn with_nothing_under_way_it_closes_at_once() {
    let story = Story::begin().await;
    story.screens().use_environment().await;
    let process = story.window.process();
    story.computer.person().closes("Linkwright");
    let took = process.ended().await;
    assert!(took < AT_ONCE, "{took:?}");
}
