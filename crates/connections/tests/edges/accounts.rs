//! Connections that come to be: whose they are, where they go, what they allow.

use connections::{Connection, Environment, PracticeAccount, Source};
use onboarding::{AddressPolicy, Identity, ProblemKind};
use secrecy::SecretString;

use crate::asked::connect;
use crate::home::{Home, homeless};
use crate::portal::{Set, TOKEN, role_credentials, staff, who};
use crate::sts::{Sts, assumed, caller};

const INSTALLER: &str = "arn:aws:sts::123456789012:assumed-role/Installer/anna";
const OTHER: &str = "arn:aws:iam::210987654321:user/bob";

fn profile(name: &str) -> Source {
    Source::Profile(name.into())
}

async fn connected(source: &Source, environment: &Environment) -> Connection {
    connect(source, None, environment).await.unwrap()
}

fn practice_policy(sts: &Sts) -> AddressPolicy {
    AddressPolicy::Practice { host: "127.0.0.1".into(), port: sts.port() }
}

#[tokio::test]
async fn ordinary_keys_at_an_endpoint_set_by_hand_are_live_and_the_host_is_told() {
    let sts = Sts::start([caller(INSTALLER)]).await;
    let url = sts.url();
    let environment = homeless(&[
        ("AWS_ACCESS_KEY_ID", "AKIA1"),
        ("AWS_SECRET_ACCESS_KEY", "canary-secret"),
        ("AWS_SESSION_TOKEN", "token-1"),
        ("AWS_REGION", "eu-west-1"),
        ("AWS_ENDPOINT_URL", &url),
    ]);
    let connection = connected(&Source::Environment, &environment).await;
    assert_eq!(
        connection.identity(),
        &Identity {
            partition: "aws".into(),
            account: "123456789012".into(),
            region: "eu-west-1".into(),
            endpoint: Some(url.clone()),
        }
    );
    assert_eq!((connection.arn(), connection.who().as_str()), (INSTALLER, "Installer"));
    assert!(!connection.is_practice());
    assert_eq!(connection.address_policy(), AddressPolicy::Live);
    assert_eq!(connection.custom_endpoint_host(), Some(format!("127.0.0.1:{}", sts.port())));
    assert_eq!(connection.sign_in_command(), None);
    assert!(!format!("{connection:?}").contains("canary"));
    let asked = sts.asked();
    assert_eq!(asked.len(), 1);
    assert!(asked[0].contains("Credential=AKIA1/"), "{}", asked[0]);
    assert!(asked[0].contains("/eu-west-1/sts/aws4_request"), "{}", asked[0]);
    assert!(asked[0].contains("token-1") && asked[0].contains("Action=GetCallerIdentity"));
}

#[tokio::test]
async fn practice_is_a_practice_key_at_a_loopback_endpoint_wherever_both_come_from() {
    let sts = Sts::start(std::iter::repeat_n(caller(INSTALLER), 3)).await;
    let url = sts.url();
    let embedded = Source::Practice(PracticeAccount {
        endpoint: url.clone(),
        access_key_id: "PRACTICE0001".into(),
        secret_access_key: SecretString::from("s"),
        region: "eu-west-1".into(),
    });
    let exported = homeless(&[
        ("AWS_ACCESS_KEY_ID", "PRACTICE0001"),
        ("AWS_SECRET_ACCESS_KEY", "s"),
        ("AWS_REGION", "eu-west-1"),
        ("AWS_ENDPOINT_URL_IOT_MANAGED_INTEGRATIONS", &url),
    ]);
    let home = Home::with(
        &format!("[profile training]\nregion = eu-west-1\nendpoint_url = {url}\n"),
        "[training]\naws_access_key_id = PRACTICE0001\naws_secret_access_key = s\n",
    );
    for (source, environment) in [
        (embedded, homeless(&[("AWS_ENDPOINT_URL", "https://stack.invalid")])),
        (Source::Environment, exported),
        (profile("training"), home.environment(&[])),
    ] {
        let connection = connected(&source, &environment).await;
        assert!(connection.is_practice(), "{source:?}");
        assert_eq!(connection.identity().endpoint.as_deref(), Some("practice"));
        assert_eq!(connection.address_policy(), practice_policy(&sts));
        assert_eq!(connection.custom_endpoint_host(), None);
    }
    assert_eq!(sts.asked().len(), 3, "STS of practice is the practice service itself");
}

#[tokio::test]
async fn the_region_is_the_chosen_one_or_the_profiles_or_the_environments() {
    let sts = Sts::start(std::iter::repeat_n(caller(INSTALLER), 9)).await;
    let url = sts.url();
    let home = Home::with(
        "[profile here]\nregion = ca-central-1\n[profile bare]\n",
        "[here]\naws_access_key_id = AKIA1\naws_secret_access_key = s\n\
         [bare]\naws_access_key_id = AKIA1\naws_secret_access_key = s\n",
    );
    let check = async |source: &Source, chosen, expected: &str, variables: &[(&str, &str)]| {
        let variables: Vec<_> =
            [("AWS_ENDPOINT_URL", url.as_str())].iter().chain(variables).copied().collect();
        let connection = connect(source, chosen, &home.environment(&variables)).await.unwrap();
        assert_eq!(connection.identity().region, expected);
        let config = connection.sdk_config();
        assert_eq!(config.region().map(|region| region.as_ref()), Some(expected));
    };
    let everywhere = [("AWS_REGION", "eu-west-1"), ("AWS_DEFAULT_REGION", "us-east-1")];
    check(&profile("here"), Some("me-central-1"), "me-central-1", &everywhere).await;
    check(&profile("here"), None, "ca-central-1", &everywhere).await;
    check(&profile("bare"), None, "eu-west-1", &everywhere).await;
    check(&profile("bare"), None, "us-east-1", &everywhere[1..]).await;
    let keys = [
        ("AWS_ACCESS_KEY_ID", "AKIA1"),
        ("AWS_SECRET_ACCESS_KEY", "s"),
        ("AWS_PROFILE", "here"),
        ("AWS_REGION", "eu-west-1"),
    ];
    check(&Source::Environment, None, "eu-west-1", &keys).await;
    check(&Source::Environment, None, "ca-central-1", &keys[..3]).await;
}

#[tokio::test]
async fn a_chosen_profile_wins_over_keys_in_the_environment() {
    let sts = Sts::start([caller(OTHER)]).await;
    let home = Home::with(
        &format!("[profile other]\nregion = eu-west-1\nendpoint_url = {}\n", sts.url()),
        "[other]\naws_access_key_id = AKIAPROFILE\naws_secret_access_key = s\n",
    );
    let environment = home.environment(&[("AWS_ACCESS_KEY_ID", "AKIAENV"), ("AWS_SECRET_ACCESS_KEY", "s")]);
    let connection = connected(&profile("other"), &environment).await;
    assert_eq!(connection.who(), "bob");
    assert!(sts.asked()[0].contains("Credential=AKIAPROFILE/"));
    assert!(connection.ignores_environment_keys());
}

#[tokio::test]
async fn a_role_is_assumed_through_its_source_and_the_environment_can_be_one() {
    let sts = Sts::start([assumed("ASIA1"), caller(INSTALLER), assumed("ASIA2"), caller(INSTALLER)]).await;
    let home = Home::with(
        &format!(
            "[services local]\nsts =\n  endpoint_url = {}\n\
             [profile role]\nregion = eu-west-1\nservices = local\n\
             role_arn = arn:aws:iam::123456789012:role/Installer\nsource_profile = base\n\
             [profile by-env]\nregion = eu-west-1\nservices = local\n\
             role_arn = arn:aws:iam::123456789012:role/Installer\n\
             credential_source = Environment\n",
            sts.url()
        ),
        "[base]\naws_access_key_id = AKIABASE\naws_secret_access_key = s\n",
    );
    let keys = [("AWS_ACCESS_KEY_ID", "AKIAENV"), ("AWS_SECRET_ACCESS_KEY", "s")];
    let environment = home.environment(&keys);
    let connection = connected(&profile("role"), &environment).await;
    assert_eq!(connection.who(), "Installer");
    assert_eq!(connection.identity().endpoint, None, "only STS stands elsewhere");
    let host = format!("127.0.0.1:{}", sts.port());
    assert_eq!(connection.custom_endpoint_host(), Some(host), "and that is told too");
    assert!(connection.ignores_environment_keys());
    let by_env = connected(&profile("by-env"), &environment).await;
    assert!(!by_env.ignores_environment_keys(), "they are what it begins with");
    let asked = sts.asked();
    for (request, key) in asked.iter().zip(["AKIABASE", "ASIA1", "AKIAENV", "ASIA2"]) {
        assert!(request.contains(&format!("Credential={key}/")), "{request}");
    }
    assert_eq!(asked.len(), 4);
}

#[tokio::test]
async fn a_credential_process_is_run_for_its_profile() {
    let sts = Sts::start([caller(INSTALLER)]).await;
    let home = Home::with("", "");
    let answer =
        home.file("answer.json", r#"{"Version":1,"AccessKeyId":"AKIAPROCESS","SecretAccessKey":"s"}"#);
    let config = home.file(
        "config",
        &format!(
            "[profile process]\nregion = eu-west-1\nendpoint_url = {}\n\
             credential_process = cat {answer}\n",
            sts.url()
        ),
    );
    let environment = home.environment(&[("AWS_CONFIG_FILE", &config)]);
    connected(&profile("process"), &environment).await;
    assert!(sts.asked()[0].contains("Credential=AKIAPROCESS/"));
}

#[tokio::test]
async fn checking_asks_again_and_another_account_is_not_the_same_connection() {
    let sts = Sts::start([caller(INSTALLER), caller(INSTALLER), caller(OTHER)]).await;
    let url = sts.url();
    let environment = homeless(&[
        ("AWS_ACCESS_KEY_ID", "AKIA1"),
        ("AWS_SECRET_ACCESS_KEY", "s"),
        ("AWS_REGION", "eu-west-1"),
        ("AWS_ENDPOINT_URL", &url),
    ]);
    let connection = connected(&Source::Environment, &environment).await;
    assert_eq!(connection.check().await, Ok(()));
    let another = connection.check().await.unwrap_err();
    assert_eq!(
        another.kind,
        ProblemKind::AnotherIdentity { account: "123456789012".into(), region: "eu-west-1".into() }
    );
    assert_eq!(sts.asked().len(), 3);
}

#[tokio::test]
async fn the_same_identity_can_look_into_another_region() {
    let sts = Sts::start([caller(INSTALLER)]).await;
    let url = sts.url();
    let environment = homeless(&[
        ("AWS_ACCESS_KEY_ID", "AKIA1"),
        ("AWS_SECRET_ACCESS_KEY", "s"),
        ("AWS_REGION", "eu-west-1"),
        ("AWS_ENDPOINT_URL", &url),
    ]);
    let connection = connected(&Source::Environment, &environment).await;
    let elsewhere = connection.sdk_config_in("ca-central-1");
    assert_eq!(elsewhere.region().map(|region| region.as_ref()), Some("ca-central-1"));
    assert_eq!(connection.identity().region, "eu-west-1");
    assert!(elsewhere.credentials_provider().is_some());
}

#[tokio::test]
async fn every_host_set_by_hand_that_a_connection_asks_is_told_once() {
    let set = Set::up();
    set.token(TOKEN, "2030-01-01T08:00:00Z", false);
    let variables = [
        ("AWS_ENDPOINT_URL_IOT_MANAGED_INTEGRATIONS", "http://10.0.0.1:4566"),
        ("AWS_ENDPOINT_URL_STS", "https://stack.example/sts"),
        ("AWS_ENDPOINT_URL_SSO", "https://stack.example/sso"),
        ("AWS_ENDPOINT_URL_SSO_OIDC", "https://oidc.example"),
    ];
    let environment = set.aws.environment(&set.home, &variables);
    set.aws.will_say([role_credentials("ASIA1"), who()]);
    let connection = connected(&staff(), &environment).await;
    let all = "10.0.0.1:4566 and stack.example and oidc.example";
    assert_eq!(connection.custom_endpoint_host().as_deref(), Some(all));
    assert!(set.aws.take_asked()[0].url.starts_with("https://stack.example/sso/"));
    assert_eq!(connection.identity().endpoint.as_deref(), Some("http://10.0.0.1:4566"));

    set.home.file(".aws/credentials", "[keys]\naws_access_key_id = AKIA1\naws_secret_access_key = s\n");
    set.aws.will_say([who()]);
    let connection = connect(&profile("keys"), Some("eu-west-1"), &environment).await.unwrap();
    let asked = "10.0.0.1:4566 and stack.example";
    assert_eq!(connection.custom_endpoint_host().as_deref(), Some(asked), "no portal is behind these");
}
