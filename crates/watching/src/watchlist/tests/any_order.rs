//! What holds whatever happens in whatever order.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::super::*;
use crate::{Attention, pause};

const KEYS: u8 = 12;

/// What a property watches a list with: the looks that are under way, and when
/// their answers come.
struct Watch {
    list: Watchlist<u8, u8>,
    now: Instant,
    watched: BTreeMap<u8, u8>,
    under_way: Vec<(Instant, Look<u8, u8>)>,
}

impl Watch {
    fn new(seed: u64) -> Self {
        let list = Watchlist::new(seed);
        Self { list, now: Instant::now(), watched: BTreeMap::new(), under_way: Vec::new() }
    }

    fn watch(&mut self, key: u8, group: u8, waited: Duration) {
        self.watched.insert(key, group);
        self.list.watch(key, group, waited, self.now);
    }

    fn begin(&mut self, latency: Duration) -> Result<Vec<Look<u8, u8>>, TestCaseError> {
        let looks = self.list.due(self.now);
        let next = self.list.next(self.now);
        prop_assert!(next.is_none_or(|next| next > self.now), "what is due has begun, {next:?}");
        for look in &looks {
            match look {
                Look::One { key, .. } => {
                    prop_assert!(self.watched.contains_key(key), "{key} is not watched");
                    prop_assert!(self.under_way.iter().all(|(_, other)| !is_at(other, *key)), "two at {key}");
                }
                Look::Sweep { group, .. } => {
                    prop_assert!(self.watched.values().any(|one| one == group), "nobody is in {group}");
                }
            }
            self.under_way.push((self.now + latency, look.clone()));
        }
        prop_assert!(self.under_way.len() <= 4);
        Ok(looks)
    }

    /// Answers the look that was to be answered first.
    fn answer(&mut self, outcome: u8) {
        let Some(first) = (0..self.under_way.len()).min_by_key(|index| self.under_way[*index].0) else {
            return;
        };
        let (at, look) = self.under_way.swap_remove(first);
        self.now = self.now.max(at);
        let failure = match outcome {
            0 => Some(Failure::Network),
            1 => Some(Failure::Busy),
            2 => Some(Failure::AwsSignIn),
            3 => Some(Failure::Other),
            _ => None,
        };
        match (&look, failure) {
            (_, Some(failure)) => self.list.failed(&look, failure, self.now),
            (Look::One { key, .. }, None) => {
                let seen = if outcome == 4 { Seen::Settled } else { Seen::Waiting };
                self.list.seen_one(key, seen, self.now);
                // The list may keep it when it was watched anew meanwhile.
                if seen == Seen::Settled {
                    self.list.stop(key);
                    self.watched.remove(key);
                }
            }
            (Look::Sweep { group, .. }, None) => {
                let told = match outcome {
                    4 => Swept::LooksFinal,
                    5 => Swept::Missing,
                    _ => Swept::Waiting,
                };
                let items: Vec<(u8, Swept)> = self.watched.keys().map(|key| (*key, told)).collect();
                self.list.swept(group, &items, u32::from(outcome % 4), self.now);
            }
        }
    }
}

fn is_at(look: &Look<u8, u8>, wanted: u8) -> bool {
    match look {
        Look::One { key, .. } => *key == wanted,
        Look::Sweep { .. } => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn no_key_is_looked_at_twice_at_once_nor_after_it_was_stopped(
        seed: u64,
        happenings in proptest::collection::vec((0_u8..12, 0..KEYS, 0_u8..10, 0_u64..20_000), 1..250),
    ) {
        let mut watch = Watch::new(seed);
        for (what, key, outcome, millis) in happenings {
            watch.now += Duration::from_millis(millis);
            match what {
                0..=2 => watch.watch(key, key % 3, Duration::from_secs(u64::from(outcome) * millis)),
                3 => {
                    watch.watched.remove(&key);
                    watch.list.stop(&key);
                }
                4 => watch.list.handed_over(&key, watch.now),
                5 => watch.list.on_screen(Some(&key)),
                6 => watch.list.look_now(Which::One(&key), watch.now),
                7 => watch.list.look_now(Which::All, watch.now),
                8 if outcome < 3 => watch.list.hold(Whose::Group(&(key % 3))),
                8 => watch.list.release(Whose::All, watch.now),
                _ => watch.answer(outcome),
            }
            watch.begin(Duration::from_millis(millis))?;
        }
    }

    #[test]
    fn while_the_network_is_up_everyone_is_looked_at_within_its_pause(
        seed: u64,
        keys in proptest::collection::vec((0_u8..3, prop_oneof![0_u64..900, 900_u64..90_000]), 1..30),
        on_screen in proptest::option::of(0_u8..30),
        latency in 1_u64..300,
    ) {
        let mut watch = Watch::new(seed);
        let begun = watch.now;
        let mut told: BTreeMap<u8, Instant> = BTreeMap::new();
        for (key, (group, waited)) in (0..).zip(&keys) {
            watch.watch(key, *group, Duration::from_secs(*waited));
            told.insert(key, begun);
        }
        watch.list.on_screen(on_screen.as_ref());
        while watch.now < begun + Duration::from_secs(600) {
            let looks = watch.begin(Duration::from_millis(latency))?;
            let seen: BTreeSet<u8> = looks.iter().flat_map(|look| match look {
                Look::One { key, .. } => vec![*key],
                Look::Sweep { group, .. } => {
                    watch.watched.iter().filter(|(_, one)| *one == group).map(|(key, _)| *key).collect()
                }
            }).collect();
            for key in seen {
                told.insert(key, watch.now);
            }
            for (key, last) in &told {
                let attention = if on_screen == Some(*key) { Attention::OnScreen } else { Attention::Elsewhere };
                // Answers that take their time, and others that come first.
                let slack = Duration::from_millis(500 + 12 * latency);
                let waited = Duration::from_secs(keys[usize::from(*key)].1) + last.duration_since(begun) + slack;
                let longest = pause(attention, waited, 1.0).max(Duration::from_secs_f64(3.3)) + slack;
                let since = watch.now.duration_since(*last);
                prop_assert!(since <= longest, "{key} was left alone for {since:?}, not {longest:?}");
            }
            let answered = watch.under_way.iter().map(|(at, _)| *at).min();
            let next = watch.list.next(watch.now);
            prop_assert!(answered.is_some() || next.is_some(), "somebody is to be looked at");
            if answered.is_some_and(|answered| next.is_none_or(|next| answered <= next)) {
                watch.answer(9);
            } else {
                watch.now = next.map_or(watch.now, |next| next.max(watch.now));
            }
        }
    }
}
