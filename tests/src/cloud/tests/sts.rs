//! Roles, codes and sessions.

use std::time::{Duration, SystemTime};

use aws_sdk_sts::{
    Client,
    operation::assume_role::{AssumeRoleOutput, builders::AssumeRoleFluentBuilder},
};

use super::client::{Said, config, said, session_key};
use super::{ACCOUNT, AccessKey, Cloud, OTHER_ACCOUNT, REGION, Role, cloud};

fn sts(cloud: &Cloud, key: &AccessKey) -> Client {
    Client::new(&config(cloud, REGION, key))
}

fn assume(cloud: &Cloud, key: &AccessKey, role: &str) -> AssumeRoleFluentBuilder {
    sts(cloud, key).assume_role().role_arn(role).role_session_name("linkwright")
}

fn keys(output: &AssumeRoleOutput) -> AccessKey {
    session_key(output.credentials().unwrap())
}

async fn refused(asked: AssumeRoleFluentBuilder) -> Said {
    said(&asked.send().await.unwrap_err())
}

#[tokio::test]
async fn a_role_is_taken_on_and_is_who_asks_from_then_on() {
    let (_practice, cloud, anna) = cloud();
    let role = cloud.identities(|all| all.role(Role::new(OTHER_ACCOUNT, "Installer")));
    let given = assume(&cloud, &anna, &role).send().await.unwrap();
    let key = keys(&given);
    assert!(key.id.starts_with("ASIA"));
    let until = SystemTime::try_from(*given.credentials().unwrap().expiration()).unwrap();
    let left = until.duration_since(SystemTime::now()).unwrap().as_secs();
    assert!((3590..=3600).contains(&left), "{left}");
    let who = sts(&cloud, &key).get_caller_identity().send().await.unwrap();
    assert_eq!(who.arn(), Some("arn:aws:sts::444455556666:assumed-role/Installer/linkwright"));
    assert_eq!(who.account(), Some(OTHER_ACCOUNT));
    let stolen = AccessKey { token: Some("another".to_owned()), ..key };
    let refused = sts(&cloud, &stolen).get_caller_identity().send().await.unwrap_err();
    assert_eq!(said(&refused).code, "InvalidClientTokenId");
    let secrets = cloud.secrets();
    assert!([&anna.secret, &stolen.secret].into_iter().all(|secret| secrets.contains(secret)));
}

#[tokio::test]
async fn a_role_with_mfa_wants_a_code_that_is_right_and_was_not_used_before() {
    let (_practice, cloud, anna) = cloud();
    let role = cloud.identities(|all| all.role(Role::new(ACCOUNT, "Installer").with_mfa()));
    let serial = cloud.identities(|all| all.mfa_device(ACCOUNT, "anna", "111111"));
    let not_authorized = format!(
        "User: arn:aws:iam::111122223333:user/anna is not authorized to perform: sts:AssumeRole on resource: {role}"
    );
    let denied = |message: &str| Said { code: "AccessDenied".to_owned(), message: message.to_owned() };
    let wrong = denied("MultiFactorAuthentication failed with invalid MFA one time pass code. ");
    let with = |code: &str| assume(&cloud, &anna, &role).serial_number(&serial).token_code(code);
    assert_eq!(refused(assume(&cloud, &anna, &role)).await, denied(&not_authorized));
    assert_eq!(refused(with("999999")).await, wrong);
    with("111111").send().await.unwrap();
    assert_eq!(refused(with("111111")).await, wrong, "used before");
    cloud.identities(|all| all.show_code(&serial, "222222"));
    with("222222").send().await.unwrap();
    assert_eq!(refused(with("12345")).await.code, "ValidationError");
    let unknown = assume(&cloud, &anna, &role).serial_number("arn:aws:iam::111122223333:mfa/berta");
    let Said { message, .. } = refused(unknown.token_code("222222")).await;
    assert!(message.contains("unable to validate MFA code"), "{message}");
}

#[tokio::test]
async fn a_session_begun_with_a_code_takes_on_a_role_with_mfa_without_another() {
    let (_practice, cloud, anna) = cloud();
    let role = cloud.identities(|all| all.role(Role::new(ACCOUNT, "Installer").with_mfa()));
    let serial = cloud.identities(|all| all.mfa_device(ACCOUNT, "anna", "333333"));
    let begun = sts(&cloud, &anna).get_session_token().serial_number(&serial).token_code("333333");
    let session = session_key(begun.send().await.unwrap().credentials().unwrap());
    assume(&cloud, &session, &role).send().await.unwrap();
    let again = sts(&cloud, &session).get_session_token().send().await.unwrap_err();
    assert_eq!(said(&again).message, "Cannot call GetSessionToken with session credentials");
    let without = sts(&cloud, &anna).get_session_token().send().await.unwrap();
    let session = session_key(without.credentials().unwrap());
    assert_eq!(refused(assume(&cloud, &session, &role)).await.code, "AccessDenied");
}

#[tokio::test]
async fn external_ids_and_trusted_roles_are_looked_at_and_chains_last_an_hour_at_most() {
    let (_practice, cloud, anna) = cloud();
    let first = cloud.identities(|all| all.role(Role::new(ACCOUNT, "Company")));
    let second = Role::new(OTHER_ACCOUNT, "Installer").with_external_id("acme-42").trusting(&first);
    let second = cloud.identities(|all| all.role(second.lasting_at_most(Duration::from_secs(7200))));
    assert_eq!(refused(assume(&cloud, &anna, &second).external_id("acme-42")).await.code, "AccessDenied");
    let company = keys(&assume(&cloud, &anna, &first).send().await.unwrap());
    assert_eq!(refused(assume(&cloud, &company, &second)).await.code, "AccessDenied");
    assert_eq!(refused(assume(&cloud, &company, &second).external_id("acme-43")).await.code, "AccessDenied");
    let chained = || assume(&cloud, &company, &second).external_id("acme-42");
    assert!(refused(chained().duration_seconds(7200)).await.message.contains("role chaining"));
    assert!(refused(chained().duration_seconds(7201)).await.message.contains("MaxSessionDuration"));
    assert_eq!(refused(chained().duration_seconds(60)).await.code, "ValidationError");
    let nowhere = "arn:aws:iam::444455556666:role/Nobody";
    assert_eq!(refused(assume(&cloud, &company, nowhere)).await.code, "AccessDenied");
    chained().send().await.unwrap();
    assert_eq!(cloud.record(|record| record.count("AssumeRole")), 9);
}

#[tokio::test]
async fn sessions_end_by_themselves_or_on_request_and_keys_are_revoked() {
    let (_practice, cloud, anna) = cloud();
    let role = cloud.identities(|all| all.role(Role::new(ACCOUNT, "Installer")));
    let ask = async |key: &AccessKey| {
        let answered = sts(&cloud, key).get_caller_identity().send().await;
        answered.map(|_| ()).map_err(|error| said(&error).code)
    };
    cloud.identities(|all| all.sessions_last(Some(Duration::ZERO)));
    let over = keys(&assume(&cloud, &anna, &role).send().await.unwrap());
    assert_eq!(ask(&over).await, Err("ExpiredToken".to_owned()));
    cloud.identities(|all| all.sessions_last(None));
    let session = keys(&assume(&cloud, &anna, &role).send().await.unwrap());
    assert_eq!(ask(&session).await, Ok(()));
    cloud.identities(|all| all.end_sessions());
    assert_eq!(ask(&session).await, Err("ExpiredToken".to_owned()));
    cloud.identities(|all| all.revoke(&anna.id));
    assert_eq!(ask(&anna).await, Err("InvalidClientTokenId".to_owned()));
    cloud.identities(|all| all.restore(&anna.id));
    assert_eq!(ask(&anna).await, Ok(()));
}
