//! The books there are and how their files are called. What is practised and
//! what is real never share a file.

use std::path::{Path, PathBuf};

/// Which journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Book {
    Live,
    Practice,
}

impl Book {
    pub(crate) const ALL: [Self; 2] = [Self::Live, Self::Practice];

    pub(crate) fn stem(self) -> &'static str {
        match self {
            Self::Live => "journal",
            Self::Practice => "practice",
        }
    }

    pub(crate) fn file_name(self) -> String {
        format!("{}.sqlite3", self.stem())
    }

    pub(crate) fn path(self, dir: &Path) -> PathBuf {
        dir.join(self.file_name())
    }

    /// The file of the link cache.
    pub(crate) fn links_path(self, dir: &Path) -> PathBuf {
        dir.join(match self {
            Self::Live => "links.sqlite3",
            Self::Practice => "practice-links.sqlite3",
        })
    }

    /// What a damaged file of this book begins with once it is set aside.
    pub(crate) fn damaged_prefix(self) -> String {
        format!("{}.damaged-", self.stem())
    }

    pub(crate) fn rescue_stem(self) -> &'static str {
        match self {
            Self::Live => "unsaved-links",
            Self::Practice => "unsaved-practice-links",
        }
    }
}
