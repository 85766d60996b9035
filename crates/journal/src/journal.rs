//! The journal as its users hold it: a handle on the thread that writes.

use std::{
    sync::{Arc, mpsc},
    thread::{self, JoinHandle},
    time::Duration,
};

use async_trait::async_trait;
use onboarding::{Customer, Identity};
use tokio::sync::{oneshot, watch};

use crate::{
    Book, Change, Entry, Folder, Forgotten, Health, OpenProblem, Opening, Remember, WriteProblem, Written,
    opening,
    writer::{Request, Writer},
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
        let thread = Thread { requests: Some(requests), health: health_seen, thread: Some(thread) };
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

    async fn timeline(&self, journey_id: &str) -> Result<Vec<Entry>, WriteProblem> {
        let (answer, answered) = oneshot::channel();
        self.ask(Request::Timeline(journey_id.to_owned(), answer));
        answered.await.unwrap_or_else(|_| Err(WriteProblem::writer_gone()))
    }

    async fn journeys_of(
        &self,
        identity: &Identity,
        customer: &Customer,
    ) -> Result<Vec<String>, WriteProblem> {
        let (answer, answered) = oneshot::channel();
        self.ask(Request::JourneysOf(Box::new((identity.clone(), customer.clone())), answer));
        answered.await.unwrap_or_else(|_| Err(WriteProblem::writer_gone()))
    }

    async fn forget(&self, journey_ids: &[String]) -> Result<Forgotten, WriteProblem> {
        let (answer, answered) = oneshot::channel();
        self.ask(Request::Forget(journey_ids.to_vec(), answer));
        answered.await.unwrap_or_else(|_| Err(WriteProblem::writer_gone()))
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
