//! A journal that cannot be read is moved out of the way with its date and kept:
//! nothing here is ever deleted.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::Book;

/// A journal that was lost or moved out of the way; a fresh one has begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// Where it is, as `journal.damaged-2026-11-21T10-11-12Z.sqlite3`; `None`
    /// when there was nothing to move.
    pub path: Option<PathBuf>,
    pub why: Damage,
}

/// Why a journal could not be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Damage {
    /// Not an SQLite file at all.
    NotADatabase,
    /// SQLite finds its structure broken, or it is not laid out as ours is.
    Malformed,
    /// The file has no bytes though something was written before.
    Empty,
    /// A sound SQLite file that another program wrote.
    OfAnotherProgram,
    /// The file is gone though it was there before.
    Missing,
}

const COMPANIONS: [&str; 4] = ["", "-wal", "-shm", "-journal"];

/// Moves the book's file and what SQLite keeps beside it.
///
/// Companions go first: a file that is left without them is damaged at the next
/// start as well, while companions left alone would be lost.
pub(crate) fn set_aside(dir: &Path, book: Book, at: jiff::Timestamp) -> io::Result<PathBuf> {
    let target = free_path(dir, &book.damaged_prefix(), at);
    let source = book.path(dir);
    for companion in COMPANIONS.into_iter().rev() {
        match fs::rename(with_suffix(&source, companion), with_suffix(&target, companion)) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(target)
}

/// Files of any book that were set aside earlier, with what lies beside them.
pub(crate) fn earlier(dir: &Path) -> io::Result<Vec<PathBuf>> {
    let prefixes = Book::ALL.map(Book::damaged_prefix);
    let mut found = Vec::new();
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if prefixes.iter().any(|prefix| name.starts_with(prefix)) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// The companion of a database file.
pub(crate) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// `2026-11-21T10-11-12Z`, which every file system takes.
pub(crate) fn stamp(at: jiff::Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H-%M-%SZ").to_string()
}

fn free_path(dir: &Path, prefix: &str, at: jiff::Timestamp) -> PathBuf {
    let stamp = stamp(at);
    let candidates = std::iter::once(String::new()).chain((2u32..).map(|count| format!("-{count}")));
    candidates
        .map(|count| dir.join(format!("{prefix}{stamp}{count}.sqlite3")))
        .find(|path| COMPANIONS.iter().all(|companion| !with_suffix(path, companion).exists()))
        .expect("the count goes on until a name is free")
}
