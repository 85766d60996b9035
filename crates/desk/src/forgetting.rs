//! 'Forget this customer': nothing of them stays on this computer.

use std::sync::Arc;

use contract::{JourneyForm, LinkForm, ProblemView};
use journal::{Forget, Subject};
use onboarding::{AccountAssociationId, Identity};

use crate::{
    Desk, beginnings::UNNAMED_LINK, existing_link::parse_link, journeys::not_there, state::State,
    taking_up::not_erased,
};

impl Desk {
    /// Erases what this computer remembers of a customer: journeys, what was
    /// sent, timeline, notes and backups. The link in AWS stays as it is.
    ///
    /// # Errors
    /// A problem when something is still on its way, or could not be erased.
    pub async fn forget_customer(&self, form: JourneyForm) -> Result<(), ProblemView> {
        let journey = {
            let state = self.lock();
            state.journeys.get(&form.journey_id).ok_or_else(not_there)?.journey.clone()
        };
        let journal = Arc::clone(self.shared.journal(&journey.identity).ok_or_else(not_there)?);
        let mut ids = match is_named(&journey) {
            true => journal
                .journeys_of(&journey.identity, &journey.customer)
                .await
                .map_err(|problem| not_erased(&problem))?,
            // A link without a name says nothing of whose the others are.
            false => Vec::new(),
        };
        let is_theirs = |other: &onboarding::Journey| {
            other.id == journey.id
                || other.identity == journey.identity
                    && is_named(&journey)
                    && (other.customer.spelling == journey.customer.spelling
                        || other.customer.stored_name == journey.customer.stored_name)
        };
        ids.extend(self.lay_down(&journey.identity, &journey.link.iter().collect::<Vec<_>>(), is_theirs)?);
        let links = journey.link.iter().map(|link| (journey.identity.clone(), link.clone())).collect();
        self.erase(&journey.identity, Forget { journey_ids: ids, links, ..Forget::default() }).await
    }

    /// Erases what this computer remembers of a link and of the customer it is
    /// for. The link in AWS stays as it is, and is listed again.
    ///
    /// # Errors
    /// As [`Desk::forget_customer`].
    pub async fn forget_link(&self, form: LinkForm) -> Result<(), ProblemView> {
        let identity = self.account()?.identity().clone();
        let link = parse_link(&form.account_association_id)?;
        let is_of_link = |journey: &onboarding::Journey| {
            journey.identity == identity && journey.link.as_ref() == Some(&link)
        };
        let ids = self.lay_down(&identity, &[&link], is_of_link)?;
        let links = vec![(identity.clone(), link)];
        self.erase(&identity, Forget { journey_ids: ids, links, ..Forget::default() }).await
    }

    /// Drops what is meant from memory, unless something of it is on its way.
    fn lay_down(
        &self,
        identity: &Identity,
        links: &[&AccountAssociationId],
        is_meant: impl Fn(&onboarding::Journey) -> bool,
    ) -> Result<Vec<String>, ProblemView> {
        self.change(|state| {
            let meant = state.journeys.values().map(|kept| &kept.journey).filter(|journey| is_meant(journey));
            let is_busy = meant.clone().any(is_on_its_way) || has_plan_at_work(state, identity, links);
            if is_busy {
                return Err(ProblemView::not_possible(
                    "Something is still on its way",
                    "Wait until it has ended, or pause it: what AWS answers would be lost.",
                ));
            }
            let ids: Vec<String> = meant.map(|journey| journey.id.clone()).collect();
            for id in &ids {
                state.journeys.remove(id);
                self.shared.scheduler.stop(id.clone());
            }
            state
                .plans
                .retain(|_, kept| kept.plan.identity != *identity || !links.contains(&&kept.plan.link));
            state.drafts.retain(|_, id| !ids.contains(id));
            state.open = state.open.take().filter(|open| !ids.contains(open));
            state.link_page.revision += 1;
            Ok(ids)
        })
    }

    async fn erase(&self, identity: &Identity, mut what: Forget) -> Result<(), ProblemView> {
        what.journey_ids.sort();
        what.journey_ids.dedup();
        let journal = Arc::clone(self.shared.journal(identity).ok_or_else(not_there)?);
        let forgotten = journal.forget(&what).await.map_err(|problem| not_erased(&problem))?;
        self.change(|state| {
            for subject in &forgotten.subjects {
                match subject {
                    Subject::Journey(id) => drop(state.journeys.remove(id)),
                    Subject::Plan(id) => drop(state.plans.remove(id)),
                    Subject::Alone => {}
                }
            }
            for (_, link) in &what.links {
                state.links.forget_memo(link);
                state.diagnosing.forget(link);
            }
        });
        if forgotten.files_left.is_empty() {
            return Ok(());
        }
        let paths: Vec<String> = forgotten.files_left.iter().map(|path| path.display().to_string()).collect();
        let mut notice = ProblemView::not_possible(
            "The customer is forgotten, but older files may still name them",
            "They were set aside when a journal was damaged or the disk was full. Delete them yourself when nothing in them is needed.",
        );
        notice.detail = Some(paths.join(", "));
        self.change(|state| state.notices.push_back(notice));
        Ok(())
    }
}

fn has_plan_at_work(state: &State, identity: &Identity, links: &[&AccountAssociationId]) -> bool {
    state.plans.values().any(|kept| {
        kept.plan.identity == *identity && links.contains(&&kept.plan.link) && kept.plan.is_at_work()
    })
}

fn is_named(journey: &onboarding::Journey) -> bool {
    let customer = &journey.customer;
    !customer.spelling.is_empty() && customer.stored_name != UNNAMED_LINK
}

fn is_on_its_way(journey: &onboarding::Journey) -> bool {
    use onboarding::journey::Stop;
    match &journey.stop {
        Stop::Creating(stop) => !stop.can_be_given_up(),
        Stop::Registering(stop) => stop.is_at_work(),
        Stop::Removing(stop) => stop.sending,
        Stop::Refreshing(stop) => stop.sending,
        Stop::AwaitingSignIn(_)
        | Stop::FindingDevices(_)
        | Stop::ChoosingDevices(_)
        | Stop::Done(_)
        | Stop::Removed => journey.renaming.is_some(),
    }
}
