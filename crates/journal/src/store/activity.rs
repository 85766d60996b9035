//! One page of what was done, over all timelines.

use onboarding::{AccountAssociationId, Identity};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::timeline::{entry, subject};
use crate::{Act, ActPlace, Subject, record::identity};

const PAGE: &str = "
    SELECT kind, subject, number, at, what, about, detail, operation, request_id FROM timeline
    ORDER BY at DESC, number DESC, kind DESC, subject DESC LIMIT ?1";

const PAGE_BEHIND: &str = "
    SELECT kind, subject, number, at, what, about, detail, operation, request_id FROM timeline
    WHERE (at, number, kind, subject) < (?2, ?3, ?4, ?5)
    ORDER BY at DESC, number DESC, kind DESC, subject DESC LIMIT ?1";

/// Newest first. What cannot be read, or whose identity is not known any more,
/// is left out, and others take its place.
pub(crate) fn page(
    connection: &Connection,
    behind: Option<&ActPlace>,
    limit: usize,
) -> rusqlite::Result<Vec<Act>> {
    let mut acts = Vec::new();
    let mut behind = behind.cloned();
    while acts.len() < limit {
        let wanted = limit - acts.len();
        let rows = rows(connection, behind.as_ref(), wanted)?;
        let is_last = rows.len() < wanted;
        behind = rows.last().map(|(place, _)| place.clone());
        for (place, entry) in rows {
            let Some(entry) = entry else { continue };
            let Some(of) = of_whom(connection, &place.subject)? else { continue };
            let at = entry.at;
            acts.push(Act { place, at, identity: of.identity, name: of.name, link: of.link, entry });
        }
        if is_last {
            break;
        }
    }
    Ok(acts)
}

/// Places with what stands there, if it can be read.
type Placed = (ActPlace, Option<crate::Entry>);

fn rows(connection: &Connection, behind: Option<&ActPlace>, limit: usize) -> rusqlite::Result<Vec<Placed>> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let read = |row: &Row<'_>| -> rusqlite::Result<Placed> {
        let number = row.get(2)?;
        let at = row.get(3)?;
        let subject = subject(row, 0)?;
        let entry = entry(row, 3).ok().filter(|_| subject.is_some());
        Ok((ActPlace { at, number, subject: subject.unwrap_or(Subject::Alone) }, entry))
    };
    match behind {
        None => connection.prepare_cached(PAGE)?.query_map([limit], read)?.collect(),
        Some(ActPlace { at, number, subject }) => {
            let (kind, id) = subject.kind_and_id();
            let mut statement = connection.prepare_cached(PAGE_BEHIND)?;
            statement.query_map(params![limit, at, number, kind, id], read)?.collect()
        }
    }
}

struct OfWhom {
    identity: Identity,
    name: Option<String>,
    link: Option<AccountAssociationId>,
}

fn of_whom(connection: &Connection, subject: &Subject) -> rusqlite::Result<Option<OfWhom>> {
    let (kind, id) = subject.kind_and_id();
    let sql = match subject {
        Subject::Journey(_) => {
            "SELECT json_array(partition, account, region, endpoint), stored_name, last_link
             FROM journeys WHERE id = ?1"
        }
        Subject::Plan(_) => {
            "SELECT json_array(partition, account, region, endpoint), link_name, link FROM plans WHERE id = ?1"
        }
        Subject::Alone => return Ok(None),
    };
    let read = |row: &Row<'_>| -> rusqlite::Result<(String, Option<String>, Option<String>)> {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
    };
    let read = |row: &Row<'_>| Ok(read(row).ok());
    let mut found = connection.prepare_cached(sql)?.query_row([id], read).optional()?;
    if found.is_none() && kind == "journey" {
        let sql = "SELECT l.identity, q.customer, l.link FROM journey_links l
                   JOIN quarantine q ON q.kind = 'journey' AND q.subject = l.journey_id
                   WHERE l.journey_id = ?1 LIMIT 1";
        found = connection.prepare_cached(sql)?.query_row([id], read).optional()?;
    }
    Ok(found.flatten().and_then(|(identity, name, link)| {
        let identity = identity::restore(&identity).ok()?;
        let name = name.filter(|name| !name.is_empty());
        Some(OfWhom { identity, name, link: link.map(AccountAssociationId::new) })
    }))
}
