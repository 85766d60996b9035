//! Roles above roles, each with its own conditions. C6.

use contract::{AwsSignInWayView, MfaCodeForm, ProblemKindView, ProblemView, SecretText};
use tests::{
    cloud::Role,
    desktop::{REGION, profile},
};

use super::office::{ACCOUNT, OTHER_ACCOUNT, Office, with_keys};

const EXTERNAL_ID: &str = "acme:4711";

/// Anna may be `Hub` here with an external ID, and `Hub` alone may be
/// `Installer` in the customer's account.
fn chain(
    office: &Office,
    external_id: &str,
    more_of_hub: &[(&str, &str)],
    more_of_installer: &[(&str, &str)],
) {
    let (anna, hub, installer) = office.cloud.identities(|all| {
        let hub = Role::new(ACCOUNT, "Hub").with_external_id(EXTERNAL_ID);
        let installer = Role::new(OTHER_ACCOUNT, "Installer").trusting(&hub.arn());
        let (hub, installer) = (all.role(hub), all.role(installer));
        (all.user(ACCOUNT, "anna"), hub, installer)
    });
    let of_hub = [("role_arn", hub.as_str()), ("source_profile", "anna"), ("external_id", external_id)];
    let of_installer = [("role_arn", installer.as_str()), ("source_profile", "hub"), ("region", REGION)];
    office.write_config(&[
        with_keys("anna", &anna),
        profile("hub", &[&of_hub[..], more_of_hub].concat()),
        profile("installer", &[&of_installer[..], more_of_installer].concat()),
    ]);
}

async fn give(office: &Office, code: &str) {
    office.setting.desk.give_mfa_code(MfaCodeForm { code: SecretText(code.to_owned()) }).await.unwrap();
}

fn may_not_take_it_on(problem: &ProblemView) {
    assert_eq!(problem.kind, ProblemKindView::AskForPermission, "{problem:?}");
    assert_eq!(problem.title, "This AWS sign-in may not take on the role");
    assert!(problem.for_cloud_team.as_ref().unwrap().contains("sts:AssumeRole"), "{problem:?}");
}

#[tokio::test]
async fn a_role_is_taken_on_by_way_of_another_with_its_external_id() {
    let office = Office::open();
    chain(&office, EXTERNAL_ID, &[("role_session_name", "anna-of-acme")], &[]);
    office.use_profile("installer").await.unwrap();
    let account = office.account().unwrap();
    assert_eq!((account.account.as_str(), account.who.as_str()), (OTHER_ACCOUNT, "Installer"));
    assert_eq!(account.signed_in_until, None, "it goes on by itself");
    office.completes_the_wizard().await;
    let service = office.asked().into_iter().filter(|asked| asked.operation.starts_with("POST"));
    let keys: Vec<String> = service.filter_map(|asked| asked.access_key_id).collect();
    assert!(keys.iter().all(|key| key.starts_with("ASIA")), "{keys:?}");
}

#[tokio::test]
async fn a_wrong_external_id_is_a_missing_permission_and_a_right_one_is_noticed() {
    let office = Office::open();
    chain(&office, "acme:4712", &[], &[]);
    let problem = office.use_profile("installer").await.unwrap_err();
    may_not_take_it_on(&problem);
    assert!(problem.detail.unwrap().contains("role/Hub"), "AWS names the role");
    chain(&office, EXTERNAL_ID, &[], &[]);
    assert_eq!(office.signed_in().await.who, "Installer");
    office.check();
}

#[tokio::test]
async fn a_role_that_does_not_trust_the_one_below_says_which_it_is() {
    let office = Office::open();
    chain(&office, EXTERNAL_ID, &[], &[]);
    let stranger = Role::new(OTHER_ACCOUNT, "Installer").trusting("arn:aws:iam::444455556666:role/Other");
    office.cloud.identities(|all| all.role(stranger));
    let problem = office.use_profile("installer").await.unwrap_err();
    may_not_take_it_on(&problem);
    assert!(problem.detail.unwrap().contains("role/Installer"));
}

#[tokio::test]
async fn profiles_in_a_circle_are_told_and_nothing_is_sent() {
    let office = Office::open();
    let role = "arn:aws:iam::111122223333:role/Hub";
    office.write_config(&[
        profile("installer", &[("role_arn", role), ("source_profile", "hub"), ("region", REGION)]),
        profile("hub", &[("role_arn", role), ("source_profile", "installer")]),
    ]);
    let problem = office.use_profile("installer").await.unwrap_err();
    let told = format!("{} {:?}", problem.meaning, problem.detail);
    assert!(told.contains("installer") && told.contains("circle"), "{problem:?}");
    assert!(office.cloud.record(|record| record.connects()).is_empty());
}

#[tokio::test]
async fn a_code_for_the_lower_role_serves_all_that_stands_on_it() {
    let office = Office::open();
    let serial = office.cloud.identities(|all| all.mfa_device(ACCOUNT, "anna", "314159"));
    chain(&office, EXTERNAL_ID, &[("mfa_serial", &serial), ("region", REGION)], &[]);
    let hub = Role::new(ACCOUNT, "Hub").with_external_id(EXTERNAL_ID).with_mfa();
    office.cloud.identities(|all| all.role(hub));
    office.use_profile("installer").await.unwrap();
    give(&office, "314159").await;
    assert_eq!(office.signed_in().await.who, "Installer");
    office.use_profile("hub").await.unwrap();
    assert_eq!(office.signed_in().await.who, "Hub");
    office.use_profile("installer").await.unwrap();
    office.completes_the_wizard().await;
}

#[tokio::test]
async fn a_further_role_that_wants_a_code_asks_for_the_next_one_and_keeps_the_first_session() {
    let office = Office::open();
    let (serial, installers) = office.cloud.identities(|all| {
        let serial = all.mfa_device(ACCOUNT, "anna", "314159");
        (serial, all.mfa_device(OTHER_ACCOUNT, "installer", "141421"))
    });
    chain(&office, EXTERNAL_ID, &[("mfa_serial", &serial)], &[("mfa_serial", &installers)]);
    office.use_profile("installer").await.unwrap();
    give(&office, "314159").await;
    office
        .asked_to_sign_in("the second code", |view| match &view.way {
            AwsSignInWayView::MfaCode { device, refused: false, checking: false }
                if *device == installers =>
            {
                Some(())
            }
            _ => None,
        })
        .await;
    assert_eq!(office.count("AssumeRole"), 1, "the first session is kept");
    assert_eq!(office.account(), None);
}
