//! Roles and sessions that cost a code of an MFA device, and how long it lasts.

use std::time::{Duration, SystemTime};

use aws_smithy_async::time::{SharedTimeSource, TimeSource};
use aws_smithy_http_client::{Builder, tls};
use connections::{
    ANOTHER_MFA_CODE_NEEDED, AccessKeys, Asked, Connection, Environment, KeysSource, MFA_CODE_NEEDED,
    MFA_CODE_REFUSED, PRACTICE_KEYS_ELSEWHERE, Role, Sessions, Source,
};
use onboarding::{Problem, ProblemKind};
use secrecy::SecretString;

use crate::home::{Home, homeless};
use crate::sts::{Sts, assumed, caller, given, refusal};

const INSTALLER: &str = "arn:aws:sts::123456789012:assumed-role/Installer/anna";
const DEVICE: &str = "arn:aws:iam::123456789012:mfa/anna";
const WRONG_CODE: &str = "MultiFactorAuthentication failed with invalid MFA one time pass code. ";
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

/// One program: its sessions outlive a connection.
struct Program {
    environment: Environment,
    sessions: Sessions,
}

impl Program {
    fn of(environment: Environment) -> Self {
        Self { environment, sessions: Sessions::default() }
    }

    async fn connect(&self, source: &Source, code: Option<&str>) -> Result<Connection, Problem> {
        self.connect_in(None, source, code).await
    }

    async fn connect_in(
        &self,
        region: Option<&str>,
        source: &Source,
        code: Option<&str>,
    ) -> Result<Connection, Problem> {
        let code = code.map(SecretString::from);
        connections::connect(Asked {
            source,
            region,
            environment: &self.environment,
            sessions: &self.sessions,
            mfa_code: code.as_ref(),
        })
        .await
    }

    /// The code of the problem and what it is about.
    async fn refused(&self, source: &Source, code: Option<&str>) -> (String, String) {
        let problem = self.connect(source, code).await.unwrap_err();
        assert_eq!(problem.kind, ProblemKind::SignInToAws { profile: None }, "{problem:?}");
        (problem.code.unwrap_or_default(), problem.service_message.unwrap_or_default())
    }
}

/// `mfa` wants a code, `top` stands on it, `twice` wants a second one.
fn home(sts: &Sts) -> Home {
    let url = sts.url();
    Home::with(
        &format!(
            "[profile mfa]\nregion = eu-west-1\nendpoint_url = {url}\nmfa_serial = {DEVICE}\n\
             role_arn = arn:aws:iam::123456789012:role/Installer\nsource_profile = base\n\
             external_id = acme:42\nduration_seconds = 7200\n\
             [profile top]\nregion = eu-west-1\nendpoint_url = {url}\nsource_profile = mfa\n\
             role_arn = arn:aws:iam::123456789012:role/Top\n\
             [profile twice]\nregion = eu-west-1\nendpoint_url = {url}\nsource_profile = mfa\n\
             role_arn = arn:aws:iam::123456789012:role/Twice\nmfa_serial = {DEVICE}\n\
             [profile self]\nregion = eu-west-1\nendpoint_url = {url}\nsource_profile = self\n\
             role_arn = arn:aws:iam::123456789012:role/Self\nrole_session_name = anna\n\
             aws_access_key_id = AKIASELF\naws_secret_access_key = s\n"
        ),
        "[base]\naws_access_key_id = AKIABASE\naws_secret_access_key = s\n",
    )
}

fn profile(name: &str) -> Source {
    Source::Profile(name.into())
}

fn signed_by(request: &str) -> &str {
    request.split("Credential=").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or_default()
}

#[tokio::test]
async fn a_code_serves_once_and_its_session_every_region_and_every_reload_after_it() {
    let sts = Sts::start([
        given("AssumeRole", "ASIA1", "2099-01-01T00:00:00Z"),
        caller(INSTALLER),
        caller(INSTALLER),
        caller(INSTALLER),
    ])
    .await;
    let home = home(&sts);
    let program = Program::of(home.environment(&[("USER", "anna")]));
    let source = profile("mfa");
    assert_eq!(program.refused(&source, None).await, (MFA_CODE_NEEDED.into(), DEVICE.into()));
    assert!(sts.asked().is_empty(), "nothing is sent before there is a code");

    let connection = program.connect(&source, Some("123 456")).await.unwrap();
    let end = connection.signed_in_until().unwrap();
    assert_eq!(end, SystemTime::UNIX_EPOCH + Duration::from_secs(4_070_908_800));
    let asked = sts.asked();
    for part in [
        "Action=AssumeRole",
        "RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2FInstaller",
        "RoleSessionName=linkwright-anna",
        "ExternalId=acme%3A42",
        "DurationSeconds=7200",
        "SerialNumber=arn%3Aaws%3Aiam%3A%3A123456789012%3Amfa%2Fanna",
        "TokenCode=123456",
    ] {
        assert!(asked[0].contains(part), "{part}: {}", asked[0]);
    }
    assert_eq!((signed_by(&asked[0]), signed_by(&asked[1])), ("AKIABASE", "ASIA1"));

    program.connect(&source, None).await.unwrap();
    let elsewhere = program.connect_in(Some("ca-central-1"), &source, None).await.unwrap();
    assert_eq!(elsewhere.identity().region, "ca-central-1");
    let asked = sts.asked();
    assert_eq!(asked.len(), 4);
    assert!(asked[2..].iter().all(|request| signed_by(request) == "ASIA1"));
    assert!(asked[3].contains("/ca-central-1/sts/"));

    let another = Program::of(home.environment(&[]));
    assert_eq!(another.refused(&source, None).await.0, MFA_CODE_NEEDED, "sessions are in memory alone");
}

#[tokio::test]
async fn a_code_that_is_wrong_or_was_used_is_refused_and_asked_for_again() {
    let sts = Sts::start([
        refusal(403, "AccessDenied", WRONG_CODE),
        refusal(403, "AccessDenied", WRONG_CODE),
        assumed("ASIA1"),
        caller(INSTALLER),
    ])
    .await;
    let home = home(&sts);
    let program = Program::of(home.environment(&[]));
    let source = profile("mfa");
    for code in ["000000", "123456"] {
        assert_eq!(program.refused(&source, Some(code)).await, (MFA_CODE_REFUSED.into(), DEVICE.into()));
    }
    assert_eq!(sts.asked().len(), 2, "a refused code is not sent again by itself");
    for code in ["", "12345", "1234567", "12345a"] {
        assert_eq!(program.refused(&source, Some(code)).await.0, MFA_CODE_REFUSED);
    }
    assert_eq!(sts.asked().len(), 2, "what cannot be a code is not sent");
    assert_eq!(program.refused(&source, None).await.0, MFA_CODE_NEEDED);
    program.connect(&source, Some("654321")).await.unwrap();
}

#[tokio::test]
async fn a_role_above_a_session_is_taken_on_again_without_a_code() {
    let sts = Sts::start([
        assumed("ASIASESSION"),
        assumed("ASIATOP1"),
        caller(INSTALLER),
        assumed("ASIATOP2"),
        caller(INSTALLER),
        caller(INSTALLER),
    ])
    .await;
    let home = home(&sts);
    let program = Program::of(home.environment(&[]));
    program.connect(&profile("top"), Some("123456")).await.unwrap();
    program.connect(&profile("top"), None).await.unwrap();
    let signed: Vec<_> = sts.asked().iter().map(|request| signed_by(request).to_owned()).collect();
    assert_eq!(signed, ["AKIABASE", "ASIASESSION", "ASIATOP1", "ASIASESSION", "ASIATOP2"]);
    // The role below is the same one, with the same device and all else.
    program.connect(&profile("mfa"), None).await.unwrap();
    assert_eq!(signed_by(&sts.asked()[5]), "ASIASESSION");
}

#[tokio::test]
async fn a_second_role_with_a_device_wants_the_next_code() {
    let wrong = refusal(403, "AccessDenied", WRONG_CODE);
    let sts = Sts::start([assumed("ASIA1"), wrong, assumed("ASIA2"), caller(INSTALLER)]).await;
    let home = home(&sts);
    let program = Program::of(home.environment(&[]));
    let source = profile("twice");
    let another = program.refused(&source, Some("111111")).await;
    assert_eq!(another, (ANOTHER_MFA_CODE_NEEDED.into(), DEVICE.into()));
    assert_eq!(program.refused(&source, None).await, (MFA_CODE_NEEDED.into(), DEVICE.into()));
    assert_eq!(program.refused(&source, Some("111111")).await, (MFA_CODE_REFUSED.into(), DEVICE.into()));
    program.connect(&source, Some("222222")).await.unwrap();
    let asked = sts.asked();
    assert_eq!(asked.len(), 4, "the session below is kept all the while");
    assert!(asked[0].contains("TokenCode=111111") && asked[0].contains("Installer"));
    assert!(asked[2].contains("TokenCode=222222") && asked[2].contains("Twice"));
    assert_eq!(signed_by(&asked[2]), "ASIA1");
}

#[tokio::test]
async fn a_session_that_aws_has_ended_is_forgotten_and_a_code_asked_for() {
    let sts = Sts::start([
        assumed("ASIA1"),
        caller(INSTALLER),
        refusal(403, "ExpiredToken", "The security token included in the request is expired"),
        assumed("ASIA2"),
        caller(INSTALLER),
    ])
    .await;
    let home = home(&sts);
    let program = Program::of(home.environment(&[]));
    let source = profile("mfa");
    program.connect(&source, Some("111111")).await.unwrap();
    assert_eq!(program.refused(&source, None).await, (MFA_CODE_NEEDED.into(), DEVICE.into()));
    assert_eq!(program.refused(&source, None).await.0, MFA_CODE_NEEDED);
    assert_eq!(sts.asked().len(), 3, "the ended session is not tried again");
    program.connect(&source, Some("222222")).await.unwrap();
}

#[tokio::test]
async fn the_same_holds_when_a_role_above_meets_the_ended_session() {
    let expired = || refusal(403, "ExpiredToken", "expired");
    let sts = Sts::start([assumed("ASIA1"), assumed("ASIATOP"), caller(INSTALLER), expired()]).await;
    let home = home(&sts);
    let program = Program::of(home.environment(&[]));
    program.connect(&profile("top"), Some("111111")).await.unwrap();
    assert_eq!(program.refused(&profile("top"), None).await, (MFA_CODE_NEEDED.into(), DEVICE.into()));
}

#[tokio::test]
async fn a_code_given_while_a_session_lives_begins_a_new_one() {
    let replies = [assumed("ASIA1"), caller(INSTALLER), assumed("ASIA2"), caller(INSTALLER)];
    let sts = Sts::start(replies).await;
    let home = home(&sts);
    let program = Program::of(home.environment(&[]));
    program.connect(&profile("mfa"), Some("111111")).await.unwrap();
    program.connect(&profile("mfa"), Some("222222")).await.unwrap();
    assert_eq!(signed_by(&sts.asked()[3]), "ASIA2");
}

/// The computer's clock, set by hand.
#[derive(Debug, Clone)]
struct Clock(SystemTime);

impl TimeSource for Clock {
    fn now(&self) -> SystemTime {
        self.0
    }
}

#[tokio::test]
async fn a_session_is_used_until_a_minute_before_its_end() {
    let sts = Sts::start([
        given("AssumeRole", "ASIA1", "2030-01-01T01:00:00Z"),
        caller(INSTALLER),
        caller(INSTALLER),
    ])
    .await;
    let home = home(&sts);
    let new_year = SystemTime::UNIX_EPOCH + Duration::from_secs(1_893_456_000);
    let at = |minutes: u64| {
        let http = Builder::new()
            .tls_provider(tls::Provider::Rustls(tls::rustls_provider::CryptoMode::AwsLc))
            .build_https();
        let clock = Clock(new_year + Duration::from_secs(60 * minutes));
        home.environment(&[]).leaving_through(http, SharedTimeSource::new(clock))
    };
    let mut program = Program::of(at(0));
    let source = profile("mfa");
    program.connect(&source, Some("111111")).await.unwrap();
    program.environment = at(59);
    program.connect(&source, None).await.unwrap();
    program.environment = at(60);
    assert_eq!(program.refused(&source, None).await.0, MFA_CODE_NEEDED);
    assert_eq!(sts.asked().len(), 3);
}

fn by_hand(mfa_serial: Option<&str>, role: Option<&str>) -> Source {
    Source::Keys(KeysSource {
        keys: AccessKeys::parse("AKIAIOSFODNN7EXAMPLE", SECRET, None).unwrap(),
        mfa_serial: mfa_serial.map(str::to_owned),
        role: role.map(|arn| Role::parse(arn, Some("acme")).unwrap()),
    })
}

#[tokio::test]
async fn keys_given_by_hand_work_as_they_are_with_a_session_and_with_a_role() {
    let sts = Sts::start([
        caller("arn:aws:iam::123456789012:user/anna"),
        given("GetSessionToken", "ASIA1", "2099-01-01T00:00:00Z"),
        caller("arn:aws:iam::123456789012:user/anna"),
        assumed("ASIA2"),
        caller(INSTALLER),
    ])
    .await;
    let url = sts.url();
    let variables = [
        ("AWS_ENDPOINT_URL", url.as_str()),
        ("AWS_REGION", "eu-west-1"),
        ("AWS_ACCESS_KEY_ID", "AKIAENV"),
        ("AWS_SECRET_ACCESS_KEY", "s"),
    ];
    let program = Program::of(homeless(&variables));
    let plain = program.connect(&by_hand(None, None), None).await.unwrap();
    assert!(plain.ignores_environment_keys());
    assert_eq!((plain.who().as_str(), plain.signed_in_until()), ("anna", None));
    let session = by_hand(Some(DEVICE), None);
    assert_eq!(program.refused(&session, None).await, (MFA_CODE_NEEDED.into(), DEVICE.into()));
    program.connect(&session, Some("123456")).await.unwrap();
    let role = by_hand(Some(DEVICE), Some("arn:aws:iam::123456789012:role/Installer"));
    program.connect(&role, Some("654321")).await.unwrap();
    let asked = sts.asked();
    assert!(asked[1].contains("Action=GetSessionToken") && asked[1].contains("TokenCode=123456"));
    assert!(asked[3].contains("ExternalId=acme") && asked[3].contains("TokenCode=654321"));
    let signed: Vec<_> = asked.iter().map(|request| signed_by(request)).collect();
    let id = "AKIAIOSFODNN7EXAMPLE";
    assert_eq!(signed, [id, id, "ASIA1", id, "ASIA2"]);
}

#[tokio::test]
async fn practice_keys_given_by_hand_are_traded_for_nothing() {
    let sts = Sts::start([]).await;
    let url = sts.url();
    let program = Program::of(homeless(&[("AWS_ENDPOINT_URL", &url), ("AWS_REGION", "eu-west-1")]));
    for (mfa_serial, role) in [(Some(DEVICE), None), (None, Some("arn:aws:iam::123456789012:role/r"))] {
        let Source::Keys(mut source) = by_hand(mfa_serial, role) else { unreachable!() };
        source.keys.access_key_id = "PRACTICE000000000001".into();
        let problem = program.connect(&Source::Keys(source), Some("123456")).await.unwrap_err();
        assert_eq!(problem.code.as_deref(), Some(PRACTICE_KEYS_ELSEWHERE));
    }
    assert!(sts.asked().is_empty());
}

#[tokio::test]
async fn a_role_of_practice_keys_given_by_sts_goes_no_further() {
    let sts = Sts::start([assumed("PRACTICE1"), caller(INSTALLER)]).await;
    let home = home(&sts);
    let program = Program::of(home.environment(&[]));
    let problem = program.connect(&profile("top"), Some("123456")).await.unwrap_err();
    assert_eq!(problem.code.as_deref(), Some(PRACTICE_KEYS_ELSEWHERE));
    assert_eq!(sts.asked().len(), 1);
}

#[tokio::test]
async fn a_profile_that_names_itself_takes_its_role_on_with_its_own_keys() {
    let sts = Sts::start([assumed("ASIA1"), caller(INSTALLER)]).await;
    let home = home(&sts);
    Program::of(home.environment(&[])).connect(&profile("self"), None).await.unwrap();
    let asked = sts.asked();
    assert_eq!(signed_by(&asked[0]), "AKIASELF");
    assert!(asked[0].ends_with("&RoleSessionName=anna"), "{}", asked[0]);
}
