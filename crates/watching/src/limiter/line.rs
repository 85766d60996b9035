//! Who waits for a turn of one operation, and whose it is. How many turns there
//! are lives in `allowance`.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use tokio::{sync::Notify, time::Instant};

use super::{Pace, allowance::Allowance};
use crate::Urgency;

/// A place in the line; the lesser ticket goes first.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    ticket: Ticket,
    pace: Pace,
}

type Ticket = (Urgency, u64);

/// What somebody in the line has to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// Go: the place is given up and the turn paid for.
    Taken,
    /// Ask again then, or when the bell rings.
    At(Instant),
    /// Ask again when the bell rings.
    AfterOthers,
}

#[derive(Debug)]
pub(super) struct Line {
    allowance: Allowance,
    watching: BTreeMap<Ticket, Arc<Notify>>,
    bulk: BTreeMap<Ticket, Arc<Notify>>,
    joined: u64,
}

impl Line {
    pub(super) fn new(quota: f64, now: Instant) -> Self {
        let allowance = Allowance::new(quota, now);
        Self { allowance, watching: BTreeMap::new(), bulk: BTreeMap::new(), joined: 0 }
    }

    pub(super) fn join(&mut self, urgency: Urgency, pace: Pace, bell: Arc<Notify>) -> Place {
        self.joined += 1;
        let ticket = (urgency, self.joined);
        self.queue(pace).insert(ticket, bell);
        Place { ticket, pace }
    }

    pub(super) fn advance(&mut self, place: Place, now: Instant) -> Turn {
        if self.first(place.pace) != Some(place.ticket) {
            return Turn::AfterOthers;
        }
        let free_at = self.allowance.free_at(place.pace, now);
        if free_at > now {
            return Turn::At(free_at);
        }
        let other = place.pace.other();
        let gives_way = self.first(other).is_some_and(|first| first < place.ticket);
        if gives_way && self.allowance.free_at(other, now) <= now {
            return Turn::AfterOthers;
        }
        self.allowance.take(place.pace, now);
        self.leave(place);
        Turn::Taken
    }

    /// Gives the place up, if it is still held.
    pub(super) fn leave(&mut self, place: Place) {
        if self.queue(place.pace).remove(&place.ticket).is_some() {
            self.ring();
        }
    }

    pub(super) fn throttled(&mut self, pause: Duration, now: Instant) {
        self.allowance.throttled(pause, now);
    }

    pub(super) fn sent_again(&mut self, now: Instant) {
        self.allowance.debit(now);
    }

    pub(super) fn answered(&mut self, now: Instant) {
        self.allowance.answered(now);
        self.ring();
    }

    pub(super) fn rate(&mut self, pace: Pace, now: Instant) -> f64 {
        self.allowance.rate(pace, now)
    }

    fn ring(&self) {
        let bells = [self.watching.values().next(), self.bulk.values().next()];
        bells.into_iter().flatten().for_each(|bell| bell.notify_one());
    }

    fn first(&mut self, pace: Pace) -> Option<Ticket> {
        self.queue(pace).keys().next().copied()
    }

    fn queue(&mut self, pace: Pace) -> &mut BTreeMap<Ticket, Arc<Notify>> {
        match pace {
            Pace::Watching => &mut self.watching,
            Pace::Bulk => &mut self.bulk,
        }
    }
}

impl Pace {
    fn other(self) -> Self {
        match self {
            Self::Watching => Self::Bulk,
            Self::Bulk => Self::Watching,
        }
    }
}
