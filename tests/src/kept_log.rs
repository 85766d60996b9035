//! The log of a desk without a window, and what was written into it.

use std::{
    path::Path,
    sync::{Arc, LazyLock},
};

use contract::LogLevelView;
use desk::{LogFiles, LogFolderProblem, Logs};
use serde_json::Value;
use tracing::{Dispatch, subscriber::DefaultGuard};

/// Hears nothing. While there is one listener alone, `tracing` asks the thread that is
/// the first at some place whether it listens, and keeps the answer for all threads;
/// with two it asks both.
static ANOTHER: LazyLock<Dispatch> = LazyLock::new(|| {
    let (_, subscriber) = logs::open(Path::new("nothing is ever written here"));
    Dispatch::new(subscriber)
});

/// Keeps what is written on this thread, until it is dropped.
pub struct KeptLog {
    log: logs::Log,
    dir: tempfile::TempDir,
    _here: DefaultGuard,
}

/// As a desk needs it.
struct Port(logs::Log);

impl KeptLog {
    /// Everything there is to be written, ids included.
    pub fn detailed() -> Self {
        let kept = Self::usual();
        kept.log.set_level(logs::Level::Detailed);
        kept
    }

    pub fn usual() -> Self {
        LazyLock::force(&ANOTHER);
        let dir = tempfile::tempdir().expect("a folder can be made");
        let (log, subscriber) = logs::open(&dir.path().join("logs"));
        Self { log, dir, _here: tracing::subscriber::set_default(subscriber) }
    }

    pub fn port(&self) -> Arc<dyn Logs> {
        Arc::new(Port(self.log.clone()))
    }

    pub fn dir(&self) -> &Path {
        self.log.dir()
    }

    /// Ends the log; every line of it.
    ///
    /// # Panics
    /// When a line is no JSON, or has a field that may not be written.
    pub fn end(self) -> Vec<Value> {
        self.log.end();
        let text = std::fs::read_to_string(self.dir.path().join("logs/linkwright.log")).unwrap_or_default();
        let lines: Vec<Value> = text
            .lines()
            .map(|line| serde_json::from_str(line).unwrap_or_else(|why| panic!("{why}: {line}")))
            .collect();
        for line in &lines {
            assert_eq!(line.get("left_out"), None, "a field of ours is not allowed: {line}");
        }
        lines
    }
}

impl Logs for Port {
    fn set_level(&self, level: LogLevelView) {
        self.0.set_level(match level {
            LogLevelView::Errors => logs::Level::Errors,
            LogLevelView::Usual => logs::Level::Usual,
            LogLevelView::Detailed => logs::Level::Detailed,
        });
    }

    fn set_practice(&self, practice: Option<bool>) {
        self.0.set_world(match practice {
            None => logs::World::None,
            Some(true) => logs::World::Practice,
            Some(false) => logs::World::Live,
        });
    }

    fn files(&self) -> LogFiles {
        LogFiles {
            folder: self.0.dir().to_owned(),
            files: self.0.files().into_iter().map(|file| (file.name, file.bytes)).collect(),
            kept: logs::KEPT,
            trouble: self.0.trouble(),
        }
    }

    fn tail(&self, lines: usize) -> Vec<String> {
        self.0.tail(lines)
    }

    fn open_folder(&self) -> Result<(), LogFolderProblem> {
        Err(LogFolderProblem)
    }
}
