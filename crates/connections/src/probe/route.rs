//! The connection to the host, directly or through the proxy's tunnel.

use std::future::poll_fn;
use std::io;
use std::time::Duration;

use aws_smithy_async::time::SharedTimeSource;
use http::Uri;
use hyper_util::client::legacy::connect::HttpConnector;
use onboarding::{PROXY_NOT_REACHED, PROXY_WANTS_PASSWORD, Problem, ProblemKind};
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tower_service::Service;

use super::head::Head;
use super::{Destination, Found, Outcome, certificate, within};
use crate::problem::no_answer;
use crate::proxy::Proxy;
use crate::trust::Trust;

const CONNECTING: Duration = Duration::from_millis(3100);
const ANSWER: Duration = Duration::from_secs(10);

/// Bytes both ways, encrypted or not.
pub(super) trait Bytes: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Bytes for T {}
pub(super) type Stream = Box<dyn Bytes>;

/// A stream through the proxy, where there is one: a tunnel for https, the
/// connection to the proxy itself for http.
pub(super) async fn through(
    proxy: Option<&Proxy>,
    destination: &Destination,
    trust: &Result<Trust, Problem>,
    clock: &SharedTimeSource,
) -> Found<Option<Stream>> {
    let Some(proxy) = proxy else {
        return Ok((Outcome::NotNeeded, None));
    };
    let address: Option<Uri> = proxy.address().parse().ok();
    let connection = connected(address).await.map_err(|problem| not_reached(&problem, proxy))?;
    let mut stream: Stream = Box::new(connection);
    if proxy.address().starts_with("https:") {
        let trust = trust.as_ref().map_err(Problem::clone)?;
        let host = proxy.shown().rsplit_once(':').map_or(proxy.shown(), |(host, _)| host);
        stream = certificate::secured(stream, host, trust, clock).await?;
    }
    if destination.https {
        stream = tunnelled(stream, proxy, destination).await?;
    }
    Ok((Outcome::Good(format!("{}, by {}", proxy.shown(), proxy.variable())), Some(stream)))
}

/// The stream to the host itself.
pub(super) async fn to(destination: &Destination, tunnel: Option<Stream>) -> Found<Stream> {
    if let Some(tunnel) = tunnel {
        return Ok((Outcome::Good("through the proxy".to_owned()), tunnel));
    }
    let connection = connected(destination.uri()).await?;
    let peer = connection.peer_addr().map(|peer| peer.to_string()).unwrap_or_default();
    Ok((Outcome::Good(peer), Box::new(connection)))
}

/// Connects as the SDK does, several addresses side by side.
async fn connected(to: Option<Uri>) -> Result<TcpStream, Problem> {
    let Some(to) = to else {
        return Err(Problem::before_sending(ProblemKind::CorrectInput { field: None }));
    };
    let mut connector = HttpConnector::new();
    connector.enforce_http(false);
    let connecting = async {
        poll_fn(|context| connector.poll_ready(context)).await?;
        connector.call(to).await
    };
    let connected = within(CONNECTING, "No connection", connecting).await?;
    connected.map(hyper_util::rt::TokioIo::into_inner).map_err(|error| no_answer(&error))
}

async fn tunnelled(mut stream: Stream, proxy: &Proxy, to: &Destination) -> Result<Stream, Problem> {
    let place = format!("{}:{}", to.host, to.port);
    let mut request = format!("CONNECT {place} HTTP/1.1\r\nHost: {place}\r\n").into_bytes();
    if let Some(authorization) = proxy.authorization() {
        request.extend_from_slice(b"Proxy-Authorization: ");
        request.extend_from_slice(authorization.as_bytes());
        request.extend_from_slice(b"\r\n");
    }
    request.extend_from_slice(b"\r\n");
    let asking = async {
        stream.write_all(&request).await?;
        Head::read(&mut stream).await
    };
    let head = within(ANSWER, "The proxy gave no answer", asking).await;
    let head = head.map_err(|problem| not_reached(&problem, proxy))?;
    let head = head.map_err(|error: io::Error| not_reached(&no_answer(&error), proxy))?;
    match head.status {
        200 => Ok(stream),
        407 => {
            let schemes: Vec<&str> =
                head.all("proxy-authenticate").filter_map(|it| it.split_whitespace().next()).collect();
            let offered = match schemes.join(", ") {
                none if none.is_empty() => String::new(),
                schemes => format!(" It offers {schemes}."),
            };
            let given = if proxy.authorization().is_some() {
                format!(" It does not take what {} holds.", proxy.variable())
            } else {
                String::new()
            };
            let said = format!("The proxy answered with status 407.{given}{offered}");
            Err(refused(&said, head.status, Some(PROXY_WANTS_PASSWORD)))
        }
        status => Err(refused(
            &format!("The proxy answered with status {status} to CONNECT {place}."),
            status,
            None,
        )),
    }
}

fn refused(said: &str, status: u16, code: Option<&str>) -> Problem {
    let problem = Problem::before_sending(ProblemKind::CheckNetwork).with_service_message(said);
    Problem { status: Some(status), code: code.map(str::to_owned), ..problem }
}

fn not_reached(problem: &Problem, proxy: &Proxy) -> Problem {
    let why = problem.service_message.as_deref().unwrap_or_default();
    let said = format!("{} (by {}): {why}", proxy.shown(), proxy.variable());
    let problem = Problem::before_sending(ProblemKind::CheckNetwork).with_service_message(&said);
    Problem { code: Some(PROXY_NOT_REACHED.to_owned()), ..problem }
}
