//! Erases customers so that no byte of theirs is left in our files.

use rusqlite::Connection;

use super::Writer;
use crate::{
    Book, Forgotten, OpenProblem, WriteProblem, backups, rescue, set_aside,
    store::{self, Unwritten},
};

impl Writer {
    /// Backups go before the file is made anew, which needs their room.
    pub(super) fn forget(&mut self, journey_ids: &[String]) -> Result<Forgotten, WriteProblem> {
        let dir = self.folder.path();
        self.unsaved.forget(journey_ids);
        erase(&mut self.connection, journey_ids)?;
        let at_dir = |error: std::io::Error| as_write_problem(OpenProblem::of_file(&error, dir));
        backups::delete_all(dir, self.book).map_err(at_dir)?;
        make_anew(&self.connection).map_err(|error| WriteProblem::from(&error))?;
        backups::make(&self.connection, dir, self.book, jiff::Timestamp::now()).map_err(as_write_problem)?;
        let mut files_left = set_aside::earlier(dir).map_err(at_dir)?;
        files_left.extend(rescue::earlier(dir, &Book::ALL).map_err(at_dir)?);
        Ok(Forgotten { files_left })
    }
}

fn erase(connection: &mut Connection, journey_ids: &[String]) -> Result<(), WriteProblem> {
    let mut write = || -> Result<(), Unwritten> {
        let transaction = connection.transaction()?;
        journey_ids.iter().try_for_each(|id| store::erase(&transaction, id))?;
        Ok(transaction.commit()?)
    };
    write().map_err(|unwritten| match unwritten {
        Unwritten::Failed(error) => WriteProblem::from(&error),
        Unwritten::Refused(detail) => WriteProblem::CannotWrite { detail },
    })
}

/// Writes the file anew and empties the write-ahead log, so that neither holds
/// what was deleted.
fn make_anew(connection: &Connection) -> rusqlite::Result<()> {
    empty_log(connection)?;
    connection.execute_batch("VACUUM")?;
    empty_log(connection)
}

fn empty_log(connection: &Connection) -> rusqlite::Result<()> {
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
}

fn as_write_problem(problem: OpenProblem) -> WriteProblem {
    match problem {
        OpenProblem::DiskFull => WriteProblem::DiskFull,
        OpenProblem::CannotWrite { detail } => WriteProblem::CannotWrite { detail },
        OpenProblem::NewerVersion { .. } => WriteProblem::CannotWrite { detail: problem.to_string() },
    }
}
