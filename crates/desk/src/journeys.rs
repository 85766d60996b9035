//! Journeys: what happened goes in, what they ask for is carried out.

use std::sync::Arc;

use contract::{JourneyForm, NothingForm, ProblemView, RenameLinkForm};
use onboarding::{
    AccountAssociation, AccountAssociationItem, AccountAssociationName, AssociationState, Gateway, Intent,
    Journey, Problem, ProblemKind, UpdateAccountAssociation,
    journey::{AfterRemoval, Effect, Event, Standing, Stop},
};
use tokio::task::JoinHandle;

use crate::{Desk, clock, state::State};

impl Desk {
    /// # Errors
    /// A problem when the journey is not there any more.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn open_journey(&self, form: JourneyForm) -> Result<(), ProblemView> {
        self.change(|state| {
            if !state.journeys.contains_key(&form.journey_id) {
                return Err(not_there());
            }
            state.open = Some(form.journey_id.clone());
            Ok(())
        })?;
        self.shared.look_everywhere();
        Ok(())
    }

    /// Leaves the open journey as it is; one that is over is dropped.
    ///
    /// # Errors
    /// None; the result has the form of every intent.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn leave_journey(&self, _: NothingForm) -> Result<(), ProblemView> {
        self.change(|state| {
            let Some(id) = state.open.take() else { return };
            let is_over = match state.journeys.get(&id).map(|kept| &kept.journey.stop) {
                Some(Stop::Removed) => true,
                Some(Stop::Done(done)) => done.is_complete(),
                _ => false,
            };
            if is_over {
                drop_journey(state, &id);
            }
        });
        Ok(())
    }

    /// Removes the journey's link.
    ///
    /// # Errors
    /// A problem when the journey is not there or belongs to another identity.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn remove_link(&self, form: JourneyForm) -> Result<(), ProblemView> {
        self.mine(&form.journey_id)?;
        self.happen(&form.journey_id, Event::Remove { then: AfterRemoval::Nothing })
    }

    /// Removes the link and makes a new one for the same customer: they were
    /// not this customer's devices, or the sign-in did not work.
    ///
    /// # Errors
    /// A problem when devices are registered on the link.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn start_again(&self, form: JourneyForm) -> Result<(), ProblemView> {
        let journey = self.mine(&form.journey_id)?;
        if has_registered_devices(&journey) {
            return Err(ProblemView::not_possible(
                "Devices are registered on this link",
                "It cannot be replaced as long as devices hang on it. Nothing was changed.",
            ));
        }
        let line = self.new_line(journey.customer.job_number.as_deref());
        self.happen(&form.journey_id, Event::Remove { then: AfterRemoval::StartAgain { line } })
    }

    /// The failed step again.
    ///
    /// # Errors
    /// A problem when the journey is not there or belongs to another identity.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn try_again(&self, form: JourneyForm) -> Result<(), ProblemView> {
        self.mine(&form.journey_id)?;
        self.happen(&form.journey_id, Event::TryAgain)
    }

    /// Ends with what there is.
    ///
    /// # Errors
    /// A problem when the journey is not there.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn finish(&self, form: JourneyForm) -> Result<(), ProblemView> {
        self.happen(&form.journey_id, Event::FinishHere)
    }

    /// Corrects the link's name in place.
    ///
    /// # Errors
    /// A problem when AWS would refuse or did refuse the name.
    pub async fn rename_link(&self, form: RenameLinkForm) -> Result<(), ProblemView> {
        let journey = self.mine(&form.journey_id)?;
        let account = self.account()?;
        let name = AccountAssociationName::from_spelling(&form.customer).map_err(|invalid| {
            ProblemView::with_input("customer", &format!("The name cannot be stored: {invalid}."))
        })?;
        let Some(account_association_id) = journey.link else { return Err(not_there()) };
        let stored_name = name.as_str().to_owned();
        let intent = Intent::UpdateAccountAssociation(UpdateAccountAssociation {
            account_association_id: account_association_id.clone(),
            name: Some(stored_name.clone()),
            description: None,
        });
        account.gateway.perform(&intent).await.map_err(|problem| ProblemView::from(&problem))?;
        self.change(|state| {
            if let Some(item) = state.links.find(&account_association_id).cloned() {
                state.links.learn(AccountAssociationItem { name: Some(stored_name.clone()), ..item });
            }
        });
        self.happen(
            &form.journey_id,
            Event::Renamed { spelling: form.customer.trim().to_owned(), stored_name },
        )
    }

    /// Lets something happen to a journey and carries out what it asks for then.
    pub(crate) fn happen(&self, journey_id: &str, event: Event) -> Result<(), ProblemView> {
        let effects = self.change(|state| {
            let kept = state.journeys.get_mut(journey_id).ok_or_else(not_there)?;
            let (journey, effects) = kept.journey.clone().advance(event, clock::now());
            kept.rows_revision = kept.rows_revision.wrapping_add(1);
            kept.journey = journey;
            learn_of_link(state, journey_id);
            Ok::<_, ProblemView>(effects)
        })?;
        for effect in effects {
            self.carry_out(journey_id, effect);
        }
        Ok(())
    }

    /// Carries out one effect in a task of its own.
    pub(crate) fn carry_out(&self, journey_id: &str, effect: Effect) -> JoinHandle<()> {
        let desk = self.clone();
        let journey_id = journey_id.to_owned();
        tokio::spawn(async move {
            let Some(gateway) = desk.gateway_of(&journey_id) else { return };
            match effect {
                Effect::Perform(intent) => desk.perform(&journey_id, gateway, intent).await,
                Effect::WatchSignIn { generation, id } => {
                    desk.watch_sign_in(&journey_id, generation, id).await
                }
                Effect::WatchDiscovery { generation, id } => {
                    desk.watch_discovery(&journey_id, gateway, generation, id).await;
                }
                Effect::FindThing { device } => desk.find_thing(&journey_id, gateway, device).await,
                Effect::Confirm { generation, attempt } => {
                    desk.confirm(&journey_id, gateway, generation, attempt).await;
                }
            }
        })
    }

    async fn perform(&self, journey_id: &str, gateway: Arc<dyn Gateway>, intent: Intent) {
        let result = gateway.perform(&intent).await;
        if let Err(problem) = &result {
            tracing::warn!(
                operation = intent.operation(),
                code = problem.code,
                request = problem.request_id,
                "refused"
            );
        }
        // The journey may have been dropped meanwhile; then nobody asks any more.
        let _ = self.happen(journey_id, Event::Performed { intent, result });
    }

    /// The journey, if its identity is the active one.
    pub(crate) fn mine(&self, journey_id: &str) -> Result<Journey, ProblemView> {
        let account = self.account()?;
        let state = self.lock();
        let journey = &state.journeys.get(journey_id).ok_or_else(not_there)?.journey;
        if journey.identity == *account.identity() {
            return Ok(journey.clone());
        }
        let kind = ProblemKind::AnotherIdentity {
            account: journey.identity.account.clone(),
            region: journey.identity.region.clone(),
        };
        Err(ProblemView::from(&Problem::before_sending(kind)))
    }

    fn gateway_of(&self, journey_id: &str) -> Option<Arc<dyn Gateway>> {
        self.lock().journeys.get(journey_id).map(|kept| Arc::clone(&kept.gateway))
    }
}

pub(crate) fn not_there() -> ProblemView {
    ProblemView::not_possible("This is over", "It was finished or removed meanwhile. Go back to Home.")
}

pub(crate) fn item_of(link: &AccountAssociation) -> AccountAssociationItem {
    AccountAssociationItem {
        id: link.id.clone(),
        state: link.state.clone(),
        error_message: link.error_message.clone(),
        connector_destination_id: link.connector_destination_id.clone(),
        name: link.name.clone(),
        description: link.description.clone(),
    }
}

pub(crate) fn drop_journey(state: &mut State, journey_id: &str) {
    state.journeys.remove(journey_id);
    state.drafts.retain(|_, id| id != journey_id);
    if state.open.as_deref() == Some(journey_id) {
        state.open = None;
    }
}

/// Keeps the list of links true without asking AWS again.
fn learn_of_link(state: &mut State, journey_id: &str) {
    let Some(kept) = state.journeys.get(journey_id) else { return };
    let journey = &kept.journey;
    let link_state = match &journey.stop {
        Stop::Creating(_) | Stop::Removed => return,
        Stop::Removing(removing) => {
            let id = removing.id.clone();
            state.links.forget(&id);
            return;
        }
        Stop::AwaitingSignIn(stop) => stop.state.clone(),
        Stop::FindingDevices(_) | Stop::ChoosingDevices(_) | Stop::Registering(_) | Stop::Done(_) => {
            AssociationState::Succeeded
        }
    };
    let Some(id) = journey.link.clone() else { return };
    let description = journey.line.as_ref().map(|line| line.after(&journey.customer.note));
    let known = state.links.find(&id).cloned();
    state.links.learn(AccountAssociationItem {
        description: known.as_ref().map_or(description, |item| item.description.clone()),
        error_message: known.and_then(|item| item.error_message),
        name: Some(journey.customer.stored_name.clone()),
        connector_destination_id: Some(journey.device_cloud.id.clone()),
        state: link_state,
        id,
    });
}

fn has_registered_devices(journey: &Journey) -> bool {
    let rows = match &journey.stop {
        Stop::ChoosingDevices(stop) => &stop.rows,
        Stop::Registering(stop) => &stop.rows,
        Stop::Done(stop) => &stop.rows,
        Stop::Creating(_)
        | Stop::AwaitingSignIn(_)
        | Stop::FindingDevices(_)
        | Stop::Removing(_)
        | Stop::Removed => return false,
    };
    rows.iter().any(|row| matches!(row.standing, Standing::OnThisLink(_)) || row.is_registered())
}
