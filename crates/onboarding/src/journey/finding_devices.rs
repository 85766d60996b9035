//! The link works; its device cloud is asked for the customer's devices.

use super::{ChoosingDevices, Effect, Event, Journey, Stop, TOKEN_TRUSTED};
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
    pub sending: bool,
    /// Tries in a row that reached nobody.
    pub unreached: u32,
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
        Self {
            intent,
            since,
            discovery: None,
            found: 0,
            end: None,
            problem: None,
            sending: true,
            unreached: 0,
        }
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

/// After a restart: the same search is asked for or looked at again. One that
/// was asked for over an hour ago makes place for a new one; a search changes
/// nothing at AWS.
pub(super) fn take_up(journey: &mut Journey, at: Timestamp) -> Vec<Effect> {
    let generation = journey.generation;
    let Stop::FindingDevices(stop) = &mut journey.stop else {
        return Vec::new();
    };
    stop.unreached = 0;
    match &stop.discovery {
        Some(_) if stop.end.is_some() => Vec::new(),
        Some(id) => vec![Effect::WatchDiscovery { generation, id: id.clone() }],
        None if at.since(stop.since) > TOKEN_TRUSTED => journey.find_devices(at),
        None => {
            stop.sending = false;
            stop.send_again()
        }
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "what does not concern this stop changes nothing")]
pub(super) fn advance(journey: &mut Journey, event: Event, at: Timestamp) -> Vec<Effect> {
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
                    let reached_nobody = problem.goes_on_by_itself();
                    stop.problem = Some(problem);
                    if !reached_nobody {
                        return Vec::new();
                    }
                    stop.unreached += 1;
                    vec![Effect::RetryLater { generation: journey.generation, attempt: stop.unreached }]
                }
            }
        }
        Event::RetryUnreached { generation } if generation == journey.generation => stop.send_again(),
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
                return Vec::new();
            }
            journey.choose_of(ChoosingDevices::new(discovery, devices), at)
        }
        _ => Vec::new(),
    }
}
