//! Every link of the account: searched, filtered, exported, and remembered.

use serde_json::{Value, json};
use tests::desktop::Story;

/// Seeded: Harbour View Hotel at Aria Climate, with twelve devices.
const HARBOUR: &str = "a55c1a7ed00000000000000000000101";
/// Seeded: the hotel's reception, which its first device is on as well.
const RECEPTION_LINK: &str = "a55c1a7ed00000000000000000000102";
/// Seeded: of the device on both.
const SERIAL_NUMBER: &str = "SN-41717";
/// Seeded.
const LINKS: usize = 83;

#[tokio::test]
async fn links_are_filtered_and_a_device_cloud_that_does_worse_than_the_others_says_so() {
    let story = Story::begin().await;
    five_more_expire_at_aria(&story);
    story.screens().use_environment().await;
    story.screens().go_to("Links").await;
    story.window.find("device-cloud-warning").await;
    let warning = story.window.texts("[data-testid='device-cloud-warning']").await.concat();
    let (affected, all) =
        warning.split_once(" Aria Climate links").unwrap().0.trim().split_once(" of ").unwrap();
    let failing = at_aria(&story, &["ASSOCIATION_FAILED", "REFRESH_TOKEN_EXPIRED"]).len();
    assert_eq!((affected, all), (&*failing.to_string(), &*at_aria(&story, &[]).len().to_string()));
    story.window.click("show-affected-aria-climate").await;
    shows_count(&story, failing).await;

    story.window.click("clear-filters").await;
    shows_count(&story, LINKS).await;
    story.window.click("count-needsNewSignIn").await;
    shows_count(&story, in_state(&story, "REFRESH_TOKEN_EXPIRED")).await;
    story.window.click("clear-filters").await;
    story.screens().filter_links("filter-state", "The sign-in did not work").await;
    shows_count(&story, in_state(&story, "ASSOCIATION_FAILED")).await;
    story.screens().filter_links("filter-device-cloud", "Northgate Locks").await;
    let failed = at(&story, "northgate-locks", &["ASSOCIATION_FAILED"]).len();
    assert!(failed > 0 && failed < in_state(&story, "ASSOCIATION_FAILED"), "{failed}");
    shows_count(&story, failed).await;
    story.window.is_clean().await;
}

#[tokio::test]
async fn a_serial_number_leads_to_the_links_its_device_is_on() {
    let story = Story::begin().await;
    let screens = story.screens();
    screens.use_environment().await;
    screens.search_links(SERIAL_NUMBER).await;
    story.window.click("find-by-device").await;
    story.window.find(&format!("open-found-{RECEPTION_LINK}")).await;
    let found = story.window.texts("[data-testid='found-by-device']").await.concat();
    assert!(found.contains("Reception") && found.contains(SERIAL_NUMBER), "{found}");
    story.window.click(&format!("open-found-{HARBOUR}")).await;
    story.window.find("link-page").await;
    story.window.shows("Harbour View Hotel").await;
    story.window.is_clean().await;
}

#[tokio::test]
async fn what_fits_is_exported_and_its_count_told() {
    let story = Story::begin().await;
    story.screens().use_environment().await;
    story.screens().go_to("Links").await;
    story.window.click("count-needsNewSignIn").await;
    let expired = in_state(&story, "REFRESH_TOKEN_EXPIRED");
    shows_count(&story, expired).await;
    story.window.click("export").await;
    story.window.click("json").await;
    story.window.shows(&format!("{expired} links saved as")).await;

    let saved = story.computer.files("Documents");
    assert_eq!(saved.len(), 1, "{saved:?}");
    let rows: Value = serde_json::from_slice(&saved[0].1).unwrap();
    let rows = rows.as_array().unwrap();
    assert_eq!(rows.len(), expired);
    assert!(rows.iter().all(|row| row["awsState"] == "REFRESH_TOKEN_EXPIRED"), "{rows:#?}");
    assert!(rows.iter().any(|row| row["accountAssociationId"] == HARBOUR));
    story.window.is_clean().await;
}

#[tokio::test]
async fn without_the_service_the_remembered_list_is_shown_with_its_date() {
    let mut story = Story::begin().await;
    story.screens().use_environment().await;
    story.screens().go_to("Links").await;
    shows_count(&story, LINKS).await;
    story.window.shows("as of ").await;

    story.practice.end();
    story.kill_and_start_again().await;
    story.screens().go_to("Links").await;
    shows_count(&story, LINKS).await;
    for words in ["as of ", "these are the links as this computer knew them", "No answer from AWS"] {
        story.window.shows(words).await;
    }
    story.window.type_into("link-search", "harbour view").await;
    shows_count(&story, 2).await;
    story.window.shows("Harbour View Hotel").await;
    story.window.is_clean().await;
}

#[tokio::test]
async fn while_aws_does_not_list_them_the_remembered_links_are_shown_with_their_date() {
    let mut story = Story::begin().await;
    story.screens().use_environment().await;
    story.screens().go_to("Links").await;
    shows_count(&story, LINKS).await;
    story.window.shows("as of ").await;

    let fault = json!({
        "operation": "ListAccountAssociations",
        "fault": {
            "kind": "missing-permission", "action": "iotmanagedintegrations:ListAccountAssociations"
        }
    });
    story.practice.call("POST", "/practice/faults", Some(fault));
    story.kill_and_start_again().await;
    story.window.shows("PRACTICE").await;
    story.screens().go_to("Links").await;
    shows_count(&story, LINKS).await;
    story.window.shows("as of ").await;
    story.window.shows("iotmanagedintegrations:ListAccountAssociations").await;
    story.window.type_into("link-search", "harbour view").await;
    shows_count(&story, 2).await;
    story.window.is_clean().await;
}

/// Waits until the list says that so many fit.
async fn shows_count(story: &Story, count: usize) {
    let script = format!(
        "return document.querySelector('main h1')?.parentElement?.innerText.includes('({count})') === true;"
    );
    story.window.holds(&script).await;
}

fn in_state(story: &Story, state: &str) -> usize {
    links(story).iter().filter(|link| link["state"] == state).count()
}

fn five_more_expire_at_aria(story: &Story) {
    for link in at_aria(story, &["ASSOCIATION_SUCCEEDED"]).iter().rev().take(5) {
        let state = json!({ "accountAssociationId": link["id"], "state": "REFRESH_TOKEN_EXPIRED" });
        story.practice.call("POST", "/practice/links", Some(state));
    }
}

/// Links at Aria Climate in one of these states, or in any.
fn at_aria(story: &Story, states: &[&str]) -> Vec<Value> {
    at(story, "aria-climate", states)
}

fn at(story: &Story, device_cloud: &str, states: &[&str]) -> Vec<Value> {
    let fits = |link: &&Value| {
        link["connectorDestinationId"] == device_cloud
            && (states.is_empty() || states.iter().any(|state| link["state"] == *state))
    };
    links(story).into_iter().filter(|link| fits(&link)).collect()
}

fn links(story: &Story) -> Vec<Value> {
    story.practice.ledger()["associations"].as_array().unwrap().clone()
}
