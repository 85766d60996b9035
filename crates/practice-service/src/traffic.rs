//! How many requests reached each operation, and how close together they came.
//! What they asked for stands in the ledger.

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::Instant;

/// The span in which requests count as close together.
const SECOND: Duration = Duration::from_secs(1);

#[derive(Debug, Default)]
pub(crate) struct Traffic {
    operations: BTreeMap<&'static str, Arrivals>,
}

#[derive(Debug, Default)]
struct Arrivals {
    all: u64,
    /// The most within one second.
    busiest: usize,
    /// Those of the last second.
    recent: VecDeque<Instant>,
}

impl Traffic {
    pub(crate) fn arrived(&mut self, operation: &'static str, now: Instant) {
        let arrivals = self.operations.entry(operation).or_default();
        arrivals.all += 1;
        arrivals.recent.retain(|at| now.duration_since(*at) < SECOND);
        arrivals.recent.push_back(now);
        arrivals.busiest = arrivals.busiest.max(arrivals.recent.len());
    }

    pub(crate) fn clear(&mut self) {
        self.operations.clear();
    }

    /// By operation, since the start.
    pub(crate) fn counts(&self) -> Value {
        self.shown(|arrivals| json!(arrivals.all))
    }

    /// By operation, the most within any one second.
    pub(crate) fn busiest_seconds(&self) -> Value {
        self.shown(|arrivals| json!(arrivals.busiest))
    }

    fn shown(&self, number: impl Fn(&Arrivals) -> Value) -> Value {
        self.operations.iter().map(|(name, arrivals)| ((*name).to_owned(), number(arrivals))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_busiest_second_is_found_wherever_it_begins() {
        let mut traffic = Traffic::default();
        let start = Instant::now();
        for millis in [0, 900, 1000, 1800, 1899, 5000] {
            traffic.arrived("Get", start + Duration::from_millis(millis));
        }
        traffic.arrived("List", start);
        assert_eq!(traffic.counts(), json!({"Get": 6, "List": 1}));
        assert_eq!(traffic.busiest_seconds(), json!({"Get": 4, "List": 1}), "900, 1000, 1800 and 1899");
    }
}
