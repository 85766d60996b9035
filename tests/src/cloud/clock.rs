//! The time at AWS: the true one, shifted on request, so that the client's
//! clock seems wrong.

use std::{
    sync::atomic::{AtomicI64, Ordering},
    time::{Duration, SystemTime},
};

use aws_smithy_types::date_time::{DateTime, Format};

#[derive(Debug, Default)]
pub(super) struct Clock {
    ahead_seconds: AtomicI64,
}

impl Clock {
    /// Negative: behind the client's.
    pub(super) fn shift(&self, ahead_seconds: i64) {
        self.ahead_seconds.store(ahead_seconds, Ordering::SeqCst);
    }

    pub(super) fn now(&self) -> SystemTime {
        let ahead = self.ahead_seconds.load(Ordering::SeqCst);
        let (now, shift) = (SystemTime::now(), Duration::from_secs(ahead.unsigned_abs()));
        if ahead < 0 { now - shift } else { now + shift }
    }
}

/// As XML has it: `2026-11-21T09:30:00Z`.
pub(super) fn iso(time: SystemTime) -> String {
    let whole = DateTime::from_secs(DateTime::from(time).secs());
    whole.fmt(Format::DateTime).expect("times of these years can be written")
}

/// As the `Date` header has it.
pub(super) fn http_date(time: SystemTime) -> String {
    let whole = DateTime::from_secs(DateTime::from(time).secs());
    whole.fmt(Format::HttpDate).expect("times of these years can be written")
}

/// `20261121T093000Z`, as signatures have it.
pub(super) fn read_stamp(stamp: &str) -> Option<SystemTime> {
    let formed = stamp.len() == 16 && stamp.is_ascii() && &stamp[8..9] == "T" && stamp.ends_with('Z');
    if !formed {
        return None;
    }
    let part = |from: usize, to: usize| &stamp[from..to];
    let (date, time) = ([part(0, 4), part(4, 6), part(6, 8)], [part(9, 11), part(11, 13), part(13, 15)]);
    let written = format!("{}T{}Z", date.join("-"), time.join(":"));
    DateTime::from_str(&written, Format::DateTime).ok()?.try_into().ok()
}
