//! A customer's access ran out: found by name, reconnected, and the same devices
//! confirmed.

use tests::desktop::Story;

/// Seeded: Harbour View Hotel at Aria Climate, expired, with twelve devices.
const HARBOUR: &str = "a55c1a7ed00000000000000000000101";

#[tokio::test]
async fn an_expired_link_is_found_by_part_of_its_name_and_reconnected_with_three_clicks() {
    let story = Story::begin().await;
    let screens = story.screens();
    screens.use_environment().await;
    screens.search_links("harbour v").await;
    story.window.shows("Needs a new sign-in").await;
    story.window.hands();
    screens.open_link(HARBOUR).await;
    story.window.shows("Harbour View Hotel needs a new sign-in").await;
    story.window.click("reconnect").await;
    story.window.click("open-sign-in-page").await;
    assert_eq!(story.window.hands(), (3, 0), "clicks and typed fields");

    story.follow().await;
    story.browser.sign_in("harbour").await;
    story.browser.allow().await;
    story.window.find("stop-done").await;
    story.window.shows("Reconnected. 12 of 12 known devices confirmed.").await;
    story.window.click("see-link").await;
    story.window.find("link-page").await;
    story.window.shows("Aria Climate accepts the permission of this customer").await;
    screens.home().await;
    story.window.shows("Nothing is waiting for you").await;

    assert_eq!(story.practice.committed("StartAccountAssociationRefresh"), 1);
    let requests = &story.practice.ledger()["requests"];
    for untouched in ["CreateAccountAssociation", "CreateManagedThing", "RegisterAccountAssociation"] {
        assert!(requests.get(untouched).is_none(), "{untouched}: {requests}");
    }
    story.window.is_clean().await;
}
