//! A running service and the plainest possible HTTP client: one connection per
//! request, so that a test sees exactly what came over it.

use std::io::{Read, Write};
use std::net::TcpStream;

use practice_service::{Options, PracticeService};
use serde_json::{Value, json};
use tokio::runtime::Runtime;

pub(crate) struct Bench {
    pub(crate) service: PracticeService,
    pub(crate) runtime: Runtime,
}

#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("no JSON in {self:?}"))
    }

    #[track_caller]
    pub(crate) fn is_refused(&self, status: u16, code: &str) {
        assert_eq!((self.status, self.header("x-amzn-errortype")), (status, Some(code)), "{}", self.text);
        assert!(self.json()["Message"].is_string(), "{}", self.text);
        assert_eq!(self.header("content-type"), Some("application/json"));
        assert!(self.header("x-amzn-requestid").is_some());
    }
}

/// A service whose links and discoveries settle at once.
pub(crate) fn bench() -> Bench {
    let bench = bench_with(Options::default());
    bench.set(json!({"associationDelayMs": 0, "discoveryMs": 0, "deletingMs": 0}));
    bench
}

pub(crate) fn bench_with(options: Options) -> Bench {
    let runtime = Runtime::new().expect("a runtime");
    let service = runtime.block_on(PracticeService::start(options)).expect("a free port");
    Bench { service, runtime }
}

impl Bench {
    /// Host and port.
    pub(crate) fn host(&self) -> &str {
        self.service.endpoint().strip_prefix("http://").expect("an http endpoint")
    }

    pub(crate) fn authorization(&self) -> String {
        authorization(self.service.access_key_id(), "iotmanagedintegrations")
    }

    /// One call of an operation, signed; `body` of `Null` sends none.
    pub(crate) fn call(&self, method: &str, path: &str, body: Value) -> Answer {
        let authorization = self.authorization();
        let body = if body.is_null() { String::new() } else { body.to_string() };
        self.send(method, path, &[("authorization", &authorization)], &body).expect("an answer")
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.call("GET", path, Value::Null)
    }

    /// One request of the practice API.
    pub(crate) fn practice(&self, method: &str, path: &str, body: Value) -> Answer {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let token = [("x-practice-token", self.service.practice_token())];
        self.send(method, path, &token, &body).expect("an answer")
    }

    #[track_caller]
    pub(crate) fn set(&self, settings: Value) {
        assert_eq!(self.practice("PUT", "/practice/settings", settings).status, 200);
    }

    #[track_caller]
    pub(crate) fn fault(&self, rule: Value) {
        let answer = self.practice("POST", "/practice/faults", rule);
        assert_eq!(answer.status, 201, "{}", answer.text);
    }

    #[track_caller]
    pub(crate) fn advance(&self, seconds: u64) {
        let answer = self.practice("POST", "/practice/clock", json!({"advanceSeconds": seconds}));
        assert_eq!(answer.status, 200);
    }

    pub(crate) fn ledger(&self) -> Value {
        self.practice("GET", "/practice/ledger?seeded=false", Value::Null).json()
    }

    /// How many requests were committed.
    pub(crate) fn committed(&self) -> usize {
        self.ledger()["entries"].as_array().map_or(0, Vec::len)
    }

    /// `None` when the connection ended without a whole answer.
    pub(crate) fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Option<Answer> {
        let mut request = format!("{method} {path} HTTP/1.1\r\n");
        if !headers.iter().any(|(name, _)| *name == "host") {
            request.push_str(&format!("host: {}\r\n", self.host()));
        }
        for (name, value) in headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        request.push_str(&format!("content-length: {}\r\nconnection: close\r\n\r\n{body}", body.len()));
        whole_answer(&self.exchange(request.as_bytes()))
    }

    /// Everything that comes back for these bytes.
    pub(crate) fn exchange(&self, request: &[u8]) -> Vec<u8> {
        let mut stream = TcpStream::connect(self.host()).expect("a listening service");
        stream.write_all(request).expect("the service reads");
        let mut bytes = Vec::new();
        // A connection that is cut off is what some tests are about.
        let _ = stream.read_to_end(&mut bytes);
        bytes
    }
}

pub(crate) fn authorization(key: &str, service: &str) -> String {
    let signature = "a".repeat(64);
    format!(
        "AWS4-HMAC-SHA256 Credential={key}/20261121/eu-west-1/{service}/aws4_request, \
         SignedHeaders=host, Signature={signature}"
    )
}

pub(crate) fn whole_answer(bytes: &[u8]) -> Option<Answer> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let (head, body) = text.split_once("\r\n\r\n")?;
    let mut lines = head.split("\r\n");
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let headers: Vec<_> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        .collect();
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let length = length.and_then(|(_, value)| value.parse().ok()).unwrap_or(0);
    (body.len() >= length).then(|| Answer { status, headers, text: body.to_owned() })
}
