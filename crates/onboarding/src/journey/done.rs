//! The person is finished: with every chosen device confirmed, with some, or
//! with none for today.

use super::{Effect, Journey, Progress, Rows, Standing, Stop, registering};
use crate::Timestamp;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    pub rows: Rows,
    pub finished_at: Timestamp,
    /// A reconnect or a replacement: what was not asked for was not its business.
    pub only_what_was_asked: bool,
}

impl Done {
    pub(super) fn new(rows: Rows, finished_at: Timestamp, only_what_was_asked: bool) -> Self {
        Self { rows, finished_at, only_what_was_asked }
    }

    pub fn confirmed(&self) -> usize {
        self.rows.iter().filter(|row| row.progress == Progress::Confirmed).count()
    }

    pub fn failed(&self) -> usize {
        self.rows.iter().filter(|row| matches!(row.progress, Progress::Failed { .. })).count()
    }

    /// Devices that could have been registered and were not asked for.
    pub fn left_out(&self) -> usize {
        if self.only_what_was_asked {
            return 0;
        }
        self.rows.iter().filter(|row| row.progress == Progress::NotAsked && row.is_choosable()).count()
    }

    /// Nothing is left to do for this customer: what was asked for is confirmed,
    /// or every device was on the link before.
    pub fn is_complete(&self) -> bool {
        let on_this_link = self.rows.iter().any(|row| matches!(row.standing, Standing::OnThisLink(_)));
        self.failed() == 0 && (self.confirmed() > 0 || (self.left_out() == 0 && on_this_link))
    }
}

/// Takes up the failed devices of a journey that was finished in part.
pub(super) fn retry(journey: &mut Journey) -> Vec<Effect> {
    let Stop::Done(stop) = &mut journey.stop else {
        return Vec::new();
    };
    if stop.failed() == 0 {
        return Vec::new();
    }
    let rows = std::mem::take(&mut stop.rows);
    let Some(discovery) = rows.first().map(|row| row.discovery.clone()) else {
        return Vec::new();
    };
    registering::retry_finished(journey, discovery, rows)
}
