//! Device discoveries: started on a link, watched, their devices listed.

use std::collections::HashSet;
use std::time::Duration;

use serde_json::Value;

use crate::account_associations::linked;
use crate::failure::Failure;
use crate::faults::Fault;
use crate::input::Input;
use crate::pages::Page;
use crate::turn::{Turn, arn, object, said};
use crate::world::commit::Commit;
use crate::world::device_discovery::{DeviceDiscovery, DiscoveryEnd, FoundDevice, Modification};
use crate::world::vendor::Device;

/// Members that speak to a hub and have no meaning in a device cloud.
const HUB_MEMBERS: [&str; 6] = [
    "ControllerIdentifier",
    "AuthenticationMaterial",
    "AuthenticationMaterialType",
    "Protocol",
    "EndDeviceIdentifier",
    "CustomProtocolDetail",
];

pub(crate) fn start(turn: &mut Turn<'_>, input: &Input) -> Result<Value, Failure> {
    if let Some(earlier) = turn.repeated(input)? {
        return Ok(earlier.response.clone());
    }
    let association_id = association_asked(input)?.to_owned();
    let association = linked(turn, &association_id)?;
    let destination = turn.world.connector_destination(&association.connector_destination_id);
    let devices = match (destination, association.customer(turn.now)) {
        (Some(destination), Some(customer)) => turn.world.devices_of(destination.vendor, customer),
        (Some(_) | None, _) => Vec::new(),
    };
    // Nobody is there any more who could answer.
    let end = if destination.is_some() { end(turn.fault) } else { DiscoveryEnd::Failed };
    let discovery = DeviceDiscovery {
        id: turn.chance.id(),
        started_at: turn.now,
        ends_at: turn.now.after(turn.settings.discovery),
        end,
        found: found(turn, input, &association_id, devices),
        account_association_id: association_id,
        tags: input.value("Tags").cloned(),
        seeded: false,
    };
    let response = object([
        ("Id", said(discovery.id.as_str())),
        ("StartedAt", Some(Value::from(discovery.started_at.epoch_seconds()))),
    ]);
    turn.commit(input, response, Commit::DeviceDiscoveryStarted(Box::new(discovery)))
}

pub(crate) fn get(turn: &mut Turn<'_>, input: &Input) -> Result<Value, Failure> {
    let discovery = existing(turn, input.required("Identifier"))?;
    let finished = (discovery.ends_at <= turn.now).then(|| Value::from(discovery.ends_at.epoch_seconds()));
    Ok(object([
        ("Id", said(discovery.id.as_str())),
        ("Arn", said(arn("device-discovery", &discovery.id))),
        ("DiscoveryType", said("CLOUD")),
        ("Status", said(discovery.status(turn.now))),
        ("StartedAt", Some(Value::from(discovery.started_at.epoch_seconds()))),
        ("AccountAssociationId", said(discovery.account_association_id.as_str())),
        ("FinishedAt", finished),
        ("Tags", discovery.tags.clone()),
    ]))
}

pub(crate) fn list(turn: &mut Turn<'_>, input: &Input) -> Result<Value, Failure> {
    let page = Page::asked(turn, input)?;
    let kind = input.text("TypeFilter");
    let status = input.text("StatusFilter");
    let items = turn
        .world
        .device_discoveries
        .iter()
        .enumerate()
        .skip(page.start())
        .filter(|_| kind.is_none_or(|kind| kind == "CLOUD"))
        .filter(|(_, discovery)| status.is_none_or(|status| status == discovery.status(turn.now)))
        .map(|(position, discovery)| {
            let item = object([
                ("Id", said(discovery.id.as_str())),
                ("DiscoveryType", said("CLOUD")),
                ("Status", said(discovery.status(turn.now))),
            ]);
            (position, item)
        });
    Ok(page.filled("Items", items))
}

pub(crate) fn list_discovered_devices(turn: &mut Turn<'_>, input: &Input) -> Result<Value, Failure> {
    let page = Page::asked(turn, input)?;
    let discovery = existing(turn, input.required("Identifier"))?;
    let destination_id = turn
        .world
        .account_associations
        .get(&discovery.account_association_id)
        .map_or("", |association| association.connector_destination_id.as_str());
    let items = discovery
        .found
        .iter()
        .enumerate()
        .skip(page.start())
        .filter(|(_, found)| found.appears_at <= turn.now)
        .map(|(position, found)| (position, discovered_device(turn, destination_id, found)));
    Ok(page.filled("Items", items))
}

pub(crate) fn existing<'w>(turn: &'w Turn<'_>, id: &str) -> Result<&'w DeviceDiscovery, Failure> {
    turn.world.device_discoveries.get(id).ok_or_else(|| Failure::not_found("DeviceDiscovery", id))
}

/// The association a cloud discovery is about (service.md 8.22).
fn association_asked(input: &Input) -> Result<&str, Failure> {
    let kind = input.required("DiscoveryType");
    if kind != "CLOUD" {
        return Err(match input.text("ControllerIdentifier") {
            Some(id) => Failure::not_found("ManagedThing", id),
            None => Failure::validation(format!("A discovery of type {kind} needs a ControllerIdentifier.")),
        });
    }
    if let Some(member) = HUB_MEMBERS.into_iter().find(|member| input.value(member).is_some()) {
        return Err(Failure::validation(format!("{member} cannot be used with a discovery of type CLOUD.")));
    }
    input
        .text("AccountAssociationId")
        .or_else(|| input.text("ConnectorAssociationIdentifier"))
        .ok_or_else(|| Failure::validation("A discovery of type CLOUD needs an AccountAssociationId."))
}

fn end(fault: Option<&Fault>) -> DiscoveryEnd {
    match fault {
        Some(Fault::DiscoveryEnds { status }) => (*status).into(),
        Some(_) | None => DiscoveryEnd::Succeeded,
    }
}

/// The devices appear one after the other while the discovery runs.
fn found(turn: &Turn<'_>, input: &Input, association_id: &str, devices: Vec<Device>) -> Vec<FoundDevice> {
    let wanted: Vec<&str> = match input.value("ConnectorDeviceIdList").and_then(Value::as_array) {
        Some(ids) => ids.iter().filter_map(Value::as_str).collect(),
        None => Vec::new(),
    };
    let none = matches!(turn.fault, Some(Fault::NoDevices));
    let devices: Vec<_> = devices
        .into_iter()
        .filter(|device| !none && (wanted.is_empty() || wanted.contains(&device.id.as_str())))
        .collect();
    let count = u32::try_from(devices.len()).unwrap_or(u32::MAX);
    let step = turn.settings.discovery.checked_div(count + 1).unwrap_or(Duration::ZERO);
    let seen_before: HashSet<&str> = turn
        .world
        .device_discoveries
        .iter()
        .filter(|discovery| discovery.account_association_id == association_id)
        .flat_map(|discovery| &discovery.found)
        .filter(|found| found.appears_at <= turn.now)
        .map(|found| found.device.id.as_str())
        .collect();
    let mut appears_at = turn.now;
    devices
        .into_iter()
        .map(|device| {
            appears_at = appears_at.after(step);
            let modification = modification(seen_before.contains(device.id.as_str()), &device);
            FoundDevice { modification, device, appears_at }
        })
        .collect()
}

fn modification(seen_before: bool, device: &Device) -> Modification {
    match (seen_before, device.changes) {
        (false, _) => Modification::Discovered,
        (true, true) => Modification::Updated,
        (true, false) => Modification::NoChange,
    }
}

fn discovered_device(turn: &Turn<'_>, destination_id: &str, found: &FoundDevice) -> Value {
    let device = &found.device;
    let thing = turn.world.managed_thing_for_device(destination_id, &device.id, turn.now);
    object([
        ("ConnectorDeviceId", said(device.id.as_str())),
        ("ConnectorDeviceName", said(device.name.as_str())),
        ("DeviceTypes", Some(device.kinds.iter().map(String::as_str).collect())),
        ("ManagedThingId", thing.and_then(|thing| said(thing.id.as_str()))),
        ("Modification", said(found.modification.name())),
        ("DiscoveredAt", Some(Value::from(found.appears_at.epoch_seconds()))),
        ("Brand", device.brand.as_deref().and_then(said)),
        ("Model", device.model.as_deref().and_then(said)),
        ("AuthenticationMaterial", device.material.as_deref().and_then(said)),
    ])
}
