//! The practice API under `/practice`: ledger, scene, settings, faults, client
//! tokens and clock, and the way to customers, links, things and device clouds.
//! Every request needs the token of this run.

mod customers;
mod device_clouds;
mod links;
mod things;

use std::time::Duration;

use axum::http::HeaderMap;
use percent_encoding::percent_decode_str;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::failure::Failure;
use crate::faults::FaultRule;
use crate::input::RawCall;
use crate::ledger;
use crate::practice::{Practice, State};
use crate::reply::Reply;
use crate::scene::Scene;
use crate::shapes::{Shape, check::Findings};

pub(crate) const TOKEN_HEADER: &str = "x-practice-token";

const FURTHEST_ADVANCE_SECONDS: u64 = 100 * 365 * 24 * 3600;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct SceneForm {
    scene: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ClockForm {
    advance_seconds: u64,
}

pub(crate) fn answer(
    practice: &Practice,
    headers: &HeaderMap,
    call: &RawCall<'_>,
    request_id: &str,
) -> Reply {
    if headers
        .get(TOKEN_HEADER)
        .is_none_or(|token| token.as_bytes() != practice.identity.practice_token.as_bytes())
    {
        let message = format!("The practice API needs the token of this run in the header {TOKEN_HEADER}.");
        return Reply::refusal(&Failure::new(403, "AccessDeniedException", message));
    }
    match carried_out(practice, call, request_id) {
        Ok((status, body)) => Reply::json(status, &body),
        Err(failure) => Reply::refusal(&failure),
    }
}

fn carried_out(practice: &Practice, call: &RawCall<'_>, request_id: &str) -> Result<(u16, Value), Failure> {
    let mut state = practice.state();
    let state = &mut *state;
    let answer = match (call.method, call.path) {
        ("GET", "/practice/ledger") => {
            ledger::shown(state, query(call, "seeded").as_deref() != Some("false"))
        }
        ("GET", "/practice/scene") => scene_shown(state),
        ("PUT", "/practice/scene") => {
            let form: SceneForm = form(call)?;
            let scene: Scene = form.scene.parse().map_err(|problem| bad(format!("{problem}.")))?;
            state.scenery.set(scene);
            scene_shown(state)
        }
        ("GET", "/practice/settings") => state.settings.shown(),
        ("PUT", "/practice/settings") => {
            let changes: Map<String, Value> = form(call)?;
            state.settings = state.settings.with(&changes).map_err(|problem| bad(format!("{problem}.")))?;
            state.settings.shown()
        }
        ("GET", "/practice/faults") => faults_shown(state),
        ("POST", "/practice/faults") => {
            let rule: FaultRule = form(call)?;
            state.faults.add(rule.checked().map_err(|problem| bad(format!("{problem}.")))?);
            return Ok((201, faults_shown(state)));
        }
        ("DELETE", "/practice/faults") => {
            state.faults.clear();
            faults_shown(state)
        }
        ("GET", "/practice/customers") => customers::shown(state, query(call, "vendor").as_deref())?,
        ("POST", "/practice/customers/sign-in") => customers::sign_in(state, form(call)?, request_id)?,
        ("POST", "/practice/customers/devices") => customers::change_devices(state, form(call)?, request_id)?,
        ("POST", "/practice/links") => links::set(state, form(call)?, request_id)?,
        ("POST", "/practice/things") => things::set(state, form(call)?, request_id)?,
        ("POST", "/practice/device-clouds") => device_clouds::change(state, form(call)?, request_id)?,
        ("POST", "/practice/tokens/forget") => {
            state.world.forget_client_tokens();
            json!({})
        }
        ("POST", "/practice/clock") => {
            let form: ClockForm = form(call)?;
            advance(state, form.advance_seconds)?
        }
        _ => {
            return Err(Failure::new(
                404,
                "UnknownOperationException",
                format!("{} {} is not part of the practice API.", call.method, call.path),
            ));
        }
    };
    Ok((200, answer))
}

fn form<T: for<'de> Deserialize<'de>>(call: &RawCall<'_>) -> Result<T, Failure> {
    serde_json::from_slice(call.body).map_err(|problem| bad(format!("The body does not fit: {problem}.")))
}

fn query(call: &RawCall<'_>, name: &str) -> Option<String> {
    call.query.split('&').find_map(|pair| {
        let (key, value) = pair.split_once('=')?;
        (key == name).then(|| percent_decode_str(value).decode_utf8_lossy().into_owned())
    })
}

fn bad(message: impl Into<String>) -> Failure {
    Failure::validation(message)
}

/// Holds a value of the practice API against the shape the service has for it.
fn fits(shape: &Shape, value: &str, name: &str) -> Result<(), Failure> {
    let mut findings = Findings::default();
    findings.check(shape, &Value::from(value), name);
    findings.into_result()
}

fn scene_shown(state: &State) -> Value {
    json!({"scene": state.scenery.scene().name()})
}

fn faults_shown(state: &State) -> Value {
    json!({"faults": state.faults.rules()})
}

fn advance(state: &mut State, seconds: u64) -> Result<Value, Failure> {
    let advanced = state.advanced.saturating_add(Duration::from_secs(seconds));
    if advanced > Duration::from_secs(FURTHEST_ADVANCE_SECONDS) {
        return Err(bad("The clock can be moved forward by a hundred years at most."));
    }
    state.advanced = advanced;
    Ok(json!({"now": state.now().epoch_seconds(), "advancedSeconds": advanced.as_secs()}))
}
