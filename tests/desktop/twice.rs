//! The app started a second time on the same data folder.

use std::{path::PathBuf, time::SystemTime};

use serde_json::json;
use tests::desktop::{AppWindow, Story, wait_until};

type File = (PathBuf, Vec<u8>, SystemTime);

const BUTTONS: &str = "return [...document.querySelectorAll('button, a, input, [role=button]')].map(each => each.textContent.trim());";

#[tokio::test]
async fn the_second_copy_says_that_linkwright_is_open_and_touches_nothing() {
    let story = Story::begin().await;
    idle_with_a_journey(&story).await;
    second_copy_touches_nothing(&story, &[]).await;
    story.window.shows("Register 7 devices").await;
}

#[tokio::test]
async fn the_second_copy_needs_no_session_bus_to_know() {
    let story = Story::begin().await;
    idle_with_a_journey(&story).await;
    for address in ["disabled:", ""] {
        second_copy_touches_nothing(&story, &[("DBUS_SESSION_BUS_ADDRESS", address)]).await;
    }
}

async fn idle_with_a_journey(story: &Story) {
    let screens = story.screens();
    screens.use_environment().await;
    screens.home().await;
    screens.new_link_at("Brightwell Lighting").await;
    screens.create_for("Miller Flat 3").await;
    story.signs_in_elsewhere("Miller Flat 3", "miller");
    screens.devices().await;
}

async fn second_copy_touches_nothing(story: &Story, changed: &[(&str, &str)]) {
    let mut last = Vec::new();
    let before = wait_until("the first copy to be idle", async || {
        let files = story.computer.files("data");
        let idle = backups(&files) == 2 && files == last;
        last.clone_from(&files);
        idle.then_some(files)
    })
    .await;
    let requests = story.practice.ledger()["requests"].clone();

    let second: AppWindow = story.another_copy(changed).await;
    second.find("unusable").await;
    second.shows("Linkwright is open already").await;
    assert_eq!(second.run(BUTTONS).await, json!(["Close"]), "nothing else can be done");
    second.closed_by("close-window").await;

    let paths = |files: &[File]| files.iter().map(|(path, ..)| path.clone()).collect::<Vec<_>>();
    let after = story.computer.files("data");
    assert_eq!(paths(&after), paths(&before), "no file came or went");
    for (before, after) in before.iter().zip(&after) {
        assert!(before == after, "{} was touched", before.0.display());
    }
    assert_eq!(story.practice.ledger()["requests"], requests, "nobody was asked anything");
}

/// Each journal is copied a moment after the start; a whole copy has this ending.
fn backups(files: &[File]) -> usize {
    let whole = files.iter().filter(|(path, ..)| path.extension().is_some_and(|end| end == "sqlite3"));
    whole.filter(|(path, ..)| path.parent().is_some_and(|dir| dir.ends_with("backups"))).count()
}
