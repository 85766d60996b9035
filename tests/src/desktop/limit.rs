//! How long a whole story may take: a driver that never answers must not hold
//! the test run.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{self, RecvTimeoutError, Sender},
    },
    thread,
    time::Duration,
};

use crate::programs::end_group;

const LONGEST_STORY: Duration = Duration::from_secs(300);

/// Ends the story's programs when it takes too long, unless dropped before.
pub(super) struct Limit {
    groups: Arc<Mutex<Vec<u32>>>,
    _story_is_told: Sender<()>,
}

impl Limit {
    pub(super) fn begin() -> Self {
        let (story_is_told, told) = mpsc::channel::<()>();
        let groups = Arc::new(Mutex::new(Vec::new()));
        let to_end = Arc::clone(&groups);
        thread::spawn(move || {
            if told.recv_timeout(LONGEST_STORY) == Err(RecvTimeoutError::Timeout) {
                eprintln!("a story took longer than {LONGEST_STORY:?}; its window is closed");
                let groups: Vec<u32> = to_end.lock().unwrap_or_else(PoisonError::into_inner).clone();
                groups.into_iter().for_each(end_group);
            }
        });
        Self { groups, _story_is_told: story_is_told }
    }

    /// This process group of the story in place of the former ones.
    pub(super) fn watch(&self, group: u32) {
        *self.groups.lock().unwrap_or_else(PoisonError::into_inner) = vec![group];
    }
}
