//! The log: what the window asks about it, and what the desk says of itself in it.
//!
//! Lines have kinds, codes and counts alone; no name, no address, no value of a
//! setting. Which fields are written at all is decided where the lines are.

use contract::{LogFileRow, LogFilesPage, NothingForm, ProblemView, SettingsView};
use onboarding::{Journey, journey::Stop};

use crate::{Desk, journals::is_practice, state::Account};

/// Lines of a support bundle.
const SENT_LINES: usize = 100;

impl Desk {
    /// Shows the folder of the log in the system's file manager.
    ///
    /// # Errors
    /// A problem when no file manager could be started.
    pub async fn open_log_folder(&self, _: NothingForm) -> Result<(), ProblemView> {
        let logs = self.shared.ports.logs.clone();
        let opened = tokio::task::spawn_blocking(move || logs.open_folder()).await;
        match opened {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) | Err(_) => Err(ProblemView::not_possible(
                "The folder could not be shown",
                "No file manager could be started. Its path is shown here, to be copied.",
            )),
        }
    }

    /// # Errors
    /// A problem when reading the folder ended early.
    pub async fn list_log_files(&self, _: NothingForm) -> Result<LogFilesPage, ProblemView> {
        let logs = self.shared.ports.logs.clone();
        let listed = tokio::task::spawn_blocking(move || logs.files())
            .await
            .map_err(|_| ProblemView::not_possible("The log files could not be listed", "Try again."))?;
        let files: Vec<LogFileRow> =
            listed.files.into_iter().map(|(name, bytes)| LogFileRow { name, bytes }).collect();
        Ok(LogFilesPage {
            folder: listed.folder.display().to_string(),
            total_bytes: files.iter().map(|file| file.bytes).sum(),
            files,
            kept: listed.kept,
            problem: listed.trouble.map(|kind| {
                let mut view = ProblemView::not_possible(
                    "The log cannot be written",
                    "Linkwright works without it. Check that the disk is not full and the folder can be written.",
                );
                view.detail = Some(kind.to_string());
                view
            }),
        })
    }

    /// The newest lines, for whoever helps.
    pub(crate) async fn last_log_lines(&self) -> Vec<String> {
        let logs = self.shared.ports.logs.clone();
        tokio::task::spawn_blocking(move || logs.tail(SENT_LINES)).await.unwrap_or_default()
    }
}

/// A journey came to another stop.
pub(crate) fn moved_on(before: &Journey, after: &Journey) {
    let (from, to) = (stop_name(&before.stop), stop_name(&after.stop));
    if from != to {
        let link = after.link.as_ref().map(|link| link.as_str());
        let practice = is_practice(&after.identity);
        tracing::info!(journey = after.id, link, from, to, practice, "a journey came to another stop");
    }
}

/// What was refused here, so that no request was made; those that are made have a
/// line of their own.
pub(crate) fn not_sent(operation: &'static str) {
    tracing::warn!(operation, "nothing was sent");
}

pub(crate) fn signed_in(account: &Account, is_to_be_confirmed: bool) {
    let (region, practice) = (account.identity().region.as_str(), account.connection.is_practice());
    let outcome = if is_to_be_confirmed { "another than last time: to be confirmed" } else { "as expected" };
    tracing::info!(region, practice, outcome, "the AWS sign-in worked");
}

/// Which settings changed, without what they are.
pub(crate) fn settings_changed(before: &SettingsView, after: &SettingsView) {
    let SettingsView {
        technical_view,
        theme,
        text_size,
        company,
        telephone,
        initials,
        private_window_first,
        job_number_only,
        name_pattern,
        log_level,
    } = before;
    let differs = [
        ("technical view", *technical_view != after.technical_view),
        ("theme", *theme != after.theme),
        ("text size", *text_size != after.text_size),
        ("company", *company != after.company),
        ("telephone", *telephone != after.telephone),
        ("initials", *initials != after.initials),
        ("private window first", *private_window_first != after.private_window_first),
        ("job number only", *job_number_only != after.job_number_only),
        ("name pattern", *name_pattern != after.name_pattern),
        ("log level", *log_level != after.log_level),
    ];
    let names: Vec<&str> = differs.iter().filter(|(_, differs)| *differs).map(|(name, _)| *name).collect();
    if !names.is_empty() {
        tracing::info!(changed = names.join(", "), "settings were changed");
    }
}

fn stop_name(stop: &Stop) -> &'static str {
    match stop {
        Stop::Creating(_) => "creating",
        Stop::Refreshing(_) => "refreshing",
        Stop::AwaitingSignIn(_) => "awaiting_sign_in",
        Stop::FindingDevices(_) => "finding_devices",
        Stop::ChoosingDevices(_) => "choosing_devices",
        Stop::Registering(_) => "registering",
        Stop::Done(_) => "done",
        Stop::Removing(_) => "removing",
        Stop::Removed => "removed",
    }
}
