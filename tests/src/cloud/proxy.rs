//! The company's proxy: HTTP CONNECT, then TLS as the host that was asked for,
//! then the host's answers. Nothing leaves this computer.

use std::{convert::Infallible, sync::Arc};

use axum::{
    body::{Body, Bytes},
    http::{HeaderValue, Request, Response},
};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

use super::{
    Shared, clock,
    host::{Host, Service},
    managed_integrations, oidc, portal,
    record::Asked,
    roads::Road,
    sts,
};

const LONGEST_HEAD: usize = 16 * 1024;
const LONGEST_BODY: usize = 1 << 20;

pub(super) async fn serve(listener: TcpListener, shared: Arc<Shared>) {
    loop {
        if let Ok((stream, _)) = listener.accept().await {
            // An answer delayed by Nagle's algorithm is slow but correct.
            let _ = stream.set_nodelay(true);
            tokio::spawn(pass(stream, Arc::clone(&shared)));
        }
    }
}

/// One connection from its first byte to its last.
async fn pass(mut stream: TcpStream, shared: Arc<Shared>) {
    let Some(head) = read_head(&mut stream).await else { return };
    let Some(target) = connect_target(&head) else {
        return say(&mut stream, "501 Not Implemented", "").await;
    };
    let (name, port) = target.rsplit_once(':').unwrap_or((target, ""));
    shared.record().connected(name);
    // Begun before the roads are looked at, so that no change is missed.
    let connection = shared.connections.begin();
    let (let_in, road, certificates) = {
        let roads = shared.roads();
        let said = header(&head, "proxy-authorization");
        (roads.lets_in(said), roads.to(name), roads.certificates())
    };
    if !let_in {
        let challenge = "Proxy-Authenticate: Basic realm=\"Acme\"\r\n";
        return say(&mut stream, "407 Proxy Authentication Required", challenge).await;
    }
    let host = match (road, Host::named(name).filter(|_| port == "443")) {
        (Road::Silent, _) => return std::future::pending().await,
        (Road::Closed, _) | (_, None) => return say(&mut stream, "502 Bad Gateway", "").await,
        (Road::Open | Road::Mute, Some(host)) => host,
    };
    if stream.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").await.is_err() {
        return;
    }
    // A client that does not like the certificate ends the handshake: its right.
    let Ok(stream) = shared.authority.acceptor(name, certificates).accept(stream).await else { return };
    let service = service_fn(async |request| {
        connection.set_busy(true);
        let mut response = answer(&shared, &host, road, request).await;
        connection.set_busy(false);
        if connection.is_old() {
            response.headers_mut().insert("connection", HeaderValue::from_static("close"));
        }
        Ok::<_, Infallible>(response)
    });
    let served = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    let mut served = std::pin::pin!(served);
    // Whoever is cut off has been told already.
    tokio::select! {
        _ = served.as_mut() => return,
        () = connection.grown_old() => {}
    }
    if !connection.is_busy() {
        served.as_mut().graceful_shutdown();
    }
    let _ = served.await;
}

async fn answer(shared: &Shared, host: &Host, road: Road, request: Request<Incoming>) -> Response<Body> {
    let (head, body) = request.into_parts();
    let Ok(body) = axum::body::to_bytes(Body::new(body), LONGEST_BODY).await else {
        return Response::new(Body::empty());
    };
    let request = Request::from_parts(head, body);
    if road == Road::Mute {
        shared.record().arrived(unread(host, &request));
        std::future::pending::<()>().await;
    }
    let mut response = match host.service {
        Service::Sts => sts::answer(shared, host, &request),
        Service::Oidc => oidc::answer(shared, host, &request),
        Service::Portal => portal::answer(shared, host, &request),
        Service::ManagedIntegrations => managed_integrations::answer(shared, host, request).await,
    };
    let date = HeaderValue::from_str(&clock::http_date(shared.clock.now()));
    response.headers_mut().insert("date", date.expect("a date has only letters and digits"));
    response
}

/// A request whose question nobody looks at.
fn unread(host: &Host, request: &Request<Bytes>) -> Asked {
    let operation = format!("{} {}", request.method(), request.uri().path());
    Asked { host: host.name.clone(), operation, access_key_id: None }
}

/// Up to the empty line; `None` when it does not come.
async fn read_head(stream: &mut TcpStream) -> Option<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        if head.len() == LONGEST_HEAD {
            return None;
        }
        head.push(stream.read_u8().await.ok()?);
    }
    String::from_utf8(head).ok()
}

fn connect_target(head: &str) -> Option<&str> {
    let mut words = head.lines().next()?.split(' ');
    (words.next() == Some("CONNECT")).then(|| words.next()).flatten()
}

fn header<'a>(head: &'a str, wanted: &str) -> Option<&'a str> {
    head.lines().skip(1).find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case(wanted).then(|| value.trim())
    })
}

async fn say(stream: &mut TcpStream, status: &str, header: &str) {
    let answer = format!("HTTP/1.1 {status}\r\n{header}Content-Length: 0\r\nConnection: close\r\n\r\n");
    // Whoever has gone does not need it.
    let _ = stream.write_all(answer.as_bytes()).await;
    let _ = stream.shutdown().await;
}
