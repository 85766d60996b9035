//! One call of an operation: route, signature, quota, fault, validation, and
//! carrying it out, in the order in which the service does it.

use std::time::Duration;

use axum::http::HeaderMap;
use serde_json::Value;

use crate::connectors::secret_arn;
use crate::failure::Failure;
use crate::faults::Fault;
use crate::input::{self, Input, RawCall};
use crate::operations::Operation;
use crate::practice::{Practice, State};
use crate::reply::Reply;
use crate::signature;
use crate::turn::{ACCOUNT, Turn};

pub(crate) async fn answer(
    practice: &Practice,
    headers: &HeaderMap,
    call: &RawCall<'_>,
    request_id: &str,
) -> Reply {
    let Some((operation, labels)) = input::route(call.method, call.path) else {
        return Reply::refusal(&Failure::new(
            404,
            "UnknownOperationException",
            "The requested operation does not exist.",
        ));
    };
    let admitted = admit(practice, headers, operation, &labels, call);
    let latency = practice.state().settings.latency;
    tokio::time::sleep(latency).await;
    let fault = match admitted {
        Ok(fault) => fault,
        Err(failure) => return Reply::refusal(&failure),
    };
    if let Some(reply) = fault.as_ref().and_then(in_place_of_the_service) {
        return reply;
    }
    if let Some(fault) = &fault {
        tokio::time::sleep(fault.wait_before()).await;
    }
    let result = carry_out(practice, operation, &labels, call, fault.as_ref(), request_id);
    let reply = match result {
        Ok(body) => Reply::json(operation.success, &bent(body, fault.as_ref())),
        Err(failure) => Reply::refusal(&failure),
    };
    match fault {
        Some(Fault::DropAfterCommit) => Reply::nothing(),
        Some(Fault::Truncate) => reply.broken_off(),
        Some(Fault::SlowLoris { ms }) => reply.trickled(Duration::from_millis(ms)),
        Some(fault) => {
            tokio::time::sleep(fault.wait_after()).await;
            reply
        }
        None => reply,
    }
}

/// Signature and quota, and which fault hits this call.
fn admit(
    practice: &Practice,
    headers: &HeaderMap,
    operation: &'static Operation,
    labels: &[&str],
    call: &RawCall<'_>,
) -> Result<Option<Fault>, Failure> {
    let mut state = practice.state();
    signature::check(
        headers,
        &practice.identity.access_key_id,
        "iotmanagedintegrations",
        state.claimed_time(),
    )?;
    let rate = state.settings.requests_per_second.map(|rate| rate * operation.share_of_rate());
    let now = state.clock.instant();
    state.traffic.arrived(operation.name, now);
    if !state.throttle.lets_through(operation.name, rate, now) {
        return Err(Failure::throttling());
    }
    let State { faults, world, .. } = &mut *state;
    Ok(faults.strike(operation.name, &input::glance(operation, labels, call), world))
}

fn carry_out(
    practice: &Practice,
    operation: &'static Operation,
    labels: &[&str],
    call: &RawCall<'_>,
    fault: Option<&Fault>,
    request_id: &str,
) -> Result<Value, Failure> {
    let input: Input = input::read(operation, labels, call)?;
    let mut state = practice.state();
    let now = state.now();
    let State { world, keeping, chance, scenery, settings, .. } = &mut *state;
    let mut turn = Turn {
        world,
        keeping,
        chance,
        scenery,
        settings,
        fault,
        operation: operation.name,
        now,
        endpoint: &practice.identity.endpoint,
        request_id,
    };
    (operation.run)(&mut turn, &input)
}

/// The answer where the fault keeps the request from being carried out.
pub(crate) fn in_place_of_the_service(fault: &Fault) -> Option<Reply> {
    match fault {
        Fault::Error { status, code, retry_after_seconds, .. } if code.is_empty() => {
            Some(Reply::json(*status, &Value::Null).retried_after(*retry_after_seconds))
        }
        Fault::Error { .. } | Fault::MissingPermission { .. } | Fault::ExpiredCredentials => {
            refusal(fault).map(|failure| Reply::refusal(&failure))
        }
        Fault::DropBeforeCommit => Some(Reply::nothing()),
        Fault::Html { status } => Some(Reply::proxy_page(*status)),
        Fault::DropAfterCommit
        | Fault::Slow { .. }
        | Fault::SlowLoris { .. }
        | Fault::LateCommit { .. }
        | Fault::EmptyPage
        | Fault::RepeatPageToken
        | Fault::UnknownState { .. }
        | Fault::Truncate
        | Fault::SignInUrl { .. }
        | Fault::DiscoveryEnds { .. }
        | Fault::NoDevices => None,
    }
}

/// What the service itself says where the fault is a refusal.
pub(crate) fn refusal(fault: &Fault) -> Option<Failure> {
    match fault {
        Fault::Error { status, code, message, retry_after_seconds } => Some(Failure {
            retry_after_seconds: *retry_after_seconds,
            ..Failure::new(*status, code, message.as_str())
        }),
        Fault::MissingPermission { action } => Some(Failure::new(
            403,
            "AccessDeniedException",
            format!(
                "User: arn:aws:sts::{ACCOUNT}:assumed-role/Practice/ak is not authorized to perform: {action} \
                 on resource: {} because no identity-based policy allows the {action} action",
                resource(action)
            ),
        )),
        Fault::ExpiredCredentials => Some(Failure::new(
            403,
            "ExpiredTokenException",
            "The security token included in the request is expired",
        )),
        Fault::DropBeforeCommit
        | Fault::Html { .. }
        | Fault::DropAfterCommit
        | Fault::Slow { .. }
        | Fault::SlowLoris { .. }
        | Fault::LateCommit { .. }
        | Fault::EmptyPage
        | Fault::RepeatPageToken
        | Fault::UnknownState { .. }
        | Fault::Truncate
        | Fault::SignInUrl { .. }
        | Fault::DiscoveryEnds { .. }
        | Fault::NoDevices => None,
    }
}

fn resource(action: &str) -> String {
    if action.starts_with("secretsmanager:") { secret_arn("brightwell-client") } else { "*".to_owned() }
}

/// The answer as the fault wants it seen; the world keeps the truth.
fn bent(mut body: Value, fault: Option<&Fault>) -> Value {
    match fault {
        Some(Fault::UnknownState { value }) => {
            replace_state(&mut body, value);
            for item in body.get_mut("Items").and_then(Value::as_array_mut).into_iter().flatten() {
                replace_state(item, value);
            }
        }
        Some(Fault::SignInUrl { value }) => replace(&mut body, "OAuthAuthorizationUrl", value),
        Some(_) | None => {}
    }
    body
}

fn replace_state(body: &mut Value, value: &str) {
    replace(body, "AssociationState", value);
    replace(body, "ProvisioningStatus", value);
}

fn replace(body: &mut Value, member: &str, value: &str) {
    if let Some(found) = body.get_mut(member) {
        *found = Value::String(value.to_owned());
    }
}
