//! 'Does it answer?', on a device that does and on one that does not.

use std::time::Duration;

use tests::desktop::Story;

/// Seeded: the hotel's reception at Aria Climate, in use, with one device.
const RECEPTION_LINK: &str = "a55c1a7ed00000000000000000000102";
const RECEPTION: &str = "7419600d000000000000000000000101";
/// Seeded: Novak Offices at Aria Climate, in use.
const NOVAK: &str = "a55c1a7ed00000000000000000000104";
/// Seeded: 'Server room' of Novak Offices, which does not answer.
const SERVER_ROOM: &str = "7419600d000000000000000000000133";
/// An answer is waited for up to 30 s.
const SILENCE: Duration = Duration::from_secs(60);

#[tokio::test]
async fn a_device_answers_with_its_state_and_silence_is_not_called_a_failure() {
    let story = Story::begin().await;
    let screens = story.screens();
    screens.use_environment().await;
    screens.search_links("harbour view reception").await;
    screens.open_link(RECEPTION_LINK).await;
    story.window.click(&format!("ask-{RECEPTION}")).await;
    story.window.shows("answered ").await;
    let answer = said(&story, RECEPTION).await;
    assert!(answer.contains("°C"), "it tells its state: {answer}");

    screens.search_links("novak").await;
    screens.open_link(NOVAK).await;
    story.window.click(&format!("ask-{SERVER_ROOM}")).await;
    story.window.shows("asking…").await;
    story.window.shows_within(SILENCE, "accepted, no answer yet").await;
    let answer = said(&story, SERVER_ROOM).await;
    assert!(answer.contains("That is no failure"), "{answer}");
    assert!(!answer.to_lowercase().contains("failed"), "{answer}");
    let devices = story.window.texts("[data-testid='link-page'] table").await.concat();
    assert!(!devices.to_lowercase().contains("failed"), "{devices}");
    assert_eq!(story.practice.committed("SendManagedThingCommand"), 2, "each was asked once");
    story.window.is_clean().await;
}

async fn said(story: &Story, managed_thing_id: &str) -> String {
    story.window.texts(&format!("[data-testid='answer-{managed_thing_id}']")).await.concat()
}
