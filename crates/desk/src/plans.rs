//! Work of several steps on links: begun, carried out, taken up, shown.
//!
//! A plan is on disk, with every step as it stands, before a step leaves.

mod editing;
mod keeping;
mod showing;
mod unlinking;

pub(crate) use showing::{lines, plan_view, unfinished};

use std::sync::Arc;

use contract::{PlanForm, ProblemView};
use journal::Written;
use onboarding::{
    AccountAssociationId, Gateway, Intent, ManagedThingId, Problem, fit_to_show,
    journey::{Happening, What},
};
use support::{Plan, PlanEffect, PlanEvent, PlanKind, Step, happening};

use crate::{
    Desk,
    beginnings::new_id,
    desk::Shared,
    existing_link::things_one_by_one,
    journeys::{before_retry, not_written_down},
    listing,
    state::{Account, State},
};

/// A plan and the account it works under; `None` until its identity is in use.
pub(crate) struct KeptPlan {
    pub(crate) plan: Plan,
    pub(crate) account: Option<Arc<Account>>,
}

/// What a plan asks for next, and when what led there is on disk.
pub(crate) struct NextOfPlan {
    effects: Vec<PlanEffect>,
    written: Option<Written>,
}

impl Desk {
    /// Nothing further is begun until [`Desk::continue_plan`]; what was sent ends.
    ///
    /// # Errors
    /// A problem when the work is not there or belongs to another identity.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn pause_plan(&self, form: PlanForm) -> Result<(), ProblemView> {
        self.happens_to_mine(&form, PlanEvent::Pause)
    }

    /// # Errors
    /// As [`Desk::pause_plan`].
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn continue_plan(&self, form: PlanForm) -> Result<(), ProblemView> {
        self.happens_to_mine(&form, PlanEvent::GoOn)
    }

    /// What failed again.
    ///
    /// # Errors
    /// As [`Desk::pause_plan`].
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn retry_plan(&self, form: PlanForm) -> Result<(), ProblemView> {
        self.happens_to_mine(&form, PlanEvent::TryAgain)
    }

    /// Ends it with what is done.
    ///
    /// # Errors
    /// A problem while something is on its way, and as [`Desk::pause_plan`].
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn stop_plan(&self, form: PlanForm) -> Result<(), ProblemView> {
        self.happens_to_mine(&form, PlanEvent::Stop)?;
        let is_over = self.lock().plans.get(&form.plan_id).is_none_or(|kept| kept.plan.ended_at.is_some());
        if is_over {
            return Ok(());
        }
        Err(ProblemView::not_possible(
            "A step is on its way",
            "Pause it first and wait a moment: what AWS answers would be lost.",
        ))
    }

    /// Takes an ended plan off the screen; the record of what was done stays.
    ///
    /// # Errors
    /// None; one that is not over stays.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn dismiss_plan(&self, form: PlanForm) -> Result<(), ProblemView> {
        self.change(|state| {
            let is_over = state.plans.get(&form.plan_id).is_some_and(|kept| kept.plan.ended_at.is_some());
            if is_over {
                state.plans.remove(&form.plan_id);
                state.link_page.revision += 1;
            }
        });
        Ok(())
    }

    fn happens_to_mine(&self, form: &PlanForm, event: PlanEvent) -> Result<(), ProblemView> {
        let account = self.account()?;
        {
            let state = self.lock();
            let kept = state.plans.get(&form.plan_id).ok_or_else(not_there)?;
            if kept.plan.identity != *account.identity() {
                return Err(crate::journeys::another_identity(&kept.plan.identity));
            }
        }
        self.plan_happens(&form.plan_id, event);
        Ok(())
    }

    /// Begins work on a link. While something unfinished is on it, nothing else is.
    pub(crate) fn begin_plan(
        &self,
        account: &Arc<Account>,
        link: (AccountAssociationId, String),
        kind: PlanKind,
        steps: Vec<Step>,
    ) -> Result<String, ProblemView> {
        let begun = self.change(|state| {
            let is_busy = state.plans.values().any(|kept| {
                kept.plan.link == link.0
                    && kept.plan.identity == *account.identity()
                    && kept.plan.ended_at.is_none()
            });
            if is_busy {
                return None;
            }
            Some(self.shared.begin_plan(state, account, link, kind, steps))
        });
        let Some((id, next)) = begun else {
            return Err(ProblemView::not_possible(
                "Other work on this link is not finished",
                "It is shown on the link's page: go on with it or stop it first. Nothing was changed.",
            ));
        };
        self.carry_out_plan(&id, next);
        Ok(id)
    }

    /// Begins work and waits until it has ended or needs somebody.
    ///
    /// # Errors
    /// Why a step failed; what of it was not done is over then.
    pub(crate) async fn perform_plan(
        &self,
        account: &Arc<Account>,
        link: (AccountAssociationId, String),
        kind: PlanKind,
        steps: Vec<Step>,
    ) -> Result<(), ProblemView> {
        if steps.is_empty() {
            return Ok(());
        }
        let mut views = self.subscribe();
        let id = self.begin_plan(account, link, kind, steps)?;
        loop {
            let plan = self.lock().plans.get(&id).map(|kept| kept.plan.clone());
            // Somebody forgot it meanwhile.
            let Some(plan) = plan else { return Ok(()) };
            let rests = Some(plan).filter(|plan| !plan.is_sending());
            if let Some(plan) = rests {
                let failed = plan.steps.iter().find_map(Step::problem).cloned();
                self.plan_happens(&id, PlanEvent::Stop);
                self.change(|state| state.plans.remove(&id));
                return failed.map_or(Ok(()), |problem| Err(ProblemView::from(&problem)));
            }
            if views.changed().await.is_err() {
                return Ok(());
            }
        }
    }

    /// Lets something happen to a plan and carries out what it asks for then.
    pub(crate) fn plan_happens(&self, plan_id: &str, event: PlanEvent) {
        let at = self.shared.ports.clock.now();
        let next = self.change(|state| {
            let kept = state.plans.get_mut(plan_id)?;
            let told = told(&kept.plan, &event);
            let answered = answered(&event);
            let (plan, effects) = kept.plan.clone().advance(event, at);
            kept.plan = plan;
            let done = answered.and_then(|step| done(&kept.plan, step));
            let written = self.shared.remember_plan(&kept.plan, told, at);
            let plan = kept.plan.clone();
            state.link_page.revision += 1;
            if let Some(intent) = done {
                self.shared.plan_did(state, &plan, &intent);
            }
            Some((NextOfPlan { effects, written }, plan))
        });
        let Some((next, plan)) = next else { return };
        self.carry_out_plan(plan_id, next);
        if plan.ended_at.is_some() {
            self.look_at_link_again(&plan.link);
        }
    }

    pub(crate) fn carry_out_plan(&self, plan_id: &str, next: NextOfPlan) {
        let NextOfPlan { effects, written } = next;
        for effect in effects {
            let (desk, plan_id, written) = (self.clone(), plan_id.to_owned(), written.clone());
            tokio::spawn(async move {
                let event = match effect {
                    PlanEffect::Perform { step, intent } => {
                        let Some(result) = desk.perform_step(&plan_id, &intent, written).await else {
                            return;
                        };
                        PlanEvent::Answered { step, result }
                    }
                    PlanEffect::ListRegistered => {
                        let Some(registered) = desk.registered_for(&plan_id).await else { return };
                        PlanEvent::Listed { registered }
                    }
                    PlanEffect::RetryLater { attempt } => {
                        tokio::time::sleep(before_retry(attempt)).await;
                        PlanEvent::RetryUnreached { attempt }
                    }
                };
                desk.plan_happens(&plan_id, event);
            });
        }
    }

    async fn perform_step(
        &self,
        plan_id: &str,
        intent: &Intent,
        written: Option<Written>,
    ) -> Option<Result<onboarding::Performed, Problem>> {
        let account = self.account_of_plan(plan_id)?;
        let on_disk = match written {
            Some(written) => written.on_disk().await,
            None => Ok(()),
        };
        let answered = match on_disk {
            Ok(()) => account.gateway().perform(intent).await,
            Err(why) => Err(not_written_down(intent, &why)),
        };
        Some(answered)
    }

    async fn registered_for(
        &self,
        plan_id: &str,
    ) -> Option<Result<Vec<(ManagedThingId, Option<String>)>, Problem>> {
        let account = self.account_of_plan(plan_id)?;
        let link = self.lock().plans.get(plan_id)?.plan.link.clone();
        Some(registered_with_names(&account.gateway(), &link).await)
    }

    fn account_of_plan(&self, plan_id: &str) -> Option<Arc<Account>> {
        self.lock().plans.get(plan_id)?.account.clone()
    }
}

impl Shared {
    pub(crate) fn begin_plan(
        &self,
        state: &mut State,
        account: &Arc<Account>,
        link: (AccountAssociationId, String),
        kind: PlanKind,
        steps: Vec<Step>,
    ) -> (String, NextOfPlan) {
        let at = self.ports.clock.now();
        let id = new_id(self.ports.chance.bits());
        let (plan, effects) = Plan::begin(id.clone(), account.identity().clone(), link, kind, steps, at);
        let begun =
            Happening { detail: Some(plan.steps.len().to_string()), ..Happening::of(What::PlanBegun) };
        let written = self.remember_plan(&plan, vec![begun], at);
        state.plans.insert(id.clone(), KeptPlan { plan, account: Some(Arc::clone(account)) });
        state.link_page.revision += 1;
        (id, NextOfPlan { effects, written })
    }
}

/// The devices on a link and what they are called.
pub(crate) async fn registered_with_names(
    gateway: &Arc<dyn Gateway>,
    link: &AccountAssociationId,
) -> Result<Vec<(ManagedThingId, Option<String>)>, Problem> {
    /// More are counted and not named.
    const NAMED: usize = 60;
    let registered = listing::registrations_of(gateway.as_ref(), link).await?;
    let registered: Vec<ManagedThingId> = registered.into_iter().map(|row| row.managed_thing_id).collect();
    let named = registered.len().min(NAMED);
    // A name that cannot be had costs no device.
    let things = things_one_by_one(gateway, &registered[..named]).await.unwrap_or_default();
    let name_of = |id: &ManagedThingId| {
        things.iter().find(|thing| thing.id == *id)?.name.as_deref().and_then(fit_to_show)
    };
    Ok(registered.into_iter().map(|id| (id.clone(), name_of(&id))).collect())
}

fn told(plan: &Plan, event: &PlanEvent) -> Vec<Happening> {
    match event {
        // Tries that reach nobody go on for as long as the network is away.
        PlanEvent::Answered { result: Err(problem), .. }
            if problem.goes_on_by_itself() && plan.unreached > 0 =>
        {
            Vec::new()
        }
        PlanEvent::Answered { step, result } => {
            plan.steps.get(*step).map(|step| happening(step, result)).into_iter().collect()
        }
        PlanEvent::Pause => vec![Happening::of(What::PlanPaused)],
        PlanEvent::GoOn => vec![Happening::of(What::PlanWentOn)],
        PlanEvent::Listed { .. }
        | PlanEvent::RetryUnreached { .. }
        | PlanEvent::TryAgain
        | PlanEvent::Stop => Vec::new(),
    }
}

fn answered(event: &PlanEvent) -> Option<usize> {
    match event {
        PlanEvent::Answered { step, .. } => Some(*step),
        PlanEvent::Listed { .. }
        | PlanEvent::RetryUnreached { .. }
        | PlanEvent::Pause
        | PlanEvent::GoOn
        | PlanEvent::TryAgain
        | PlanEvent::Stop => None,
    }
}

/// What is so at AWS after this step, whoever did it.
fn done(plan: &Plan, step: usize) -> Option<Intent> {
    plan.steps.get(step).filter(|step| step.is_done()).map(|step| step.intent.clone())
}

fn not_there() -> ProblemView {
    ProblemView::not_possible("This work is not there any more", "It has ended. Look at the link again.")
}
