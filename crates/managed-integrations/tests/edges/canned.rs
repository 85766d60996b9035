//! A listener on loopback that answers what it was told, one reply a request,
//! and remembers what it was asked.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_credential_types::Credentials;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
use aws_sdk_iotmanagedintegrations::config::{BehaviorVersion, Region};
use aws_smithy_http_client::proxy::ProxyConfig;
use aws_smithy_http_client::{Builder, Connector, tls};
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use aws_types::SdkConfig;
use managed_integrations::{Limits, ManagedIntegrations};
use onboarding::Gateway;
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

pub(crate) const REQUEST_ID: &str = "3d6a1c0e-4f53-4c2b-9d7f-0123456789ab";

#[derive(Debug, Clone)]
pub(crate) enum Reply {
    /// Bytes as they stand; then the connection is closed.
    Bytes(String),
    /// The whole request is read, and the connection closed.
    Close,
    /// The whole request is read, and nothing is ever said.
    Hang,
}

impl Reply {
    pub(crate) fn json(status: u16, body: &str) -> Self {
        Self::with(status, "application/json", "", body)
    }

    pub(crate) fn refusal(status: u16, error_name: &str, message: &str) -> Self {
        let body = serde_json::json!({ "Message": message }).to_string();
        let header = format!("x-amzn-errortype: {error_name}\r\n");
        Self::with(status, "application/json", &header, &body)
    }

    pub(crate) fn html(status: u16) -> Self {
        let page = "<!DOCTYPE html><html><body>Please log in to the guest network</body></html>";
        Self::Bytes(format!(
            "HTTP/1.1 {status} Whatever\r\ncontent-type: text/html\r\ncontent-length: {}\r\n\
             connection: close\r\n\r\n{page}",
            page.len()
        ))
    }

    fn with(status: u16, content_type: &str, headers: &str, body: &str) -> Self {
        Self::Bytes(format!(
            "HTTP/1.1 {status} Whatever\r\ncontent-type: {content_type}\r\n\
             x-amzn-RequestId: {REQUEST_ID}\r\n{headers}content-length: {}\r\n\
             connection: close\r\n\r\n{body}",
            body.len()
        ))
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Asked {
    /// Method and target, as `GET /account-associations?MaxResults=1000`.
    pub(crate) line: String,
    pub(crate) headers: HashMap<String, String>,
    /// `Null` when there was none.
    pub(crate) body: Value,
}

pub(crate) struct Canned {
    port: u16,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Canned {
    pub(crate) async fn start(replies: impl IntoIterator<Item = Reply>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let mut replies = replies.into_iter().collect::<Vec<_>>().into_iter();
        let seen = asked.clone();
        tokio::spawn(async move {
            let mut hanging = Vec::new();
            loop {
                let (mut stream, _) = listener.accept().await.unwrap();
                let Some(request) = read_request(&mut stream).await else {
                    continue;
                };
                seen.lock().unwrap().push(request);
                match replies.next() {
                    Some(Reply::Bytes(bytes)) => {
                        stream.write_all(bytes.as_bytes()).await.unwrap();
                        stream.shutdown().await.ok();
                    }
                    Some(Reply::Hang) => hanging.push(stream),
                    Some(Reply::Close) | None => drop(stream),
                }
            }
        });
        Self { port, asked }
    }

    pub(crate) fn gateway(&self) -> Box<dyn Gateway> {
        self.gateway_with(quick())
    }

    pub(crate) fn gateway_with(&self, limits: Limits) -> Box<dyn Gateway> {
        Box::new(ManagedIntegrations::with_limits(&config(&self.url()), limits))
    }

    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    pub(crate) fn only_asked(&self) -> Asked {
        let mut asked = self.asked();
        assert_eq!(asked.len(), 1, "exactly one request must have been sent: {asked:?}");
        asked.remove(0)
    }
}

/// The product's limits with pauses of no length to speak of.
pub(crate) fn quick() -> Limits {
    Limits { first_pause: Duration::from_millis(1), ..Limits::default() }
}

pub(crate) fn config(endpoint: &str) -> SdkConfig {
    config_of(Credentials::new("AKIATEST", "canary-secret", None, None, "test"))
        .to_builder()
        .endpoint_url(endpoint)
        .build()
}

pub(crate) fn config_of(credentials: impl ProvideCredentials + 'static) -> SdkConfig {
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::v2026_01_12())
        .region(Region::new("eu-west-1"))
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .http_client(http_client())
        .build()
}

fn http_client() -> SharedHttpClient {
    Builder::new().build_with_connector_fn(|settings, components| {
        let mut connector = Connector::builder()
            .proxy_config(ProxyConfig::disabled())
            .tls_provider(tls::Provider::Rustls(tls::rustls_provider::CryptoMode::AwsLc));
        connector.set_connector_settings(settings.cloned());
        connector.set_sleep_impl(components.and_then(|components| components.sleep_impl()));
        connector.build()
    })
}

/// `None` when the other side closes before a whole request has come.
async fn read_request(stream: &mut TcpStream) -> Option<Asked> {
    let mut bytes = Vec::new();
    let head_end = loop {
        if let Some(at) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break at + 4;
        }
        read_more(stream, &mut bytes).await?;
    };
    let head = String::from_utf8(bytes[..head_end].to_vec()).ok()?;
    let mut lines = head.lines();
    let line = lines.next()?.trim_end_matches(" HTTP/1.1").to_owned();
    let headers: HashMap<_, _> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let length = headers.get("content-length").map_or(0, |length| length.parse().unwrap());
    while bytes.len() < head_end + length {
        read_more(stream, &mut bytes).await?;
    }
    let body = match &bytes[head_end..] {
        [] => Value::Null,
        body => serde_json::from_slice(body).unwrap(),
    };
    Some(Asked { line, headers, body })
}

async fn read_more(stream: &mut TcpStream, bytes: &mut Vec<u8>) -> Option<()> {
    let mut part = [0; 4096];
    let length = stream.read(&mut part).await.ok().filter(|length| *length > 0)?;
    bytes.extend_from_slice(&part[..length]);
    Some(())
}
