//! The found devices are on the screen: nothing is made until they were seen
//! and somebody said that they are this customer's.

use super::{Effect, Event, FoundDevice, Journey, Registering, Row, Stop, registering};
use crate::{DeviceDiscoveryId, Timestamp};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChoosingDevices {
    pub discovery: DeviceDiscoveryId,
    pub rows: Vec<Row>,
}

impl ChoosingDevices {
    pub(super) fn new(discovery: DeviceDiscoveryId, devices: Vec<FoundDevice>) -> Self {
        let rows = devices.into_iter().map(|found| Row::new(found, discovery.clone())).collect();
        Self { discovery, rows }
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "what does not concern this stop changes nothing")]
pub(super) fn advance(journey: &mut Journey, event: Event, at: Timestamp) -> Vec<Effect> {
    let Stop::ChoosingDevices(stop) = &mut journey.stop else {
        return Vec::new();
    };
    match event {
        Event::Choose { devices, chosen } => {
            for row in stop.rows.iter_mut().filter(|row| row.is_choosable()) {
                if devices.is_empty() || devices.contains(&row.device.connector_device_id) {
                    row.chosen = chosen;
                }
            }
            Vec::new()
        }
        Event::Rename { device, name } => {
            for row in stop.rows.iter_mut().filter(|row| row.is(&device)) {
                name.as_str().clone_into(&mut row.name);
            }
            Vec::new()
        }
        Event::RegisterChosen => {
            if !stop.rows.iter().any(|row| row.chosen) {
                return Vec::new();
            }
            let next = Registering::begin(stop.discovery.clone(), std::mem::take(&mut stop.rows));
            journey.stop = Stop::Registering(next);
            registering::go_on(journey, at)
        }
        Event::RegisterThing { thing } => {
            for row in &mut stop.rows {
                row.chosen = false;
            }
            let next = Registering::begin(stop.discovery.clone(), std::mem::take(&mut stop.rows));
            journey.stop = Stop::Registering(next);
            registering::register_thing(journey, &thing, at)
        }
        _ => Vec::new(),
    }
}
