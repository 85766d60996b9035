//! Plans and their steps.

use onboarding::Timestamp;
use rusqlite::{Connection, named_params, params};
use support::Plan;

use super::{Unwritten, position};
use crate::record::plan::{PlanRecord, StepRecord};

const KEEP: &str = "
    INSERT INTO plans (
        id, partition, account, region, endpoint, link, link_name, begun_at, changed_at, closed_at, details
    ) VALUES (
        :id, :partition, :account, :region, :endpoint, :link, :link_name, :begun_at, :changed_at, :closed_at,
        :details
    )
    ON CONFLICT (id) DO UPDATE SET
        partition = :partition, account = :account, region = :region, endpoint = :endpoint, link = :link,
        link_name = :link_name, begun_at = :begun_at, changed_at = :changed_at, closed_at = :closed_at,
        details = :details";

/// A step that is on disk as it is given here is not written again.
const KEEP_STEP: &str = "
    INSERT INTO steps (plan_id, position, operation, parameters, about, progress)
    VALUES (:plan_id, :position, :operation, :parameters, :about, :progress)
    ON CONFLICT (plan_id, position) DO UPDATE SET
        operation = :operation, parameters = :parameters, about = :about, progress = :progress
    WHERE operation <> :operation OR parameters <> :parameters OR about IS NOT :about
       OR progress <> :progress";

pub(super) fn keep(connection: &Connection, plan: &Plan, at: Timestamp) -> Result<(), Unwritten> {
    let record = PlanRecord::from(plan);
    connection.prepare_cached(KEEP)?.execute(named_params! {
        ":id": record.id,
        ":partition": record.partition,
        ":account": record.account,
        ":region": record.region,
        ":endpoint": record.endpoint,
        ":link": record.link,
        ":link_name": record.link_name,
        ":begun_at": record.begun_at,
        ":changed_at": at.0,
        ":closed_at": record.closed_at,
        ":details": record.details,
    })?;
    let sql = "DELETE FROM steps WHERE plan_id = ?1 AND position >= ?2";
    connection.prepare_cached(sql)?.execute(params![plan.id, position(plan.steps.len())])?;
    let mut statement = connection.prepare_cached(KEEP_STEP)?;
    for (at, step) in plan.steps.iter().enumerate() {
        let record = StepRecord::from(step);
        statement.execute(named_params! {
            ":plan_id": plan.id,
            ":position": position(at),
            ":operation": record.operation,
            ":parameters": record.parameters,
            ":about": record.about,
            ":progress": record.progress,
        })?;
    }
    Ok(())
}

pub(super) fn close(connection: &Connection, id: &str, at: Timestamp) -> Result<(), Unwritten> {
    let sql = "UPDATE plans SET closed_at = ?2, changed_at = ?2 WHERE id = ?1";
    connection.prepare_cached(sql)?.execute(params![id, at.0])?;
    Ok(())
}
