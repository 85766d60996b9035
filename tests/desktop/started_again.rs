//! The next morning: the app goes on where it was left.

use serde_json::json;
use tests::desktop::Story;

#[tokio::test]
async fn the_last_account_is_connected_by_itself_and_the_first_frame_has_what_waits() {
    let mut story = Story::begin().await;
    let screens = story.screens();
    screens.use_environment().await;
    screens.home().await;
    screens.new_link_at("Brightwell Lighting").await;
    screens.create_for("Miller Flat 3").await;
    screens.home().await;
    let process = story.window.process();
    process.terminate();
    process.ended().await;

    story.start_again().await;
    story.window.shows("PRACTICE").await;
    story.window.shows("Miller Flat 3").await;
    assert_eq!(story.window.hands(), (0, 0), "nobody had to choose it");
    let drawn = story.window.run("return document.documentElement.dataset.firstFrame;").await;
    assert_eq!(drawn, json!("1"), "lines drawn before the complete page took over");
    story.screens().go_on().await;
    story.window.find("open-sign-in-page").await;
}
