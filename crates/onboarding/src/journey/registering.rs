//! The chosen devices are made and registered, side by side, each with its own
//! result; the stop ends when AWS lists every one of them on the link.

mod own_search;

pub(super) use own_search::register_thing;
use own_search::{mismatch, search, search_ended, search_seen, searched};

use super::{DeviceStep, Done, Effect, Event, Journey, Progress, Row, Stop};
use crate::{
    DeviceDiscoveryId, DiscoveredDevice, Intent, ManagedThingId, Mismatch, Outcome, Problem, ProblemKind,
    RegisterAccountAssociation, Timestamp,
};

/// Devices that are worked on at the same time.
pub const SIDE_BY_SIDE: usize = 4;
/// Listings after which a registration AWS does not show counts as failed.
pub const MAX_CONFIRMATIONS: u32 = 8;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registering {
    pub discovery: DeviceDiscoveryId,
    pub rows: Vec<Row>,
    /// Why the registrations could not be listed.
    pub problem: Option<Problem>,
    confirmations: u32,
}

impl Registering {
    pub(super) fn begin(discovery: DeviceDiscoveryId, mut rows: Vec<Row>) -> Self {
        for row in rows.iter_mut().filter(|row| row.chosen) {
            row.progress = Progress::Queued;
        }
        Self { discovery, rows, problem: None, confirmations: 0 }
    }

    /// Takes up rows with the progress they have.
    pub(super) fn resume(discovery: DeviceDiscoveryId, rows: Vec<Row>) -> Self {
        Self { discovery, rows, problem: None, confirmations: 0 }
    }

    /// Rows somebody asked for.
    pub fn asked(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| row.progress != Progress::NotAsked)
    }

    pub fn confirmed(&self) -> usize {
        self.asked().filter(|row| row.progress == Progress::Confirmed).count()
    }

    pub fn failed(&self) -> usize {
        self.asked().filter(|row| matches!(row.progress, Progress::Failed { .. })).count()
    }

    /// Every row has ended, well or badly.
    pub fn is_settled(&self) -> bool {
        self.asked().count() == self.confirmed() + self.failed()
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "what does not concern this stop changes nothing")]
pub(super) fn advance(journey: &mut Journey, event: Event, at: Timestamp) -> Vec<Effect> {
    match event {
        Event::Performed { intent: Intent::CreateManagedThing(intent), result } => {
            let Some(row) = row_where(journey, |row| row.token.as_ref() == Some(&intent.client_token)) else {
                return Vec::new();
            };
            let effects: Vec<Effect> = made(row, result).into_iter().collect();
            effects.into_iter().chain(go_on(journey, at)).collect()
        }
        Event::ThingFound { device, found } => {
            let Some(row) = row_where(journey, |row| row.is(&device) && row.progress == Progress::Adopting)
            else {
                return Vec::new();
            };
            adopt(row, found);
            go_on(journey, at)
        }
        Event::Performed { intent: Intent::RegisterAccountAssociation(intent), result } => {
            let Some(row) = row_where(journey, |row| {
                row.thing.as_ref() == Some(&intent.managed_thing_id) && row.progress == Progress::Registering
            }) else {
                return Vec::new();
            };
            row.progress = match result {
                Ok(_) => Progress::Registered,
                Err(problem) => Progress::Failed { at: DeviceStep::Register, problem },
            };
            go_on(journey, at)
        }
        Event::Performed { intent: Intent::StartDeviceDiscovery(intent), result } => {
            searched(journey, &intent, result, at)
        }
        Event::DiscoverySeen { generation, discovery, seen } if generation == journey.generation => {
            search_seen(journey, &discovery, seen, at)
        }
        Event::DevicesFound { generation, discovery, devices } if generation == journey.generation => {
            let found: Vec<DiscoveredDevice> = devices.into_iter().map(|found| found.device).collect();
            search_ended(journey, &discovery, &found);
            go_on(journey, at)
        }
        Event::Confirmed { generation, registered } if generation == journey.generation => {
            confirmed(journey, registered, at)
        }
        Event::RegisterThing { thing } => register_thing(journey, &thing, at),
        _ => Vec::new(),
    }
}

/// What stands in the way of every row alike is told once, beside them.
fn tell_common_problem(stop: &mut Registering) {
    let common = stop.rows.iter().find_map(|row| match &row.progress {
        Progress::Failed { problem, .. }
            if matches!(
                problem.kind,
                ProblemKind::SignInToAws { .. } | ProblemKind::AskForPermission { .. }
            ) =>
        {
            Some(problem.clone())
        }
        Progress::Failed { .. }
        | Progress::NotAsked
        | Progress::Queued
        | Progress::Searching
        | Progress::Making
        | Progress::Adopting
        | Progress::Registering
        | Progress::Registered
        | Progress::Confirmed => None,
    });
    if common.is_some() {
        stop.problem = common;
    }
}

/// Sends what can be sent: at most [`SIDE_BY_SIDE`] rows at a time, and the
/// listing that confirms them when none is left.
pub(super) fn go_on(journey: &mut Journey, at: Timestamp) -> Vec<Effect> {
    let Some(link) = journey.link.clone() else {
        return Vec::new();
    };
    if let Stop::Registering(stop) = &mut journey.stop {
        tell_common_problem(stop);
    }
    let mut effects = Vec::new();
    loop {
        let Stop::Registering(stop) = &journey.stop else {
            return effects;
        };
        if stop.rows.iter().filter(|row| row.is_in_flight()).count() >= SIDE_BY_SIDE {
            return effects;
        }
        let Some(next) = stop.rows.iter().position(|row| row.progress == Progress::Queued) else {
            break;
        };
        let needs_token = stop.rows[next].thing.is_none() && stop.rows[next].token.is_none();
        let token = needs_token.then(|| journey.next_token("thing"));
        let owner = journey.customer.owner.clone();
        let Stop::Registering(stop) = &mut journey.stop else {
            return effects;
        };
        let row = &mut stop.rows[next];
        row.token = token.or_else(|| row.token.take());
        effects.push(Effect::Perform(begin(row, &link, owner)));
    }
    effects.extend(confirm_or_finish(journey, at));
    effects
}

/// What failed goes again from the step at which it failed; the rest is left alone.
pub(super) fn retry(journey: &mut Journey, at: Timestamp) -> Vec<Effect> {
    let Stop::Registering(stop) = &mut journey.stop else {
        return Vec::new();
    };
    stop.confirmations = 0;
    stop.problem = None;
    let mut searches = Vec::new();
    for row in &mut stop.rows {
        let Progress::Failed { at: step, problem } = &row.progress else {
            continue;
        };
        if *problem == mismatch(Mismatch::ThingOfAnotherDeviceCloud) {
            continue;
        }
        row.progress = match step {
            DeviceStep::Search => {
                searches.push(row.device.connector_device_id.clone());
                Progress::Searching
            }
            DeviceStep::Make | DeviceStep::Register => Progress::Queued,
            DeviceStep::Confirm => Progress::Registered,
        };
    }
    let mut effects: Vec<Effect> =
        searches.into_iter().filter_map(|device| search(journey, device)).collect();
    effects.extend(go_on(journey, at));
    effects
}

fn begin(row: &mut Row, link: &crate::AccountAssociationId, owner: Option<String>) -> Intent {
    if let Some(thing) = &row.thing {
        let intent = registration(thing, link, &row.discovery);
        row.progress = Progress::Registering;
        return intent;
    }
    let token = row.token.clone().expect("a row that has no thing was given a token before it begins");
    let intent = row.creation(token, owner).expect("a row without material cannot be chosen");
    row.progress = Progress::Making;
    Intent::CreateManagedThing(intent)
}

fn registration(
    thing: &ManagedThingId,
    link: &crate::AccountAssociationId,
    discovery: &DeviceDiscoveryId,
) -> Intent {
    Intent::RegisterAccountAssociation(RegisterAccountAssociation {
        managed_thing_id: thing.clone(),
        account_association_id: link.clone(),
        device_discovery_id: discovery.clone(),
    })
}

/// A made device goes back into the queue, to be registered next.
fn made(row: &mut Row, result: Result<Outcome, Problem>) -> Option<Effect> {
    match result {
        Ok(Outcome::ManagedThingCreated(id)) => {
            row.thing = Some(id);
            row.progress = Progress::Queued;
            None
        }
        Ok(_) => None,
        Err(problem) if problem.kind == ProblemKind::Conflict => {
            row.progress = Progress::Adopting;
            Some(Effect::FindThing { device: row.device.connector_device_id.clone() })
        }
        Err(problem) => {
            row.progress = Progress::Failed { at: DeviceStep::Make, problem };
            None
        }
    }
}

fn adopt(row: &mut Row, found: Result<Option<ManagedThingId>, Problem>) {
    row.progress = match found {
        Ok(Some(id)) => {
            row.thing = Some(id);
            Progress::Queued
        }
        Ok(None) => Progress::Failed {
            at: DeviceStep::Make,
            problem: Problem {
                operation: Some("CreateManagedThing"),
                ..Problem::before_sending(ProblemKind::Conflict)
            },
        },
        Err(problem) => Progress::Failed { at: DeviceStep::Make, problem },
    };
}

fn confirm_or_finish(journey: &mut Journey, at: Timestamp) -> Option<Effect> {
    let generation = journey.generation;
    let Stop::Registering(stop) = &mut journey.stop else {
        return None;
    };
    if stop.rows.iter().any(Row::is_in_flight) {
        return None;
    }
    if stop.rows.iter().any(|row| row.progress == Progress::Registered) {
        stop.confirmations += 1;
        return Some(Effect::Confirm { generation, attempt: stop.confirmations });
    }
    if stop.is_settled() && stop.failed() == 0 {
        journey.stop = Stop::Done(Done::new(std::mem::take(&mut stop.rows), at));
    }
    None
}

fn confirmed(
    journey: &mut Journey,
    registered: Result<Vec<ManagedThingId>, Problem>,
    at: Timestamp,
) -> Vec<Effect> {
    let Stop::Registering(stop) = &mut journey.stop else {
        return Vec::new();
    };
    let out_of_tries = stop.confirmations >= MAX_CONFIRMATIONS;
    let (things, problem) = match registered {
        Ok(things) => (things, None),
        Err(problem) => (Vec::new(), Some(problem)),
    };
    for row in stop.rows.iter_mut().filter(|row| row.progress == Progress::Registered) {
        if row.thing.as_ref().is_some_and(|thing| things.contains(thing)) {
            row.progress = Progress::Confirmed;
        } else if out_of_tries {
            let problem = problem.clone().unwrap_or_else(|| Problem {
                operation: Some("ListManagedThingAccountAssociations"),
                ..Problem::before_sending(ProblemKind::TryAgain)
            });
            row.progress = Progress::Failed { at: DeviceStep::Confirm, problem };
        }
    }
    stop.problem = problem;
    go_on(journey, at)
}

fn row_where(journey: &mut Journey, wanted: impl Fn(&Row) -> bool) -> Option<&mut Row> {
    match &mut journey.stop {
        Stop::Registering(stop) => stop.rows.iter_mut().find(|row| wanted(row)),
        Stop::Creating(_)
        | Stop::AwaitingSignIn(_)
        | Stop::FindingDevices(_)
        | Stop::ChoosingDevices(_)
        | Stop::Done(_)
        | Stop::Removing(_)
        | Stop::Removed => None,
    }
}
