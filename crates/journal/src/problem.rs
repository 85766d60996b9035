//! Why something could not be locked, opened or written. Each kind exists
//! because a person is told something else for it.

use std::{io, path::Path};

use rusqlite::ErrorCode;

/// Why the data folder is not ours.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FolderProblem {
    #[error("another Linkwright uses this data folder")]
    AlreadyRunning,
    #[error("the data folder cannot be written: {detail}")]
    CannotWrite { detail: String },
    #[error("the disk is full")]
    DiskFull,
}

/// Why a journal could not be opened; its files are as they were.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenProblem {
    /// Written by a newer Linkwright; not one byte was changed.
    #[error("the journal has version {found}, this program knows {known}")]
    NewerVersion { found: u32, known: u32 },
    #[error("the journal cannot be written: {detail}")]
    CannotWrite { detail: String },
    #[error("the disk is full")]
    DiskFull,
}

/// Why a change is not on disk.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WriteProblem {
    #[error("the disk is full")]
    DiskFull,
    #[error("the journal cannot be written: {detail}")]
    CannotWrite { detail: String },
}

impl FolderProblem {
    pub(crate) fn of(error: &io::Error, path: &Path) -> Self {
        if matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded) {
            return Self::DiskFull;
        }
        Self::CannotWrite { detail: format!("{}: {error}", path.display()) }
    }
}

impl OpenProblem {
    pub(crate) fn of_file(error: &io::Error, path: &Path) -> Self {
        match FolderProblem::of(error, path) {
            FolderProblem::DiskFull => Self::DiskFull,
            FolderProblem::CannotWrite { detail } => Self::CannotWrite { detail },
            FolderProblem::AlreadyRunning => Self::CannotWrite { detail: error.to_string() },
        }
    }
}

impl From<&rusqlite::Error> for OpenProblem {
    fn from(error: &rusqlite::Error) -> Self {
        match WriteProblem::from(error) {
            WriteProblem::DiskFull => Self::DiskFull,
            WriteProblem::CannotWrite { detail } => Self::CannotWrite { detail },
        }
    }
}

impl From<OpenProblem> for WriteProblem {
    fn from(problem: OpenProblem) -> Self {
        match problem {
            OpenProblem::DiskFull => Self::DiskFull,
            OpenProblem::CannotWrite { detail } => Self::CannotWrite { detail },
            OpenProblem::NewerVersion { .. } => Self::CannotWrite { detail: problem.to_string() },
        }
    }
}

impl From<&rusqlite::Error> for WriteProblem {
    fn from(error: &rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            _ => Self::CannotWrite { detail: error.to_string() },
        }
    }
}

impl WriteProblem {
    /// The writer is gone, which only a defect of ours can bring about.
    pub(crate) fn writer_gone() -> Self {
        Self::CannotWrite { detail: "the journal's writer has ended".to_owned() }
    }
}
