//! What a reconnect is measured by: the devices that were registered on the
//! link before. AWS names no person, so the devices tell whether the customer
//! signed in with the same account.

use std::collections::HashSet;

use super::{Journey, Progress, Row, Rows, Standing, Stop};
use crate::{ConnectorDeviceId, ManagedThingId};

/// A new sign-in at a link that is there already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reconnect {
    /// The devices registered on the link before; `None` when AWS did not list
    /// them, as without the permission to.
    pub known: Option<Vec<KnownDevice>>,
}

/// A device that was registered on the link when the reconnect began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownDevice {
    pub thing: ManagedThingId,
    /// `None` when AWS does not say; such a one cannot be compared.
    pub connector_device_id: Option<ConnectorDeviceId>,
    pub name: Option<String>,
}

/// How many of the known devices the search found again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    pub known: usize,
    pub found: usize,
    /// Names of those that were not found, where they have one.
    pub not_found: Vec<String>,
}

impl Comparison {
    /// Nothing of what was known is there: very likely another account. An
    /// account whose devices were all replaced looks the same.
    pub fn is_another_account(&self) -> bool {
        self.known > 0 && self.found == 0
    }

    pub fn is_whole(&self) -> bool {
        self.known > 0 && self.found == self.known
    }
}

impl Reconnect {
    /// `None` when nothing is known to compare with.
    pub fn compare(&self, rows: &Rows) -> Option<Comparison> {
        let comparable: Vec<&KnownDevice> =
            self.known.iter().flatten().filter(|device| device.connector_device_id.is_some()).collect();
        if comparable.is_empty() {
            return None;
        }
        let found: HashSet<&ConnectorDeviceId> =
            rows.iter().map(|row| &row.device.connector_device_id).collect();
        let is_found =
            |device: &&KnownDevice| device.connector_device_id.as_ref().is_some_and(|id| found.contains(id));
        let (again, not): (Vec<&KnownDevice>, Vec<&KnownDevice>) = comparable.into_iter().partition(is_found);
        Some(Comparison {
            known: again.len() + not.len(),
            found: again.len(),
            not_found: not.into_iter().filter_map(|device| device.name.clone()).collect(),
        })
    }

    /// The search found what was known and nothing else to decide about.
    pub(super) fn is_settled_by(&self, rows: &Rows) -> bool {
        let stays = |standing: &Standing| matches!(standing, Standing::OnThisLink(_));
        self.compare(rows).is_some_and(|comparison| comparison.is_whole())
            && rows.iter().all(|row| stays(&row.standing))
    }
}

/// A device that takes the place of another: it gets its name and owner, and
/// the other is taken off the link when it is registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacing {
    pub thing: ManagedThingId,
    pub name: Option<String>,
    pub owner: Option<String>,
    /// The found device that was chosen to take the place.
    pub by: Option<ConnectorDeviceId>,
}

impl Journey {
    /// What was replaced: the device chosen for it is confirmed.
    pub fn replaced(&self) -> Option<&Replacing> {
        let replacing = self.replacing.as_ref()?;
        let Stop::Done(stop) = &self.stop else { return None };
        let by = replacing.by.as_ref()?;
        let is_confirmed = |row: &Row| row.is(by) && row.progress == Progress::Confirmed;
        stop.rows.iter().any(is_confirmed).then_some(replacing)
    }

    /// The new device gets the owner of the old one.
    pub(super) fn set_out_to_replace(&mut self, replacing: Replacing) {
        if replacing.owner.is_some() {
            self.customer.owner.clone_from(&replacing.owner);
        }
        self.replacing = Some(replacing);
    }
}
