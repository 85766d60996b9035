//! Points in time on the practice clock, which tests may move forward. Reading
//! the clock happens in `practice.rs` alone; everything else is given a moment.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Milliseconds since 1970-01-01 UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Moment(i64);

impl Moment {
    pub(crate) const fn from_epoch_seconds(seconds: i64) -> Moment {
        Moment(seconds * 1000)
    }

    pub(crate) fn of(time: SystemTime) -> Moment {
        let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
        Moment(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }

    pub(crate) fn after(self, wait: Duration) -> Moment {
        let millis = i64::try_from(wait.as_millis()).unwrap_or(i64::MAX);
        Moment(self.0.saturating_add(millis))
    }

    /// Timestamps travel as JSON numbers (service.md, trap T18).
    pub(crate) fn epoch_seconds(self) -> f64 {
        self.0 as f64 / 1000.0
    }
}
