//! How the window appears.

use tests::desktop::Story;

#[tokio::test]
async fn the_window_is_shown_with_its_first_frame_and_not_at_the_latest_moment() {
    let story = Story::without_aws().await;
    let seen = story.window.run("return [document.visibilityState, performance.now()];").await;
    assert_eq!(seen[0], "visible");
    assert!(seen[1].as_f64().unwrap() < 2500.0, "before the time limit of 3 s: {seen}");
}
