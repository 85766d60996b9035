//! Changes that are not on disk, in their order, and what is told about them.

use std::thread;

use rusqlite::{Connection, TransactionBehavior};
use tokio::sync::watch;

use crate::{
    Change, Health, IntentChange, WriteProblem,
    rescue::Rescue,
    store::{self, Unwritten},
};

pub(crate) type Settle = watch::Sender<Option<Result<(), WriteProblem>>>;

pub(super) struct Unsaved {
    waiting: Vec<Waiting>,
    health: watch::Sender<Health>,
    rescue: Rescue,
}

struct Waiting {
    change: Change,
    /// Taken by the first try.
    settle: Option<Settle>,
    refused: bool,
}

impl Unsaved {
    pub(super) fn new(health: watch::Sender<Health>, rescue: Rescue) -> Self {
        Self { waiting: Vec::new(), health, rescue }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Something waits that was never tried.
    pub(super) fn is_any_new(&self) -> bool {
        self.waiting.iter().any(|waiting| waiting.settle.is_some())
    }

    pub(super) fn take(&mut self, change: Change, settle: Settle) {
        self.waiting.push(Waiting { change, settle: Some(settle), refused: false });
    }

    pub(super) fn changes(&self) -> impl Iterator<Item = &Change> + Clone {
        self.waiting.iter().map(|waiting| &waiting.change)
    }

    /// Drops what waits about these journeys.
    pub(super) fn forget(&mut self, journey_ids: &[String]) {
        let is_about =
            |change: &Change| change.journey_id.as_ref().is_some_and(|id| journey_ids.contains(id));
        self.waiting.retain(|waiting| !is_about(&waiting.change));
        let why = self.health.borrow().why.clone();
        self.tell(why);
    }

    /// Tries to write all that waits in one transaction. A change that can never
    /// be written is dropped from it; whoever asked is told.
    pub(super) fn save(&mut self, connection: &mut Connection) {
        if self.waiting.is_empty() {
            return;
        }
        match write(connection, &mut self.waiting) {
            Ok(()) => {
                let written = std::mem::take(&mut self.waiting);
                self.tell(None);
                for waiting in written {
                    settle(waiting.settle, Ok(()));
                }
            }
            Err(error) => {
                let why = WriteProblem::from(&error);
                self.waiting.retain(|waiting| !waiting.refused);
                for waiting in &mut self.waiting {
                    // Whoever is told that it failed does not send it.
                    let is_opened = |intent: &IntentChange| matches!(intent, IntentChange::Opened { .. });
                    waiting.change.intents.retain(|intent| !is_opened(intent));
                }
                self.tell(Some(why.clone()));
                for waiting in &mut self.waiting {
                    settle(waiting.settle.take(), Err(why.clone()));
                }
            }
        }
    }

    fn tell(&mut self, why: Option<WriteProblem>) {
        let rescue_file = self.rescue.tell(self.waiting.iter().map(|waiting| &waiting.change));
        let why = why.filter(|_| !self.waiting.is_empty());
        let health = Health { unsaved: self.waiting.len(), why, rescue_file };
        self.health.send_if_modified(|told| {
            let is_news = *told != health;
            *told = health;
            is_news
        });
    }
}

impl Drop for Unsaved {
    fn drop(&mut self) {
        if thread::panicking() {
            let why = Some(WriteProblem::writer_gone());
            self.health.send_modify(|health| health.why = why);
        }
    }
}

fn write(connection: &mut Connection, waiting: &mut [Waiting]) -> rusqlite::Result<()> {
    let mut transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for waiting in waiting.iter_mut() {
        let savepoint = transaction.savepoint()?;
        match store::apply(&savepoint, &waiting.change) {
            Ok(()) => savepoint.commit()?,
            Err(Unwritten::Failed(error)) => return Err(error),
            Err(Unwritten::Refused(detail)) => {
                savepoint.finish()?;
                waiting.refused = true;
                settle(waiting.settle.take(), Err(WriteProblem::CannotWrite { detail }));
            }
        }
    }
    transaction.commit()
}

fn settle(settle: Option<Settle>, end: Result<(), WriteProblem>) {
    if let Some(settle) = settle {
        settle.send_replace(Some(end));
    }
}
