//! Rows from changes: the SQL that writes and erases.

use onboarding::{Customer, Identity, Intent, Journey, Timestamp, journey::Rows};
use rusqlite::{Connection, ErrorCode, OptionalExtension, named_params, params};

use crate::{
    Answer, Change, Entry, IntentChange, Keep, RowsChanged,
    record::{
        addresses::without_addresses,
        intent,
        journey::JourneyRecord,
        row::{self, RowRecord},
        stop, to_json,
    },
};

/// Why a change is not written.
#[derive(Debug)]
pub(crate) enum Unwritten {
    /// The disk or the file, not the change; nothing of the transaction stays.
    Failed(rusqlite::Error),
    /// The change contradicts what is on disk and never can be written.
    Refused(String),
}

impl From<rusqlite::Error> for Unwritten {
    fn from(error: rusqlite::Error) -> Self {
        let is_the_changes_fault = matches!(
            error.sqlite_error_code(),
            Some(
                ErrorCode::ConstraintViolation
                    | ErrorCode::TooBig
                    | ErrorCode::TypeMismatch
                    | ErrorCode::ParameterOutOfRange
                    | ErrorCode::ApiMisuse
                    | ErrorCode::Unknown
            )
        );
        if is_the_changes_fault { Self::Refused(error.to_string()) } else { Self::Failed(error) }
    }
}

/// Writes one change; the caller has begun a transaction.
pub(crate) fn apply(connection: &Connection, change: &Change) -> Result<(), Unwritten> {
    let journey_id = change.journey_id.as_deref();
    match (&change.keep, journey_id) {
        (None, _) => {}
        (Some(Keep::Journey { journey, rows }), Some(id)) if journey.id == id => {
            keep_journey(connection, journey, rows, change.at)?;
        }
        (Some(Keep::Closed), Some(id)) => {
            let sql = "UPDATE journeys SET closed_at = ?2, changed_at = ?2 WHERE id = ?1";
            connection.prepare_cached(sql)?.execute(params![id, change.at.0])?;
        }
        (Some(Keep::Erased), Some(id)) => erase(connection, id)?,
        (Some(Keep::Journey { .. }), Some(_)) => {
            return Err(Unwritten::Refused("the change is about another journey".to_owned()));
        }
        (Some(_), None) => return Err(Unwritten::Refused("the change names no journey".to_owned())),
    }
    let is_known = match journey_id {
        Some(id) => is_kept(connection, id)?,
        None => true,
    };
    for intent in &change.intents {
        match intent {
            IntentChange::Opened { .. } if !is_known => {
                return Err(Unwritten::Refused("the journey was erased".to_owned()));
            }
            IntentChange::Opened { key, intent } => open(connection, journey_id, key, intent, change.at)?,
            IntentChange::Answered { key, how, request_id } => {
                answer(connection, journey_id, key, *how, request_id.as_deref(), change.at)?;
            }
        }
    }
    match journey_id {
        Some(id) if is_known => note(connection, id, &change.timeline),
        Some(_) | None => Ok(()),
    }
}

/// Deletes every row of a journey, and what was asked about its link outside of it.
pub(crate) fn erase(connection: &Connection, journey_id: &str) -> Result<(), Unwritten> {
    for sql in [
        "DELETE FROM intents WHERE journey_id = '' AND EXISTS (
             SELECT 1 FROM journeys
             WHERE id = ?1 AND instr(parameters, '\"AccountAssociationId\":\"' || link || '\"') > 0
         )",
        "DELETE FROM devices WHERE journey_id = ?1",
        "DELETE FROM intents WHERE journey_id = ?1",
        "DELETE FROM timeline WHERE journey_id = ?1",
        "DELETE FROM quarantine WHERE journey_id = ?1",
        "DELETE FROM journeys WHERE id = ?1",
    ] {
        connection.prepare_cached(sql)?.execute([journey_id])?;
    }
    Ok(())
}

/// What happened to one journey, oldest first; a line that cannot be read is
/// left out.
pub(crate) fn timeline(connection: &Connection, journey_id: &str) -> rusqlite::Result<Vec<Entry>> {
    let sql = "SELECT at, what, about, detail, operation, request_id FROM timeline
               WHERE journey_id = ?1 ORDER BY number";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([journey_id])?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        let read = || -> rusqlite::Result<Entry> {
            Ok(Entry {
                at: Timestamp(row.get(0)?),
                what: row.get(1)?,
                about: row.get(2)?,
                detail: row.get(3)?,
                operation: row.get(4)?,
                request_id: row.get(5)?,
            })
        };
        entries.extend(read().ok());
    }
    Ok(entries)
}

/// Every journey of one customer under one identity, ended ones too: by the
/// person's own spelling or the name AWS stores.
pub(crate) fn journeys_of(
    connection: &Connection,
    identity: &Identity,
    customer: &Customer,
) -> rusqlite::Result<Vec<String>> {
    let sql = "SELECT id FROM journeys
               WHERE partition = ?1 AND account = ?2 AND region = ?3 AND endpoint IS ?4
                 AND (customer = ?5 OR stored_name = ?6)";
    let mut statement = connection.prepare_cached(sql)?;
    let Identity { partition, account, region, endpoint } = identity;
    let named =
        rusqlite::params![partition, account, region, endpoint, customer.spelling, customer.stored_name];
    statement.query_map(named, |row| row.get(0))?.collect()
}

/// Here, readable or not.
fn is_kept(connection: &Connection, journey_id: &str) -> rusqlite::Result<bool> {
    let sql = "SELECT 1 FROM journeys WHERE id = ?1
               UNION ALL SELECT 1 FROM quarantine WHERE journey_id = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row([journey_id], |_| Ok(())).optional()?.is_some())
}

const KEEP_JOURNEY: &str = "
    INSERT INTO journeys (
        id, partition, account, region, endpoint, customer, stored_name, job_number, device_cloud,
        device_cloud_name, link, started_at, changed_at, details, stop, stop_data
    ) VALUES (
        :id, :partition, :account, :region, :endpoint, :customer, :stored_name, :job_number, :device_cloud,
        :device_cloud_name, :link, :started_at, :changed_at, :details, :stop, :stop_data
    )
    ON CONFLICT (id) DO UPDATE SET
        partition = :partition, account = :account, region = :region, endpoint = :endpoint,
        customer = :customer, stored_name = :stored_name, job_number = :job_number,
        device_cloud = :device_cloud, device_cloud_name = :device_cloud_name, link = :link,
        started_at = :started_at, changed_at = :changed_at, closed_at = NULL, details = :details,
        stop = :stop, stop_data = :stop_data";

fn keep_journey(
    connection: &Connection,
    journey: &Journey,
    changed: &RowsChanged,
    at: Timestamp,
) -> Result<(), Unwritten> {
    let record = JourneyRecord::from(journey);
    connection.prepare_cached(KEEP_JOURNEY)?.execute(named_params! {
        ":id": record.id,
        ":partition": record.partition,
        ":account": record.account,
        ":region": record.region,
        ":endpoint": record.endpoint,
        ":customer": record.customer,
        ":stored_name": record.stored_name,
        ":job_number": record.job_number,
        ":device_cloud": record.device_cloud,
        ":device_cloud_name": record.device_cloud_name,
        ":link": record.link,
        ":started_at": record.started_at,
        ":changed_at": at.0,
        ":details": record.details,
        ":stop": record.stop,
        ":stop_data": record.stop_data,
    })?;
    if let Some(intent) = stop::intent(&journey.stop) {
        know(connection, &journey.id, &intent)?;
    }
    keep_rows(connection, journey, changed)
}

fn keep_rows(connection: &Connection, journey: &Journey, changed: &RowsChanged) -> Result<(), Unwritten> {
    let id = journey.id.as_str();
    let rows = stop::rows(&journey.stop);
    let count = rows.map_or(0, Rows::len);
    let sql = "SELECT count(*) FROM devices WHERE journey_id = ?1";
    let on_disk: i64 = connection.prepare_cached(sql)?.query_row([id], |row| row.get(0))?;
    let sql = "DELETE FROM devices WHERE journey_id = ?1 AND position >= ?2";
    connection.prepare_cached(sql)?.execute(params![id, position(count)])?;
    let Some(rows) = rows else {
        return Ok(());
    };
    let keep = |at: usize| -> Result<(), Unwritten> {
        let row = &rows[at];
        let sql = "INSERT INTO devices (journey_id, position, record) VALUES (?1, ?2, ?3)
                   ON CONFLICT DO UPDATE SET record = excluded.record";
        let record = to_json(&RowRecord::from(row));
        connection.prepare_cached(sql)?.execute(params![id, position(at), record])?;
        row::intents(row).try_for_each(|intent| know(connection, id, &intent))
    };
    match changed {
        RowsChanged::Only(places) if on_disk == position(count) => {
            places.iter().copied().filter(|at| *at < count).try_for_each(keep)
        }
        RowsChanged::None if on_disk == position(count) => Ok(()),
        RowsChanged::All | RowsChanged::Only(_) | RowsChanged::None => (0..count).try_for_each(keep),
    }
}

/// Keeps the parameters a journey refers to, in case nobody opens the intent.
fn know(connection: &Connection, journey_id: &str, intent: &Intent) -> Result<(), Unwritten> {
    let sql = "INSERT INTO intents (journey_id, key, operation, parameters) VALUES (?1, ?2, ?3, ?4)
               ON CONFLICT DO NOTHING";
    let (key, operation) = (intent.key(), intent.operation());
    let parameters = intent::parameters(intent);
    connection.prepare_cached(sql)?.execute(params![journey_id, key, operation, parameters])?;
    Ok(())
}

/// An intent whose end is open keeps the time at which it was first opened.
fn open(
    connection: &Connection,
    journey_id: Option<&str>,
    key: &str,
    intent: &Intent,
    at: Timestamp,
) -> Result<(), Unwritten> {
    let sql = "
        INSERT INTO intents (journey_id, key, operation, parameters, opened_at) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT DO UPDATE SET
            operation = excluded.operation,
            parameters = excluded.parameters,
            opened_at = CASE
                WHEN answer IN ('done', 'refused') THEN excluded.opened_at
                ELSE coalesce(opened_at, excluded.opened_at)
            END,
            answered_at = NULL, answer = NULL, request_id = NULL";
    let operation = intent.operation();
    let parameters = intent::parameters(intent);
    let journey_id = journey_id.unwrap_or_default();
    connection.prepare_cached(sql)?.execute(params![journey_id, key, operation, parameters, at.0])?;
    Ok(())
}

fn answer(
    connection: &Connection,
    journey_id: Option<&str>,
    key: &str,
    how: Answer,
    request_id: Option<&str>,
    at: Timestamp,
) -> Result<(), Unwritten> {
    let sql = "UPDATE intents SET answered_at = ?3, answer = ?4, request_id = ?5
               WHERE journey_id = ?1 AND key = ?2";
    let how = match how {
        Answer::Done => "done",
        Answer::Refused => "refused",
        Answer::Unclear => "unclear",
    };
    let journey_id = journey_id.unwrap_or_default();
    connection.prepare_cached(sql)?.execute(params![journey_id, key, at.0, how, request_id])?;
    Ok(())
}

fn note(connection: &Connection, journey_id: &str, entries: &[Entry]) -> Result<(), Unwritten> {
    let sql = "
        INSERT INTO timeline (journey_id, number, at, what, about, detail, operation, request_id)
        VALUES (
            ?1, (SELECT coalesce(max(number), 0) + 1 FROM timeline WHERE journey_id = ?1),
            ?2, ?3, ?4, ?5, ?6, ?7
        )";
    for entry in entries {
        let about = entry.about.as_deref().map(without_addresses);
        let detail = entry.detail.as_deref().map(without_addresses);
        connection.prepare_cached(sql)?.execute(params![
            journey_id,
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

fn position(at: usize) -> i64 {
    i64::try_from(at).expect("no list in memory is longer than an i64 counts")
}
