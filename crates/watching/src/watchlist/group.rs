//! Those that one sweep looks at together: what is known of their list, and when
//! the next sweep may be.

use std::{collections::BTreeMap, time::Duration};

use tokio::time::Instant;

use crate::Failure;

#[derive(Debug)]
pub(super) struct Group<K> {
    /// Asking brings nothing until the operator has signed in to AWS.
    pub(super) is_held: bool,
    /// The sweep that has not been answered: those it looks at, each with the
    /// generation of its watch.
    pub(super) under_way: Option<BTreeMap<K, u64>>,
    pages: u32,
    begun: Option<Instant>,
    told: Option<Told>,
    /// Busy answers in a row.
    setbacks: u32,
    barred_until: Option<Instant>,
}

#[derive(Debug, Clone, Copy)]
struct Told {
    at: Instant,
    jitter: f64,
}

/// How far apart sweeps are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rhythm {
    pub(super) interval: Duration,
    pub(super) shortest: Duration,
}

/// From so many waiting ones on a sweep is worth while.
const FEWEST_MEMBERS: u32 = 4;
const SHORTEST_INTERVAL: Duration = Duration::from_secs(3);
const LONGEST_INTERVAL: Duration = Duration::from_secs(15);
/// Wished sweeps are no closer.
const LEAST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_BUSY_INTERVAL: Duration = Duration::from_secs(60);
/// A list that AWS refuses (no permission, say) is not asked for meanwhile.
const BARRED: Duration = Duration::from_secs(600);

impl<K> Default for Group<K> {
    fn default() -> Self {
        Self {
            is_held: false,
            under_way: None,
            pages: 1,
            begun: None,
            told: None,
            setbacks: 0,
            barred_until: None,
        }
    }
}

impl<K> Group<K> {
    pub(super) fn is_barred(&self, now: Instant) -> bool {
        self.barred_until.is_some_and(|until| now < until)
    }

    /// Whether one sweep is cheaper than looking at each of `members`.
    pub(super) fn is_worth_sweeping(&self, members: u32) -> bool {
        members >= FEWEST_MEMBERS && self.pages < members
    }

    /// How long its pages take at `rate` requests per second, 3 to 15 s.
    pub(super) fn shortest_interval(&self, rate: f64) -> Duration {
        let pages = Duration::try_from_secs_f64(f64::from(self.pages) / rate).unwrap_or(LONGEST_INTERVAL);
        pages.clamp(SHORTEST_INTERVAL, LONGEST_INTERVAL)
    }

    /// When the next sweep is due: every `interval`; sooner for `sooner`, the time
    /// somebody is to be looked at, though not before `shortest` has passed; and
    /// at `wished`, though once a second at most.
    pub(super) fn due(
        &self,
        rhythm: Rhythm,
        sooner: Option<Instant>,
        wished: Option<Instant>,
    ) -> Option<Instant> {
        let wished = wished.map(|wished| self.begun.map_or(wished, |begun| wished.max(begun + LEAST_PAUSE)));
        let planned = match self.told {
            None => sooner,
            Some(told) => Some(self.planned(told, rhythm, sooner)),
        };
        [planned, wished].into_iter().flatten().min()
    }

    fn planned(&self, told: Told, rhythm: Rhythm, sooner: Option<Instant>) -> Instant {
        let spread = 0.9 + 0.2 * told.jitter;
        let doubled = rhythm.interval.saturating_mul(1 << self.setbacks.min(6));
        let planned = told.at + doubled.min(rhythm.interval.max(LONGEST_BUSY_INTERVAL)).mul_f64(spread);
        if self.setbacks > 0 {
            return planned;
        }
        let sooner = sooner.map_or(planned, |sooner| sooner.min(planned));
        sooner.max(told.at + rhythm.shortest.mul_f64(spread))
    }

    pub(super) fn was_swept(&self) -> bool {
        self.told.is_some()
    }

    pub(super) fn begin(&mut self, members: BTreeMap<K, u64>, now: Instant) {
        self.under_way = Some(members);
        self.begun = Some(now);
    }

    pub(super) fn swept(&mut self, pages: u32, now: Instant, jitter: f64) {
        self.pages = pages.max(1);
        self.setbacks = 0;
        self.told = Some(Told { at: now, jitter });
    }

    pub(super) fn failed(&mut self, failure: Failure, now: Instant, jitter: f64) {
        match failure {
            // After an outage all are due at once.
            Failure::Network => return,
            Failure::Busy => self.setbacks += 1,
            Failure::Other => self.barred_until = Some(now + BARRED),
            Failure::AwsSignIn => self.is_held = true,
        }
        self.told = Some(Told { at: now, jitter });
    }
}
