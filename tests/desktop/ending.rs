//! The system ends the app, or a part of it.

use std::time::Duration;

use tests::desktop::{Story, wait_until};

#[tokio::test]
async fn logging_out_ends_it_within_a_second_with_everything_on_disk() {
    let mut story = Story::begin().await;
    at_the_sign_in(&story).await;
    let process = story.window.process();
    process.terminate();
    let took = process.ended().await;
    assert!(took < Duration::from_secs(1), "{took:?}");

    story.start_again().await;
    story.window.shows("Waiting for the customer's sign-in").await;
    story.screens().go_on().await;
    story.window.find("open-sign-in-page").await;
    assert_eq!(story.practice.committed("CreateAccountAssociation"), 1);
}

#[tokio::test]
async fn killed_it_leaves_no_web_process_behind() {
    let story = Story::begin().await;
    let app = story.window.process();
    let web = app.web_processes();
    assert!(web.len() >= 2, "a page and the network have a process each: {web:?}");
    app.kill();
    let begun = std::time::Instant::now();
    for process in web {
        process.ended().await;
    }
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
}

#[tokio::test]
async fn when_the_pages_process_dies_the_same_stop_is_shown_again() {
    let story = Story::begin().await;
    at_the_sign_in(&story).await;
    story.window.painted().await;
    let before = title_of_the_page(&story, "before.ppm").expect("it can be pictured");
    let app = story.window.process();
    let page = app.page_process().expect("the page has a process");
    page.kill();
    page.ended().await;
    wait_until("another process for the page", async || app.page_process()).await;
    // The driver's session died with the page, so the story looks at the display.
    wait_until("the same stop on the display", async || {
        (title_of_the_page(&story, "after.ppm")? == before).then_some(())
    })
    .await;
    assert!(app.is_running());
    assert_eq!(story.practice.committed("CreateAccountAssociation"), 1);
}

/// The pixels of the band, the stop's title and the customer's name.
fn title_of_the_page(story: &Story, name: &str) -> Option<Vec<u8>> {
    let path = story.computer.path(name);
    story.computer.picture("1100x116", &path).ok()?;
    std::fs::read(path).ok()
}

async fn at_the_sign_in(story: &Story) {
    let screens = story.screens();
    screens.use_environment().await;
    screens.home().await;
    screens.new_link_at("Brightwell Lighting").await;
    screens.create_for("Miller Flat 3").await;
}
