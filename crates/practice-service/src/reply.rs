//! What goes back over the wire: a finished answer, or one that breaks off in
//! the middle, or a connection that ends without a byte.

mod body;

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderName, HeaderValue, Response, StatusCode};
use serde_json::{Value, json};

use crate::failure::Failure;
use body::{BreakingOff, Trickling};

#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
    ending: Ending,
}

/// How an answer ends. It travels with the response as an extension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    Whole,
    /// Whole, one byte in so long.
    Trickled(Duration),
    /// Half of the body, then the connection ends.
    BrokenOff,
    /// Not even a status line.
    Nothing,
}

impl Reply {
    /// `Null` becomes an empty body, which is a JSON answer all the same.
    pub(crate) fn json(status: u16, body: &Value) -> Reply {
        let body = if body.is_null() { Vec::new() } else { body.to_string().into_bytes() };
        Reply::new(status, "application/json", body)
    }

    pub(crate) fn new(status: u16, content_type: &str, body: Vec<u8>) -> Reply {
        let headers = vec![("content-type", content_type.to_owned())];
        Reply { status, headers, body, ending: Ending::Whole }
    }

    /// A refusal as a REST-JSON service writes it (service.md, trap T8).
    pub(crate) fn refusal(failure: &Failure) -> Reply {
        let mut body = json!({"Message": failure.message});
        if let Some(resource) = &failure.resource {
            body["ResourceId"] = json!(resource.id);
            body["ResourceType"] = json!(resource.kind);
        }
        Reply::json(failure.status, &body)
            .with("x-amzn-errortype", &failure.code)
            .retried_after(failure.retry_after_seconds)
    }

    pub(crate) fn redirect(location: &str) -> Reply {
        Reply::new(302, "text/html; charset=utf-8", Vec::new()).with("location", location)
    }

    /// What a proxy answers in place of the service.
    pub(crate) fn proxy_page(status: u16) -> Reply {
        let page = "<!doctype html><html><head><title>Network sign-in</title></head>\
                    <body><h1>Network sign-in</h1><p>This network needs you to sign in.</p></body></html>\n";
        Reply::new(status, "text/html", page.as_bytes().to_vec())
    }

    pub(crate) fn nothing() -> Reply {
        Reply { ending: Ending::Nothing, ..Reply::new(500, "application/json", Vec::new()) }
    }

    /// An answer without a body has no middle; of it nothing is sent.
    pub(crate) fn broken_off(self) -> Reply {
        let ending = if self.body.is_empty() { Ending::Nothing } else { Ending::BrokenOff };
        Reply { ending, ..self }
    }

    pub(crate) fn trickled(self, pause: Duration) -> Reply {
        Reply { ending: Ending::Trickled(pause), ..self }
    }

    /// Asks the caller to wait, in both headers that clients read.
    pub(crate) fn retried_after(self, seconds: Option<u32>) -> Reply {
        match seconds {
            None => self,
            Some(seconds) => self
                .with("retry-after", &seconds.to_string())
                .with("x-amz-retry-after", &(u64::from(seconds) * 1000).to_string()),
        }
    }

    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Reply {
        self.headers.push((name, value.to_owned()));
        self
    }

    pub(crate) fn into_response(self) -> Response<Body> {
        let length = self.body.len();
        let body = match self.ending {
            Ending::Whole => Body::from(self.body),
            Ending::Trickled(pause) => Body::new(Trickling::new(Bytes::from(self.body), pause)),
            Ending::BrokenOff => Body::new(BreakingOff::after(Bytes::from(self.body[..length / 2].to_vec()))),
            Ending::Nothing => Body::new(BreakingOff::at_once()),
        };
        let mut response = Response::new(body);
        *response.status_mut() =
            StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        response.extensions_mut().insert(self.ending);
        if self.ending == Ending::BrokenOff {
            response.headers_mut().insert("content-length", HeaderValue::from(length));
        }
        for (name, value) in self.headers {
            if let Ok(value) = HeaderValue::from_str(&value) {
                response.headers_mut().insert(HeaderName::from_static(name), value);
            }
        }
        response
    }
}
