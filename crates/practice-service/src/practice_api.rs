//! The practice API under `/practice`: ledger, scene, settings, faults,
//! customers, client tokens and clock. Every request needs the token of this run.

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
use crate::vendors::answer::{CustomerAnswer, answer_sign_in};
use crate::world::vendor::{self, VENDORS};

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

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct SignInForm {
    account_association_id: String,
    customer: String,
    outcome: OutcomeForm,
    /// Of a sign-in that is denied; 1 to 4096 characters of `[A-Za-z0-9-_ ]`
    /// (service.md, trap T15).
    error_message: Option<String>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum OutcomeForm {
    Allow,
    Deny,
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
        ("GET", "/practice/customers") => customers_shown(query(call, "vendor").as_deref())?,
        ("POST", "/practice/customers/sign-in") => sign_in(state, form(call)?, request_id)?,
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

fn scene_shown(state: &State) -> Value {
    json!({"scene": state.scenery.scene().name()})
}

fn faults_shown(state: &State) -> Value {
    json!({"faults": state.faults.rules()})
}

fn customers_shown(slug: Option<&str>) -> Result<Value, Failure> {
    if let Some(slug) = slug {
        vendor::with_slug(slug).ok_or_else(|| {
            let slugs: Vec<_> = VENDORS.iter().map(|vendor| vendor.slug).collect();
            bad(format!("{slug} is not a vendor; the vendors are {}.", slugs.join(", ")))
        })?;
    }
    let wanted = VENDORS.into_iter().filter(|vendor| slug.is_none_or(|slug| slug == vendor.slug));
    let customers = wanted.flat_map(|vendor| {
        vendor.customers.iter().map(move |customer| {
            let devices = vendor.devices_of(customer.key).into_iter().map(|device| {
                json!({
                    "connectorDeviceId": device.id,
                    "connectorDeviceName": device.name,
                    "deviceTypes": device.kinds,
                    "brand": device.brand,
                    "model": device.model,
                    "authenticationMaterial": device.material,
                })
            });
            json!({
                "vendor": vendor.slug,
                "customer": customer.key,
                "name": customer.name,
                "email": format!("{}@example.com", customer.key),
                "signsIn": customer.signs_in,
                "devices": devices.collect::<Vec<_>>(),
            })
        })
    });
    Ok(json!({"customers": customers.collect::<Vec<_>>()}))
}

/// The whole OAuth leg in one step.
fn sign_in(state: &mut State, form: SignInForm, request_id: &str) -> Result<Value, Failure> {
    let now = state.now();
    let association = state
        .world
        .account_associations
        .get(&form.account_association_id)
        .filter(|association| !association.is_gone(now))
        .ok_or_else(|| Failure::not_found("AccountAssociation", &form.account_association_id))?;
    if !association.awaits_sign_in() {
        return Err(Failure::conflict("This link does not wait for a sign-in."));
    }
    let destination = state.world.connector_destination(&association.connector_destination_id);
    let account = destination.and_then(|destination| destination.vendor.account_of(&form.customer));
    let customer =
        account.ok_or_else(|| bad(format!("{} is not a customer of this vendor.", form.customer)))?;
    let answer = match form.outcome {
        OutcomeForm::Allow => CustomerAnswer::Allowed { customer },
        OutcomeForm::Deny => match form.error_message {
            Some(message) => CustomerAnswer::Denied { message: error_message(message)? },
            None => CustomerAnswer::denied(),
        },
    };
    let id = form.account_association_id;
    answer_sign_in(state, &id, answer, request_id)?;
    let association = state.world.account_associations.get(&id);
    let state_name = association.map(|association| association.state(now).name());
    Ok(json!({"accountAssociationId": id, "associationState": state_name}))
}

fn error_message(message: String) -> Result<String, Failure> {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_ ".contains(letter);
    if (1..=4096).contains(&message.len()) && message.chars().all(plain) {
        Ok(message)
    } else {
        Err(bad("errorMessage must be 1 to 4096 letters, digits, spaces, hyphens or underscores."))
    }
}

fn advance(state: &mut State, seconds: u64) -> Result<Value, Failure> {
    let advanced = state.advanced.saturating_add(Duration::from_secs(seconds));
    if advanced > Duration::from_secs(FURTHEST_ADVANCE_SECONDS) {
        return Err(bad("The clock can be moved forward by a hundred years at most."));
    }
    state.advanced = advanced;
    Ok(json!({"now": state.now().epoch_seconds(), "advancedSeconds": advanced.as_secs()}))
}
