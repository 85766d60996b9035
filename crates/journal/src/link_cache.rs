//! What AWS listed of links, in a file and on a thread of its own, so that no
//! change of a journey ever waits behind it and no backup carries it.
//!
//! Nothing in it is worth a word to a person: what is lost is listed again.

mod file;

use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    thread::{self, JoinHandle},
};

use file::CacheFile;
use onboarding::{AccountAssociationId, Identity, Timestamp};
use tokio::sync::oneshot;

use crate::{Book, Folder, KeptLink, LinksChange, WriteProblem, Written, writer::Settle};

/// Rows of one transaction at most.
const AT_ONCE: usize = 1000;

/// A handle on the thread. Dropping it ends what is being written between two
/// transactions.
#[derive(Debug)]
pub(crate) struct LinkCache {
    requests: Option<mpsc::Sender<Request>>,
    ending: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

/// The links of one identity by their ids, and when they were listed whole.
pub(crate) type Cached = (Vec<KeptLink>, Option<Timestamp>);

enum Request {
    Keep(Box<LinksChange>, Settle),
    Links(Identity, oneshot::Sender<Result<Cached, WriteProblem>>),
    Forget(Forgetting, oneshot::Sender<Result<(), WriteProblem>>),
    #[cfg(test)]
    Act(Box<dyn FnOnce(&rusqlite::Connection) + Send>),
}

/// Links, and identities whole.
pub(crate) struct Forgetting {
    pub(crate) links: Vec<(Identity, AccountAssociationId)>,
    pub(crate) identities: Vec<Identity>,
}

impl LinkCache {
    /// The file is not touched before something is asked.
    pub(crate) fn start(folder: &Folder, book: Book) -> io::Result<Self> {
        let (requests, inbox) = mpsc::channel();
        let ending = Arc::new(AtomicBool::new(false));
        let keeper =
            Keeper { file: CacheFile::new(book.links_path(folder.path())), ending: Arc::clone(&ending) };
        // The folder is ours for as long as the file may be written.
        let folder = folder.clone();
        let thread = thread::Builder::new().name(format!("{} links", book.stem())).spawn(move || {
            keeper.run(&inbox);
            drop(folder);
        })?;
        Ok(Self { requests: Some(requests), ending, thread: Some(thread) })
    }

    pub(crate) fn keep(&self, change: LinksChange) -> Written {
        let (settle, written) = Written::pending();
        self.ask(Request::Keep(Box::new(change), settle));
        written
    }

    pub(crate) async fn links(&self, identity: &Identity) -> Result<Cached, WriteProblem> {
        let (answer, answered) = oneshot::channel();
        self.ask(Request::Links(identity.clone(), answer));
        answered.await.unwrap_or_else(|_| Err(WriteProblem::writer_gone()))
    }

    pub(crate) async fn forget(&self, forgetting: Forgetting) -> Result<(), WriteProblem> {
        let (answer, answered) = oneshot::channel();
        self.ask(Request::Forget(forgetting, answer));
        answered.await.unwrap_or_else(|_| Err(WriteProblem::writer_gone()))
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

    /// Answers when the thread is gone by letting `request` be dropped.
    fn ask(&self, request: Request) {
        if let Some(requests) = &self.requests {
            drop(requests.send(request));
        }
    }
}

impl Drop for LinkCache {
    fn drop(&mut self) {
        self.ending.store(true, Ordering::Relaxed);
        self.requests = None;
        if let Some(thread) = self.thread.take() {
            // A panic of the thread was told to every caller already.
            drop(thread.join());
        }
    }
}

/// The thread's own side.
struct Keeper {
    file: CacheFile,
    ending: Arc<AtomicBool>,
}

impl Keeper {
    fn run(mut self, inbox: &mpsc::Receiver<Request>) {
        while let Ok(request) = inbox.recv() {
            match request {
                Request::Keep(change, settle) => {
                    let kept = self.keep(&change);
                    settle.send_replace(Some(kept));
                }
                Request::Links(identity, answer) => drop(answer.send(self.file.links(&identity))),
                Request::Forget(forgetting, answer) => {
                    let forgotten = self.file.forget(&forgetting.links, &forgetting.identities);
                    drop(answer.send(forgotten));
                }
                #[cfg(test)]
                Request::Act(act) => self.file.act(act),
            }
        }
    }

    /// The time of the listing is written last, so that a list that was cut short
    /// never passes for a whole one.
    fn keep(&mut self, change: &LinksChange) -> Result<(), WriteProblem> {
        let identity = &change.identity;
        for removed in change.removed.chunks(AT_ONCE) {
            self.go_on()?;
            self.file.remove(identity, removed)?;
        }
        for kept in change.kept.chunks(AT_ONCE) {
            self.go_on()?;
            self.file.keep(identity, kept)?;
        }
        change.listed_at.map_or(Ok(()), |at| self.file.listed(identity, at))
    }

    fn go_on(&self) -> Result<(), WriteProblem> {
        if self.ending.load(Ordering::Relaxed) { Err(WriteProblem::writer_gone()) } else { Ok(()) }
    }
}
