//! The file of the link cache. One that cannot be made sense of, or is of another
//! version, is deleted and begun anew.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use onboarding::{
    AccountAssociationId, AccountAssociationItem, AssociationState, ConnectorDestinationId, Identity,
    Timestamp,
};
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, Row, Transaction, params};

use super::Cached;
use crate::{
    KeptLink, OpenProblem, WriteProblem,
    folder::open_private,
    opening::{pragmas, schema},
    record::{addresses::without_addresses, identity},
    set_aside::with_suffix,
};

const VERSION: u32 = 1;

const LAYOUT: &str = "
    CREATE TABLE lists (
        number INTEGER PRIMARY KEY,
        identity TEXT NOT NULL UNIQUE,
        listed_at INTEGER
    ) STRICT;
    CREATE TABLE links (
        list INTEGER NOT NULL,
        link TEXT NOT NULL,
        state TEXT NOT NULL,
        error_message TEXT,
        destination TEXT,
        name TEXT,
        description TEXT,
        first_seen INTEGER NOT NULL,
        state_since INTEGER,
        PRIMARY KEY (list, link)
    ) STRICT, WITHOUT ROWID;";

const KEEP: &str = "
    INSERT INTO links (
        list, link, state, error_message, destination, name, description, first_seen, state_since
    ) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
    ON CONFLICT DO UPDATE SET
        state = excluded.state, error_message = excluded.error_message, destination = excluded.destination,
        name = excluded.name, description = excluded.description, first_seen = excluded.first_seen,
        state_since = excluded.state_since";

pub(super) struct CacheFile {
    path: PathBuf,
    connection: Option<Connection>,
}

/// Why something could not be read or written.
#[derive(Debug, thiserror::Error)]
enum Trouble {
    #[error(transparent)]
    File(#[from] io::Error),
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    #[error("laid out in another way")]
    OtherLayout,
}

impl CacheFile {
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path, connection: None }
    }

    pub(super) fn keep(&mut self, of: &Identity, kept: &[KeptLink]) -> Result<(), WriteProblem> {
        self.write(of, |transaction, list| {
            let mut statement = transaction.prepare_cached(KEEP)?;
            for KeptLink { item, first_seen, state_since } in kept {
                statement.execute(params![
                    list,
                    item.id.as_str(),
                    item.state.as_str(),
                    item.error_message.as_deref().map(without_addresses),
                    item.connector_destination_id.as_ref().map(ConnectorDestinationId::as_str),
                    item.name,
                    item.description,
                    first_seen.0,
                    state_since.map(|at| at.0),
                ])?;
            }
            Ok(())
        })
    }

    pub(super) fn remove(
        &mut self,
        of: &Identity,
        removed: &[AccountAssociationId],
    ) -> Result<(), WriteProblem> {
        self.write(of, |transaction, list| {
            let mut statement =
                transaction.prepare_cached("DELETE FROM links WHERE list = ?1 AND link = ?2")?;
            removed.iter().try_for_each(|link| statement.execute(params![list, link.as_str()]).map(|_| ()))
        })
    }

    /// The links were listed whole at this time.
    pub(super) fn listed(&mut self, of: &Identity, at: Timestamp) -> Result<(), WriteProblem> {
        self.write(of, |transaction, list| {
            let sql = "UPDATE lists SET listed_at = ?2 WHERE number = ?1";
            transaction.prepare_cached(sql)?.execute(params![list, at.0]).map(|_| ())
        })
    }

    /// What cannot be read is left out; a file that cannot be read has nothing.
    pub(super) fn links(&mut self, of: &Identity) -> Result<Cached, WriteProblem> {
        if self.connection.is_none() && !self.path.exists() {
            return Ok(Cached::default());
        }
        let read = self.connection().and_then(|connection| Ok(links(connection, of)?));
        self.told(read).or_else(|lost| lost.map_or(Ok(Cached::default()), Err))
    }

    /// Writes the file anew without what is forgotten. When that cannot be done
    /// the file goes, and all of it is listed again.
    pub(super) fn forget(
        &mut self,
        links: &[(Identity, AccountAssociationId)],
        identities: &[Identity],
    ) -> Result<(), WriteProblem> {
        if self.connection.is_none() && !self.path.exists() {
            return Ok(());
        }
        let erased = self.connection().and_then(|connection| Ok(erase(connection, links, identities)?));
        erased.or_else(|_| self.delete()).map_err(|error| self.as_problem(&error))
    }

    #[cfg(test)]
    pub(super) fn act(&mut self, act: impl FnOnce(&Connection)) {
        act(self.connection().expect("the cache opens"));
    }

    /// Writes in one transaction.
    fn write(
        &mut self,
        of: &Identity,
        write: impl FnOnce(&Transaction<'_>, i64) -> rusqlite::Result<()>,
    ) -> Result<(), WriteProblem> {
        let written = self.connection().and_then(|connection| {
            let transaction = connection.transaction()?;
            let list = list_of(&transaction, of)?;
            write(&transaction, list)?;
            Ok(transaction.commit()?)
        });
        let lost = || WriteProblem::CannotWrite { detail: "the link cache was damaged".to_owned() };
        self.told(written).map_err(|problem| problem.unwrap_or_else(lost))
    }

    /// `Err(None)` when the file was damaged and is gone.
    fn told<T>(&mut self, done: Result<T, Trouble>) -> Result<T, Option<WriteProblem>> {
        done.map_err(|trouble| {
            if trouble.is_damage() && self.delete().is_ok() {
                return None;
            }
            Some(self.as_problem(&trouble))
        })
    }

    fn as_problem(&self, trouble: &Trouble) -> WriteProblem {
        match trouble {
            Trouble::File(error) => OpenProblem::of_file(error, &self.path).into(),
            Trouble::Sqlite(error) => WriteProblem::from(error),
            Trouble::OtherLayout => WriteProblem::CannotWrite { detail: trouble.to_string() },
        }
    }

    fn connection(&mut self) -> Result<&mut Connection, Trouble> {
        let connection = match self.connection.take() {
            Some(connection) => connection,
            None => open(&self.path)?,
        };
        Ok(self.connection.insert(connection))
    }

    fn delete(&mut self) -> Result<(), Trouble> {
        self.connection = None;
        for companion in ["", "-wal", "-shm", "-journal"] {
            match fs::remove_file(with_suffix(&self.path, companion)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
                Ok(()) | Err(_) => {}
            }
        }
        Ok(())
    }
}

impl Trouble {
    /// The file's fault, not the disk's.
    fn is_damage(&self) -> bool {
        match self {
            Self::File(_) => false,
            Self::OtherLayout => true,
            Self::Sqlite(error) => matches!(
                error.sqlite_error_code(),
                Some(
                    ErrorCode::NotADatabase
                        | ErrorCode::DatabaseCorrupt
                        | ErrorCode::Unknown
                        | ErrorCode::SchemaChanged
                        | ErrorCode::ConstraintViolation
                )
            ),
        }
    }
}

fn open(path: &Path) -> Result<Connection, Trouble> {
    drop(open_private(path)?);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags)?;
    pragmas::lock(&connection)?;
    pragmas::set(&connection)?;
    // The last listing may be lost with the power; the file stays whole.
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    match schema::identify(&connection)? {
        (schema::APPLICATION_ID, VERSION) => {}
        (0, 0) if schema::is_blank(&connection)? => {
            let transaction = connection.transaction()?;
            transaction.execute_batch(LAYOUT)?;
            transaction.pragma_update(None, "application_id", schema::APPLICATION_ID)?;
            transaction.pragma_update(None, "user_version", VERSION)?;
            transaction.commit()?;
        }
        _ => return Err(Trouble::OtherLayout),
    }
    Ok(connection)
}

fn known_list(connection: &Connection, of: &Identity) -> rusqlite::Result<Option<(i64, Option<i64>)>> {
    let sql = "SELECT number, listed_at FROM lists WHERE identity = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    statement.query_row([identity::spell(of)], |row| Ok((row.get(0)?, row.get(1)?))).optional()
}

fn list_of(connection: &Connection, of: &Identity) -> rusqlite::Result<i64> {
    if let Some((number, _)) = known_list(connection, of)? {
        return Ok(number);
    }
    connection.prepare_cached("INSERT INTO lists (identity) VALUES (?1)")?.insert([identity::spell(of)])
}

fn links(connection: &Connection, of: &Identity) -> rusqlite::Result<Cached> {
    let Some((list, listed_at)) = known_list(connection, of)? else {
        return Ok(Cached::default());
    };
    let sql = "SELECT link, state, error_message, destination, name, description, first_seen, state_since
               FROM links WHERE list = ?1 ORDER BY link";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([list])?;
    let mut links = Vec::new();
    while let Some(row) = rows.next()? {
        links.extend(kept(row).ok());
    }
    Ok((links, listed_at.map(Timestamp)))
}

fn kept(row: &Row<'_>) -> rusqlite::Result<KeptLink> {
    let item = AccountAssociationItem {
        id: AccountAssociationId::new(row.get::<_, String>(0)?),
        state: AssociationState::from(row.get_ref(1)?.as_str()?),
        error_message: row.get(2)?,
        connector_destination_id: row.get::<_, Option<String>>(3)?.map(ConnectorDestinationId::new),
        name: row.get(4)?,
        description: row.get(5)?,
    };
    let state_since: Option<i64> = row.get(7)?;
    Ok(KeptLink { item, first_seen: Timestamp(row.get(6)?), state_since: state_since.map(Timestamp) })
}

fn erase(
    connection: &mut Connection,
    links: &[(Identity, AccountAssociationId)],
    identities: &[Identity],
) -> rusqlite::Result<()> {
    let transaction = connection.transaction()?;
    for (of, link) in links {
        if let Some((list, _)) = known_list(&transaction, of)? {
            transaction
                .execute("DELETE FROM links WHERE list = ?1 AND link = ?2", params![list, link.as_str()])?;
        }
    }
    for of in identities {
        if let Some((list, _)) = known_list(&transaction, of)? {
            transaction.execute("DELETE FROM links WHERE list = ?1", [list])?;
            transaction.execute("DELETE FROM lists WHERE number = ?1", [list])?;
        }
    }
    transaction.commit()?;
    pragmas::make_anew(connection)
}
