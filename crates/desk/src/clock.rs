//! Moments as this computer shows them.

use jiff::{Zoned, tz::TimeZone};
use onboarding::Timestamp;

/// `YYYY-MM-DD`, here.
pub(crate) fn day(at: Timestamp) -> String {
    zoned(at).strftime("%Y-%m-%d").to_string()
}

/// `2026-11-21 14:03`, here.
pub(crate) fn local(at: Timestamp) -> String {
    zoned(at).strftime("%Y-%m-%d %H:%M").to_string()
}

fn zoned(at: Timestamp) -> Zoned {
    let moment = jiff::Timestamp::from_millisecond(at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    moment.to_zoned(TimeZone::system())
}
