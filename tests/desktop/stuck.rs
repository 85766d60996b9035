//! A link that has waited for a long time: said to wait, not to have failed.

use serde_json::json;
use tests::desktop::Story;

/// Seeded: Hotel Seeblick at Brightwell Lighting, made on 2026-08-03.
const SEEBLICK: &str = "a55c1a7ed00000000000000000000002";

#[tokio::test]
async fn a_link_that_waits_since_long_is_named_as_waiting_and_its_sign_in_opened() {
    let story = Story::begin().await;
    let state = json!({ "accountAssociationId": SEEBLICK, "state": "ASSOCIATION_IN_PROGRESS" });
    story.practice.call("POST", "/practice/links", Some(state));
    let screens = story.screens();
    screens.use_environment().await;
    screens.search_links("4498").await;
    screens.open_link(SEEBLICK).await;
    story.window.shows("Waiting for the customer's sign-in").await;

    screens.more_of_link("diagnose-link").await;
    story.window.find("finding-waitingForSignIn").await;
    let waiting = story.window.texts("[data-testid='finding-waitingForSignIn']").await;
    assert_eq!(waiting.len(), 1, "{waiting:#?}");
    for words in ["Certain", "Waiting for the sign-in, longer than usual", "Nothing has failed"] {
        assert!(waiting[0].contains(words), "{words:?} in {}", waiting[0]);
    }
    let causes = story.window.texts("[data-testid='finding-waitingBecause']").await;
    assert!(causes.len() >= 3, "{causes:#?}");
    for cause in &causes {
        assert!(cause.contains("Perhaps") && cause.contains("Possible"), "{cause}");
        assert!(!cause.contains("Certain") && !cause.contains("failed"), "{cause}");
    }
    assert!(!story.window.has("finding-signInFailed").await);

    story.window.click("continue-link").await;
    story.sign_in_here("seeblick").await;
    screens.devices().await;
    story.window.shows("Hotel Seeblick").await;
    assert!(story.practice.made("associations").is_empty(), "no second link");
    story.window.is_clean().await;
}
