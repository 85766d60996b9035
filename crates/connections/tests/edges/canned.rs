//! AWS without a network: one answer for each request, whatever is asked, at
//! the time of a clock that can be set.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::SystemTime;

use aws_smithy_async::time::TimeSource;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient,
    SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use connections::Environment;
use tokio::time::Instant;

use crate::home::Home;

#[derive(Debug, Clone, Default)]
pub(crate) struct Canned(Arc<Mutex<Inside>>);

#[derive(Debug)]
struct Inside {
    answers: VecDeque<Answer>,
    asked: Vec<Asking>,
    now: SystemTime,
}

impl Default for Inside {
    fn default() -> Self {
        Self { answers: VecDeque::new(), asked: Vec::new(), now: SystemTime::UNIX_EPOCH }
    }
}

/// A request that was made.
#[derive(Debug, Clone)]
pub(crate) struct Asking {
    pub(crate) url: String,
    pub(crate) headers: String,
    pub(crate) body: String,
    pub(crate) at: Instant,
}

#[derive(Debug, Clone)]
pub(crate) enum Answer {
    Said { status: u16, content_type: &'static str, body: String },
    Nothing,
}

pub(crate) fn json(body: impl Into<String>) -> Answer {
    Answer::Said { status: 200, content_type: "application/json", body: body.into() }
}

pub(crate) fn refusal(status: u16, code: &str) -> Answer {
    let body = format!(r#"{{"__type":"{code}","message":"because"}}"#);
    Answer::Said { status, content_type: "application/json", body }
}

pub(crate) fn xml(reply: &str) -> Answer {
    let (_, body) = reply.split_once("\r\n\r\n").unwrap();
    Answer::Said { status: 200, content_type: "text/xml", body: body.to_owned() }
}

impl Canned {
    /// All calls of this environment come here.
    pub(crate) fn environment(&self, home: &Home, variables: &[(&str, &str)]) -> Environment {
        home.environment(variables).leaving_through(SharedHttpClient::new(self.clone()), self.clone())
    }

    pub(crate) fn will_say(&self, answers: impl IntoIterator<Item = Answer>) {
        self.0.lock().unwrap().answers.extend(answers);
    }

    pub(crate) fn set_clock(&self, now: SystemTime) {
        self.0.lock().unwrap().now = now;
    }

    /// What was asked since the last time.
    pub(crate) fn take_asked(&self) -> Vec<Asking> {
        std::mem::take(&mut self.0.lock().unwrap().asked)
    }
}

impl TimeSource for Canned {
    fn now(&self) -> SystemTime {
        self.0.lock().unwrap().now
    }
}

impl HttpClient for Canned {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for Canned {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let mut inside = self.0.lock().unwrap();
        let headers: Vec<_> =
            request.headers().iter().map(|(name, value)| format!("{name}: {value}")).collect();
        let body = request.body().bytes().map(String::from_utf8_lossy).unwrap_or_default().into_owned();
        let (url, at) = (request.uri().to_owned(), Instant::now());
        inside.asked.push(Asking { url, headers: headers.join("\n"), body, at });
        HttpConnectorFuture::ready(match inside.answers.pop_front() {
            Some(Answer::Said { status, content_type, body }) => {
                let mut response = HttpResponse::new(status.try_into().unwrap(), SdkBody::from(body));
                response.headers_mut().insert("content-type", content_type);
                response.headers_mut().insert("x-amzn-requestid", "r1");
                Ok(response)
            }
            Some(Answer::Nothing) | None => Err(ConnectorError::io("nobody is there".into())),
        })
    }
}
