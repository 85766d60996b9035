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
    let known = stop.rows.iter().position(|row| row.is(&device_id));
    let row = match known {
        Some(at) => stop.rows.at_mut(at),
        None => stop.rows.push(row_of(thing, device_id.clone(), stop.discovery.clone())),
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
    search(journey, device_id).into_iter().collect()
}

/// Looks for one device by a search of its own; one that has not ended is asked
/// for again with the token it had.
pub(super) fn search(journey: &mut Journey, device: ConnectorDeviceId) -> Option<Effect> {
    let account_association_id = journey.link.clone()?;
    let client_token = journey.next_token("find");
    let connector_device_ids = vec![device.clone()];
    let fresh = StartDeviceDiscovery { client_token, account_association_id, connector_device_ids };
    let row = row_where(journey, |row| row.is(&device))?;
    row.progress = Progress::Searching;
    let intent = row.search.get_or_insert(fresh).clone();
    Some(Effect::Perform(Intent::StartDeviceDiscovery(intent)))
}

pub(super) fn searched(
    journey: &mut Journey,
    intent: &StartDeviceDiscovery,
    result: Result<Outcome, Problem>,
    at: Timestamp,
) -> Vec<Effect> {
    let generation = journey.generation;
    let Some(row) = row_where(journey, |row| row.search.as_ref() == Some(intent)) else {
        return Vec::new();
    };
    match result {
        Ok(Outcome::DeviceDiscoveryStarted(id)) => {
            row.discovery = id.clone();
            vec![Effect::WatchDiscovery { generation, id }]
        }
        Ok(_) => Vec::new(),
        Err(problem) => {
            row.progress = Progress::Failed { at: DeviceStep::Search, problem };
            go_on(journey, at)
        }
    }
}

pub(super) fn search_seen(
    journey: &mut Journey,
    discovery: &DeviceDiscoveryId,
    seen: Result<(DeviceDiscoveryStatus, u32), Problem>,
    at: Timestamp,
) -> Vec<Effect> {
    let problem = match seen {
        Ok((DeviceDiscoveryStatus::Failed | DeviceDiscoveryStatus::TimedOut, _)) => {
            mismatch(Mismatch::SearchNotFinished)
        }
        Err(problem) if problem.kind == ProblemKind::Gone => problem,
        Err(problem) => {
            if let Stop::Registering(stop) = &mut journey.stop {
                stop.problem = Some(problem);
            }
            return Vec::new();
        }
        Ok(_) => return Vec::new(),
    };
    if let Some(row) = searching(journey, discovery) {
        row.search = None;
        row.progress = Progress::Failed { at: DeviceStep::Search, problem };
    }
    go_on(journey, at)
}

pub(super) fn search_ended(journey: &mut Journey, discovery: &DeviceDiscoveryId, found: &[DiscoveredDevice]) {
    let Some(row) = searching(journey, discovery) else {
        return;
    };
    row.search = None;
    match found.iter().find(|device| row.is(&device.connector_device_id)) {
        Some(device) => {
            row.device = device.clone();
            row.progress = Progress::Queued;
        }
        None => {
            let problem = mismatch(Mismatch::DeviceNotInSearch);
            row.progress = Progress::Failed { at: DeviceStep::Search, problem };
        }
    }
    if let Stop::Registering(stop) = &mut journey.stop {
        stop.problem = None;
    }
}

fn searching<'a>(journey: &'a mut Journey, discovery: &DeviceDiscoveryId) -> Option<&'a mut Row> {
    row_where(journey, |row| row.progress == Progress::Searching && row.discovery == *discovery)
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
        may_exist: false,
        creation: None,
        search: None,
    }
}

pub(super) fn mismatch(why: Mismatch) -> Problem {
    Problem::before_sending(ProblemKind::DoNotBelongTogether { why })
}
