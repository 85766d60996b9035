//! Where time comes from. Nothing else here reads a clock.

use std::time::SystemTime;

use tokio::time::Instant;

/// The clock a practice service lives by. Waits are tokio's in every case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Clock {
    /// The computer's.
    #[default]
    System,
    /// The computer's time at the start, from then on by tokio's clock: under
    /// paused time hours pass at once.
    Tokio,
    /// As `Tokio`, from this time on: a simulation can repeat itself to the
    /// millisecond.
    TokioFrom(SystemTime),
}

/// A clock that was started.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) enum RunningClock {
    #[default]
    System,
    Tokio {
        began: SystemTime,
        at: Instant,
    },
}

impl Clock {
    pub(crate) fn started(self) -> RunningClock {
        match self {
            Clock::System => RunningClock::System,
            Clock::Tokio => RunningClock::Tokio { began: SystemTime::now(), at: Instant::now() },
            Clock::TokioFrom(began) => RunningClock::Tokio { began, at: Instant::now() },
        }
    }
}

impl RunningClock {
    pub(crate) fn now(&self) -> SystemTime {
        match self {
            RunningClock::System => SystemTime::now(),
            RunningClock::Tokio { began, at } => *began + at.elapsed(),
        }
    }

    /// For measuring spans alone.
    pub(crate) fn instant(&self) -> Instant {
        match self {
            RunningClock::System => Instant::from_std(std::time::Instant::now()),
            RunningClock::Tokio { .. } => Instant::now(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_virtual_clock_moves_with_tokios_and_the_systems_does_not() {
        let start = SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000);
        let system = Clock::System.started();
        let tokio = Clock::TokioFrom(start).started();
        let before = system.now();
        tokio::time::sleep(Duration::from_secs(3600)).await;
        assert_eq!(tokio.now(), start + Duration::from_secs(3600));
        assert!(system.now() < before + Duration::from_secs(1800));
    }
}
