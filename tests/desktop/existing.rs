//! A link and a device that are already in AWS.

use serde_json::json;
use tests::desktop::Story;

/// Seeded: Jansen's link at Brightwell Lighting, signed in.
const LINK: &str = "a55c1a7ed00000000000000000000001";
/// Seeded: a lamp of Jansen's that is on no link.
const THING: &str = "7419600d000000000000000000000002";
/// Seeded: a search of that link.
const SEARCH: &str = "d15c0e27000000000000000000000001";

#[tokio::test]
async fn an_existing_device_is_put_on_an_existing_link_with_four_clicks() {
    let story = Story::begin().await;
    let screens = story.screens();
    screens.use_environment().await;
    screens.home().await;

    story.window.hands();
    screens.existing_link(LINK).await;
    screens.devices_of_an_existing_link().await;
    story.window.click("tab-already-in-aws").await;
    story.window.click(&format!("register-thing-{THING}")).await;
    story.window.find("stop-done").await;
    assert_eq!(story.window.hands(), (4, 0), "clicks and typed fields");

    let registrations = story.practice.made("registrations");
    assert_eq!(registrations.len(), 1);
    assert_eq!(registrations[0]["managedThingId"], THING);
    assert_eq!(registrations[0]["accountAssociationId"], LINK);
    let searches = story.practice.ledger();
    let searches = searches["entries"].as_array().unwrap().iter();
    let mut ours = searches.filter(|entry| entry["operation"] == "StartDeviceDiscovery");
    assert_eq!(registrations[0]["deviceDiscoveryId"], ours.next().unwrap()["response"]["Id"]);
    nothing_else_was_made(&story);
}

#[tokio::test]
async fn three_pasted_ids_are_shown_in_words_and_then_registered() {
    let story = Story::begin().await;
    let screens = story.screens();
    screens.use_environment().await;
    screens.home().await;
    story.window.click("existing-link").await;
    screens.look_up(THING, LINK, SEARCH).await;
    story.window.find("ids-in-words").await;
    story.window.shows("Gracht achterkamer").await;
    story.window.shows("Jansen Canal House").await;
    assert_eq!(story.practice.committed("RegisterAccountAssociation"), 0, "looking up changes nothing");

    story.window.click("register-ids").await;
    story.window.gone("register-ids").await;
    let registrations = story.practice.made("registrations");
    assert_eq!(registrations.len(), 1);
    assert_eq!(
        registrations[0],
        json!({
            "managedThingId": THING,
            "accountAssociationId": LINK,
            "deviceDiscoveryId": SEARCH,
            "seeded": false,
        })
    );
    nothing_else_was_made(&story);
}

#[tokio::test]
async fn ids_of_different_device_clouds_are_refused_in_words_before_anything_is_sent() {
    let story = Story::begin().await;
    let screens = story.screens();
    screens.use_environment().await;
    screens.home().await;
    story.window.click("existing-link").await;
    let lock = "7419600d000000000000000000000005";
    screens.look_up(lock, LINK, SEARCH).await;
    story.window.shows("another device cloud").await;
    assert!(!story.window.has("register-ids").await);
    let requests = &story.practice.ledger()["requests"];
    assert!(requests.get("RegisterAccountAssociation").is_none(), "{requests}");
}

fn nothing_else_was_made(story: &Story) {
    assert!(story.practice.made("associations").is_empty(), "no new link");
    assert!(story.practice.made("managedThings").is_empty(), "no new thing");
}
