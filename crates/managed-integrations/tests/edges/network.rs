//! Networks that answer in the service's place, or not at all.

use std::sync::Arc;

use aws_smithy_http_client::proxy::ProxyConfig;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use aws_smithy_http_client::tls::{Provider, TlsContext, TrustStore};
use aws_smithy_http_client::{Builder, Connector};
use aws_types::SdkConfig;
use aws_types::region::Region;
use managed_integrations::ManagedIntegrations;
use onboarding::{
    CERTIFICATE_EXPIRED, CERTIFICATE_NOT_TRUSTED, CERTIFICATE_OF_ANOTHER_HOST, Gateway, NAME_NOT_FOUND,
    PROXY_NOT_REACHED, PROXY_WANTS_PASSWORD, ProblemKind,
};
use rcgen::{CertificateParams, KeyPair, date_time_ymd};
use rustls::ServerConfig;
use rustls::pki_types::PrivatePkcs8KeyDer;
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use crate::canned::{Canned, Reply, config, quick};
use crate::subjects::{create_link, question};

/// A host on loopback that shows a certificate of its own, and that as PEM.
async fn tls_host(name: &str, year: i32) -> (String, String) {
    let mut params = CertificateParams::new(vec![name.to_owned()]).unwrap();
    params.not_before = date_time_ymd(2020, 1, 1);
    params.not_after = date_time_ymd(year, 12, 31);
    let key = KeyPair::generate().unwrap();
    let certificate = params.self_signed(&key).unwrap();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let server = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(
            vec![certificate.der().clone()],
            PrivatePkcs8KeyDer::from(key.serialize_der()).into(),
        )
        .unwrap();
    let tls = TlsAcceptor::from(Arc::new(server));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            tls.accept(stream).await.ok();
        }
    });
    (format!("https://localhost:{port}"), certificate.pem())
}

fn leaving(config: &SdkConfig, proxy: ProxyConfig, trusted: Option<&str>) -> SdkConfig {
    let mut trust = TrustStore::default();
    if let Some(pem) = trusted {
        trust.add_pem_certificate(pem);
    }
    let context = TlsContext::builder().with_trust_store(trust).build().unwrap();
    let http_client = Builder::new().build_with_connector_fn(move |settings, components| {
        let mut connector = Connector::builder()
            .proxy_config(proxy.clone())
            .tls_provider(Provider::Rustls(CryptoMode::AwsLc))
            .tls_context(context.clone());
        connector.set_connector_settings(settings.cloned());
        connector.set_sleep_impl(components.and_then(|components| components.sleep_impl()));
        connector.build()
    });
    config.to_builder().http_client(http_client).build()
}

/// A question and a mutation meet the same problem, and nothing was done.
async fn check(config: &SdkConfig, code: Option<&str>, words: &str) {
    let service = ManagedIntegrations::with_limits(config, quick());
    let of_question = service.ask(&question("GetAccountAssociation")).await.unwrap_err();
    let of_mutation = service.perform(&create_link()).await.unwrap_err();
    for problem in [of_question, of_mutation] {
        assert_eq!(problem.kind, ProblemKind::CheckNetwork, "{problem:?}");
        assert_eq!(problem.code.as_deref(), code, "{problem:?}");
        assert!(problem.service_message.as_deref().unwrap_or_default().contains(words), "{problem:?}");
        assert!(problem.nothing_was_done, "{problem:?}");
    }
}

#[tokio::test]
async fn a_certificate_is_refused_by_what_is_wrong_with_it() {
    let direct = ProxyConfig::disabled;
    let (url, _) = tls_host("localhost", 2050).await;
    let untrusted = leaving(&config(&url), direct(), None);
    check(&untrusted, Some(CERTIFICATE_NOT_TRUSTED), "has signed the certificate").await;
    let (url, pem) = tls_host("localhost", 2021).await;
    let expired = leaving(&config(&url), direct(), Some(&pem));
    check(&expired, Some(CERTIFICATE_EXPIRED), "ran out on 2021-12-31").await;
    let (url, pem) = tls_host("login.wifi.example", 2050).await;
    let elsewhere = leaving(&config(&url), direct(), Some(&pem));
    let words = "made out to login.wifi.example, not to localhost";
    check(&elsewhere, Some(CERTIFICATE_OF_ANOTHER_HOST), words).await;
}

#[tokio::test]
async fn a_proxy_is_told_by_what_it_does() {
    let through =
        |url: &str| leaving(&config("https://stack.invalid"), ProxyConfig::https(url).unwrap(), None);
    let answering =
        async |answer: &str| Canned::start(std::iter::repeat_n(Reply::Bytes(answer.to_owned()), 9)).await;
    let asking = answering("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n").await;
    check(&through(&asking.url()), Some(PROXY_WANTS_PASSWORD), "407").await;
    assert!(asking.asked().iter().all(|asked| asked.line == "CONNECT stack.invalid:443"));
    let refusing = answering("HTTP/1.1 503 Service Unavailable\r\n\r\n").await;
    check(&through(&refusing.url()), None, "The proxy refused to connect to the host.").await;
    let port = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    check(&through(&format!("http://127.0.0.1:{port}")), Some(PROXY_NOT_REACHED), "").await;
    check(&through("http://proxy.invalid:8080"), Some(PROXY_NOT_REACHED), "").await;
}

#[tokio::test]
async fn a_name_that_is_not_found_is_told_as_such() {
    let nowhere = leaving(&config("https://stack.invalid"), ProxyConfig::disabled(), None);
    check(&nowhere, Some(NAME_NOT_FOUND), "dns error").await;
}

#[tokio::test]
async fn a_proxy_that_wants_a_password_says_nothing_of_the_region() {
    let asking = std::iter::repeat_n(Reply::Bytes("HTTP/1.1 407 No\r\n\r\n".to_owned()), 9);
    let proxy = Canned::start(asking).await;
    let mut elsewhere = config("unused").to_builder().region(Region::new("us-east-1"));
    elsewhere.set_endpoint_url(None);
    let through = leaving(&elsewhere.build(), ProxyConfig::https(proxy.url()).unwrap(), None);
    check(&through, Some(PROXY_WANTS_PASSWORD), "407").await;
}
