//! A service asked without a socket, under tokio's paused time.

use axum::body::Bytes;
use axum::http::{Request, Response};
use practice_service::{Broken, Clock, InProcess, Options};
use serde_json::{Value, json};
use tokio::runtime::Runtime;

pub(crate) struct Door {
    pub(crate) service: InProcess,
    pub(crate) runtime: Runtime,
}

/// Settles at once and lives by tokio's clock, which stands still but for waits.
pub(crate) fn door(options: Options) -> Door {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .expect("a runtime");
    let entered = runtime.enter();
    let service = InProcess::new(Options { clock: Clock::Tokio, ..options }).expect("a sound world");
    drop(entered);
    let door = Door { service, runtime };
    door.set(json!({"associationDelayMs": 0, "discoveryMs": 0, "deletingMs": 0, "commandMs": 0}));
    door
}

impl Door {
    pub(crate) fn send(
        &self,
        method: &str,
        path: &str,
        header: (&str, &str),
        body: &Value,
    ) -> Result<Response<Bytes>, Broken> {
        let host = self.service.endpoint().strip_prefix("http://").expect("an http endpoint");
        let body = if body.is_null() { Bytes::new() } else { Bytes::from(body.to_string()) };
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", host)
            .header(header.0, header.1)
            .body(body)
            .expect("a sound request");
        self.runtime.block_on(self.service.answer(request))
    }

    /// A signed call: its status and answer.
    pub(crate) fn call(&self, method: &str, path: &str, body: &Value) -> (u16, Value) {
        let key = self.service.access_key_id();
        let authorization = crate::client::authorization(key, "iotmanagedintegrations");
        read(self.send(method, path, ("authorization", &authorization), body).expect("a whole answer"))
    }

    pub(crate) fn practice(&self, method: &str, path: &str, body: &Value) -> (u16, Value) {
        let token = self.service.practice_token();
        read(self.send(method, path, ("x-practice-token", token), body).expect("a whole answer"))
    }

    #[track_caller]
    pub(crate) fn set(&self, settings: Value) {
        assert_eq!(self.practice("PUT", "/practice/settings", &settings).0, 200);
    }

    #[track_caller]
    pub(crate) fn fault(&self, rule: Value) {
        let (status, answer) = self.practice("POST", "/practice/faults", &rule);
        assert_eq!(status, 201, "{answer}");
    }

    pub(crate) fn ledger(&self) -> Value {
        self.practice("GET", "/practice/ledger", &Value::Null).1
    }
}

fn read(answer: Response<Bytes>) -> (u16, Value) {
    let body = serde_json::from_slice(answer.body()).unwrap_or(Value::Null);
    (answer.status().as_u16(), body)
}
