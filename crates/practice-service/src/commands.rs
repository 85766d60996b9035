//! Commands to the device behind a managed thing. They are accepted at once; the
//! device answers later with the state it is in, or not at all (service.md 8.30).

use serde_json::Value;

use crate::account_associations::{self, linked};
use crate::failure::Failure;
use crate::input::Input;
use crate::managed_things::existing;
use crate::turn::{Turn, object, said};
use crate::world::commit::Commit;
use crate::world::device_state::{after_command, first_state};
use crate::world::managed_thing::{ManagedThing, Report};

pub(crate) fn send(turn: &mut Turn<'_>, input: &Input) -> Result<Value, Failure> {
    let thing = existing(turn, input.required("ManagedThingId"))?;
    let chosen = input.text("AccountAssociationId").or_else(|| input.text("ConnectorAssociationId"));
    check_way(turn, thing, chosen)?;
    let report = thing.unreachable_since.is_none().then(|| report(turn, thing, input));
    let managed_thing_id = thing.id.clone();
    let response = object([("TraceId", said(turn.chance.id()))]);
    turn.commit(input, response, Commit::CommandSent { managed_thing_id, report })
}

/// A link over which the device can be reached. The operation has no conflict
/// among its errors, so what does not fit is a `ValidationException`.
fn check_way(turn: &Turn<'_>, thing: &ManagedThing, chosen: Option<&str>) -> Result<(), Failure> {
    if let Some(id) = chosen {
        account_associations::existing(turn, id)?;
    }
    let links = turn.world.registrations.iter().filter(|registration| {
        !registration.ended
            && registration.managed_thing_id == thing.id
            && chosen.is_none_or(|id| registration.account_association_id == id)
    });
    let mut problem = format!("ManagedThing {} is not registered with an AccountAssociation.", thing.id);
    for registration in links {
        match linked(turn, &registration.account_association_id) {
            Ok(_) => return Ok(()),
            Err(failure) => problem = failure.message,
        }
    }
    Err(Failure::validation(problem))
}

/// What the device will say when it has carried out the command: on top of what
/// it says by then anyway.
fn report(turn: &Turn<'_>, thing: &ManagedThing, input: &Input) -> Report {
    let at = turn.now.after(turn.settings.command);
    let device_id = thing.connector_device_id.as_deref().unwrap_or_default();
    let known = thing.reports.last().map(|report| report.endpoints.clone());
    let state = known.unwrap_or_else(|| first_state(&turn.world.kinds_of(thing), device_id, at));
    let command = input.value("Endpoints").unwrap_or(&Value::Null);
    Report { at, endpoints: after_command(state, command, device_id, at) }
}
