//! What was unfinished goes on: as soon as the identity it belongs to is in use.

use std::sync::Arc;

use contract::{NothingForm, ProblemView};
use journal::{Change, Forget, IntentChange, Subject};
use onboarding::{Access, Identity, journey::Stop};

use crate::{
    Desk,
    desk::Shared,
    journals::is_practice,
    journeys::Next,
    remembering::{Advance, answer},
    state::{Account, State},
};

impl Desk {
    /// Gives every journey of this account's identity its account, and takes up
    /// those that had none.
    pub(crate) fn take_up_journeys(&self, account: &Arc<Account>) {
        let at = self.shared.ports.clock.now();
        let begun: Vec<(String, Next)> = self.change(|state| {
            let mut begun = Vec::new();
            for (id, kept) in &mut state.journeys {
                if kept.journey.identity != *account.identity() {
                    continue;
                }
                let is_new = kept.account.replace(Arc::clone(account)).is_none();
                if !is_new {
                    continue;
                }
                let before = kept.journey.clone();
                let policy = account.connection.address_policy();
                let (journey, effects) = before.clone().take_up(policy, at);
                let what =
                    Advance { before: Some(&before), event: None, effects: &effects, request_id: None, at };
                let written = self.shared.remember(&journey, what);
                kept.journey = journey;
                kept.rows_revision = kept.rows_revision.wrapping_add(1);
                begun.push((id.clone(), Next { effects, written }));
            }
            begun
        });
        for (id, next) in begun {
            self.carry_out_all(&id, next);
        }
    }

    /// Closes what was over when the program ended.
    pub(crate) fn close_what_is_over(&self) {
        let mut state = self.lock();
        let over: Vec<String> = state
            .journeys
            .values()
            .filter(|kept| matches!(&kept.journey.stop, Stop::Removed) || is_complete(&kept.journey.stop))
            .map(|kept| kept.journey.id.clone())
            .collect();
        for id in over {
            self.shared.drop_journey(&mut state, &id);
        }
    }

    /// Journeys of Practice wait until it is started again.
    pub(crate) fn lay_practice_down(&self) {
        self.lay_work_down(is_practice);
    }

    /// The AWS account in use is no more: what belongs to it waits for it.
    pub(crate) fn leave_account(&self) {
        let Some(left) = self.change(|state| {
            state.do_without();
            state.link_page.leave();
            state.bundle = None;
            state.device_clouds.clear();
            state.last_device_cloud = None;
            state.open = None;
            state.account.take()
        }) else {
            return;
        };
        self.lay_work_down(|identity| identity == left.identity());
    }

    fn lay_work_down(&self, is_meant: impl Fn(&Identity) -> bool) {
        let laid_down: Vec<String> = self.change(|state| {
            let meant = state.journeys.values_mut().filter(|kept| is_meant(&kept.journey.identity));
            let plans = state.plans.values_mut().filter(|kept| is_meant(&kept.plan.identity));
            plans.for_each(|kept| kept.account = None);
            let laid_down = meant.map(|kept| {
                kept.account = None;
                // Whoever still works on it is of the former generation from here on.
                kept.journey.generation += 1;
                kept.journey.id.clone()
            });
            laid_down.collect()
        });
        for id in laid_down {
            self.shared.scheduler.stop(id);
        }
    }

    /// Practice begins anew: its links, devices and journeys are forgotten.
    ///
    /// # Errors
    /// A problem when Practice is not in use or what it keeps cannot be removed.
    pub async fn start_practice_afresh(&self, _: NothingForm) -> Result<(), ProblemView> {
        let account = self.account()?;
        if !account.is_embedded_practice() {
            return Err(ProblemView::not_possible(
                "Only the app's own Practice can begin afresh",
                "Start Practice first.",
            ));
        }
        self.lay_practice_down();
        let ids: Vec<String> = self.change(|state| {
            let ids: Vec<String> = state
                .journeys
                .values()
                .filter(|kept| is_practice(&kept.journey.identity))
                .map(|kept| kept.journey.id.clone())
                .collect();
            for id in &ids {
                state.journeys.remove(id);
            }
            state.plans.retain(|_, kept| !is_practice(&kept.plan.identity));
            state.drafts.retain(|_, id| !ids.contains(id));
            state.open = state.open.take().filter(|open| !ids.contains(open));
            state.links.begin_afresh();
            ids
        });
        let everything =
            Forget { journey_ids: ids, identities: vec![account.identity().clone()], ..Forget::default() };
        if let Some(journal) = self.shared.journal(account.identity()) {
            journal.forget(&everything).await.map_err(|problem| not_erased(&problem))?;
        }
        self.shared.ports.practice.start_afresh().await.map_err(|problem| {
            ProblemView::not_possible("Practice could not begin afresh", &format!("{problem}."))
        })?;
        self.use_with(account.wanted(), None).await
    }

    /// Intents without a journey that nobody saw the end of: said once, then over.
    pub(crate) fn close_what_stood_alone(&self) {
        let Some(journals) = &self.shared.journals else { return };
        let at = self.shared.ports.clock.now();
        for open in &journals.alone {
            for journal in [&journals.live, &journals.practice] {
                let (how, request_id) = (answer(None).0, None);
                let key = open.key.clone();
                drop(journal.write(Change {
                    intents: vec![IntentChange::Answered { key, how, request_id }],
                    ..Change::of(open.journey_id.clone().map_or(Subject::Alone, Subject::Journey), at)
                }));
            }
        }
    }
}

fn is_complete(stop: &Stop) -> bool {
    matches!(stop, Stop::Done(done) if done.is_complete())
}

impl Shared {
    /// What the system tells when a sign-in settled while nobody looked at it.
    pub(crate) fn told_by_system(&self, state: &State, journey_id: &str) -> Option<(String, String)> {
        if state.window_focused && state.open.as_deref() == Some(journey_id) {
            return None;
        }
        let journey = &state.journeys.get(journey_id)?.journey;
        let (customer, device_cloud) = (&journey.customer.spelling, &journey.device_cloud.name);
        let practice = if is_practice(&journey.identity) { " (PRACTICE)" } else { "" };
        let signed_in = match journey.access {
            Access::CustomerSignsIn => "has signed in",
            Access::CompanyCredential { .. } => "is linked",
        };
        match &journey.stop {
            Stop::FindingDevices(_) => Some((
                format!("{customer} {signed_in}{practice}"),
                format!("Linkwright looks for the devices at {device_cloud}."),
            )),
            Stop::AwaitingSignIn(_) => Some((
                format!("{customer}: the sign-in did not work{practice}"),
                format!("At {device_cloud}. Open it in Linkwright to see what to do."),
            )),
            Stop::Creating(_)
            | Stop::Refreshing(_)
            | Stop::ChoosingDevices(_)
            | Stop::Registering(_)
            | Stop::Done(_)
            | Stop::Removing(_)
            | Stop::Removed => None,
        }
    }
}

pub(crate) fn not_erased(problem: &journal::WriteProblem) -> ProblemView {
    let mut view = ProblemView::not_possible(
        "Not everything could be erased",
        "Something of it may still be in the journal. Make room on the disk and try again.",
    );
    view.detail = Some(problem.to_string());
    view
}
