//! Who is looked at when. Pure: time and chance come as values, and nothing is
//! asked from here.

mod agenda;
mod group;
mod network;
#[cfg(test)]
mod tests;
mod watched;

use std::{collections::BTreeMap, time::Duration};

use tokio::time::Instant;

use self::{
    group::Group,
    network::Network,
    watched::{Reach, Watched, Wish},
};
use crate::{Failure, Look, Seen, Swept, Urgency, Which, Whose, chance::Chance};

/// What is watched over one network, so that one outage is an outage of all.
///
/// `K` names what is watched (a journey), `G` what one sweep covers (a device
/// cloud under one identity). At most four looks are under way at once, and one
/// for each key.
#[derive(Debug)]
pub struct Watchlist<K, G> {
    chance: Chance,
    watched: BTreeMap<K, Watched<G>>,
    groups: BTreeMap<G, Group<K>>,
    under_way: BTreeMap<K, Flight>,
    on_screen: Option<K>,
    network: Network,
    sweep_rate: f64,
    generations: u64,
}

/// A look at one that has not been answered.
#[derive(Debug, Clone, Copy)]
struct Flight {
    /// Of the watch it was begun for; an answer to an older one is dropped.
    generation: u64,
    is_probe: bool,
}

const MOST_UNDER_WAY: usize = 4;
/// The last place is kept for sweeps and for persons, so that many to confirm
/// never hold up the list that tells of all.
const MOST_PLANNED_ONES: usize = 3;
const SWEEP_RATE: f64 = 2.0;
/// Past so many looks that fall due together they are spread over [`SPREAD`].
const UNSPREAD: usize = 4;
const SPREAD: Duration = Duration::from_secs(2);

impl<K: Ord + Clone, G: Ord + Clone> Watchlist<K, G> {
    /// An empty list. `seed` spreads the looks.
    pub fn new(seed: u64) -> Self {
        Self {
            chance: Chance::new(seed),
            watched: BTreeMap::new(),
            groups: BTreeMap::new(),
            under_way: BTreeMap::new(),
            on_screen: None,
            network: Network::Up,
            sweep_rate: SWEEP_RATE,
            generations: 0,
        }
    }

    /// Watches `key`, which has waited for its customer for `waited` already. A
    /// key that was watched is watched anew: an answer under way is dropped.
    pub fn watch(&mut self, key: K, group: G, waited: Duration, now: Instant) {
        self.generations += 1;
        self.groups.entry(group.clone()).or_default();
        self.watched.insert(key, Watched::new(group, self.generations, waited, now));
    }

    /// Does not look at `key` any more.
    pub fn stop(&mut self, key: &K) {
        self.watched.remove(key);
    }

    /// The sign-in page was given out (again): pauses count from here.
    pub fn handed_over(&mut self, key: &K, now: Instant) {
        if let Some(watched) = self.watched.get_mut(key) {
            watched.hand_over(now);
        }
    }

    /// `key` is on the screen, or nothing that is watched. It may be named before
    /// it is watched.
    pub fn on_screen(&mut self, key: Option<&K>) {
        self.on_screen = key.cloned();
    }

    /// Looks at once, at each key once a second at most.
    ///
    /// A look at one goes out whatever holds the others back. A look at all is, as
    /// long as the network is down, one try; of a group that is held, one look.
    pub fn look_now(&mut self, which: Which<&K>, now: Instant) {
        match which {
            Which::One(key) => {
                if let Some(watched) = self.watched.get_mut(key) {
                    watched.wish(Wish {
                        at: watched.soonest(now),
                        urgency: Urgency::Person,
                        reach: Reach::Personal,
                    });
                }
            }
            Which::All => self.look_at_all(now),
        }
    }

    /// Asking brings nothing until the operator has signed in to AWS. Holds the
    /// groups there are; one that comes later is held by its first failure.
    pub fn hold(&mut self, whose: Whose<&G>) {
        self.groups_of(whose).for_each(|(_, group)| group.is_held = true);
    }

    /// Asking may bring something again: those held are due at once. An answer of
    /// a group releases it as well.
    pub fn release(&mut self, whose: Whose<&G>, now: Instant) {
        let held = self.groups_of(whose).filter(|(_, group)| group.is_held);
        let released: Vec<G> = held
            .map(|(name, group)| {
                group.is_held = false;
                name.clone()
            })
            .collect();
        if !released.is_empty() {
            self.all_due(now, |watched| released.contains(&watched.group));
        }
    }

    /// Requests per second that sweeps may send, above 0; 2 unless told.
    pub fn sweep_rate(&mut self, rate: f64) {
        self.sweep_rate = rate;
    }

    /// The answer to [`Look::One`].
    pub fn seen_one(&mut self, key: &K, seen: Seen, now: Instant) {
        let Some(flight) = self.under_way.remove(key) else { return };
        self.answered(now);
        let watched = self.watched.get(key).filter(|one| one.generation == flight.generation);
        let Some(group) = watched.map(|watched| watched.group.clone()) else { return };
        self.release(Whose::Group(&group), now);
        let jitter = self.chance.unit();
        match seen {
            Seen::Settled => self.stop(key),
            Seen::Waiting => {
                if let Some(watched) = self.watched.get_mut(key) {
                    watched.seen(now, jitter);
                }
            }
        }
    }

    /// The answer to [`Look::Sweep`]: `items` tells of those found, `pages` is the
    /// number of requests it took. Who is not among the items is missing.
    pub fn swept(&mut self, group: &G, items: &[(K, Swept)], pages: u32, now: Instant) {
        let Some(members) = self.groups.get_mut(group).and_then(|group| group.under_way.take()) else {
            return;
        };
        self.answered(now);
        self.release(Whose::Group(group), now);
        if let Some(swept) = self.groups.get_mut(group) {
            swept.swept(pages, now, self.chance.unit());
        }
        let found: BTreeMap<&K, Swept> = items.iter().map(|(key, told)| (key, *told)).collect();
        for (key, generation) in members {
            let told = found.get(&key).copied().unwrap_or(Swept::Missing);
            let jitter = self.chance.unit();
            if let Some(watched) = self.watched.get_mut(&key).filter(|one| one.generation == generation) {
                watched.swept(told, now, jitter);
            }
        }
    }

    /// The look brought nothing.
    pub fn failed(&mut self, look: &Look<K, G>, failure: Failure, now: Instant) {
        let is_probe = match look {
            Look::One { key, .. } => self.under_way.remove(key).map(|flight| flight.is_probe),
            Look::Sweep { group, .. } => {
                self.groups.get_mut(group).and_then(|one| one.under_way.take()).map(|_| false)
            }
        };
        let Some(is_probe) = is_probe else { return };
        match failure {
            Failure::Network => self.network.failed(is_probe, now),
            Failure::Busy | Failure::AwsSignIn | Failure::Other => self.answered(now),
        }
        let jitter = self.chance.unit();
        match look {
            Look::One { key, .. } => {
                let Some(watched) = self.watched.get_mut(key) else { return };
                watched.failed(failure, now, jitter);
                if failure == Failure::AwsSignIn
                    && let Some(group) = self.groups.get_mut(&watched.group)
                {
                    group.is_held = true;
                }
            }
            Look::Sweep { group, .. } => {
                if let Some(group) = self.groups.get_mut(group) {
                    group.failed(failure, now, jitter);
                }
            }
        }
    }

    fn look_at_all(&mut self, now: Instant) {
        self.network.try_now(now);
        let held = self.groups.iter().filter(|(_, group)| group.is_held && self.network.is_up());
        let tries: Vec<K> = held.filter_map(|(name, _)| self.most_impatient_of(name)).collect();
        for (key, watched) in &mut self.watched {
            let urgency = watched.urgency(self.on_screen.as_ref() == Some(key));
            let reach = if tries.contains(key) { Reach::Personal } else { Reach::Sweep };
            watched.wish(Wish { at: watched.soonest(now), urgency, reach });
        }
    }

    /// Something answered: if that ends an outage, all are due.
    fn answered(&mut self, now: Instant) {
        if !self.network.is_up() {
            self.network = Network::Up;
            self.all_due(now, |_| true);
        }
    }

    fn all_due(&mut self, now: Instant, are_meant: impl Fn(&Watched<G>) -> bool) {
        let meant = self.watched.values().filter(|watched| are_meant(watched)).count();
        for watched in self.watched.values_mut().filter(|watched| are_meant(watched)) {
            let later =
                if meant > UNSPREAD { self.chance.between(Duration::ZERO, SPREAD) } else { Duration::ZERO };
            watched.due_at(now + later);
        }
    }

    fn groups_of<'a>(&'a mut self, whose: Whose<&'a G>) -> impl Iterator<Item = (&'a G, &'a mut Group<K>)> {
        self.groups.iter_mut().filter(move |(name, _)| match whose {
            Whose::Group(group) => *name == group,
            Whose::All => true,
        })
    }
}
