//! What the desk needs of the computer it runs on.

use std::{path::PathBuf, sync::Arc};

use async_trait::async_trait;
use connections::{Connection, Environment, Keyring, PracticeAccount};
use contract::{LogLevelView, SceneView};
use managed_integrations::{Attempts, ManagedIntegrations};
use onboarding::{Gateway, SignInAddress, Timestamp};

/// Everything outside that a desk works with.
#[derive(Clone)]
pub struct Ports {
    pub browser: Arc<dyn Browser>,
    pub clipboard: Arc<dyn Clipboard>,
    pub notifier: Arc<dyn Notifier>,
    pub practice: Arc<dyn PracticeHost>,
    pub gateways: Arc<dyn Gateways>,
    pub clock: Arc<dyn Clock>,
    pub chance: Arc<dyn Chance>,
    pub keyring: Arc<dyn Keyring>,
    pub logs: Arc<dyn Logs>,
    /// What was in the environment when the program started.
    pub environment: Arc<Environment>,
    /// Where settings are kept; made with mode 0700.
    pub data_dir: PathBuf,
    /// Where the company may have put a team file; read at start.
    pub team_file: Option<PathBuf>,
    /// Where completion notes are saved.
    pub notes_dir: PathBuf,
}

/// The person's own browser.
pub trait Browser: Send + Sync {
    /// Hands one guarded address over. That it went well is no proof that a
    /// page is to be seen.
    ///
    /// # Errors
    /// [`BrowserProblem`] when no browser could be started.
    fn open(&self, address: &SignInAddress, private_window: bool) -> Result<(), BrowserProblem>;

    /// The name of a browser whose private window can be opened.
    fn private_browser(&self) -> Option<String>;
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no browser could be started")]
pub struct BrowserProblem;

pub trait Clipboard: Send + Sync {
    /// # Errors
    /// [`ClipboardProblem`] when the system has no clipboard or refuses.
    fn set_text(&self, text: &str) -> Result<(), ClipboardProblem>;
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the clipboard cannot be used")]
pub struct ClipboardProblem;

/// The system's notifications.
pub trait Notifier: Send + Sync {
    /// Shows one, if the system can; nobody waits for it.
    fn notify(&self, title: &str, text: &str);
}

/// What the program writes of itself for support.
pub trait Logs: Send + Sync {
    /// Counts from the next line on.
    fn set_level(&self, level: LogLevelView);

    /// Whether the AWS account in use is practice; `None` without one. Lines say it.
    fn set_practice(&self, practice: Option<bool>);

    fn files(&self) -> LogFiles;

    /// The last lines on disk, the oldest first.
    fn tail(&self, lines: usize) -> Vec<String>;

    /// Shows the folder in the system's file manager; may take two seconds.
    ///
    /// # Errors
    /// [`LogFolderProblem`] when no file manager could be started.
    fn open_folder(&self) -> Result<(), LogFolderProblem>;
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogFiles {
    pub folder: PathBuf,
    /// Names and bytes, the newest first.
    pub files: Vec<(String, u64)>,
    /// Files that are kept at most.
    pub kept: u32,
    /// Why nothing is written at present.
    pub trouble: Option<std::io::ErrorKind>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the folder could not be shown")]
pub struct LogFolderProblem;

/// The computer's wall clock.
pub trait Clock: Send + Sync {
    fn now(&self) -> Timestamp;
}

/// The clock of the operating system.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp(jiff::Timestamp::now().as_millisecond())
    }
}

/// Where random bits come from: ids, markers, the spread of looks.
pub trait Chance: Send + Sync {
    /// 122 random bits at least; no two are the same.
    fn bits(&self) -> u128;
}

/// The randomness of the operating system.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemChance;

impl Chance for SystemChance {
    fn bits(&self) -> u128 {
        uuid::Uuid::new_v4().as_u128()
    }
}

/// Makes gateways to the service.
pub trait Gateways: Send + Sync {
    /// `attempts` is told of every answer.
    fn reach(&self, connection: &Connection, attempts: Arc<dyn Attempts>) -> Arc<dyn Gateway>;
}

/// The AWS SDK.
#[derive(Debug, Clone, Copy, Default)]
pub struct AwsSdk;

impl Gateways for AwsSdk {
    fn reach(&self, connection: &Connection, attempts: Arc<dyn Attempts>) -> Arc<dyn Gateway> {
        Arc::new(ManagedIntegrations::new(connection.sdk_config()).observed_by(attempts))
    }
}

/// Whoever runs the practice service.
#[async_trait]
pub trait PracticeHost: Send + Sync {
    /// Starts it, or gives the account of the one that runs.
    ///
    /// # Errors
    /// [`PracticeHostProblem`] when it cannot listen.
    async fn start(&self) -> Result<PracticeAccount, PracticeHostProblem>;

    /// Where the kept world went when the last [`PracticeHost::start`] could not
    /// read it and began anew; told once.
    async fn set_aside(&self) -> Option<PathBuf>;

    /// Ends it; what was practised is kept.
    async fn stop(&self);

    /// Forgets what was practised; the next [`PracticeHost::start`] begins anew.
    ///
    /// # Errors
    /// [`PracticeHostProblem`] when what is kept cannot be removed.
    async fn start_afresh(&self) -> Result<(), PracticeHostProblem>;

    async fn set_scene(&self, scene: SceneView);
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the practice service could not start: {0}")]
pub struct PracticeHostProblem(pub String);
