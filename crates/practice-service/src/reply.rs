//! What goes back over the wire: a finished answer, or one that breaks off in
//! the middle, or a connection that ends without a byte.

use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use axum::http::{HeaderName, HeaderValue, Response, StatusCode};
use http_body::Frame;
use serde_json::{Value, json};

use crate::failure::Failure;

#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
    ending: Ending,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    Whole,
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
        Reply::json(failure.status, &body).with("x-amzn-errortype", &failure.code)
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

    pub(crate) fn broken_off(self) -> Reply {
        Reply { ending: Ending::BrokenOff, ..self }
    }

    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Reply {
        self.headers.push((name, value.to_owned()));
        self
    }

    pub(crate) fn into_response(self) -> Response<Body> {
        let length = self.body.len();
        let body = match self.ending {
            Ending::Whole => Body::from(self.body),
            Ending::BrokenOff => Body::new(BreakingOff {
                rest: Some(Bytes::from(self.body[..length / 2].to_vec())),
                flushed: false,
            }),
            Ending::Nothing => Body::new(BreakingOff { rest: None, flushed: true }),
        };
        let mut response = Response::new(body);
        *response.status_mut() =
            StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
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

/// A body that fails: the server ends the connection then. Waiting once before
/// the failure lets what was written go out.
struct BreakingOff {
    rest: Option<Bytes>,
    flushed: bool,
}

impl http_body::Body for BreakingOff {
    type Data = Bytes;
    type Error = BrokenOff;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BrokenOff>>> {
        if let Some(rest) = self.rest.take() {
            return Poll::Ready(Some(Ok(Frame::data(rest))));
        }
        if !self.flushed {
            self.flushed = true;
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(Some(Err(BrokenOff)))
    }
}

#[derive(Debug)]
struct BrokenOff;

impl std::fmt::Display for BrokenOff {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("the answer was broken off on request")
    }
}

impl std::error::Error for BrokenOff {}
