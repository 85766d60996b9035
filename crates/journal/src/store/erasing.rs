//! Rows that go, and all that belongs to them.

use std::collections::BTreeSet;

use onboarding::{AccountAssociationId, Identity, Timestamp};
use rusqlite::{Connection, params};

use super::{Unwritten, timeline};
use crate::{Forget, Subject, record::identity};

/// What is to be erased with all that belongs to it, without memos and cached
/// links, which are found by their links.
#[derive(Debug, Default, Clone)]
pub(crate) struct Belongings {
    pub(crate) subjects: BTreeSet<Subject>,
    pub(crate) links: BTreeSet<(Identity, AccountAssociationId)>,
    /// Whole, whatever is named under them.
    pub(crate) identities: BTreeSet<Identity>,
}

impl Belongings {
    pub(crate) fn of(forget: &Forget) -> Self {
        Self {
            subjects: forget.journey_ids.iter().cloned().map(Subject::Journey).collect(),
            links: forget.links.iter().cloned().collect(),
            identities: forget.identities.iter().cloned().collect(),
        }
    }

    /// Whether a link, or all of its identity, is named.
    pub(crate) fn has_link(&self, of: &Identity, link: &AccountAssociationId) -> bool {
        self.identities.contains(of) || self.links.contains(&(of.clone(), link.clone()))
    }

    /// Grows with everything that is added.
    pub(crate) fn count(&self) -> usize {
        self.subjects.len() + self.links.len()
    }
}

/// Adds what on disk belongs to what is named already, and what belongs to that.
pub(crate) fn add_belongings(connection: &Connection, all: &mut Belongings) -> rusqlite::Result<()> {
    for of in all.identities.clone() {
        add_identity(connection, &of, all)?;
    }
    let mut looked_at = BTreeSet::new();
    loop {
        let before = all.count();
        for (of, link) in all.links.clone() {
            if looked_at.insert((of.clone(), link.clone())) {
                all.subjects.extend(timeline::subjects_of_link(connection, &of, &link)?);
            }
        }
        add_links(connection, all)?;
        if all.count() == before {
            return Ok(());
        }
    }
}

fn add_links(connection: &Connection, all: &mut Belongings) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached("SELECT link, identity, journey_id FROM journey_links")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let read =
            || -> rusqlite::Result<(String, String, String)> { Ok((row.get(0)?, row.get(1)?, row.get(2)?)) };
        let Ok((link, of, journey_id)) = read() else { continue };
        if let (true, Ok(of)) = (all.subjects.contains(&Subject::Journey(journey_id)), identity::restore(&of))
        {
            all.links.insert((of, AccountAssociationId::new(link)));
        }
    }
    Ok(())
}

fn add_identity(connection: &Connection, of: &Identity, all: &mut Belongings) -> rusqlite::Result<()> {
    let sql = "
        SELECT 'journey', id FROM journeys WHERE json_array(partition, account, region, endpoint) = ?1
        UNION ALL SELECT 'plan', id FROM plans WHERE json_array(partition, account, region, endpoint) = ?1
        UNION ALL SELECT 'journey', journey_id FROM journey_links WHERE identity = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([identity::spell(of)])?;
    while let Some(row) = rows.next()? {
        all.subjects.extend(timeline::subject(row, 0)?);
    }
    Ok(())
}

/// Deletes every row of what is named; the caller has begun a transaction.
pub(crate) fn erase(connection: &Connection, all: &Belongings) -> Result<(), Unwritten> {
    for subject in &all.subjects {
        match subject {
            Subject::Journey(id) => erase_journey(connection, id)?,
            Subject::Plan(id) => erase_plan(connection, id)?,
            Subject::Alone => {}
        }
    }
    for (of, link) in &all.links {
        let sql = "DELETE FROM memos WHERE identity = ?1 AND link = ?2";
        connection.prepare_cached(sql)?.execute(params![identity::spell(of), link.as_str()])?;
        erase_alone(connection, link.as_str())?;
    }
    for of in &all.identities {
        connection.prepare_cached("DELETE FROM memos WHERE identity = ?1")?.execute([identity::spell(of)])?;
    }
    Ok(())
}

/// Deletes every row of a journey, and what was asked about its link outside of it.
pub(crate) fn erase_journey(connection: &Connection, journey_id: &str) -> Result<(), Unwritten> {
    let sql = "SELECT last_link FROM journeys WHERE id = ?1 AND last_link IS NOT NULL";
    let links: Vec<Option<String>> = connection
        .prepare_cached(sql)?
        .query_map([journey_id], |row| Ok(row.get(0).ok()))?
        .collect::<rusqlite::Result<_>>()?;
    links.iter().flatten().try_for_each(|link| erase_alone(connection, link))?;
    for sql in [
        "DELETE FROM devices WHERE journey_id = ?1",
        "DELETE FROM intents WHERE journey_id = ?1",
        "DELETE FROM timeline WHERE kind = 'journey' AND subject = ?1",
        "DELETE FROM quarantine WHERE kind = 'journey' AND subject = ?1",
        "DELETE FROM journey_links WHERE journey_id = ?1",
        "DELETE FROM journeys WHERE id = ?1",
    ] {
        connection.prepare_cached(sql)?.execute([journey_id])?;
    }
    Ok(())
}

fn erase_plan(connection: &Connection, plan_id: &str) -> Result<(), Unwritten> {
    for sql in [
        "DELETE FROM steps WHERE plan_id = ?1",
        "DELETE FROM timeline WHERE kind = 'plan' AND subject = ?1",
        "DELETE FROM quarantine WHERE kind = 'plan' AND subject = ?1",
        "DELETE FROM plans WHERE id = ?1",
    ] {
        connection.prepare_cached(sql)?.execute([plan_id])?;
    }
    Ok(())
}

/// Intents about a link that belong to no journey.
fn erase_alone(connection: &Connection, link: &str) -> Result<(), Unwritten> {
    let sql = "DELETE FROM intents WHERE journey_id = ''
               AND instr(parameters, '\"AccountAssociationId\":\"' || ?1 || '\"') > 0";
    connection.prepare_cached(sql)?.execute([link])?;
    Ok(())
}

/// Deletes what was closed before a time, and answered intents of that age that
/// belong to nothing.
pub(crate) fn erase_closed_before(connection: &Connection, time: Timestamp) -> rusqlite::Result<()> {
    for sql in [
        "DELETE FROM devices WHERE journey_id IN (SELECT id FROM journeys WHERE closed_at < ?1)",
        "DELETE FROM intents WHERE journey_id IN (SELECT id FROM journeys WHERE closed_at < ?1)",
        "DELETE FROM intents WHERE journey_id = '' AND answer IN ('done', 'refused') AND answered_at < ?1",
        "DELETE FROM timeline WHERE kind = 'journey' AND subject IN (SELECT id FROM journeys WHERE closed_at < ?1)",
        "DELETE FROM timeline WHERE kind = 'plan' AND subject IN (SELECT id FROM plans WHERE closed_at < ?1)",
        "DELETE FROM journey_links WHERE journey_id IN (SELECT id FROM journeys WHERE closed_at < ?1)",
        "DELETE FROM steps WHERE plan_id IN (SELECT id FROM plans WHERE closed_at < ?1)",
        "DELETE FROM journeys WHERE closed_at < ?1",
        "DELETE FROM plans WHERE closed_at < ?1",
    ] {
        connection.execute(sql, [time.0])?;
    }
    Ok(())
}
