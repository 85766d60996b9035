//! `sts:GetCallerIdentity`, the one operation of another service that is
//! served: query protocol in, XML out.

use std::time::Duration;

use axum::http::HeaderMap;
use percent_encoding::percent_decode_str;

use crate::api_call::{in_place_of_the_service, refusal};
use crate::failure::Failure;
use crate::faults::Fault;
use crate::input::RawCall;
use crate::markup::escaped;
use crate::practice::{Practice, State};
use crate::reply::Reply;
use crate::signature;
use crate::turn::ACCOUNT;

const OPERATION: &str = "GetCallerIdentity";
const VERSION: &str = "2011-06-15";

pub(crate) async fn answer(
    practice: &Practice,
    headers: &HeaderMap,
    call: &RawCall<'_>,
    request_id: &str,
) -> Reply {
    let result = admit(practice, headers, call);
    let latency = practice.state().settings.latency;
    tokio::time::sleep(latency).await;
    let fault = match result {
        Ok(fault) => fault,
        Err(failure) => return error(&failure, request_id),
    };
    if let Some(fault) = &fault {
        let refused = refusal(fault).filter(|failure| !failure.code.is_empty());
        if let Some(failure) = refused {
            return error(&failure, request_id);
        }
        if let Some(reply) = in_place_of_the_service(fault) {
            return reply;
        }
        tokio::time::sleep(fault.wait_before().max(fault.wait_after())).await;
    }
    let reply = identity(request_id);
    match fault {
        Some(Fault::DropAfterCommit) => Reply::nothing(),
        Some(Fault::Truncate) => reply.broken_off(),
        Some(Fault::SlowLoris { ms }) => reply.trickled(Duration::from_millis(ms)),
        Some(_) | None => reply,
    }
}

fn admit(practice: &Practice, headers: &HeaderMap, call: &RawCall<'_>) -> Result<Option<Fault>, Failure> {
    let body = String::from_utf8_lossy(call.body);
    let (action, version) = match call.method {
        "POST" => (parameter(&body, "Action"), parameter(&body, "Version")),
        "GET" => (parameter(call.query, "Action"), parameter(call.query, "Version")),
        _ => (None, None),
    };
    let Some(action) = action else {
        return Err(Failure::new(
            404,
            "UnknownOperationException",
            "The requested operation does not exist.",
        ));
    };
    let mut state = practice.state();
    signature::check(headers, &practice.identity.access_key_id, "sts", state.claimed_time())?;
    if action != OPERATION || version.as_deref() != Some(VERSION) {
        return Err(Failure::new(
            400,
            "InvalidAction",
            format!("Could not find operation {action} for version {}", version.unwrap_or_default()),
        ));
    }
    let (rate, now) = (state.settings.requests_per_second, state.clock.instant());
    state.traffic.arrived(OPERATION, now);
    if !state.throttle.lets_through(OPERATION, rate, now) {
        return Err(Failure::new(400, "Throttling", "Rate exceeded"));
    }
    let State { faults, world, .. } = &mut *state;
    Ok(faults.strike(OPERATION, &serde_json::Map::new(), world))
}

fn parameter(form: &str, name: &str) -> Option<String> {
    form.split('&').find_map(|pair| {
        let (key, value) = pair.split_once('=')?;
        (key == name).then(|| percent_decode_str(value).decode_utf8_lossy().into_owned())
    })
}

fn identity(request_id: &str) -> Reply {
    let body = format!(
        "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/{VERSION}/\">\n  \
           <GetCallerIdentityResult>\n    \
             <Arn>arn:aws:sts::{ACCOUNT}:assumed-role/Practice/ak</Arn>\n    \
             <UserId>AROAPRACTICEPRACTICE1:ak</UserId>\n    \
             <Account>{ACCOUNT}</Account>\n  \
           </GetCallerIdentityResult>\n  \
           <ResponseMetadata>\n    <RequestId>{request_id}</RequestId>\n  </ResponseMetadata>\n\
         </GetCallerIdentityResponse>\n"
    );
    Reply::new(200, "text/xml", body.into_bytes())
}

fn error(failure: &Failure, request_id: &str) -> Reply {
    let code = match failure.code.as_str() {
        "UnrecognizedClientException" => "InvalidClientTokenId",
        "ExpiredTokenException" => "ExpiredToken",
        "AccessDeniedException" => "AccessDenied",
        "InvalidSignatureException" => "SignatureDoesNotMatch",
        other => other,
    };
    let body = format!(
        "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/{VERSION}/\">\n  <Error>\n    \
           <Type>{}</Type>\n    <Code>{}</Code>\n    <Message>{}</Message>\n  </Error>\n  \
           <RequestId>{request_id}</RequestId>\n</ErrorResponse>\n",
        if failure.status < 500 { "Sender" } else { "Receiver" },
        escaped(code),
        escaped(&failure.message),
    );
    Reply::new(failure.status, "text/xml", body.into_bytes()).retried_after(failure.retry_after_seconds)
}
