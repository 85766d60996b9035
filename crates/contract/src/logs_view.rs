//! What the window shows of the log: how much is written, and where.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ProblemView;

/// How much is written into the log. None of it holds a name or a secret.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum LogLevelView {
    /// What went wrong inside Linkwright.
    Errors,
    /// And one line for each call to AWS and each thing that changed.
    #[default]
    Usual,
    /// And the ids of links and devices.
    Detailed,
}

/// The log files of this computer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LogFilesPage {
    pub folder: String,
    /// The newest first.
    pub files: Vec<LogFileRow>,
    pub total_bytes: u64,
    /// Older files than so many are deleted.
    pub kept: u32,
    /// Why nothing is written at present.
    pub problem: Option<ProblemView>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LogFileRow {
    pub name: String,
    pub bytes: u64,
}
