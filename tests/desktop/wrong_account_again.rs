//! The sign-in of a reconnect is made with somebody else's account: nothing is
//! registered, the counts are told, and a new page leads to the right account.

use tests::desktop::{Story, wait_until};

/// Seeded: Harbour View Hotel at Aria Climate, expired, with twelve devices.
const HARBOUR: &str = "a55c1a7ed00000000000000000000101";

#[tokio::test]
async fn none_of_twelve_known_devices_is_a_warning_and_a_new_page_leads_to_the_right_account() {
    let story = Story::begin().await;
    let screens = story.screens();
    screens.use_environment().await;
    screens.search_links("harbour view hotel").await;
    story.window.click(&format!("reconnect-{HARBOUR}")).await;
    story.window.click("open-sign-in-page").await;
    let first = story.follow().await;
    story.browser.sign_in("novak").await;
    story.browser.allow().await;

    screens.devices().await;
    story.window.shows("0 of 12 known devices found: very likely another account").await;
    story.window.shows("Nothing was registered").await;
    story.window.shows("Open office").await;
    nothing_was_registered(&story);

    story.window.click("new-sign-in-page").await;
    story.window.find("stop-sign-in").await;
    story.window.click("open-sign-in-page").await;
    let second = story.follow().await;
    assert_ne!(first.address, second.address, "a new page");
    story.browser.sign_in("harbour").await;
    story.browser.allow().await;
    signed_in_as(&story, "harbour").await;
    // To AWS a link that was signed in to looks as before.
    story.window.click("say-signed-in").await;
    story.window.find("stop-done").await;
    story.window.shows("Reconnected. 12 of 12 known devices confirmed.").await;

    assert_eq!(story.practice.committed("StartAccountAssociationRefresh"), 2, "a page each");
    nothing_was_registered(&story);
    story.window.is_clean().await;
}

fn nothing_was_registered(story: &Story) {
    let requests = &story.practice.ledger()["requests"];
    for untouched in ["CreateAccountAssociation", "CreateManagedThing", "RegisterAccountAssociation"] {
        assert!(requests.get(untouched).is_none(), "{untouched}: {requests}");
    }
    assert!(story.practice.made("registrations").is_empty());
}

async fn signed_in_as(story: &Story, customer: &str) {
    wait_until("the sign-in", async || {
        let ledger = story.practice.ledger();
        let mut links = ledger["associations"].as_array()?.iter();
        let link = links.find(|link| link["id"] == HARBOUR)?;
        (link["customer"] == customer).then_some(())
    })
    .await;
}
