//! Points in time on the practice clock, which tests may move forward. Reading
//! the clock happens in `clock.rs` alone; everything else is given a moment.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

/// Milliseconds since 1970-01-01 UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(transparent)]
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

    pub(crate) fn days_before(self, days: u32) -> Moment {
        Moment(self.0 - i64::from(days) * 86_400_000)
    }

    pub(crate) fn millis(self) -> i64 {
        self.0
    }

    /// As `20261121T093000Z`, in UTC.
    pub(crate) fn stamp(self) -> String {
        let seconds = self.0.div_euclid(1000);
        let (days, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
        let (year, month, day) = civil(days);
        let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
        format!("{year:04}{month:02}{day:02}T{hour:02}{minute:02}{second:02}Z")
    }

    /// As `2026-11-21`, in UTC.
    pub(crate) fn day(self) -> String {
        let (year, month, day) = civil(self.0.div_euclid(86_400_000));
        format!("{year:04}-{month:02}-{day:02}")
    }

    /// Timestamps travel as JSON numbers (service.md, trap T18).
    pub(crate) fn epoch_seconds(self) -> f64 {
        self.0 as f64 / 1000.0
    }
}

/// Year, month and day in the Gregorian calendar, counted in years that begin
/// in March, so that the leap day is the last of its year.
fn civil(days_since_epoch: i64) -> (i64, i64, i64) {
    let days = days_since_epoch + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let months = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * months + 2) / 5 + 1;
    let month = if months < 10 { months + 3 } else { months - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_is_the_time_in_utc() {
        for (seconds, stamp) in [
            (0, "19700101T000000Z"),
            (951_782_400, "20000229T000000Z"),
            (1_794_474_000, "20261112T090000Z"),
            (1_798_761_599, "20261231T235959Z"),
        ] {
            let moment = Moment::from_epoch_seconds(seconds);
            assert_eq!(moment.stamp(), stamp);
            assert_eq!(moment.day().replace('-', ""), stamp[..8]);
        }
    }
}
