//! Beginning a journey: with a link of its own, or on one that is there.

use std::sync::Arc;

use contract::{CreateAccountAssociationForm, LinkForm, ProblemView};
use onboarding::{
    AccountAssociationId, AssociationState, CreatedAccountAssociation, DescriptionLine, Intent, Journey,
    Marker, Outcome, description_text, description_word,
    journey::{Beginning, Customer, DeviceCloud, Event, Stop},
};

use crate::{
    Desk, clock,
    customer::Wanted,
    journeys::{drop_journey, item_of, not_there},
    listing,
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
        let wanted = Wanted::read(&form, self.lock().settings.job_number_only)?;
        if self.change(|state| open_what_is_there(state, &form.draft_id, &wanted, &account)) {
            return Ok(());
        }
        self.refresh_links_at(&account, &wanted.connector_destination_id).await?;
        match self.links_of_customer(&wanted) {
            OfCustomer::Waiting(id) => {
                let form = LinkForm { account_association_id: id.as_str().to_owned() };
                return self.continue_link(form, Some(&wanted)).await;
            }
            OfCustomer::Settled if !form.second_link => return Err(has_a_link()),
            OfCustomer::Settled | OfCustomer::None => {}
        }
        let device_cloud = self.device_cloud(&account, &wanted.connector_destination_id).await?;
        let line = self.new_line(wanted.job_number.as_deref());
        let beginning =
            self.beginning(&account, wanted.customer(), device_cloud, wanted.access.clone(), line);
        let begun = self.change(|state| {
            // Another call may have come between: one draft, one customer, one journey.
            if open_what_is_there(state, &form.draft_id, &wanted, &account) {
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
        let Some((journey_id, effects)) = begun else { return Ok(()) };
        for effect in effects {
            if let Err(error) = self.carry_out(&journey_id, effect).await {
                tracing::error!(%error, "the create ended early");
            }
        }
        self.refused_create(&journey_id)
    }

    /// A create whose answer was lost: looked for by its marker, and sent again
    /// with the same token when AWS lists no such link.
    pub(crate) async fn create_again(&self, journey_id: &str, journey: &Journey) -> Result<(), ProblemView> {
        let (Stop::Creating(stop), Some(line)) = (&journey.stop, &journey.line) else { return Ok(()) };
        let gateway = self.current_gateway(journey_id).ok_or_else(not_there)?;
        let listed = listing::links(gateway.as_ref(), Some(&journey.device_cloud.id)).await;
        let listed = listed.map_err(|problem| ProblemView::from(&problem))?;
        let made = listed
            .into_iter()
            .find(|item| item.description.as_deref().and_then(Marker::find).as_ref() == Some(&line.marker));
        let Some(item) = made else {
            self.happen(journey_id, Event::NoSuchLink)?;
            self.happen_and_wait(journey_id, Event::TryAgain).await?;
            return self.refused_create(journey_id);
        };
        let found = CreatedAccountAssociation {
            id: item.id,
            state: item.state,
            arn: None,
            o_auth_authorization_url: String::new(),
            request_id: None,
        };
        let intent = Intent::CreateAccountAssociation(stop.intent.clone());
        let result = Ok(Outcome::AccountAssociationCreated(found));
        self.happen(journey_id, Event::Performed { intent, result })
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

    /// What AWS lists for this customer at this device cloud.
    fn links_of_customer(&self, wanted: &Wanted) -> OfCustomer {
        let state = self.lock();
        let of_customer = state.links.items.iter().filter(|item| {
            item.connector_destination_id.as_ref() == Some(&wanted.connector_destination_id)
                && item.name.as_deref() == Some(&wanted.stored_name)
        });
        let mut found = OfCustomer::None;
        for item in of_customer {
            match item.state {
                AssociationState::InProgress => return OfCustomer::Waiting(item.id.clone()),
                AssociationState::Succeeded
                | AssociationState::RefreshTokenExpired
                | AssociationState::Unknown(_) => {
                    found = OfCustomer::Settled;
                }
                AssociationState::Failed | AssociationState::Deleting => {}
            }
        }
        found
    }

    /// Opens a journey on a link that is already there, at the stop where it stands.
    ///
    /// # Errors
    /// A problem when AWS does not tell of the link.
    pub async fn open_link(&self, form: LinkForm) -> Result<(), ProblemView> {
        self.continue_link(form, None).await
    }

    /// What was typed for the customer, if anything, goes on with the link.
    async fn continue_link(&self, form: LinkForm, typed: Option<&Wanted>) -> Result<(), ProblemView> {
        let account = self.account()?;
        let id = AccountAssociationId::parse(&form.account_association_id)
            .map_err(|invalid| ProblemView::with_input("link", &format!("This is no link: {invalid}.")))?;
        let known = self.change(|state| open_journey_of(state, &id, &account));
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
        let typed = typed.map(Wanted::customer);
        let customer = Customer {
            spelling: typed.as_ref().map_or_else(|| name.clone(), |typed| typed.spelling.clone()),
            stored_name: name,
            job_number: made.and_then(|line| line.job_number),
            owner: typed.and_then(|typed| typed.owner),
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
        let begun = self.change(|state| {
            // Another call may have opened it meanwhile.
            if open_journey_of(state, &id, &account).is_some() {
                return None;
            }
            let (journey, effects) = Journey::continue_link(beginning, &link);
            let journey_id = journey.id.clone();
            keep(state, journey, &account);
            state.open = Some(journey_id.clone());
            Some((journey_id, effects))
        });
        let Some((journey_id, effects)) = begun else { return Ok(()) };
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

/// What AWS lists for one customer at one device cloud.
enum OfCustomer {
    None,
    /// A link that waits for its sign-in: it is continued.
    Waiting(AccountAssociationId),
    /// A link that works or worked: a second one is made on purpose only.
    Settled,
}

fn has_a_link() -> ProblemView {
    ProblemView::not_possible(
        "This customer already has a link",
        "Continue that one, or say that you want a second link. Nothing was sent.",
    )
}

/// Opens the journey this draft became, or the one that waits for this customer.
fn open_what_is_there(state: &mut State, draft_id: &str, wanted: &Wanted, account: &Account) -> bool {
    let by_draft = state.drafts.get(draft_id).filter(|id| state.journeys.contains_key(*id)).cloned();
    let waits = |journey: &&Journey| {
        matches!(journey.stop, Stop::Creating(_) | Stop::AwaitingSignIn(_))
            && journey.identity == *account.identity()
            && journey.device_cloud.id == wanted.connector_destination_id
            && journey.customer.stored_name == wanted.stored_name
            && !journey_is_settled(journey)
    };
    let by_customer = || {
        let mut journeys = state.journeys.values().map(|kept| &kept.journey);
        journeys.find(waits).map(|journey| journey.id.clone())
    };
    let Some(id) = by_draft.or_else(by_customer) else { return false };
    state.open = Some(id);
    true
}

/// Opens the journey that is on this link and not done.
fn open_journey_of(state: &mut State, link: &AccountAssociationId, account: &Account) -> Option<String> {
    let is_of_link = |journey: &&Journey| {
        journey.link.as_ref() == Some(link)
            && journey.identity == *account.identity()
            && !matches!(journey.stop, Stop::Done(_))
    };
    let mut journeys = state.journeys.values().map(|kept| &kept.journey);
    let id = journeys.find(is_of_link)?.id.clone();
    state.open = Some(id.clone());
    Some(id)
}

/// Twelve random hexadecimal digits: short in every view, unique on one desk.
fn new_id() -> String {
    uuid::Uuid::new_v4().simple().to_string()[..12].to_owned()
}

fn keep(state: &mut State, journey: Journey, account: &Account) {
    let kept = Kept {
        gateway: Arc::clone(&account.gateway),
        lookout: Arc::default(),
        watched: None,
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
