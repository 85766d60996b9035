//! The time of this computer, as values.

use jiff::{Zoned, tz::TimeZone};
use onboarding::Timestamp;

pub(crate) fn now() -> Timestamp {
    Timestamp(jiff::Timestamp::now().as_millisecond())
}

/// `YYYY-MM-DD`, here and today.
pub(crate) fn today() -> String {
    Zoned::now().strftime("%Y-%m-%d").to_string()
}

/// `2026-11-21 14:03`, here.
pub(crate) fn local(at: Timestamp) -> String {
    let moment = jiff::Timestamp::from_millisecond(at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    moment.to_zoned(TimeZone::system()).strftime("%Y-%m-%d %H:%M").to_string()
}
