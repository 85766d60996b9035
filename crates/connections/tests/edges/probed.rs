//! How far a probe gets, station by station.

use connections::{
    Destination, DestinationKind, Environment, Outcome, PracticeAccount, Source, StationKind, destinations,
    probe,
};
use onboarding::{
    CERTIFICATE_EXPIRED, CERTIFICATE_NOT_TRUSTED, CERTIFICATE_OF_ANOTHER_HOST, NAME_NOT_FOUND,
    PROXY_NOT_REACHED, PROXY_WANTS_PASSWORD, ProblemKind,
};
use secrecy::SecretString;
use tokio::net::TcpListener;

use crate::authority::Authority;
use crate::gate::{Behind, ESTABLISHED, Gate};
use crate::home::{Home, homeless};

const STS: &str = "sts.eu-west-1.amazonaws.com";

fn at(host: &str, port: u16, https: bool) -> Destination {
    Destination { name: DestinationKind::Sts, host: host.to_owned(), port, https }
}

/// The outcomes in order, each in a word and its text.
async fn found(destination: &Destination, environment: &Environment) -> Vec<String> {
    let probe = probe(destination, &Source::Environment, environment).await;
    assert_eq!((&probe.host, probe.port), (&destination.host, destination.port));
    let kinds: Vec<StationKind> = probe.stations.iter().map(|station| station.kind).collect();
    let all = [
        StationKind::Name,
        StationKind::Proxy,
        StationKind::Connection,
        StationKind::Certificate,
        StationKind::Clock,
    ];
    assert_eq!(kinds, all);
    let told = probe.stations.iter().map(|station| match &station.outcome {
        Outcome::Good(said) => format!("good: {said}"),
        Outcome::Warning(said) => format!("warning: {said}"),
        Outcome::Failed(problem) => {
            let code = problem.code.as_deref().unwrap_or("no code");
            format!("{code}: {}", problem.service_message.as_deref().unwrap_or_default())
        }
        Outcome::NotNeeded => "not needed".to_owned(),
        Outcome::NotReached => "not reached".to_owned(),
    });
    told.collect()
}

async fn closed_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port()
}

#[tokio::test]
async fn through_an_inspecting_proxy_each_station_says_what_it_found() {
    let acme = Authority::acme();
    let proxy = Gate::proxy(acme.server(STS, 2050)).await;
    let home = Home::with("", "");
    let bundle = home.file("acme.pem", &acme.pem);
    let url = format!("http://anna:canary@127.0.0.1:{}", proxy.port);
    let trusting = home.environment(&[("https_proxy", &url), ("AWS_CA_BUNDLE", &bundle)]);
    assert_eq!(
        found(&at(STS, 443, true), &trusting).await,
        [
            "not needed".to_owned(),
            format!("good: 127.0.0.1:{}, by https_proxy", proxy.port),
            "good: through the proxy".to_owned(),
            "warning: Signed by CN=Acme Inspection CA, O=Acme from the CA bundle (AWS_CA_BUNDLE), \
             not by a public one; valid until 2050-12-31"
                .to_owned(),
            "good: within 1 s of the host's".to_owned(),
        ]
    );
    assert_eq!(proxy.heard_of("Authorization: AWS4"), 0, "a probe signs nothing");
    let untrusting = home.environment(&[("https_proxy", &url)]);
    let stations = found(&at(STS, 443, true), &untrusting).await;
    assert_eq!(
        stations[3],
        format!("{CERTIFICATE_NOT_TRUSTED}: Signed by: CN=Acme Inspection CA, O=Acme (for {STS})")
    );
    assert_eq!(stations[4], "not reached");
}

#[tokio::test]
async fn a_host_is_reached_directly_where_no_proxy_is_set() {
    let acme = Authority::acme();
    let tls = Some(acme.server("localhost", 2050));
    let host = Gate::open(Behind { tls, ..Behind::default() }).await;
    let home = Home::with("", "");
    let bundle = home.file("acme.pem", &acme.pem);
    let trusting = home.environment(&[("AWS_CA_BUNDLE", &bundle)]);
    let stations = found(&at("localhost", host.port, true), &trusting).await;
    assert!(stations[0].starts_with("good: ") && stations[0].contains("127.0.0.1"), "{stations:?}");
    assert_eq!(stations[1], "not needed");
    assert_eq!(stations[2], format!("good: 127.0.0.1:{}", host.port));
    assert!(stations[3].starts_with("warning: Signed by CN=Acme"), "{stations:?}");
    let by_address = found(&at("127.0.0.1", host.port, true), &trusting).await;
    assert_eq!(by_address[0], "not needed");
    assert!(by_address[3].starts_with(CERTIFICATE_OF_ANOTHER_HOST), "{by_address:?}");
    assert!(by_address[3].contains("made out to localhost"), "{by_address:?}");
    assert!(by_address[3].contains("signed by CN=Acme Inspection CA"), "{by_address:?}");
}

#[tokio::test]
async fn a_station_that_fails_ends_the_way() {
    let unknown = found(&at("sts.nowhere.invalid", 443, true), &homeless(&[])).await;
    assert!(unknown[0].starts_with(NAME_NOT_FOUND), "{unknown:?}");
    assert_eq!(unknown[1..], ["not reached"; 4]);
    let closed = closed_port().await;
    let refused = found(&at("127.0.0.1", closed, true), &homeless(&[])).await;
    assert!(refused[2].starts_with("no code: ") && refused[2].contains("refused"), "{refused:?}");
    assert_eq!(refused[3..], ["not reached"; 2]);
    let plain = Gate::open(Behind::default()).await;
    let without_tls = found(&at("127.0.0.1", plain.port, true), &homeless(&[])).await;
    assert_eq!(without_tls[3], "no code: What answers there does not speak TLS.");
}

#[tokio::test]
async fn a_proxy_is_asked_before_anything_behind_it() {
    let check = async |answer: &'static str, user: &str, expected: &str| {
        let proxy = Gate::open(Behind { to_connect: Some(answer), ..Behind::default() }).await;
        let url = format!("http://{user}127.0.0.1:{}", proxy.port);
        let stations = found(&at(STS, 443, true), &homeless(&[("HTTPS_PROXY", &url)])).await;
        assert_eq!(stations[1], expected);
        assert_eq!(stations[2..], ["not reached"; 3]);
    };
    let asking =
        "HTTP/1.1 407 No\r\nProxy-Authenticate: Negotiate\r\nproxy-authenticate: Basic realm=\"a\"\r\n\r\n";
    let said = "The proxy answered with status 407.";
    check(asking, "", &format!("{PROXY_WANTS_PASSWORD}: {said} It offers Negotiate, Basic.")).await;
    let bare = "HTTP/1.1 407 No\r\n\r\n";
    let given = format!("{PROXY_WANTS_PASSWORD}: {said} It does not take what HTTPS_PROXY holds.");
    check(bare, "anna:canary@", &given).await;
    let gateway = format!("no code: The proxy answered with status 502 to CONNECT {STS}:443.");
    check("HTTP/1.1 502 Bad Gateway\r\n\r\n", "", &gateway).await;
    let url = format!("http://127.0.0.1:{}", closed_port().await);
    let stations = found(&at(STS, 443, true), &homeless(&[("HTTPS_PROXY", &url)])).await;
    assert!(stations[1].starts_with(PROXY_NOT_REACHED), "{stations:?}");
    let direct = [("HTTPS_PROXY", url.as_str()), ("NO_PROXY", "nowhere.invalid")];
    let stations = found(&at("sts.nowhere.invalid", 443, true), &homeless(&direct)).await;
    assert!(stations[0].starts_with(NAME_NOT_FOUND), "{stations:?}");
}

#[tokio::test]
async fn a_setting_that_cannot_be_used_fails_the_station_it_is_for() {
    let stations = found(&at(STS, 443, true), &homeless(&[("HTTPS_PROXY", "ftp://proxy")])).await;
    assert_eq!(stations[0], "not needed");
    assert!(stations[1].starts_with("ProxyUnreadable: HTTPS_PROXY"), "{stations:?}");
    let acme = Authority::acme();
    let host = Gate::open(Behind { tls: Some(acme.server("localhost", 2050)), ..Behind::default() }).await;
    let missing = homeless(&[("AWS_CA_BUNDLE", "/nowhere/acme.pem")]);
    let stations = found(&at("127.0.0.1", host.port, true), &missing).await;
    assert!(stations[2].starts_with("good: "), "{stations:?}");
    assert!(stations[3].starts_with("CaBundleUnreadable: AWS_CA_BUNDLE names /nowhere/acme.pem"));
}

#[tokio::test]
async fn a_certificate_that_ran_out_is_told_with_its_day_and_our_clocks() {
    let acme = Authority::acme();
    let host = Gate::open(Behind { tls: Some(acme.server("localhost", 2021)), ..Behind::default() }).await;
    let home = Home::with("", "");
    let bundle = home.file("acme.pem", &acme.pem);
    let trusting = home.environment(&[("AWS_CA_BUNDLE", &bundle)]);
    let stations = found(&at("localhost", host.port, true), &trusting).await;
    let begin = format!("{CERTIFICATE_EXPIRED}: It ran out on 2021-12-31; this computer's clock says 20");
    assert!(stations[3].starts_with(&begin), "{stations:?}");
}

#[tokio::test]
async fn the_clock_is_compared_with_the_date_of_the_answer() {
    let check = async |behind: Behind, expected: &str| {
        let host = Gate::open(behind).await;
        let stations = found(&at("127.0.0.1", host.port, false), &homeless(&[])).await;
        assert_eq!(stations[3], "not needed", "plain http has no certificate");
        assert!(stations[4].starts_with(expected), "{stations:?}");
    };
    let off = |ahead| Behind { ahead, ..Behind::default() };
    check(off(0), "good: within 1 s").await;
    check(off(-60), "good: within 6").await;
    check(off(-600), "warning: this computer's clock is 10 min ahead").await;
    check(off(600), "warning: this computer's clock is 10 min behind").await;
    check(Behind { without_date: true, ..Behind::default() }, "warning: The answer tells no date").await;
}

#[tokio::test]
async fn plain_http_goes_to_its_own_proxy() {
    let proxy = Gate::open(Behind { to_connect: Some(ESTABLISHED), ..Behind::default() }).await;
    let url = format!("http://anna:canary@127.0.0.1:{}", proxy.port);
    let stations = found(&at("stack.invalid", 8080, false), &homeless(&[("HTTP_PROXY", &url)])).await;
    assert_eq!(stations[1], format!("good: 127.0.0.1:{}, by HTTP_PROXY", proxy.port));
    assert_eq!(stations[4], "good: within 1 s of the host's");
    assert_eq!(proxy.heard_of("GET http://stack.invalid:8080/ "), 1);
    assert_eq!(proxy.heard_of("Proxy-Authorization: Basic "), 1);
    let asking = "HTTP/1.1 407 No\r\ndate: Thu, 01 Jan 2026 00:00:00 GMT\r\n\r\n";
    let behind = Behind { to_connect: Some(ESTABLISHED), to_all: Some(asking), ..Behind::default() };
    let url = Gate::open(behind).await.url();
    let stations = found(&at("stack.invalid", 8080, false), &homeless(&[("HTTP_PROXY", &url)])).await;
    assert_eq!(stations[4], format!("{PROXY_WANTS_PASSWORD}: The proxy answered with status 407."));
}

#[tokio::test]
async fn the_hosts_are_those_of_the_region_or_the_endpoints_that_are_set() {
    let hosts = async |source: &Source, region: Option<&str>, environment: &Environment| -> Vec<String> {
        let found = destinations(source, region, environment).await.unwrap();
        let told = found.iter().map(|it| format!("{:?} {}:{} {}", it.name, it.host, it.port, it.https));
        told.collect()
    };
    let environment = homeless(&[("AWS_REGION", "eu-west-1")]);
    assert_eq!(
        hosts(&Source::Environment, None, &environment).await,
        [
            "Sts sts.eu-west-1.amazonaws.com:443 true",
            "ManagedIntegrations api.iotmanagedintegrations.eu-west-1.api.aws:443 true",
        ]
    );
    assert_eq!(
        hosts(&Source::Environment, Some("cn-north-1"), &environment).await,
        [
            "Sts sts.cn-north-1.amazonaws.com.cn:443 true",
            "ManagedIntegrations api.iotmanagedintegrations.cn-north-1.api.amazonwebservices.com.cn:443 true",
        ]
    );
    let home = Home::with(
        "[sso-session acme]\nsso_region = us-east-1\nsso_start_url = https://acme.awsapps.com/start\n\
         [profile field]\nregion = ca-central-1\nsso_session = acme\nsso_account_id = 123456789012\n\
         sso_role_name = Field\nuse_fips_endpoint = true\n",
        "",
    );
    let with_endpoints = home.environment(&[
        ("AWS_ENDPOINT_URL_STS", "https://sts.acme.example"),
        ("AWS_ENDPOINT_URL_IOT_MANAGED_INTEGRATIONS", "http://10.0.0.1:4566"),
    ]);
    assert_eq!(
        hosts(&Source::Profile("field".into()), None, &with_endpoints).await,
        [
            "Sts sts.acme.example:443 true",
            "Portal oidc-fips.us-east-1.amazonaws.com:443 true",
            "Portal portal.sso-fips.us-east-1.amazonaws.com:443 true",
            "ManagedIntegrations 10.0.0.1:4566 false",
        ]
    );
    let practice = Source::Practice(PracticeAccount {
        endpoint: "http://127.0.0.1:4566".into(),
        access_key_id: "PRACTICE1".into(),
        secret_access_key: SecretString::from("s"),
        region: "eu-west-1".into(),
    });
    assert_eq!(
        hosts(&practice, None, &homeless(&[])).await,
        ["Sts 127.0.0.1:4566 false", "ManagedIntegrations 127.0.0.1:4566 false"]
    );
    let problem = destinations(&Source::Environment, None, &homeless(&[])).await.unwrap_err();
    assert!(matches!(problem.kind, ProblemKind::RegionNotSupported { .. }));
}
