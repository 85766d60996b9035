//! What became of the customers of a run.

use std::{collections::BTreeMap, fmt};

/// How far the service had come when a kill hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    BeforeTheLink,
    BeforeTheSignIn,
    BeforeTheSearch,
    BeforeTheFirstDevice,
    AmongTheDevices,
    AfterTheLastDevice,
}

/// Counts over all customers; every field but the first three should be 0.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    pub kills: usize,
    pub customers: usize,
    /// Where the kills hit.
    pub spread: BTreeMap<Stage, usize>,
    pub links_lost: usize,
    pub links_doubled: usize,
    pub things_lost: usize,
    pub things_doubled: usize,
    pub registrations_missing: usize,
    pub registrations_doubled: usize,
    /// Client tokens that were committed twice.
    pub tokens_doubled: usize,
    /// Journeys of finished customers that the journal still held as unfinished.
    pub left_open: usize,
    /// Customers whose desk got stuck or gave up; nothing of theirs counts as lost.
    pub not_finished: usize,
    /// What went wrong, in words: one for each customer, with its seed.
    pub breaches: Vec<String>,
}

impl Tally {
    /// Nothing was lost and nothing doubled.
    pub fn is_clean(&self) -> bool {
        self.breaches.is_empty()
    }

    pub(super) fn add(&mut self, other: Self) {
        self.kills += other.kills;
        self.customers += other.customers;
        for (stage, kills) in other.spread {
            *self.spread.entry(stage).or_default() += kills;
        }
        self.links_lost += other.links_lost;
        self.links_doubled += other.links_doubled;
        self.things_lost += other.things_lost;
        self.things_doubled += other.things_doubled;
        self.registrations_missing += other.registrations_missing;
        self.registrations_doubled += other.registrations_doubled;
        self.tokens_doubled += other.tokens_doubled;
        self.left_open += other.left_open;
        self.not_finished += other.not_finished;
        self.breaches.extend(other.breaches);
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::BeforeTheLink => "before the link was made",
            Self::BeforeTheSignIn => "before the customer signed in",
            Self::BeforeTheSearch => "before the search for devices",
            Self::BeforeTheFirstDevice => "before the first device was made",
            Self::AmongTheDevices => "among the devices",
            Self::AfterTheLastDevice => "after the last registration",
        })
    }
}
