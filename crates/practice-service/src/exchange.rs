//! One HTTP exchange from the first byte to the last: guard, body, dispatch by
//! path, and the headers that every answer has.

use std::sync::Arc;

use axum::body::{Body, Bytes, to_bytes};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Request, Response};

use crate::failure::Failure;
use crate::input::RawCall;
use crate::practice::Practice;
use crate::reply::Reply;
use crate::{api_call, caller_identity, guard, practice_api, vendors};

const LARGEST_BODY: usize = 1024 * 1024;

/// Carried out to its end even when the caller hangs up, as a service does.
pub(crate) async fn exchange(practice: Arc<Practice>, request: Request<Body>) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let request_id = practice.state().chance.request_id();
    let reply = match to_bytes(body, LARGEST_BODY).await {
        Ok(body) => {
            let (practice, id) = (Arc::clone(&practice), request_id.clone());
            let carried_out = tokio::spawn(async move { answer(&practice, &parts, &body, &id).await });
            carried_out.await.unwrap_or_else(|_| Reply::refusal(&internal()))
        }
        Err(_) => Reply::refusal(&Failure::new(
            413,
            "RequestEntityTooLargeException",
            "The request is larger than 1 MiB.",
        )),
    };
    let mut response = reply.into_response();
    let date = httpdate::fmt_http_date(practice.state().claimed_time());
    for (name, value) in [("x-amzn-requestid", request_id), ("date", date)] {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

async fn answer(practice: &Practice, parts: &Parts, body: &Bytes, request_id: &str) -> Reply {
    if let Err(failure) = guard::check(&parts.headers, &parts.uri, practice.identity.port) {
        return Reply::refusal(&failure);
    }
    let call = RawCall {
        method: parts.method.as_str(),
        path: parts.uri.path(),
        query: parts.uri.query().unwrap_or_default(),
        body,
    };
    match call.path.split('/').nth(1) {
        Some("") if call.path == "/" => {
            caller_identity::answer(practice, &parts.headers, &call, request_id).await
        }
        Some("practice") => practice_api::answer(practice, &parts.headers, &call, request_id),
        Some("vendors" | "oauth") => vendors::answer(practice, &call, request_id),
        Some(_) | None => api_call::answer(practice, &parts.headers, &call, request_id).await,
    }
}

fn internal() -> Failure {
    Failure::new(500, "InternalServerException", "The practice service failed.")
}
