//! The rows of a journal as they may stand on a disk that somebody else wrote
//! to: each is read as what it was, or put aside whole.

use std::{fs, sync::LazyLock};

use journal::{Book, Change, Folder, Journal, Keep, Opening, PlanChange, Remember, RowsChanged, Subject};
use onboarding::{AddressPolicy, Timestamp};
use rusqlite::{Connection, params};

use crate::folder;

const FILE: &str = "journal.sqlite3";
/// Later than any test.
const AT: Timestamp = Timestamp(4_000_000_000_000);

/// A journal in which nothing was written yet.
static BLANK: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let dir = folder();
    drop(open(dir.path()));
    fs::read(dir.path().join(FILE)).expect("a closed journal is one file")
});

/// Lines with a name and what is written there, a tab between them: the columns
/// `stop`, `stop_data`, `details`, `customer` and `link` of one journey; `device`
/// for each of its rows; `intent` with operation, key, parameters and answer;
/// `plan` with the details of one plan and `step` with operation, parameters and
/// progress. What SQLite itself refuses is left out.
///
/// # Panics
/// A row is lost, or what was read is not what is written again.
pub fn journal_rows(input: &[u8]) {
    put_aside(input);
}

/// How many journeys and plans could not be read.
fn put_aside(input: &[u8]) -> usize {
    let dir = folder();
    let path = dir.path().join(FILE);
    fs::write(&path, &*BLANK).expect("the folder can be written");
    let (journeys, plans) = {
        let connection = Connection::open(&path).expect("a blank journal is a database");
        insert(&connection, input).expect("the folder can be written")
    };
    let opening = open(dir.path());
    assert!(opening.set_aside.is_none(), "rows do not damage the file: {:?}", opening.set_aside);
    let found = &opening.remembered;
    let aside = found.quarantined.len();
    let kept = found.journeys.len() + found.plans.len() + aside;
    assert_eq!(u32::try_from(kept), Ok(journeys + plans), "nothing is lost");
    for journey in &found.journeys {
        // Whatever it says, it can be taken up, which asks for something or not.
        drop(journey.clone().take_up(AddressPolicy::Live, AT));
        drop(journey.comparison());
    }
    for plan in &found.plans {
        drop(plan.clone().take_up(AT));
        assert!(plan.done() + plan.failed() <= plan.steps.len());
    }
    if found.journeys.is_empty() && found.plans.is_empty() {
        return aside;
    }
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime needs nothing");
    let mut last = None;
    for journey in &found.journeys {
        let keep = Keep::Journey { journey: journey.clone(), rows: RowsChanged::All };
        let subject = Subject::Journey(journey.id.clone());
        last = Some(opening.journal.write(Change { keep: Some(keep), ..Change::of(subject, AT) }));
    }
    for plan in &found.plans {
        let plans = vec![PlanChange::Kept(plan.clone())];
        let subject = Subject::Plan(plan.id.clone());
        last = Some(opening.journal.write(Change { plans, ..Change::of(subject, AT) }));
    }
    if let Some(last) = last {
        runtime.block_on(last.on_disk()).expect("what was read can be written");
    }
    let Opening { journal, remembered: found, .. } = opening;
    drop(journal);
    let again = open(dir.path()).remembered;
    assert_eq!(again.journeys, found.journeys);
    // A plan that has ended is closed by being kept.
    let at_work: Vec<_> = found.plans.into_iter().filter(|plan| plan.ended_at.is_none()).collect();
    assert_eq!(again.plans, at_work);
    assert_eq!(again.quarantined, found.quarantined);
    aside
}

fn open(dir: &std::path::Path) -> Opening {
    let folder = Folder::lock(dir).expect("nobody else has this folder");
    Journal::open(&folder, Book::Live).expect("the journal opens")
}

/// How many journeys and plans there are then.
fn insert(connection: &Connection, input: &[u8]) -> rusqlite::Result<(u32, u32)> {
    let mut journey = Columns::default();
    let mut rows = Vec::new();
    for line in input.split(|byte| *byte == b'\n') {
        let mut fields = line.split(|byte| *byte == b'\t');
        let name = fields.next().unwrap_or_default();
        let fields: Vec<&[u8]> = fields.collect();
        match (name, &fields[..]) {
            (b"stop", [value]) => journey.stop = value,
            (b"stop_data", [value]) => journey.stop_data = value,
            (b"details", [value]) => journey.details = value,
            (b"customer", [value]) => journey.customer = value,
            (b"link", [value]) => journey.link = Some(value),
            _ => rows.push((name, fields)),
        }
    }
    let transaction = connection.unchecked_transaction()?;
    journey.insert(&transaction);
    for (position, (name, fields)) in (0_u32..).zip(rows) {
        insert_row(&transaction, position, name, &fields);
    }
    let count = |table: &str| {
        let sql = format!("SELECT count(*) FROM {table}");
        transaction.query_row(&sql, [], |row| row.get::<_, u32>(0))
    };
    let counted = (count("journeys")?, count("plans")?);
    transaction.commit()?;
    Ok(counted)
}

#[derive(Default)]
struct Columns<'a> {
    stop: &'a [u8],
    stop_data: &'a [u8],
    details: &'a [u8],
    customer: &'a [u8],
    link: Option<&'a [u8]>,
}

impl Columns<'_> {
    fn insert(&self, connection: &Connection) {
        if self.stop.is_empty() {
            return;
        }
        // What the schema refuses cannot be on disk.
        let _ = connection.execute(
            "INSERT INTO journeys (id, partition, account, region, customer, stored_name, device_cloud,
                                   device_cloud_name, link, last_link, started_at, changed_at, details,
                                   stop, stop_data)
             VALUES ('j', 'aws', '111122223333', 'eu-west-1', CAST(?1 AS TEXT), 'Miller', 'cloud', 'Cloud',
                     CAST(?2 AS TEXT), CAST(?2 AS TEXT), 1795000000000, 1795000000000,
                     CAST(?3 AS TEXT), CAST(?4 AS TEXT), CAST(?5 AS TEXT))",
            params![self.customer, self.link, self.details, self.stop, self.stop_data],
        );
    }
}

fn insert_row(connection: &Connection, position: u32, name: &[u8], fields: &[&[u8]]) {
    let inserted = match (name, fields) {
        (b"device", [record]) => connection.execute(
            "INSERT INTO devices (journey_id, position, record) VALUES ('j', ?1, CAST(?2 AS TEXT))",
            params![position, record],
        ),
        (b"intent", [operation, key, parameters, answer]) => {
            let answer = Some(*answer).filter(|answer| !answer.is_empty());
            connection.execute(
                "INSERT INTO intents (journey_id, key, operation, parameters, opened_at, answered_at, answer)
                 VALUES ('j', CAST(?1 AS TEXT), CAST(?2 AS TEXT), CAST(?3 AS TEXT), 1795000000000,
                         iif(?4 IS NULL, NULL, 1795000000001), CAST(?4 AS TEXT))",
                params![key, operation, parameters, answer],
            )
        }
        (b"plan", [details]) => connection.execute(
            "INSERT INTO plans (id, partition, account, region, link, link_name, begun_at, changed_at, details)
             VALUES ('p', 'aws', '111122223333', 'eu-west-1', 'link', 'Miller', 1795000000000,
                     1795000000000, CAST(?1 AS TEXT))",
            params![details],
        ),
        (b"step", [operation, parameters, progress]) => connection.execute(
            "INSERT INTO steps (plan_id, position, operation, parameters, progress)
             VALUES ('p', ?1, CAST(?2 AS TEXT), CAST(?3 AS TEXT), CAST(?4 AS TEXT))",
            params![position, operation, parameters, progress],
        ),
        _ => Ok(0),
    };
    // As above.
    drop(inserted);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_seed_is_read_and_one_that_is_cut_is_put_aside() {
        let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/../fuzz/seeds/journal_rows");
        for entry in fs::read_dir(dir).expect("the seeds are there") {
            let path = entry.expect("the folder can be listed").path();
            let seed = fs::read_to_string(&path).expect("a seed is text");
            assert_eq!(put_aside(seed.as_bytes()), 0, "{} is stale", path.display());
            let is_always_read = |line: &&str| line.starts_with("details\t") || line.starts_with("plan\t");
            let line = seed.lines().find(is_always_read).expect("a journey or a plan has details");
            let cut = seed.replace(line, &line[..line.len() - 1]);
            assert_eq!(put_aside(cut.as_bytes()), 1, "{}", path.display());
        }
    }
}
