//! The port: what may be asked of a journal, whoever answers. Tests wrap it.

use std::{path::PathBuf, time::Duration};

use async_trait::async_trait;
use onboarding::{Customer, Identity};
use tokio::sync::watch;

use crate::{Change, Entry, WriteProblem};

/// What may be asked of a journal.
#[async_trait]
pub trait Remember: Send + Sync {
    /// Queues a change behind all that were queued before; never waits.
    fn write(&self, change: Change) -> Written;

    /// What happened to one journey, oldest first.
    ///
    /// # Errors
    /// [`WriteProblem::CannotWrite`] when the journal cannot be read.
    async fn timeline(&self, journey_id: &str) -> Result<Vec<Entry>, WriteProblem>;

    /// The journeys of one customer under one identity, ended ones too: by the
    /// person's own spelling or the name AWS stores.
    ///
    /// # Errors
    /// [`WriteProblem::CannotWrite`] when the journal cannot be read.
    async fn journeys_of(
        &self,
        identity: &Identity,
        customer: &Customer,
    ) -> Result<Vec<String>, WriteProblem>;

    /// Erases journeys with their intents, timelines and quarantined rows from
    /// the journal and all its backups; what is queued about them is dropped.
    ///
    /// # Errors
    /// [`WriteProblem`] when something of them may be left; asking again is safe.
    async fn forget(&self, journey_ids: &[String]) -> Result<Forgotten, WriteProblem>;

    /// Waits until everything queued so far is on disk; false when `limit` was
    /// over before.
    async fn flush(&self, limit: Duration) -> bool;

    fn health(&self) -> watch::Receiver<Health>;
}

/// What forgetting could not reach.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Forgotten {
    /// Files set aside earlier and lists of unsaved links; they may still name
    /// the customer.
    pub files_left: Vec<PathBuf>,
}

/// Whether what happened is on disk.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Health {
    /// Changes that were tried and could not be written; they are tried again
    /// every 2 s and with every new change.
    pub unsaved: usize,
    /// `None` when all is well.
    pub why: Option<WriteProblem>,
    /// The list of links that are in memory alone, while there is one.
    pub rescue_file: Option<PathBuf>,
}

/// Tells when a change is on disk.
#[derive(Debug, Clone)]
pub struct Written(watch::Receiver<Option<Result<(), WriteProblem>>>);

impl Written {
    /// A change whose end is known already; for stand-ins of a journal.
    pub fn settled(end: Result<(), WriteProblem>) -> Self {
        let (settle, written) = Self::pending();
        settle.send_replace(Some(end));
        written
    }

    /// A change and what settles it. Dropping the sender settles it badly.
    pub(crate) fn pending() -> (watch::Sender<Option<Result<(), WriteProblem>>>, Self) {
        let (sender, receiver) = watch::channel(None);
        (sender, Self(receiver))
    }

    /// Waits for the first try.
    ///
    /// # Errors
    /// [`WriteProblem`] when that try failed. Intents the change opens are not to
    /// be sent and will not be opened by a later try; the rest of it stays queued,
    /// unless it contradicts what is on disk.
    pub async fn on_disk(&self) -> Result<(), WriteProblem> {
        let mut receiver = self.0.clone();
        let settled = receiver.wait_for(Option::is_some).await;
        match settled.as_deref() {
            Ok(Some(end)) => end.clone(),
            Ok(None) | Err(_) => Err(WriteProblem::writer_gone()),
        }
    }
}
