//! Connections that do not come to be, and what the person can do about it.

use connections::{
    Environment, MFA_CODE_NEEDED, NO_REGION, PORTAL_SIGN_IN_NEEDED, PRACTICE_KEYS_ELSEWHERE, PracticeAccount,
    Renewal, Source, renewal,
};
use onboarding::{Problem, ProblemKind};
use secrecy::SecretString;
use tokio::net::TcpListener;

use crate::asked::connect;
use crate::home::{Home, homeless};
use crate::sts::{Sts, caller, refusal, reply};

const ARN: &str = "arn:aws:iam::123456789012:user/anna";

async fn refused(source: &Source, environment: &Environment) -> Problem {
    let problem = connect(source, None, environment).await.unwrap_err();
    assert!(problem.nothing_was_done, "{problem:?}");
    problem
}

fn keys(endpoint: &str) -> Environment {
    homeless(&[
        ("AWS_ACCESS_KEY_ID", "AKIA1"),
        ("AWS_SECRET_ACCESS_KEY", "s"),
        ("AWS_REGION", "eu-west-1"),
        ("AWS_ENDPOINT_URL", endpoint),
    ])
}

fn profile(name: &str) -> Source {
    Source::Profile(name.into())
}

#[tokio::test]
async fn practice_keys_are_sent_nowhere_but_to_a_practice_service_on_this_computer() {
    let sts = Sts::start([caller(ARN)]).await;
    let url = sts.url();
    let practice_keys = |variables: &[(&str, &str)]| {
        let keys = [
            ("AWS_ACCESS_KEY_ID", "PRACTICE0001"),
            ("AWS_SECRET_ACCESS_KEY", "s"),
            ("AWS_REGION", "eu-west-1"),
        ];
        homeless(&keys.iter().chain(variables).copied().collect::<Vec<_>>())
    };
    let own = "AWS_ENDPOINT_URL_IOT_MANAGED_INTEGRATIONS";
    for environment in [
        practice_keys(&[]),
        practice_keys(&[("AWS_ENDPOINT_URL_STS", &url)]),
        practice_keys(&[("AWS_ENDPOINT_URL", &url), (own, "https://stack.invalid")]),
        practice_keys(&[(own, "http://127.0.0.1.stack.invalid:4566")]),
    ] {
        let problem = refused(&Source::Environment, &environment).await;
        assert_eq!(problem.code.as_deref(), Some(PRACTICE_KEYS_ELSEWHERE));
        assert_eq!(problem.kind, ProblemKind::CorrectInput { field: Some("endpoint_url") });
    }
    let home = Home::with(
        &format!(
            "[profile role]\nregion = eu-west-1\nendpoint_url = {url}\nsource_profile = base\n\
             role_arn = arn:aws:iam::123456789012:role/r\n\
             [profile process]\nregion = eu-west-1\nendpoint_url = {url}\n\
             credential_process = echo '{{\"Version\":1,\"AccessKeyId\":\"PRACTICE1\",\
             \"SecretAccessKey\":\"s\"}}'\n"
        ),
        "[base]\naws_access_key_id = PRACTICE0001\naws_secret_access_key = s\n",
    );
    for name in ["role", "process"] {
        let problem = refused(&profile(name), &home.environment(&[])).await;
        assert_eq!(problem.code.as_deref(), Some(PRACTICE_KEYS_ELSEWHERE), "{name}");
    }
    assert!(sts.asked().is_empty());
}

#[tokio::test]
async fn a_practice_service_is_given_no_other_keys() {
    let sts = Sts::start([caller(ARN)]).await;
    let account = |endpoint: &str, id: &str| {
        Source::Practice(PracticeAccount {
            endpoint: endpoint.into(),
            access_key_id: id.into(),
            secret_access_key: SecretString::from("s"),
            region: "eu-west-1".into(),
        })
    };
    for source in [account(&sts.url(), "AKIA1"), account("https://stack.invalid", "PRACTICE1")] {
        let problem = refused(&source, &homeless(&[])).await;
        assert_eq!(problem.code.as_deref(), Some(PRACTICE_KEYS_ELSEWHERE));
    }
    assert!(sts.asked().is_empty());
}

#[tokio::test]
async fn a_source_without_a_region_asks_for_one() {
    let environment = homeless(&[("AWS_ACCESS_KEY_ID", "AKIA"), ("AWS_SECRET_ACCESS_KEY", "s")]);
    let problem = refused(&Source::Environment, &environment).await;
    assert_eq!(problem.code.as_deref(), Some(NO_REGION));
    assert_eq!(problem.kind, ProblemKind::RegionNotSupported { region: String::new() });
}

#[tokio::test]
async fn sources_that_are_not_there_are_said_to_be_gone_or_empty() {
    let home = Home::with("[profile a]\nregion = eu-west-1\n", "");
    let environment = home.environment(&[]);
    assert_eq!(refused(&profile("b"), &environment).await.kind, ProblemKind::Gone);
    let sign_in = ProblemKind::SignInToAws { profile: None };
    assert_eq!(refused(&profile("a"), &environment).await.kind, sign_in);
    let nothing = home.environment(&[("AWS_REGION", "eu-west-1")]);
    assert_eq!(refused(&Source::Environment, &nothing).await.kind, sign_in);
}

#[tokio::test]
async fn a_role_that_wants_a_code_names_the_device() {
    let home = Home::with(
        "[profile mfa]\nregion = eu-west-1\nrole_arn = arn:aws:iam::123456789012:role/r\n\
         source_profile = base\nmfa_serial = arn:aws:iam::123456789012:mfa/anna\n\
         [profile over]\nregion = eu-west-1\nrole_arn = arn:aws:iam::123456789012:role/s\n\
         source_profile = mfa\n",
        "[base]\naws_access_key_id = AKIA1\naws_secret_access_key = s\n",
    );
    for name in ["mfa", "over"] {
        let problem = refused(&profile(name), &home.environment(&[])).await;
        assert_eq!(problem.code.as_deref(), Some(MFA_CODE_NEEDED));
        assert_eq!(problem.kind, ProblemKind::SignInToAws { profile: None });
        assert_eq!(problem.service_message.as_deref(), Some("arn:aws:iam::123456789012:mfa/anna"));
    }
}

#[tokio::test]
async fn a_missing_sso_session_names_the_profile_to_sign_in_with() {
    let home = Home::with(
        "[profile staff]\nregion = eu-west-1\nsso_session = linkwright-tests-own-session\n\
         sso_account_id = 123456789012\nsso_role_name = Installer\n\
         [profile field]\nregion = eu-west-1\nrole_arn = arn:aws:iam::123456789012:role/r\n\
         source_profile = staff\n\
         [sso-session linkwright-tests-own-session]\nsso_region = eu-west-1\n\
         sso_start_url = https://linkwright.invalid/start\n",
        "",
    );
    for name in ["staff", "field"] {
        let problem = refused(&profile(name), &home.environment(&[])).await;
        let sign_in = ProblemKind::SignInToAws { profile: Some("staff".into()) };
        assert_eq!(problem.kind, sign_in, "{problem:?}");
        assert_eq!(problem.code.as_deref(), Some(PORTAL_SIGN_IN_NEEDED));
        assert_eq!(problem.service_message.as_deref(), Some("https://linkwright.invalid/start"));
    }
}

#[tokio::test]
async fn a_credential_process_that_fails_does_not_have_its_errors_repeated() {
    let home = Home::with(
        "[profile process]\nregion = eu-west-1\n\
         credential_process = echo canary-secret >&2; exit 3\n\
         [profile garbage]\nregion = eu-west-1\ncredential_process = echo hello\n",
        "",
    );
    for name in ["process", "garbage"] {
        let problem = refused(&profile(name), &home.environment(&[])).await;
        assert_eq!(problem.kind, ProblemKind::SignInToAws { profile: None });
        assert!(!format!("{problem:?}").contains("canary"), "{problem:?}");
        let said = problem.service_message.unwrap();
        assert!(said.starts_with("The credential_process echo of the profile"), "{said}");
    }
}

#[tokio::test]
async fn a_profile_that_runs_in_a_circle_is_to_be_corrected() {
    let home = Home::with(
        "[profile a]\nregion = eu-west-1\nrole_arn = arn:aws:iam::123456789012:role/r\n\
         source_profile = b\n\
         [profile b]\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = a\n",
        "",
    );
    let problem = refused(&profile("a"), &home.environment(&[])).await;
    assert_eq!(problem.kind, ProblemKind::CorrectInput { field: None });
}

#[tokio::test]
async fn a_role_one_may_not_assume_is_a_permission_to_ask_for() {
    let sts = Sts::start([refusal(403, "AccessDenied", "not authorized: sts:AssumeRole")]).await;
    let home = Home::with(
        &format!(
            "[profile role]\nregion = eu-west-1\nendpoint_url = {}\nsource_profile = base\n\
             role_arn = arn:aws:iam::123456789012:role/r\n",
            sts.url()
        ),
        "[base]\naws_access_key_id = AKIA1\naws_secret_access_key = s\n",
    );
    let problem = refused(&profile("role"), &home.environment(&[])).await;
    let action = ProblemKind::AskForPermission { action: "sts:AssumeRole".into() };
    assert_eq!(problem.kind, action, "{problem:?}");
}

#[tokio::test]
async fn what_sts_refuses_is_sorted_by_its_remedy() {
    let sign_in = || ProblemKind::SignInToAws { profile: None };
    for (status, code, kind) in [
        (403, "ExpiredToken", sign_in()),
        (400, "ExpiredTokenException", sign_in()),
        (403, "InvalidClientTokenId", sign_in()),
        (403, "SignatureDoesNotMatch", sign_in()),
        (403, "RegionDisabledException", ProblemKind::RegionNotSupported { region: "eu-west-1".into() }),
        (403, "AccessDenied", ProblemKind::AskForPermission { action: "sts:GetCallerIdentity".into() }),
        (404, "NotFound", ProblemKind::NotTheService),
    ] {
        let sts = Sts::start([refusal(status, code, "because")]).await;
        let problem = refused(&Source::Environment, &keys(&sts.url())).await;
        assert_eq!(problem.kind, kind, "{code}");
        assert_eq!((problem.status, problem.code.as_deref()), (Some(status), Some(code)));
        assert_eq!(problem.service_message.as_deref(), Some("because"));
        assert_eq!(problem.operation, Some("GetCallerIdentity"));
        assert_eq!(problem.request_id.as_deref(), Some("r1"));
        assert_eq!(sts.asked().len(), 1, "{code} is not asked again");
    }
    let busy = || refusal(429, "Throttling", "Rate exceeded");
    let sts = Sts::start([busy(), busy()]).await;
    let problem = refused(&Source::Environment, &keys(&sts.url())).await;
    assert_eq!(problem.kind, ProblemKind::TryAgain);
    assert_eq!(sts.asked().len(), 2);
}

#[tokio::test]
async fn an_answer_that_names_nobody_is_not_the_services() {
    for answer in [
        reply(200, "text/html", "<html>guest network</html>"),
        reply(403, "text/html", "<html>blocked</html>"),
        reply(200, "application/json", "{}"),
        caller("arn:aws:iam::x:user/anna"),
    ] {
        let sts = Sts::start([answer.clone()]).await;
        let problem = refused(&Source::Environment, &keys(&sts.url())).await;
        assert_eq!(problem.kind, ProblemKind::NotTheService, "{answer}");
    }
}

#[tokio::test]
async fn nobody_listening_is_a_matter_of_the_network_and_nonsense_of_the_setting() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let unreachable = keys(&format!("http://127.0.0.1:{port}"));
    let problem = refused(&Source::Environment, &unreachable).await;
    assert_eq!(problem.kind, ProblemKind::CheckNetwork);
    for endpoint in ["127.0.0.1:4566", "ftp://127.0.0.1", "http://"] {
        let problem = refused(&Source::Environment, &keys(endpoint)).await;
        assert_eq!(problem.kind, ProblemKind::CorrectInput { field: Some("endpoint_url") });
    }
}

#[tokio::test]
async fn keys_and_sign_ins_are_asked_for_over_plain_http_on_this_computer_alone() {
    let all = keys("http://anna:canary@stack.acme.invalid:8080/aws");
    let one = |variable: &str| {
        homeless(&[
            ("AWS_ACCESS_KEY_ID", "AKIA1"),
            ("AWS_SECRET_ACCESS_KEY", "s"),
            ("AWS_REGION", "eu-west-1"),
            (variable, "http://10.0.0.1"),
        ])
    };
    for (environment, named) in [
        (all, "STS, at stack.acme.invalid:8080,"),
        (one("AWS_ENDPOINT_URL_STS"), "STS, at 10.0.0.1,"),
        (one("AWS_ENDPOINT_URL_SSO"), "IAM Identity Center, at 10.0.0.1,"),
        (one("AWS_ENDPOINT_URL_SSO_OIDC"), "IAM Identity Center, at 10.0.0.1,"),
    ] {
        let problem = refused(&Source::Environment, &environment).await;
        assert_eq!(problem.kind, ProblemKind::CorrectInput { field: Some("endpoint_url") });
        let said = problem.service_message.unwrap();
        assert!(said.contains(named) && !said.contains("canary"), "{said}");
    }
}

#[tokio::test]
async fn what_renews_a_sign_in_is_known_without_asking_anybody() {
    let home = Home::with(
        "[profile console]\nlogin_session = arn:aws:iam::123456789012:user/anna\n\
         [profile mfa]\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = base\n\
         mfa_serial = arn:aws:iam::123456789012:mfa/anna\n\
         [profile a process]\ncredential_process = x\n",
        "[base]\naws_access_key_id = AKIA1\naws_secret_access_key = s\n",
    );
    let environment = home.environment(&[]);
    let of = async |name: &str| renewal(&profile(name), &environment).await.unwrap();
    let command = "aws login --profile console".to_owned();
    assert_eq!(of("console").await, Renewal::Terminal { command });
    let device = "arn:aws:iam::123456789012:mfa/anna".to_owned();
    assert_eq!(of("mfa").await, Renewal::MfaCode { device });
    assert_eq!(of("base").await, Renewal::Outside);
    let nobody = renewal(&profile("nobody"), &environment).await.unwrap_err();
    assert_eq!(nobody.kind, ProblemKind::Gone);
}
