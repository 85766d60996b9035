//! The links of the AWS account in use: remembered, refreshed, searched, counted
//! and saved. What is done to a link never lives here.

mod by_device;
mod counts;
mod export;
mod folding;
mod index;
mod known;
mod link;
mod loading;
mod memo;
mod order;
mod page;
mod query;
#[cfg(test)]
mod sample;
mod writing_memos;

use contract::{LinkStateView, LinksPage, ListLinksForm, ProblemView};
use onboarding::{AccountAssociation, AccountAssociationItem, AssociationState, Journey, journey::Stop};

use self::page::List;
pub(crate) use self::{known::Links, link::Link};
use crate::{Desk, beginnings::UNNAMED_LINK, state::State};

/// Lists of more links are searched on another thread.
const SHORT_LIST: usize = 2_000;

impl Desk {
    /// Links that fit, in the order asked for. The list is loaded in the
    /// background; the view's revision says when it changed.
    ///
    /// # Errors
    /// A problem when no AWS account is in use and none was used before.
    pub async fn list_account_associations(&self, form: ListLinksForm) -> Result<LinksPage, ProblemView> {
        if self.lock().remembered().is_none() {
            self.account()?;
        }
        self.refresh_links_if_stale();
        self.with_list(move |list| list.page(&form)).await
    }

    /// Looks at the list as it is at this moment, holding nobody up.
    async fn with_list<T: Send + 'static>(
        &self,
        look: impl FnOnce(&List) -> T + Send + 'static,
    ) -> Result<T, ProblemView> {
        let list = List::of(&self.lock(), self.shared.ports.clock.now());
        if list.len() <= SHORT_LIST {
            return Ok(look(&list));
        }
        tokio::task::spawn_blocking(move || look(&list)).await.map_err(|error| {
            tracing::error!(panicked = error.is_panic(), "a search ended early");
            ProblemView::not_possible("The links could not be searched", "Try again.")
        })
    }
}

pub(crate) fn state_view(state: &AssociationState) -> LinkStateView {
    match state {
        AssociationState::InProgress => LinkStateView::WaitingForSignIn,
        AssociationState::Failed => LinkStateView::SignInFailed,
        AssociationState::Succeeded => LinkStateView::SignedIn,
        AssociationState::Deleting => LinkStateView::BeingRemoved,
        AssociationState::RefreshTokenExpired => LinkStateView::NeedsNewSignIn,
        AssociationState::Unknown(_) => LinkStateView::Unknown,
    }
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

/// Keeps the list of links true without asking AWS again: a link that was made
/// or renamed just now, or that is gone. What was seen of it is learned by
/// whoever looked.
pub(crate) fn learn_of_link(state: &mut State, journey_id: &str, before: &Journey) {
    let Some(kept) = state.journeys.get(journey_id) else { return };
    let journey = &kept.journey;
    let (Some(id), identity) = (journey.link.clone(), journey.identity.clone()) else { return };
    if !state.links.is_of(&identity) {
        return;
    }
    let link_state = match &journey.stop {
        Stop::Creating(_) | Stop::Refreshing(_) | Stop::Removing(_) | Stop::Removed => return,
        Stop::AwaitingSignIn(stop) if stop.gone => return state.links.forget(&id),
        Stop::AwaitingSignIn(stop) => stop.state.clone(),
        Stop::FindingDevices(_) | Stop::ChoosingDevices(_) | Stop::Registering(_) | Stop::Done(_) => {
            AssociationState::Succeeded
        }
    };
    let stored_name = journey.customer.stored_name.clone();
    match state.links.find(&id) {
        Some(known) if before.customer.stored_name != stored_name => {
            let renamed = AccountAssociationItem { name: Some(stored_name), ..known };
            state.links.learn(&identity, renamed);
        }
        Some(_) => {}
        None => {
            let made = AccountAssociationItem {
                description: journey.line.as_ref().map(|line| line.after(&journey.customer.note)),
                error_message: None,
                name: Some(stored_name).filter(|name| name != UNNAMED_LINK),
                connector_destination_id: Some(journey.device_cloud.id.clone()),
                state: link_state,
                id,
            };
            state.links.learn(&identity, made);
        }
    }
}
