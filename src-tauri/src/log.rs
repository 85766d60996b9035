//! The log in the system's own place for logs, and its folder in the file manager.

use std::{fs, path::Path, process::Command};

use contract::LogLevelView;
use desk::{LogFiles, LogFolderProblem, Logs};
use logs::{KEPT, Level, Log, World};

use crate::browser;

/// Cheap to clone; every clone is the same log.
#[derive(Clone)]
pub(crate) struct SystemLog(Log);

impl SystemLog {
    /// The log of this run, with its first line; nothing of the person is in it.
    pub(crate) fn begin(dir: &Path) -> Self {
        let log = logs::install(dir);
        let web_view = tauri::webview_version().unwrap_or_default();
        let variable = |name| std::env::var(name).unwrap_or_default();
        tracing::info!(
            version = env!("CARGO_PKG_VERSION"),
            os = system(),
            architecture = std::env::consts::ARCH,
            web_view,
            session = variable("XDG_SESSION_TYPE"),
            desktop = variable("XDG_CURRENT_DESKTOP"),
            "Linkwright was started"
        );
        Self(log)
    }

    /// Every line is on disk then.
    pub(crate) fn end(&self) {
        tracing::info!("Linkwright ends");
        self.0.end();
    }
}

impl Logs for SystemLog {
    fn set_level(&self, level: LogLevelView) {
        self.0.set_level(match level {
            LogLevelView::Errors => Level::Errors,
            LogLevelView::Usual => Level::Usual,
            LogLevelView::Detailed => Level::Detailed,
        });
    }

    fn set_practice(&self, practice: Option<bool>) {
        self.0.set_world(match practice {
            None => World::None,
            Some(true) => World::Practice,
            Some(false) => World::Live,
        });
    }

    fn files(&self) -> LogFiles {
        LogFiles {
            folder: self.0.dir().to_owned(),
            files: self.0.files().into_iter().map(|file| (file.name, file.bytes)).collect(),
            kept: KEPT,
            trouble: self.0.trouble(),
        }
    }

    fn tail(&self, lines: usize) -> Vec<String> {
        self.0.tail(lines)
    }

    fn open_folder(&self) -> Result<(), LogFolderProblem> {
        let dir = self.0.dir();
        if !dir.is_dir() {
            return Err(LogFolderProblem);
        }
        open::commands(dir)
            .into_iter()
            .find_map(|command: Command| browser::launch(command))
            .ok_or(LogFolderProblem)
    }
}

/// As the system calls itself (os-release(5)); elsewhere its kind.
fn system() -> String {
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    let name = release.lines().find_map(|line| line.strip_prefix("PRETTY_NAME="));
    name.map_or_else(|| std::env::consts::OS.to_owned(), |name| name.trim_matches('"').to_owned())
}
