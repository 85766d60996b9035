//! A proxy on loopback behind which everything is STS, or a host of its own
//! that speaks TLS. Every answer carries a date.

use std::sync::{Arc, Mutex};
use std::time::SystemTime;

use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

use crate::sts::{assumed, caller};

const ARN: &str = "arn:aws:sts::123456789012:assumed-role/Installer/anna";

/// What stands behind the port.
#[derive(Clone, Default)]
pub(crate) struct Behind {
    /// What the proxy says to CONNECT; `None` for a host without a proxy.
    pub(crate) to_connect: Option<&'static str>,
    pub(crate) tls: Option<TlsAcceptor>,
    /// Seconds that are added to the date.
    pub(crate) ahead: i64,
    pub(crate) without_date: bool,
    /// What requests are answered with, in place of STS's answer.
    pub(crate) to_all: Option<&'static str>,
}

/// How a handshake begins; a plain host takes it for a request.
const BEGIN_OF_TLS: char = '\u{16}';

pub(crate) const ESTABLISHED: &str = "HTTP/1.1 200 Connection established\r\n\r\n";

pub(crate) struct Gate {
    pub(crate) port: u16,
    heard: Arc<Mutex<Vec<String>>>,
}

impl Gate {
    pub(crate) async fn open(behind: Behind) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let kept = heard.clone();
        tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                tokio::spawn(serve(stream, behind.clone(), kept.clone()));
            }
        });
        Self { port, heard }
    }

    /// A proxy that lets everything through to `tls`.
    pub(crate) async fn proxy(tls: TlsAcceptor) -> Self {
        Self::open(Behind { to_connect: Some(ESTABLISHED), tls: Some(tls), ..Behind::default() }).await
    }

    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// First lines and bodies of all that came, CONNECT included.
    pub(crate) fn heard(&self) -> Vec<String> {
        self.heard.lock().unwrap().clone()
    }

    pub(crate) fn heard_of(&self, what: &str) -> usize {
        self.heard().iter().filter(|request| request.contains(what)).count()
    }
}

async fn serve(mut stream: TcpStream, behind: Behind, heard: Arc<Mutex<Vec<String>>>) {
    if let Some(answer) = behind.to_connect {
        let Some(request) = read(&mut stream).await else {
            return;
        };
        let is_connect = request.starts_with("CONNECT ");
        heard.lock().unwrap().push(request.clone());
        if !is_connect {
            answer_request(&mut stream, &request, &behind).await;
            return;
        }
        stream.write_all(answer.as_bytes()).await.ok();
        if answer != ESTABLISHED {
            return;
        }
    }
    match &behind.tls {
        Some(tls) => {
            if let Ok(stream) = tls.accept(stream).await {
                converse(stream, &behind, &heard).await;
            }
        }
        None => converse(stream, &behind, &heard).await,
    }
}

async fn converse(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
    behind: &Behind,
    heard: &Mutex<Vec<String>>,
) {
    while let Some(request) = read(&mut stream).await {
        heard.lock().unwrap().push(request.clone());
        answer_request(&mut stream, &request, behind).await;
    }
}

async fn answer_request(stream: &mut (impl AsyncWrite + Unpin), request: &str, behind: &Behind) {
    if let Some(answer) = behind.to_all {
        stream.write_all(answer.as_bytes()).await.ok();
        return;
    }
    let reply = if request.contains("Action=AssumeRole") { assumed("ASIA1") } else { caller(ARN) };
    let now = DateTime::from(SystemTime::now()).secs() + behind.ahead;
    let date = DateTime::from_secs(now).fmt(Format::HttpDate).unwrap();
    let dated = match behind.without_date {
        true => reply,
        false => reply.replacen("\r\n", &format!("\r\ndate: {date}\r\n"), 1),
    };
    stream.write_all(dated.as_bytes()).await.ok();
    stream.shutdown().await.ok();
}

async fn read(stream: &mut (impl AsyncRead + Unpin)) -> Option<String> {
    let mut text = String::new();
    let mut part = [0; 4096];
    loop {
        let length = stream.read(&mut part).await.unwrap_or(0);
        if length == 0 {
            return None;
        }
        text.push_str(&String::from_utf8_lossy(&part[..length]));
        if text.starts_with(BEGIN_OF_TLS) {
            return Some(text);
        }
        let Some((head, body)) = text.split_once("\r\n\r\n") else {
            continue;
        };
        let announced = head.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse().ok())?
        });
        if body.len() >= announced.unwrap_or(0) {
            return Some(text);
        }
    }
}
