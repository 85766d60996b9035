//! Beginning a journey: with a link of its own, or on one that is there.

use std::sync::Arc;

use contract::{CreateAccountAssociationForm, LinkForm, ProblemView};
use onboarding::{
    AccountAssociationId, AccountAssociationItem, AssociationState, DescriptionLine, Journey, Marker,
    description_text, description_word,
    journey::{Beginning, Customer, DeviceCloud, Stop},
};
use tokio::task::JoinHandle;

use crate::{
    Desk, clock,
    customer::Wanted,
    journeys::{drop_journey, item_of},
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
    pub async fn create_account_association(
        &self,
        form: CreateAccountAssociationForm,
    ) -> Result<(), ProblemView> {
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
            let sent: Vec<JoinHandle<()>> =
                effects.into_iter().map(|effect| self.carry_out(&id, effect)).collect();
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
                Some(Stop::Creating(creating)) => {
                    creating.problem.clone().filter(|problem| problem.nothing_was_done)
                }
                _ => None,
            };
            let Some(problem) = problem else { return Ok(()) };
            drop_journey(state, journey_id);
            Err(ProblemView::from(&problem))
        })
    }

    fn open_what_is_there(
        &self,
        form: &CreateAccountAssociationForm,
        wanted: &Wanted,
        account: &Account,
    ) -> bool {
        self.change(|state| {
            let by_draft =
                state.drafts.get(&form.draft_id).filter(|id| state.journeys.contains_key(*id)).cloned();
            let by_customer = || {
                let waits = |journey: &&Journey| {
                    matches!(journey.stop, Stop::Creating(_) | Stop::AwaitingSignIn(_))
                        && journey.identity == *account.identity()
                        && journey.device_cloud.id == wanted.connector_destination_id
                        && journey.customer.stored_name == wanted.stored_name
                        && !journey_is_settled(journey)
                };
                state
                    .journeys
                    .values()
                    .map(|kept| &kept.journey)
                    .find(waits)
                    .map(|journey| journey.id.clone())
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
        let link = account
            .gateway
            .get_account_association(&id)
            .await
            .map_err(|problem| ProblemView::from(&problem))?;
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
            tags: link
                .tags
                .iter()
                .filter_map(|(key, value)| onboarding::Tag::parse(key, value).ok())
                .collect(),
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

    fn beginning(
        &self,
        account: &Account,
        customer: Customer,
        device_cloud: DeviceCloud,
        access: onboarding::Access,
        line: DescriptionLine,
    ) -> Beginning {
        Beginning {
            id: new_id(),
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
    pub(crate) fn new_line(&self, job_number: Option<&str>) -> DescriptionLine {
        let word = |text: &str| Some(description_word(text)).filter(|word| !word.is_empty());
        DescriptionLine {
            job_number: job_number.and_then(word),
            made_on: clock::today(),
            author: word(&self.lock().settings.initials),
            marker: Marker::from_random(uuid::Uuid::new_v4().as_u128()),
        }
    }
}

/// Twelve random hexadecimal digits: short in every view, unique on one desk.
fn new_id() -> String {
    uuid::Uuid::new_v4().simple().to_string()[..12].to_owned()
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

fn journey_is_settled(journey: &Journey) -> bool {
    matches!(&journey.stop, Stop::AwaitingSignIn(stop) if stop.is_settled())
}

/// What goes into a description, within what AWS takes.
pub(crate) fn note_for_aws(note: &str) -> String {
    const LINE_MAX: usize = 200;
    description_text(note).chars().take(4096 - LINE_MAX).collect::<String>().trim_end().to_owned()
}
