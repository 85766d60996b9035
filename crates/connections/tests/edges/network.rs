//! Connecting through proxies, company certificates and broken networks.

use connections::{
    AccessKeys, CA_BUNDLE_UNREADABLE, Connection, Environment, KeysSource, PROXY_UNREADABLE, Source,
};
use onboarding::{
    CERTIFICATE_EXPIRED, CERTIFICATE_NOT_TRUSTED, CERTIFICATE_OF_ANOTHER_HOST, NAME_NOT_FOUND,
    PROXY_NOT_REACHED, PROXY_WANTS_PASSWORD, Problem, ProblemKind,
};
use tokio::net::TcpListener;

use crate::asked::connect;
use crate::authority::Authority;
use crate::gate::{Behind, ESTABLISHED, Gate};
use crate::home::Home;

const STS: &str = "sts.eu-west-1.amazonaws.com";
const KEYS: [(&str, &str); 3] =
    [("AWS_ACCESS_KEY_ID", "AKIA1"), ("AWS_SECRET_ACCESS_KEY", "s"), ("AWS_REGION", "eu-west-1")];

/// Keys, and what stands in `variables`, in an empty home.
fn environment(home: &Home, variables: &[(&str, &str)]) -> Environment {
    home.environment(&KEYS.iter().chain(variables).copied().collect::<Vec<_>>())
}

async fn connecting(source: &Source, environment: &Environment) -> Result<Connection, Problem> {
    connect(source, None, environment).await
}

async fn refused(variables: &[(&str, &str)]) -> Problem {
    let home = Home::with("", "");
    let problem = connecting(&Source::Environment, &environment(&home, variables)).await.unwrap_err();
    assert!(problem.nothing_was_done, "{problem:?}");
    problem
}

/// The code and the words of a problem of the network.
async fn of_network(variables: &[(&str, &str)]) -> (Option<String>, String) {
    let problem = refused(variables).await;
    assert_eq!(problem.kind, ProblemKind::CheckNetwork, "{problem:?}");
    (problem.code, problem.service_message.unwrap_or_default())
}

async fn closed_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port()
}

#[tokio::test]
async fn through_a_proxy_with_its_own_authority_all_calls_go_when_the_bundle_names_it() {
    let acme = Authority::acme();
    let proxy = Gate::proxy(acme.server(STS, 2050)).await;
    let home = Home::with(
        "[profile role]\nregion = eu-west-1\nrole_arn = arn:aws:iam::123456789012:role/Installer\n\
         source_profile = base\nca_bundle = ~/acme.pem\n",
        "[base]\naws_access_key_id = AKIABASE\naws_secret_access_key = s\n",
    );
    home.file("acme.pem", &acme.pem);
    let through = home.environment(&[("HTTPS_PROXY", &proxy.url())]);
    let connection = connecting(&Source::Profile("role".into()), &through).await.unwrap();
    assert_eq!(connection.who(), "Installer");
    assert_eq!(connection.custom_endpoint_host(), None);
    assert!(proxy.heard_of("CONNECT sts.eu-west-1.amazonaws.com:443 ") >= 1, "{:?}", proxy.heard());
    assert_eq!(proxy.heard_of("Action=AssumeRole"), 1, "credentials are got the same way");
    assert_eq!(proxy.heard_of("Action=GetCallerIdentity"), 1);
}

#[tokio::test]
async fn an_authority_nobody_trusts_is_named_whichever_call_met_it() {
    let acme = Authority::acme();
    let proxy = Gate::proxy(acme.server(STS, 2050)).await;
    let url = proxy.url();
    let expected = (
        Some(CERTIFICATE_NOT_TRUSTED.to_owned()),
        "Signed by: CN=Acme Inspection CA, O=Acme (for sts.eu-west-1.amazonaws.com)".to_owned(),
    );
    assert_eq!(of_network(&[("HTTPS_PROXY", &url)]).await, expected);
    let home = Home::with(
        "[profile role]\nregion = eu-west-1\nrole_arn = arn:aws:iam::123456789012:role/r\n\
         source_profile = base\n",
        "[base]\naws_access_key_id = AKIABASE\naws_secret_access_key = s\n",
    );
    let through = home.environment(&[("HTTPS_PROXY", &url)]);
    let problem = connecting(&Source::Profile("role".into()), &through).await.unwrap_err();
    assert_eq!((problem.kind, problem.code), (ProblemKind::CheckNetwork, expected.0));
    assert_eq!(problem.service_message, Some(expected.1));
    assert_eq!(proxy.heard_of("Action="), 0, "nothing is sent to whom nobody trusts");
}

#[tokio::test]
async fn of_a_chain_every_signer_is_named() {
    let acme = Authority::acme().under("Acme Proxy 7");
    let proxy = Gate::proxy(acme.server(STS, 2050)).await;
    let (_, said) = of_network(&[("HTTPS_PROXY", &proxy.url())]).await;
    assert_eq!(
        said,
        "Signed by: CN=Acme Proxy 7, O=Acme, under CN=Acme Inspection CA, O=Acme \
         (for sts.eu-west-1.amazonaws.com)"
    );
}

#[tokio::test]
async fn a_certificate_that_ran_out_or_is_of_another_host_is_told_as_such() {
    let acme = Authority::acme();
    let home = Home::with("", "");
    let bundle = home.file("acme.pem", &acme.pem);
    let check = async |name: &str, year: i32, code: &str, words: &[&str]| {
        let proxy = Gate::proxy(acme.server(name, year)).await;
        let variables = [("HTTPS_PROXY", proxy.url()), ("AWS_CA_BUNDLE", bundle.clone())];
        let variables = variables.each_ref().map(|(name, value)| (*name, value.as_str()));
        let (found, said) = of_network(&variables).await;
        assert_eq!(found.as_deref(), Some(code), "{said}");
        assert!(words.iter().all(|word| said.contains(word)), "{said}");
        assert_eq!(proxy.heard_of("Action="), 0);
    };
    check(STS, 2021, CERTIFICATE_EXPIRED, &["2021-12-31", "clock"]).await;
    check("login.wifi.example", 2050, CERTIFICATE_OF_ANOTHER_HOST, &["login.wifi.example", STS]).await;
}

#[tokio::test]
async fn a_proxy_that_wants_a_password_gets_the_one_of_its_address() {
    let acme = Authority::acme();
    let home = Home::with("", "");
    let bundle = home.file("acme.pem", &acme.pem);
    let asking = "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n";
    let proxy = Gate::open(Behind { to_connect: Some(asking), ..Behind::default() }).await;
    let (code, _) = of_network(&[("HTTPS_PROXY", &proxy.url())]).await;
    assert_eq!(code.as_deref(), Some(PROXY_WANTS_PASSWORD));
    let proxy = Gate::proxy(acme.server(STS, 2050)).await;
    let url = format!("http://anna:s%40cret@127.0.0.1:{}", proxy.port);
    let with_password = environment(&home, &[("https_proxy", &url), ("AWS_CA_BUNDLE", &bundle)]);
    connecting(&Source::Environment, &with_password).await.unwrap();
    let connects = proxy.heard().into_iter().find(|request| request.starts_with("CONNECT")).unwrap();
    assert!(connects.contains("Basic YW5uYTpzQGNyZXQ="), "{connects}");
}

#[tokio::test]
async fn a_proxy_that_is_not_there_is_told_from_one_that_refuses() {
    let nowhere = format!("http://127.0.0.1:{}", closed_port().await);
    let (code, said) = of_network(&[("HTTPS_PROXY", &nowhere)]).await;
    assert_eq!(code.as_deref(), Some(PROXY_NOT_REACHED), "{said}");
    let (code, said) = of_network(&[("HTTPS_PROXY", "proxy.acme.invalid:8080")]).await;
    assert_eq!(code.as_deref(), Some(PROXY_NOT_REACHED), "{said}");
    let refusing = "HTTP/1.1 502 Bad Gateway\r\n\r\n";
    let proxy = Gate::open(Behind { to_connect: Some(refusing), ..Behind::default() }).await;
    let (code, said) = of_network(&[("HTTPS_PROXY", &proxy.url())]).await;
    assert_eq!(code, None);
    assert_eq!(said, "The proxy refused to connect to the host.");
}

#[tokio::test]
async fn what_no_proxy_names_and_this_computer_are_reached_directly() {
    let proxy = Gate::open(Behind { to_connect: Some(ESTABLISHED), ..Behind::default() }).await;
    let url = proxy.url();
    let stack = [("AWS_ENDPOINT_URL", "https://stack.acme.invalid"), ("NO_PROXY", "*.acme.invalid")];
    let (code, said) = of_network(&[stack[0], stack[1], ("HTTPS_PROXY", &url)]).await;
    assert_eq!(code.as_deref(), Some(NAME_NOT_FOUND), "{said}");
    assert!(proxy.heard().is_empty());
    let host = Gate::open(Behind::default()).await;
    let home = Home::with("", "");
    let here = [("AWS_ENDPOINT_URL", host.url()), ("ALL_PROXY", url)];
    let here = here.each_ref().map(|(name, value)| (*name, value.as_str()));
    connecting(&Source::Environment, &environment(&home, &here)).await.unwrap();
    assert!(proxy.heard().is_empty());
    assert_eq!(host.heard_of("Action=GetCallerIdentity"), 1);
}

#[tokio::test]
async fn plain_http_has_a_proxy_of_its_own() {
    let proxy = Gate::open(Behind { to_connect: Some(ESTABLISHED), ..Behind::default() }).await;
    let nowhere = format!("http://127.0.0.1:{}", closed_port().await);
    let home = Home::with("", "");
    let sts = Gate::open(Behind::default()).await;
    let variables = [
        ("AWS_ENDPOINT_URL_STS", &*sts.url()),
        ("AWS_ENDPOINT_URL_IOT_MANAGED_INTEGRATIONS", "http://stack.acme.invalid"),
        ("HTTP_PROXY", &proxy.url()),
        ("HTTPS_PROXY", &nowhere),
    ];
    let connection = connecting(&Source::Environment, &environment(&home, &variables)).await.unwrap();
    let client = aws_sdk_iotmanagedintegrations::Client::new(connection.sdk_config());
    // What stands behind the proxy answers with what is none of the service's.
    client.list_managed_things().send().await.ok();
    assert!(proxy.heard_of("GET http://stack.acme.invalid/managed-things") >= 1, "{:?}", proxy.heard());
}

#[tokio::test]
async fn keys_in_no_profile_trust_the_bundle_of_the_default_one() {
    let acme = Authority::acme();
    let proxy = Gate::proxy(acme.server(STS, 2050)).await;
    let home =
        Home::with("[default]\nca_bundle = ~/acme.pem\nendpoint_url = https://not.asked.invalid\n", "");
    home.file("acme.pem", &acme.pem);
    let keys = AccessKeys::parse("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", None);
    let keys = Source::Keys(KeysSource { keys: keys.unwrap(), mfa_serial: None, role: None });
    let through = home.environment(&[("HTTPS_PROXY", &proxy.url()), ("AWS_REGION", "eu-west-1")]);
    let connection = connecting(&keys, &through).await.unwrap();
    assert_eq!(connection.custom_endpoint_host(), None, "nothing else of that profile counts");
    assert_eq!(proxy.heard_of("Action=GetCallerIdentity"), 1);
}

#[tokio::test]
async fn a_host_that_does_not_speak_tls_is_told() {
    let host = Gate::open(Behind::default()).await;
    let url = format!("https://127.0.0.1:{}", host.port);
    let (code, said) = of_network(&[("AWS_ENDPOINT_URL", &url)]).await;
    assert_eq!((code, said.as_str()), (None, "What answers there does not speak TLS."));
}

#[tokio::test]
async fn a_setting_that_cannot_be_used_is_named_before_anything_is_sent() {
    let home = Home::with("", "");
    let empty = home.file("empty.pem", "");
    let problem = refused(&[("AWS_CA_BUNDLE", &empty)]).await;
    assert_eq!(problem.code.as_deref(), Some(CA_BUNDLE_UNREADABLE));
    let said = problem.service_message.unwrap();
    assert!(said.contains(&empty) && said.contains("AWS_CA_BUNDLE") && said.contains("empty"), "{said}");
    let problem = refused(&[("HTTPS_PROXY", "http://anna:canary@")]).await;
    assert_eq!(problem.code.as_deref(), Some(PROXY_UNREADABLE));
    assert_eq!(problem.kind, ProblemKind::CorrectInput { field: Some("HTTPS_PROXY") });
    assert!(!format!("{problem:?}").contains("canary"));
}
