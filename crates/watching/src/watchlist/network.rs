//! Whether anything answers, and when that is tried again.

use std::time::Duration;

use tokio::time::Instant;

#[derive(Debug, Clone, Copy)]
pub(super) enum Network {
    Up,
    /// Nothing answered last; one look tries it again at `try_at`.
    Down {
        try_at: Instant,
        tried: usize,
    },
}

/// Before each try, the last one for good.
const PAUSES: [Duration; 4] =
    [Duration::from_secs(2), Duration::from_secs(4), Duration::from_secs(8), Duration::from_secs(10)];

impl Network {
    pub(super) fn is_up(self) -> bool {
        match self {
            Self::Up => true,
            Self::Down { .. } => false,
        }
    }

    /// When the next try is due, if nothing answers.
    pub(super) fn try_at(self) -> Option<Instant> {
        match self {
            Self::Up => None,
            Self::Down { try_at, .. } => Some(try_at),
        }
    }

    /// A look was not answered. Those that were under way together count once.
    pub(super) fn failed(&mut self, was_try: bool, now: Instant) {
        *self = match *self {
            Self::Up => Self::Down { try_at: now + PAUSES[0], tried: 0 },
            Self::Down { tried, .. } if was_try => {
                let tried = (tried + 1).min(PAUSES.len() - 1);
                Self::Down { try_at: now + PAUSES[tried], tried }
            }
            Self::Down { try_at, tried } => Self::Down { try_at, tried },
        };
    }

    /// Somebody is back: the next try is due.
    pub(super) fn try_now(&mut self, now: Instant) {
        match self {
            Self::Up => {}
            Self::Down { try_at, .. } => *try_at = now.min(*try_at),
        }
    }
}
