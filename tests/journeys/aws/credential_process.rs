//! Programs that give credentials: what they do wrong, and what they may not
//! see. C7.

use std::{
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use aws_smithy_types::date_time::{DateTime, Format};
use contract::{AwsSignInWayView, NothingForm, ProblemKindView, ProblemView};
use tests::{
    cloud::AccessKey,
    desktop::{REGION, profile},
    programs,
};

use super::office::{ACCOUNT, Office};

const SECRET: &str = "a-secret-of-the-vault";

/// Its environment has keys, which are nobody else's business.
fn office() -> Office {
    Office::with(|_, variables| {
        variables.insert("PATH".to_owned(), std::env::var("PATH").unwrap());
        variables.insert("AWS_ACCESS_KEY_ID".to_owned(), "AKIACANARY0000000000".to_owned());
        variables.insert("AWS_SECRET_ACCESS_KEY".to_owned(), "canary-secret".to_owned());
        variables.insert("AWS_SESSION_TOKEN".to_owned(), "canary-token".to_owned());
    })
}

/// The profile `vault` gets its keys from a program that does this.
fn vault(office: &Office, lines: &str) -> PathBuf {
    let program = office.setting.home().join("vault-helper");
    programs::script(&program, &format!("#!/bin/sh\n{lines}\n"));
    let command = format!("{} --token {SECRET}", program.display());
    office.write_config(&[profile("vault", &[("region", REGION), ("credential_process", &command)])]);
    program
}

fn answer(key: &AccessKey, lasting: Option<Duration>) -> String {
    let until = lasting.map(|lasting| {
        let whole = DateTime::from_secs(DateTime::from(SystemTime::now() + lasting).secs());
        whole.fmt(Format::DateTime).unwrap()
    });
    serde_json::json!({
        "Version": 1, "AccessKeyId": key.id, "SecretAccessKey": key.secret,
        "SessionToken": key.token, "Expiration": until
    })
    .to_string()
}

fn is_told(problem: &ProblemView, program: &Path, what: &str) {
    assert_eq!(problem.kind, ProblemKindView::SignInToAws, "{problem:?}");
    assert_eq!(problem.title, "The program that gives your AWS sign-in did not");
    let told = format!("The credential_process {} of the profile vault {what}.", program.display());
    assert!(problem.meaning.contains(&told), "{problem:?}");
    assert!(!format!("{problem:?}").contains(SECRET), "neither its arguments nor its stderr: {problem:?}");
}

#[tokio::test]
async fn a_program_that_works_sees_no_keys_and_the_wizard_completes() {
    let office = office();
    let anna = office.cloud.identities(|all| all.user(ACCOUNT, "anna"));
    vault(&office, &format!("env > \"$HOME/seen\"; cat <<'END'\n{}\nEND", answer(&anna, None)));
    office.use_profile("vault").await.unwrap();
    let account = office.account().unwrap();
    assert_eq!(account.who, "anna");
    assert!(account.ignores_environment_keys, "the profile wins, and that is said");
    let seen = std::fs::read_to_string(office.setting.home().join("seen")).unwrap();
    assert!(seen.contains("PATH=") && !seen.contains("canary") && !seen.contains("CANARY"), "{seen}");
    office.completes_the_wizard().await;
    office.is_nowhere(SECRET);
}

#[tokio::test]
async fn what_a_program_does_wrong_is_said_and_nothing_it_wrote() {
    let office = office();
    let anna = office.cloud.identities(|all| all.user(ACCOUNT, "anna"));
    let over = answer(&anna, None).replace("null}", "\"2020-01-01T00:00:00Z\"}");
    assert!(over.contains("2020"), "{over}");
    let cases = [
        (format!("echo '{SECRET}' >&2; exit 1"), "ended with exit code 1"),
        (format!("echo 'not json {SECRET}'"), "answered something else than JSON credentials"),
        ("true".to_owned(), "answered something else than JSON credentials"),
        (r#"echo '{"Version": 2}'"#.to_owned(), "answered in another Version than 1"),
        (
            r#"echo '{"Version": 1, "AccessKeyId": "AKIA"}'"#.to_owned(),
            "answered without a usable SecretAccessKey",
        ),
        (format!("echo '{over}'"), "gave keys that are over already"),
        // Nobody is there to answer: it reads the end of its input at once.
        (format!("read password || exit 7; echo {SECRET}"), "ended with exit code 7"),
        ("kill -9 $PPID".to_owned(), "was ended by a signal"),
    ];
    for (lines, what) in cases {
        let program = vault(&office, &lines);
        is_told(&office.use_profile("vault").await.unwrap_err(), &program, what);
        assert_eq!(office.account(), None);
        office.is_nowhere(SECRET);
    }
    std::fs::remove_file(office.setting.home().join("vault-helper")).unwrap();
    let missing = office.use_profile("vault").await.unwrap_err();
    is_told(&missing, &office.setting.home().join("vault-helper"), "ended with exit code 127");
    assert!(office.cloud.record(|record| record.connects()).is_empty(), "AWS was never asked");
}

/// In paused time, which passes as soon as all that is left is to wait for it.
#[tokio::test(start_paused = true)]
async fn a_program_that_hangs_is_ended_with_all_it_started_and_named() {
    let office = office();
    let program = vault(&office, "sleep 3600 & echo $! > \"$HOME/child\"; wait");
    let problem = office.use_profile("vault").await.unwrap_err();
    is_told(&problem, &program, "gave no answer within 20 seconds and was ended");
    let child = std::fs::read_to_string(office.setting.home().join("child"));
    // It may be ended before it has begun anything.
    let Ok(child) = child else { return };
    let about = PathBuf::from(format!("/proc/{}/stat", child.trim()));
    let runs = || std::fs::read_to_string(&about).is_ok_and(|stat| !stat.contains(") Z "));
    while runs() {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_mended_program_is_asked_again_on_request_and_by_itself_when_the_file_names_another() {
    let office = office();
    let anna = office.cloud.identities(|all| all.user(ACCOUNT, "anna"));
    let program = vault(&office, "exit 1");
    office.use_profile("vault").await.unwrap_err();
    let view = office.sign_in_view().expect("a sign-in is what is missing");
    assert_eq!(view.way, AwsSignInWayView::Outside);
    is_told(&view.problem.unwrap(), &program, "ended with exit code 1");
    programs::script(&program, &format!("#!/bin/sh\ncat <<'END'\n{}\nEND\n", answer(&anna, None)));
    office.setting.desk.sign_in_to_aws(NothingForm {}).await.unwrap();
    office.signed_in().await;

    let bob = office.cloud.identities(|all| all.user(ACCOUNT, "bob"));
    let other = office.setting.home().join("other-helper");
    programs::script(&other, &format!("#!/bin/sh\ncat <<'END'\n{}\nEND\n", answer(&bob, None)));
    let command = other.display().to_string();
    office.write_config(&[profile("vault", &[("region", REGION), ("credential_process", &command)])]);
    let is_bob = |view: &contract::DeskView| view.account.clone().filter(|account| account.who == "bob");
    office.setting.wait("the other program's user", is_bob).await;
    office.completes_the_wizard().await;
}

#[tokio::test]
async fn keys_with_an_end_are_asked_for_again_by_themselves() {
    let office = office();
    let anna = office.cloud.identities(|all| all.user(ACCOUNT, "anna"));
    // Less than the SDK leaves to the keys it keeps.
    let soon = answer(&anna, Some(Duration::from_secs(3600)));
    let until = soon.split("\"Expiration\":\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let soon = soon.replace(&until, "'\"$(date -u -d '+5 seconds' +%Y-%m-%dT%H:%M:%SZ)\"'");
    vault(&office, &format!("echo run >> \"$HOME/runs\"; echo '{soon}'"));
    office.use_profile("vault").await.unwrap();
    office.completes_the_wizard().await;
    let runs = std::fs::read_to_string(office.setting.home().join("runs")).unwrap();
    assert!(runs.lines().count() > 2, "{runs}");
}
