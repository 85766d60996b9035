//! Moments as the service writes them, as milliseconds.

use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use onboarding::Timestamp;

/// `None` for a moment some 290 million years away.
pub(crate) fn moment(at: &DateTime) -> Option<Timestamp> {
    at.to_millis().ok().map(Timestamp)
}

/// ISO 8601 with an offset or `Z`, as in `2026-11-21T10:00:00.25Z`.
pub(crate) fn moment_of_text(text: &str) -> Option<Timestamp> {
    moment(&DateTime::from_str(text, Format::DateTimeWithOffset).ok()?)
}

/// Seconds since 1970, or milliseconds where seconds would be past the year 5000.
pub(crate) fn moment_of_number(number: f64) -> Option<Timestamp> {
    const YEAR_5000: f64 = 95_617_584_000.0;
    let seconds = if number.abs() < YEAR_5000 { number } else { number / 1000.0 };
    moment(&DateTime::from_secs_f64(seconds))
}
