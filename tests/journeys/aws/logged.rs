//! What the log tells of an AWS account that is real, and what it does not. S1.

use serde_json::{Value, json};
use tests::{front::SIGN_IN_HOST, kept_log::KeptLog};

use super::office::Office;

#[tokio::test]
async fn calls_for_credentials_and_links_are_told_without_a_key_a_name_or_an_address() {
    let kept = KeptLog::detailed();
    let office = Office::open();
    let key = office.with_keys_of("anna-canary");
    office.use_profile("anna-canary").await.unwrap();
    office.begins_a_link().await;
    let customer = office.setting.open().customer;
    let lines = kept.end();
    let text = lines.iter().map(Value::to_string).collect::<Vec<_>>().join("\n");
    let mut canaries = office.cloud.secrets();
    canaries.extend([key.id, customer, SIGN_IN_HOST.to_owned(), "canary".to_owned(), "https://".to_owned()]);
    for canary in canaries {
        assert!(!text.contains(&canary), "{canary} is in {text}");
    }
    let line = |operation: &str| lines.iter().find(|line| line["operation"] == operation).unwrap();
    let who = line("GetCallerIdentity");
    assert_eq!(
        (&who["outcome"], &who["status"], &who["attempts"]),
        (&json!("answered"), &json!(200), &json!(1))
    );
    assert!(who["duration_ms"].is_u64(), "{who}");
    assert_eq!(line("CreateAccountAssociation")["world"], "live");
    assert!(
        lines.iter().any(|line| line["message"] == "the AWS sign-in worked" && line["region"] == "eu-west-1")
    );
}
