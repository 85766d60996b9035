//! Copies of the journal, made by SQLite itself and never by copying an open file.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::Connection;

use crate::{
    Book, OpenProblem,
    folder::{create_private, make_private_dir},
    set_aside::stamp,
};

const DIR: &str = "backups";
const KEPT: usize = 3;
const UNFINISHED: &str = ".unfinished";
const DUE_AFTER: Duration = Duration::from_secs(24 * 60 * 60);

/// Makes a backup and drops the oldest beyond three. A backup has its name only
/// once it is whole and on disk.
pub(crate) fn make(
    connection: &Connection,
    dir: &Path,
    book: Book,
    at: jiff::Timestamp,
) -> Result<(), OpenProblem> {
    let at_dir = |error: io::Error| OpenProblem::of_file(&error, &dir.join(DIR));
    drop_unfinished(dir, book).map_err(at_dir)?;
    let target = dir.join(DIR).join(format!("{}{}.sqlite3", prefix(book), stamp(at)));
    let unfinished = crate::set_aside::with_suffix(&target, UNFINISHED);
    make_private_dir(&dir.join(DIR)).map_err(at_dir)?;
    drop(create_private(&unfinished).map_err(at_dir)?);
    let name = unfinished.to_str().ok_or_else(|| OpenProblem::CannotWrite {
        detail: format!("{} is not a name SQLite takes", unfinished.display()),
    })?;
    let copied = connection.execute("VACUUM INTO ?1", [name]).map_err(|error| OpenProblem::from(&error));
    let finished = copied.and_then(|_| finish(&unfinished, &target).map_err(at_dir));
    if finished.is_err() {
        // What is left of it is dropped at the next try.
        drop(fs::remove_file(&unfinished));
    }
    finished?;
    let mut all = list(dir, book).map_err(at_dir)?;
    all.truncate(all.len().saturating_sub(KEPT));
    all.iter().try_for_each(fs::remove_file).map_err(at_dir)
}

/// Whether the newest backup is older than a day, or there is none.
pub(crate) fn is_due(dir: &Path, book: Book, now: jiff::Timestamp) -> bool {
    let Ok(all) = list(dir, book) else {
        return true;
    };
    let yesterday = now.checked_sub(DUE_AFTER).unwrap_or(now);
    let oldest_fresh = format!("{}{}", prefix(book), stamp(yesterday));
    !all.iter().any(|path| path.file_stem().is_some_and(|name| *name.to_string_lossy() > *oldest_fresh))
}

/// Deletes every backup of this book.
pub(crate) fn delete_all(dir: &Path, book: Book) -> io::Result<()> {
    drop_unfinished(dir, book)?;
    list(dir, book)?.iter().try_for_each(fs::remove_file)
}

/// Deletes what a backup that never ended has left.
pub(crate) fn drop_unfinished(dir: &Path, book: Book) -> io::Result<()> {
    entries(dir, book)?
        .iter()
        .filter(|path| path.to_string_lossy().contains(UNFINISHED))
        .try_for_each(fs::remove_file)
}

/// Whole backups, oldest first.
pub(crate) fn list(dir: &Path, book: Book) -> io::Result<Vec<PathBuf>> {
    let mut all = entries(dir, book)?;
    all.retain(|path| path.extension().is_some_and(|extension| extension == "sqlite3"));
    all.sort();
    Ok(all)
}

fn entries(dir: &Path, book: Book) -> io::Result<Vec<PathBuf>> {
    let prefix = prefix(book);
    let entries = match fs::read_dir(dir.join(DIR)) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with(&prefix) {
            found.push(entry.path());
        }
    }
    Ok(found)
}

fn prefix(book: Book) -> String {
    format!("{}-", book.stem())
}

fn finish(unfinished: &Path, target: &Path) -> io::Result<()> {
    File::open(unfinished)?.sync_all()?;
    fs::rename(unfinished, target)
}
