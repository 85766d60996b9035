//! Erases customers so that no byte of theirs is left in our files.

use rusqlite::{Connection, ErrorCode};

use super::Writer;
use crate::{
    Book, Forgotten, OpenProblem, WriteProblem, backups,
    opening::pragmas,
    rescue, set_aside,
    store::{
        Unwritten,
        erasing::{self, Belongings},
    },
};

impl Writer {
    /// Adds what on disk or in the queue belongs to what is named.
    pub(super) fn belongings(&self, mut all: Belongings) -> Result<Belongings, WriteProblem> {
        loop {
            let before = all.count();
            erasing::add_belongings(&self.connection, &mut all)
                .map_err(|error| WriteProblem::from(&error))?;
            self.unsaved.add_belongings(&mut all);
            if all.count() == before {
                return Ok(all);
            }
        }
    }

    /// Backups go before the file is made anew, which needs their room.
    pub(super) fn forget(&mut self, all: &Belongings) -> Result<Forgotten, WriteProblem> {
        let dir = self.folder.path();
        self.unsaved.forget(all);
        erase(&mut self.connection, all)?;
        let at_dir = |error: std::io::Error| WriteProblem::from(OpenProblem::of_file(&error, dir));
        backups::delete_all(dir, self.book).map_err(at_dir)?;
        pragmas::make_anew(&self.connection).map_err(|error| WriteProblem::from(&error))?;
        backups::make(&self.connection, dir, self.book, jiff::Timestamp::now())
            .map_err(WriteProblem::from)?;
        let mut files_left = set_aside::earlier(dir).map_err(at_dir)?;
        files_left.extend(rescue::earlier(dir, &Book::ALL).map_err(at_dir)?);
        Ok(Forgotten { subjects: all.subjects.iter().cloned().collect(), files_left })
    }
}

fn erase(connection: &mut Connection, all: &Belongings) -> Result<(), WriteProblem> {
    let mut erased = erase_once(connection, all);
    if matches!(&erased, Err(Unwritten::Failed(error)) if is_damage(error)) {
        // The timeline's index by time is the one thing that no opening checks.
        connection.execute_batch("REINDEX").map_err(|error| WriteProblem::from(&error))?;
        erased = erase_once(connection, all);
    }
    erased.map_err(|unwritten| match unwritten {
        Unwritten::Failed(error) => WriteProblem::from(&error),
        Unwritten::Refused(detail) => WriteProblem::CannotWrite { detail },
    })
}

fn erase_once(connection: &mut Connection, all: &Belongings) -> Result<(), Unwritten> {
    let transaction = connection.transaction()?;
    erasing::erase(&transaction, all)?;
    Ok(transaction.commit()?)
}

fn is_damage(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::DatabaseCorrupt)
}
