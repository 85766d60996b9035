//! IAM Identity Center: signing in by device code, the token that is shared
//! with the AWS CLI, and the roles behind it.

use std::time::{Duration, SystemTime};

use aws_credential_types::provider::ProvideCredentials;
use connections::{
    Asked, Connection, Environment, PORTAL_CODE_EXPIRED, PORTAL_DENIED, PORTAL_SIGN_IN_NEEDED,
    PORTAL_TOKEN_UNREADABLE, Portal, PortalAccount, PortalRole, Renewal, Sessions, Source,
    begin_portal_sign_in, portal_accounts, portal_roles, portals, renewal,
};
use onboarding::{AddressRefusal, Problem, ProblemKind};

use crate::asked::connect;
use crate::canned::{Answer, Canned, json, refusal, xml};
use crate::home::Home;
use crate::sts::caller;

const INSTALLER: &str =
    "arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Installer_0123456789abcdef/anna";
pub(crate) const CONFIG: &str = "[profile staff]\nregion = ca-central-1\nsso_session = acme\n\
    sso_account_id = 123456789012\nsso_role_name = Installer\n\
    [profile old]\nregion = ca-central-1\nsso_start_url = https://old.awsapps.com/start\n\
    sso_region = us-east-1\nsso_account_id = 123456789012\nsso_role_name = Installer\n\
    [sso-session acme]\nsso_region = eu-west-1\nsso_start_url = https://acme.awsapps.com/start\n";
/// `printf acme | sha1sum`
pub(crate) const TOKEN: &str = ".aws/sso/cache/293abb6b76d7791c0732cc517d38c4b5c734b87f.json";
/// `printf https://old.awsapps.com/start | sha1sum`
const OLD_TOKEN: &str = ".aws/sso/cache/33d5ca4bf3b1a62edb96b47f7c203034a43ac435.json";

/// 2030-01-01, in seconds.
const NEW_YEAR: u64 = 1_893_456_000;

pub(crate) fn new_year(seconds: i64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(NEW_YEAR.checked_add_signed(seconds).unwrap())
}

pub(crate) struct Set {
    pub(crate) home: Home,
    pub(crate) aws: Canned,
}

impl Set {
    pub(crate) fn up() -> Self {
        let set = Self { home: Home::with(CONFIG, ""), aws: Canned::default() };
        set.aws.set_clock(new_year(0));
        set
    }

    pub(crate) fn environment(&self) -> Environment {
        self.aws.environment(&self.home, &[])
    }

    /// A token that is over at `expires`, with or without what renews it.
    pub(crate) fn token(&self, name: &str, expires: &str, renewable: bool) {
        let more = if renewable {
            r#","clientId":"c","clientSecret":"canary-client","registrationExpiresAt":"2030-02-01T00:00:00Z",
               "refreshToken":"canary-refresh""#
        } else {
            ""
        };
        self.home.folder(".aws/sso/cache");
        let text = format!(r#"{{"accessToken":"canary-access","expiresAt":"{expires}"{more}}}"#);
        self.home.file(name, &text);
    }

    async fn refused(&self, source: &Source) -> Problem {
        let problem = connect(source, None, &self.environment()).await.unwrap_err();
        assert!(!format!("{problem:?}").contains("canary"), "{problem:?}");
        problem
    }
}

pub(crate) fn staff() -> Source {
    Source::Profile("staff".into())
}

pub(crate) fn role_credentials(id: &str) -> Answer {
    json(format!(
        r#"{{"roleCredentials":{{"accessKeyId":"{id}","secretAccessKey":"s","sessionToken":"t",
           "expiration":4070908800000}}}}"#
    ))
}

pub(crate) fn renewed(access_token: &str, lasts: u32) -> Answer {
    json(format!(
        r#"{{"accessToken":"{access_token}","expiresIn":{lasts},"tokenType":"Bearer",
           "refreshToken":"canary-refresh-2"}}"#
    ))
}

pub(crate) fn who() -> Answer {
    xml(&caller(INSTALLER))
}

pub(crate) async fn acme(environment: &Environment) -> Portal {
    portals(environment).await.unwrap().remove(0)
}

pub(crate) async fn load_again(connection: &Connection) {
    let provider = connection.sdk_config().credentials_provider().unwrap();
    provider.provide_credentials().await.unwrap();
}

#[tokio::test]
async fn a_sign_in_that_is_good_gives_the_roles_credentials() {
    let set = Set::up();
    set.token(TOKEN, "2030-01-01T08:00:00Z", false);
    set.aws.will_say([role_credentials("ASIA1"), who()]);
    let connection = connect(&staff(), None, &set.environment()).await.unwrap();
    assert_eq!(connection.who(), "Installer");
    assert_eq!(connection.portal().unwrap().session.as_deref(), Some("acme"));
    assert_eq!(connection.signed_in_until(), Some(new_year(8 * 3600)));
    let asked = set.aws.take_asked();
    assert!(asked[0].url.starts_with("https://portal.sso.eu-west-1.amazonaws.com/"), "{}", asked[0].url);
    assert!(asked[0].url.contains("account_id=123456789012") && asked[0].url.contains("role_name=Installer"));
    assert!(asked[0].headers.contains("x-amz-sso_bearer_token: canary-access"));
    assert!(asked[1].url.starts_with("https://sts.ca-central-1.amazonaws.com"));
    assert!(asked[1].headers.contains("Credential=ASIA1/"));
}

#[tokio::test]
async fn both_styles_and_a_role_without_a_profile_find_their_own_token() {
    let set = Set::up();
    let environment = set.environment();
    let named = portals(&environment).await.unwrap();
    let told: Vec<_> = named.iter().map(|portal| portal.start_url.as_str()).collect();
    assert_eq!(told, ["https://acme.awsapps.com/start", "https://old.awsapps.com/start"]);
    let by_role = Source::IdentityCenter(PortalRole {
        portal: named[1].clone(),
        account: "210987654321".into(),
        role_name: "Support".into(),
    });
    let old = Source::Profile("old".into());
    for (source, profile) in [(&old, Some("old".to_owned())), (&by_role, None)] {
        let problem = connect(source, Some("eu-west-1"), &environment).await.unwrap_err();
        assert_eq!(problem.kind, ProblemKind::SignInToAws { profile });
        assert_eq!(problem.code.as_deref(), Some(PORTAL_SIGN_IN_NEEDED));
        assert_eq!(problem.service_message.as_deref(), Some("https://old.awsapps.com/start"));
        let renewal = renewal(source, &environment).await.unwrap();
        assert_eq!(renewal, Renewal::Portal(named[1].clone()));
    }
    set.token(OLD_TOKEN, "2030-01-01T08:00:00Z", false);
    for source in [&old, &by_role] {
        set.aws.will_say([role_credentials("ASIA1"), who()]);
        connect(source, Some("eu-west-1"), &environment).await.unwrap();
    }
}

#[tokio::test]
async fn a_sign_in_that_is_over_or_refused_asks_for_a_new_one() {
    let set = Set::up();
    let over = |problem: Problem| {
        assert_eq!(problem.kind, ProblemKind::SignInToAws { profile: Some("staff".into()) });
        assert_eq!(problem.code.as_deref(), Some(PORTAL_SIGN_IN_NEEDED));
    };
    over(set.refused(&staff()).await);
    set.token(TOKEN, "2029-12-31T23:59:59Z", false);
    over(set.refused(&staff()).await);
    assert!(set.aws.take_asked().is_empty(), "nothing is asked with a token that is over");
    set.token(TOKEN, "2030-01-01T08:00:00Z", false);
    set.aws.will_say([refusal(401, "UnauthorizedException")]);
    over(set.refused(&staff()).await);
    set.token(TOKEN, "2029-12-31T23:59:59Z", true);
    set.aws.will_say([refusal(400, "InvalidGrantException")]);
    over(set.refused(&staff()).await);
}

#[tokio::test]
async fn what_the_portal_refuses_else_is_sorted_by_its_remedy() {
    let set = Set::up();
    set.token(TOKEN, "2030-01-01T08:00:00Z", false);
    let action = "sso:GetRoleCredentials".to_owned();
    for (status, code, kind) in [
        (403, "ForbiddenException", ProblemKind::AskForPermission { action }),
        (404, "ResourceNotFoundException", ProblemKind::Gone),
        (400, "InvalidRequestException", ProblemKind::CorrectInput { field: None }),
    ] {
        set.aws.will_say([refusal(status, code)]);
        let problem = set.refused(&staff()).await;
        assert_eq!(problem.kind, kind);
        assert_eq!((problem.code.as_deref(), problem.status), (Some(code), Some(status)));
        assert_eq!(problem.operation, Some("GetRoleCredentials"));
    }
    set.aws.will_say([Answer::Nothing, Answer::Nothing]);
    assert_eq!(set.refused(&staff()).await.kind, ProblemKind::CheckNetwork);
}

#[tokio::test]
async fn a_token_that_is_nearly_over_is_renewed_and_written_back() {
    let set = Set::up();
    set.token(TOKEN, "2030-01-01T00:14:59Z", true);
    set.aws.will_say([renewed("canary-2", 3600), role_credentials("ASIA1"), who()]);
    let connection = connect(&staff(), None, &set.environment()).await.unwrap();
    assert_eq!(connection.signed_in_until(), None, "it goes on by itself");
    let asked = set.aws.take_asked();
    assert!(asked[0].url.starts_with("https://oidc.eu-west-1.amazonaws.com/token"), "{}", asked[0].url);
    assert!(asked[0].body.contains("canary-refresh") && asked[0].body.contains("refresh_token"));
    assert!(asked[1].headers.contains("x-amz-sso_bearer_token: canary-2"));
    let kept: serde_json::Value = serde_json::from_str(&set.home.text(TOKEN)).unwrap();
    assert_eq!(kept["accessToken"], "canary-2");
    assert_eq!(kept["expiresAt"], "2030-01-01T01:00:00Z");
    assert_eq!(kept["refreshToken"], "canary-refresh-2");
    assert_eq!(kept["registrationExpiresAt"], "2030-02-01T00:00:00Z");
}

#[tokio::test]
async fn a_renewal_that_fails_does_no_harm_while_the_token_is_good() {
    let set = Set::up();
    set.token(TOKEN, "2030-01-01T00:10:00Z", true);
    set.aws.will_say([refusal(400, "InvalidGrantException"), role_credentials("ASIA1"), who()]);
    let connection = connect(&staff(), None, &set.environment()).await.unwrap();
    let asked = set.aws.take_asked();
    assert!(asked[1].headers.contains("x-amz-sso_bearer_token: canary-access"));
    // And it is not tried with every load.
    set.aws.will_say([role_credentials("ASIA2")]);
    load_again(&connection).await;
    assert_eq!(set.aws.take_asked().len(), 1);
}

#[tokio::test]
async fn a_clock_that_is_set_back_ends_nothing() {
    let set = Set::up();
    set.token(TOKEN, "2030-01-01T00:10:00Z", true);
    set.aws.will_say([renewed("canary-2", 60), role_credentials("ASIA1"), who()]);
    let connection = connect(&staff(), None, &set.environment()).await.unwrap();
    for back in [-3600, -86_400, 0, -1] {
        set.aws.set_clock(new_year(back));
        set.aws.will_say([role_credentials("ASIA2")]);
        load_again(&connection).await;
    }
}

#[tokio::test]
async fn a_token_that_cannot_be_read_is_told_with_its_path() {
    let set = Set::up();
    set.home.folder(".aws/sso/cache");
    let path = set.home.file(TOKEN, "{ half");
    let problem = set.refused(&staff()).await;
    assert_eq!(problem.kind, ProblemKind::SignInToAws { profile: Some("staff".into()) });
    assert_eq!(problem.code.as_deref(), Some(PORTAL_TOKEN_UNREADABLE));
    assert_eq!(problem.service_message, Some(path));
}

const REGISTERED: &str = r#"{"clientId":"c","clientSecret":"canary-client","clientIdIssuedAt":1893456000,
    "clientSecretExpiresAt":1896134400}"#;

fn begun(address: &str, expires_in: u32) -> Answer {
    json(format!(
        r#"{{"deviceCode":"canary-device","userCode":"ABCD-EFGH","expiresIn":{expires_in},"interval":1,
           "verificationUri":"https://device.sso.eu-west-1.amazonaws.com/",
           "verificationUriComplete":"{address}"}}"#
    ))
}

const ADDRESS: &str = "https://device.sso.eu-west-1.amazonaws.com/?user_code=ABCD-EFGH";

#[tokio::test(start_paused = true)]
async fn a_sign_in_is_asked_for_until_somebody_allows_it_and_then_shared_with_the_aws_cli() {
    let set = Set::up();
    let environment = set.environment();
    // A damaged file of before is replaced.
    set.home.folder(".aws/sso/cache");
    set.home.file(TOKEN, "{ half");
    set.aws.will_say([json(REGISTERED), begun(ADDRESS, 600)]);
    let sign_in = begin_portal_sign_in(&acme(&environment).await, &environment).await.unwrap();
    assert_eq!(sign_in.user_code(), "ABCD-EFGH");
    assert_eq!(sign_in.address().expose(), ADDRESS);
    assert_eq!(sign_in.expires_in(), Duration::from_secs(600));
    let shown = format!("{sign_in:?}");
    assert!(!shown.contains("canary") && !shown.contains("ABCD"), "{shown}");
    let asked = set.aws.take_asked();
    assert!(asked[0].url.starts_with("https://oidc.eu-west-1.amazonaws.com/client/register"));
    assert!(asked[0].body.contains("sso:account:access"), "{}", asked[0].body);
    assert!(asked[1].body.contains("https://acme.awsapps.com/start"), "{}", asked[1].body);
    let begun_at = asked[1].at;

    set.aws.will_say([
        refusal(400, "AuthorizationPendingException"),
        refusal(400, "SlowDownException"),
        // Its answer is lost, both times it is asked for.
        Answer::Nothing,
        Answer::Nothing,
        refusal(400, "AuthorizationPendingException"),
        renewed("canary-access", 28_800),
    ]);
    sign_in.finish().await.unwrap();
    let asked = set.aws.take_asked();
    let seconds: Vec<_> = asked.iter().map(|asking| (asking.at - begun_at).as_secs()).collect();
    assert_eq!((seconds[0], seconds[1], seconds[2]), (1, 2, 8), "5 s more after `slow_down`: {seconds:?}");
    assert!(seconds[4] >= seconds[3] + 11, "and after a lost answer: {seconds:?}");
    assert!(asked[0].body.contains("canary-device") && asked[0].body.contains("grant-type:device_code"));
    let kept: serde_json::Value = serde_json::from_str(&set.home.text(TOKEN)).unwrap();
    assert_eq!(kept["accessToken"], "canary-access");
    assert_eq!(kept["expiresAt"], "2030-01-01T08:00:00Z");
    assert_eq!(kept["clientId"], "c");
    assert_eq!(kept["registrationExpiresAt"], "2030-02-01T00:00:00Z");

    set.aws.will_say([role_credentials("ASIA1"), who()]);
    connect(&staff(), None, &environment).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_sign_in_that_is_denied_or_too_late_says_so() {
    let set = Set::up();
    let environment = set.environment();
    let portal = acme(&environment).await;
    for (answer, code) in [
        (Some(refusal(400, "AccessDeniedException")), PORTAL_DENIED),
        (Some(refusal(400, "ExpiredTokenException")), PORTAL_CODE_EXPIRED),
        (None, PORTAL_CODE_EXPIRED),
    ] {
        set.aws.will_say([json(REGISTERED), begun(ADDRESS, 4)]);
        let sign_in = begin_portal_sign_in(&portal, &environment).await.unwrap();
        let pending = || refusal(400, "AuthorizationPendingException");
        set.aws.will_say(answer.clone().into_iter());
        if answer.is_none() {
            set.aws.will_say([pending(), pending(), pending()]);
        }
        let problem = sign_in.finish().await.unwrap_err();
        assert_eq!(problem.code.as_deref(), Some(code));
        assert!(matches!(problem.kind, ProblemKind::SignInToAws { profile: None }));
    }
}

#[tokio::test]
async fn an_address_that_must_not_be_opened_begins_no_sign_in() {
    let set = Set::up();
    let environment = set.environment();
    for (address, refusal) in [
        ("http://device.sso.eu-west-1.amazonaws.com/", AddressRefusal::NotHttps),
        ("https://10.0.0.1/", AddressRefusal::NotADomainName),
        ("javascript:alert(1)", AddressRefusal::NotHttps),
    ] {
        set.aws.will_say([json(REGISTERED), begun(address, 600)]);
        let problem = begin_portal_sign_in(&acme(&environment).await, &environment).await.unwrap_err();
        assert_eq!(problem.kind, ProblemKind::UnsafeSignInAddress(refusal), "{address}");
    }
}

#[tokio::test]
async fn accounts_and_roles_are_listed_to_their_last_page() {
    let set = Set::up();
    let environment = set.environment();
    let portal = acme(&environment).await;
    let problem = portal_accounts(&portal, &environment).await.unwrap_err();
    assert_eq!(problem.code.as_deref(), Some(PORTAL_SIGN_IN_NEEDED));
    set.token(TOKEN, "2030-01-01T08:00:00Z", false);
    set.aws.will_say([
        json(r#"{"nextToken":"n","accountList":[{"accountId":"222222222222","accountName":"zeta","emailAddress":"z@a.example"}]}"#),
        json(r#"{"nextToken":"m","accountList":[]}"#),
        json(r#"{"accountList":[{"accountId":"111111111111","accountName":"Acme"},{"accountId":"333333333333"}]}"#),
    ]);
    let accounts = portal_accounts(&portal, &environment).await.unwrap();
    let told: Vec<_> = accounts.iter().map(|account| (account.id.as_str(), account.name.as_str())).collect();
    let expected = [("333333333333", "333333333333"), ("111111111111", "Acme"), ("222222222222", "zeta")];
    assert_eq!(told, expected);
    let zeta = PortalAccount { id: "222222222222".into(), name: "zeta".into(), email: "z@a.example".into() };
    assert_eq!(accounts[2], zeta);
    set.aws.take_asked();
    set.aws.will_say([
        json(r#"{"nextToken":"n","roleList":[{"roleName":"Support","accountId":"111111111111"}]}"#),
        json(r#"{"roleList":[{"roleName":"Installer","accountId":"111111111111"},{"roleName":"In\u202estaller"},{"roleName":""}]}"#),
    ]);
    let roles = portal_roles(&portal, "111111111111", &environment).await.unwrap();
    assert_eq!(roles, ["Installer", "Support"]);
    let asked = set.aws.take_asked();
    assert!(asked[1].url.contains("next_token=n") && asked[1].url.contains("account_id=111111111111"));
}

#[tokio::test]
async fn a_role_above_a_portal_takes_its_credentials_from_there() {
    let set = Set::up();
    let config = format!(
        "{CONFIG}[profile field]\nregion = eu-west-1\nsource_profile = staff\n\
         role_arn = arn:aws:iam::123456789012:role/Field\n"
    );
    set.home.file(".aws/config", &config);
    set.token(TOKEN, "2030-01-01T08:00:00Z", false);
    set.aws.will_say([role_credentials("ASIA1"), xml(&crate::sts::assumed("ASIA2")), who()]);
    let (environment, sessions) = (set.environment(), Sessions::default());
    let source = Source::Profile("field".into());
    let asked = Asked {
        source: &source,
        region: None,
        environment: &environment,
        sessions: &sessions,
        mfa_code: None,
    };
    connections::connect(asked).await.unwrap();
    let asked = set.aws.take_asked();
    assert!(asked[1].headers.contains("Credential=ASIA1/") && asked[2].headers.contains("Credential=ASIA2/"));
}
