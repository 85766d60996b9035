//! The found devices are on the screen: nothing is made until they were seen
//! and somebody said that they are this customer's.

use std::collections::HashMap;

use super::{Effect, Event, FoundDevice, Journey, Registering, Row, Rows, Stop, registering};
use crate::{ConnectorDeviceId, DeviceDiscoveryId, Problem, ProblemKind, Timestamp};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChoosingDevices {
    pub discovery: DeviceDiscoveryId,
    pub rows: Rows,
    /// The found devices are listed again, since what the vendor gave to make
    /// them is never kept on disk.
    pub refreshing: bool,
    /// Why they could not be listed again.
    pub problem: Option<Problem>,
    /// Tries in a row that failed.
    pub unreached: u32,
}

impl ChoosingDevices {
    pub(super) fn new(discovery: DeviceDiscoveryId, devices: Vec<FoundDevice>) -> Self {
        let rows = devices.into_iter().map(|found| Row::new(found, discovery.clone())).collect();
        Self { discovery, rows, refreshing: false, problem: None, unreached: 0 }
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "what does not concern this stop changes nothing")]
pub(super) fn advance(journey: &mut Journey, event: Event, at: Timestamp) -> Vec<Effect> {
    let Stop::ChoosingDevices(stop) = &mut journey.stop else {
        return Vec::new();
    };
    match event {
        Event::Choose { devices, chosen } => {
            let is_meant =
                |row: &Row| devices.is_empty() || devices.contains(&row.device.connector_device_id);
            let fits = |row: &Row| row.is_choosable() && row.chosen != chosen && is_meant(row);
            stop.rows.change_where(fits, |row| row.chosen = chosen);
            Vec::new()
        }
        Event::Rename { device, name } => {
            let rename = |row: &mut Row| name.as_str().clone_into(&mut row.name);
            stop.rows.change_where(|row| row.is(&device), rename);
            Vec::new()
        }
        Event::RegisterChosen => {
            if !stop.rows.iter().any(|row| row.chosen) {
                return Vec::new();
            }
            let next =
                Registering::begin(stop.discovery.clone(), std::mem::take(&mut stop.rows), stop.refreshing);
            journey.stop = Stop::Registering(next);
            registering::go_on(journey, at)
        }
        Event::RegisterThing { thing } => {
            stop.rows.change_where(|row| row.chosen, |row| row.chosen = false);
            let next =
                Registering::begin(stop.discovery.clone(), std::mem::take(&mut stop.rows), stop.refreshing);
            journey.stop = Stop::Registering(next);
            registering::register_thing(journey, &thing, at)
        }
        Event::FoundAgain { generation, found, .. } if generation == journey.generation => {
            found_again(journey, found, at)
        }
        Event::RetryUnreached { generation } if generation == journey.generation => list_again(journey),
        _ => Vec::new(),
    }
}

/// Lists them once more after that failed; not while they are being listed.
pub(super) fn list_again(journey: &mut Journey) -> Vec<Effect> {
    match &journey.stop {
        Stop::ChoosingDevices(stop) if stop.problem.is_some() => take_up(journey),
        Stop::ChoosingDevices(_)
        | Stop::Creating(_)
        | Stop::AwaitingSignIn(_)
        | Stop::FindingDevices(_)
        | Stop::Registering(_)
        | Stop::Done(_)
        | Stop::Removing(_)
        | Stop::Removed => Vec::new(),
    }
}

/// After a restart the devices are listed again.
pub(super) fn take_up(journey: &mut Journey) -> Vec<Effect> {
    let generation = journey.generation;
    let Stop::ChoosingDevices(stop) = &mut journey.stop else {
        return Vec::new();
    };
    stop.refreshing = true;
    stop.problem = None;
    vec![Effect::ListFoundAgain { generation, discovery: stop.discovery.clone() }]
}

fn found_again(
    journey: &mut Journey,
    found: Result<Vec<FoundDevice>, Problem>,
    at: Timestamp,
) -> Vec<Effect> {
    let generation = journey.generation;
    let Stop::ChoosingDevices(stop) = &mut journey.stop else {
        return Vec::new();
    };
    match found {
        Ok(devices) => {
            stop.refreshing = false;
            stop.problem = None;
            stop.unreached = 0;
            let by_id = by_id(&devices);
            let again = |row: &Row| by_id.get(&row.device.connector_device_id).copied();
            // What is not found any more and never was in AWS cannot be made.
            let is_lost = |row: &Row| again(row).is_none() && row.thing.is_none() && row.material().is_none();
            stop.rows.change_where(|row| row.chosen && is_lost(row), |row| row.chosen = false);
            stop.rows.change_where(
                |row| again(row).is_some(),
                |row| {
                    if let Some(found) = again(row) {
                        row.take_again(found);
                    }
                },
            );
            Vec::new()
        }
        // AWS forgot the search: a new one takes its place.
        Err(problem) if problem.kind == ProblemKind::Gone => journey.find_devices(at),
        Err(problem) => {
            let is_mended_by_time = problem.is_mended_by_time();
            stop.problem = Some(problem);
            if !is_mended_by_time {
                return Vec::new();
            }
            stop.unreached += 1;
            vec![Effect::RetryLater { generation, attempt: stop.unreached }]
        }
    }
}

pub(super) fn by_id(devices: &[FoundDevice]) -> HashMap<&ConnectorDeviceId, &FoundDevice> {
    devices.iter().map(|found| (&found.device.connector_device_id, found)).collect()
}
