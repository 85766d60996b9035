//! One token bucket per operation, as the service's quotas are (service.md 3).

use std::collections::HashMap;

use tokio::time::Instant;

#[derive(Debug, Default)]
pub(crate) struct Throttle {
    buckets: HashMap<&'static str, Bucket>,
}

#[derive(Debug)]
struct Bucket {
    tokens: f64,
    filled_at: Instant,
}

impl Throttle {
    /// Whether one more request fits under the rate, which is also the burst.
    pub(crate) fn lets_through(&mut self, operation: &'static str, rate: Option<f64>, now: Instant) -> bool {
        let Some(rate) = rate else {
            return true;
        };
        let size = rate.max(1.0);
        let bucket = self.buckets.entry(operation).or_insert(Bucket { tokens: size, filled_at: now });
        let gained = now.duration_since(bucket.filled_at).as_secs_f64() * rate;
        bucket.tokens = (bucket.tokens + gained).min(size);
        bucket.filled_at = now;
        let fits = bucket.tokens >= 1.0;
        if fits {
            bucket.tokens -= 1.0;
        }
        fits
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_burst_empties_the_bucket_of_one_operation_and_time_fills_it() {
        let mut throttle = Throttle::default();
        let start = Instant::now();
        let passed = (0..10).filter(|_| throttle.lets_through("Get", Some(4.0), start)).count();
        assert_eq!(passed, 4);
        assert!(throttle.lets_through("List", Some(4.0), start), "each operation has its own");
        let later = start + Duration::from_millis(500);
        assert_eq!((0..10).filter(|_| throttle.lets_through("Get", Some(4.0), later)).count(), 2);
        assert!((0..1000).all(|_| throttle.lets_through("Get", None, start)));
    }
}
