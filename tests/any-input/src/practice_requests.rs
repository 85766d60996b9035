//! What anybody may send to the practice service: its guard, its routing, its
//! JSON and its validation.

use axum::{
    body::Bytes,
    http::{HeaderName, HeaderValue, Method, Request, Response, Uri},
};
use practice_service::{Broken, Clock, InProcess, Options};

/// More are not looked at; each input gets a service of its own.
const MOST: usize = 12;
/// Ends a request, alone on its line.
const END: &[u8] = b"\n====\n";

/// Requests as they stand in HTTP/1.1, one after another with a line of four
/// equals signs between them: `METHOD /path`, headers, an empty line, the body.
/// `Host` is right where none is given; the value `right` stands for a right
/// signature and for the right practice token.
///
/// # Panics
/// A request is not answered as a service answers.
pub fn practice_requests(input: &[u8]) {
    thread_local! {
        static RUNTIME: tokio::runtime::Runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .start_paused(true)
            .build()
            .expect("the system has threads and timers");
    }
    RUNTIME.with(|runtime| {
        let entered = runtime.enter();
        let options = Options { clock: Clock::Tokio, seed: Some(1), ..Options::default() };
        let service = InProcess::new(options).expect("without a file nothing can fail");
        drop(entered);
        // Who has the practice token may ask for anything, broken answers too.
        let mut may_break = false;
        for text in requests(input) {
            let Some(request) = request(text, &service) else { continue };
            let has_token = request.headers().contains_key("x-practice-token");
            // It makes as many links as it is told, which is a wait and no answer.
            if has_token && request.uri().path().contains("generate") {
                continue;
            }
            may_break |= has_token;
            match runtime.block_on(service.answer(request)) {
                Ok(response) => is_an_answer(&response, may_break, text),
                Err(Broken::WithoutAByte | Broken::Truncated(_)) => {
                    assert!(may_break, "no fault was asked for: {}", String::from_utf8_lossy(text));
                }
            }
        }
    });
}

fn requests(input: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = Some(input);
    std::iter::from_fn(move || {
        let text = rest?;
        let end = text.windows(END.len()).position(|window| window == END);
        rest = end.map(|end| &text[end + END.len()..]);
        Some(&text[..end.unwrap_or(text.len())])
    })
    .take(MOST)
}

/// As an HTTP server reads it; `None` for what no server hands on.
fn request(text: &[u8], service: &InProcess) -> Option<Request<Bytes>> {
    let end = text.windows(2).position(|window| window == b"\n\n");
    let (head, body) = (&text[..end.unwrap_or(text.len())], end.map(|end| &text[end + 2..]));
    let mut lines = head.split(|byte| *byte == b'\n');
    let first = lines.next()?;
    let space = first.iter().position(|byte| *byte == b' ')?;
    let method = Method::from_bytes(&first[..space]).ok()?;
    let uri = Uri::from_maybe_shared(Bytes::copy_from_slice(&first[space + 1..])).ok()?;
    let mut request = Request::builder().method(method).uri(uri);
    let mut has_host = false;
    for line in lines {
        let colon = line.iter().position(|byte| *byte == b':')?;
        let name = HeaderName::from_bytes(&line[..colon]).ok()?;
        let value = line[colon + 1..].trim_ascii();
        has_host |= name == "host";
        let value = match (name.as_str(), value) {
            ("authorization", b"right") => HeaderValue::from_str(&authorization(service)),
            ("x-practice-token", b"right") => HeaderValue::from_str(service.practice_token()),
            (_, value) => HeaderValue::from_bytes(value),
        };
        request = request.header(name, value.ok()?);
    }
    if !has_host {
        request = request.header("host", service.endpoint().strip_prefix("http://")?);
    }
    request.body(Bytes::copy_from_slice(body.unwrap_or_default())).ok()
}

fn authorization(service: &InProcess) -> String {
    let scope = format!("20260101/{}/iotmanagedintegrations/aws4_request", service.region());
    format!(
        "AWS4-HMAC-SHA256 Credential={}/{scope}, SignedHeaders=host;x-amz-date, Signature=00",
        service.access_key_id()
    )
}

fn is_an_answer(response: &Response<Bytes>, may_break: bool, text: &[u8]) {
    let shown = String::from_utf8_lossy(text);
    let status = response.status().as_u16();
    assert!(may_break || (200..500).contains(&status), "{status} for {shown}");
    let headers = response.headers();
    assert!(headers.contains_key("x-amzn-requestid"), "{shown}");
    if let Some(location) = headers.get("location") {
        let location = location.to_str().expect("an address is ASCII");
        assert!(!location.contains(char::is_whitespace), "{location:?} for {shown}");
    }
    let kind = headers.get("content-type").map(HeaderValue::as_bytes).unwrap_or_default();
    if kind.starts_with(b"application/json") && !response.body().is_empty() && !may_break {
        let answer: serde_json::Value = serde_json::from_slice(response.body()).expect("it says it is JSON");
        assert!(status < 400 || answer["Message"].is_string(), "{answer} for {shown}");
    }
}
