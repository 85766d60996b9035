//! 'Forget this customer': nothing of them stays on this computer.

use std::sync::Arc;

use contract::{JourneyForm, ProblemView};

use crate::{Desk, beginnings::UNNAMED_LINK, journeys::not_there, taking_up::not_erased};

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
        let of_customer: Vec<String> = {
            let state = self.lock();
            let same = state.journeys.values().map(|kept| &kept.journey).filter(|other| {
                other.id == journey.id
                    || other.identity == journey.identity
                        && is_named(&journey)
                        && (other.customer.spelling == journey.customer.spelling
                            || other.customer.stored_name == journey.customer.stored_name)
            });
            if same.clone().any(is_on_its_way) {
                return Err(ProblemView::not_possible(
                    "Something is still on its way",
                    "Wait until it has ended, or pause it: what AWS answers would be lost.",
                ));
            }
            same.map(|other| other.id.clone()).collect()
        };
        self.change(|state| {
            for id in &of_customer {
                state.journeys.remove(id);
                self.shared.scheduler.stop(id.clone());
            }
            state.drafts.retain(|_, id| !of_customer.contains(id));
            state.open = state.open.take().filter(|open| !of_customer.contains(open));
        });
        ids.extend(of_customer);
        ids.sort();
        ids.dedup();
        let forgotten = journal.forget(&ids).await.map_err(|problem| not_erased(&problem))?;
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
        Stop::AwaitingSignIn(_)
        | Stop::FindingDevices(_)
        | Stop::ChoosingDevices(_)
        | Stop::Done(_)
        | Stop::Removed => journey.renaming.is_some(),
    }
}
