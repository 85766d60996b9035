//! Journeys and plans that cannot be read: taken out of the way, kept byte for byte.

use onboarding::Timestamp;
use rusqlite::{Connection, Result, params, types::ValueRef};

use super::raw;
use crate::{Quarantined, Subject, record::Unreadable};

/// Moves a journey and its device rows. Its intents and its timeline stay where
/// they are, under its id.
pub(super) fn put_journey(connection: &Connection, id: &[u8], why: &Unreadable) -> Result<()> {
    let copied = [
        "SELECT * FROM journeys WHERE id = CAST(?1 AS TEXT)",
        "SELECT * FROM devices WHERE journey_id = CAST(?1 AS TEXT) ORDER BY position",
    ];
    let described =
        "SELECT 'journey', id, customer, link, ?2, ?3, ?4 FROM journeys WHERE id = CAST(?1 AS TEXT)";
    put(connection, id, why, copied, described)?;
    connection.execute("DELETE FROM journeys WHERE id = CAST(?1 AS TEXT)", [id])?;
    Ok(())
}

/// Moves a plan and its steps. Its timeline stays where it is, under its id.
pub(super) fn put_plan(connection: &Connection, id: &[u8], why: &Unreadable) -> Result<()> {
    let copied = [
        "SELECT * FROM plans WHERE id = CAST(?1 AS TEXT)",
        "SELECT * FROM steps WHERE plan_id = CAST(?1 AS TEXT) ORDER BY position",
    ];
    let described = "SELECT 'plan', id, link_name, link, ?2, ?3, ?4 FROM plans WHERE id = CAST(?1 AS TEXT)";
    put(connection, id, why, copied, described)?;
    connection.execute("DELETE FROM plans WHERE id = CAST(?1 AS TEXT)", [id])?;
    Ok(())
}

fn put(
    connection: &Connection,
    id: &[u8],
    why: &Unreadable,
    copied: [&str; 2],
    described: &str,
) -> Result<()> {
    let mut kept = Vec::new();
    for sql in copied {
        copy(connection, sql, id, &mut kept)?;
    }
    let now = jiff::Timestamp::now().as_millisecond();
    let sql = format!(
        "INSERT INTO quarantine (kind, subject, customer, link, at, why, raw) {described}
         ON CONFLICT DO UPDATE SET at = excluded.at, why = excluded.why, raw = raw || excluded.raw"
    );
    connection.execute(&sql, params![id, now, why.to_string(), kept])?;
    Ok(())
}

pub(super) fn list(connection: &Connection) -> Result<Vec<Quarantined>> {
    let sql = "SELECT kind, subject, customer, link, at FROM quarantine ORDER BY at";
    let mut statement = connection.prepare(sql)?;
    let listed = statement.query_map([], |row| {
        let as_read = |value: ValueRef<'_>| String::from_utf8_lossy(raw(value)).into_owned();
        let optional = |column: usize| -> Result<Option<String>> {
            Ok(Some(as_read(row.get_ref(column)?)).filter(|read| !read.is_empty()))
        };
        let id = as_read(row.get_ref(1)?);
        Ok(Quarantined {
            subject: Subject::named(&as_read(row.get_ref(0)?), &id).unwrap_or(Subject::Journey(id)),
            customer: optional(2)?,
            link: optional(3)?,
            since: Timestamp(row.get(4)?),
        })
    })?;
    listed.collect()
}

/// Every column of every row as `name=value`, one a line, an empty line after
/// each row.
fn copy(connection: &Connection, sql: &str, id: &[u8], kept: &mut Vec<u8>) -> Result<()> {
    let mut statement = connection.prepare(sql)?;
    let names: Vec<String> = statement.column_names().into_iter().map(str::to_owned).collect();
    let mut rows = statement.query([id])?;
    while let Some(row) = rows.next()? {
        for (column, name) in names.iter().enumerate() {
            kept.extend_from_slice(name.as_bytes());
            kept.push(b'=');
            match row.get_ref(column)? {
                ValueRef::Null => {}
                ValueRef::Integer(number) => kept.extend_from_slice(number.to_string().as_bytes()),
                ValueRef::Real(number) => kept.extend_from_slice(number.to_string().as_bytes()),
                ValueRef::Text(bytes) | ValueRef::Blob(bytes) => kept.extend_from_slice(bytes),
            }
            kept.push(b'\n');
        }
        kept.push(b'\n');
    }
    Ok(())
}
