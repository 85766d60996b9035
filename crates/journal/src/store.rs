//! Rows from changes: the SQL that writes and asks.

pub(crate) mod activity;
pub(crate) mod erasing;
pub(crate) mod memos;
mod plans;
pub(crate) mod timeline;

use onboarding::{Customer, Identity, Intent, Journey, Timestamp, journey::Rows};
use rusqlite::{Connection, ErrorCode, OptionalExtension, named_params, params};

use crate::{
    Answer, Change, IntentChange, Keep, PlanChange, RowsChanged, Subject,
    record::{
        identity, intent,
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
    if let Some(keep) = &change.keep {
        apply_keep(connection, keep, &change.subject, change.at)?;
    }
    for plan in &change.plans {
        match plan {
            PlanChange::Kept(plan) => plans::keep(connection, plan, change.at)?,
            PlanChange::Closed { id } => plans::close(connection, id, change.at)?,
        }
    }
    let journey_id = match &change.subject {
        Subject::Journey(id) => id,
        Subject::Plan(_) if !change.intents.is_empty() => {
            return Err(Unwritten::Refused("the intents of a plan are its steps".to_owned()));
        }
        Subject::Plan(_) | Subject::Alone => "",
    };
    let is_known = is_kept(connection, &change.subject)?;
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
    if is_known { timeline::note(connection, &change.subject, &change.timeline) } else { Ok(()) }
}

fn apply_keep(
    connection: &Connection,
    keep: &Keep,
    subject: &Subject,
    at: Timestamp,
) -> Result<(), Unwritten> {
    let Subject::Journey(id) = subject else {
        return Err(Unwritten::Refused("the change names no journey".to_owned()));
    };
    match keep {
        Keep::Journey { journey, rows } if journey.id == *id => keep_journey(connection, journey, rows, at),
        Keep::Journey { .. } => Err(Unwritten::Refused("the change is about another journey".to_owned())),
        Keep::Closed => {
            let sql = "UPDATE journeys SET closed_at = ?2, changed_at = ?2 WHERE id = ?1";
            connection.prepare_cached(sql)?.execute(params![id, at.0])?;
            Ok(())
        }
        Keep::Erased => erasing::erase_journey(connection, id),
    }
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

/// Here, readable or not; what stands alone always is.
fn is_kept(connection: &Connection, subject: &Subject) -> rusqlite::Result<bool> {
    let (kind, id) = subject.kind_and_id();
    let sql = match subject {
        Subject::Journey(_) => "SELECT 1 FROM journeys WHERE id = ?2",
        Subject::Plan(_) => "SELECT 1 FROM plans WHERE id = ?2",
        Subject::Alone => return Ok(true),
    };
    let sql = format!("{sql} UNION ALL SELECT 1 FROM quarantine WHERE kind = ?1 AND subject = ?2");
    let mut statement = connection.prepare_cached(&sql)?;
    Ok(statement.query_row([kind, id], |_| Ok(())).optional()?.is_some())
}

const KEEP_JOURNEY: &str = "
    INSERT INTO journeys (
        id, partition, account, region, endpoint, customer, stored_name, job_number, device_cloud,
        device_cloud_name, link, last_link, started_at, changed_at, details, stop, stop_data
    ) VALUES (
        :id, :partition, :account, :region, :endpoint, :customer, :stored_name, :job_number, :device_cloud,
        :device_cloud_name, :link, :link, :started_at, :changed_at, :details, :stop, :stop_data
    )
    ON CONFLICT (id) DO UPDATE SET
        partition = :partition, account = :account, region = :region, endpoint = :endpoint,
        customer = :customer, stored_name = :stored_name, job_number = :job_number,
        device_cloud = :device_cloud, device_cloud_name = :device_cloud_name, link = :link,
        last_link = coalesce(:link, last_link),
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
    if let Some(link) = &journey.link {
        let sql = "INSERT OR IGNORE INTO journey_links (link, identity, journey_id) VALUES (?1, ?2, ?3)";
        let identity = identity::spell(&journey.identity);
        connection.prepare_cached(sql)?.execute(params![link.as_str(), identity, journey.id])?;
    }
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
    journey_id: &str,
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
    connection.prepare_cached(sql)?.execute(params![journey_id, key, operation, parameters, at.0])?;
    Ok(())
}

fn answer(
    connection: &Connection,
    journey_id: &str,
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
    connection.prepare_cached(sql)?.execute(params![journey_id, key, at.0, how, request_id])?;
    Ok(())
}

fn position(at: usize) -> i64 {
    i64::try_from(at).expect("no list in memory is longer than an i64 counts")
}
