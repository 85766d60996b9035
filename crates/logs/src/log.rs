//! The log as the shell holds it.

use std::{
    io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use tracing::Subscriber;
use tracing_appender::non_blocking::{NonBlockingBuilder, WorkerGuard};
use tracing_subscriber::{Layer, Registry, filter::Targets, layer::SubscriberExt, reload};

use crate::{
    files::{self, Files, LogFile, Trouble},
    level::Level,
    line::{Lines, Present, World},
    panics,
};

/// Lines that wait for the disk at most; later ones are lost.
const QUEUE: usize = 4_096;

/// Cheap to clone; every clone is the same log.
#[derive(Clone)]
pub struct Log(Arc<Inside>);

struct Inside {
    dir: PathBuf,
    level: reload::Handle<Targets, Registry>,
    present: Arc<Present>,
    trouble: Trouble,
    writer: Mutex<Option<WorkerGuard>>,
}

/// The log of this whole program, panics included; a second one is refused by
/// `tracing` and writes nothing. Nothing is opened before the first line.
pub fn install(dir: &Path) -> Log {
    let (log, subscriber) = open(dir);
    if tracing::subscriber::set_global_default(subscriber).is_ok() {
        panics::tell(&log);
    }
    log
}

/// A log in this folder, and what to give it lines by.
pub fn open(dir: &Path) -> (Log, impl Subscriber + Send + Sync) {
    let trouble = Trouble::default();
    let present = Arc::<Present>::default();
    let (sink, writer) = NonBlockingBuilder::default()
        .lossy(true)
        .buffered_lines_limit(QUEUE)
        .thread_name("log")
        .finish(Files::new(dir, Arc::clone(&trouble)));
    let (filter, level) = reload::Layer::new(Level::default().targets());
    let lines = Lines { sink, present: Arc::clone(&present) };
    let subscriber = tracing_subscriber::registry().with(lines.with_filter(filter));
    let inside = Inside { dir: dir.to_owned(), level, present, trouble, writer: Mutex::new(Some(writer)) };
    (Log(Arc::new(inside)), subscriber)
}

impl Log {
    /// Counts from the next line on.
    pub fn set_level(&self, level: Level) {
        self.0.present.set_with_ids(level == Level::Detailed);
        // It fails only when the subscriber is gone, and nobody writes any more.
        let _ = self.0.level.reload(level.targets());
    }

    /// What lines that do not say it themselves are about.
    pub fn set_world(&self, world: World) {
        self.0.present.set_world(world);
    }

    pub fn dir(&self) -> &Path {
        &self.0.dir
    }

    /// The newest first.
    pub fn files(&self) -> Vec<LogFile> {
        files::list(&self.0.dir)
    }

    /// The last lines on disk, the oldest first.
    pub fn tail(&self, lines: usize) -> Vec<String> {
        files::tail(&self.0.dir, lines)
    }

    /// Why the last line was lost.
    pub fn trouble(&self) -> Option<io::ErrorKind> {
        *self.0.trouble.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits up to a second until every line is on disk; later ones are lost.
    pub fn end(&self) {
        drop(self.0.writer.lock().unwrap_or_else(PoisonError::into_inner).take());
    }
}
