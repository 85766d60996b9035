//! Sessions that end where nobody has to sign in again: they are renewed without
//! a word.

use std::time::Duration;

use tests::{
    cloud::{PERSON, Role},
    desktop::{REGION, portal, portal_profile, profile},
};

use super::office::{ACCOUNT, Office, with_keys};

fn with_role() -> Office {
    let office = Office::open();
    let anna = office.cloud.identities(|all| all.user(ACCOUNT, "anna"));
    let role = office.cloud.identities(|all| all.role(Role::new(ACCOUNT, "Installer")));
    let installer = [("region", REGION), ("role_arn", role.as_str()), ("source_profile", "anna")];
    office.write_config(&[with_keys("anna", &anna), profile("installer", &installer)]);
    office
}

#[tokio::test]
async fn a_roles_session_is_taken_anew_as_often_as_it_ends() {
    let office = with_role();
    office.cloud.identities(|all| all.sessions_last(Some(Duration::from_secs(3))));
    office.use_profile("installer").await.unwrap();
    office.completes_the_wizard().await;
    assert!(office.count("AssumeRole") > 2, "{}", office.count("AssumeRole"));
    assert_eq!(office.sign_in_view(), None);
}

#[tokio::test]
async fn a_roles_session_that_aws_ends_early_is_taken_anew_without_anybody() {
    let office = with_role();
    office.use_profile("installer").await.unwrap();
    office.begins_a_link().await;
    office.cloud.identities(|all| all.end_sessions());
    office.ends_the_wizard().await;
    assert_eq!(office.sign_in_view(), None);
}

#[tokio::test]
async fn keys_of_the_portal_that_aws_ends_early_are_got_anew_with_the_token_that_is_there() {
    let office = Office::open();
    office.cloud.sign_ins(|all| all.assign(PERSON, ACCOUNT, "Acme Field", "Installer"));
    office.write_config(&[portal("acme"), portal_profile("acme", "acme", ACCOUNT, "Installer")]);
    office.use_profile("acme").await.unwrap();
    let code = office.sign_in_page().await;
    office.cloud.approve(&code);
    office.signed_in().await;
    office.begins_a_link().await;
    office.cloud.identities(|all| all.end_sessions());
    office.ends_the_wizard().await;
    assert_eq!(office.sign_in_view(), None);
}
