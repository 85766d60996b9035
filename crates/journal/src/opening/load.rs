//! Reads what was unfinished; a journey or a plan that cannot be read goes to
//! quarantine. What was closed long ago is erased.

mod plans;
mod quarantine;

use std::{collections::HashMap, time::Duration};

use onboarding::{Intent, Journey, Timestamp};
use rusqlite::{
    Connection, Result, Row,
    types::{FromSql, ValueRef},
};

use crate::{
    OpenIntent, Remembered,
    record::{Intents, Unreadable, from_json, intent, journey::JourneyRecord, row::RowRecord},
    store::erasing,
};

/// What reading one row brings: a value of another kind or a text that is not
/// UTF-8 is something we did not write, not a failure of the disk.
type Readable<T> = std::result::Result<T, Unreadable>;

/// How long what is closed is kept.
const KEPT_FOR: Duration = Duration::from_secs(400 * 24 * 60 * 60);

pub(super) fn unfinished(connection: &mut Connection, now: Timestamp) -> Result<Remembered> {
    // Whatever keeps it from being erased keeps nobody from opening the journal.
    drop(erase_what_is_old(connection, before(now, KEPT_FOR)));
    let transaction = connection.transaction()?;
    let mut devices = devices(&transaction)?;
    let mut intents = intents(&transaction)?;
    let mut remembered = Remembered::default();
    for (id, record) in journeys(&transaction)? {
        let rows = devices.remove(&id).unwrap_or_default();
        let own = intents.remove(&id).unwrap_or_default();
        match record.and_then(|record| restore(record, rows, own)) {
            Ok((journey, open)) => {
                remembered.journeys.push(journey);
                remembered.underway.extend(open);
            }
            Err(why) => quarantine::put_journey(&transaction, &id, &why)?,
        }
    }
    remembered.plans = plans::unfinished(&transaction)?;
    remembered.quarantined = quarantine::list(&transaction)?;
    remembered.alone = alone(&transaction)?;
    transaction.commit()?;
    remembered.journeys.sort_by_key(|journey| journey.started_at);
    remembered.underway.sort_by_key(|intent| intent.opened_at);
    remembered.alone.sort_by_key(|intent| intent.opened_at);
    Ok(remembered)
}

fn erase_what_is_old(connection: &mut Connection, closed_before: Timestamp) -> Result<()> {
    let transaction = connection.transaction()?;
    erasing::erase_closed_before(&transaction, closed_before)?;
    transaction.commit()
}

fn before(now: Timestamp, age: Duration) -> Timestamp {
    let age = i64::try_from(age.as_millis()).unwrap_or(i64::MAX);
    Timestamp(now.0.saturating_sub(age))
}

/// An id as it is on disk, which need not be UTF-8.
type RawId = Vec<u8>;

fn restore(
    record: JourneyRecord,
    rows: Vec<Readable<RowRecord>>,
    mut own: OwnIntents,
) -> Readable<(Journey, Vec<OpenIntent>)> {
    if let Some(why) = own.unreadable.take() {
        return Err(why);
    }
    let rows = rows.into_iter().map(|row| row?.restore(&own)).collect::<Readable<Vec<_>>>()?;
    let journey = record.restore(rows, &own)?;
    let open = own.by_key.values().filter_map(|stored| stored.open().transpose()).collect::<Readable<_>>()?;
    Ok((journey, open))
}

fn journeys(connection: &Connection) -> Result<Vec<(RawId, Readable<JourneyRecord>)>> {
    let sql = "SELECT id, partition, account, region, endpoint, customer, stored_name, job_number,
                      device_cloud, device_cloud_name, link, started_at, details, stop, stop_data
               FROM journeys WHERE closed_at IS NULL";
    read(connection, sql, |row| {
        Ok(JourneyRecord {
            id: text(row, 0)?,
            partition: text(row, 1)?,
            account: text(row, 2)?,
            region: text(row, 3)?,
            endpoint: text(row, 4)?,
            customer: text(row, 5)?,
            stored_name: text(row, 6)?,
            job_number: text(row, 7)?,
            device_cloud: text(row, 8)?,
            device_cloud_name: text(row, 9)?,
            link: text(row, 10)?,
            started_at: text(row, 11)?,
            details: text(row, 12)?,
            stop: text(row, 13)?,
            stop_data: text(row, 14)?,
        })
    })
}

fn devices(connection: &Connection) -> Result<HashMap<RawId, Vec<Readable<RowRecord>>>> {
    let sql = "SELECT journey_id, record FROM devices
               WHERE journey_id IN (SELECT id FROM journeys WHERE closed_at IS NULL)
               ORDER BY journey_id, position";
    let mut by_journey: HashMap<RawId, Vec<_>> = HashMap::new();
    for (id, record) in read(connection, sql, |row| from_json(&text::<String>(row, 1)?))? {
        by_journey.entry(id).or_default().push(record);
    }
    Ok(by_journey)
}

const INTENT: &str =
    "SELECT journey_id, key, operation, parameters, opened_at, answered_at, answer FROM intents";

fn intents(connection: &Connection) -> Result<HashMap<RawId, OwnIntents>> {
    let sql = format!("{INTENT} WHERE journey_id IN (SELECT id FROM journeys WHERE closed_at IS NULL)");
    let mut by_journey: HashMap<RawId, OwnIntents> = HashMap::new();
    for (id, stored) in read(connection, &sql, stored_intent)? {
        let own = by_journey.entry(id).or_default();
        match stored {
            Ok(stored) => drop(own.by_key.insert(stored.key.clone(), stored)),
            Err(why) => own.unreadable = Some(why),
        }
    }
    Ok(by_journey)
}

/// One that cannot be read stays where it is.
fn alone(connection: &Connection) -> Result<Vec<OpenIntent>> {
    let sql = format!(
        "{INTENT} WHERE journey_id = ''
         OR journey_id IN (SELECT subject FROM quarantine WHERE kind = 'journey')"
    );
    let stored = read(connection, &sql, stored_intent)?.into_iter().filter_map(|(_, stored)| stored.ok());
    Ok(stored.filter_map(|stored| stored.open().ok().flatten()).collect())
}

fn stored_intent(row: &Row<'_>) -> Readable<StoredIntent> {
    let journey_id: String = text(row, 0)?;
    Ok(StoredIntent {
        journey_id: (!journey_id.is_empty()).then_some(journey_id),
        key: text(row, 1)?,
        operation: text(row, 2)?,
        parameters: text(row, 3)?,
        opened_at: text(row, 4)?,
        answered_at: text(row, 5)?,
        answer: text(row, 6)?,
    })
}

fn read<T>(
    connection: &Connection,
    sql: &str,
    one: impl Fn(&Row<'_>) -> Readable<T>,
) -> Result<Vec<(RawId, Readable<T>)>> {
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let id = raw(row.get_ref(0)?).to_vec();
        all.push((id, one(row)));
    }
    Ok(all)
}

/// The bytes of a text as they are on disk; a row's id is nothing else.
fn raw(value: ValueRef<'_>) -> &[u8] {
    match value {
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes,
        ValueRef::Null | ValueRef::Integer(_) | ValueRef::Real(_) => b"",
    }
}

fn text<T: FromSql>(row: &Row<'_>, column: usize) -> Readable<T> {
    row.get(column).map_err(|error| Unreadable::Unknown { what: "column", found: error.to_string() })
}

#[derive(Debug, Default)]
struct OwnIntents {
    by_key: HashMap<String, StoredIntent>,
    /// Why one of them cannot be read.
    unreadable: Option<Unreadable>,
}

#[derive(Debug)]
struct StoredIntent {
    journey_id: Option<String>,
    key: String,
    operation: String,
    parameters: String,
    opened_at: Option<i64>,
    answered_at: Option<i64>,
    answer: Option<String>,
}

impl StoredIntent {
    /// As an open one, if it is.
    fn open(&self) -> Readable<Option<OpenIntent>> {
        let is_unclear = self.answer.as_deref() == Some("unclear");
        let Some(opened_at) = self.opened_at.filter(|_| self.answer.is_none() || is_unclear) else {
            return Ok(None);
        };
        Ok(Some(OpenIntent {
            key: self.key.clone(),
            journey_id: self.journey_id.clone(),
            intent: intent::restore(&self.operation, &self.parameters)?,
            opened_at: Timestamp(opened_at),
            unclear_since: self.answered_at.filter(|_| is_unclear).map(Timestamp),
        }))
    }
}

impl Intents for OwnIntents {
    fn intent(&self, key: &str) -> Readable<Intent> {
        let stored = self.by_key.get(key);
        let stored = stored.ok_or_else(|| Unreadable::NoIntent { key: key.to_owned() })?;
        intent::restore(&stored.operation, &stored.parameters)
    }
}
