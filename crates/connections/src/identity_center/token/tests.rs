//! The token's file, beside what the AWS CLI writes.

use std::path::PathBuf;

use super::*;
use crate::PORTAL_TOKEN_UNREADABLE;

fn portal(session: Option<&str>) -> Portal {
    Portal {
        start_url: "https://acme.awsapps.com/start".into(),
        region: "eu-west-1".into(),
        session: session.map(str::to_owned),
        scopes: Vec::new(),
    }
}

fn file(home: &Path, session: Option<&str>) -> TokenFile {
    let environment = Environment::from_variables([("HOME".into(), home.into())]);
    TokenFile::of(&portal(session), &environment).unwrap()
}

fn at(seconds: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
}

fn token() -> Token {
    Token {
        access_token: "canary-access".into(),
        expires_at: at(1_893_456_000) + Duration::from_millis(700),
        client: Some(Client {
            id: "client".into(),
            secret: "canary-client".into(),
            expires_at: at(1_893_456_789),
        }),
        refresh_token: Some("canary-refresh".into()),
    }
}

#[tokio::test]
async fn the_file_is_named_and_written_as_the_aws_cli_does_it() {
    let home = tempfile::tempdir().unwrap();
    // `printf acme | sha1sum`, and of the start URL
    let names = [
        (Some("acme"), "293abb6b76d7791c0732cc517d38c4b5c734b87f.json"),
        (None, "40169cea58ca6cbf23fb27b2542923fb5f524af0.json"),
    ];
    for (session, name) in names {
        let file = file(home.path(), session);
        assert_eq!(file.path, home.path().join(".aws/sso/cache").join(name));
        assert!(file.read().await.unwrap().is_none());
        file.write(&token()).await;
        let text = std::fs::read_to_string(&file.path).unwrap();
        let kept: serde_json::Value = serde_json::from_str(&text).unwrap();
        let expected = serde_json::json!({
            "startUrl": "https://acme.awsapps.com/start",
            "region": "eu-west-1",
            "accessToken": "canary-access",
            "expiresAt": "2030-01-01T00:00:00Z",
            "clientId": "client",
            "clientSecret": "canary-client",
            "registrationExpiresAt": "2030-01-01T00:13:09Z",
            "refreshToken": "canary-refresh",
        });
        assert_eq!(kept, expected);
        let back = file.read().await.unwrap().unwrap();
        assert_eq!(back.access_token.expose_secret(), "canary-access");
        assert_eq!(back.expires_at, at(1_893_456_000));
        assert!(back.renewal(at(1_893_456_788)).is_some());
        assert!(back.renewal(at(1_893_456_789)).is_none(), "the registration is over");
        assert!(!format!("{back:?}").contains("canary"));
    }
}

#[cfg(unix)]
#[tokio::test]
async fn file_and_folders_are_for_their_owner_alone_and_nothing_else_is_left() {
    use std::os::unix::fs::PermissionsExt;

    let home = tempfile::tempdir().unwrap();
    let file = file(home.path(), Some("acme"));
    file.write(&token()).await;
    // What a program that was ended while it wrote left behind.
    let beside = file.path.with_extension("0123456789abcdef.linkwright.tmp");
    let half = std::fs::File::create(beside).unwrap();
    half.set_modified(SystemTime::now() - Duration::from_secs(60)).unwrap();
    file.write(&token()).await;
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&file.path), 0o600);
    for folder in [".aws", ".aws/sso", ".aws/sso/cache"] {
        assert_eq!(mode(&home.path().join(folder)), 0o700, "{folder}");
    }
    let kept: Vec<PathBuf> = std::fs::read_dir(home.path().join(".aws/sso/cache"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    assert_eq!(kept, [file.path]);
}

#[tokio::test]
async fn what_is_no_token_is_told_with_its_path_and_a_new_one_replaces_it() {
    let home = tempfile::tempdir().unwrap();
    let file = file(home.path(), Some("acme"));
    std::fs::create_dir_all(file.path.parent().unwrap()).unwrap();
    for damaged in [
        "",
        "{",
        "[]",
        "\u{0}\u{0}",
        r#"{"accessToken":"canary"}"#,
        r#"{"accessToken":"","expiresAt":"2030-01-01T00:00:00Z"}"#,
        r#"{"accessToken":"canary","expiresAt":"soon"}"#,
    ] {
        std::fs::write(&file.path, damaged).unwrap();
        let problem = file.read().await.unwrap_err();
        assert_eq!(problem.code.as_deref(), Some(PORTAL_TOKEN_UNREADABLE), "{damaged}");
        assert_eq!(problem.service_message.as_deref(), file.path.to_str());
    }
    file.write(&token()).await;
    assert!(file.read().await.unwrap().is_some());
}

#[tokio::test]
async fn tokens_of_older_and_other_programs_are_read() {
    let home = tempfile::tempdir().unwrap();
    let file = file(home.path(), None);
    std::fs::create_dir_all(file.path.parent().unwrap()).unwrap();
    let old = r#"{"startUrl":"x","region":"y","accessToken":"t","expiresAt":"2030-01-01T00:00:00UTC","more":{"a":1}}"#;
    std::fs::write(&file.path, old).unwrap();
    let token = file.read().await.unwrap().unwrap();
    assert_eq!(token.expires_at, at(1_893_456_000));
    assert!(token.renewal(at(0)).is_none());
    assert!(token.is_nearly_over(at(1_893_456_000 - 15 * 60)));
    assert!(!token.is_nearly_over(at(1_893_456_000 - 15 * 60 - 1)));
    assert!(token.is_over(at(1_893_456_000)) && !token.is_over(at(1_893_455_999)));
}

#[test]
fn without_a_home_folder_there_is_no_file() {
    let problem = TokenFile::of(&portal(None), &Environment::from_variables([])).unwrap_err();
    assert_eq!(problem.code.as_deref(), Some(PORTAL_TOKEN_UNREADABLE));
}

#[tokio::test]
async fn two_that_write_at_once_leave_one_whole_token() {
    let home = tempfile::tempdir().unwrap();
    let file = file(home.path(), Some("acme"));
    let mut writing = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let file = file.clone();
        writing.spawn(async move { file.write(&token()).await });
    }
    while let Some(written) = writing.join_next().await {
        written.unwrap();
        assert!(file.read().await.unwrap().is_some());
    }
}

#[tokio::test]
async fn a_token_that_cannot_be_written_is_good_here_until_somebody_else_writes_one() {
    let home = tempfile::tempdir().unwrap();
    let in_the_way = home.path().join(".aws");
    std::fs::write(&in_the_way, "no folder").unwrap();
    file(home.path(), Some("acme")).write(&token()).await;
    // Whoever comes next for the same portal, by an object of its own.
    let next = file(home.path(), Some("acme"));
    let kept = next.read().await.unwrap().unwrap();
    assert_eq!(kept.access_token.expose_secret(), "canary-access");
    assert!(!format!("{next:?}").contains("canary"));
    assert!(file(home.path(), Some("other")).read().await.is_err(), "it is of one portal alone");

    std::fs::remove_file(in_the_way).unwrap();
    std::fs::create_dir_all(next.path.parent().unwrap()).unwrap();
    let theirs = r#"{"accessToken":"theirs","expiresAt":"2030-01-01T00:00:00Z"}"#;
    std::fs::write(&next.path, theirs).unwrap();
    assert_eq!(next.read().await.unwrap().unwrap().access_token.expose_secret(), "theirs");
    std::fs::remove_file(&next.path).unwrap();
    assert!(next.read().await.unwrap().is_none(), "signed out");
}
