//! The app is killed in the middle and started again: nothing is lost, nothing
//! is made twice.

use std::collections::HashSet;

use serde_json::{Value, json};
use tests::desktop::{Story, practised, wait_until};

const DEVICES: usize = 20;

#[tokio::test]
async fn killed_while_registering_it_goes_on_by_itself_and_makes_nothing_twice() {
    let mut story = Story::begin().await;
    let screens = story.screens();
    screens.use_environment().await;
    screens.home().await;
    screens.new_link_at("Brightwell Lighting").await;
    screens.create_for("Hotel Seeblick Annexe").await;
    story.signs_in_elsewhere("Hotel Seeblick Annexe", "devices-20");
    screens.devices().await;
    story.practice.call("PUT", "/practice/settings", Some(json!({ "latencyMs": 400 })));
    story.window.click("register-devices").await;
    let registered = wait_until("some devices to be registered", async || {
        let registered = story.practice.made("registrations").len();
        (registered >= 3).then_some(registered)
    })
    .await;
    assert!(registered < DEVICES, "it is killed in the middle: {registered}");

    story.kill_and_start_again().await;
    story.window.shows("PRACTICE").await;
    story.window.shows("Hotel Seeblick Annexe").await;
    story.screens().go_on().await;
    story.window.find("stop-done").await;
    story.window.shows("20 of 20 devices registered and confirmed").await;
    each_once(&story.practice.call("GET", "/practice/ledger?seeded=false", None));
}

#[tokio::test]
async fn practice_inside_the_app_survives_two_kills_with_its_world() {
    let mut story = Story::without_aws().await;
    story.window.click("use-practice").await;
    story.window.shows("PRACTICE").await;
    story.screens().new_link_at("Brightwell Lighting").await;
    story.screens().create_for("Hotel Seeblick Annexe").await;

    story.kill_and_start_again().await;
    story.window.shows("PRACTICE").await;
    story.window.shows("Hotel Seeblick Annexe").await;
    story.screens().go_on().await;
    story.sign_in_here("devices-20").await;
    story.screens().devices().await;
    story.window.click("register-devices").await;
    let registered = wait_until("some devices to be registered", async || {
        let registered = count(&practised(&story.computer).await, "registrations");
        (registered >= 3).then_some(registered)
    })
    .await;
    assert!(registered < DEVICES, "it is killed in the middle: {registered}");

    story.kill_and_start_again().await;
    story.window.shows("Hotel Seeblick Annexe").await;
    story.screens().go_on().await;
    story.window.find("stop-done").await;
    story.window.shows("20 of 20 devices registered and confirmed").await;
    each_once(&practised(&story.computer).await);
}

fn each_once(ledger: &Value) {
    assert_eq!(count(ledger, "associations"), 1, "one link: {:#?}", ledger["associations"]);
    assert_eq!(count(ledger, "managedThings"), DEVICES);
    assert_eq!(count(ledger, "registrations"), DEVICES);
    let registrations = ledger["registrations"].as_array().unwrap().iter();
    let things: HashSet<&str> =
        registrations.map(|registration| registration["managedThingId"].as_str().unwrap()).collect();
    assert_eq!(things.len(), DEVICES, "each device is registered once");
}

fn count(ledger: &Value, kind: &str) -> usize {
    ledger[kind].as_array().unwrap().len()
}
