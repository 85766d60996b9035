//! How customers sign in, by chance from a seed: when, whether at all, and when
//! the person comes back to our window. Shared by the test and the example.

use std::time::Duration;

/// After so long nobody waits for an abandoned sign-in any more.
pub(crate) const GIVEN_UP: Duration = Duration::from_secs(900);

/// Splitmix64, so that both sides of a comparison meet the same customers.
#[derive(Debug, Clone)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Evenly spread in 0..1.
    pub(crate) fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let high = u32::try_from((mixed ^ (mixed >> 31)) >> 32).unwrap_or(u32::MAX);
        f64::from(high) / 4_294_967_296.0
    }

    /// One way to the service or back: 5 to 40 ms.
    pub(crate) fn latency(&mut self) -> Duration {
        Duration::from_secs_f64(0.005 + 0.035 * self.unit())
    }

    /// How long a customer takes to sign in: lognormal, median 60 s, sigma 0.8;
    /// `None` for the 15 % who never do.
    pub(crate) fn sign_in(&mut self) -> Option<Duration> {
        let abandoned = self.unit() < 0.15;
        let radius = (-2.0 * (1.0 - self.unit()).ln()).sqrt();
        let normal = radius * (std::f64::consts::TAU * self.unit()).cos();
        let taken = Duration::from_secs_f64(60.0 * (0.8 * normal).exp());
        (!abandoned && taken < GIVEN_UP).then_some(taken)
    }

    /// How long after the sign-in the person is back at our window; `None` for
    /// the 20 % who do not come back.
    pub(crate) fn comes_back(&mut self) -> Option<Duration> {
        let back = Duration::from_secs_f64(2.0 * self.unit());
        (self.unit() < 0.8).then_some(back)
    }
}

/// What share `percent` of the values is not above.
pub(crate) fn percentile(values: &mut [f64], percent: usize) -> f64 {
    values.sort_by(f64::total_cmp);
    let index = (values.len() * percent).div_ceil(100).saturating_sub(1);
    values.get(index).copied().unwrap_or(f64::NAN)
}

pub(crate) fn number(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}
