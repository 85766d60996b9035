//! Moments as this computer shows them.

use jiff::{Zoned, civil::Date, tz::TimeZone};
use onboarding::Timestamp;

/// `YYYY-MM-DD`, here.
pub(crate) fn day(at: Timestamp) -> String {
    zoned(at).strftime("%Y-%m-%d").to_string()
}

/// The day it is, here.
pub(crate) fn date(at: Timestamp) -> Date {
    zoned(at).date()
}

/// `2026-11-21 14:03`, here.
pub(crate) fn local(at: Timestamp) -> String {
    zoned(at).strftime("%Y-%m-%d %H:%M").to_string()
}

/// `2026-11-21T14:03:05Z`, for whoever compares it with logs.
pub(crate) fn utc(at: Timestamp) -> String {
    moment(at).strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn zoned(at: Timestamp) -> Zoned {
    moment(at).to_zoned(TimeZone::system())
}

fn moment(at: Timestamp) -> jiff::Timestamp {
    jiff::Timestamp::from_millisecond(at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH)
}
