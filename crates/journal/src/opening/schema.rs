//! The layout of the file and how an older one becomes the newest.
//!
//! Tables have no index beside their key, so that `quick_check` sees all there
//! is; but the timeline's by time, by which nothing is read that a journey or a
//! plan goes on from.

use rusqlite::{Connection, Result};
use rusqlite_migration::{M, Migrations};

/// "LnkW".
pub(crate) const APPLICATION_ID: u32 = 0x4c6e_6b57;
/// More migrations than there will ever be.
pub(crate) const PLAUSIBLE_VERSION: u32 = 10_000;

/// Never edited once shipped; a change is a further entry.
pub(crate) const MIGRATIONS: &[M<'static>] =
    &[M::up(include_str!("schema/1_journeys.sql")), M::up(include_str!("schema/2_plans_and_links.sql"))];

/// The version this program writes.
pub(crate) fn version() -> u32 {
    u32::try_from(MIGRATIONS.len()).expect("there are few migrations")
}

/// `application_id` and `user_version`.
pub(crate) fn identify(connection: &Connection) -> Result<(u32, u32)> {
    let word = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    Ok((word("application_id")?.cast_unsigned(), word("user_version")?.cast_unsigned()))
}

/// Migrates step by step, each in a transaction of its own; `before` runs before
/// each step that changes what is there already.
pub(crate) fn bring_up<E>(
    connection: &mut Connection,
    migrations: &[M<'static>],
    mut before: impl FnMut(&Connection) -> std::result::Result<(), E>,
) -> std::result::Result<(), E>
where
    E: From<rusqlite::Error>,
{
    let (_, found) = identify(connection)?;
    let found = usize::try_from(found).unwrap_or(migrations.len());
    let steps = Migrations::from_slice(migrations);
    for version in found + 1..=migrations.len() {
        // A file that was blank has nothing to lose.
        if found > 0 {
            before(connection)?;
        }
        steps.to_version(connection, version).map_err(as_sqlite)?;
    }
    Ok(())
}

/// Whether the tables read as this program would make them.
pub(crate) fn is_ours(connection: &Connection) -> Result<bool> {
    let mut fresh = Connection::open_in_memory()?;
    Migrations::from_slice(MIGRATIONS).to_latest(&mut fresh).map_err(as_sqlite)?;
    Ok(tables(connection)? == tables(&fresh)?)
}

/// Nothing was ever made in it.
pub(crate) fn is_blank(connection: &Connection) -> Result<bool> {
    Ok(tables(connection)?.is_empty())
}

fn tables(connection: &Connection) -> Result<Vec<(String, Option<String>)>> {
    let mut statement = connection.prepare("SELECT name, sql FROM sqlite_schema ORDER BY name")?;
    statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

fn as_sqlite(error: rusqlite_migration::Error) -> rusqlite::Error {
    if let rusqlite_migration::Error::RusqliteError { err, .. } = error {
        return err;
    }
    rusqlite::Error::ToSqlConversionFailure(Box::new(error))
}
