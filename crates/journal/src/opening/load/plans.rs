//! Unfinished plans; one that cannot be read goes to quarantine.

use std::collections::HashMap;

use rusqlite::Connection;
use support::{Plan, Step};

use super::{RawId, Readable, quarantine, read, text};
use crate::record::plan::{PlanRecord, StepRecord};

/// In the order in which they were begun.
pub(super) fn unfinished(connection: &Connection) -> rusqlite::Result<Vec<Plan>> {
    let mut steps = steps(connection)?;
    let mut plans = Vec::new();
    for (id, record) in records(connection)? {
        let own = steps.remove(&id).unwrap_or_default();
        match record.and_then(|record| restore(record, own)) {
            Ok(plan) => plans.push(plan),
            Err(why) => quarantine::put_plan(connection, &id, &why)?,
        }
    }
    plans.sort_by_key(|plan| plan.begun_at);
    Ok(plans)
}

fn restore(record: PlanRecord, steps: Vec<Readable<Step>>) -> Readable<Plan> {
    record.restore(steps.into_iter().collect::<Readable<_>>()?)
}

fn records(connection: &Connection) -> rusqlite::Result<Vec<(RawId, Readable<PlanRecord>)>> {
    let sql = "SELECT id, partition, account, region, endpoint, link, link_name, begun_at, closed_at, details
               FROM plans WHERE closed_at IS NULL";
    read(connection, sql, |row| {
        Ok(PlanRecord {
            id: text(row, 0)?,
            partition: text(row, 1)?,
            account: text(row, 2)?,
            region: text(row, 3)?,
            endpoint: text(row, 4)?,
            link: text(row, 5)?,
            link_name: text(row, 6)?,
            begun_at: text(row, 7)?,
            closed_at: text(row, 8)?,
            details: text(row, 9)?,
        })
    })
}

fn steps(connection: &Connection) -> rusqlite::Result<HashMap<RawId, Vec<Readable<Step>>>> {
    let sql = "SELECT plan_id, operation, parameters, about, progress FROM steps
               WHERE plan_id IN (SELECT id FROM plans WHERE closed_at IS NULL)
               ORDER BY plan_id, position";
    let mut by_plan: HashMap<RawId, Vec<_>> = HashMap::new();
    let all = read(connection, sql, |row| {
        let record = StepRecord {
            operation: text(row, 1)?,
            parameters: text(row, 2)?,
            about: text(row, 3)?,
            progress: text(row, 4)?,
        };
        record.restore()
    })?;
    for (id, step) in all {
        by_plan.entry(id).or_default().push(step);
    }
    Ok(by_plan)
}
