//! A computer nobody sits at: what a desk needs of one, and what it did with it.

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use contract::{LogLevelView, SceneView};
use desk::{
    AccessKeys, AwsSdk, Browser, BrowserProblem, Clipboard, ClipboardProblem, Environment, Keyring,
    KeyringProblem, LogFiles, LogFolderProblem, Logs, Notifier, Ports, PracticeAccount, PracticeHost,
    PracticeHostProblem, SignInAddress, SystemChance, SystemClock,
};

/// The browser, clipboard and notifications of a computer nobody sits at.
#[derive(Default)]
pub struct Headless {
    opened: Mutex<Vec<(String, bool)>>,
    copied: Mutex<Option<String>>,
    notified: Mutex<Vec<(String, String)>>,
}

impl Headless {
    /// Addresses the browser was given, and whether in a private window.
    pub fn opened(&self) -> Vec<(String, bool)> {
        lock(&self.opened).clone()
    }

    pub fn copied(&self) -> Option<String> {
        lock(&self.copied).clone()
    }

    /// Titles and texts of notifications.
    pub fn notified(&self) -> Vec<(String, String)> {
        lock(&self.notified).clone()
    }

    /// Ports of a desk on this computer. `HOME` is the folder; data and notes lie in it.
    pub fn ports(
        self: &Arc<Self>,
        dir: &Path,
        variables: impl IntoIterator<Item = (String, String)>,
    ) -> Ports {
        let home = (OsString::from("HOME"), dir.as_os_str().to_owned());
        let variables =
            variables.into_iter().map(|(name, value)| (OsString::from(name), OsString::from(value)));
        Ports {
            browser: self.clone(),
            clipboard: self.clone(),
            notifier: self.clone(),
            practice: Arc::new(NoPractice),
            gateways: Arc::new(AwsSdk),
            clock: Arc::new(SystemClock),
            chance: Arc::new(SystemChance),
            keyring: Arc::new(NoKeyring),
            logs: Arc::new(NoLog),
            team_file: Some(dir.join("team.json")),
            environment: Arc::new(Environment::from_variables(variables.chain([home]))),
            data_dir: dir.join("data"),
            notes_dir: dir.join("notes"),
        }
    }
}

impl Browser for Headless {
    fn open(&self, address: &SignInAddress, private_window: bool) -> Result<(), BrowserProblem> {
        lock(&self.opened).push((address.expose().to_owned(), private_window));
        Ok(())
    }

    fn private_browser(&self) -> Option<String> {
        Some("Firefox".to_owned())
    }
}

impl Clipboard for Headless {
    fn set_text(&self, text: &str) -> Result<(), ClipboardProblem> {
        *lock(&self.copied) = Some(text.to_owned());
        Ok(())
    }
}

impl Notifier for Headless {
    fn notify(&self, title: &str, text: &str) {
        lock(&self.notified).push((title.to_owned(), text.to_owned()));
    }
}

/// A computer without a keyring.
struct NoKeyring;

#[async_trait::async_trait]
impl Keyring for NoKeyring {
    async fn read(&self, _: &str) -> Result<AccessKeys, KeyringProblem> {
        Err(KeyringProblem::Missing)
    }

    async fn keep(&self, _: &str, _: &AccessKeys) -> Result<(), KeyringProblem> {
        Err(KeyringProblem::Missing)
    }

    async fn remove(&self, _: &str) -> Result<(), KeyringProblem> {
        Err(KeyringProblem::Missing)
    }

    async fn state(&self) -> Result<(), KeyringProblem> {
        Err(KeyringProblem::Missing)
    }
}

/// A computer where nothing is logged.
struct NoLog;

impl Logs for NoLog {
    fn set_level(&self, _: LogLevelView) {}

    fn set_practice(&self, _: Option<bool>) {}

    fn files(&self) -> LogFiles {
        LogFiles { folder: PathBuf::new(), files: Vec::new(), kept: 0, trouble: None }
    }

    fn tail(&self, _: usize) -> Vec<String> {
        Vec::new()
    }

    fn open_folder(&self) -> Result<(), LogFolderProblem> {
        Err(LogFolderProblem)
    }
}

/// Practice is a program here, reached through the environment.
struct NoPractice;

#[async_trait::async_trait]
impl PracticeHost for NoPractice {
    async fn start(&self) -> Result<PracticeAccount, PracticeHostProblem> {
        Err(elsewhere())
    }

    async fn set_aside(&self) -> Option<PathBuf> {
        None
    }

    async fn stop(&self) {}

    async fn start_afresh(&self) -> Result<(), PracticeHostProblem> {
        Err(elsewhere())
    }

    async fn set_scene(&self, _: SceneView) {}
}

fn elsewhere() -> PracticeHostProblem {
    PracticeHostProblem("it runs in its own process here".to_owned())
}

fn lock<T>(value: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    value.lock().unwrap_or_else(PoisonError::into_inner)
}
