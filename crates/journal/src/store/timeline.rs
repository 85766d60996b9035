//! What happened to journeys, plans and links.

use onboarding::{AccountAssociationId, Identity, Timestamp};
use rusqlite::{Connection, Row, params};

use super::Unwritten;
use crate::{
    Entry, Subject,
    record::{addresses::without_addresses, identity},
};

/// What stands alone has no timeline.
pub(super) fn note(connection: &Connection, subject: &Subject, entries: &[Entry]) -> Result<(), Unwritten> {
    if matches!(subject, Subject::Alone) {
        return Ok(());
    }
    let sql = "
        INSERT INTO timeline (kind, subject, number, at, what, about, detail, operation, request_id)
        VALUES (
            ?1, ?2, (SELECT coalesce(max(number), 0) + 1 FROM timeline WHERE kind = ?1 AND subject = ?2),
            ?3, ?4, ?5, ?6, ?7, ?8
        )";
    let (kind, id) = subject.kind_and_id();
    for entry in entries {
        let about = entry.about.as_deref().map(without_addresses);
        let detail = entry.detail.as_deref().map(without_addresses);
        connection.prepare_cached(sql)?.execute(params![
            kind,
            id,
            entry.at.0,
            entry.what,
            about,
            detail,
            entry.operation,
            entry.request_id
        ])?;
    }
    Ok(())
}

/// What happened to one subject, oldest first; a line that cannot be read is
/// left out.
pub(crate) fn of_subject(connection: &Connection, subject: &Subject) -> rusqlite::Result<Vec<Entry>> {
    let sql = "SELECT at, what, about, detail, operation, request_id FROM timeline
               WHERE kind = ?1 AND subject = ?2 ORDER BY number";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(<[&str; 2]>::from(subject.kind_and_id()))?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        entries.extend(entry(row, 0).ok());
    }
    Ok(entries)
}

/// Journeys that have or had this link, and plans on it, readable or not.
pub(crate) fn subjects_of_link(
    connection: &Connection,
    of: &Identity,
    link: &AccountAssociationId,
) -> rusqlite::Result<Vec<Subject>> {
    let sql = "
        SELECT 'journey', journey_id FROM journey_links WHERE link = ?1 AND identity = ?2
        UNION ALL SELECT 'plan', id FROM plans
        WHERE link = ?1 AND json_array(partition, account, region, endpoint) = ?2
        UNION ALL SELECT kind, subject FROM quarantine WHERE kind = 'plan' AND link = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([link.as_str(), &identity::spell(of)])?;
    let mut subjects = Vec::new();
    while let Some(row) = rows.next()? {
        subjects.extend(subject(row, 0)?);
    }
    Ok(subjects)
}

/// An entry from six columns.
pub(super) fn entry(row: &Row<'_>, first: usize) -> rusqlite::Result<Entry> {
    Ok(Entry {
        at: Timestamp(row.get(first)?),
        what: row.get(first + 1)?,
        about: row.get(first + 2)?,
        detail: row.get(first + 3)?,
        operation: row.get(first + 4)?,
        request_id: row.get(first + 5)?,
    })
}

/// A subject from two columns; `None` for one whose id is no text.
pub(super) fn subject(row: &Row<'_>, first: usize) -> rusqlite::Result<Option<Subject>> {
    let kind: String = row.get(first)?;
    let id = row.get_ref(first + 1)?;
    Ok(id.as_str().ok().and_then(|id| Subject::named(&kind, id)))
}
