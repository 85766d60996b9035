//! Plans as the window is shown them.

use contract::{
    ListPlanStepsForm, PlanKindView, PlanStateView, PlanStepRow, PlanStepStateView, PlanStepsPage, PlanView,
    ProblemView,
};
use onboarding::{Identity, Intent, Problem};
use support::{Plan, PlanKind, Step, StepProgress};

use super::not_there;
use crate::{Desk, state::State, views::other_identity};

/// Rows of one page to the window.
const PAGE: usize = 200;
/// Lines in one view of the desk.
const MAX_LINES: usize = 5;

impl Desk {
    /// The steps of one plan, each with its result.
    ///
    /// # Errors
    /// A problem when the plan is not there any more.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn list_plan_steps(&self, form: ListPlanStepsForm) -> Result<PlanStepsPage, ProblemView> {
        let state = self.lock();
        let plan = &state.plans.get(&form.plan_id).ok_or_else(not_there)?.plan;
        let offset = usize::try_from(form.offset).unwrap_or(usize::MAX);
        Ok(PlanStepsPage {
            total: count(plan.steps.len()),
            offset: form.offset,
            rows: plan.steps.iter().skip(offset).take(PAGE).map(row).collect(),
        })
    }
}

/// Unfinished plans, the newest first.
pub(crate) fn lines(state: &State) -> Vec<PlanView> {
    let mut open: Vec<&Plan> = open(state).collect();
    open.sort_by_key(|plan| std::cmp::Reverse(plan.begun_at));
    let active = state.account.as_ref().map(|account| account.identity());
    // Why one does not go on is told on its link's page: a view stays small.
    let line = |plan| PlanView { problem: None, ..plan_view(plan, active) };
    open.into_iter().take(MAX_LINES).map(line).collect()
}

pub(crate) fn unfinished(state: &State) -> u32 {
    count(open(state).count())
}

fn open(state: &State) -> impl Iterator<Item = &Plan> {
    let live = state.account.as_ref().is_some_and(|account| !account.connection.is_practice());
    let is_shown = move |plan: &&Plan| {
        plan.ended_at.is_none() && !(live && crate::journals::is_practice(&plan.identity))
    };
    state.plans.values().map(|kept| &kept.plan).filter(is_shown)
}

pub(crate) fn plan_view(plan: &Plan, active: Option<&Identity>) -> PlanView {
    PlanView {
        plan_id: plan.id.clone(),
        account_association_id: plan.link.as_str().to_owned(),
        link_name: plan.link_name.clone(),
        kind: match plan.kind {
            PlanKind::Unlink => PlanKindView::Unlink,
            PlanKind::RemoveDevices => PlanKindView::RemoveDevices,
            PlanKind::EditLink => PlanKindView::EditLink,
            PlanKind::EditTags => PlanKindView::EditTags,
            PlanKind::EditDevice => PlanKindView::EditDevice,
        },
        total: count(plan.steps.len()),
        done: count(plan.done()),
        failed: count(plan.failed()),
        state: state_view(plan),
        found_more: count(plan.found_more),
        begun_at: plan.begun_at.0,
        ended_at: plan.ended_at.map(|at| at.0),
        problem: problem(plan).map(ProblemView::from),
        other_identity: other_identity(&plan.identity, active),
    }
}

fn state_view(plan: &Plan) -> PlanStateView {
    let unreached = |problem: &Problem| problem.goes_on_by_itself();
    if plan.ended_at.is_some() {
        return if plan.is_whole() { PlanStateView::Done } else { PlanStateView::Stopped };
    }
    if plan.paused {
        return PlanStateView::Paused;
    }
    if plan.is_sending() {
        return PlanStateView::Working;
    }
    match problem(plan) {
        Some(problem) if unreached(problem) => PlanStateView::Unreached,
        Some(_) => PlanStateView::SomeFailed,
        None => PlanStateView::Working,
    }
}

/// Why it does not go on, as far as one reason can tell.
fn problem(plan: &Plan) -> Option<&Problem> {
    plan.problem.as_ref().or_else(|| plan.steps.iter().find_map(Step::problem))
}

fn row(step: &Step) -> PlanStepRow {
    let (state, problem, request_id) = match &step.progress {
        StepProgress::Waiting => (PlanStepStateView::Waiting, None, None),
        StepProgress::Sending => (PlanStepStateView::Working, None, None),
        StepProgress::Done { request_id } => (PlanStepStateView::Done, None, request_id.clone()),
        StepProgress::WasDone => (PlanStepStateView::WasDone, None, None),
        StepProgress::Failed(problem) => {
            (PlanStepStateView::Failed, Some(ProblemView::from(problem)), problem.request_id.clone())
        }
    };
    PlanStepRow {
        text: text(step),
        state,
        problem,
        operation: step.intent.operation().to_owned(),
        request_id,
    }
}

fn text(step: &Step) -> String {
    let device = step.about.as_deref().unwrap_or("a device");
    match &step.intent {
        Intent::DeregisterAccountAssociation(_) => format!("Take {device} off the link"),
        Intent::DeleteAccountAssociation(_) => "Remove the link".to_owned(),
        Intent::DeleteManagedThing(_) => format!("Delete {device} in AWS"),
        Intent::UpdateAccountAssociation(_) => "Change name and description".to_owned(),
        Intent::UpdateManagedThing(_) => format!("Change {device}"),
        Intent::TagResource(_) => "Set tags".to_owned(),
        Intent::UntagResource(_) => "Take tags away".to_owned(),
        Intent::CreateAccountAssociation(_) => "Make a link".to_owned(),
        Intent::StartDeviceDiscovery(_) => "Search for devices".to_owned(),
        Intent::CreateManagedThing(_) => format!("Make {device}"),
        Intent::RegisterAccountAssociation(_) => format!("Register {device}"),
        Intent::StartAccountAssociationRefresh(_) => "Ask for a new sign-in page".to_owned(),
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
