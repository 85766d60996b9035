//! Journeys: what happened goes in, what they ask for is carried out.

use std::sync::Arc;

use contract::{
    CreateAccountAssociationForm, JourneyForm, LinkForm, NothingForm, ProblemView, RenameLinkForm,
};
use onboarding::{
    AccountAssociation, AccountAssociationId, AccountAssociationItem, AccountAssociationName, AssociationState,
    DescriptionLine, Gateway, Intent, Journey, Marker, Problem, ProblemKind, UpdateAccountAssociation,
    description_text, description_word,
    journey::{AfterRemoval, Beginning, Customer, DeviceCloud, Effect, Event, Standing, Stop},
};
use tokio::task::JoinHandle;

use crate::{
    Desk, clock,
    customer::Wanted,
    state::{Account, Kept, State},
};

impl Desk {
    /// `CreateAccountAssociation`: makes a link and begins its journey.
    ///
    /// A draft that was sent before, or a customer whose link still waits,
    /// opens the journey that is there.
    ///
    /// # Errors
    /// A problem when a field would be refused, or when AWS refused the link
    /// and surely made none. When that is unclear the journey stays and shows it.
    pub async fn create_account_association(&self, form: CreateAccountAssociationForm) -> Result<(), ProblemView> {
        let account = self.account()?;
        let wanted = Wanted::read(&form)?;
        if self.open_what_is_there(&form, &wanted, &account) {
            return Ok(());
        }
        if let Some(id) = self.waiting_link_elsewhere(&wanted, &account) {
            return self.open_link(LinkForm { account_association_id: id.as_str().to_owned() }).await;
        }
        let device_cloud = self.device_cloud(&account, &wanted.connector_destination_id).await?;
        let line = self.new_line(wanted.job_number.as_deref());
        let beginning = self.beginning(&account, wanted.customer(), device_cloud, wanted.access, line);
        let (journey_id, sent) = {
            let begun = self.change(|state| {
                // Another call may have come between: only one draft makes one journey.
                if let Some(id) = state.drafts.get(&form.draft_id) {
                    state.open = Some(id.clone());
                    return None;
                }
                let (journey, effects) = Journey::begin(beginning);
                let id = journey.id.clone();
                state.drafts.insert(form.draft_id.clone(), id.clone());
                state.last_device_cloud = Some(journey.device_cloud.id.as_str().to_owned());
                keep(state, journey, &account);
                state.open = Some(id.clone());
                Some((id, effects))
            });
            let Some((id, effects)) = begun else { return Ok(()) };
            let sent: Vec<JoinHandle<()>> = effects.into_iter().map(|effect| self.carry_out(&id, effect)).collect();
            (id, sent)
        };
        for task in sent {
            if let Err(error) = task.await {
                tracing::error!(%error, "the create ended early");
            }
        }
        self.refused_create(&journey_id)
    }

    /// Ends a journey whose link surely was not made, and says why.
    fn refused_create(&self, journey_id: &str) -> Result<(), ProblemView> {
        self.change(|state| {
            let problem = match state.journeys.get(journey_id).map(|kept| &kept.journey.stop) {
                Some(Stop::Creating(creating)) => creating.problem.clone().filter(|problem| problem.nothing_was_done),
                _ => None,
            };
            let Some(problem) = problem else { return Ok(()) };
            drop_journey(state, journey_id);
            Err(ProblemView::from(&problem))
        })
    }

    fn open_what_is_there(&self, form: &CreateAccountAssociationForm, wanted: &Wanted, account: &Account) -> bool {
        self.change(|state| {
            let by_draft = state.drafts.get(&form.draft_id).filter(|id| state.journeys.contains_key(*id)).cloned();
            let by_customer = || {
                let waits = |journey: &&Journey| {
                    matches!(journey.stop, Stop::Creating(_) | Stop::AwaitingSignIn(_))
                        && journey.identity == *account.identity()
                        && journey.device_cloud.id == wanted.connector_destination_id
                        && journey.customer.stored_name == wanted.stored_name
                        && !journey_is_settled(journey)
                };
                state.journeys.values().map(|kept| &kept.journey).find(waits).map(|journey| journey.id.clone())
            };
            let Some(id) = by_draft.or_else(by_customer) else { return false };
            state.open = Some(id);
            true
        })
    }

    /// A link another desk made for this customer, still waiting.
    fn waiting_link_elsewhere(&self, wanted: &Wanted, _account: &Account) -> Option<AccountAssociationId> {
        let state = self.lock();
        let waits = |item: &&AccountAssociationItem| {
            item.state == AssociationState::InProgress
                && item.connector_destination_id.as_ref() == Some(&wanted.connector_destination_id)
                && item.name.as_deref() == Some(&wanted.stored_name)
        };
        state.links.items.iter().find(waits).map(|item| item.id.clone())
    }

    /// Opens a journey on a link that is already there, at the stop where it stands.
    ///
    /// # Errors
    /// A problem when AWS does not tell of the link.
    pub async fn open_link(&self, form: LinkForm) -> Result<(), ProblemView> {
        let account = self.account()?;
        let id = AccountAssociationId::parse(&form.account_association_id)
            .map_err(|invalid| ProblemView::with_input("link", &format!("This is no link: {invalid}.")))?;
        let known = self.change(|state| {
            let of_link = |kept: &&Kept| {
                kept.journey.link.as_ref() == Some(&id)
                    && kept.journey.identity == *account.identity()
                    && !matches!(kept.journey.stop, Stop::Done(_))
            };
            let known = state.journeys.values().find(of_link).map(|kept| kept.journey.id.clone());
            state.open = known.clone().or_else(|| state.open.clone());
            known
        });
        if let Some(journey_id) = known {
            return self.look_now(&journey_id);
        }
        let link = account.gateway.get_account_association(&id).await.map_err(|problem| ProblemView::from(&problem))?;
        self.change(|state| state.links.learn(item_of(&link)));
        let device_cloud = match &link.connector_destination_id {
            Some(id) => self.device_cloud(&account, id).await?,
            None => {
                return Err(ProblemView::not_possible(
                    "This link has no device cloud",
                    "AWS does not say which device cloud it leads to, so no devices can be found.",
                ));
            }
        };
        let description = link.description.clone().unwrap_or_default();
        let (note, made) = DescriptionLine::split(&description);
        let name = link.name.clone().unwrap_or_else(|| "Unnamed link".to_owned());
        let customer = Customer {
            spelling: name.clone(),
            stored_name: name,
            job_number: made.and_then(|line| line.job_number),
            owner: None,
            note: note.to_owned(),
            tags: link.tags.iter().filter_map(|(key, value)| onboarding::Tag::parse(key, value).ok()).collect(),
        };
        let line = self.new_line(customer.job_number.as_deref());
        let access = onboarding::Access::CustomerSignsIn;
        let beginning = self.beginning(&account, customer, device_cloud, access, line);
        let (journey_id, effects) = self.change(|state| {
            let (journey, effects) = Journey::continue_link(beginning, &link);
            let journey_id = journey.id.clone();
            keep(state, journey, &account);
            state.open = Some(journey_id.clone());
            (journey_id, effects)
        });
        for effect in effects {
            self.carry_out(&journey_id, effect);
        }
        Ok(())
    }

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
        let name = AccountAssociationName::from_spelling(&form.customer)
            .map_err(|invalid| ProblemView::with_input("customer", &format!("The name cannot be stored: {invalid}.")))?;
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
        self.happen(&form.journey_id, Event::Renamed { spelling: form.customer.trim().to_owned(), stored_name })
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
                Effect::WatchSignIn { generation, id } => desk.watch_sign_in(&journey_id, generation, id).await,
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
            tracing::warn!(operation = intent.operation(), code = problem.code, request = problem.request_id, "refused");
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

    fn beginning(
        &self,
        account: &Account,
        customer: Customer,
        device_cloud: DeviceCloud,
        access: onboarding::Access,
        line: DescriptionLine,
    ) -> Beginning {
        Beginning {
            id: uuid::Uuid::new_v4().to_string(),
            identity: account.identity().clone(),
            address_policy: account.connection.address_policy(),
            customer,
            device_cloud,
            access,
            line,
            at: clock::now(),
        }
    }

    /// A line of our own for the description of a new link.
    fn new_line(&self, job_number: Option<&str>) -> DescriptionLine {
        let word = |text: &str| Some(description_word(text)).filter(|word| !word.is_empty());
        DescriptionLine {
            job_number: job_number.and_then(word),
            made_on: clock::today(),
            author: word(&self.lock().settings.initials),
            marker: Marker::from_random(uuid::Uuid::new_v4().as_u128()),
        }
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

fn keep(state: &mut State, journey: Journey, account: &Account) {
    let kept = Kept {
        gateway: Arc::clone(&account.gateway),
        lookout: Arc::default(),
        watched: false,
        checking: false,
        rows_revision: 0,
        things: Vec::new(),
        journey,
    };
    state.journeys.insert(kept.journey.id.clone(), kept);
}

fn drop_journey(state: &mut State, journey_id: &str) {
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

fn journey_is_settled(journey: &Journey) -> bool {
    matches!(&journey.stop, Stop::AwaitingSignIn(stop) if stop.is_settled())
}

/// What goes into a description, within what AWS takes.
pub(crate) fn note_for_aws(note: &str) -> String {
    const LINE_MAX: usize = 200;
    description_text(note).chars().take(4096 - LINE_MAX).collect::<String>().trim_end().to_owned()
}
