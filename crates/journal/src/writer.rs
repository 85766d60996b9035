//! The one thread that has the connection: what waits goes into one
//! transaction, in the order in which it was asked for.

mod forgetting;
mod unsaved;

use std::{
    sync::mpsc::{Receiver, RecvTimeoutError},
    time::{Duration, Instant},
};

use onboarding::{Customer, Identity};
use rusqlite::Connection;
use tokio::sync::{oneshot, watch};
use unsaved::{Settle, Unsaved};

use crate::{
    Book, Change, Entry, Folder, Forgotten, Health, Keep, WriteProblem, backups, rescue::Rescue, store,
};

/// Between two tries of what could not be written.
const TRY_AGAIN: Duration = Duration::from_secs(2);
/// Nothing asked for so long: a backup is in nobody's way.
const IDLE: Duration = Duration::from_secs(3);
const LOOK_WHETHER_BACKUP_IS_DUE: Duration = Duration::from_secs(60 * 60);
/// Requests that are taken together at most, so that the first of them ends.
const AT_ONCE: usize = 1000;

pub(crate) enum Request {
    Write(Box<Change>, Settle),
    Timeline(String, oneshot::Sender<Result<Vec<Entry>, WriteProblem>>),
    JourneysOf(Box<(Identity, Customer)>, oneshot::Sender<Result<Vec<String>, WriteProblem>>),
    Forget(Vec<String>, oneshot::Sender<Result<Forgotten, WriteProblem>>),
    Flush(oneshot::Sender<()>),
    #[cfg(test)]
    Act(Box<dyn FnOnce(&Connection) + Send>),
}

pub(crate) struct Writer {
    connection: Connection,
    folder: Folder,
    book: Book,
    requests: Receiver<Request>,
    unsaved: Unsaved,
    flushes: Vec<oneshot::Sender<()>>,
    /// When to look whether a backup is due.
    next_backup: Instant,
    next_try: Instant,
}

impl Writer {
    pub(crate) fn new(
        connection: Connection,
        folder: Folder,
        book: Book,
        requests: Receiver<Request>,
        health: watch::Sender<Health>,
    ) -> Self {
        let rescue = Rescue::new(vec![folder.path().to_owned(), std::env::temp_dir()], book);
        let unsaved = Unsaved::new(health, rescue);
        let now = Instant::now();
        let flushes = Vec::new();
        Self { connection, folder, book, requests, unsaved, flushes, next_backup: now, next_try: now }
    }

    /// Serves until every handle is dropped; then what waits is tried once more
    /// and the file is closed.
    pub(crate) fn run(mut self) {
        loop {
            match self.requests.recv_timeout(self.patience()) {
                Ok(request) => {
                    self.serve(request);
                    let more: Vec<Request> = self.requests.try_iter().take(AT_ONCE).collect();
                    more.into_iter().for_each(|request| self.serve(request));
                    self.save_what_is_new_or_due();
                }
                Err(RecvTimeoutError::Timeout) if self.unsaved.is_empty() => self.back_up(),
                Err(RecvTimeoutError::Timeout) => self.save(),
                Err(RecvTimeoutError::Disconnected) => {
                    self.save();
                    return;
                }
            }
        }
    }

    fn patience(&self) -> Duration {
        let now = Instant::now();
        if self.unsaved.is_empty() {
            IDLE.max(self.next_backup.saturating_duration_since(now))
        } else {
            self.next_try.saturating_duration_since(now)
        }
    }

    fn serve(&mut self, request: Request) {
        match request {
            Request::Write(change, settle) => self.unsaved.take(*change, settle),
            Request::Timeline(journey_id, answer) => {
                self.save_what_is_new_or_due();
                let read = self.timeline(&journey_id);
                drop(answer.send(read));
            }
            Request::JourneysOf(of, answer) => {
                self.save_what_is_new_or_due();
                let read = store::journeys_of(&self.connection, &of.0, &of.1);
                drop(answer.send(read.map_err(|error| WriteProblem::from(&error))));
            }
            Request::Forget(journey_ids, answer) => {
                self.save_what_is_new_or_due();
                let forgotten = self.forget(&journey_ids);
                self.answer_flushes();
                drop(answer.send(forgotten));
            }
            Request::Flush(answer) => {
                self.flushes.push(answer);
                self.save();
            }
            #[cfg(test)]
            Request::Act(act) => {
                self.save_what_is_new_or_due();
                act(&self.connection);
            }
        }
    }

    fn save_what_is_new_or_due(&mut self) {
        if self.unsaved.is_any_new() || Instant::now() >= self.next_try {
            self.save();
        }
    }

    fn save(&mut self) {
        self.unsaved.save(&mut self.connection);
        self.next_try = Instant::now() + TRY_AGAIN;
        self.answer_flushes();
    }

    fn answer_flushes(&mut self) {
        if self.unsaved.is_empty() {
            for flushed in self.flushes.drain(..) {
                let _stopped_waiting = flushed.send(());
            }
        }
    }

    /// What is on disk and after it what waits.
    fn timeline(&self, journey_id: &str) -> Result<Vec<Entry>, WriteProblem> {
        let mut entries =
            store::timeline(&self.connection, journey_id).map_err(|error| WriteProblem::from(&error))?;
        for change in self.unsaved.changes().filter(|it| it.journey_id.as_deref() == Some(journey_id)) {
            if matches!(change.keep, Some(Keep::Erased)) {
                entries.clear();
            } else {
                entries.extend(change.timeline.iter().cloned());
            }
        }
        Ok(entries)
    }

    /// One that fails is tried again when it is next looked for.
    fn back_up(&mut self) {
        self.next_backup = Instant::now() + LOOK_WHETHER_BACKUP_IS_DUE;
        let now = jiff::Timestamp::now();
        if backups::is_due(self.folder.path(), self.book, now) {
            drop(backups::make(&self.connection, self.folder.path(), self.book, now));
        }
    }
}
