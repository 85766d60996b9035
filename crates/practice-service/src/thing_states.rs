//! What is known of the device behind a managed thing: its state, whether it is
//! connected, and what it can do.

use serde_json::{Value, json};

use crate::failure::Failure;
use crate::input::Input;
use crate::managed_things::existing;
use crate::turn::{Turn, object, said};
use crate::world::device_state::capability_report;
use crate::world::managed_thing::ProvisioningStatus;

/// Empty for a device that has never reported (service.md 8.31).
pub(crate) fn state(turn: &mut Turn<'_>, input: &Input) -> Result<Value, Failure> {
    let thing = existing(turn, input.required("ManagedThingId"))?;
    let endpoints = thing.reported(turn.now).map_or_else(|| json!([]), |report| report.endpoints.clone());
    Ok(json!({"Endpoints": endpoints}))
}

/// The time is that of the last report, or of the moment at which the device
/// stopped answering.
pub(crate) fn connectivity(turn: &mut Turn<'_>, input: &Input) -> Result<Value, Failure> {
    let thing = existing(turn, input.required("Identifier"))?;
    let on_a_link = thing.status(turn.now) == ProvisioningStatus::Activated;
    let (connected, reason) = match (on_a_link, thing.unreachable_since) {
        (true, None) => (true, "NONE"),
        (true, Some(_)) => (false, "CONNECTION_LOST"),
        (false, _) => (false, "UNKNOWN"),
    };
    let heard = thing.reported(turn.now).map(|report| report.at).or(thing.activated_at);
    let at = thing.unreachable_since.or(heard);
    Ok(object([
        ("ManagedThingId", said(thing.id.as_str())),
        ("Connected", Some(Value::from(connected))),
        ("Timestamp", at.map(|at| Value::from(at.epoch_seconds()))),
        ("DisconnectReason", said(reason)),
    ]))
}

/// What the caller sent with the thing, or what the device cloud told of the
/// device.
pub(crate) fn capabilities(turn: &mut Turn<'_>, input: &Input) -> Result<Value, Failure> {
    let thing = existing(turn, input.required("Identifier"))?;
    let sent = thing.details.get("CapabilityReport").cloned();
    let told = || thing.connector_device_id.is_some().then(|| capability_report(&turn.world.kinds_of(thing)));
    Ok(object([
        ("ManagedThingId", said(thing.id.as_str())),
        ("Capabilities", thing.details.get("Capabilities").cloned()),
        ("CapabilityReport", sent.or_else(told)),
    ]))
}
