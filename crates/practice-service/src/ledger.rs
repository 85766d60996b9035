//! The ledger as JSON: every committed request in order and what the account
//! holds after them. It is the oracle of fault tests, so it hides nothing.

use serde_json::{Value, json};

use crate::practice::State;

/// `with_seeded`: also what was there before the first request.
pub(crate) fn shown(state: &State, with_seeded: bool) -> Value {
    let now = state.now();
    let world = &state.world;
    let entries = world.committed.iter().map(|committed| {
        json!({
            "sequence": committed.sequence,
            "operation": committed.operation,
            "at": committed.at.epoch_seconds(),
            "requestId": committed.request_id,
            "request": committed.request,
            "response": committed.response,
        })
    });
    let associations = world
        .account_associations
        .iter()
        .filter(|association| !association.is_gone(now) && (with_seeded || !association.seeded));
    let associations = associations.map(|association| {
        json!({
            "id": association.id,
            "name": association.name,
            "description": association.description,
            "connectorDestinationId": association.connector_destination_id,
            "state": association.state(now).name(),
            "clientToken": association.client_token,
            "tags": association.tags,
            "generalAuthorization": association.general_authorization,
            "customer": association.customer(now),
            "seeded": association.seeded,
        })
    });
    let things = world.managed_things.iter().filter(|thing| !thing.is_gone(now));
    let things = things.filter(|thing| with_seeded || !thing.seeded).map(|thing| {
        json!({
            "id": thing.id,
            "name": thing.details.get("Name"),
            "owner": thing.details.get("Owner"),
            "brand": thing.details.get("Brand"),
            "model": thing.details.get("Model"),
            "tags": thing.details.get("Tags"),
            "authenticationMaterial": thing.authentication_material,
            "connectorDeviceId": thing.connector_device_id,
            "connectorDestinationId": thing.connector_destination_id,
            "provisioningStatus": thing.status(now).name(),
            "seeded": thing.seeded,
        })
    });
    let registrations = world
        .registrations
        .iter()
        .filter(|registration| !registration.ended && (with_seeded || !registration.seeded))
        .map(|registration| {
            json!({
                "managedThingId": registration.managed_thing_id,
                "accountAssociationId": registration.account_association_id,
                "deviceDiscoveryId": registration.device_discovery_id,
                "seeded": registration.seeded,
            })
        });
    json!({
        "entries": entries.collect::<Vec<Value>>(),
        "associations": associations.collect::<Vec<Value>>(),
        "managedThings": things.collect::<Vec<Value>>(),
        "registrations": registrations.collect::<Vec<Value>>(),
        "requests": state.traffic.counts(),
        "busiestSecond": state.traffic.busiest_seconds(),
    })
}
