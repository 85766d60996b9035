//! How long a whole story may take: a driver that never answers must not hold
//! the test run.

use std::{
    sync::mpsc::{self, RecvTimeoutError, Sender},
    thread,
    time::Duration,
};

use crate::programs::end_group;

const LONGEST_STORY: Duration = Duration::from_secs(300);

/// Ends the story's programs when it takes too long, unless dropped before.
pub(super) struct Limit {
    _story_is_told: Sender<()>,
}

impl Limit {
    pub(super) fn begin(groups: &[u32]) -> Self {
        let (story_is_told, told) = mpsc::channel::<()>();
        let groups = groups.to_vec();
        thread::spawn(move || {
            if told.recv_timeout(LONGEST_STORY) == Err(RecvTimeoutError::Timeout) {
                eprintln!("a story took longer than {LONGEST_STORY:?}; its window is closed");
                groups.into_iter().for_each(end_group);
            }
        });
        Self { _story_is_told: story_is_told }
    }
}
