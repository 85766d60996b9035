//! A source that gives other keys than before: of the same account, or of
//! another one.

use aws_credential_types::provider::ProvideCredentials;
use aws_credential_types::provider::error::CredentialsError;
use connections::{Connection, PRACTICE_KEYS_ELSEWHERE, Source};
use onboarding::{Problem, ProblemKind};

use crate::asked::connect;
use crate::home::Home;
use crate::sts::{Sts, assumed, caller, refusal};

const OURS: &str = "arn:aws:sts::123456789012:assumed-role/Installer/anna";
const OURS_TOO: &str = "arn:aws:sts::123456789012:assumed-role/Support/anna";
const THEIRS: &str = "arn:aws:sts::210987654321:assumed-role/Installer/anna";
const OF_CHINA: &str = "arn:aws-cn:sts::123456789012:assumed-role/Installer/anna";

/// A program whose current account its user may change at any time.
struct Tool(Home);

impl Tool {
    /// `settings` are those of the profile that is used.
    fn of(sts: &Sts, settings: &str) -> Self {
        let home = Home::with("", "");
        let program = format!("credential_process = cat {}", home.file("answer.json", ""));
        let settings = if settings.is_empty() { program.as_str() } else { settings };
        let config = format!(
            "[profile tool]\nregion = eu-west-1\nendpoint_url = {}\n{settings}\n[profile process]\n{program}\n",
            sts.url()
        );
        home.file(".aws/config", &config);
        Self(home)
    }

    fn gives(&self, id: &str) {
        let answer = format!(r#"{{"Version":1,"AccessKeyId":"{id}","SecretAccessKey":"s"}}"#);
        self.0.file("answer.json", &answer);
    }

    async fn connect(&self) -> Connection {
        connect(&Source::Profile("tool".into()), None, &self.0.environment(&[])).await.unwrap()
    }
}

async fn next_keys(connection: &Connection) -> Result<String, Problem> {
    let loaded = connection.sdk_config().credentials_provider().unwrap().provide_credentials().await;
    loaded.map(|keys| keys.access_key_id().to_owned()).map_err(|error: CredentialsError| {
        let cause = std::error::Error::source(&error).unwrap();
        cause.downcast_ref::<Problem>().unwrap().clone()
    })
}

fn another() -> ProblemKind {
    ProblemKind::AnotherIdentity { account: "123456789012".into(), region: "eu-west-1".into() }
}

#[tokio::test]
async fn keys_of_another_account_sign_nothing_but_the_question_whose_they_are() {
    let sts = Sts::start([caller(OURS), caller(THEIRS), caller(OF_CHINA), caller(OURS)]).await;
    let tool = Tool::of(&sts, "");
    tool.gives("ASIAOURS1");
    let connection = tool.connect().await;
    for id in ["ASIATHEIRS", "ASIACHINA"] {
        tool.gives(id);
        assert_eq!(next_keys(&connection).await.unwrap_err().kind, another(), "{id}");
        let asked = sts.asked();
        let last = asked.last().unwrap();
        assert!(last.contains(&format!("Credential={id}/")), "{last}");
        assert!(last.contains("Action=GetCallerIdentity"), "{last}");
    }
    let asked = sts.asked().len();
    assert_eq!(next_keys(&connection).await.unwrap_err().kind, another());
    assert_eq!(sts.asked().len(), asked, "whose they are is known by then");
    tool.gives("ASIAOURS2");
    assert_eq!(next_keys(&connection).await.unwrap(), "ASIAOURS2", "and it goes on in the first account");
}

#[tokio::test]
async fn other_keys_of_the_same_account_are_asked_about_once_and_the_same_keys_never() {
    let sts = Sts::start([caller(OURS), caller(OURS_TOO)]).await;
    let tool = Tool::of(&sts, "");
    tool.gives("ASIA1");
    let connection = tool.connect().await;
    for _ in 0..3 {
        assert_eq!(next_keys(&connection).await.unwrap(), "ASIA1");
    }
    assert_eq!(sts.asked().len(), 1);
    tool.gives("ASIA2");
    for _ in 0..3 {
        assert_eq!(next_keys(&connection).await.unwrap(), "ASIA2");
    }
    assert_eq!(sts.asked().len(), 2);
}

#[tokio::test]
async fn as_long_as_nobody_has_said_whose_they_are_other_keys_are_not_used() {
    let expired = refusal(403, "ExpiredToken", "expired");
    let sts = Sts::start([caller(OURS), expired, caller(OURS)]).await;
    let tool = Tool::of(&sts, "");
    tool.gives("ASIA1");
    let connection = tool.connect().await;
    tool.gives("ASIA2");
    let problem = next_keys(&connection).await.unwrap_err();
    assert_eq!(problem.code.as_deref(), Some("ExpiredToken"));
    assert_eq!(next_keys(&connection).await.unwrap(), "ASIA2");
    tool.gives("PRACTICE0001");
    let problem = next_keys(&connection).await.unwrap_err();
    assert_eq!(problem.code.as_deref(), Some(PRACTICE_KEYS_ELSEWHERE));
    assert_eq!(sts.asked().len(), 3, "practice keys are asked about nowhere");
}

#[tokio::test]
async fn a_role_above_the_program_names_its_account_and_needs_no_question() {
    let sts = Sts::start([assumed("ASIA1"), caller(OURS), assumed("ASIA2")]).await;
    let role = "role_arn = arn:aws:iam::123456789012:role/Installer\nsource_profile = process";
    let tool = Tool::of(&sts, role);
    tool.gives("AKIAONE");
    let connection = tool.connect().await;
    tool.gives("AKIATWO");
    assert_eq!(next_keys(&connection).await.unwrap(), "ASIA2");
    let asked = sts.asked();
    assert!(asked[2].contains("Credential=AKIATWO/") && asked[2].contains("Action=AssumeRole"));
    assert_eq!(asked.len(), 3);
}
