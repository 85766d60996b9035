//! Registering managed things with account associations, and taking them off.

use serde_json::Value;

use crate::account_associations::{self, linked};
use crate::failure::Failure;
use crate::input::Input;
use crate::pages::Page;
use crate::turn::{Turn, object, said};
use crate::world::commit::Commit;
use crate::world::managed_thing::Registration;
use crate::{device_discoveries, managed_things};

pub(crate) fn register(turn: &mut Turn<'_>, input: &Input) -> Result<Value, Failure> {
    let registration = registrable(turn, input)?;
    let response = object([
        ("AccountAssociationId", said(registration.account_association_id.as_str())),
        ("DeviceDiscoveryId", said(registration.device_discovery_id.as_str())),
        ("ManagedThingId", said(registration.managed_thing_id.as_str())),
    ]);
    let earlier =
        turn.world.registration(&registration.managed_thing_id, &registration.account_association_id);
    if let Some(earlier) = earlier {
        return if earlier.device_discovery_id == registration.device_discovery_id {
            Ok(response)
        } else {
            Err(Failure::conflict(format!(
                "ManagedThing {} is already registered with AccountAssociation {}.",
                registration.managed_thing_id, registration.account_association_id
            )))
        };
    }
    if stands_out(turn, &registration) {
        let message = "An internal error occurred. Retry the request.";
        return Err(Failure::new(500, "InternalServerException", message));
    }
    turn.commit(input, response, Commit::AccountAssociationRegistered(registration))
}

pub(crate) fn deregister(turn: &mut Turn<'_>, input: &Input) -> Result<Value, Failure> {
    let thing_id = managed_things::existing(turn, input.required("ManagedThingId"))?.id.clone();
    let association_id =
        account_associations::existing(turn, input.required("AccountAssociationId"))?.id.clone();
    if turn.world.registration(&thing_id, &association_id).is_none() {
        return Err(Failure::not_found("ManagedThingAssociation", &thing_id));
    }
    let commit = Commit::AccountAssociationDeregistered {
        managed_thing_id: thing_id,
        account_association_id: association_id,
    };
    turn.commit(input, Value::Null, commit)
}

pub(crate) fn list(turn: &mut Turn<'_>, input: &Input) -> Result<Value, Failure> {
    let page = Page::asked(turn, input)?;
    let thing = input.text("ManagedThingId");
    let association = input.text("AccountAssociationId");
    let items = turn
        .world
        .registrations
        .iter()
        .enumerate()
        .skip(page.start())
        .filter(|(_, registration)| !registration.ended)
        .filter(|(_, registration)| turn.is_listed(registration.registered_at))
        .filter(|(_, registration)| thing.is_none_or(|id| registration.managed_thing_id == id))
        .filter(|(_, registration)| association.is_none_or(|id| registration.account_association_id == id))
        .map(|(position, registration)| {
            let item = object([
                ("ManagedThingId", said(registration.managed_thing_id.as_str())),
                ("AccountAssociationId", said(registration.account_association_id.as_str())),
                ("ManagedThingAssociationStatus", said("ASSOCIATED")),
            ]);
            (position, item)
        });
    Ok(page.filled("Items", items))
}

/// The three ids exist and fit one another (service.md 8.26).
fn registrable(turn: &Turn<'_>, input: &Input) -> Result<Registration, Failure> {
    let thing = managed_things::staying(turn, input.required("ManagedThingId"))?;
    let association = account_associations::existing(turn, input.required("AccountAssociationId"))?;
    let discovery = device_discoveries::existing(turn, input.required("DeviceDiscoveryId"))?;
    linked(turn, &association.id)?;
    if discovery.account_association_id != association.id {
        return Err(Failure::validation(format!(
            "DeviceDiscovery {} does not belong to AccountAssociation {}.",
            discovery.id, association.id
        )));
    }
    if thing.connector_destination_id.as_deref() != Some(association.connector_destination_id.as_str()) {
        return Err(Failure::validation(format!(
            "ManagedThing {} belongs to another connector destination than AccountAssociation {}.",
            thing.id, association.id
        )));
    }
    let device_id = thing.connector_device_id.as_deref().unwrap_or_default();
    if !discovery.has_found(device_id, turn.now) {
        return Err(Failure::validation(format!(
            "DeviceDiscovery {} did not find the device of ManagedThing {}.",
            discovery.id, thing.id
        )));
    }
    Ok(Registration {
        managed_thing_id: thing.id.clone(),
        account_association_id: association.id.clone(),
        device_discovery_id: discovery.id.clone(),
        registered_at: turn.now,
        ended: false,
        seeded: false,
    })
}

/// Whether the scene makes this device fail once more.
fn stands_out(turn: &mut Turn<'_>, registration: &Registration) -> bool {
    let world = &*turn.world;
    let device_id = world
        .managed_things
        .get(&registration.managed_thing_id)
        .and_then(|thing| thing.connector_device_id.as_deref());
    let discovery = world.device_discoveries.get(&registration.device_discovery_id);
    let (Some(device_id), Some(discovery)) = (device_id, discovery) else {
        return false;
    };
    let position = discovery.found.iter().position(|found| found.device.id == device_id);
    match position {
        Some(position) => turn.scenery.fails(&registration.managed_thing_id, position, discovery.found.len()),
        None => false,
    }
}
