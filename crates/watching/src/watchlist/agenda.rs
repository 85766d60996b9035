//! What is due, and when something will be: planned looks, wishes, sweeps in
//! their stead, and the one try while the network is down.

use std::{collections::BTreeMap, time::Duration};

use tokio::time::Instant;

use super::{
    Flight, Group, MOST_PLANNED_ONES, MOST_UNDER_WAY, Watchlist,
    group::Rhythm,
    watched::{Reach, Watched},
};
use crate::{Attention, Look, Urgency, pause};

/// A look that could be begun at `at`.
#[derive(Debug)]
struct Item<'a, K, G> {
    at: Instant,
    urgency: Urgency,
    what: What<'a, K, G>,
}

#[derive(Debug)]
enum What<'a, K, G> {
    One { key: &'a K, is_probe: bool },
    Sweep(&'a G),
}

/// Places for looks that nothing takes yet.
#[derive(Debug, Clone, Copy)]
struct Places {
    all: usize,
    planned_ones: usize,
}

/// What the members of a group want of a sweep.
#[derive(Debug)]
struct Wants {
    members: u32,
    has_old: bool,
    /// Somebody has waited for less than a quarter of an hour.
    has_young: bool,
    /// The pause of the most impatient one.
    patience: Duration,
}

/// How a group is swept.
#[derive(Debug)]
struct Round {
    interval: Duration,
    /// Only those older than a day; the others are looked at one by one.
    only_old: bool,
    /// The time somebody it looks at wants it, outside its rhythm.
    sooner: Option<Instant>,
    /// The time a person wants it.
    wished: Option<Instant>,
    urgency: Urgency,
}

impl<K: Ord + Clone, G: Ord + Clone> Watchlist<K, G> {
    /// When [`due`](Self::due) will have something, if nothing else happens
    /// before; `None` while nothing is planned, or four looks are under way and
    /// one has to be answered first.
    pub fn next(&self, now: Instant) -> Option<Instant> {
        let places = self.places();
        self.agenda(now).iter().filter(|item| places.fit(item)).map(|item| item.at).min()
    }

    /// The looks to begin now, most urgent first. Each is under way until
    /// [`seen_one`](Self::seen_one), [`swept`](Self::swept) or
    /// [`failed`](Self::failed) tells how it ended.
    pub fn due(&mut self, now: Instant) -> Vec<Look<K, G>> {
        let mut items = self.agenda(now);
        items.retain(|item| item.at <= now);
        items.sort_by_key(|item| (item.urgency, item.at));
        let mut places = self.places();
        items.retain(|item| places.take(item));
        let looks: Vec<(Look<K, G>, bool)> = items.iter().map(Item::look).collect();
        for (look, is_probe) in &looks {
            match look {
                Look::One { key, .. } => self.begin_one(key, *is_probe, now),
                Look::Sweep { group, .. } => self.begin_sweep(group, now),
            }
        }
        looks.into_iter().map(|(look, _)| look).collect()
    }

    /// The member of `group` that is to be looked at first.
    pub(super) fn most_impatient_of(&self, group: &G) -> Option<K> {
        let members = self.watched.iter().filter(|(_, watched)| watched.group == *group);
        members.min_by_key(|(key, watched)| watched.patience(self.attention(key))).map(|(key, _)| key.clone())
    }

    fn agenda(&self, now: Instant) -> Vec<Item<'_, K, G>> {
        match self.network.try_at() {
            Some(try_at) => {
                let probe = self.probe(try_at);
                let tried = probe.as_ref().filter(|probe| probe.at <= now).and_then(Item::key);
                // A wish for the one that is tried right now is answered by that try.
                self.wishes().filter(|wish| tried.is_none() || wish.key() != tried).chain(probe).collect()
            }
            None => self.rounds_and_looks(now),
        }
    }

    /// While the network is down.
    fn wishes(&self) -> impl Iterator<Item = Item<'_, K, G>> {
        let idle = self.watched.iter().filter(|(key, _)| !self.under_way.contains_key(*key));
        idle.filter_map(|(key, watched)| {
            let wish = watched.wish.filter(|wish| wish.reach == Reach::Personal)?;
            Some(Item { at: wish.at, urgency: wish.urgency, what: What::One { key, is_probe: false } })
        })
    }

    fn probe(&self, try_at: Instant) -> Option<Item<'_, K, G>> {
        if self.under_way.values().any(|flight| flight.is_probe) {
            return None;
        }
        let free = self
            .watched
            .iter()
            .filter(|(key, watched)| !self.under_way.contains_key(*key) && !self.is_held(watched));
        let (key, watched) = free.min_by_key(|(key, watched)| watched.patience(self.attention(key)))?;
        let urgency = watched.urgency(self.is_on_screen(key));
        Some(Item { at: try_at, urgency, what: What::One { key, is_probe: true } })
    }

    fn rounds_and_looks(&self, now: Instant) -> Vec<Item<'_, K, G>> {
        let mut rounds = self.rounds(now);
        let mut items = Vec::new();
        for (key, watched) in &self.watched {
            let attention = self.attention(key);
            let urgency = watched.urgency(self.is_on_screen(key));
            let round = rounds.get_mut(&watched.group).filter(|round| round.covers(watched, attention));
            let is_held = self.is_held(watched);
            let mut wish = watched.wish.filter(|wish| wish.reach == Reach::Personal || !is_held);
            let mut own = (!is_held).then(|| watched.due(attention));
            if let Some(round) = round {
                let was_swept = self.groups.get(&watched.group).is_some_and(Group::was_swept);
                round.sooner = earliest(round.sooner, if was_swept { watched.due_once() } else { own });
                let (own_wish, shared) = match watched.wish {
                    Some(wish) if wish.reach == Reach::Sweep => (None, Some(wish.at)),
                    _ => (wish, None),
                };
                round.wished = earliest(round.wished, shared);
                round.urgency = round.urgency.min(urgency);
                wish = own_wish;
                own = None;
            }
            if self.under_way.contains_key(key) {
                continue;
            }
            if let Some(at) = earliest(own, wish.map(|wish| wish.at)) {
                let wished = wish.filter(|wish| wish.at <= now).map(|wish| wish.urgency);
                let urgency = wished.map_or(urgency, |wished| wished.min(urgency));
                items.push(Item { at, urgency, what: What::One { key, is_probe: false } });
            }
        }
        items.extend(rounds.into_iter().filter_map(|(name, round)| {
            let group = self.groups.get(name).filter(|group| !group.is_held && group.under_way.is_none())?;
            let rhythm =
                Rhythm { interval: round.interval, shortest: group.shortest_interval(self.sweep_rate) };
            let at = group.due(rhythm, round.sooner, round.wished)?;
            Some(Item { at, urgency: round.urgency, what: What::Sweep(name) })
        }));
        items
    }

    fn rounds(&self, now: Instant) -> BTreeMap<&G, Round> {
        let mut wants: BTreeMap<&G, Wants> = BTreeMap::new();
        for (key, watched) in &self.watched {
            let patience = watched.patience(self.attention(key));
            let is_old = !self.is_on_screen(key) && watched.waits_longer_than(pause::DAY);
            let group = wants.entry(&watched.group).or_insert(Wants {
                members: 0,
                has_old: false,
                has_young: false,
                patience,
            });
            group.has_young |= !watched.waits_longer_than(pause::QUARTER);
            group.members += 1;
            group.has_old |= is_old;
            group.patience = group.patience.min(patience);
        }
        let rounds = wants.into_iter().filter_map(|(name, wants)| {
            let group = self.groups.get(name).filter(|group| !group.is_barred(now))?;
            let is_worth_it = group.is_worth_sweeping(wants.members);
            let interval = if is_worth_it {
                let shortest = group.shortest_interval(self.sweep_rate);
                if wants.has_young { shortest } else { shortest.max(wants.patience) }
            } else if wants.has_old {
                HOURLY
            } else {
                return None;
            };
            Some((
                name,
                Round { interval, only_old: !is_worth_it, sooner: None, wished: None, urgency: Urgency::Old },
            ))
        });
        rounds.collect()
    }

    fn begin_one(&mut self, key: &K, is_probe: bool, now: Instant) {
        if let Some(watched) = self.watched.get_mut(key) {
            watched.begin(now);
            self.under_way.insert(key.clone(), Flight { generation: watched.generation, is_probe });
        }
    }

    fn begin_sweep(&mut self, name: &G, now: Instant) {
        let mut members = BTreeMap::new();
        for (key, watched) in self.watched.iter_mut().filter(|(_, watched)| watched.group == *name) {
            watched.begin_sweep(now);
            members.insert(key.clone(), watched.generation);
        }
        if let Some(group) = self.groups.get_mut(name) {
            group.begin(members, now);
        }
    }

    fn places(&self) -> Places {
        let sweeps = self.groups.values().filter(|group| group.under_way.is_some()).count();
        let ones = self.under_way.len();
        Places {
            all: MOST_UNDER_WAY.saturating_sub(ones + sweeps),
            planned_ones: MOST_PLANNED_ONES.saturating_sub(ones),
        }
    }

    fn attention(&self, key: &K) -> Attention {
        if self.is_on_screen(key) { Attention::OnScreen } else { Attention::Elsewhere }
    }

    fn is_on_screen(&self, key: &K) -> bool {
        self.on_screen.as_ref() == Some(key)
    }

    fn is_held(&self, watched: &Watched<G>) -> bool {
        self.groups.get(&watched.group).is_some_and(|group| group.is_held)
    }
}

impl Places {
    fn fit<K, G>(self, item: &Item<'_, K, G>) -> bool {
        self.all > 0 && (self.planned_ones > 0 || !item.is_planned_one())
    }

    fn take<K, G>(&mut self, item: &Item<'_, K, G>) -> bool {
        let fits = self.fit(item);
        if fits {
            self.all -= 1;
            self.planned_ones = self.planned_ones.saturating_sub(usize::from(item.is_one()));
        }
        fits
    }
}

impl<K: Clone, G: Clone> Item<'_, K, G> {
    fn look(&self) -> (Look<K, G>, bool) {
        let urgency = self.urgency;
        match self.what {
            What::One { key, is_probe } => (Look::One { key: key.clone(), urgency }, is_probe),
            What::Sweep(group) => (Look::Sweep { group: group.clone(), urgency }, false),
        }
    }
}

impl<'a, K: PartialEq, G> Item<'a, K, G> {
    fn key(&self) -> Option<&'a K> {
        match self.what {
            What::One { key, .. } => Some(key),
            What::Sweep(_) => None,
        }
    }
}

impl<K, G> Item<'_, K, G> {
    fn is_one(&self) -> bool {
        match self.what {
            What::One { .. } => true,
            What::Sweep(_) => false,
        }
    }

    /// A look at one that no person waits for.
    fn is_planned_one(&self) -> bool {
        self.is_one() && self.urgency > Urgency::Person
    }
}

impl Round {
    fn covers<G>(&self, watched: &Watched<G>, attention: Attention) -> bool {
        match attention {
            Attention::OnScreen => !self.only_old && watched.patience(attention) >= self.interval,
            Attention::Elsewhere => !self.only_old || watched.waits_longer_than(pause::DAY),
        }
    }
}

fn earliest(one: Option<Instant>, other: Option<Instant>) -> Option<Instant> {
    [one, other].into_iter().flatten().min()
}

const HOURLY: Duration = Duration::from_secs(3600);
