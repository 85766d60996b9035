//! How many turns there are of one operation: its rates, buckets and pauses.
//! Pure: time comes as a value. Who gets a turn lives in `line`.

use std::time::Duration;

use tokio::time::Instant;

use super::Pace;

/// Every turn is paid from `all`; a watching one from `watching` as well, so that
/// watching stays slow and both together stay under the rate of bulk.
#[derive(Debug)]
pub(super) struct Allowance {
    quota: f64,
    all: Bucket,
    watching: Bucket,
    paused_until: Instant,
    ceiling: Option<Ceiling>,
    /// The same for watching alone, which has no need to try again soon.
    watching_ceiling: Option<Ceiling>,
    /// The last slow-down or step up.
    changed_at: Instant,
    /// Nothing sent since the last slow-down can have been throttled yet.
    is_untried: bool,
    bulk_turn_at: Option<Instant>,
    answered_at: Instant,
}

/// After a throttling the rates stay below.
#[derive(Debug, Clone, Copy)]
struct Ceiling {
    rate: f64,
    until: Instant,
}

#[derive(Debug)]
struct Bucket {
    tokens: f64,
    /// Tokens per second.
    rate: f64,
    filled_at: Instant,
}

const WATCHING_RATE: f64 = 2.0;
const BULK_START: f64 = 6.0;
const BURST: f64 = 4.0;
const SHARE_OF_QUOTA: f64 = 0.95;
const SHARE_AFTER_THROTTLING: f64 = 0.8;
const SLOW_DOWN: f64 = 0.7;
const LOWEST_RATE: f64 = 0.2;
const STEP_UP: f64 = 0.1;
const CLEAN_BEFORE_STEP_UP: Duration = Duration::from_secs(30);
const CEILING_LASTS: Duration = Duration::from_secs(600);
const WATCHING_CEILING_LASTS: Duration = Duration::from_secs(3600);
/// Bulk climbs by this much per second, in requests per second.
const CLIMB: f64 = 1.5;
/// An answer within the time limit of an attempt after a bulk turn may be its.
const ANSWER_TAKES: Duration = Duration::from_secs(10);
/// What rounding may lack of a whole token.
const ROUNDING: f64 = 1e-9;

impl Allowance {
    pub(super) fn new(quota: f64, now: Instant) -> Self {
        let most = quota * SHARE_OF_QUOTA;
        let bucket = |rate: f64| Bucket { tokens: BURST, rate: rate.min(most), filled_at: now };
        Self {
            quota,
            all: bucket(BULK_START),
            watching: bucket(WATCHING_RATE),
            paused_until: now,
            ceiling: None,
            watching_ceiling: None,
            changed_at: now,
            is_untried: false,
            bulk_turn_at: None,
            answered_at: now,
        }
    }

    pub(super) fn rate(&mut self, pace: Pace, now: Instant) -> f64 {
        self.fill(now);
        match pace {
            Pace::Watching => self.watching.rate,
            Pace::Bulk => self.all.rate,
        }
    }

    /// When a turn could be had if nobody else took one: `now`, or later.
    pub(super) fn free_at(&mut self, pace: Pace, now: Instant) -> Instant {
        self.fill(now);
        let filled = match pace {
            Pace::Watching => self.all.missing().max(self.watching.missing()),
            Pace::Bulk => self.all.missing(),
        };
        self.paused_until.max(now + filled)
    }

    pub(super) fn take(&mut self, pace: Pace, now: Instant) {
        self.fill(now);
        self.is_untried = false;
        self.all.tokens -= 1.0;
        match pace {
            Pace::Watching => self.watching.tokens -= 1.0,
            Pace::Bulk => self.bulk_turn_at = Some(now),
        }
    }

    /// Pays for a request that took no turn. Whose it was is not known, so both
    /// buckets pay.
    pub(super) fn debit(&mut self, now: Instant) {
        self.fill(now);
        self.all.tokens -= 1.0;
        self.watching.tokens -= 1.0;
    }

    pub(super) fn throttled(&mut self, pause: Duration, now: Instant) {
        self.fill(now);
        let is_late = now < self.paused_until || self.is_untried;
        self.paused_until = self.paused_until.max(now + pause);
        if is_late {
            return;
        }
        let throttled = if self.is_bulk(now) { self.all.rate } else { self.watching.rate };
        let lowest = LOWEST_RATE.min(self.quota * SHARE_OF_QUOTA);
        let slower = (throttled * SLOW_DOWN).max(lowest);
        for bucket in [&mut self.all, &mut self.watching] {
            bucket.rate = (bucket.rate * SLOW_DOWN).clamp(lowest, slower);
            bucket.tokens = bucket.tokens.min(1.0);
        }
        let highest = throttled.min(self.quota) * SHARE_AFTER_THROTTLING;
        let rate = highest.max(lowest);
        self.ceiling = Some(Ceiling { rate, until: now + CEILING_LASTS });
        if !self.is_bulk(now) {
            self.watching_ceiling = Some(Ceiling { rate, until: now + WATCHING_CEILING_LASTS });
        }
        self.changed_at = now;
        self.is_untried = true;
    }

    pub(super) fn answered(&mut self, now: Instant) {
        self.fill(now);
        let clean = now.duration_since(self.answered_at).min(Duration::from_secs(1));
        self.answered_at = now;
        if self.is_bulk(now) && self.ceiling.is_none() {
            self.all.rate = (self.all.rate + CLIMB * clean.as_secs_f64()).min(self.most());
        }
        if now.duration_since(self.changed_at) >= CLEAN_BEFORE_STEP_UP {
            let most = self.most();
            self.all.rate = (self.all.rate + STEP_UP).min(most).max(self.all.rate);
            let ceiling = self.watching_ceiling.map_or(most, |ceiling| ceiling.rate);
            let watching = (self.watching.rate + STEP_UP).min(most).min(ceiling).min(WATCHING_RATE);
            self.watching.rate = watching.max(self.watching.rate);
            self.changed_at = now;
        }
    }

    fn most(&self) -> f64 {
        self.ceiling.map_or(self.quota * SHARE_OF_QUOTA, |ceiling| ceiling.rate)
    }

    fn is_bulk(&self, now: Instant) -> bool {
        self.bulk_turn_at.is_some_and(|at| now.duration_since(at) <= ANSWER_TAKES)
    }

    fn fill(&mut self, now: Instant) {
        if self.ceiling.is_some_and(|ceiling| ceiling.until <= now) {
            self.ceiling = None;
        }
        if self.watching_ceiling.is_some_and(|ceiling| ceiling.until <= now) {
            self.watching_ceiling = None;
        }
        let is_free = self.ceiling.is_none();
        let most = self.quota * SHARE_OF_QUOTA;
        self.all.fill(is_free && self.all.rate >= BULK_START.min(most), now);
        self.watching.fill(
            is_free && self.watching_ceiling.is_none() && self.watching.rate >= WATCHING_RATE.min(most),
            now,
        );
    }
}

impl Bucket {
    /// Bursts come back with the rate at which it began.
    fn fill(&mut self, may_burst: bool, now: Instant) {
        let burst = if may_burst { BURST } else { 1.0 };
        let gained = now.duration_since(self.filled_at).as_secs_f64() * self.rate;
        self.tokens = (self.tokens + gained).min(burst);
        self.filled_at = now;
    }

    /// How long until there is a whole token.
    fn missing(&self) -> Duration {
        let lacking = 1.0 - self.tokens;
        if lacking <= ROUNDING { Duration::ZERO } else { Duration::from_secs_f64(lacking / self.rate) }
    }
}
