//! The one thread that has the connection: what waits goes into one
//! transaction, in the order in which it was asked for.

mod asked;
mod forgetting;
mod unsaved;

use std::{
    sync::mpsc::{Receiver, RecvTimeoutError},
    time::{Duration, Instant},
};

use onboarding::{AccountAssociationId, Customer, Identity};
use rusqlite::Connection;
use tokio::sync::{oneshot, watch};
pub(crate) use unsaved::Settle;
use unsaved::{Item, Unsaved};

use crate::{
    Act, ActPlace, Book, Change, Entry, Folder, Forgotten, Health, LinkMemo, WriteProblem, backups,
    rescue::{Place, Rescue},
    store::erasing::Belongings,
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
    KeepMemo(Box<(Identity, LinkMemo)>, Settle),
    Timeline(String, Answer<Vec<Entry>>),
    TimelineOfLink(Box<(Identity, AccountAssociationId)>, Answer<Vec<Entry>>),
    Activity(Option<ActPlace>, usize, Answer<Vec<Act>>),
    Memos(Box<Identity>, Answer<Vec<LinkMemo>>),
    JourneysOf(Box<(Identity, Customer)>, Answer<Vec<String>>),
    Belongings(Belongings, Answer<Belongings>),
    Forget(Belongings, Answer<Forgotten>),
    Flush(oneshot::Sender<()>),
    #[cfg(test)]
    Act(Box<dyn FnOnce(&Connection) + Send>),
}

pub(crate) type Answer<T> = oneshot::Sender<Result<T, WriteProblem>>;

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
        let dir = folder.path();
        let places = vec![Place::in_data_folder(dir, book), Place::in_temporary_folder(dir, book)];
        let rescue = Rescue::new(places);
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
            Request::Write(change, settle) => self.unsaved.take(Item::Change(change), settle),
            Request::KeepMemo(memo, settle) => self.unsaved.take(Item::Memo(memo), settle),
            Request::Timeline(journey_id, answer) => {
                self.save_what_is_new_or_due();
                drop(answer.send(self.timeline(journey_id)));
            }
            Request::TimelineOfLink(of, answer) => {
                self.save_what_is_new_or_due();
                drop(answer.send(self.timeline_of_link(&of.0, &of.1)));
            }
            Request::Activity(behind, limit, answer) => {
                self.save_what_is_new_or_due();
                drop(answer.send(self.activity(behind.as_ref(), limit)));
            }
            Request::Memos(of, answer) => {
                self.save_what_is_new_or_due();
                drop(answer.send(self.memos(&of)));
            }
            Request::JourneysOf(of, answer) => {
                self.save_what_is_new_or_due();
                drop(answer.send(self.journeys_of(&of.0, &of.1)));
            }
            Request::Belongings(all, answer) => {
                self.save_what_is_new_or_due();
                drop(answer.send(self.belongings(all)));
            }
            Request::Forget(all, answer) => {
                self.save_what_is_new_or_due();
                let forgotten = self.belongings(all).and_then(|all| self.forget(&all));
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

    /// One that fails is tried again when it is next looked for.
    fn back_up(&mut self) {
        self.next_backup = Instant::now() + LOOK_WHETHER_BACKUP_IS_DUE;
        let now = jiff::Timestamp::now();
        if backups::is_due(self.folder.path(), self.book, now) {
            drop(backups::make(&self.connection, self.folder.path(), self.book, now));
        }
    }
}
