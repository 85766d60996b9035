//! Somebody else's account was signed in: nothing of theirs is touched.

use tests::desktop::Story;

#[tokio::test]
async fn devices_that_are_not_the_customers_are_left_alone_and_it_starts_again() {
    let story = Story::begin().await;
    let screens = story.screens();
    screens.use_environment().await;
    screens.home().await;
    screens.new_link_at("Brightwell Lighting").await;
    screens.create_for("Miller Flat 3").await;
    story.sign_in_here("jansen").await;
    screens.devices().await;
    story.window.shows("Gracht voorkamer").await;
    let wrong = story.practice.made("associations");

    story.window.click("not-their-devices").await;
    story.window.shows("no device is made").await;
    story.window.click("confirm-not-their-devices").await;
    story.window.find("stop-sign-in").await;
    story.sign_in_here("miller").await;
    screens.devices().await;
    story.window.shows("Kitchen ceiling").await;
    story.window.shows("Miller Flat 3").await;
    assert!(!story.window.text().await.contains("Gracht"));

    assert_eq!(story.practice.committed("DeleteAccountAssociation"), 1);
    assert_eq!(story.practice.committed("CreateManagedThing"), 0);
    assert_eq!(story.practice.committed("RegisterAccountAssociation"), 0);
    let links = story.practice.made("associations");
    assert_eq!(links.len(), 1, "the first link was removed: {links:#?}");
    assert_ne!(links[0]["id"], wrong[0]["id"]);
    assert_eq!(links[0]["name"], wrong[0]["name"]);
}
