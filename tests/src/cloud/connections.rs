//! The connections that stand, so that what is changed about the way holds at
//! once: idle ones are ended before anybody goes on.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::sync::watch;

#[derive(Default)]
pub(super) struct Connections {
    /// Counts changes.
    age: watch::Sender<u64>,
    open: Mutex<HashMap<u64, Open>>,
    ended: watch::Sender<()>,
}

#[derive(Clone, Copy)]
struct Open {
    age: u64,
    /// A request is on its way, or the first is to be expected.
    busy: bool,
}

/// One of them; it has ended when dropped.
pub(super) struct Connection {
    all: Arc<Connections>,
    id: u64,
    age: u64,
}

impl Connections {
    /// A connection that is busy until its first request is answered.
    pub(super) fn begin(self: &Arc<Self>) -> Connection {
        let age = *self.age.borrow();
        let mut open = self.open();
        let id = open.keys().max().map_or(0, |last| last + 1);
        open.insert(id, Open { age, busy: true });
        Connection { all: Arc::clone(self), id, age }
    }

    /// When this returns, no idle connection stands that began before; busy ones
    /// end with the answer they are at.
    pub(super) async fn renew(&self) {
        self.age.send_modify(|age| *age += 1);
        let now = *self.age.borrow();
        let mut ended = self.ended.subscribe();
        while self.open().values().any(|one| !one.busy && one.age < now) {
            ended.changed().await.expect("the sender lives as long as this value");
        }
    }

    fn open(&self) -> MutexGuard<'_, HashMap<u64, Open>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Connection {
    pub(super) fn set_busy(&self, busy: bool) {
        if let Some(open) = self.all.open().get_mut(&self.id) {
            open.busy = busy;
        }
    }

    pub(super) fn is_busy(&self) -> bool {
        self.all.open().get(&self.id).is_some_and(|open| open.busy)
    }

    /// The way was changed since it began.
    pub(super) fn is_old(&self) -> bool {
        *self.all.age.borrow() > self.age
    }

    /// Returns once it is old.
    pub(super) async fn grown_old(&self) {
        let mut ages = self.all.age.subscribe();
        // The sender lives as long as this value.
        let _ = ages.wait_for(|age| *age > self.age).await;
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.all.open().remove(&self.id);
        self.all.ended.send_replace(());
    }
}
