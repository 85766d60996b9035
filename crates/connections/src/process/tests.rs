//! Commands of every kind, really run.

use std::path::PathBuf;

use crate::Environment;
use crate::profiles::Profiles;
use crate::{PROCESS_ANSWER_UNREADABLE, PROCESS_FAILED, PROCESS_HANGS, PROCESS_KEYS_OVER};

use super::*;

async fn process(command: &str, variables: &[(&str, &str)]) -> Process {
    let path = std::env::var_os("PATH").unwrap();
    let variables = variables.iter().map(|(name, value)| (OsString::from(name), OsString::from(value)));
    let environment = Environment::from_variables(std::iter::once(("PATH".into(), path)).chain(variables));
    let calls = Calls::new(&environment, &Profiles::none()).await.unwrap();
    Process::new("field", &command.into(), &calls)
}

async fn run(command: &str) -> Result<Credentials, Problem> {
    process(command, &[]).await.run().await
}

/// The code and the words of the problem.
async fn failed(command: &str) -> (String, String) {
    let problem = run(command).await.unwrap_err();
    assert!(!format!("{problem:?}").contains("canary"), "{problem:?}");
    (problem.code.unwrap(), problem.service_message.unwrap())
}

fn answer(members: &str) -> String {
    format!(r#"echo '{{"Version":1,"AccessKeyId":"ASIA1","SecretAccessKey":"s"{members}}}'"#)
}

#[tokio::test]
async fn an_answer_is_taken_with_its_end() {
    let credentials = run(&answer(r#","SessionToken":"t","Expiration":"2099-01-01T00:00:00+00:00""#)).await;
    let credentials = credentials.unwrap();
    assert_eq!(credentials.access_key_id(), "ASIA1");
    assert_eq!(credentials.session_token(), Some("t"));
    let end = SystemTime::UNIX_EPOCH + Duration::from_secs(4_070_908_800);
    assert_eq!(credentials.expiry(), Some(end));
    let plain = run(&answer("")).await.unwrap();
    assert_eq!((plain.session_token(), plain.expiry()), (None, None));
}

#[tokio::test]
async fn what_a_command_does_wrong_is_told_with_its_first_word_and_never_its_stderr() {
    let exit = failed("TOKEN=canary-argument sh -c 'echo canary-secret >&2; exit 3'").await;
    assert_eq!(exit.0, PROCESS_FAILED);
    assert_eq!(exit.1, "The credential_process sh of the profile field ended with exit code 3.");
    assert_eq!(failed("kill -9 $$").await.0, PROCESS_FAILED);
    assert_eq!(failed("/no/such/program").await.0, PROCESS_FAILED);
    for (answer, why) in [
        ("echo hello", "something else than JSON"),
        ("true", "something else than JSON"),
        ("head -c 200000 /dev/zero", "something else than JSON"),
        (r#"echo '{"AccessKeyId":"A","SecretAccessKey":"canary"}'"#, "a usable Version"),
        (r#"echo '{"Version":2,"AccessKeyId":"A","SecretAccessKey":"canary"}'"#, "another Version"),
        (r#"echo '{"Version":"1","AccessKeyId":"A","SecretAccessKey":"canary"}'"#, "another Version"),
        (r#"echo '{"Version":1,"SecretAccessKey":"canary"}'"#, "AccessKeyId"),
        (r#"echo '{"Version":1,"AccessKeyId":"A","SecretAccessKey":""}'"#, "SecretAccessKey"),
    ] {
        let (code, said) = failed(answer).await;
        assert_eq!(code, PROCESS_ANSWER_UNREADABLE, "{answer}");
        assert!(said.contains(why), "{answer}: {said}");
    }
    let no_time = failed(&answer(r#","Expiration":"tomorrow""#)).await;
    assert!(no_time.0 == PROCESS_ANSWER_UNREADABLE && no_time.1.contains("Expiration"), "{no_time:?}");
    let over = failed(&answer(r#","Expiration":"2020-01-01T00:00:00Z""#)).await;
    assert_eq!(over.0, PROCESS_KEYS_OVER);
}

#[tokio::test]
async fn a_command_that_asks_its_stdin_meets_its_end() {
    let asked = format!("read -r answer; {}", answer(""));
    assert!(run(&asked).await.is_ok());
}

#[tokio::test]
async fn a_command_that_hangs_is_ended_with_all_it_started() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| -> PathBuf { folder.path().join(name) };
    // A child that outlives its parent, and both hold the output open.
    let command = format!(
        "sh -c 'echo $$ > {child}; exec sleep 1000' & echo $$ > {parent}; sleep 1000",
        child = path("child").display(),
        parent = path("parent").display()
    );
    let hanging = Process { limit: Duration::from_secs(1), ..process(&command, &[]).await };
    let problem = hanging.run().await.unwrap_err();
    assert_eq!(problem.code.as_deref(), Some(PROCESS_HANGS));
    for name in ["child", "parent"] {
        let id = std::fs::read_to_string(path(name)).unwrap();
        let is_gone = || match std::fs::read_to_string(format!("/proc/{}/stat", id.trim())) {
            Ok(stat) => stat.contains(") Z "),
            Err(_) => true,
        };
        let gone = async {
            while !is_gone() {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(Duration::from_secs(10), gone).await.unwrap();
    }
}

#[tokio::test]
async fn a_command_sees_what_it_needs_and_no_secret() {
    let variables = [
        ("HOME", "/home/anna"),
        ("AWS_PROFILE", "field"),
        ("AWS_CONFIG_FILE", "/etc/aws"),
        ("AWS_ACCESS_KEY_ID", "canary-id"),
        ("AWS_SECRET_ACCESS_KEY", "canary-secret"),
        ("AWS_SESSION_TOKEN", "canary-token"),
        ("AWS_CONTAINER_AUTHORIZATION_TOKEN", "canary-container"),
        ("MY_TOKEN", "canary-own"),
        ("HTTPS_PROXY", "http://proxy.example:3128"),
    ];
    let folder = tempfile::tempdir().unwrap();
    let seen = folder.path().join("seen");
    let command = format!("env > {}; {}", seen.display(), answer(""));
    process(&command, &variables).await.run().await.unwrap();
    let seen = std::fs::read_to_string(seen).unwrap();
    assert!(!seen.contains("canary"), "{seen}");
    for part in [
        "PATH=",
        "HOME=/home/anna",
        "AWS_PROFILE=field",
        "AWS_CONFIG_FILE=/etc/aws",
        "HTTPS_PROXY=http://proxy.example:3128",
    ] {
        assert!(seen.lines().any(|line| line.starts_with(part)), "{part}: {seen}");
    }
}

#[test]
fn the_first_word_is_the_program_and_never_what_is_assigned_before_it() {
    for (command, word) in [
        ("/opt/bin/aws-vault exec x", Some("/opt/bin/aws-vault")),
        ("  \"C:\\Program Files\\x\\y.exe\" a", Some("C:\\Program Files\\x\\y.exe")),
        ("'/opt/my tools/x' --json", Some("/opt/my tools/x")),
        ("A=1 B=canary tool", Some("tool")),
        ("A='two canaries' tool", None),
        ("A=\"two canaries\" tool", None),
        ("A=two\\ canaries tool", None),
        ("A=$(cat the canary) tool", None),
        ("\"canary that does not end", None),
        ("A=1 'a canary'", None),
        ("", None),
    ] {
        assert_eq!(first_word(command), word);
    }
}
