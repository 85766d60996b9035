//! What the desk needs of the computer it runs on.

use std::{path::PathBuf, sync::Arc};

use async_trait::async_trait;
use connections::{Environment, PracticeAccount};
use contract::SceneView;
use onboarding::SignInAddress;

/// Everything outside that a desk works with.
#[derive(Clone)]
pub struct Ports {
    pub browser: Arc<dyn Browser>,
    pub clipboard: Arc<dyn Clipboard>,
    pub practice: Arc<dyn PracticeHost>,
    /// What was in the environment when the program started.
    pub environment: Arc<Environment>,
    /// Where settings are kept; made with mode 0700.
    pub data_dir: PathBuf,
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

/// Whoever runs the practice service.
#[async_trait]
pub trait PracticeHost: Send + Sync {
    /// Starts it, or gives the account of the one that runs.
    ///
    /// # Errors
    /// [`PracticeHostProblem`] when it cannot listen.
    async fn start(&self) -> Result<PracticeAccount, PracticeHostProblem>;

    /// Ends it; what was practised is gone.
    async fn stop(&self);

    async fn set_scene(&self, scene: SceneView);
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the practice service could not start: {0}")]
pub struct PracticeHostProblem(pub String);
