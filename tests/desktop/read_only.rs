//! An AWS account that is read-only on this computer: looked at, and changed
//! nowhere.

use serde_json::json;
use tests::desktop::{Company, Story};

const ACCOUNT: &str = "111122223333";
const WHY: &str = "Read-only here";
/// Seeded: Novak Offices at Aria Climate, in use.
const NOVAK: &str = "a55c1a7ed00000000000000000000104";
/// Seeded: Harbour View Hotel at Aria Climate, expired.
const HARBOUR: &str = "a55c1a7ed00000000000000000000101";

#[tokio::test]
async fn nothing_can_be_changed_and_what_would_change_says_why() {
    let company = Company::start();
    company.profile_with_keys("acme", ACCOUNT);
    let (story, _cloud) = company.open_the_app().await;
    let screens = story.screens();
    screens.add_account_by("profile").await;
    screens.choose("choose-profile", "acme").await;
    story.window.click("account-read-only").await;
    screens.add_as("ACME Support", "slate").await;
    screens.band_says("ACME Support").await;
    story.window.find("chip-read-only").await;

    screens.home().await;
    story.window.shows(WHY).await;
    assert!(is_off(&story, "new-link").await);
    screens.search_links("novak").await;
    screens.open_link(NOVAK).await;
    story.window.shows(WHY).await;
    story.window.shows("Server room").await;
    screens.search_links("harbour view hotel").await;
    screens.open_link(HARBOUR).await;
    story.window.shows(WHY).await;
    assert!(is_off(&story, "reconnect").await);

    // The page is not what keeps it: the desk itself sends nothing.
    let form = json!({
        "draftId": "by-hand", "connectorDestinationId": "brightwell-lighting", "customer": "Miller Flat 3",
        "jobNumber": null, "owner": null, "note": null, "tags": [], "authMaterialName": null, "secondLink": false,
    });
    let refused = story.window.call("create_account_association", &form).await.unwrap_err();
    assert_eq!(refused["title"], "This AWS account is read-only here", "{refused:#}");
    let of_harbour = json!({ "accountAssociationId": HARBOUR });
    let refused = story.window.call("reconnect_link", &of_harbour).await.unwrap_err();
    assert_eq!(refused["title"], "This AWS account is read-only here", "{refused:#}");
    screens.home().await;
    story.window.shows(WHY).await;
    let made = story.practice.made_and_asked();
    assert_eq!(made["entries"], json!([]), "nothing was changed at AWS");
    for operation in ["CreateAccountAssociation", "StartAccountAssociationRefresh"] {
        assert!(made["requests"].get(operation).is_none(), "{operation} was sent: {made}");
    }
    story.window.is_clean().await;
}

async fn is_off(story: &Story, test_id: &str) -> bool {
    let button = story.window.find(test_id).await;
    button.attr("aria-disabled").await.unwrap() == Some("true".to_owned())
        || button.attr("disabled").await.unwrap().is_some()
}
