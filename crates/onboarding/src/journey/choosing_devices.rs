//! The found devices are on the screen: nothing is made until they were seen
//! and somebody said that they are this customer's.

use std::collections::HashMap;

use super::{
    Done, Effect, Event, FoundDevice, Journey, Registering, Replacing, Row, Rows, Standing, Stop, registering,
};
use crate::{ConnectorDeviceId, DeviceDiscoveryId, ManagedThingId, Problem, ProblemKind, Timestamp};

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

impl Journey {
    /// Shows what was found. After a reconnect what lost its registration is
    /// ticked, what is new is not; when all is as it was, nothing is left to do.
    pub(super) fn choose_of(&mut self, mut stop: ChoosingDevices, at: Timestamp) -> Vec<Effect> {
        if let Some(reconnect) = &self.reconnect {
            if reconnect.is_settled_by(&stop.rows) {
                self.stop = Stop::Done(Done::new(stop.rows, at, true));
                return Vec::new();
            }
            let was_empty = reconnect.known.as_ref().is_some_and(Vec::is_empty);
            let is_theirs = match reconnect.compare(&stop.rows) {
                Some(comparison) => !comparison.is_another_account(),
                // Nobody can say whose they are.
                None => false,
            };
            if !was_empty {
                let is_missing = |row: &Row| is_theirs && matches!(row.standing, Standing::InAws(_));
                stop.rows.change_where(|_| true, |row| row.chosen = row.is_choosable() && is_missing(row));
            }
        }
        if let Some(replacing) = &self.replacing {
            stop.take_place_of(replacing);
        }
        let all_are_found = stop.bring(&self.bringing);
        self.stop = Stop::ChoosingDevices(stop);
        if all_are_found { advance(self, Event::RegisterChosen, at) } else { Vec::new() }
    }
}

impl ChoosingDevices {
    /// The only new device is most likely the one meant.
    fn take_place_of(&mut self, replacing: &Replacing) {
        let new: Vec<ConnectorDeviceId> = self
            .rows
            .iter()
            .filter(|row| row.is_choosable() && row.standing == Standing::New)
            .map(|row| row.device.connector_device_id.clone())
            .collect();
        self.rows.change_where(|row| row.chosen, |row| row.chosen = false);
        if let [only] = new.as_slice() {
            self.choose_one(only, replacing);
        }
    }

    /// Ticks these devices alone; whether the search found every one of them.
    fn bring(&mut self, things: &[ManagedThingId]) -> bool {
        if things.is_empty() {
            return false;
        }
        let is_meant = |row: &Row| match &row.standing {
            Standing::InAws(thing) => things.contains(thing),
            Standing::New | Standing::OnThisLink(_) | Standing::OnAnotherLink(_) => false,
        };
        self.rows.change_where(|_| true, |row| row.chosen = is_meant(row));
        things.iter().all(|thing| self.rows.iter().any(|row| row.thing.as_ref() == Some(thing)))
            && self.rows.iter().any(|row| row.chosen)
    }

    /// One device takes the other's place, with its name.
    fn choose_one(&mut self, device: &ConnectorDeviceId, replacing: &Replacing) {
        self.rows.change_where(
            |row| row.chosen,
            |row| {
                row.chosen = false;
                row.name = row.vendor_name();
            },
        );
        self.rows.change_where(
            |row| row.is(device) && row.is_choosable(),
            |row| {
                row.chosen = true;
                if let Some(name) = &replacing.name {
                    row.name.clone_from(name);
                }
            },
        );
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "what does not concern this stop changes nothing")]
pub(super) fn advance(journey: &mut Journey, event: Event, at: Timestamp) -> Vec<Effect> {
    let Stop::ChoosingDevices(stop) = &mut journey.stop else {
        return Vec::new();
    };
    match event {
        Event::Choose { devices, chosen: true } if journey.replacing.is_some() => {
            if let (Some(replacing), [device]) = (&journey.replacing, devices.as_slice()) {
                stop.choose_one(device, replacing);
            }
            Vec::new()
        }
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
            let Some(first) = stop.rows.iter().find(|row| row.chosen) else {
                return Vec::new();
            };
            if let Some(replacing) = &mut journey.replacing {
                replacing.by = Some(first.device.connector_device_id.clone());
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
        | Stop::Refreshing(_)
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
