//! Managed integrations: keys are looked at here, all else is done by the
//! practice service behind.

use std::pin::Pin;
use std::task::{Context, Poll};

use axum::{
    body::{Body, Bytes},
    http::{Request, Response},
};
use http_body::Frame;

use super::{
    Shared,
    host::Host,
    record::Asked,
    signature::{Refusal, Signed},
    sts,
};
use crate::front::Caller;

pub(super) async fn answer(shared: &Shared, host: &Host, mut request: Request<Bytes>) -> Response<Body> {
    let signed = Signed::read(request.headers());
    shared.record().arrived(Asked {
        host: host.name.clone(),
        operation: format!("{} {}", request.method(), request.uri().path()),
        access_key_id: signed.as_ref().ok().map(|signed| signed.access_key_id.clone()),
    });
    let now = shared.clock.now();
    let caller = signed.and_then(|signed| {
        signed.is_for(host, "iotmanagedintegrations", request.headers(), now)?;
        let account = shared.identities().caller(&signed, now)?.account;
        Ok(Caller { access_key_id: signed.access_key_id, account })
    });
    let caller = match caller {
        Ok(caller) => caller,
        Err(refusal) => return refused(refusal),
    };
    // The service behind has a clock of its own and knows of no sessions.
    for name in ["x-amz-date", "x-amz-security-token"] {
        request.headers_mut().remove(name);
    }
    let front = shared.front_of(&caller.account);
    front.pass(caller, request).await.unwrap_or_else(|| Response::new(Body::new(BrokenOff)))
}

fn refused(refusal: Refusal) -> Response<Body> {
    let (code, message) = match refusal {
        Refusal::NotSigned => ("MissingAuthenticationTokenException", "Missing Authentication Token".into()),
        Refusal::Incomplete => {
            ("IncompleteSignatureException", "Authorization header cannot be read.".into())
        }
        Refusal::DoesNotMatch(why) => ("InvalidSignatureException", why),
        Refusal::UnknownKey => {
            ("UnrecognizedClientException", "The security token included in the request is invalid.".into())
        }
        Refusal::Expired => {
            ("ExpiredTokenException", "The security token included in the request is expired".into())
        }
    };
    Response::builder()
        .status(403)
        .header("content-type", "application/json")
        .header("x-amzn-errortype", code)
        .header("x-amzn-requestid", sts::request_id())
        .body(Body::from(serde_json::json!({ "message": message }).to_string()))
        .expect("the answer's parts are valid")
}

/// A body that fails at once: of its answer nothing is sent.
struct BrokenOff;

impl http_body::Body for BrokenOff {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
        Poll::Ready(Some(Err(std::io::ErrorKind::ConnectionReset.into())))
    }
}
