//! Made-up links and lists of them, for the tests beside.

use std::collections::HashMap;

use onboarding::{
    AccountAssociationId, AccountAssociationItem, AssociationState, ConnectorDestinationId, Timestamp,
};

use super::{
    index::Index,
    link::{Link, Pool},
    order::Orders,
    query::{Now, Snapshot},
};

/// 2026-11-21 12:00 UTC.
pub(super) const NOON: Timestamp = Timestamp(1_795_262_400_000);
pub(super) const DAY_MS: i64 = 86_400_000;

pub(super) fn item(id: &str, name: &str) -> AccountAssociationItem {
    AccountAssociationItem {
        id: AccountAssociationId::new(id),
        state: AssociationState::Succeeded,
        error_message: None,
        connector_destination_id: Some(ConnectorDestinationId::new("brightwell")),
        name: Some(name.to_owned()),
        description: None,
    }
}

pub(super) fn made(item: AccountAssociationItem, on: &str, job_number: &str) -> AccountAssociationItem {
    let description = format!("job {job_number} made {on} by ak lw-abcdefghijkl");
    AccountAssociationItem { description: Some(description), ..item }
}

pub(super) fn at(item: AccountAssociationItem, device_cloud: &str) -> AccountAssociationItem {
    AccountAssociationItem {
        connector_destination_id: Some(ConnectorDestinationId::new(device_cloud)),
        ..item
    }
}

pub(super) fn in_state(item: AccountAssociationItem, state: &str) -> AccountAssociationItem {
    AccountAssociationItem { state: AssociationState::from(state), ..item }
}

pub(super) fn link(item: &AccountAssociationItem) -> Link {
    Link::new(item, NOON, &mut Pool::default())
}

pub(super) fn index(items: &[AccountAssociationItem]) -> Index {
    let mut index = Index::default();
    for item in items {
        let link = link(item);
        let haystack = link.haystack(None);
        index.push(link, &haystack);
    }
    index
}

pub(super) fn snapshot(items: &[AccountAssociationItem]) -> Snapshot {
    Snapshot {
        index: index(items),
        version: 1,
        orders: Orders::default(),
        journeys: HashMap::new(),
        now: Now { at: NOON, today: jiff::civil::date(2026, 11, 21) },
    }
}

/// Numbers that repeat with every run.
pub(super) struct Chance(pub(super) u64);

impl Chance {
    pub(super) fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % most
    }
}
