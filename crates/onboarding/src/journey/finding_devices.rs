//! The link works; its device cloud is asked for the customer's devices.

use super::{ChoosingDevices, Effect, Event, Journey, Stop};
use crate::{
    DeviceDiscoveryId, DeviceDiscoveryStatus, Intent, Outcome, Problem, StartDeviceDiscovery, Timestamp,
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingDevices {
    pub intent: StartDeviceDiscovery,
    pub since: Timestamp,
    pub discovery: Option<DeviceDiscoveryId>,
    /// Devices seen so far.
    pub found: u32,
    pub end: Option<DiscoveryEnd>,
    pub problem: Option<Problem>,
    sending: bool,
}

/// How a search can end other than with devices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DiscoveryEnd {
    NoDevices,
    Failed,
    TimedOut,
}

impl FindingDevices {
    pub(super) fn new(intent: StartDeviceDiscovery, since: Timestamp) -> Self {
        Self { intent, since, discovery: None, found: 0, end: None, problem: None, sending: true }
    }

    /// Nothing is on its way and nothing is looked at.
    pub(super) fn has_ended(&self) -> bool {
        self.end.is_some() || (self.problem.is_some() && !self.sending)
    }

    pub(super) fn send_again(&mut self) -> Vec<Effect> {
        if self.sending || self.discovery.is_some() {
            return Vec::new();
        }
        self.sending = true;
        self.problem = None;
        vec![Effect::Perform(Intent::StartDeviceDiscovery(self.intent.clone()))]
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "what does not concern this stop changes nothing")]
pub(super) fn advance(journey: &mut Journey, event: Event, _at: Timestamp) -> Vec<Effect> {
    let Stop::FindingDevices(stop) = &mut journey.stop else {
        return Vec::new();
    };
    match event {
        Event::Performed { intent: Intent::StartDeviceDiscovery(intent), result }
            if intent == stop.intent =>
        {
            stop.sending = false;
            match result {
                Ok(Outcome::DeviceDiscoveryStarted(id)) => {
                    stop.discovery = Some(id.clone());
                    vec![Effect::WatchDiscovery { generation: journey.generation, id }]
                }
                Ok(_) => Vec::new(),
                Err(problem) => {
                    stop.problem = Some(problem);
                    Vec::new()
                }
            }
        }
        Event::DiscoverySeen { generation, seen, .. } if generation == journey.generation => {
            match seen {
                Ok((status, found)) => {
                    stop.found = found;
                    stop.problem = None;
                    stop.end = match status {
                        DeviceDiscoveryStatus::Failed => Some(DiscoveryEnd::Failed),
                        DeviceDiscoveryStatus::TimedOut => Some(DiscoveryEnd::TimedOut),
                        DeviceDiscoveryStatus::Running
                        | DeviceDiscoveryStatus::Succeeded
                        | DeviceDiscoveryStatus::Unknown(_) => None,
                    };
                }
                Err(problem) => stop.problem = Some(problem),
            }
            Vec::new()
        }
        Event::DevicesFound { generation, discovery, devices } if generation == journey.generation => {
            stop.problem = None;
            if devices.is_empty() {
                stop.end = Some(DiscoveryEnd::NoDevices);
            } else {
                journey.stop = Stop::ChoosingDevices(ChoosingDevices::new(discovery, devices));
            }
            Vec::new()
        }
        _ => Vec::new(),
    }
}
