//! One connection through the network: requests are read whole, answers pass as
//! they come.

use std::{
    io::{self, ErrorKind},
    net::SocketAddr,
    time::Duration,
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::watch,
    time::sleep,
};

use super::Weather;

const LARGEST_HEAD: usize = 64 * 1024;
/// How often in a second a slow answer goes on, where it has enough bytes.
const SLOW_STEPS: u32 = 20;

const PORTAL: &str = "<!doctype html><html><head><title>Sign in</title></head>\
                      <body><h1>Welcome to the guest network</h1></body></html>\n";

/// How a passage ends.
enum End {
    InOrder,
    Reset,
}

pub(super) async fn pass(stream: TcpStream, upstream: SocketAddr, mut sky: watch::Receiver<Weather>) {
    // What is delayed by Nagle's algorithm is slow but correct.
    let _ = stream.set_nodelay(true);
    let mut passage = Passage { client: stream, upstream, service: None, sky: sky.clone() };
    let end = tokio::select! {
        biased;
        () = torn(&mut sky) => End::Reset,
        end = passage.run() => end.unwrap_or(End::InOrder),
    };
    match end {
        End::InOrder => {}
        // Closing without lingering is what sends a reset.
        End::Reset => drop(passage.client.set_zero_linger()),
    }
}

/// Ready when open connections are reset.
async fn torn(sky: &mut watch::Receiver<Weather>) {
    if sky.wait_for(|weather| *weather == Weather::Refused).await.is_err() {
        // Without anybody who makes the weather the runtime ends.
        std::future::pending::<()>().await;
    }
}

struct Passage {
    client: TcpStream,
    upstream: SocketAddr,
    service: Option<TcpStream>,
    sky: watch::Receiver<Weather>,
}

impl Passage {
    async fn run(&mut self) -> io::Result<End> {
        let mut unread = Vec::new();
        loop {
            if self.weather() == Weather::ResetOnConnect {
                return Ok(End::Reset);
            }
            let request = tokio::select! {
                request = read_request(&mut self.client, &mut unread) => request?,
                () = closed(self.service.as_ref()) => return Ok(End::InOrder),
            };
            let Some(request) = request else {
                return Ok(End::InOrder);
            };
            let goes_on = match self.weather() {
                Weather::Clear | Weather::Flap { .. } => self.exchange(&request, Pace::AsItComes).await?,
                Weather::Latency(wait) => {
                    sleep(wait).await;
                    self.exchange(&request, Pace::AsItComes).await?
                }
                Weather::TruncateAnswer { bytes } => self.exchange(&request, Pace::Until(bytes)).await?,
                Weather::SlowAnswer { bytes_per_second } => {
                    self.exchange(&request, Pace::PerSecond(bytes_per_second.max(1))).await?
                }
                Weather::ResetAfterRequest => {
                    self.send(&request).await?.read_u8().await?;
                    return Ok(End::Reset);
                }
                Weather::ResetOnConnect | Weather::Refused => return Ok(End::Reset),
                Weather::BlackHole(_) => std::future::pending().await,
                Weather::Portal => {
                    let head = format!(
                        "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: {}\r\n\r\n",
                        PORTAL.len()
                    );
                    self.client.write_all((head + PORTAL).as_bytes()).await?;
                    true
                }
            };
            if !goes_on {
                self.client.shutdown().await?;
                return Ok(End::InOrder);
            }
        }
    }

    fn weather(&self) -> Weather {
        *self.sky.borrow()
    }

    async fn send(&mut self, request: &[u8]) -> io::Result<&mut TcpStream> {
        let service = match self.service.take() {
            Some(service) => service,
            None => TcpStream::connect(self.upstream).await?,
        };
        let service = self.service.insert(service);
        service.set_nodelay(true)?;
        service.write_all(&with_host(request, self.upstream)).await?;
        Ok(service)
    }

    /// Whether the connection can be used once more.
    async fn exchange(&mut self, request: &[u8], pace: Pace) -> io::Result<bool> {
        self.send(request).await?;
        let Some(service) = &mut self.service else {
            return Ok(false);
        };
        let mut progress = Progress::default();
        let mut passed = 0;
        let mut buffer = [0; 8192];
        while !progress.is_whole() {
            let count = service.read(&mut buffer).await?;
            if count == 0 {
                return Ok(false);
            }
            progress.take(&buffer[..count]);
            if !pace.write(&mut self.client, &buffer[..count], &mut passed).await? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// How an answer reaches the client.
#[derive(Clone, Copy)]
enum Pace {
    AsItComes,
    Until(usize),
    PerSecond(u32),
}

impl Pace {
    /// Whether more may follow.
    async fn write(self, client: &mut TcpStream, bytes: &[u8], passed: &mut usize) -> io::Result<bool> {
        match self {
            Pace::AsItComes => client.write_all(bytes).await?,
            Pace::Until(limit) => {
                let room = limit.saturating_sub(*passed).min(bytes.len());
                client.write_all(&bytes[..room]).await?;
                *passed += room;
                return Ok(room == bytes.len() && *passed < limit);
            }
            Pace::PerSecond(rate) => {
                let step = rate.div_ceil(SLOW_STEPS);
                let size = usize::try_from(step).unwrap_or(usize::MAX);
                for part in bytes.chunks(size) {
                    sleep(Duration::from_secs(1) * step / rate).await;
                    client.write_all(part).await?;
                }
            }
        }
        Ok(true)
    }
}

/// How much of an answer has come.
#[derive(Default)]
struct Progress {
    head: Vec<u8>,
    /// Known once the head is whole.
    missing: Option<usize>,
}

impl Progress {
    fn take(&mut self, bytes: &[u8]) {
        match &mut self.missing {
            Some(missing) => *missing = missing.saturating_sub(bytes.len()),
            None => {
                self.head.extend_from_slice(bytes);
                if let Some(end) = head_end(&self.head) {
                    let body = self.head.len() - end;
                    self.missing = Some(content_length(&self.head[..end]).saturating_sub(body));
                }
            }
        }
    }

    fn is_whole(&self) -> bool {
        self.missing == Some(0)
    }
}

/// Head and body; `None` when the client is done. What came after it stays in
/// `unread`.
async fn read_request(client: &mut TcpStream, unread: &mut Vec<u8>) -> io::Result<Option<Vec<u8>>> {
    let end = loop {
        match head_end(unread) {
            Some(end) => break end,
            None if unread.len() > LARGEST_HEAD => return Err(ErrorKind::InvalidData.into()),
            None => {}
        }
        if client.read_buf(unread).await? == 0 {
            return Ok(None);
        }
    };
    let whole = end + content_length(&unread[..end]);
    while unread.len() < whole {
        if client.read_buf(unread).await? == 0 {
            return Ok(None);
        }
    }
    let rest = unread.split_off(whole);
    Ok(Some(std::mem::replace(unread, rest)))
}

/// Ready when the service has closed a connection on which nothing was asked.
async fn closed(service: Option<&TcpStream>) {
    match service {
        // Bytes that nobody asked for end the connection as well.
        Some(service) => drop(service.peek(&mut [0]).await),
        None => std::future::pending().await,
    }
}

fn head_end(bytes: &[u8]) -> Option<usize> {
    bytes.windows(4).position(|window| window == b"\r\n\r\n").map(|start| start + 4)
}

/// 0 without the header: neither side sends a body then.
fn content_length(head: &[u8]) -> usize {
    let head = String::from_utf8_lossy(head);
    let mut lines = head.split("\r\n").filter_map(|line| line.split_once(':'));
    let length = lines.find(|(name, _)| name.eq_ignore_ascii_case("content-length"));
    length.and_then(|(_, value)| value.trim().parse().ok()).unwrap_or(0)
}

/// The request as the service wants to be addressed; all else as it was.
fn with_host(request: &[u8], upstream: SocketAddr) -> Vec<u8> {
    let end = head_end(request).unwrap_or(request.len());
    let mut rewritten = Vec::with_capacity(request.len());
    for line in request[..end].split_inclusive(|byte| *byte == b'\n') {
        if line.len() >= 5 && line[..5].eq_ignore_ascii_case(b"host:") {
            rewritten.extend_from_slice(format!("host: {upstream}\r\n").as_bytes());
        } else {
            rewritten.extend_from_slice(line);
        }
    }
    rewritten.extend_from_slice(&request[end..]);
    rewritten
}
