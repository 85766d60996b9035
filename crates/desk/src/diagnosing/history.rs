//! What this computer knows of a link from before.

use std::{
    collections::{HashMap, HashSet},
    time::Duration,
};

use jiff::{civil::Date, tz::TimeZone};
use journal::Entry;
use onboarding::{
    AccountAssociationId, AssociationState, ConnectorDestinationId, DescriptionLine, Journey, ManagedThingId,
    Timestamp,
    journey::{Channel, Stop, What},
};
use support::diagnosis::{Here, Usual};

use super::Whose;
use crate::{
    Desk,
    devices::rows_of,
    state::{Account, State},
};

/// Acts that are read to learn how long sign-ins take.
const ACTS: usize = 2_000;

impl Desk {
    pub(super) async fn known_here(
        &self,
        account: &Account,
        id: &AccountAssociationId,
        state: Option<&AssociationState>,
    ) -> Here {
        let identity = account.identity();
        let told = match self.shared.journal(identity).cloned() {
            // Without the journal less is known, and nothing is wrong with the link.
            Some(journal) => journal.timeline_of_link(identity, id).await.unwrap_or_default(),
            None => Vec::new(),
        };
        let told = Told::of(&told);
        let usual = match state {
            Some(AssociationState::InProgress) => self.usual_sign_in(account, id).await,
            _ => None,
        };
        let desk = self.lock();
        let item = desk.links.find(id);
        let line = item.and_then(|item| DescriptionLine::split(item.description.as_deref()?).1);
        let whose: Whose = (identity.clone(), id.clone());
        let handed_over = on_the_link(&desk, &whose).find_map(handed_over).or(told.handed_over);
        let is = |wanted: &AssociationState| usize::from(state == Some(wanted));
        Here {
            state_since: desk.links.known_of(id).state_since,
            first_seen: desk.links.first_seen(id),
            made_at: line.and_then(|line| midnight(&line.made_on)),
            handed_over,
            final_page: desk
                .diagnosing
                .pages
                .of(&whose, told.begun.max(handed_over.map(|(_, at)| at)))
                .cloned(),
            // The present state is told as well and is not one before.
            earlier_attempts: told.failed.saturating_sub(is(&AssociationState::Failed)),
            expired_before: told.expired.saturating_sub(is(&AssociationState::RefreshTokenExpired)),
            usual,
            made: on_the_link(&desk, &whose).flat_map(made).collect(),
        }
    }

    /// How long customers of the same device cloud took, as this computer saw.
    async fn usual_sign_in(&self, account: &Account, id: &AccountAssociationId) -> Option<Usual> {
        let identity = account.identity();
        let journal = self.shared.journal(identity).cloned()?;
        let acts = journal.activity(None, ACTS).await.ok()?;
        let cloud = self.lock().links.find(id)?.connector_destination_id?;
        let mut clouds: HashMap<AccountAssociationId, Option<ConnectorDestinationId>> = HashMap::new();
        let mut is_of_cloud = |link: &AccountAssociationId| {
            let known = || self.lock().links.find(link).and_then(|item| item.connector_destination_id);
            clouds.entry(link.clone()).or_insert_with(known).as_ref() == Some(&cloud)
        };
        let mut of_links: HashMap<AccountAssociationId, Vec<Entry>> = HashMap::new();
        for act in acts.into_iter().rev().filter(|act| act.identity == *identity) {
            if let Some(link) = act.link.filter(&mut is_of_cloud) {
                of_links.entry(link).or_default().push(act.entry);
            }
        }
        Usual::of(of_links.values().flat_map(|told| sign_ins(told)).collect())
    }
}

/// What the timeline of a link tells, oldest first.
#[derive(Debug, Default, PartialEq, Eq)]
struct Told {
    /// When the sign-in began that is asked for now.
    begun: Option<Timestamp>,
    /// Since then.
    handed_over: Option<(Channel, Timestamp)>,
    failed: usize,
    expired: usize,
}

impl Told {
    fn of(entries: &[Entry]) -> Self {
        let mut told = Self::default();
        for entry in entries {
            if begins(entry) {
                told.begun = Some(entry.at);
                told.handed_over = None;
            }
            told.handed_over = channel(entry).map(|channel| (channel, entry.at)).or(told.handed_over);
            told.failed += usize::from(becomes(entry, &AssociationState::Failed));
            told.expired += usize::from(becomes(entry, &AssociationState::RefreshTokenExpired));
        }
        told
    }
}

/// From the page's being given out to AWS's telling that it worked.
fn sign_ins(entries: &[Entry]) -> Vec<Duration> {
    let mut took = Vec::new();
    let mut given_out = None;
    for entry in entries {
        if begins(entry) {
            given_out = None;
        } else if channel(entry).is_some() {
            given_out = given_out.or(Some(entry.at));
        } else if becomes(entry, &AssociationState::Succeeded) {
            took.extend(given_out.take().map(|at| entry.at.since(at)));
        }
    }
    took
}

fn begins(entry: &Entry) -> bool {
    matches!(
        What::from_code(&entry.what),
        Some(What::LinkMade | What::LinkFoundAgain | What::SignInAskedAnew)
    )
}

#[expect(clippy::wildcard_enum_match_arm, reason = "three of many give a page out")]
fn channel(entry: &Entry) -> Option<Channel> {
    match What::from_code(&entry.what)? {
        What::PageOpened => Some(Channel::Here),
        What::PageShown => Some(Channel::QrCode),
        What::PageCopied => Some(Channel::Message),
        _ => None,
    }
}

fn becomes(entry: &Entry, state: &AssociationState) -> bool {
    What::from_code(&entry.what) == Some(What::StateChanged)
        && entry.detail.as_deref() == Some(state.as_str())
}

fn on_the_link<'a>(state: &'a State, (identity, link): &'a Whose) -> impl Iterator<Item = &'a Journey> {
    let journeys = state.journeys.values().map(|kept| &kept.journey);
    journeys.filter(move |journey| journey.link.as_ref() == Some(link) && journey.identity == *identity)
}

fn handed_over(journey: &Journey) -> Option<(Channel, Timestamp)> {
    match &journey.stop {
        Stop::AwaitingSignIn(stop) => stop.handed_over,
        Stop::Creating(_)
        | Stop::Refreshing(_)
        | Stop::FindingDevices(_)
        | Stop::ChoosingDevices(_)
        | Stop::Registering(_)
        | Stop::Done(_)
        | Stop::Removing(_)
        | Stop::Removed => None,
    }
}

/// Devices the journey made in AWS.
fn made(journey: &Journey) -> HashSet<ManagedThingId> {
    let rows = rows_of(journey).iter().filter(|row| row.creation.is_some());
    rows.filter_map(|row| row.thing.clone()).collect()
}

fn midnight(day: &str) -> Option<Timestamp> {
    let day: Date = day.parse().ok()?;
    let midnight = day.to_zoned(TimeZone::UTC).ok()?;
    Some(Timestamp(midnight.timestamp().as_millisecond()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(at: i64, what: What, detail: Option<&str>) -> Entry {
        Entry {
            at: Timestamp(at * 1000),
            what: what.code().to_owned(),
            about: None,
            detail: detail.map(str::to_owned),
            operation: None,
            request_id: None,
        }
    }

    fn state(at: i64, name: &str) -> Entry {
        entry(at, What::StateChanged, Some(name))
    }

    #[test]
    fn a_page_counts_until_it_is_replaced() {
        let mut told = vec![entry(1, What::LinkMade, None), entry(2, What::PageOpened, None)];
        assert_eq!(Told::of(&told).handed_over, Some((Channel::Here, Timestamp(2000))));
        told.push(entry(3, What::SignInAskedAnew, None));
        assert_eq!(Told::of(&told).handed_over, None);
        assert_eq!(Told::of(&told).begun, Some(Timestamp(3000)));
        told.push(entry(4, What::PageShown, None));
        assert_eq!(Told::of(&told).handed_over, Some((Channel::QrCode, Timestamp(4000))));
    }

    #[test]
    fn states_are_counted_and_what_nobody_knows_is_left_out() {
        let told = [
            state(1, "ASSOCIATION_FAILED"),
            state(2, "REFRESH_TOKEN_EXPIRED"),
            Entry { what: "of-a-later-version".to_owned(), ..state(3, "ASSOCIATION_FAILED") },
            state(4, "ASSOCIATION_FAILED"),
        ];
        let told = Told::of(&told);
        assert_eq!((told.failed, told.expired), (2, 1));
    }

    #[test]
    fn a_sign_in_takes_from_the_first_giving_out_of_its_page_to_its_success() {
        let told = [
            entry(1, What::LinkMade, None),
            entry(10, What::PageOpened, None),
            entry(20, What::PageCopied, None),
            state(70, "ASSOCIATION_SUCCEEDED"),
            entry(100, What::SignInAskedAnew, None),
            entry(110, What::PageShown, None),
            state(115, "ASSOCIATION_FAILED"),
            entry(120, What::SignInAskedAnew, None),
            state(130, "ASSOCIATION_SUCCEEDED"),
        ];
        assert_eq!(sign_ins(&told), [Duration::from_secs(60)], "one page was never given out from here");
    }

    #[test]
    fn a_day_of_the_description_becomes_a_moment_and_nonsense_none() {
        assert_eq!(midnight("1970-01-02"), Some(Timestamp(86_400_000)));
        assert_eq!(midnight("yesterday"), None);
    }
}
