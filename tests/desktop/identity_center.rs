//! IAM Identity Center: signed in by a page in the browser, with a token that the
//! AWS CLI can use as well.

use std::{fs, os::unix::fs::PermissionsExt, path::Path};

use serde_json::Value;
use tests::{
    cloud::{Cloud, PERSON, START_URL},
    desktop::{Company, REGION, Story, aws_cli, portal, portal_profile},
};

const PROD: &str = "111122223333";
const TEST: &str = "444455556666";
/// Where the AWS CLI keeps the token of the session `acme`: SHA-1 of that name.
const TOKEN_FILE: &str = ".aws/sso/cache/293abb6b76d7791c0732cc517d38c4b5c734b87f.json";

#[tokio::test]
async fn a_profile_without_a_token_is_signed_in_by_a_page_and_shares_it_with_the_aws_cli() {
    let (story, cloud) = with_a_profile().await;
    let screens = story.screens();
    screens.use_profile("acme").await;
    story.window.shows("Sign in to AWS as acme").await;
    story.window.shows("aws sso login --profile acme").await;
    approve_in_the_browser(&story, &cloud, "ABCD-EFGH").await;
    screens.band_says("acme").await;
    story.window.gone("aws-sign-in").await;
    let band = screens.band().await;
    assert!(band.contains("…3333") && band.contains("Installer"), "{band}");

    let token_path = story.computer.path(TOKEN_FILE);
    assert_eq!(mode(&token_path), 0o600);
    assert_eq!(mode(token_path.parent().unwrap()), 0o700);
    let token: Value = serde_json::from_str(&fs::read_to_string(&token_path).unwrap()).unwrap();
    for (name, value) in [("startUrl", START_URL), ("region", REGION)] {
        assert_eq!(token[name], value, "{token:#}");
    }
    for name in
        ["accessToken", "refreshToken", "expiresAt", "clientId", "clientSecret", "registrationExpiresAt"]
    {
        assert!(token[name].as_str().is_some_and(|text| !text.is_empty()), "{name} in {token:#}");
    }
    let grants = cloud.record(|record| record.count("CreateToken"));
    let who = ["sts", "get-caller-identity", "--profile", "acme"];
    let said = aws_cli(&story.computer, &cloud.variables(), &who);
    assert_eq!(said["Account"], PROD, "{said:#}");
    assert_eq!(
        cloud.record(|record| record.count("CreateToken")),
        grants,
        "the AWS CLI used that very token"
    );
    story.window.is_clean().await;
}

#[tokio::test]
async fn an_account_and_a_role_are_chosen_at_the_portal_without_any_profile() {
    let company = Company::start();
    company.cloud.sign_ins(|all| {
        all.assign(PERSON, PROD, "ACME Prod", "Installer");
        all.assign(PERSON, TEST, "ACME Test", "Installer");
        all.assign(PERSON, TEST, "ACME Test", "Support");
    });
    let (story, cloud) = company.open_the_app().await;
    let screens = story.screens();
    screens.add_account_by("identity-center").await;
    story.window.type_into("start-url", START_URL).await;
    story.window.type_into("portal-region", REGION).await;
    story.window.click("sign-in-to-portal").await;
    story.window.find("user-code").await;
    open_the_page(&story, "ABCD-EFGH").await;
    cloud.approve("ABCD-EFGH");
    screens.choose("choose-portal-account", TEST).await;
    screens.choose("choose-role", "Support").await;
    screens.choose("account-region", REGION).await;
    story.window.click("colour-purple").await;
    story.window.click("add-and-use").await;
    screens.band_says("ACME Test").await;
    let band = screens.band().await;
    assert!(band.contains("…6666") && band.contains("Support"), "{band}");
    assert!(screens.band_is("purple").await);
    assert!(!story.computer.path(".aws/config").exists(), "no profile was written");
    story.window.is_clean().await;
}

#[tokio::test]
async fn a_sign_in_that_is_refused_is_said_and_begun_again() {
    let (story, cloud) = with_a_profile().await;
    let screens = story.screens();
    screens.use_profile("acme").await;
    let code = screens.begin_portal_sign_in().await;
    cloud.deny(&code);
    story.window.find("aws-sign-in-begin").await;
    story.window.shows("The sign-in was refused").await;
    approve_in_the_browser(&story, &cloud, "BCDE-FGHI").await;
    screens.band_says("acme").await;
}

async fn with_a_profile() -> (Story, Cloud) {
    let company = Company::start();
    company.cloud.sign_ins(|all| all.assign(PERSON, PROD, "ACME Prod", "Installer"));
    let config = [portal("acme"), portal_profile("acme", "acme", PROD, "Installer")].concat();
    company.computer.write_aws_file("config", &config);
    company.open_the_app().await
}

async fn approve_in_the_browser(story: &Story, cloud: &Cloud, code: &str) {
    assert_eq!(story.screens().begin_portal_sign_in().await, code);
    open_the_page(story, code).await;
    cloud.approve(code);
}

/// The browser gets one address, and it is AWS's own.
async fn open_the_page(story: &Story, code: &str) {
    story.window.shows("device.sso.eu-west-1.amazonaws.com").await;
    story.window.click("open-aws-sign-in-page").await;
    let opened = story.computer.opened().await;
    let page = format!("https://device.sso.eu-west-1.amazonaws.com/?user_code={code}");
    assert_eq!((opened.program.as_str(), opened.arguments), ("xdg-open", vec![page]));
    assert!(!opened.environment.contains("AWS_"), "{}", opened.environment);
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap_or_else(|error| panic!("{}: {error}", path.display())).permissions().mode()
        & 0o777
}
