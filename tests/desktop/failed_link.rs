//! A sign-in that failed: explained from the page the customer ended on, whose
//! secrets stay nowhere, and then repaired.

use serde_json::json;
use tests::desktop::Story;

/// Seeded: Keller's link at Northgate Locks; the customer said no.
const KELLER: &str = "a55c1a7ed00000000000000000000005";
const FINAL_PAGE: &str = "https://login.northgate.example/ended?error=access_denied&error_description=The+owner+pressed+Deny&state=SECRETSTATE4711&code=SECRETCODE4711";
const SECRET: &str = "SECRET";

#[tokio::test]
async fn a_failed_link_is_explained_from_the_pasted_final_page_and_repaired() {
    let story = Story::begin().await;
    let screens = story.screens();
    screens.use_environment().await;
    screens.search_links("keller").await;
    screens.open_link(KELLER).await;
    story.window.shows("The sign-in did not work").await;
    story.window.click("see-why").await;
    story.window.find("finding-signInFailed").await;

    story.window.type_into("final-page", FINAL_PAGE).await;
    story.window.click("read-final-page").await;
    story.window.find("final-page-read").await;
    let said = story.window.texts("[data-testid='final-page-read']").await.concat();
    for words in ["Access was not allowed at the sign-in", "access_denied", "The owner pressed Deny"] {
        assert!(said.contains(words), "{words:?} in {said}");
    }
    assert_eq!(shown_secrets(&story).await, json!([]), "nothing secret is left on the page");

    story.window.click_css("[data-testid='final-page-read'] [data-testid='act-reconnect']").await;
    story.window.shows("AWS gives no new sign-in page for this link").await;
    story.window.click("start-again").await;
    story.window.click("confirm-start-again").await;
    story.sign_in_here("keller").await;
    screens.devices().await;
    story.window.shows("Wohnungstür 4. OG").await;

    assert_eq!(kept_secrets(&story), Vec::<std::path::PathBuf>::new(), "nothing secret is kept");
    let ledger = story.practice.ledger();
    let links = ledger["associations"].as_array().unwrap().iter();
    let of_keller: Vec<_> = links.filter(|link| link["name"] == "Keller 4 OG").collect();
    assert_eq!(of_keller.len(), 1, "the failed one was removed: {of_keller:#?}");
    assert_eq!(of_keller[0]["state"], "ASSOCIATION_SUCCEEDED");
    assert_eq!(story.practice.committed("CreateAccountAssociation"), 1);
    story.window.is_clean().await;
}

/// Where the page holds it: text, marks, fields.
async fn shown_secrets(story: &Story) -> serde_json::Value {
    let script = format!(
        "const found = []; if (document.documentElement.outerHTML.includes('{SECRET}')) found.push('page'); for (const field of document.querySelectorAll('input, textarea')) if (field.value.includes('{SECRET}')) found.push(field.dataset.testid ?? field.name); return found;"
    );
    story.window.run(&script).await
}

fn kept_secrets(story: &Story) -> Vec<std::path::PathBuf> {
    let dirs = ["data", "config", "runtime", "Documents"];
    let files = dirs.into_iter().flat_map(|dir| story.computer.files(dir));
    let holds = |text: &[u8]| text.windows(SECRET.len()).any(|part| part == SECRET.as_bytes());
    let log = std::fs::read(story.computer.path("app.log")).unwrap();
    assert!(!holds(&log), "nothing secret is logged");
    files.filter(|(_, text, _)| holds(text)).map(|(path, ..)| path).collect()
}
