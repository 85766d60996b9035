//! Answers that are not the service's, and no answer at all.

use std::time::{Duration, Instant};

use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{self, ProvideCredentials, future};
use aws_smithy_http_client::{Builder, tls};
use aws_smithy_runtime_api::client::dns::{DnsFuture, ResolveDns, ResolveDnsError};
use aws_types::region::Region;
use managed_integrations::{Limits, ManagedIntegrations};
use onboarding::{AccountAssociationId, Gateway, Problem, ProblemKind};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;

use crate::canned::{Canned, Reply, config, config_of, quick};
use crate::subjects::{create_link, intents, link, question, questions};

/// The problem of a question and of a mutation.
async fn both(service: &dyn Gateway) -> [Problem; 2] {
    let of_read = service.ask(&question("GetAccountAssociation")).await.unwrap_err();
    assert!(of_read.nothing_was_done, "a question does nothing");
    [of_read, service.perform(&create_link()).await.unwrap_err()]
}

#[tokio::test]
async fn a_page_instead_of_an_answer_is_not_the_services() {
    for status in [200, 302, 403, 407, 502] {
        for question in questions() {
            let service = Canned::start([Reply::html(status)]).await;
            let problem = service.gateway().ask(&question).await.unwrap_err();
            assert_eq!(problem.kind, ProblemKind::NotTheService, "{status} {question:?}");
            assert_eq!(problem.status, Some(status));
            assert!(problem.nothing_was_done);
        }
    }
}

#[tokio::test]
async fn a_page_of_any_status_is_no_answer_to_a_mutation_even_where_none_has_a_body() {
    for status in [200, 302, 403, 407, 502] {
        for intent in intents() {
            let limits = Limits { mutation_attempts: 1, ..quick() };
            let service = Canned::start([Reply::html(status)]).await;
            let problem = service.gateway_with(limits).perform(&intent).await.unwrap_err();
            assert_eq!(problem.kind, ProblemKind::NotTheService, "{status} {intent:?}");
            assert!(!problem.nothing_was_done, "{status} {intent:?}");
        }
    }
}

#[tokio::test]
async fn json_that_breaks_off_is_not_the_services() {
    let service = Canned::start([Reply::json(200, r#"{"AccountAssociationId":"a1"#)]).await;
    let problem = service.gateway().get_account_association(&link()).await.unwrap_err();
    assert_eq!(problem.kind, ProblemKind::NotTheService);
    let service = Canned::start([Reply::json(201, r#"{"AccountAssociationId":"a1"#)]).await;
    let problem = service.gateway().perform(&create_link()).await.unwrap_err();
    assert_eq!(problem.kind, ProblemKind::NotTheService);
    assert!(!problem.nothing_was_done);
}

#[tokio::test]
async fn a_body_shorter_than_announced_is_a_broken_connection() {
    let bytes = "HTTP/1.1 201 Created\r\ncontent-type: application/json\r\n\
                 content-length: 500\r\n\r\n{\"AccountAssociationId\":";
    let service = Canned::start(std::iter::repeat_n(Reply::Bytes(bytes.into()), 4)).await;
    let problem = service.gateway().perform(&create_link()).await.unwrap_err();
    assert_eq!(problem.kind, ProblemKind::CheckNetwork);
    assert!(!problem.nothing_was_done);
}

#[tokio::test]
async fn silence_after_sending_ends_in_time_and_leaves_a_mutation_open() {
    let limits =
        Limits { attempt: Duration::from_millis(400), operation: Duration::from_millis(900), ..quick() };
    let service = Canned::start(std::iter::repeat_n(Reply::Hang, 9)).await;
    let started = Instant::now();
    let [of_read, of_mutation] = both(service.gateway_with(limits).as_ref()).await;
    assert!(started.elapsed() < Duration::from_secs(5));
    assert_eq!(of_read.kind, ProblemKind::CheckNetwork);
    assert_eq!(of_mutation.kind, ProblemKind::CheckNetwork);
    assert!(!of_mutation.nothing_was_done);
}

#[tokio::test]
async fn a_port_where_nobody_listens_was_never_reached() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let config = config(&format!("http://127.0.0.1:{port}"));
    for problem in both(&ManagedIntegrations::with_limits(&config, quick())).await {
        assert_eq!(problem.kind, ProblemKind::CheckNetwork);
        assert!(problem.nothing_was_done, "{problem:?}");
        assert!(problem.service_message.is_some(), "the reason is kept for the details");
    }
}

#[tokio::test]
async fn a_server_that_does_not_speak_tls_was_never_told_anything() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await.ok();
        }
    });
    let config = config(&format!("https://127.0.0.1:{port}"));
    for problem in both(&ManagedIntegrations::with_limits(&config, quick())).await {
        assert_eq!(problem.kind, ProblemKind::CheckNetwork);
        assert!(problem.nothing_was_done, "{problem:?}");
    }
}

#[derive(Debug, Clone)]
struct NoSuchName;

impl ResolveDns for NoSuchName {
    fn resolve_dns<'a>(&'a self, _: &'a str) -> DnsFuture<'a> {
        DnsFuture::ready(Err(ResolveDnsError::new("no such host")))
    }
}

fn without_names(region: &str, endpoint: Option<&str>) -> ManagedIntegrations {
    let http_client = Builder::new()
        .tls_provider(tls::Provider::Rustls(tls::rustls_provider::CryptoMode::AwsLc))
        .build_with_resolver(NoSuchName);
    let mut config =
        config("unused").to_builder().http_client(http_client).region(Region::new(region.to_owned()));
    config.set_endpoint_url(endpoint.map(str::to_owned));
    ManagedIntegrations::with_limits(&config.build(), quick())
}

#[tokio::test]
async fn the_services_name_that_does_not_resolve_means_the_region_where_aws_documents_none() {
    let check = async |region: &str, endpoint: Option<&str>, kind: ProblemKind| {
        for problem in both(&without_names(region, endpoint)).await {
            assert_eq!(problem.kind, kind, "{region}");
            assert!(problem.nothing_was_done);
        }
    };
    let unsupported = ProblemKind::RegionNotSupported { region: "us-east-1".into() };
    check("us-east-1", None, unsupported).await;
    check("eu-west-1", None, ProblemKind::CheckNetwork).await;
    check("us-east-1", Some("https://stack.invalid"), ProblemKind::CheckNetwork).await;
}

#[tokio::test]
async fn an_empty_id_is_not_even_sent() {
    let service = Canned::start([]).await;
    let empty = AccountAssociationId::new("");
    let problem = service.gateway().get_account_association(&empty).await.unwrap_err();
    assert_eq!(
        problem.kind,
        ProblemKind::CorrectInput { field: Some("AccountAssociationId") },
        "{problem:?}"
    );
    assert!(service.asked().is_empty());
}

#[derive(Debug)]
enum NoCredentials {
    Failing,
    Explained(Problem),
    Panicking,
    Hanging,
}

impl NoCredentials {
    async fn load(&self) -> provider::Result {
        match self {
            Self::Failing => Err(CredentialsError::not_loaded("canary")),
            Self::Explained(problem) => Err(CredentialsError::provider_error(problem.clone())),
            Self::Panicking => panic!("last_refresh is in the past"),
            Self::Hanging => std::future::pending().await,
        }
    }
}

impl ProvideCredentials for NoCredentials {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(self.load())
    }
}

#[tokio::test]
async fn credentials_that_do_not_come_are_a_problem_of_signing_in_and_nothing_is_sent() {
    let expired = ProblemKind::SignInToAws { profile: Some("acme".into()) };
    let sign_in = ProblemKind::SignInToAws { profile: None };
    let explained = NoCredentials::Explained(
        Problem::before_sending(expired.clone()).with_service_message("The token has expired."),
    );
    let limits = Limits { attempt: Duration::from_millis(300), ..quick() };
    for (credentials, kind) in [
        (NoCredentials::Failing, sign_in.clone()),
        (explained, expired),
        (NoCredentials::Panicking, ProblemKind::TryAgain),
        (NoCredentials::Hanging, sign_in),
    ] {
        let service = Canned::start([]).await;
        let config = config_of(credentials).to_builder().endpoint_url(service.url()).build();
        for problem in both(&ManagedIntegrations::with_limits(&config, limits.clone())).await {
            assert_eq!(problem.kind, kind);
            assert!(problem.nothing_was_done, "{problem:?}");
            assert!(problem.operation.is_some());
        }
        assert!(service.asked().is_empty());
    }
}
