//! The chosen devices are made and registered, side by side, each with its own
//! result; the stop ends when AWS lists every one of them on the link.

mod own_search;
mod taking_up;

pub(super) use own_search::register_thing;
use own_search::{mismatch, search, search_ended, search_seen, searched};
use taking_up::{found_again, retry_unreached, try_unreached_later};
pub(super) use taking_up::{retry, retry_finished, take_up};

use super::{DeviceStep, Done, Effect, Event, Journey, Progress, Row, Rows, Stop};
use std::collections::HashSet;

use crate::{
    ClientToken, DeviceDiscoveryId, DiscoveredDevice, Intent, ManagedThingId, Mismatch, Outcome, Problem,
    ProblemKind, RegisterAccountAssociation, Timestamp,
};

/// Devices that are worked on at the same time: enough that both operations are
/// asked for at their quota while answers take a second.
pub const SIDE_BY_SIDE: usize = 16;
/// Newly registered devices after which they are listed while others are on
/// their way, so that the person sees them confirmed as they come.
const BETWEEN_LISTINGS: usize = 25;
/// Listings after which a registration AWS does not show counts as failed.
pub const MAX_CONFIRMATIONS: u32 = 8;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registering {
    pub discovery: DeviceDiscoveryId,
    pub rows: Rows,
    /// Why the registrations could not be listed.
    pub problem: Option<Problem>,
    /// Somebody paused it: nothing is begun, what was sent still ends.
    pub paused: bool,
    /// The found devices are listed again, since what the vendor gave to make
    /// them is never kept on disk; nothing is begun before.
    pub refreshing: bool,
    pub confirmations: u32,
    /// The registrations are being listed.
    pub listing: bool,
    /// Rows AWS had taken when they were listed last.
    pub listed: usize,
    /// Tries in a row that reached nobody.
    pub unreached: u32,
}

impl Registering {
    pub(super) fn begin(discovery: DeviceDiscoveryId, mut rows: Rows, refreshing: bool) -> Self {
        rows.change_where(|row| row.chosen, |row| row.progress = Progress::Queued);
        Self { refreshing, ..Self::take_up(discovery, rows) }
    }

    /// Takes up rows with the progress they have.
    pub(super) fn take_up(discovery: DeviceDiscoveryId, rows: Rows) -> Self {
        Self {
            discovery,
            rows,
            problem: None,
            paused: false,
            refreshing: false,
            confirmations: 0,
            listing: false,
            listed: 0,
            unreached: 0,
        }
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

    /// Something is on its way, or will be without anybody asking.
    fn is_under_way(&self) -> bool {
        let goes = |row: &Row| row.is_in_flight() || (!self.paused && row.progress == Progress::Queued);
        self.rows.iter().any(goes)
    }

    /// It is paused and what was sent has ended.
    pub fn rests(&self) -> bool {
        let is_open = |row: &Row| row.is_in_flight() || row.progress == Progress::Registered;
        self.paused && !self.rows.iter().any(is_open)
    }

    /// Something is on its way, or will be without anybody asking for it. What is
    /// registered and not confirmed waits with the rows of a pause.
    pub fn is_at_work(&self) -> bool {
        let waits = self.rows.iter().any(|row| row.progress == Progress::Queued);
        let stands = self.paused && waits && !self.rows.iter().any(Row::is_in_flight);
        !self.is_settled() && !stands
    }

    /// The rows, with those that were not begun as if nobody had asked for them.
    pub(super) fn without_queued(&self) -> Rows {
        let mut rows = self.rows.clone();
        rows.change_where(|row| row.progress == Progress::Queued, |row| row.progress = Progress::NotAsked);
        rows
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
            let is_answer = |row: &Row| {
                row.progress == Progress::Making
                    && row.creation.as_ref().is_some_and(|sent| sent.client_token == intent.client_token)
            };
            let Some(row) = row_where(journey, is_answer) else {
                return Vec::new();
            };
            let effects: Vec<Effect> = made(row, result).into_iter().collect();
            effects.into_iter().chain(go_on(journey, at)).collect()
        }
        Event::ThingFound { device, found } => {
            let is_looked_for =
                |row: &Row| row.is(&device) && matches!(row.progress, Progress::Adopting | Progress::Seeking);
            let Some(row) = row_where(journey, is_looked_for) else {
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
        Event::FoundAgain { generation, found, .. } if generation == journey.generation => {
            found_again(journey, found, at)
        }
        Event::RetryUnreached { generation } if generation == journey.generation => {
            retry_unreached(journey, at)
        }
        Event::Pause => {
            if let Stop::Registering(stop) = &mut journey.stop {
                stop.paused = true;
            }
            Vec::new()
        }
        Event::GoOn => {
            if let Stop::Registering(stop) = &mut journey.stop {
                stop.paused = false;
            }
            go_on(journey, at)
        }
        _ => Vec::new(),
    }
}

/// What stands in the way of every row alike is told once, beside them.
fn tell_common_problem(stop: &mut Registering) {
    let is_common = |problem: &&Problem| {
        matches!(problem.kind, ProblemKind::SignInToAws { .. } | ProblemKind::AskForPermission { .. })
    };
    let common = stop.rows.iter().filter_map(Row::problem).find(is_common).cloned();
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
        if stop.refreshing {
            return effects;
        }
        if stop.paused || stop.rows.iter().filter(|row| row.is_in_flight()).count() >= SIDE_BY_SIDE {
            break;
        }
        let Some(next) = stop.rows.iter().position(|row| row.progress == Progress::Queued) else {
            break;
        };
        let making = stop.rows[next].thing.is_none().then(|| {
            let token = journey.next_token("thing");
            (token, journey.customer.owner.clone())
        });
        let Stop::Registering(stop) = &mut journey.stop else {
            return effects;
        };
        effects.extend(begin(stop.rows.at_mut(next), &link, making).map(Effect::Perform));
    }
    effects.extend(confirm_or_finish(journey, at));
    effects.extend(try_unreached_later(journey));
    effects
}

/// `None` when the device cannot be made: the vendor's material was left out on
/// disk and the search does not list the device any more.
fn begin(
    row: &mut Row,
    link: &crate::AccountAssociationId,
    making: Option<(ClientToken, Option<String>)>,
) -> Option<Intent> {
    if let Some(thing) = &row.thing {
        let intent = registration(thing, link, &row.discovery);
        row.progress = Progress::Registering;
        return Some(intent);
    }
    let Some(intent) = making.and_then(|(token, owner)| row.making(token, owner)) else {
        let problem = mismatch(Mismatch::DeviceNotInSearch);
        row.progress = Progress::Failed { at: DeviceStep::Search, problem };
        return None;
    };
    row.creation = Some(intent.clone());
    row.progress = Progress::Making;
    Some(Intent::CreateManagedThing(intent))
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
            row.may_exist |= !problem.nothing_was_done;
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
        Ok(None) if row.progress == Progress::Seeking => Progress::Queued,
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
    let only_what_was_asked = journey.does_only_what_is_asked();
    let Stop::Registering(stop) = &mut journey.stop else {
        return None;
    };
    if stop.listing || stop.refreshing {
        return None;
    }
    let taken = stop.rows.iter().filter(|row| row.is_registered()).count();
    if stop.is_under_way() {
        if taken < stop.listed + BETWEEN_LISTINGS {
            return None;
        }
        stop.listing = true;
        stop.listed = taken;
        return Some(Effect::Confirm { generation, attempt: 1 });
    }
    if stop.rows.iter().any(|row| row.progress == Progress::Registered) {
        stop.listing = true;
        stop.listed = taken;
        stop.confirmations += 1;
        return Some(Effect::Confirm { generation, attempt: stop.confirmations });
    }
    if stop.is_settled() && stop.failed() == 0 {
        journey.stop = Stop::Done(Done::new(std::mem::take(&mut stop.rows), at, only_what_was_asked));
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
    stop.listing = false;
    let out_of_tries = stop.confirmations >= MAX_CONFIRMATIONS && !stop.is_under_way();
    let (things, problem) = match registered {
        Ok(things) => (things, None),
        Err(problem) => (Vec::new(), Some(problem)),
    };
    let things: HashSet<ManagedThingId> = things.into_iter().collect();
    let is_listed = |row: &Row| row.thing.as_ref().is_some_and(|thing| things.contains(thing));
    let ends = |row: &Row| row.progress == Progress::Registered && (out_of_tries || is_listed(row));
    stop.rows.change_where(ends, |row| {
        row.progress = if is_listed(row) {
            Progress::Confirmed
        } else {
            let problem = problem.clone().unwrap_or_else(|| Problem {
                operation: Some("ListManagedThingAccountAssociations"),
                ..Problem::before_sending(ProblemKind::TryAgain)
            });
            Progress::Failed { at: DeviceStep::Confirm, problem }
        };
    });
    stop.problem = problem;
    go_on(journey, at)
}

fn row_where(journey: &mut Journey, wanted: impl Fn(&Row) -> bool) -> Option<&mut Row> {
    match &mut journey.stop {
        Stop::Registering(stop) => stop.rows.find_mut(wanted),
        Stop::Creating(_)
        | Stop::Refreshing(_)
        | Stop::AwaitingSignIn(_)
        | Stop::FindingDevices(_)
        | Stop::ChoosingDevices(_)
        | Stop::Done(_)
        | Stop::Removing(_)
        | Stop::Removed => None,
    }
}
