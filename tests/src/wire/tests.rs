//! Each weather, as a raw client feels it.

use std::{
    io::{self, ErrorKind, Read, Write},
    net::TcpStream,
    time::{Duration, Instant},
};

use practice_service::{Options, PracticeService};
use serde_json::Value;
use tokio::runtime::Runtime;

use super::*;

struct Bench {
    wire: Wire,
    service: PracticeService,
    /// The service lives in it.
    _runtime: Runtime,
}

/// More than the small waits of these tests, and never waited out.
const PATIENCE: Duration = Duration::from_secs(20);

impl Bench {
    fn new() -> Self {
        let runtime = Runtime::new().unwrap();
        let service = runtime.block_on(PracticeService::start(Options::default())).unwrap();
        let upstream = service.endpoint().strip_prefix("http://").unwrap().parse().unwrap();
        Self { wire: Wire::to(upstream), service, _runtime: runtime }
    }

    fn connect(&self) -> io::Result<TcpStream> {
        let stream = TcpStream::connect(self.wire.address())?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(stream)
    }

    fn request(&self) -> String {
        let body = r#"{"ConnectorDestinationId":"brightwell-lighting"}"#;
        format!(
            "POST /account-associations HTTP/1.1\r\nHost: {}\r\ncontent-length: {}\r\n\
             authorization: AWS4-HMAC-SHA256 Credential={}/20261121/eu-west-1/iotmanagedintegrations/aws4_request, \
             SignedHeaders=host, Signature={}\r\n\r\n{body}",
            self.wire.address(),
            body.len(),
            self.service.access_key_id(),
            "a".repeat(64),
        )
    }

    /// One create on a connection of its own: the bytes that came before it
    /// ended in order.
    fn create(&self) -> io::Result<String> {
        let mut stream = self.connect()?;
        self.create_on(&mut stream)
    }

    fn create_on(&self, stream: &mut TcpStream) -> io::Result<String> {
        stream.write_all(self.request().as_bytes())?;
        let mut text = String::new();
        let mut buffer = [0; 1024];
        loop {
            let count = stream.read(&mut buffer)?;
            text.push_str(&String::from_utf8_lossy(&buffer[..count]));
            if count == 0 || is_whole(&text) {
                return Ok(text);
            }
        }
    }

    /// Links made through the wire, asked past it.
    fn links(&self) -> usize {
        let agent: ureq::Agent = ureq::Agent::config_builder().proxy(None).build().into();
        let url = format!("{}/practice/ledger?seeded=false", self.service.endpoint());
        let mut answer =
            agent.get(url).header("x-practice-token", self.service.practice_token()).call().unwrap();
        let ledger: Value = serde_json::from_str(&answer.body_mut().read_to_string().unwrap()).unwrap();
        ledger["associations"].as_array().unwrap().len()
    }
}

fn is_whole(text: &str) -> bool {
    let Some((head, body)) = text.split_once("\r\n\r\n") else {
        return false;
    };
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    length.is_some_and(|length| body.len() >= length.parse().unwrap())
}

#[track_caller]
fn is_reset(result: io::Result<String>) {
    let kind = result.map_err(|problem| problem.kind());
    assert_eq!(kind, Err(ErrorKind::ConnectionReset));
}

#[track_caller]
fn is_refused(result: io::Result<String>) {
    let kind = result.map_err(|problem| problem.kind());
    assert_eq!(kind, Err(ErrorKind::ConnectionRefused));
}

#[track_caller]
fn is_created(result: io::Result<String>) {
    let text = result.expect("an answer");
    assert!(text.starts_with("HTTP/1.1 201") && is_whole(&text), "{text}");
}

#[test]
fn in_clear_weather_several_requests_pass_on_one_connection() {
    let bench = Bench::new();
    let mut stream = bench.connect().unwrap();
    for _ in 0..3 {
        is_created(bench.create_on(&mut stream));
    }
    assert_eq!(bench.links(), 3);
}

#[test]
fn refused_closes_the_door_resets_who_is_inside_and_opens_again() {
    let bench = Bench::new();
    let mut inside = bench.connect().unwrap();
    is_created(bench.create_on(&mut inside));
    bench.wire.set(Weather::Refused);
    is_refused(bench.create());
    let felt = inside.read(&mut [0]).map_err(|problem| problem.kind());
    assert_eq!(felt, Err(ErrorKind::ConnectionReset));
    bench.wire.set(Weather::Clear);
    is_created(bench.create());
    assert_eq!(bench.links(), 2);
}

#[test]
fn a_reset_on_connect_lets_nothing_through() {
    let bench = Bench::new();
    bench.wire.set(Weather::ResetOnConnect);
    let mut stream = bench.connect().unwrap();
    let felt = stream.read(&mut [0]).map_err(|problem| problem.kind());
    assert_eq!(felt, Err(ErrorKind::ConnectionReset));
    assert_eq!(bench.links(), 0);
}

#[test]
fn a_reset_after_the_request_drops_the_answer_of_what_was_done() {
    let bench = Bench::new();
    bench.wire.set(Weather::ResetAfterRequest);
    is_reset(bench.create());
    assert_eq!(bench.links(), 1);
}

#[test]
fn a_truncated_answer_has_so_many_bytes_and_ends_in_order() {
    let bench = Bench::new();
    for bytes in [0, 12, 300] {
        bench.wire.set(Weather::TruncateAnswer { bytes });
        let text = bench.create().expect("it ends in order");
        assert_eq!(text.len(), bytes);
        assert!("HTTP/1.1 201".starts_with(&text[..bytes.min(12)]));
    }
    assert_eq!(bench.links(), 3);
}

#[test]
fn in_a_full_backlog_no_connection_comes_to_stand() {
    let bench = Bench::new();
    bench.wire.set(Weather::BlackHole(Hole::FullBacklog));
    let tried = TcpStream::connect_timeout(&bench.wire.address(), Duration::from_millis(400));
    assert_eq!(tried.map_err(|problem| problem.kind()).err(), Some(ErrorKind::TimedOut));
    bench.wire.set(Weather::Clear);
    is_created(bench.create());
    assert_eq!(bench.links(), 1);
}

#[test]
fn a_hole_that_accepts_never_answers_and_passes_nothing_on() {
    let bench = Bench::new();
    let mut open = bench.connect().unwrap();
    is_created(bench.create_on(&mut open));
    bench.wire.set(Weather::BlackHole(Hole::NeverAnswers));
    for mut stream in [open, bench.connect().unwrap()] {
        stream.set_read_timeout(Some(Duration::from_millis(200))).unwrap();
        let kind = bench.create_on(&mut stream).map_err(|problem| problem.kind());
        assert!(matches!(kind, Err(ErrorKind::WouldBlock | ErrorKind::TimedOut)), "{kind:?}");
    }
    assert_eq!(bench.links(), 1);
}

#[test]
fn a_slow_answer_keeps_its_pace_and_is_whole() {
    let bench = Bench::new();
    bench.wire.set(Weather::SlowAnswer { bytes_per_second: 2000 });
    let began = Instant::now();
    let text = bench.create().unwrap();
    let expected = Duration::from_secs(1) * u32::try_from(text.len()).unwrap() / 2000;
    is_created(Ok(text));
    assert!(began.elapsed() >= expected - Duration::from_millis(60), "{:?}", began.elapsed());
}

#[test]
fn a_portal_answers_in_place_of_the_service() {
    let bench = Bench::new();
    bench.wire.set(Weather::Portal);
    let text = bench.create().unwrap();
    assert!(text.starts_with("HTTP/1.1 200 OK\r\ncontent-type: text/html"), "{text}");
    assert!(is_whole(&text) && text.contains("guest network"));
    assert_eq!(bench.links(), 0);
}

#[test]
fn latency_holds_each_request() {
    let bench = Bench::new();
    bench.wire.set(Weather::Latency(Duration::from_millis(150)));
    let mut stream = bench.connect().unwrap();
    let began = Instant::now();
    is_created(bench.create_on(&mut stream));
    is_created(bench.create_on(&mut stream));
    assert!(began.elapsed() >= Duration::from_millis(300));
}

#[test]
fn a_flapping_network_is_up_and_down_in_turn() {
    let bench = Bench::new();
    let (up, down) = (Duration::from_millis(200), Duration::from_millis(200));
    bench.wire.set(Weather::Flap { up, down });
    let began = Instant::now();
    let mut phases = Vec::new();
    while phases.len() < 4 {
        assert!(began.elapsed() < PATIENCE, "{phases:?}");
        let is_up = bench.create().is_ok();
        if phases.last() != Some(&is_up) {
            phases.push(is_up);
        }
        std::thread::yield_now();
    }
    assert_eq!(phases, [true, false, true, false]);
}

#[test]
fn a_connection_the_service_closes_is_closed_for_the_client_too() {
    let bench = Bench::new();
    let agent: ureq::Agent = ureq::Agent::config_builder().proxy(None).build().into();
    let settings = format!("{}/practice/settings", bench.service.endpoint());
    let put = agent.put(settings).header("x-practice-token", bench.service.practice_token());
    put.send(r#"{"idleCloseMs": 100}"#).unwrap();
    let mut stream = bench.connect().unwrap();
    is_created(bench.create_on(&mut stream));
    assert_eq!(stream.read(&mut [0]).unwrap(), 0);
}
