//! Changes that are not on disk, in their order, and what is told about them.

use std::thread;

use onboarding::Identity;
use rusqlite::{Connection, TransactionBehavior};
use tokio::sync::watch;

use crate::{
    Change, Health, IntentChange, Keep, LinkMemo, PlanChange, Subject, WriteProblem,
    rescue::Rescue,
    store::{self, Unwritten, erasing::Belongings, memos},
};

pub(crate) type Settle = watch::Sender<Option<Result<(), WriteProblem>>>;

pub(super) struct Unsaved {
    waiting: Vec<Waiting>,
    health: watch::Sender<Health>,
    rescue: Rescue,
}

/// What there is to write.
pub(super) enum Item {
    Change(Box<Change>),
    Memo(Box<(Identity, LinkMemo)>),
}

struct Waiting {
    item: Item,
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

    pub(super) fn take(&mut self, item: Item, settle: Settle) {
        self.waiting.push(Waiting { item, settle: Some(settle), refused: false });
    }

    pub(super) fn changes(&self) -> impl Iterator<Item = &Change> + Clone {
        changes(&self.waiting)
    }

    pub(super) fn memos(&self, of: &Identity) -> impl Iterator<Item = &LinkMemo> {
        self.waiting.iter().filter_map(move |waiting| match &waiting.item {
            Item::Memo(memo) if memo.0 == *of => Some(&memo.1),
            Item::Memo(_) | Item::Change(_) => None,
        })
    }

    /// Adds what waits and belongs to what is named: journeys and plans of its
    /// links, and links of its journeys.
    pub(super) fn add_belongings(&self, all: &mut Belongings) {
        self.add_subjects(all);
        for change in self.changes().filter(|change| all.subjects.contains(&change.subject)) {
            if let Some(Keep::Journey { journey, .. }) = &change.keep {
                all.links.extend(journey.link.iter().map(|link| (journey.identity.clone(), link.clone())));
            }
        }
    }

    /// Adds journeys and plans that wait and are about the links named.
    pub(super) fn add_subjects(&self, all: &mut Belongings) {
        for change in self.changes() {
            if let Some(Keep::Journey { journey, .. }) = &change.keep {
                let is_of_it =
                    journey.link.as_ref().is_some_and(|link| all.has_link(&journey.identity, link));
                if is_of_it || all.identities.contains(&journey.identity) {
                    all.subjects.insert(change.subject.clone());
                }
            }
            for plan in &change.plans {
                match plan {
                    PlanChange::Kept(plan) if all.has_link(&plan.identity, &plan.link) => {
                        all.subjects.insert(Subject::Plan(plan.id.clone()));
                    }
                    PlanChange::Kept(_) | PlanChange::Closed { .. } => {}
                }
            }
        }
    }

    /// Drops what waits about these.
    pub(super) fn forget(&mut self, all: &Belongings) {
        self.waiting.retain_mut(|waiting| match &mut waiting.item {
            Item::Change(change) => {
                change.plans.retain(|plan| {
                    let id = match plan {
                        PlanChange::Kept(plan) => &plan.id,
                        PlanChange::Closed { id } => id,
                    };
                    !all.subjects.contains(&Subject::Plan(id.clone()))
                });
                !all.subjects.contains(&change.subject)
            }
            Item::Memo(memo) => !all.has_link(&memo.0, &memo.1.link),
        });
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
                    if let Item::Change(change) = &mut waiting.item {
                        // Whoever is told that it failed does not send it.
                        let is_opened = |intent: &IntentChange| matches!(intent, IntentChange::Opened { .. });
                        change.intents.retain(|intent| !is_opened(intent));
                    }
                }
                self.tell(Some(why.clone()));
                for waiting in &mut self.waiting {
                    settle(waiting.settle.take(), Err(why.clone()));
                }
            }
        }
    }

    fn tell(&mut self, why: Option<WriteProblem>) {
        let rescue_file = self.rescue.tell(changes(&self.waiting));
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
        let applied = match &waiting.item {
            Item::Change(change) => store::apply(&savepoint, change),
            Item::Memo(memo) => memos::keep(&savepoint, &memo.0, &memo.1),
        };
        match applied {
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

fn changes(waiting: &[Waiting]) -> impl Iterator<Item = &Change> + Clone {
    waiting.iter().filter_map(|waiting| match &waiting.item {
        Item::Change(change) => Some(&**change),
        Item::Memo(_) => None,
    })
}

fn settle(settle: Option<Settle>, end: Result<(), WriteProblem>) {
    if let Some(settle) = settle {
        settle.send_replace(Some(end));
    }
}
