//! One that is watched: how long it has waited, when its next look is planned,
//! and who wished for one before. Whether a sweep looks in its stead lives in
//! `agenda`.

use std::time::Duration;

use tokio::time::Instant;

use crate::{Attention, FIRST_LOOK, Failure, Swept, Urgency, pause};

#[derive(Debug)]
pub(super) struct Watched<G> {
    pub(super) group: G,
    pub(super) generation: u64,
    pub(super) wish: Option<Wish>,
    /// Counting from here, it had waited for `waited` already.
    counted_from: Instant,
    waited: Duration,
    plan: Plan,
    begun: Option<Instant>,
    /// Busy answers in a row.
    setbacks: u32,
    /// Sweeps in a row that missed it.
    missing: u32,
}

/// A look outside the plan.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wish {
    pub(super) at: Instant,
    pub(super) urgency: Urgency,
    pub(super) reach: Reach,
}

/// How far a wish goes; the greater includes the lesser.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reach {
    /// A sweep serves as well.
    Sweep,
    /// Only a look of its own serves.
    Own,
    /// A look of its own, whatever holds the others back.
    Personal,
}

#[derive(Debug, Clone, Copy)]
enum Plan {
    /// A while after the hand-off, whatever an earlier question tells meanwhile.
    First(Instant),
    /// Once at this time.
    At(Instant),
    /// A pause after it was last told of. The pause follows the attention it has
    /// when that is asked.
    After { told: Instant, jitter: f64 },
}

/// A look that somebody wished for comes no sooner after the one before.
const LEAST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_BUSY_PAUSE: Duration = Duration::from_secs(60);
const MISSING_IS_ASKED_FOR: u32 = 2;

impl<G> Watched<G> {
    pub(super) fn new(group: G, generation: u64, waited: Duration, now: Instant) -> Self {
        Self {
            group,
            generation,
            wish: None,
            counted_from: now,
            waited,
            plan: Plan::First(now + FIRST_LOOK.saturating_sub(waited)),
            begun: None,
            setbacks: 0,
            missing: 0,
        }
    }

    pub(super) fn hand_over(&mut self, now: Instant) {
        (self.counted_from, self.waited) = (now, Duration::ZERO);
        self.plan = Plan::First(now + FIRST_LOOK);
    }

    pub(super) fn due_at(&mut self, at: Instant) {
        self.plan = Plan::At(at);
    }

    pub(super) fn wish(&mut self, wish: Wish) {
        self.wish = Some(match self.wish {
            None => wish,
            Some(before) => Wish {
                at: wish.at.min(before.at),
                urgency: wish.urgency.min(before.urgency),
                reach: wish.reach.max(before.reach),
            },
        });
    }

    /// When somebody's wish for a look may be followed.
    pub(super) fn soonest(&self, now: Instant) -> Instant {
        self.begun.map_or(now, |begun| now.max(begun + LEAST_PAUSE))
    }

    pub(super) fn begin(&mut self, now: Instant) {
        self.begun = Some(now);
        self.wish = None;
    }

    /// A sweep that looks at it as well was begun.
    pub(super) fn begin_sweep(&mut self, now: Instant) {
        self.wish = self.wish.filter(|wish| wish.reach > Reach::Sweep || wish.at > now);
    }

    pub(super) fn seen(&mut self, now: Instant, jitter: f64) {
        self.setbacks = 0;
        self.missing = 0;
        self.told(now, jitter);
    }

    pub(super) fn swept(&mut self, told: Swept, now: Instant, jitter: f64) {
        let missing = match told {
            Swept::Waiting | Swept::LooksFinal => 0,
            Swept::Missing => self.missing + 1,
        };
        self.seen(now, jitter);
        if told == Swept::LooksFinal || missing >= MISSING_IS_ASKED_FOR {
            self.wish(Wish { at: now, urgency: Urgency::OnScreen, reach: Reach::Own });
        } else {
            self.missing = missing;
        }
    }

    pub(super) fn failed(&mut self, failure: Failure, now: Instant, jitter: f64) {
        match failure {
            Failure::Busy => self.setbacks += 1,
            Failure::AwsSignIn | Failure::Other => self.setbacks = 0,
            Failure::Network => {}
        }
        self.told(now, jitter);
    }

    /// When a look of its own is planned.
    pub(super) fn due(&self, attention: Attention) -> Instant {
        match self.plan {
            Plan::First(at) | Plan::At(at) => at,
            Plan::After { told, jitter } => {
                let planned = pause(attention, self.waited_at(told), jitter);
                let doubled = planned.saturating_mul(1 << self.setbacks.min(6));
                told + doubled.min(planned.max(LONGEST_BUSY_PAUSE))
            }
        }
    }

    /// The one time a look is planned for outside the rhythm, if it is.
    pub(super) fn due_once(&self) -> Option<Instant> {
        match self.plan {
            Plan::First(at) | Plan::At(at) => Some(at),
            Plan::After { .. } => None,
        }
    }

    /// Its pause without jitter.
    pub(super) fn patience(&self, attention: Attention) -> Duration {
        pause(attention, self.waited_at(self.asked_last()), 0.5)
    }

    pub(super) fn waits_longer_than(&self, time: Duration) -> bool {
        self.waited_at(self.asked_last()) > time
    }

    pub(super) fn urgency(&self, is_on_screen: bool) -> Urgency {
        if is_on_screen {
            Urgency::OnScreen
        } else if self.waits_longer_than(pause::QUARTER) {
            Urgency::Old
        } else {
            Urgency::Elsewhere
        }
    }

    fn told(&mut self, now: Instant, jitter: f64) {
        match self.plan {
            Plan::First(at) if at > now => {}
            Plan::First(_) | Plan::At(_) | Plan::After { .. } => {
                self.plan = Plan::After { told: now, jitter }
            }
        }
    }

    fn asked_last(&self) -> Instant {
        match self.plan {
            Plan::First(at) | Plan::At(at) => at,
            Plan::After { told, .. } => told,
        }
    }

    fn waited_at(&self, time: Instant) -> Duration {
        self.waited + time.saturating_duration_since(self.counted_from)
    }
}
