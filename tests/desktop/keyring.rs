//! Access keys given by hand, in a real keyring: open, emptied, locked, gone for a
//! while, and not there at all.

use tests::{
    cloud::{AccessKey, Cloud},
    desktop::{Company, REGION, Story},
};

const ACCOUNT: &str = "111122223333";
const PASSWORD: &str = "pw";

#[tokio::test]
async fn keys_are_kept_in_the_keyring_used_after_a_restart_and_asked_for_when_deleted() {
    let (company, anna) = company();
    let keyring = company.computer.keyring(PASSWORD);
    let (mut story, _cloud) = company.open_the_app().await;
    add(&story, &anna, "ACME Prod", "Kept in the keyring of this computer (system keyring), in no file.")
        .await;
    story.screens().band_says("ACME Prod").await;
    assert_eq!(keyring.entries(), 1);

    story.kill_and_start_again().await;
    story.screens().band_says("ACME Prod").await;
    assert!(!story.window.has("aws-sign-in").await, "nothing is asked");

    keyring.delete_entries();
    story.kill_and_start_again().await;
    story.window.shows("The access keys are not in the keyring any more").await;
    give_again(&story, &anna).await;
    assert_eq!(keyring.entries(), 1);
    story.kill_and_start_again().await;
    story.screens().band_says("ACME Prod").await;

    remove(&story).await;
    assert_eq!(keyring.entries(), 0, "what is removed here is not in the keyring either");
    story.window.is_clean().await;
}

#[tokio::test]
async fn a_locked_keyring_is_told_and_asked_again_once_it_is_open() {
    let (company, anna) = company();
    let keyring = company.computer.keyring(PASSWORD);
    let (mut story, _cloud) = company.open_the_app().await;
    add(&story, &anna, "ACME Prod", "Kept in the keyring").await;
    story.screens().band_says("ACME Prod").await;

    keyring.lock();
    story.kill_and_start_again().await;
    story.window.shows("Unlock the keyring of this computer, then").await;
    story.window.shows("The system keyring is locked").await;
    keyring.unlock(PASSWORD);
    story.window.click("aws-sign-in-again").await;
    story.screens().band_says("ACME Prod").await;
    story.window.gone("aws-sign-in").await;
    assert_eq!(keyring.entries(), 1);
    story.window.is_clean().await;
}

#[tokio::test]
async fn a_keyring_that_ended_and_came_back_is_used_without_a_restart() {
    let (company, anna) = company();
    let keyring = company.computer.keyring(PASSWORD);
    let (mut story, _cloud) = company.open_the_app().await;
    add(&story, &anna, "ACME Prod", "Kept in the keyring").await;
    story.screens().band_says("ACME Prod").await;

    drop(keyring);
    story.screens().add_account_by("keys").await;
    story.window.shows("There is no system keyring on this computer").await;
    let keyring = story.computer.keyring(PASSWORD);
    add(&story, &anna, "ACME Prod 2", "Kept in the keyring").await;
    story.screens().band_says("ACME Prod 2").await;
    assert_eq!(keyring.entries(), 2);
    story.kill_and_start_again().await;
    story.screens().band_says("ACME Prod 2").await;
}

#[tokio::test]
async fn without_a_keyring_keys_are_in_memory_only_and_the_page_says_so() {
    let (company, anna) = company();
    let (mut story, cloud) = company.open_the_app().await;
    let said = "The keys are kept in memory only: they are gone when Linkwright is closed.";
    add(&story, &anna, "ACME Prod", said).await;
    let screens = story.screens();
    screens.band_says("ACME Prod").await;
    story.window.shows("There is no system keyring on this computer").await;
    screens.aws_accounts().await;
    story.window.shows("Keys in memory only").await;
    nothing_of_the_keys_is_on_disk(&story, &cloud);

    story.kill_and_start_again().await;
    story.window.shows("The access keys are not in the keyring").await;
    give_again(&story, &anna).await;
    story.window.is_clean().await;
}

fn company() -> (Company, AccessKey) {
    let company = Company::start();
    let anna = company.cloud.identities(|all| all.user(ACCOUNT, "anna"));
    (company, anna)
}

/// Adds keys by hand; where they are kept is said before they are sent.
async fn add(story: &Story, key: &AccessKey, name: &str, kept: &str) {
    let screens = story.screens();
    screens.add_account_by("keys").await;
    screens.type_keys(&key.id, &key.secret, None).await;
    story.window.shows(kept).await;
    screens.choose("account-region", REGION).await;
    screens.add_as(name, "olive").await;
}

async fn give_again(story: &Story, key: &AccessKey) {
    let screens = story.screens();
    screens.type_keys(&key.id, &key.secret, None).await;
    story.window.click("use-these-keys").await;
    screens.band_says("ACME Prod").await;
    story.window.gone("aws-sign-in").await;
}

async fn remove(story: &Story) {
    let listed = story.window.call("list_aws_accounts", &serde_json::json!({})).await.unwrap();
    let id = listed["accounts"][0]["savedAccountId"].as_str().unwrap();
    story.screens().more_of_account(id, "remove-account").await;
    story.window.click("confirm-remove-account").await;
    story.screens().band_says("No AWS account chosen").await;
}

fn nothing_of_the_keys_is_on_disk(story: &Story, cloud: &Cloud) {
    let secrets = cloud.secrets();
    for (path, text, _) in story.computer.files("") {
        let found =
            secrets.iter().any(|secret| text.windows(secret.len()).any(|part| part == secret.as_bytes()));
        assert!(!found, "a secret is in {}", path.display());
    }
}
