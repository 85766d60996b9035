//! The stops of real AWS accounts: adding, signing in, another account than last
//! time, and the test of the way there.

use std::path::PathBuf;

use tests::{
    cloud::PERSON,
    desktop::{Company, REGION, keys, portal, portal_profile, profile},
};

use crate::walk::Walk;

const PROD: &str = "111122223333";
const TEST: &str = "444455556666";

pub(crate) async fn with_a_code(dir: PathBuf, stops: usize) -> (PathBuf, usize) {
    let company = Company::start();
    company.profile_with_code("acme-prod", PROD, "111111");
    let (story, cloud) = company.open_the_app().await;
    let mut walk = Walk { story, dir, stops };
    walk.look(false).await;
    walk.story.screens().use_profile("acme-prod").await;
    walk.story.window.find("mfa-code").await;
    walk.stop("aws-sign-in-code").await;
    walk.story.screens().type_code("999999").await;
    walk.story.window.shows("AWS refused the code").await;
    walk.stop("aws-sign-in-code-refused").await;
    walk.story.screens().type_code("111111").await;
    walk.story.window.click("send-mfa-code").await;
    walk.story.window.gone("aws-sign-in").await;
    walk.story.window.click("switch-account").await;
    walk.stop("account-switcher").await;
    walk.story.window.press("\u{e00c}").await;
    walk.story.screens().more_of_account("acme-prod", "edit-account").await;
    walk.story.window.find("save-account").await;
    walk.stop("aws-account-edit").await;
    walk.story.window.click("account-production").await;
    walk.story.window.click("account-read-only").await;
    walk.story.window.click("save-account").await;
    walk.story.window.find("chip-read-only").await;
    walk.stop("aws-accounts-kept").await;
    walk.story.screens().home().await;
    walk.stop("home-read-only").await;
    walk.story.screens().add_account_by("keys").await;
    walk.story.window.find("kept-where").await;
    walk.story.window.click("role-and-mfa").await;
    walk.stop("aws-account-add-keys").await;
    walk.story.screens().add_account_by("identity-center").await;
    walk.stop("aws-account-add-identity-center").await;

    walk.story.screens().aws_accounts().await;
    walk.story.window.click("test-in-use").await;
    walk.story.screens().test_ended().await;
    walk.stop("access-test").await;
    let refused = "[data-testid='permission-iotmanagedintegrations:GetAccountAssociation']";
    walk.stop_at("access-test-permissions", refused).await;
    walk.stop_at("access-test-policy", "[data-testid='policy-text']").await;
    drop(cloud);
    (walk.dir, walk.stops)
}

pub(crate) async fn by_a_page(dir: PathBuf, stops: usize) -> (PathBuf, usize) {
    let company = Company::start();
    company.cloud.sign_ins(|all| all.assign(PERSON, PROD, "ACME Prod", "Installer"));
    let config = [
        portal("acme"),
        portal_profile("acme", "acme", PROD, "Installer"),
        profile("spare", &[("region", REGION)]),
    ];
    company.computer.write_aws_file("config", &config.concat());
    let (prod, test) = company.cloud.identities(|all| (all.user(PROD, "anna"), all.user(TEST, "anna")));
    company.computer.write_aws_file("credentials", &keys("spare", &prod));
    let (story, cloud) = company.open_the_app().await;
    let mut walk = Walk { story, dir, stops };
    walk.look(false).await;
    walk.story.screens().use_profile("acme").await;
    walk.story.window.find("aws-sign-in-begin").await;
    walk.stop("aws-sign-in").await;
    let code = walk.story.screens().begin_portal_sign_in().await;
    walk.stop("aws-sign-in-page").await;
    cloud.approve(&code);
    walk.story.window.gone("aws-sign-in").await;

    walk.story.screens().use_profile("spare").await;
    walk.story.screens().band_says("spare").await;
    walk.story.computer.write_aws_file("credentials", &keys("spare", &test));
    walk.story.window.find("decline-account").await;
    walk.stop("another-account-than-last-time").await;
    walk.story.window.click("decline-account").await;

    walk.story.computer.write_aws_file("config", "");
    walk.story.computer.write_aws_file("credentials", "");
    walk.story.window.find("notice").await;
    walk.story.screens().aws_accounts().await;
    walk.stop("aws-profile-gone").await;
    (walk.dir, walk.stops)
}
