//! Access keys that AWS knows no more. C1.

use std::path::Path;

use contract::{
    AccessKeysForm, AddAwsAccountForm, AwsSignInWayView, ColourView, CreatingView, NothingForm,
    ProblemKindView, ReplaceAccessKeysForm, SecretText, SourceForm, StopView,
};
use tests::cloud::AccessKey;

use super::office::{ACCOUNT, Office, with_keys};
use crate::setting::customer;

fn form(key: &AccessKey) -> AccessKeysForm {
    AccessKeysForm {
        access_key_id: SecretText(key.id.clone()),
        secret_access_key: SecretText(key.secret.clone()),
        session_token: None,
    }
}

/// Anna's new pair in place of the old one, as a person would put it into the file.
fn rotate(office: &Office) -> AccessKey {
    let new = office.cloud.identities(|all| all.user(ACCOUNT, "anna"));
    office.write_config(&[with_keys("anna", &new)]);
    new
}

async fn told_that_it_ran_out(office: &Office) {
    let problem = office
        .asked_to_sign_in("that the keys are over", |view| {
            assert!(view.ran_out, "it was in use: {view:?}");
            assert_eq!(view.way, AwsSignInWayView::Outside, "{view:?}");
            view.problem.clone()
        })
        .await;
    assert_eq!(problem.kind, ProblemKindView::SignInToAws, "{problem:?}");
    assert!(problem.detail.unwrap().contains("security token included in the request is invalid"));
}

#[tokio::test]
async fn revoked_before_the_create_nothing_is_made_until_there_are_keys_again() {
    let office = Office::open();
    let old = office.with_keys_of("anna");
    office.use_profile("anna").await.unwrap();
    office.setting.desk.list_connector_destinations(NothingForm {}).await.unwrap();
    office.cloud.identities(|all| all.revoke(&old.id));
    let create = office.setting.desk.create_account_association(customer("brightwell-lighting", "Miller"));
    // Asked before or by the create itself: either is told, and nothing is made.
    match create.await {
        Err(problem) => assert_eq!(problem.kind, ProblemKindView::SignInToAws, "{problem:?}"),
        Ok(()) => {
            let StopView::Creating { phase: CreatingView::Unreached, problem: Some(problem) } =
                office.setting.open().stop
            else {
                panic!("{:?}", office.setting.open().stop)
            };
            assert_eq!(problem.kind, ProblemKindView::SignInToAws, "{problem:?}");
            assert!(problem.meaning.contains("Nothing was changed."), "{problem:?}");
        }
    }
    assert_eq!(office.setting.committed("CreateAccountAssociation"), 0);
    told_that_it_ran_out(&office).await;
    rotate(&office);
    office.signed_in().await;
    if office.setting.desk.subscribe().borrow().open.is_none() {
        office.begins_a_link().await;
    }
    office.shows_the_page().await;
    office.ends_the_wizard().await;
}

#[tokio::test]
async fn revoked_while_the_customer_is_waited_for_the_link_waits_and_goes_on_by_itself() {
    let office = Office::open();
    let old = office.with_keys_of("anna");
    office.use_profile("anna").await.unwrap();
    office.begins_a_link().await;
    office.cloud.identities(|all| all.revoke(&old.id));
    told_that_it_ran_out(&office).await;
    assert!(matches!(office.setting.open().stop, StopView::SignIn { .. }), "the journey is kept");
    office.setting.sign_in("miller", "allow");
    let new = rotate(&office);
    office.finds_devices().await;
    office.setting.desk.register_devices(office.setting.journey()).await.unwrap();
    office.registers_all().await;
    let registered = office.asked().into_iter().rfind(|asked| asked.operation == "POST /managed-things");
    assert_eq!(registered.unwrap().access_key_id, Some(new.id));
}

#[tokio::test]
async fn revoked_while_devices_are_registered_each_is_made_once_in_the_end() {
    let office = Office::open();
    let key = office.with_keys_of("anna");
    office.use_profile("anna").await.unwrap();
    office.begins_a_link().await;
    office.setting.sign_in("miller", "allow");
    office.finds_devices().await;
    office.cloud.identities(|all| all.revoke(&key.id));
    office.setting.desk.register_devices(office.setting.journey()).await.unwrap();
    told_that_it_ran_out(&office).await;
    assert!(!matches!(office.setting.open().stop, StopView::Done { .. }));
    office.cloud.identities(|all| all.restore(&key.id));
    office.setting.desk.sign_in_to_aws(NothingForm {}).await.unwrap();
    office.registers_all().await;
}

#[tokio::test]
async fn revoked_keys_given_by_hand_are_asked_for_again_and_the_journey_goes_on() {
    let office = Office::open();
    let old = office.cloud.identities(|all| all.user(ACCOUNT, "anna"));
    let add = AddAwsAccountForm {
        name: "Acme Prod".to_owned(),
        colour: ColourView::Teal,
        source: SourceForm::Keys {
            keys_id: String::new(),
            mfa_serial: None,
            role_arn: None,
            external_id: None,
        },
        access_keys: Some(form(&old)),
        region: Some("eu-west-1".to_owned()),
        production: false,
        read_only: false,
    };
    office.setting.desk.add_aws_account(add).await.unwrap();
    office.begins_a_link().await;
    office.cloud.identities(|all| all.revoke(&old.id));
    let saved_account_id = office
        .asked_to_sign_in("the access keys", |view| match &view.way {
            AwsSignInWayView::AccessKeys { saved_account_id } => Some(saved_account_id.clone()),
            other => panic!("{other:?}"),
        })
        .await;
    let new = office.cloud.identities(|all| all.user(ACCOUNT, "anna"));
    let replace = ReplaceAccessKeysForm { saved_account_id, access_keys: form(&new) };
    office.setting.desk.replace_access_keys(replace).await.unwrap();
    assert_eq!(office.account().unwrap().name, "Acme Prod");
    office.ends_the_wizard().await;
    assert!(!office.setting.home().join(Path::new(".aws")).exists(), "no file was made for keys");
}
