//! The support bundle: seen line by line before it is saved, without a name.

use std::fs;

use tests::desktop::Story;

/// Seeded: Harbour View Hotel at Aria Climate, expired, with twelve devices.
const HARBOUR: &str = "a55c1a7ed00000000000000000000101";
/// The customer, own spelling and note, devices, owner, job, note in AWS.
const NAMES: [&str; 11] = [
    "harbour",
    "hafenblick",
    "hôtel",
    "mrs winter",
    "breakfast room",
    "mini split",
    "suite 301",
    "room 101",
    "job-5101",
    "5101",
    "twelve rooms",
];

#[tokio::test]
async fn what_is_saved_is_what_was_previewed_and_names_nobody() {
    let story = Story::begin().await;
    let screens = story.screens();
    screens.use_environment().await;
    screens.search_links("harbour view hotel").await;
    screens.open_link(HARBOUR).await;
    story.window.shows("Breakfast room").await;
    story.window.click("tab-notes").await;
    story.window.type_into("own-spelling", "Hafenblick Hôtel").await;
    story.window.type_into("own-note", "ring Mrs Winter after four").await;
    story.window.click("save-memo").await;
    story.window.shows("Saved").await;
    story.window.click("reconnect").await;
    story.window.click("open-sign-in-page").await;
    let address = story.computer.opened().await.address;

    screens.search_links("hafenblick").await;
    screens.open_link(HARBOUR).await;
    story.window.shows("Breakfast room").await;
    screens.more_of_link("support-bundle").await;
    story.window.find("bundle-lines").await;
    let previewed = story
        .window
        .run("return document.querySelector(\"[data-testid='bundle-lines']\").textContent;")
        .await;
    let previewed: Vec<&str> = previewed.as_str().unwrap().lines().collect();
    story.window.shows(&format!("{} lines", previewed.len())).await;
    story.window.click("save-bundle").await;
    story.window.shows("Saved as").await;

    let saved = story.computer.files("Documents");
    assert_eq!(saved.len(), 1, "{saved:?}");
    let saved = fs::read_to_string(&saved[0].0).unwrap();
    assert_eq!(saved.lines().collect::<Vec<_>>(), previewed, "line by line");

    let lower = saved.to_lowercase();
    for name in NAMES {
        assert!(!lower.contains(name), "{name:?} in\n{saved}");
    }
    let key = address.split("state=").nth(1).unwrap();
    let credentials =
        ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"].map(|name| story.practice.variable(name));
    for secret in [&address, key, credentials[0], credentials[1], "/vendors/"] {
        assert!(!saved.contains(secret), "{secret:?} in\n{saved}");
    }
    assert!(saved.contains(HARBOUR), "{saved}");
    assert!(saved.contains("Customer-A") && saved.contains("Device-A"), "{saved}");
    assert!(saved.contains(&request_id(&story, "StartAccountAssociationRefresh")), "{saved}");
    story.window.is_clean().await;
}

fn request_id(story: &Story, operation: &str) -> String {
    let ledger = story.practice.ledger();
    let mut entries = ledger["entries"].as_array().unwrap().iter();
    let entry = entries.find(|entry| entry["operation"] == operation).unwrap();
    entry["requestId"].as_str().unwrap().to_owned()
}
