//! Which links fit, in which order: one search over a snapshot of the list.
//! How a link is shown, and keeping the list, never live here.

use std::collections::HashMap;

use contract::{LinkOrderForm, LinkStateView, ListLinksForm, MadeForm};
use jiff::{ToSpan, civil::Date};
use onboarding::{AccountAssociationId, AssociationState, Timestamp};

use super::{
    folding::needles,
    index::{Index, PlaceSet},
    link::Link,
    order::Orders,
    state_view,
};

/// A sign-in that takes longer is one that somebody should look after.
const LONG_WAIT_MS: i64 = 24 * 60 * 60 * 1000;

/// What a search looks at: the list as it was at one moment.
#[derive(Debug, Clone)]
pub(crate) struct Snapshot {
    pub(super) index: Index,
    pub(super) version: u64,
    pub(super) orders: Orders,
    /// Unfinished journeys of this desk, by the place of their link.
    pub(super) journeys: HashMap<usize, OnLink>,
    pub(super) now: Now,
}

/// An unfinished journey on a link.
#[derive(Debug, Clone)]
pub(super) struct OnLink {
    pub(super) journey_id: String,
    /// It waits for somebody here to act.
    pub(super) needs_person: bool,
}

/// A moment, and the day it is here.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Now {
    pub(super) at: Timestamp,
    pub(super) today: Date,
}

/// What is asked for.
#[derive(Debug, Clone)]
pub(super) struct Query {
    needles: Vec<String>,
    /// What was typed could be the id of a link.
    id: Option<AccountAssociationId>,
    /// Empty means every state.
    states: Vec<LinkStateView>,
    device_cloud: Option<String>,
    made: MadeForm,
    needs_person: bool,
    order: LinkOrderForm,
}

impl Query {
    pub(super) fn read(form: &ListLinksForm) -> Self {
        Self {
            needles: needles(&form.search),
            id: AccountAssociationId::parse(&form.search).ok(),
            states: form.states.clone(),
            device_cloud: form.connector_destination_id.clone(),
            made: form.made,
            needs_person: form.needs_person,
            order: form.order,
        }
    }

    /// The places of all links that fit, in the order asked for.
    pub(super) fn run(&self, on: &Snapshot) -> Vec<usize> {
        let mut fitting: Option<PlaceSet> = None;
        if !self.needles.is_empty() {
            let mut matching = on.index.matching(&self.needles);
            if let Some(id) = &self.id {
                let is_it = |link: &Link| link.id.eq_ignore_ascii_case(id.as_str());
                on.index.iter().filter(|(_, link)| is_it(link)).for_each(|(place, _)| matching.insert(place));
            }
            fitting = Some(matching);
        }
        let days = Days::of(on.now.today);
        let fits = |place: &usize| {
            fitting.as_ref().is_none_or(|fitting| fitting.contains(*place))
                && (!self.narrows()
                    || on.index.get(*place).is_some_and(|link| self.lets(on, &days, *place, link)))
        };
        match self.order {
            LinkOrderForm::Name => {
                let order = on.orders.by_name(&on.index, on.version);
                order.iter().copied().filter(fits).collect()
            }
            LinkOrderForm::NewestFirst => {
                let order = on.orders.newest_first(&on.index, on.version);
                order.iter().copied().filter(fits).collect()
            }
            LinkOrderForm::NeedsPersonFirst => {
                let order = on.orders.by_name(&on.index, on.version);
                let (first, then): (Vec<usize>, Vec<usize>) =
                    order.iter().copied().filter(fits).partition(|place| on.needs_person_at(*place));
                [first, then].concat()
            }
        }
    }

    /// Something else than words narrows the list.
    fn narrows(&self) -> bool {
        !self.states.is_empty()
            || self.device_cloud.is_some()
            || self.made != MadeForm::Any
            || self.needs_person
    }

    fn lets(&self, on: &Snapshot, days: &Days, place: usize, link: &Link) -> bool {
        (self.states.is_empty() || self.states.contains(&state_view(&link.state)))
            && (self.device_cloud.is_none() || self.device_cloud.as_deref() == link.device_cloud.as_deref())
            && days.fit(self.made, link.made.as_ref().and_then(|made| made.day))
            && (!self.needs_person || on.needs_person(place, link))
    }
}

impl Snapshot {
    /// Waits for somebody here to act.
    pub(super) fn needs_person(&self, place: usize, link: &Link) -> bool {
        let of_state = match &link.state {
            AssociationState::Failed
            | AssociationState::RefreshTokenExpired
            | AssociationState::Unknown(_) => true,
            AssociationState::InProgress => waits_long(link, self.now),
            AssociationState::Succeeded | AssociationState::Deleting => false,
        };
        of_state || self.journeys.get(&place).is_some_and(|journey| journey.needs_person)
    }

    pub(super) fn count_needing_person(&self) -> usize {
        self.index.iter().filter(|(place, link)| self.needs_person(*place, link)).count()
    }

    fn needs_person_at(&self, place: usize) -> bool {
        self.index.get(place).is_some_and(|link| self.needs_person(place, link))
    }
}

/// AWS keeps no times: the wait is counted from when this computer saw it begin,
/// or from our own line's day, or from when the link was first seen here.
fn waits_long(link: &Link, now: Now) -> bool {
    let is_long_ago = |at: Timestamp| now.at.0 - at.0 > LONG_WAIT_MS;
    match (link.state_since, link.made.as_ref().and_then(|made| made.day)) {
        (Some(since), _) => is_long_ago(since),
        (None, Some(day)) => is_long_ago(link.first_seen) || day < ago(now.today, 1),
        (None, None) => is_long_ago(link.first_seen),
    }
}

/// From which day on a link was made lately.
struct Days {
    seven_ago: Date,
    thirty_ago: Date,
}

impl Days {
    fn of(today: Date) -> Self {
        Self { seven_ago: ago(today, 7), thirty_ago: ago(today, 30) }
    }

    fn fit(&self, asked: MadeForm, made: Option<Date>) -> bool {
        match (asked, made) {
            (MadeForm::Any, _) | (MadeForm::Unknown, None) => true,
            (MadeForm::Last7Days, Some(day)) => day > self.seven_ago,
            (MadeForm::Last30Days, Some(day)) => day > self.thirty_ago,
            (MadeForm::Older, Some(day)) => day <= self.thirty_ago,
            (MadeForm::Unknown, Some(_))
            | (MadeForm::Last7Days | MadeForm::Last30Days | MadeForm::Older, None) => false,
        }
    }
}

fn ago(today: Date, days: i64) -> Date {
    today.saturating_sub(days.days())
}

#[cfg(test)]
mod tests;
