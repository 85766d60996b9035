//! Six digits of an MFA device. C5.

use std::time::Duration;

use contract::{
    AccessKeysForm, AddAwsAccountForm, AwsSignInWayView, ColourView, MfaCodeForm, NothingForm, ProblemView,
    SecretText, SourceForm, UseAwsAccountForm,
};
use tests::{
    cloud::{AccessKey, Role},
    desktop::{REGION, profile},
};

use super::office::{ACCOUNT, Office, of_profile, with_keys};

const ROLE: &str = "Installer";

struct Device {
    serial: String,
    key: AccessKey,
    role_arn: String,
}

/// Anna's keys, her device that shows `code`, and a role that wants it.
fn device(office: &Office, code: &str) -> Device {
    office.cloud.identities(|all| Device {
        key: all.user(ACCOUNT, "anna"),
        serial: all.mfa_device(ACCOUNT, "anna", code),
        role_arn: all.role(Role::new(ACCOUNT, ROLE).with_mfa()),
    })
}

/// The profile `field` takes the role on with a code.
fn with_profile(office: &Office, code: &str) -> Device {
    let device = device(office, code);
    let field = profile(
        "field",
        &[
            ("region", REGION),
            ("role_arn", &device.role_arn),
            ("source_profile", "anna"),
            ("mfa_serial", &device.serial),
        ],
    );
    office.write_config(&[with_keys("anna", &device.key), field]);
    device
}

async fn give(office: &Office, code: &str) -> Result<(), ProblemView> {
    office.setting.desk.give_mfa_code(MfaCodeForm { code: SecretText(code.to_owned()) }).await
}

/// A code is asked for now; whether one was refused before.
fn is_asked(office: &Office, device: &Device) -> bool {
    let view = office.sign_in_view().expect("a code is asked for");
    let AwsSignInWayView::MfaCode { device: asked, refused, checking: false } = view.way else {
        panic!("{view:?}")
    };
    assert_eq!(asked, device.serial);
    refused
}

#[tokio::test]
async fn a_code_is_asked_for_a_wrong_one_is_said_and_the_right_one_is_asked_for_once() {
    let office = Office::open();
    let device = with_profile(&office, "314159");
    office.use_profile("field").await.unwrap();
    assert!(!is_asked(&office, &device));
    assert_eq!((office.account(), office.account_problem()), (None, None), "asked for is no problem");
    assert_eq!(office.asked(), [], "a code may be wrong once too often: nothing is tried without one");

    for typed in ["31415", "3141590", "31415x", ""] {
        let problem = give(&office, typed).await.unwrap_err();
        assert!(problem.meaning.contains("six digits"), "{problem:?}");
    }
    assert_eq!(office.asked(), []);
    give(&office, "271828").await.unwrap();
    assert!(is_asked(&office, &device), "refused");
    assert_eq!(office.account(), None);

    give(&office, "314 159").await.unwrap();
    let account = office.signed_in().await;
    assert_eq!((account.account.as_str(), account.who.as_str()), (ACCOUNT, ROLE));
    assert!(account.signed_in_until.is_some(), "a session has an end");
    assert_eq!(office.count("AssumeRole"), 2);

    let elsewhere = UseAwsAccountForm { region: Some("ca-central-1".to_owned()), ..of_profile("field") };
    office.setting.desk.use_aws_account(elsewhere).await.unwrap();
    assert_eq!(office.signed_in().await.region, "ca-central-1");
    office.use_profile("field").await.unwrap();
    office.signed_in().await;
    office.setting.desk.check_aws_account(NothingForm {}).await.unwrap();
    assert_eq!(office.count("AssumeRole"), 2, "one code is enough for all Regions");
    office.completes_the_wizard().await;
    assert_eq!(office.count("AssumeRole"), 2);
}

#[tokio::test]
async fn a_session_that_ends_in_the_middle_asks_for_the_next_code_and_a_used_one_is_refused() {
    let office = Office::open();
    let device = with_profile(&office, "314159");
    office.use_profile("field").await.unwrap();
    give(&office, "314159").await.unwrap();
    office.signed_in().await;
    office.begins_a_link().await;

    office.cloud.identities(|all| all.end_sessions());
    office
        .asked_to_sign_in("the next code", |view| {
            let asks = matches!(view.way, AwsSignInWayView::MfaCode { refused: false, .. });
            assert!(view.ran_out && asks, "{view:?}");
            Some(())
        })
        .await;
    assert!(office.account().is_some(), "it stays in use");
    office.setting.sign_in("miller", "allow");
    give(&office, "314159").await.unwrap();
    assert!(is_asked(&office, &device), "each code is good once");
    office.cloud.identities(|all| all.show_code(&device.serial, "161803"));
    give(&office, "161803").await.unwrap();
    office.signed_in().await;
    office.finds_devices().await;
    office.setting.desk.register_devices(office.setting.journey()).await.unwrap();
    office.registers_all().await;
}

#[tokio::test]
async fn a_session_that_ends_by_its_own_time_asks_for_the_next_code() {
    let office = Office::open();
    let device = with_profile(&office, "314159");
    office.cloud.identities(|all| all.sessions_last(Some(Duration::from_secs(15))));
    office.use_profile("field").await.unwrap();
    give(&office, "314159").await.unwrap();
    office.signed_in().await;
    office.begins_a_link().await;
    let is_code = |view: &contract::AwsSignInView| {
        assert!(view.ran_out, "{view:?}");
        matches!(view.way, AwsSignInWayView::MfaCode { refused: false, .. }).then_some(())
    };
    office.asked_to_sign_in("the next code", is_code).await;
    office.cloud.identities(|all| {
        all.sessions_last(None);
        all.show_code(&device.serial, "161803");
    });
    give(&office, "161803").await.unwrap();
    office.signed_in().await;
    office.ends_the_wizard().await;
}

#[tokio::test]
async fn a_code_given_twice_at_once_is_sent_once() {
    let office = Office::open();
    with_profile(&office, "314159");
    office.use_profile("field").await.unwrap();
    let (first, second) = tokio::join!(give(&office, "314159"), give(&office, "314159"));
    assert_eq!([first.is_ok(), second.is_ok()].into_iter().filter(|taken| *taken).count(), 1);
    office.signed_in().await;
    assert_eq!(office.count("AssumeRole"), 1);
    let late = give(&office, "314159").await.unwrap_err();
    assert_eq!(late.title, "Nobody asks for a code");
}

#[tokio::test]
async fn what_else_is_wrong_is_said_beside_the_code() {
    let office = Office::open();
    let device = with_profile(&office, "314159");
    office.use_profile("field").await.unwrap();
    office.cloud.identities(|all| all.revoke(&device.key.id));
    // AWS knows nobody who could have a device: not the code is what is wrong.
    let told = give(&office, "314159").await.err();
    let told = told.or_else(|| office.sign_in_view().and_then(|view| view.problem));
    let told = told.expect("the keys below the role are what is wrong");
    assert!(told.detail.unwrap().contains("security token included in the request is invalid"));
    office.cloud.identities(|all| all.restore(&device.key.id));
    office.use_profile("field").await.unwrap();
    assert!(!is_asked(&office, &device));
    give(&office, "314159").await.unwrap();
    assert_eq!(office.signed_in().await.who, ROLE);
    office.check();
}

#[tokio::test]
async fn who_does_without_a_code_is_left_in_peace_and_may_choose_anew() {
    let office = Office::open();
    let device = with_profile(&office, "314159");
    office.use_profile("anna").await.unwrap();
    office.use_profile("field").await.unwrap();
    is_asked(&office, &device);
    office.setting.desk.cancel_aws_sign_in(NothingForm {}).await.unwrap();
    assert_eq!(office.sign_in_view(), None);
    assert_eq!(office.account().unwrap().who, "anna");
    office.setting.desk.check_aws_account(NothingForm {}).await.unwrap();
    assert_eq!(office.sign_in_view(), None, "it is anna that is checked");
    office.use_profile("field").await.unwrap();
    give(&office, "314159").await.unwrap();
    assert_eq!(office.signed_in().await.who, ROLE);
    office.check();
}

/// As a person adds them: no profile, no file.
async fn add(office: &Office, device: &Device, role_arn: Option<String>) -> Result<(), ProblemView> {
    let keys = AccessKeysForm {
        access_key_id: SecretText(device.key.id.clone()),
        secret_access_key: SecretText(device.key.secret.clone()),
        session_token: None,
    };
    let form = AddAwsAccountForm {
        name: "Acme Prod".to_owned(),
        colour: ColourView::Orange,
        source: SourceForm::Keys {
            keys_id: String::new(),
            mfa_serial: Some(device.serial.clone()),
            role_arn,
            external_id: None,
        },
        access_keys: Some(keys),
        region: Some(REGION.to_owned()),
        production: true,
        read_only: false,
    };
    office.setting.desk.add_aws_account(form).await
}

#[tokio::test]
async fn keys_given_by_hand_take_a_role_on_with_a_code() {
    let office = Office::open();
    let device = device(&office, "314159");
    add(&office, &device, Some(device.role_arn.clone())).await.unwrap();
    assert!(!is_asked(&office, &device));
    give(&office, "314159").await.unwrap();
    let account = office.signed_in().await;
    assert_eq!((account.name.as_str(), account.who.as_str()), ("Acme Prod", ROLE));
    assert!(account.production);
    office.completes_the_wizard().await;
}

#[tokio::test]
async fn keys_given_by_hand_get_a_session_of_their_own_with_a_code() {
    let office = Office::open();
    let device = device(&office, "314159");
    add(&office, &device, None).await.unwrap();
    assert_eq!(office.asked(), []);
    give(&office, "314159").await.unwrap();
    assert_eq!(office.signed_in().await.who, "anna");
    assert_eq!((office.count("GetSessionToken"), office.count("AssumeRole")), (1, 0));
    office.completes_the_wizard().await;
    let with_long_term_keys =
        |asked: &tests::cloud::Asked| asked.access_key_id.as_ref() == Some(&device.key.id);
    let first = office.asked().into_iter().filter(with_long_term_keys).count();
    assert_eq!(first, 1, "all but the session itself is asked for with the session's keys");
}
