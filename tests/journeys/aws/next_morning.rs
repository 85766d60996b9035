//! The program was closed over night, and so was the AWS sign-in: what waits goes
//! on as soon as somebody has signed in again.

use contract::{AwsSignInWayView, MfaCodeForm, SecretText};
use tests::{
    cloud::{PERSON, Role},
    desktop::{REGION, portal, portal_profile, profile},
};

use super::office::{ACCOUNT, Office, with_keys};

/// The link that was begun the day before.
async fn opens_what_waits(office: &Office) {
    let waiting = |view: &contract::DeskView| view.waiting.first().map(|line| line.journey_id.clone());
    let journey_id = office.setting.wait("what waits", waiting).await;
    office.setting.desk.open_journey(contract::JourneyForm { journey_id }).await.unwrap();
}

#[tokio::test]
async fn keys_of_a_file_need_nobody() {
    let mut office = Office::open();
    office.with_keys_of("anna");
    office.use_profile("anna").await.unwrap();
    office.begins_a_link().await;
    office.restart().await;
    assert_eq!(office.signed_in().await.name, "anna", "the one used last, by itself");
    opens_what_waits(&office).await;
    office.ends_the_wizard().await;
}

#[tokio::test]
async fn a_code_is_asked_for_anew_since_no_session_is_kept_on_disk() {
    let mut office = Office::open();
    let (anna, serial, role) = office.cloud.identities(|all| {
        let role = all.role(Role::new(ACCOUNT, "Installer").with_mfa());
        (all.user(ACCOUNT, "anna"), all.mfa_device(ACCOUNT, "anna", "314159"), role)
    });
    let field = [
        ("region", REGION),
        ("role_arn", role.as_str()),
        ("source_profile", "anna"),
        ("mfa_serial", serial.as_str()),
    ];
    office.write_config(&[with_keys("anna", &anna), profile("field", &field)]);
    let code = |code: &str| MfaCodeForm { code: SecretText(code.to_owned()) };
    office.use_profile("field").await.unwrap();
    office.setting.desk.give_mfa_code(code("314159")).await.unwrap();
    office.begins_a_link().await;
    office.restart().await;
    let is_code = |view: &contract::AwsSignInView| {
        assert!(!view.ran_out, "nothing is in use yet: {view:?}");
        matches!(view.way, AwsSignInWayView::MfaCode { refused: false, .. }).then_some(())
    };
    office.asked_to_sign_in("a code", is_code).await;
    office.cloud.identities(|all| all.show_code(&serial, "161803"));
    office.setting.desk.give_mfa_code(code("161803")).await.unwrap();
    office.signed_in().await;
    opens_what_waits(&office).await;
    office.ends_the_wizard().await;
}

#[tokio::test]
async fn a_sign_in_of_the_portal_is_used_while_it_lasts_and_asked_for_when_it_is_over() {
    let mut office = Office::open();
    office.cloud.sign_ins(|all| all.assign(PERSON, ACCOUNT, "Acme Field", "Installer"));
    office.write_config(&[portal("acme"), portal_profile("acme", "acme", ACCOUNT, "Installer")]);
    office.use_profile("acme").await.unwrap();
    let page = office.sign_in_page().await;
    office.cloud.approve(&page);
    office.signed_in().await;
    office.begins_a_link().await;
    office.restart().await;
    assert_eq!(office.signed_in().await.name, "acme", "at lunch: the token is in its file");

    office.cloud.sign_ins(|all| all.end_sessions());
    office.cloud.identities(|all| all.end_sessions());
    office.restart().await;
    let is_page =
        |view: &contract::AwsSignInView| matches!(view.way, AwsSignInWayView::Portal { .. }).then_some(());
    office.asked_to_sign_in("the page", is_page).await;
    assert_eq!(office.account_problem(), None, "asked for is no problem");
    let page = office.sign_in_page().await;
    office.cloud.approve(&page);
    office.signed_in().await;
    opens_what_waits(&office).await;
    office.ends_the_wizard().await;
}
