//! A computer with nothing on it: no browser, no keyring, no practice service,
//! and a proxy at which nobody answers.

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
    sync::Arc,
};

use contract::{LogLevelView, SceneView};
use desk::{
    AccessKeys, AwsSdk, Browser, BrowserProblem, Clipboard, ClipboardProblem, Environment, Keyring,
    KeyringProblem, LogFiles, LogFolderProblem, Logs, Notifier, Ports, PracticeAccount, PracticeHost,
    PracticeHostProblem, SignInAddress, SystemChance, SystemClock,
};

/// `HOME` is the folder; everything that is written lies in it.
pub(crate) fn ports(dir: &Path) -> Ports {
    Ports {
        browser: Arc::new(Bare),
        clipboard: Arc::new(Bare),
        notifier: Arc::new(Bare),
        practice: Arc::new(Bare),
        gateways: Arc::new(AwsSdk),
        clock: Arc::new(SystemClock),
        chance: Arc::new(SystemChance),
        keyring: Arc::new(Bare),
        logs: Arc::new(Bare),
        team_file: None,
        environment: Arc::new(environment(dir)),
        data_dir: dir.join("data"),
        notes_dir: dir.join("notes"),
    }
}

/// The discard port of loopback stands for the proxy: no call gets further.
pub(crate) fn environment(dir: &Path) -> Environment {
    let proxy = OsString::from("http://127.0.0.1:9");
    Environment::from_variables([
        (OsString::from("HOME"), dir.as_os_str().to_owned()),
        (OsString::from("HTTPS_PROXY"), proxy.clone()),
        (OsString::from("HTTP_PROXY"), proxy),
    ])
}

struct Bare;

impl Browser for Bare {
    fn open(&self, address: &SignInAddress, _: bool) -> Result<(), BrowserProblem> {
        panic!("no form without an AWS account opens {address:?}");
    }

    fn private_browser(&self) -> Option<String> {
        None
    }
}

impl Clipboard for Bare {
    fn set_text(&self, _: &str) -> Result<(), ClipboardProblem> {
        Ok(())
    }
}

impl Notifier for Bare {
    fn notify(&self, _: &str, _: &str) {}
}

impl Logs for Bare {
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

#[async_trait::async_trait]
impl Keyring for Bare {
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

#[async_trait::async_trait]
impl PracticeHost for Bare {
    async fn start(&self) -> Result<PracticeAccount, PracticeHostProblem> {
        Err(nothing_here())
    }

    async fn set_aside(&self) -> Option<PathBuf> {
        None
    }

    async fn stop(&self) {}

    async fn start_afresh(&self) -> Result<(), PracticeHostProblem> {
        Err(nothing_here())
    }

    async fn set_scene(&self, _: SceneView) {}
}

fn nothing_here() -> PracticeHostProblem {
    PracticeHostProblem("there is none on this computer".to_owned())
}
