//! How SQLite is told to treat a file. Nothing here reads or writes a row.

use rusqlite::{Connection, Result};

/// Takes the file for this connection alone, before its first page is read.
///
/// In this mode SQLite keeps the index of the write-ahead log in memory, so
/// that there is no third file.
pub(crate) fn lock(connection: &Connection) -> Result<()> {
    connection.busy_timeout(std::time::Duration::from_millis(2000))?;
    connection.pragma_update_and_check(None, "locking_mode", "EXCLUSIVE", |_| Ok(()))
}

/// A committed change survives losing power; nothing is read from the file that
/// could run code; what is deleted is overwritten.
pub(crate) fn set(connection: &Connection) -> Result<()> {
    let mode: String = connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
    if mode == "wal" {
        connection.pragma_update(None, "synchronous", "FULL")?;
    } else {
        // Some network file systems know no write-ahead log.
        connection.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
        connection.pragma_update(None, "synchronous", "EXTRA")?;
    }
    if cfg!(target_os = "macos") {
        connection.pragma_update(None, "fullfsync", true)?;
        connection.pragma_update(None, "checkpoint_fullfsync", true)?;
    }
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update_and_check(None, "mmap_size", 0, |_| Ok(())).or_else(no_row_is_fine)?;
    connection.pragma_update_and_check(None, "secure_delete", true, |_| Ok(()))
}

/// Writes the file anew and empties the write-ahead log, so that neither holds
/// what was deleted.
pub(crate) fn make_anew(connection: &Connection) -> Result<()> {
    empty_log(connection)?;
    connection.execute_batch("VACUUM")?;
    empty_log(connection)
}

/// From here on the file alone, without its log, holds everything.
pub(crate) fn empty_log(connection: &Connection) -> Result<()> {
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
}

/// A build without memory mapping answers nothing.
fn no_row_is_fine(error: rusqlite::Error) -> Result<()> {
    if matches!(error, rusqlite::Error::QueryReturnedNoRows) { Ok(()) } else { Err(error) }
}
