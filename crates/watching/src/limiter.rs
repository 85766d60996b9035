//! How often an operation may be asked: one limiter for each identity, shared by
//! every caller. What is asked, and repeating it, never lives here.

mod allowance;
mod line;
#[cfg(test)]
mod tests;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::{
    sync::Notify,
    time::{Instant, sleep_until},
};

use self::line::{Line, Place, Turn};
use crate::{Urgency, chance::Chance};

/// Requests per second for each operation, account and Region (service.md section 3).
pub const DEFAULT_QUOTA: f64 = 10.0;

/// How eagerly the quota is used. Both paces draw from the one bucket of the
/// operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// Looking again: at most 2 requests per second after a burst of 4, so that
    /// many desks fit under one quota.
    Watching,
    /// Registering and loading whole lists: from 5 requests per second up to
    /// 95 % of the quota, one more with every second without throttling.
    Bulk,
}

/// Gives turns to send a request. Clones share their buckets.
///
/// Whoever took a turn tells how it went: [`throttled`](Self::throttled),
/// [`answered`](Self::answered), or nothing when no answer came.
#[derive(Debug, Clone)]
pub struct Limiter {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    quota: f64,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    chance: Chance,
    lines: HashMap<&'static str, Line>,
}

impl Limiter {
    /// `quota` in requests per second for each operation, above 0; `seed` spreads
    /// the pauses after a throttling.
    pub fn new(quota: f64, seed: u64) -> Self {
        let state = State { chance: Chance::new(seed), lines: HashMap::new() };
        Self { shared: Arc::new(Shared { quota, state: Mutex::new(state) }) }
    }

    /// Waits until one request of `operation` may be sent. Higher urgency goes
    /// first, and within one urgency who came first. Dropping the future gives
    /// the place in the line up and costs nothing.
    pub async fn turn(&self, operation: &'static str, urgency: Urgency, pace: Pace) {
        let bell = Arc::new(Notify::new());
        let place = self.on(operation, |line, _| line.join(urgency, pace, Arc::clone(&bell)));
        let waiting = Waiting { limiter: self, operation, place };
        loop {
            match waiting.limiter.on(operation, |line, now| line.advance(place, now)) {
                Turn::Taken => return,
                Turn::At(at) => tokio::select! {
                biased;
                        () = sleep_until(at) => {}
                        () = bell.notified() => {}
                    },
                Turn::AfterOthers => bell.notified().await,
            }
        }
    }

    /// AWS throttled a request of `operation`: it pauses for `retry_after`, 1 to
    /// 2 s at least, and goes on at 70 % of its rate without bursts. For ten
    /// minutes it stays under 80 % of what was throttled, watching for an hour.
    ///
    /// Answers to requests sent before that slow nothing down again.
    pub fn throttled(&self, operation: &'static str, retry_after: Option<Duration>) {
        let mut state = self.lock();
        let pause = state.chance.between(SHORTEST_PAUSE, 2 * SHORTEST_PAUSE);
        let pause = retry_after.map_or(pause, |told| told.max(pause));
        let now = Instant::now();
        self.line(&mut state, operation, now).throttled(pause, now);
    }

    /// A request of `operation` was sent again without a turn (the SDK does so
    /// with mutations): it is debited, and later turns wait for it.
    pub fn sent_again(&self, operation: &'static str) {
        self.on(operation, |line, now| line.sent_again(now));
    }

    /// AWS answered a request of `operation` without throttling it.
    pub fn answered(&self, operation: &'static str) {
        self.on(operation, |line, now| line.answered(now));
    }

    /// Requests per second that `pace` may send of `operation`, pauses aside.
    pub fn rate(&self, operation: &'static str, pace: Pace) -> f64 {
        self.on(operation, |line, now| line.rate(pace, now))
    }

    fn on<T>(&self, operation: &'static str, act: impl FnOnce(&mut Line, Instant) -> T) -> T {
        let mut state = self.lock();
        let now = Instant::now();
        act(self.line(&mut state, operation, now), now)
    }

    fn line<'a>(&self, state: &'a mut State, operation: &'static str, now: Instant) -> &'a mut Line {
        state.lines.entry(operation).or_insert_with(|| Line::new(self.shared.quota, now))
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.shared.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

const SHORTEST_PAUSE: Duration = Duration::from_secs(1);

/// Leaves the line when its future is dropped.
struct Waiting<'a> {
    limiter: &'a Limiter,
    operation: &'static str,
    place: Place,
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.limiter.on(self.operation, |line, _| line.leave(self.place));
    }
}
