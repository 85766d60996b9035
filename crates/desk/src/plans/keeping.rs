//! Plans on disk, and taken up from there; what they did is learned at once.

use std::sync::Arc;

use journal::{Change, PlanChange, Subject, Written};
use onboarding::{Intent, Timestamp, journey::Happening};
use support::Plan;

use super::NextOfPlan;
use crate::{
    Desk,
    desk::Shared,
    remembering::entry,
    state::{Account, State},
};

impl Desk {
    /// Plans of this account's identity go on where they stood.
    pub(crate) fn take_up_plans(&self, account: &Arc<Account>) {
        let at = self.shared.ports.clock.now();
        let begun: Vec<(String, NextOfPlan)> = self.change(|state| {
            let mut begun = Vec::new();
            for (id, kept) in &mut state.plans {
                if kept.plan.identity != *account.identity() {
                    continue;
                }
                let is_new = kept.account.replace(Arc::clone(account)).is_none();
                if !is_new || kept.plan.ended_at.is_some() {
                    continue;
                }
                let (plan, effects) = kept.plan.clone().take_up(at);
                kept.plan = plan;
                let written = self.shared.remember_plan(&kept.plan, Vec::new(), at);
                begun.push((id.clone(), NextOfPlan { effects, written }));
            }
            begun
        });
        for (id, next) in begun {
            self.carry_out_plan(&id, next);
        }
    }
}

impl Shared {
    pub(super) fn remember_plan(&self, plan: &Plan, told: Vec<Happening>, at: Timestamp) -> Option<Written> {
        let change = Change {
            plans: vec![PlanChange::Kept(plan.clone())],
            timeline: told.into_iter().map(|one| entry(one, at)).collect(),
            ..Change::of(Subject::Plan(plan.id.clone()), at)
        };
        Some(self.journal(&plan.identity)?.write(change))
    }

    /// Keeps what is known of links true without asking AWS again.
    pub(super) fn plan_did(&self, state: &mut State, plan: &Plan, intent: &Intent) {
        let is_current = state.account.as_ref().is_some_and(|account| *account.identity() == plan.identity);
        if !is_current {
            return;
        }
        match intent {
            Intent::DeleteAccountAssociation(id) => {
                state.links.forget(id);
                let on_link: Vec<String> = state
                    .journeys
                    .values()
                    .map(|kept| &kept.journey)
                    .filter(|journey| journey.identity == plan.identity && journey.link.as_ref() == Some(id))
                    .map(|journey| journey.id.clone())
                    .collect();
                for journey_id in on_link {
                    self.drop_journey(state, &journey_id);
                }
            }
            Intent::UpdateAccountAssociation(it) => {
                if let Some(mut item) = state.links.find(&it.account_association_id) {
                    item.name = it.name.clone().or(item.name);
                    item.description = it.description.clone().or(item.description);
                    state.links.learn(&plan.identity, item);
                }
            }
            Intent::CreateAccountAssociation(_)
            | Intent::StartDeviceDiscovery(_)
            | Intent::CreateManagedThing(_)
            | Intent::RegisterAccountAssociation(_)
            | Intent::StartAccountAssociationRefresh(_)
            | Intent::DeregisterAccountAssociation(_)
            | Intent::UpdateManagedThing(_)
            | Intent::DeleteManagedThing(_)
            | Intent::TagResource(_)
            | Intent::UntagResource(_) => {}
        }
    }
}
