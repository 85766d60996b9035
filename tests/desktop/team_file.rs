//! What a team shares as a file: set on one computer, the same on another.

use std::{fs, path::Path};

use serde_json::{Value, json};
use tests::desktop::{Company, REGION, Story, keys, profile, wait_until};

const ACCOUNT: &str = "111122223333";
const ESCAPE: &str = "\u{e00c}";
const FIRST: &str = "Dear customer, here is ACME: [sign-in address]";

#[tokio::test]
async fn a_team_file_gives_the_same_accounts_colours_and_texts_on_another_computer() {
    let (story, cloud) = company().open_the_app().await;
    let screens = story.screens();
    screens.add_profile("test", "ACME Test", "teal").await;
    screens.add_account_by("profile").await;
    screens.choose("choose-profile", "prod").await;
    story.window.click("account-production").await;
    screens.add_as("ACME Prod", "orange").await;
    screens.band_says("ACME Prod").await;
    set_texts(&story).await;
    screens.aws_accounts().await;
    story.window.click("save-team-file").await;
    let path = wait_until("the team file", async || team_file_of(&story)).await;
    story.window.shows(&path.display().to_string()).await;
    let text = fs::read_to_string(&path).unwrap();
    for secret in cloud.secrets().iter().chain(&cloud.identities(|all| all.access_key_ids())) {
        assert!(!text.contains(secret.as_str()), "a secret is in {text}");
    }

    let (other, _cloud) = with_team_file(&text).await;
    assert_eq!(accounts(&other).await, accounts(&story).await);
    let shared = settings(&story).await;
    assert_eq!((&shared[0], &shared[1]["first"]), (&json!("{job}-{customer}"), &json!(FIRST)));
    assert_eq!(settings(&other).await, shared);
    let screens = other.screens();
    screens.aws_accounts().await;
    other.window.shows("From the team file").await;
    other.window.shows("Read when Linkwright started: 2 AWS accounts").await;
    other.window.click("use-prod").await;
    screens.band_says("ACME Prod").await;
    assert!(screens.band_is("orange").await);
    other.window.find("chip-production").await;
    other.window.is_clean().await;
}

#[tokio::test]
async fn a_damaged_team_file_is_refused_with_its_line_at_start_and_when_taken() {
    let damaged = json!({
        "linkwright": 1,
        "company": "ACME",
        "awsAccounts": [{ "name": "ACME Prod", "colour": "purpel", "source": { "profile": "prod" } }],
    });
    let text = serde_json::to_string_pretty(&damaged).unwrap();
    let line = text.lines().position(|line| line.contains("purpel")).unwrap() + 1;
    let (story, _cloud) = with_team_file(&text).await;
    let screens = story.screens();
    screens.aws_accounts().await;
    story.window.shows("The team file was not taken").await;
    story.window.shows(&format!("Line {line}: ")).await;
    assert_eq!(accounts(&story).await, Vec::<Value>::new(), "nothing of it was used");

    // Taken from a file by hand: refused the same way, and taken once it is right.
    let path = story.computer.path("team-of-a-colleague.json");
    fs::write(&path, &text).unwrap();
    story.window.give_file("team-file-input", &path).await;
    wait_until("the second refusal", async || {
        let said = story.window.texts("[data-testid='team-file'] [data-testid='problem']").await;
        (said.len() == 2 && said.iter().all(|said| said.contains(&format!("Line {line}: ")))).then_some(())
    })
    .await;
    fs::write(&path, text.replace("purpel", "purple")).unwrap();
    story.window.give_file("team-file-input", &path).await;
    story.window.find("team-file-check").await;
    story.window.click("confirm-team-file").await;
    story.window.shows("Taken.").await;
    assert_eq!(accounts(&story).await, [json!(["ACME Prod", "purple", false, false, null])]);
    story.window.is_clean().await;
}

fn company() -> Company {
    let company = Company::start();
    let (prod, test) = company.cloud.identities(|all| (all.user(ACCOUNT, "anna"), all.user(ACCOUNT, "ben")));
    let profiles = ["prod", "test"].map(|name| profile(name, &[("region", REGION)]));
    company.computer.write_aws_file("config", &profiles.concat());
    company.computer.write_aws_file("credentials", &[keys("prod", &prod), keys("test", &test)].concat());
    company
}

/// Another computer whose company has put this file there.
async fn with_team_file(text: &str) -> (Story, tests::cloud::Cloud) {
    let company = company();
    let path = company.computer.path("team.json");
    fs::write(&path, text).unwrap();
    let mut variables = company.cloud.variables();
    variables.push(("LINKWRIGHT_TEAM_FILE".to_owned(), path.display().to_string()));
    company.open_the_app_with(variables).await
}

async fn set_texts(story: &Story) {
    story.window.click("settings").await;
    story.window.type_into("name-pattern", "{job}-{customer}").await;
    story.window.click("message-texts").await;
    story.window.click("change-first").await;
    story.window.type_into("text-first", FIRST).await;
    story.window.click("save-settings").await;
    story.window.gone("save-settings").await;
}

fn team_file_of(story: &Story) -> Option<std::path::PathBuf> {
    let is_one = |path: &Path| path.extension().is_some_and(|end| end == "json");
    story.computer.files("Documents").into_iter().map(|(path, _, _)| path).find(|path| is_one(path))
}

/// Name pattern and message texts.
async fn settings(story: &Story) -> Value {
    story.window.click("settings").await;
    story.window.find("name-pattern").await;
    let script = "return document.querySelector('[data-testid=\"name-pattern\"]').value;";
    let pattern = story.window.run(script).await;
    story.window.press(ESCAPE).await;
    story.window.gone("name-pattern").await;
    json!([pattern, story.window.call("message_texts", &json!({})).await.unwrap()])
}

/// Name, colour, marks and account of each, whatever its id here is.
async fn accounts(story: &Story) -> Vec<Value> {
    let listed = story.window.call("list_aws_accounts", &json!({})).await.unwrap();
    let accounts = listed["accounts"].as_array().unwrap().iter();
    let shared = ["name", "colour", "production", "readOnly", "account"];
    accounts.map(|account| shared.iter().map(|name| account[*name].clone()).collect()).collect()
}
