//! A plan: columns for what is asked for by itself, JSON for the rest, and a row
//! for each step.

use onboarding::{AccountAssociationId, Identity, Timestamp};
use serde::{Deserialize, Serialize};
use support::{Plan, PlanKind, Step, StepProgress};

use super::{Unreadable, from_json, intent, mirror, problem::ProblemRecord, to_json};

/// One row of `plans`.
#[derive(Debug)]
pub(crate) struct PlanRecord {
    pub(crate) id: String,
    pub(crate) partition: String,
    pub(crate) account: String,
    pub(crate) region: String,
    pub(crate) endpoint: Option<String>,
    pub(crate) link: String,
    pub(crate) link_name: String,
    pub(crate) begun_at: i64,
    /// When it ended, if it has.
    pub(crate) closed_at: Option<i64>,
    pub(crate) details: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct Details {
    kind: PlanKindRecord,
    steps: usize,
    paused: bool,
    found_more: usize,
    listing: bool,
    is_empty: bool,
    problem: Option<ProblemRecord>,
    unreached: u32,
}

mirror!(PlanKindRecord of PlanKind { Unlink, RemoveDevices, EditLink, EditTags, EditDevice });

/// One row of `steps`.
#[derive(Debug)]
pub(crate) struct StepRecord {
    pub(crate) operation: String,
    pub(crate) parameters: String,
    pub(crate) about: Option<String>,
    pub(crate) progress: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
enum ProgressRecord {
    Waiting,
    Sending,
    Done { request_id: Option<String> },
    WasDone,
    Failed { problem: ProblemRecord },
}

impl From<&Plan> for PlanRecord {
    fn from(plan: &Plan) -> Self {
        let Plan {
            id,
            identity: Identity { partition, account, region, endpoint },
            link,
            link_name,
            kind,
            steps,
            begun_at,
            paused,
            found_more,
            listing,
            is_empty,
            problem,
            unreached,
            ended_at,
        } = plan;
        let details = Details {
            kind: (*kind).into(),
            steps: steps.len(),
            paused: *paused,
            found_more: *found_more,
            listing: *listing,
            is_empty: *is_empty,
            problem: problem.as_ref().map(Into::into),
            unreached: *unreached,
        };
        Self {
            id: id.clone(),
            partition: partition.clone(),
            account: account.clone(),
            region: region.clone(),
            endpoint: endpoint.clone(),
            link: link.as_str().to_owned(),
            link_name: link_name.clone(),
            begun_at: begun_at.0,
            closed_at: ended_at.map(|at| at.0),
            details: to_json(&details),
        }
    }
}

impl PlanRecord {
    /// The plan as it was.
    pub(crate) fn restore(self, steps: Vec<Step>) -> Result<Plan, Unreadable> {
        let details: Details = from_json(&self.details)?;
        if steps.len() != details.steps {
            return Err(Unreadable::Steps { expected: details.steps, found: steps.len() });
        }
        Ok(Plan {
            id: self.id,
            identity: Identity {
                partition: self.partition,
                account: self.account,
                region: self.region,
                endpoint: self.endpoint,
            },
            link: AccountAssociationId::new(self.link),
            link_name: self.link_name,
            kind: details.kind.into(),
            steps,
            begun_at: Timestamp(self.begun_at),
            paused: details.paused,
            found_more: details.found_more,
            listing: details.listing,
            is_empty: details.is_empty,
            problem: details.problem.map(Into::into),
            unreached: details.unreached,
            ended_at: self.closed_at.map(Timestamp),
        })
    }
}

impl From<&Step> for StepRecord {
    fn from(Step { intent, about, progress }: &Step) -> Self {
        let progress = match progress {
            StepProgress::Waiting => ProgressRecord::Waiting,
            StepProgress::Sending => ProgressRecord::Sending,
            StepProgress::Done { request_id } => ProgressRecord::Done { request_id: request_id.clone() },
            StepProgress::WasDone => ProgressRecord::WasDone,
            StepProgress::Failed(problem) => ProgressRecord::Failed { problem: problem.into() },
        };
        Self {
            operation: intent.operation().to_owned(),
            parameters: intent::parameters(intent),
            about: about.clone(),
            progress: to_json(&progress),
        }
    }
}

impl StepRecord {
    /// The step with its intent as it was sent; the material of a
    /// `CreateManagedThing` is empty.
    pub(crate) fn restore(self) -> Result<Step, Unreadable> {
        let progress = match from_json(&self.progress)? {
            ProgressRecord::Waiting => StepProgress::Waiting,
            ProgressRecord::Sending => StepProgress::Sending,
            ProgressRecord::Done { request_id } => StepProgress::Done { request_id },
            ProgressRecord::WasDone => StepProgress::WasDone,
            ProgressRecord::Failed { problem } => StepProgress::Failed(problem.into()),
        };
        Ok(Step { intent: intent::restore(&self.operation, &self.parameters)?, about: self.about, progress })
    }
}
