//! Beginning a journey with a link of its own.

use std::{sync::Arc, time::Duration};

use contract::{CreateAccountAssociationForm, ProblemView};
use onboarding::{
    AccountAssociationId, AccountAssociationItem, AssociationState, DescriptionLine, Journey, Marker,
    Problem, description_text, description_word,
    journey::{Beginning, Customer, DeviceCloud, Effect, Event, Stop},
};

use crate::{
    Desk, clock,
    customer::{Naming, Wanted},
    existing_link::AtLink,
    journeys::Next,
    listing,
    remembering::Advance,
    state::{Account, Kept, State},
};

/// What stands for the name of a link that has none.
pub(crate) const UNNAMED_LINK: &str = "Unnamed link";
/// A fresh link may be missing from a list for a while.
const BETWEEN_SEARCHES: Duration = Duration::from_secs(60);

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
        let account = self.account_to_change()?;
        let wanted = Wanted::read(&form, &Naming::of(&self.lock().settings))?;
        if self.change(|state| open_what_is_there(state, &form.draft_id, &wanted, &account)) {
            return Ok(());
        }
        self.refresh_links_at(&account, &wanted.connector_destination_id).await?;
        match self.links_of_customer(&wanted) {
            OfCustomer::Waiting(id) => {
                return self.at_link(id.as_str(), AtLink::GoOn(Some(&wanted))).await;
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
            let next = self.keep(state, journey, effects, &account);
            state.open = Some(id.clone());
            Some((id, next))
        });
        let Some((journey_id, next)) = begun else { return Ok(()) };
        self.shared.scheduler.on_screen(Some(journey_id.clone()));
        for task in self.carry_out_all(&journey_id, next) {
            if let Err(error) = task.await {
                tracing::error!(panicked = error.is_panic(), "the create ended early");
            }
        }
        self.refused_create(&journey_id)
    }

    /// Looks for a link under the journey's marker and tells the journey.
    pub(crate) async fn find_link(&self, journey_id: &str, generation: u32, attempt: u32) -> Option<Problem> {
        if attempt > 1 {
            tokio::time::sleep(BETWEEN_SEARCHES).await;
        }
        let gateway = self.gateway_of(journey_id)?;
        let (device_cloud, marker) = {
            let state = self.lock();
            let journey = &state.journeys.get(journey_id)?.journey;
            (journey.device_cloud.id.clone(), journey.line.as_ref()?.marker.clone())
        };
        let listed = listing::links(gateway.as_ref(), Some(&device_cloud)).await;
        let is_it = |item: &AccountAssociationItem| {
            item.description.as_deref().and_then(Marker::find).as_ref() == Some(&marker)
        };
        let found = listed.map(|items| items.into_iter().find(is_it));
        let refused = found.as_ref().err().cloned();
        // The journey may have been dropped meanwhile; then nobody asks any more.
        let then = self.happen_and_wait(journey_id, Event::LinkSought { generation, found }).await;
        refused.or_else(|| then.ok().and_then(|refused| refused.into_iter().next()))
    }

    /// Ends a journey whose link surely was not made, and says why.
    pub(crate) fn refused_create(&self, journey_id: &str) -> Result<(), ProblemView> {
        self.change(|state| {
            let problem = match state.journeys.get(journey_id).map(|kept| &kept.journey.stop) {
                Some(Stop::Creating(creating)) => {
                    // What reached nobody goes on by itself.
                    let ends = |problem: &Problem| problem.nothing_was_done && !creating.is_unreached();
                    creating.problem.clone().filter(ends)
                }
                _ => None,
            };
            let Some(problem) = problem else { return Ok(()) };
            self.shared.drop_journey(state, journey_id);
            Err(ProblemView::from(&problem))
        })
    }

    /// What AWS lists for this customer at this device cloud.
    fn links_of_customer(&self, wanted: &Wanted) -> OfCustomer {
        let named = self.links_named(wanted.connector_destination_id.as_str(), &wanted.stored_name);
        let of_customer = named.iter().filter(|item| item.name.as_deref() == Some(&wanted.stored_name));
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

    /// Keeps a journey that begins, in memory and on disk.
    pub(crate) fn keep(
        &self,
        state: &mut State,
        journey: Journey,
        effects: Vec<Effect>,
        account: &Arc<Account>,
    ) -> Next {
        let at = journey.started_at;
        let what = Advance { before: None, event: None, effects: &effects, request_id: None, at };
        let written = self.shared.remember(&journey, what);
        state.journeys.insert(journey.id.clone(), Kept::new(journey, Some(Arc::clone(account))));
        Next { effects, written }
    }

    pub(crate) fn beginning(
        &self,
        account: &Account,
        customer: Customer,
        device_cloud: DeviceCloud,
        access: onboarding::Access,
        line: DescriptionLine,
    ) -> Beginning {
        Beginning {
            id: new_id(self.shared.ports.chance.bits()),
            identity: account.identity().clone(),
            address_policy: account.connection.address_policy(),
            customer,
            device_cloud,
            access,
            line,
            at: self.shared.ports.clock.now(),
        }
    }

    /// A line of our own for the description of a new link.
    pub(crate) fn new_line(&self, job_number: Option<&str>) -> DescriptionLine {
        let word = |text: &str| Some(description_word(text)).filter(|word| !word.is_empty());
        DescriptionLine {
            job_number: job_number.and_then(word),
            made_on: clock::day(self.shared.ports.clock.now()),
            author: word(&self.lock().settings.initials),
            marker: Marker::from_random(self.shared.ports.chance.bits()),
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

/// Twelve random hexadecimal digits: short in every view, unique on one desk.
pub(crate) fn new_id(bits: u128) -> String {
    uuid::Uuid::from_u128(bits).simple().to_string()[..12].to_owned()
}

fn journey_is_settled(journey: &Journey) -> bool {
    matches!(&journey.stop, Stop::AwaitingSignIn(stop) if stop.is_settled())
}

/// What goes into a description, within what AWS takes.
pub(crate) fn note_for_aws(note: &str) -> String {
    const LINE_MAX: usize = 200;
    description_text(note).chars().take(4096 - LINE_MAX).collect::<String>().trim_end().to_owned()
}
