//! What only this computer knows of links.

use onboarding::{AccountAssociationId, Identity};
use rusqlite::{Connection, params};

use super::Unwritten;
use crate::{LinkMemo, record::identity};

/// A memo that says nothing is removed.
pub(crate) fn keep(connection: &Connection, of: &Identity, memo: &LinkMemo) -> Result<(), Unwritten> {
    let LinkMemo { link, spelling, note } = memo;
    let of = identity::spell(of);
    if spelling.is_none() && note.is_none() {
        let sql = "DELETE FROM memos WHERE identity = ?1 AND link = ?2";
        connection.prepare_cached(sql)?.execute(params![of, link.as_str()])?;
        return Ok(());
    }
    let sql = "INSERT INTO memos (identity, link, spelling, note) VALUES (?1, ?2, ?3, ?4)
               ON CONFLICT DO UPDATE SET spelling = excluded.spelling, note = excluded.note";
    connection.prepare_cached(sql)?.execute(params![of, link.as_str(), spelling, note])?;
    Ok(())
}

/// By their links; one that cannot be read is left out.
pub(crate) fn list(connection: &Connection, of: &Identity) -> rusqlite::Result<Vec<LinkMemo>> {
    let sql = "SELECT link, spelling, note FROM memos WHERE identity = ?1 ORDER BY link";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([identity::spell(of)])?;
    let mut memos = Vec::new();
    while let Some(row) = rows.next()? {
        let read = || -> rusqlite::Result<LinkMemo> {
            let link: String = row.get(0)?;
            Ok(LinkMemo { link: AccountAssociationId::new(link), spelling: row.get(1)?, note: row.get(2)? })
        };
        memos.extend(read().ok());
    }
    Ok(memos)
}
