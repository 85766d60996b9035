//! What is taken up again: failed devices, and everything that was on its way
//! when the program ended.

use super::{Registering, go_on, mismatch, search};
use crate::{
    DeviceDiscoveryId, Mismatch, Problem, ProblemKind, Timestamp,
    journey::{DeviceStep, Effect, FoundDevice, Journey, Progress, Row, Rows, Stop, choosing_devices::by_id},
};

/// What failed goes again from the step at which it failed; the rest is left alone.
pub(crate) fn retry(journey: &mut Journey, at: Timestamp) -> Vec<Effect> {
    let Stop::Registering(stop) = &mut journey.stop else {
        return Vec::new();
    };
    stop.confirmations = 0;
    stop.unreached = 0;
    stop.paused = false;
    if stop.refreshing {
        return retry_unreached(journey, at);
    }
    stop.problem = None;
    take_up_failed(journey, |_| true, at)
}

/// Takes up what failed in a journey that was finished in part, perhaps long ago.
pub(crate) fn retry_finished(journey: &mut Journey, discovery: DeviceDiscoveryId, rows: Rows) -> Vec<Effect> {
    journey.stop = Stop::Registering(Registering::take_up(discovery, rows));
    let again = take_up_failed_rows(journey, |_| true);
    let mut effects = take_up(journey);
    let asked = |effect: &Effect| effects.contains(effect);
    let more: Vec<Effect> = again.into_iter().filter(|effect| !asked(effect)).collect();
    effects.extend(more);
    effects
}

/// What reached nobody goes again by itself.
pub(super) fn retry_unreached(journey: &mut Journey, at: Timestamp) -> Vec<Effect> {
    let generation = journey.generation;
    if let Stop::Registering(stop) = &mut journey.stop {
        // Without a problem the found devices are being listed already.
        if stop.refreshing && stop.problem.is_none() {
            return Vec::new();
        }
        stop.problem = None;
        if stop.refreshing {
            return vec![Effect::ListFoundAgain { generation, discovery: stop.discovery.clone() }];
        }
    }
    take_up_failed(journey, Row::is_unreached, at)
}

fn take_up_failed(journey: &mut Journey, wanted: impl Fn(&Row) -> bool, at: Timestamp) -> Vec<Effect> {
    let mut effects = take_up_failed_rows(journey, wanted);
    effects.extend(go_on(journey, at));
    effects
}

fn take_up_failed_rows(journey: &mut Journey, wanted: impl Fn(&Row) -> bool) -> Vec<Effect> {
    let Stop::Registering(stop) = &mut journey.stop else {
        return Vec::new();
    };
    let hopeless = mismatch(Mismatch::ThingOfAnotherDeviceCloud);
    let fits = |row: &Row| row.problem().is_some_and(|problem| *problem != hopeless) && wanted(row);
    let mut searches = Vec::new();
    stop.rows.change_where(fits, |row| {
        let Progress::Failed { at: step, .. } = row.progress else { return };
        row.progress = match step {
            DeviceStep::Search => {
                searches.push(row.device.connector_device_id.clone());
                Progress::Searching
            }
            DeviceStep::Make | DeviceStep::Register => Progress::Queued,
            DeviceStep::Confirm => Progress::Registered,
        };
    });
    searches.into_iter().filter_map(|device| search(journey, device)).collect()
}

/// When nothing else is on its way and some tries reached nobody, they are made
/// again later, without anybody asking.
pub(super) fn try_unreached_later(journey: &mut Journey) -> Option<Effect> {
    let generation = journey.generation;
    let Stop::Registering(stop) = &mut journey.stop else {
        return None;
    };
    let is_busy = stop.rows.iter().any(|row| row.is_in_flight() || row.progress == Progress::Registered);
    if is_busy || !stop.rows.iter().any(Row::is_unreached) {
        return None;
    }
    stop.unreached += 1;
    Some(Effect::RetryLater { generation, attempt: stop.unreached })
}

/// The search's devices as they are listed again after a restart: what lacked
/// the vendor's material has it again, and what AWS has meanwhile is adopted.
pub(super) fn found_again(
    journey: &mut Journey,
    found: Result<Vec<FoundDevice>, Problem>,
    at: Timestamp,
) -> Vec<Effect> {
    let generation = journey.generation;
    let Stop::Registering(stop) = &mut journey.stop else {
        return Vec::new();
    };
    let devices = match found {
        Ok(devices) => devices,
        Err(problem) if problem.kind == ProblemKind::Gone => {
            stop.refreshing = false;
            let lacks = |row: &Row| row.thing.is_none() && row.may_still_be_made();
            let fail = |row: &mut Row| {
                row.progress = Progress::Failed { at: DeviceStep::Search, problem: problem.clone() };
            };
            stop.rows.change_where(lacks, fail);
            return go_on(journey, at);
        }
        Err(problem) => {
            let is_mended_by_time = problem.is_mended_by_time();
            stop.problem = Some(problem);
            if !is_mended_by_time {
                return Vec::new();
            }
            stop.unreached += 1;
            return vec![Effect::RetryLater { generation, attempt: stop.unreached }];
        }
    };
    stop.refreshing = false;
    stop.problem = None;
    stop.unreached = 0;
    let by_id = by_id(&devices);
    let mut sought = Vec::new();
    stop.rows.change_where(
        |_| true,
        |row| {
            if let Some(again) = by_id.get(&row.device.connector_device_id) {
                row.take_again(again);
            }
            let cannot_be_made = row.thing.is_none() && row.material().is_none();
            if cannot_be_made && row.may_still_be_made() {
                let problem = mismatch(Mismatch::DeviceNotInSearch);
                row.progress = Progress::Failed { at: DeviceStep::Search, problem };
            } else if row.progress == Progress::Seeking {
                if row.thing.is_some() {
                    row.progress = Progress::Queued;
                } else {
                    sought.push(row.device.connector_device_id.clone());
                }
            }
        },
    );
    let seeking = sought.into_iter().map(|device| Effect::FindThing { device });
    let mut effects: Vec<Effect> = seeking.collect();
    effects.extend(go_on(journey, at));
    effects
}

/// After a restart: what was on its way is taken up so that nothing is doubled.
pub(crate) fn take_up(journey: &mut Journey) -> Vec<Effect> {
    let generation = journey.generation;
    let Stop::Registering(stop) = &mut journey.stop else {
        return Vec::new();
    };
    let mut searches = Vec::new();
    stop.rows.change_where(Row::is_in_flight, |row| match row.progress {
        Progress::Making | Progress::Adopting | Progress::Seeking => {
            row.may_exist = true;
            row.progress = Progress::Seeking;
        }
        Progress::Searching => searches.push(row.device.connector_device_id.clone()),
        Progress::Registering => row.progress = Progress::Queued,
        Progress::NotAsked
        | Progress::Queued
        | Progress::Registered
        | Progress::Confirmed
        | Progress::Failed { .. } => {}
    });
    stop.confirmations = 0;
    stop.listing = false;
    stop.listed = 0;
    stop.unreached = 0;
    stop.refreshing = true;
    stop.problem = None;
    let discovery = stop.discovery.clone();
    let mut effects: Vec<Effect> =
        searches.into_iter().filter_map(|device| search(journey, device)).collect();
    effects.push(Effect::ListFoundAgain { generation, discovery });
    effects
}
