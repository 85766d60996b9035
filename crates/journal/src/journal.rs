//! The journal as its users hold it: a handle on the thread that writes.

use std::{
    sync::{Arc, mpsc},
    thread::{self, JoinHandle},
    time::Duration,
};

use async_trait::async_trait;
use onboarding::{AccountAssociationId, Customer, Identity};
use tokio::sync::{oneshot, watch};

use crate::{
    Act, ActPlace, Book, Change, Entry, Folder, Forget, Forgotten, Health, LinkMemo, LinksChange,
    OpenProblem, Opening, Remember, RememberedLinks, WriteProblem, Written,
    link_cache::{Forgetting, LinkCache},
    opening,
    store::erasing::Belongings,
    writer::{Answer, Request, Writer},
};

/// One open book. When the last clone is dropped, what is queued is written
/// and the file is closed before the drop returns.
#[derive(Debug, Clone)]
pub struct Journal(Arc<Thread>);

impl Journal {
    /// Opens a book, or begins it, and gives back what was unfinished; blocks for
    /// as long as the disk takes.
    ///
    /// A book that cannot be read is set aside and a fresh one begins; whoever
    /// opens it again finds that fresh one. One book is open once at a time.
    ///
    /// # Errors
    /// [`OpenProblem`]; the book is left as it was.
    pub fn open(folder: &Folder, book: Book) -> Result<Opening, OpenProblem> {
        let opened = opening::open(folder, book)?;
        let (health, health_seen) = watch::channel(Health::default());
        let (requests, inbox) = mpsc::channel();
        let writer = Writer::new(opened.connection, folder.clone(), book, inbox, health);
        let thread = thread::Builder::new()
            .name(format!("{} writer", book.stem()))
            .spawn(move || writer.run())
            .map_err(|error| OpenProblem::CannotWrite { detail: error.to_string() })?;
        let link_cache = LinkCache::start(folder, book)
            .map_err(|error| OpenProblem::CannotWrite { detail: error.to_string() })?;
        let thread =
            Thread { requests: Some(requests), health: health_seen, thread: Some(thread), link_cache };
        Ok(Opening {
            journal: Self(Arc::new(thread)),
            remembered: opened.remembered,
            set_aside: opened.set_aside,
            unsaved_links: opened.unsaved_links,
        })
    }

    /// Answers when the writer is gone by letting `request`, and with it the
    /// sender of its answer, be dropped.
    fn ask(&self, request: Request) {
        if let Some(requests) = &self.0.requests {
            drop(requests.send(request));
        }
    }

    async fn answer<T>(&self, request: impl FnOnce(Answer<T>) -> Request + Send) -> Result<T, WriteProblem> {
        let (answer, answered) = oneshot::channel();
        self.ask(request(answer));
        answered.await.unwrap_or_else(|_| Err(WriteProblem::writer_gone()))
    }

    #[cfg(test)]
    pub(crate) fn link_cache(&self) -> &LinkCache {
        &self.0.link_cache
    }

    #[cfg(test)]
    pub(crate) async fn with_connection<T: Send + 'static>(
        &self,
        act: impl FnOnce(&rusqlite::Connection) -> T + Send + 'static,
    ) -> Option<T> {
        let (answer, answered) = oneshot::channel();
        self.ask(Request::Act(Box::new(move |connection| drop(answer.send(act(connection))))));
        answered.await.ok()
    }
}

#[async_trait]
impl Remember for Journal {
    fn write(&self, change: Change) -> Written {
        let (settle, written) = Written::pending();
        self.ask(Request::Write(Box::new(change), settle));
        written
    }

    fn keep_memo(&self, identity: &Identity, memo: LinkMemo) -> Written {
        let (settle, written) = Written::pending();
        self.ask(Request::KeepMemo(Box::new((identity.clone(), memo)), settle));
        written
    }

    fn keep_links(&self, change: LinksChange) -> Written {
        self.0.link_cache.keep(change)
    }

    async fn links(&self, identity: &Identity) -> Result<RememberedLinks, WriteProblem> {
        let of = Box::new(identity.clone());
        let memos = self.answer(|answer| Request::Memos(of, answer));
        let (cached, memos) = tokio::join!(self.0.link_cache.links(identity), memos);
        // AWS lists the links again; nobody else has the memos.
        let (links, listed_at) = cached.unwrap_or_default();
        Ok(RememberedLinks { links, listed_at, memos: memos? })
    }

    async fn timeline_of_link(
        &self,
        identity: &Identity,
        link: &AccountAssociationId,
    ) -> Result<Vec<Entry>, WriteProblem> {
        let of = Box::new((identity.clone(), link.clone()));
        self.answer(|answer| Request::TimelineOfLink(of, answer)).await
    }

    async fn activity(&self, behind: Option<&ActPlace>, limit: usize) -> Result<Vec<Act>, WriteProblem> {
        let behind = behind.cloned();
        self.answer(|answer| Request::Activity(behind, limit, answer)).await
    }

    async fn timeline(&self, journey_id: &str) -> Result<Vec<Entry>, WriteProblem> {
        let journey_id = journey_id.to_owned();
        self.answer(|answer| Request::Timeline(journey_id, answer)).await
    }

    async fn journeys_of(
        &self,
        identity: &Identity,
        customer: &Customer,
    ) -> Result<Vec<String>, WriteProblem> {
        let of = Box::new((identity.clone(), customer.clone()));
        self.answer(|answer| Request::JourneysOf(of, answer)).await
    }

    /// The cache goes first: once the journeys are gone, nothing tells which
    /// links were theirs.
    async fn forget(&self, what: &Forget) -> Result<Forgotten, WriteProblem> {
        let named = Belongings::of(what);
        let all = self.answer(|answer| Request::Belongings(named, answer)).await?;
        let links = all.links.iter().cloned().collect();
        let identities = all.identities.iter().cloned().collect();
        self.0.link_cache.forget(Forgetting { links, identities }).await?;
        self.answer(|answer| Request::Forget(all, answer)).await
    }

    async fn flush(&self, limit: Duration) -> bool {
        let (answer, answered) = oneshot::channel();
        self.ask(Request::Flush(answer));
        matches!(tokio::time::timeout(limit, answered).await, Ok(Ok(())))
    }

    fn health(&self) -> watch::Receiver<Health> {
        self.0.health.clone()
    }
}

#[derive(Debug)]
struct Thread {
    requests: Option<mpsc::Sender<Request>>,
    health: watch::Receiver<Health>,
    thread: Option<JoinHandle<()>>,
    link_cache: LinkCache,
}

impl Drop for Thread {
    fn drop(&mut self) {
        self.requests = None;
        if let Some(thread) = self.thread.take() {
            // A panic of the writer was told to every caller already.
            drop(thread.join());
        }
    }
}
