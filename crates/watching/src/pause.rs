//! How long to wait between two looks at a link. Who is looked at lives in
//! `watchlist`.
//!
//! The delay grows with the time already waited, so that a sign-in after one
//! minute and one after ten are both seen soon after they happen, with few
//! questions (reliability.md section 2.5).

use std::time::Duration;

/// How much a person would notice a late look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attention {
    /// The journey is on the screen.
    OnScreen,
    /// It waits for somebody elsewhere.
    Elsewhere,
}

/// The first look after the sign-in page was given out.
pub const FIRST_LOOK: Duration = Duration::from_secs(1);

/// How long to wait before the next look, `waited` after the page was given out.
///
/// On the screen 5 % of the time waited, 2 to 10 s; elsewhere 10 %, 3 to 30 s
/// during the first quarter of an hour, then 60 s, and hourly after a day.
/// `jitter` in 0..=1 spreads it by 10 % to either side.
pub fn pause(attention: Attention, waited: Duration, jitter: f64) -> Duration {
    let planned = match attention {
        Attention::OnScreen => waited.mul_f64(0.05).clamp(Duration::from_secs(2), Duration::from_secs(10)),
        Attention::Elsewhere if waited <= QUARTER => {
            waited.mul_f64(0.10).clamp(Duration::from_secs(3), Duration::from_secs(30))
        }
        Attention::Elsewhere if waited <= DAY => Duration::from_secs(60),
        Attention::Elsewhere => Duration::from_secs(3600),
    };
    planned.mul_f64(0.9 + 0.2 * jitter.clamp(0.0, 1.0))
}

/// From here on a link is looked at every minute.
pub(crate) const QUARTER: Duration = Duration::from_secs(15 * 60);
/// From here on a link is looked at once an hour.
pub(crate) const DAY: Duration = Duration::from_secs(24 * 3600);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pause_grows_with_the_time_waited_and_stays_within_its_bounds() {
        let seconds = |attention, waited| pause(attention, Duration::from_secs(waited), 0.5).as_secs_f64();
        let cases = [
            (Attention::OnScreen, 0, 2.0),
            (Attention::OnScreen, 40, 2.0),
            (Attention::OnScreen, 100, 5.0),
            (Attention::OnScreen, 3600, 10.0),
            (Attention::Elsewhere, 0, 3.0),
            (Attention::Elsewhere, 120, 12.0),
            (Attention::Elsewhere, 900, 30.0),
            (Attention::Elsewhere, 901, 60.0),
            (Attention::Elsewhere, 90_000, 3600.0),
        ];
        for (attention, waited, expected) in cases {
            assert!((seconds(attention, waited) - expected).abs() < 1e-6, "{attention:?} after {waited} s");
        }
    }

    #[test]
    fn jitter_moves_a_pause_by_a_tenth_at_most() {
        let at = |jitter| pause(Attention::OnScreen, Duration::ZERO, jitter).as_secs_f64();
        assert!((at(0.0) - 1.8).abs() < 1e-6 && (at(1.0) - 2.2).abs() < 1e-6 && (at(7.0) - 2.2).abs() < 1e-6);
    }

    #[test]
    fn forty_seconds_on_the_screen_cost_at_most_twenty_looks() {
        let mut waited = FIRST_LOOK;
        let mut looks = 1;
        while waited < Duration::from_secs(40) {
            waited += pause(Attention::OnScreen, waited, 0.5);
            looks += 1;
        }
        assert!(looks <= 21, "{looks} looks");
    }
}
