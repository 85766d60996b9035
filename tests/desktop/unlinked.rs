//! A link with twelve devices is removed, and the app killed half-way.

use std::collections::HashSet;

use serde_json::{Value, json};
use tests::desktop::{Story, wait_until};

/// Seeded: Harbour View Hotel at Aria Climate, with twelve devices.
const HARBOUR: &str = "a55c1a7ed00000000000000000000101";
const DEVICES: usize = 12;

#[tokio::test]
async fn removing_a_link_with_twelve_devices_goes_on_after_a_kill_and_takes_each_off_once() {
    let mut story = Story::begin().await;
    let screens = story.screens();
    screens.use_environment().await;
    screens.search_links("harbour view hotel").await;
    screens.open_link(HARBOUR).await;
    screens.more_of_link("unlink").await;
    story.window.shows("12 devices are taken off the link first").await;
    story.practice.call("PUT", "/practice/settings", Some(json!({ "latencyMs": 600 })));
    story.window.click("confirm-unlink").await;
    story.window.find("plan").await;
    let before = wait_until("some devices to be taken off", async || {
        let taken_off = taken_off(&story.practice.ledger()).len();
        (taken_off >= 3).then_some(taken_off)
    })
    .await;
    assert!(before < DEVICES, "it is killed half-way: {before}");

    story.kill_and_start_again().await;
    story.window.shows("Removing Harbour View Hotel").await;
    story.window.click_css("[data-testid^='open-plan-']").await;
    story.window.find("plan").await;
    story.window.shows("Removing Harbour View Hotel: 13 of 13").await;
    story.window.shows("Removed.").await;
    story.window.shows("It is not in AWS any more").await;

    let ledger = story.practice.ledger();
    let taken_off = taken_off(&ledger);
    assert_eq!(taken_off.len(), DEVICES);
    assert_eq!(taken_off.iter().collect::<HashSet<_>>().len(), DEVICES, "each once");
    assert_eq!(story.practice.committed("DeleteAccountAssociation"), 1);
    let links = ledger["associations"].as_array().unwrap();
    assert!(links.iter().all(|link| link["id"] != HARBOUR || link["state"] == "ASSOCIATION_DELETING"));
    let registrations = ledger["registrations"].as_array().unwrap();
    assert!(registrations.iter().all(|registration| registration["accountAssociationId"] != HARBOUR));

    story.window.click("back-to-links").await;
    story.window.find("link-search").await;
    story.window.gone(&format!("open-link-{HARBOUR}")).await;
    story.window.is_clean().await;
}

/// Devices that were taken off the link, in order.
fn taken_off(ledger: &Value) -> Vec<String> {
    let entries = ledger["entries"].as_array().unwrap().iter();
    let entries = entries.filter(|entry| {
        entry["operation"] == "DeregisterAccountAssociation"
            && entry["request"]["AccountAssociationId"] == HARBOUR
    });
    entries.map(|entry| entry["request"]["ManagedThingId"].as_str().unwrap().to_owned()).collect()
}
