//! The AWS SDK and the practice service without a socket between them: requests
//! of the SDK are handed to the service in the same process, so that both live
//! in tokio's paused time and a simulation passes hours at once.

use std::{
    fmt,
    future::poll_fn,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
    time::{Duration, SystemTime},
};

use aws_credential_types::{Credentials, provider::SharedCredentialsProvider};
use aws_smithy_async::time::TimeSource;
use aws_smithy_runtime_api::{
    client::{
        behavior_version::BehaviorVersion,
        http::{
            HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient,
            SharedHttpConnector,
        },
        orchestrator::{HttpRequest, HttpResponse},
        result::ConnectorError,
        runtime_components::RuntimeComponents,
    },
    http::Request,
};
use aws_smithy_types::body::SdkBody;
use aws_types::{SdkConfig, region::Region};
use axum::{
    body::Bytes,
    http::{HeaderValue, Response, header::HOST},
};
use http_body::{Body, Frame};
use managed_integrations::ManagedIntegrations;
use onboarding::Gateway;
use practice_service::{Broken, InProcess};
use tokio::time::Instant;

/// How long a request is on its way before the service sees it.
type Delay = dyn Fn(&HttpRequest) -> Duration + Send + Sync;

/// What connects an SDK client with a practice service. Clones are the same line.
#[derive(Clone)]
pub struct Line {
    service: Arc<Mutex<Option<Arc<InProcess>>>>,
    delay: Arc<Delay>,
}

/// Tokio's clock as the SDK's: signatures stay timely when hours pass at once.
/// The service's clock must be tokio's as well.
#[derive(Clone, Copy, Debug)]
pub struct VirtualTime {
    began: SystemTime,
    at: Instant,
}

impl Line {
    pub fn to(service: Arc<InProcess>) -> Self {
        Self::with_delay(service, |_| Duration::ZERO)
    }

    /// `delay` is asked for every request; the wait passes on tokio's clock.
    pub fn with_delay(
        service: Arc<InProcess>,
        delay: impl Fn(&HttpRequest) -> Duration + Send + Sync + 'static,
    ) -> Self {
        Self { service: Arc::new(Mutex::new(Some(service))), delay: Arc::new(delay) }
    }

    /// From the next request on another service answers, such as the one that was
    /// started again; without one, connections are refused.
    pub fn plug(&self, service: Option<Arc<InProcess>>) {
        *self.service.lock().unwrap_or_else(PoisonError::into_inner) = service;
    }

    pub fn http_client(&self) -> SharedHttpClient {
        SharedHttpClient::new(self.clone())
    }

    /// The gateway of the product at the end of this line, with the keys of
    /// `service`.
    pub fn gateway(&self, service: &InProcess, time: VirtualTime) -> Box<dyn Gateway> {
        let keys = Credentials::from_keys(service.access_key_id(), service.secret_access_key(), None);
        let config = SdkConfig::builder()
            .behavior_version(BehaviorVersion::v2026_01_12())
            .region(Region::new(service.region().to_owned()))
            .endpoint_url(service.endpoint())
            .credentials_provider(SharedCredentialsProvider::new(keys))
            .http_client(self.http_client())
            .time_source(time);
        Box::new(ManagedIntegrations::new(&config.build()))
    }

    async fn carry(self, request: HttpRequest) -> Result<HttpResponse, ConnectorError> {
        let delay = (self.delay)(&request);
        let request = over_a_socket(request).await?;
        tokio::time::sleep(delay).await;
        let service = self.service.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let service = service.ok_or_else(|| ConnectorError::io("the connection was refused".into()))?;
        match service.answer(request).await {
            Ok(response) => received(response.map(SdkBody::from)),
            Err(Broken::WithoutAByte) => Err(ConnectorError::io(Broken::WithoutAByte.into())),
            // As over a socket: head first, then the body ends too early.
            Err(Broken::Truncated(part)) => {
                received(part.map(|bytes| SdkBody::from_body_1_x(CutOff(Some(bytes)))))
            }
        }
    }
}

impl fmt::Debug for Line {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Line")
    }
}

impl HttpClient for Line {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for Line {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        HttpConnectorFuture::new(self.clone().carry(request))
    }
}

impl VirtualTime {
    /// It is `began` now.
    pub fn from(began: SystemTime) -> Self {
        Self { began, at: Instant::now() }
    }
}

impl TimeSource for VirtualTime {
    fn now(&self) -> SystemTime {
        self.began + self.at.elapsed()
    }
}

/// With what an HTTP client adds: the `Host` header. The body is read at once, as
/// a socket takes it: the SDK minds uploads that stand still.
async fn over_a_socket(request: Request) -> Result<axum::http::Request<Bytes>, ConnectorError> {
    let request = request.try_into_http1x().map_err(|problem| ConnectorError::user(problem.into()))?;
    let (mut head, mut body) = request.into_parts();
    let mut read = Vec::new();
    while let Some(frame) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        if let Ok(data) = frame.map_err(ConnectorError::io)?.into_data() {
            read.extend_from_slice(&data);
        }
    }
    if !head.headers.contains_key(HOST) {
        let authority =
            head.uri.authority().ok_or_else(|| ConnectorError::user("the address has no host".into()))?;
        let host = HeaderValue::from_str(authority.as_str());
        head.headers.insert(HOST, host.map_err(|problem| ConnectorError::user(problem.into()))?);
    }
    Ok(axum::http::Request::from_parts(head, Bytes::from(read)))
}

fn received(response: Response<SdkBody>) -> Result<HttpResponse, ConnectorError> {
    HttpResponse::try_from(response).map_err(|problem| ConnectorError::other(problem.into(), None))
}

/// A body that fails after its first part.
struct CutOff(Option<Bytes>);

impl http_body::Body for CutOff {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
        Poll::Ready(Some(match self.0.take() {
            Some(part) => Ok(Frame::data(part)),
            None => Err(std::io::ErrorKind::UnexpectedEof.into()),
        }))
    }
}

#[cfg(test)]
mod tests;
