//! A device that is in AWS already: found by a search of its own when the
//! journey's did not find it, since registering always names a search.

use super::{go_on, row_where};
use crate::{
    ConnectorDeviceId, DeviceDiscoveryId, DeviceDiscoveryStatus, DiscoveredDevice, Intent, ManagedThing,
    Mismatch, Outcome, Problem, ProblemKind, StartDeviceDiscovery, Timestamp,
    journey::{DeviceStep, Effect, Journey, Progress, Row, Standing, Stop},
};

/// Wants a device that is in AWS already on this link.
pub(crate) fn register_thing(journey: &mut Journey, thing: &ManagedThing, at: Timestamp) -> Vec<Effect> {
    let device_cloud = journey.device_cloud.id.clone();
    let Stop::Registering(stop) = &mut journey.stop else {
        return Vec::new();
    };
    let device_id =
        thing.connector_device_id.clone().unwrap_or_else(|| ConnectorDeviceId::new(thing.id.as_str()));
    let row = match stop.rows.iter().position(|row| row.is(&device_id)) {
        Some(row) => &mut stop.rows[row],
        None => {
            stop.rows.push(row_of(thing, device_id.clone(), stop.discovery.clone()));
            stop.rows.last_mut().expect("a row was pushed just before")
        }
    };
    if row.is_in_flight() || row.progress == Progress::Confirmed {
        return Vec::new();
    }
    row.thing = Some(thing.id.clone());
    row.chosen = true;
    let belongs = thing.connector_destination_id.as_ref().is_none_or(|id| *id == device_cloud);
    if !belongs {
        row.progress = Progress::Failed {
            at: DeviceStep::Search,
            problem: mismatch(Mismatch::ThingOfAnotherDeviceCloud),
        };
        return Vec::new();
    }
    let was_found = row.device.modification.is_some() || row.device.authentication_material.is_some();
    if was_found || thing.connector_device_id.is_none() {
        row.progress = Progress::Queued;
        return go_on(journey, at);
    }
    row.progress = Progress::Searching;
    search(journey, device_id).into_iter().collect()
}

/// Looks for one device by a search of its own.
pub(super) fn search(journey: &mut Journey, device: ConnectorDeviceId) -> Option<Effect> {
    let account_association_id = journey.link.clone()?;
    let client_token = journey.next_token("find");
    let connector_device_ids = vec![device];
    let intent = StartDeviceDiscovery { client_token, account_association_id, connector_device_ids };
    Some(Effect::Perform(Intent::StartDeviceDiscovery(intent)))
}

pub(super) fn searched(
    journey: &mut Journey,
    intent: &StartDeviceDiscovery,
    result: Result<Outcome, Problem>,
    at: Timestamp,
) -> Vec<Effect> {
    let generation = journey.generation;
    match result {
        Ok(Outcome::DeviceDiscoveryStarted(id)) => vec![Effect::WatchDiscovery { generation, id }],
        Ok(_) => Vec::new(),
        Err(problem) => {
            let wanted = |row: &Row| intent.connector_device_ids.iter().any(|id| row.is(id));
            if let Some(row) = row_where(journey, wanted) {
                row.progress = Progress::Failed { at: DeviceStep::Search, problem };
            }
            go_on(journey, at)
        }
    }
}

pub(super) fn search_seen(
    journey: &mut Journey,
    seen: Result<(DeviceDiscoveryStatus, u32), Problem>,
    at: Timestamp,
) -> Vec<Effect> {
    let problem = match seen {
        Ok((DeviceDiscoveryStatus::Failed | DeviceDiscoveryStatus::TimedOut, _)) => {
            mismatch(Mismatch::SearchNotFinished)
        }
        Ok(_) | Err(_) => return Vec::new(),
    };
    let Stop::Registering(stop) = &mut journey.stop else {
        return Vec::new();
    };
    for row in stop.rows.iter_mut().filter(|row| row.progress == Progress::Searching) {
        row.progress = Progress::Failed { at: DeviceStep::Search, problem: problem.clone() };
    }
    go_on(journey, at)
}

pub(super) fn search_ended(journey: &mut Journey, discovery: &DeviceDiscoveryId, found: &[DiscoveredDevice]) {
    let Stop::Registering(stop) = &mut journey.stop else {
        return;
    };
    for row in stop.rows.iter_mut().filter(|row| row.progress == Progress::Searching) {
        match found.iter().find(|device| row.is(&device.connector_device_id)) {
            Some(device) => {
                row.device = device.clone();
                row.discovery = discovery.clone();
                row.progress = Progress::Queued;
            }
            None => {
                row.progress = Progress::Failed {
                    at: DeviceStep::Search,
                    problem: mismatch(Mismatch::DeviceNotInSearch),
                };
            }
        }
    }
}

fn row_of(thing: &ManagedThing, device_id: ConnectorDeviceId, discovery: DeviceDiscoveryId) -> Row {
    Row {
        device: DiscoveredDevice {
            connector_device_id: device_id,
            name: thing.name.clone(),
            device_types: thing.classification.iter().cloned().collect(),
            managed_thing_id: Some(thing.id.clone()),
            modification: None,
            brand: thing.brand.clone(),
            model: thing.model.clone(),
            authentication_material: None,
        },
        standing: Standing::InAws(thing.id.clone()),
        name: thing.name.clone().unwrap_or_default(),
        chosen: true,
        progress: Progress::NotAsked,
        thing: Some(thing.id.clone()),
        discovery,
        token: None,
    }
}

pub(super) fn mismatch(why: Mismatch) -> Problem {
    Problem::before_sending(ProblemKind::DoNotBelongTogether { why })
}
