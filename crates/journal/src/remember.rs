//! The port: what may be asked of a journal, whoever answers. Tests wrap it.

use std::{path::PathBuf, time::Duration};

use async_trait::async_trait;
use onboarding::{AccountAssociationId, Customer, Identity};
use tokio::sync::watch;

use crate::{Act, ActPlace, Change, Entry, LinkMemo, LinksChange, RememberedLinks, Subject, WriteProblem};

/// What may be asked of a journal.
#[async_trait]
pub trait Remember: Send + Sync {
    /// Queues a change behind all that were queued before; never waits.
    fn write(&self, change: Change) -> Written;

    /// Queues what only this computer knows of a link, as [`Remember::write`]
    /// does; a memo without spelling and note is removed.
    fn keep_memo(&self, identity: &Identity, memo: LinkMemo) -> Written;

    /// Queues what a listing of links brought, apart from everything else: no
    /// change waits behind it.
    ///
    /// What cannot be written is lost and is not told in [`Health`]: AWS lists it
    /// again. So is what was not written yet when the last handle is dropped.
    fn keep_links(&self, change: LinksChange) -> Written;

    /// What is remembered of the links of one identity, with all that was asked
    /// to be kept before.
    ///
    /// # Errors
    /// [`WriteProblem::CannotWrite`] when it cannot be read.
    async fn links(&self, identity: &Identity) -> Result<RememberedLinks, WriteProblem>;

    /// What happened in all journeys that have or had this link, and in all
    /// plans on it, oldest first.
    ///
    /// # Errors
    /// [`WriteProblem::CannotWrite`] when the journal cannot be read.
    async fn timeline_of_link(
        &self,
        identity: &Identity,
        link: &AccountAssociationId,
    ) -> Result<Vec<Entry>, WriteProblem>;

    /// What was done over everything on disk, newest first: at most `limit` acts
    /// behind a place, or the newest of all.
    ///
    /// # Errors
    /// [`WriteProblem::CannotWrite`] when the journal cannot be read.
    async fn activity(&self, behind: Option<&ActPlace>, limit: usize) -> Result<Vec<Act>, WriteProblem>;

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

    /// Erases journeys and links with all that belongs to them from the journal,
    /// the link cache and all backups; what is queued about them is dropped.
    ///
    /// To a journey belong its intents, its timeline and every link it has or
    /// had; to a link its memo, what AWS listed of it, its plans with their
    /// timelines, and every journey that has or had it.
    ///
    /// # Errors
    /// [`WriteProblem`] when something of them may be left; asking again is safe.
    async fn forget(&self, what: &Forget) -> Result<Forgotten, WriteProblem>;

    /// Waits until everything queued so far is on disk; false when `limit` was
    /// over before.
    async fn flush(&self, limit: Duration) -> bool;

    fn health(&self) -> watch::Receiver<Health>;
}

/// What is to be erased.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Forget {
    pub journey_ids: Vec<String>,
    pub links: Vec<(Identity, AccountAssociationId)>,
    /// All that was done as one of these.
    pub identities: Vec<Identity>,
}

/// What was erased, and what forgetting could not reach.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Forgotten {
    /// Journeys and plans that were on disk or queued; whoever still has one of
    /// them in memory drops it.
    pub subjects: Vec<Subject>,
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
    /// be sent and will not be opened by a later try, and no step that is
    /// `Sending` in one of its plans is to be sent; the rest of it stays queued,
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
