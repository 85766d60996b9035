//! How many links there are of a kind, and which device clouds fare much worse
//! than the others. Counted as links change, never anew for a page.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use contract::{
    DeviceCloudCount, DeviceCloudShare, DeviceCloudWarning, LinkCounts, LinkStateView, StateCount,
};

use super::{link::Link, state_view};

/// Device clouds that are counted by name.
const MOST_DEVICE_CLOUDS: usize = 50;

#[derive(Debug, Clone, Default)]
pub(crate) struct Counts {
    by_state: BTreeMap<LinkStateView, u64>,
    by_device_cloud: HashMap<Arc<str>, Fares>,
    all: Fares,
}

/// How the links of one device cloud fare, or those of all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Fares {
    total: u64,
    failed: u64,
    expired: u64,
}

impl Fares {
    fn of(link: &Link) -> Self {
        let state = state_view(&link.state);
        Self {
            total: 1,
            failed: u64::from(state == LinkStateView::SignInFailed),
            expired: u64::from(state == LinkStateView::NeedsNewSignIn),
        }
    }

    fn failing(self) -> u64 {
        self.failed + self.expired
    }

    fn and(self, other: Self) -> Self {
        Self {
            total: self.total + other.total,
            failed: self.failed + other.failed,
            expired: self.expired + other.expired,
        }
    }

    fn without(self, other: Self) -> Self {
        Self {
            total: self.total.saturating_sub(other.total),
            failed: self.failed.saturating_sub(other.failed),
            expired: self.expired.saturating_sub(other.expired),
        }
    }
}

impl Counts {
    pub(super) fn add(&mut self, link: &Link) {
        *self.by_state.entry(state_view(&link.state)).or_default() += 1;
        self.all = self.all.and(Fares::of(link));
        if let Some(id) = &link.device_cloud {
            let fares = self.by_device_cloud.entry(Arc::clone(id)).or_default();
            *fares = fares.and(Fares::of(link));
        }
    }

    pub(super) fn take_away(&mut self, link: &Link) {
        if let Some(count) = self.by_state.get_mut(&state_view(&link.state)) {
            *count = count.saturating_sub(1);
        }
        self.all = self.all.without(Fares::of(link));
        if let Some(fares) = link.device_cloud.as_ref().and_then(|id| self.by_device_cloud.get_mut(id)) {
            *fares = fares.without(Fares::of(link));
        }
    }

    /// Device clouds that occur.
    pub(super) fn device_clouds(&self) -> impl Iterator<Item = &str> {
        self.occurring().map(|(id, _)| &**id)
    }

    /// How the links of one device cloud fare, and all others.
    pub(super) fn fares(&self, device_cloud: &str) -> support::diagnosis::Fares {
        let its = self.by_device_cloud.get(device_cloud).copied().unwrap_or_default();
        let others = self.all.without(its);
        let size = |count: u64| usize::try_from(count).unwrap_or(usize::MAX);
        support::diagnosis::Fares {
            total: size(its.total),
            failing: size(its.failing()),
            others_total: size(others.total),
            others_failing: size(others.failing()),
        }
    }

    /// How the links of one device cloud fare.
    pub(super) fn share(&self, device_cloud: &str) -> DeviceCloudShare {
        let fares = self.by_device_cloud.get(device_cloud).copied().unwrap_or_default();
        DeviceCloudShare { total: number(fares.total), failing: number(fares.failing()) }
    }

    /// `name` gives a device cloud's name for its id.
    pub(super) fn view(&self, needs_person: usize, name: impl Fn(&str) -> String) -> LinkCounts {
        let mut by_device_cloud: Vec<DeviceCloudCount> = self
            .occurring()
            .map(|(id, fares)| DeviceCloudCount {
                connector_destination_id: id.to_string(),
                device_cloud: name(id),
                count: number(fares.total),
                failing: number(fares.failing()),
            })
            .collect();
        by_device_cloud.sort_by(|left, right| {
            let by_id = || left.connector_destination_id.cmp(&right.connector_destination_id);
            right.count.cmp(&left.count).then_with(by_id)
        });
        by_device_cloud.truncate(MOST_DEVICE_CLOUDS);
        let by_state = self.by_state.iter().filter(|(_, count)| **count > 0);
        LinkCounts {
            total: number(self.all.total),
            needs_person: u32::try_from(needs_person).unwrap_or(u32::MAX),
            by_state: by_state
                .map(|(state, count)| StateCount { state: *state, count: number(*count) })
                .collect(),
            by_device_cloud,
        }
    }

    /// The worst first.
    pub(super) fn warnings(&self, name: impl Fn(&str) -> String) -> Vec<DeviceCloudWarning> {
        let marked = self.occurring().filter(|(id, _)| self.fares(id).is_marked());
        let mut warnings: Vec<DeviceCloudWarning> = marked
            .map(|(id, its)| DeviceCloudWarning {
                connector_destination_id: id.to_string(),
                device_cloud: name(id),
                failed: number(its.failed),
                need_sign_in: number(its.expired),
                affected: number(its.failing()),
                total: number(its.total),
            })
            .collect();
        warnings.sort_by(|left, right| {
            let by_id = || left.connector_destination_id.cmp(&right.connector_destination_id);
            right.affected.cmp(&left.affected).then_with(by_id)
        });
        warnings
    }

    fn occurring(&self) -> impl Iterator<Item = (&Arc<str>, &Fares)> {
        self.by_device_cloud.iter().filter(|(_, fares)| fares.total > 0)
    }
}

fn number(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
