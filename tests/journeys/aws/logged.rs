//! What the log tells of an AWS account that is real, and what it does not. S1.

use contract::UseAwsAccountForm;
use serde_json::{Value, json};
use tests::{desktop::REGION, front::SIGN_IN_HOST, kept_log::KeptLog};

use super::office::{ACCOUNT, Office, of_profile, with_keys};

/// As AWS writes one.
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

#[tokio::test]
async fn what_a_library_says_of_badly_written_files_is_told_by_its_place_alone() {
    let kept = KeptLog::detailed();
    let office = Office::open();
    let key = office.cloud.identities(|all| all.user(ACCOUNT, "anna"));
    let bad = format!(
        "[without-canary]\nregion = eu-west-1\n[profile name canary]\nregion = eu-west-1\n\
         [profile keys-canary]\n{SECRET} canary = {SECRET}\n"
    );
    office.write_config(&[with_keys("anna", &key), bad]);
    office.use_profile("anna").await.unwrap();
    let lines = kept.end();
    let text = lines.iter().map(Value::to_string).collect::<Vec<_>>().join("\n");
    let of_library = |line: &&Value| {
        line["level"] == "warn" && line["place"].as_str().is_some_and(|place| place.contains("normalize.rs:"))
    };
    assert!(lines.iter().filter(of_library).count() >= 3, "the files were complained of: {text}");
    for canary in ["canary", SECRET, "bPxRfiCY"] {
        assert!(!text.contains(canary), "{canary} is in {text}");
    }
}

#[tokio::test]
async fn a_sign_in_that_another_choice_overtook_is_not_told_as_one_that_worked() {
    let kept = KeptLog::usual();
    let office = Office::open();
    let [anna, ben] = ["anna", "ben"].map(|user| office.cloud.identities(|all| all.user(ACCOUNT, user)));
    office.write_config(&[with_keys("anna", &anna), with_keys("ben", &ben)]);
    // Each in a Region of its own, by which the lines can be told apart.
    let of_anna = UseAwsAccountForm { region: Some("ca-central-1".to_owned()), ..of_profile("anna") };
    let (first, second) =
        tokio::join!(office.setting.desk.use_aws_account(of_anna), office.use_profile("ben"));
    first.unwrap();
    second.unwrap();
    assert!(office.count("GetCallerIdentity") >= 2, "both were asked for");
    let lines = kept.end();
    let worked = |line: &&Value| line["message"] == "the AWS sign-in worked";
    let regions: Vec<&Value> = lines.iter().filter(worked).map(|line| &line["region"]).collect();
    assert!(!regions.is_empty() && regions.iter().all(|region| *region == REGION), "{lines:#?}");
}

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
