//! Many devices, some of which fail at first.

use serde_json::json;
use tests::desktop::Story;

#[tokio::test]
async fn three_of_twenty_devices_fail_and_are_retried_alone() {
    let story = Story::begin().await;
    let screens = story.screens();
    story.practice.call("PUT", "/practice/scene", Some(json!({ "scene": "three-devices-fail" })));
    screens.use_environment().await;
    screens.home().await;
    screens.new_link_at("Brightwell Lighting").await;
    screens.create_for("Hotel Seeblick Annexe").await;
    story.sign_in_here("seeblick").await;
    screens.devices().await;
    story.window.shows("Register 20 devices").await;
    story.window.click("register-devices").await;

    story.window.shows("17 registered, 3 failed").await;
    story.window.shows("Finish with 17").await;
    assert_eq!(story.practice.committed("CreateManagedThing"), 20);
    assert_eq!(story.practice.made("registrations").len(), 17);
    story.window.click("retry-failed").await;
    story.window.find("stop-done").await;
    story.window.shows("20 of 20 devices registered and confirmed").await;
    assert_eq!(story.practice.committed("CreateManagedThing"), 20, "none was made twice");
    assert_eq!(story.practice.made("registrations").len(), 20);
}
