//! What an AWS sign-in may do: reads are tried, changes known from their use, and
//! the one permission that AWS's own policies leave out is named.

use serde_json::{Value, json};
use tests::desktop::{Company, Story, wait_until};

const ACCOUNT: &str = "111122223333";
const SECRET: &str = "secretsmanager:GetSecretValue";
const CREATE: &str = "iotmanagedintegrations:CreateAccountAssociation";
/// What reads the vendor's secret with the caller's own permission.
const READ_A_SECRET: [&str; 3] =
    ["CreateAccountAssociation", "GetAccountAssociation", "StartAccountAssociationRefresh"];

#[tokio::test]
async fn the_missing_permission_is_named_and_a_change_is_known_once_it_was_used() {
    let company = Company::start();
    company.profile_with_keys("acme", ACCOUNT);
    let (story, _cloud) = company.open_the_app().await;
    let screens = story.screens();
    for operation in READ_A_SECRET {
        let fault =
            json!({ "operation": operation, "fault": { "kind": "missing-permission", "action": SECRET } });
        story.practice.call("POST", "/practice/faults", Some(fault));
    }
    screens.use_profile("acme").await;
    screens.band_says("acme").await;
    screens.aws_accounts().await;
    story.window.click("test-in-use").await;
    screens.test_ended().await;

    assert!(screens.permission(SECRET).await.contains("Refused"));
    let note = story.window.texts("[data-testid='secret-note']").await.concat();
    assert!(note.contains(SECRET), "{note}");
    story.window.shows("Why listing works and looking does not").await;
    for allowed in ["ListAccountAssociations", "ListConnectorDestinations", "ListManagedThings"] {
        let said = screens.permission(&format!("iotmanagedintegrations:{allowed}")).await;
        assert!(said.starts_with("Allowed"), "{allowed}: {said}");
    }
    assert_eq!(screens.permission(CREATE).await, "Not tried yet");
    story.window.click(&format!("ask-for-{SECRET}")).await;
    clipboard_has(&story, SECRET).await;
    the_policy_can_be_copied(&story).await;

    // Used, it is refused with its name; allowed, it is remembered.
    screens.home().await;
    screens.new_link_at("Brightwell Lighting").await;
    story.window.type_into("customer-name", "Miller Flat 3").await;
    story.window.click("create-link").await;
    story.window.shows(SECRET).await;
    assert_eq!(story.practice.committed("CreateAccountAssociation"), 0);
    story.practice.call("DELETE", "/practice/faults", None);
    story.window.click("create-link").await;
    story.window.find("stop-sign-in").await;
    screens.aws_accounts().await;
    story.window.click("test-in-use").await;
    screens.test_ended().await;
    let said = screens.permission(CREATE).await;
    assert!(said.starts_with("Allowed, seen "), "{said}");
    assert_eq!(screens.permission(SECRET).await, "Allowed");
    assert!(!story.window.has("secret-note").await);
    assert_eq!(
        screens.permission("iotmanagedintegrations:RegisterAccountAssociation").await,
        "Not tried yet"
    );
    assert_eq!(story.practice.committed("CreateAccountAssociation"), 1, "a test changes nothing");
    story.window.is_clean().await;
}

async fn the_policy_can_be_copied(story: &Story) {
    let mut sizes = Vec::new();
    for size in ["readOnlySupport", "installer", "everything"] {
        story.window.click(&format!("policy-{size}")).await;
        let policy = wait_until(&format!("the policy {size}"), async || {
            story.window.click("copy-policy").await;
            let copied = story.computer.clipboard();
            let is_new = !sizes.contains(&copied.len()) && copied.starts_with('{');
            is_new.then_some(copied)
        })
        .await;
        sizes.push(policy.len());
        let policy: Value = serde_json::from_str(&policy).expect("a policy is JSON");
        assert_eq!(policy["Version"], "2012-10-17");
        let text = policy["Statement"].to_string();
        assert!(text.contains(SECRET) && text.contains(ACCOUNT), "{text}");
        let creates = text.contains(CREATE);
        assert_eq!(creates, size != "readOnlySupport", "{size}: {text}");
    }
    assert!(sizes.is_sorted(), "each has what the one before has: {sizes:?}");
}

async fn clipboard_has(story: &Story, words: &str) {
    wait_until("the copied text", async || story.computer.clipboard().contains(words).then_some(())).await;
}
