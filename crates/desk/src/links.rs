//! The links of the AWS account in use.

use std::time::Duration;

use contract::{LinkRow, LinkStateView, LinksPage, ListLinksForm, ProblemView};
use onboarding::{
    AccountAssociation, AccountAssociationItem, AssociationState, ConnectorDestinationId, DescriptionLine,
    ProblemKind, journey::Stop,
};
use tokio::time::Instant;
use watching::{Pace, Urgency};

use crate::{
    Desk, listing,
    state::{Account, State},
};

/// Rows of one page to the window.
const PAGE: usize = 200;
/// A list younger than this is not asked for again.
const FRESH: Duration = Duration::from_secs(10);
/// The same when somebody comes back to the window: a whole list may be many pages.
const FRESH_ON_RETURN: Duration = Duration::from_secs(120);

impl Desk {
    /// Links whose name, job number or id holds the search, by name. The list is
    /// loaded in the background; the view's revision says when it changed.
    ///
    /// # Errors
    /// A problem when no AWS account is in use.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn list_account_associations(&self, form: ListLinksForm) -> Result<LinksPage, ProblemView> {
        self.account()?;
        self.refresh_links_if_stale();
        let state = self.lock();
        let search = form.search.trim().to_lowercase();
        let mut rows: Vec<LinkRow> =
            state.links.items.iter().map(|item| row(&state, item)).filter(|row| fits(row, &search)).collect();
        rows.sort_by_key(|row| row.name.to_lowercase());
        let total = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let offset = usize::try_from(form.offset).unwrap_or(usize::MAX);
        Ok(LinksPage {
            revision: state.links.revision,
            total,
            offset: form.offset,
            rows: rows.into_iter().skip(offset).take(PAGE).collect(),
            loading: state.links.loading,
            problem: state.links.problem.clone(),
        })
    }

    /// Loads the list in the background unless it is fresh or on its way.
    pub(crate) fn refresh_links_if_stale(&self) {
        self.refresh_links_older_than(FRESH);
    }

    /// Whoever comes back to the window sees what other desks made meanwhile.
    pub(crate) fn refresh_links_on_return(&self) {
        self.refresh_links_older_than(FRESH_ON_RETURN);
    }

    fn refresh_links_older_than(&self, age: Duration) {
        let Ok(account) = self.account() else { return };
        let begins = {
            let mut state = self.lock();
            let fresh = state.links.loaded_at.is_some_and(|at| at.elapsed() < age);
            let begins = !state.links.loading && !fresh;
            state.links.loading |= begins;
            begins
        };
        if begins {
            let desk = self.clone();
            tokio::spawn(async move { desk.load_links(&account).await });
        }
    }

    async fn load_links(&self, account: &Account) {
        let gateway = account.ask(Urgency::Old, Pace::Bulk);
        let loaded = listing::links(gateway.as_ref(), None).await;
        let is_current = self.change(|state| {
            if !state.is_current(account) {
                return false;
            }
            state.links.loading = false;
            state.links.loaded_at = Some(Instant::now());
            match loaded {
                Ok(items) => {
                    state.links.take(items);
                    state.links.problem = None;
                }
                Err(problem) => state.links.problem = Some(ProblemView::from(&problem)),
            }
            state.links.revision += 1;
            true
        });
        if is_current {
            self.load_device_cloud_names(account).await;
        }
    }

    /// Asks once for the names of device clouds that links name and nobody knows.
    async fn load_device_cloud_names(&self, account: &Account) {
        let is_missing = {
            let state = self.lock();
            let known = |id: &ConnectorDestinationId| state.device_clouds.iter().any(|cloud| cloud.id == *id);
            state
                .links
                .items
                .iter()
                .any(|item| item.connector_destination_id.as_ref().is_some_and(|id| !known(id)))
        };
        if !is_missing {
            return;
        }
        // A name that is missing costs a row its words, never the list.
        let Ok(summaries) = listing::device_clouds(account.gateway().as_ref()).await else { return };
        for summary in summaries {
            let _ = self.device_cloud(account, &summary.id).await;
        }
        self.change(|state| state.links.revision += 1);
    }

    /// The links at one device cloud as AWS lists them at this moment.
    ///
    /// # Errors
    /// A problem when AWS does not list them; without the permission to list,
    /// what is known already is what there is.
    pub(crate) async fn refresh_links_at(
        &self,
        account: &Account,
        device_cloud: &ConnectorDestinationId,
    ) -> Result<(), ProblemView> {
        let fresh = self.lock().links.loaded_at.is_some_and(|at| at.elapsed() < FRESH);
        if fresh && self.lock().links.problem.is_none() {
            return Ok(());
        }
        match listing::links(account.gateway().as_ref(), Some(device_cloud)).await {
            Ok(items) => {
                self.change(|state| {
                    if state.is_current(account) {
                        state.links.learn_all(items);
                    }
                });
                Ok(())
            }
            Err(problem) if matches!(problem.kind, ProblemKind::AskForPermission { .. }) => Ok(()),
            Err(problem) => Err(ProblemView::from(&problem)),
        }
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

fn row(state: &State, item: &AccountAssociationItem) -> LinkRow {
    let line = item.description.as_deref().and_then(|description| DescriptionLine::split(description).1);
    LinkRow {
        account_association_id: item.id.as_str().to_owned(),
        name: item.name.clone().unwrap_or_else(|| "Unnamed link".to_owned()),
        device_cloud: state.device_cloud_name(item.connector_destination_id.as_ref()),
        state: state_view(&item.state),
        state_name: item.state.as_str().to_owned(),
        job_number: line.as_ref().and_then(|line| line.job_number.clone()),
        made_on: line.as_ref().map(|line| line.made_on.clone()),
        author: line.and_then(|line| line.author),
        error_message: item.error_message.clone(),
    }
}

fn fits(row: &LinkRow, search: &str) -> bool {
    search.is_empty()
        || row.name.to_lowercase().contains(search)
        || row.job_number.as_deref().is_some_and(|job| job.to_lowercase().contains(search))
        || row.account_association_id.to_lowercase() == search
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

/// Keeps the list of links true without asking AWS again.
pub(crate) fn learn_of_link(state: &mut State, journey_id: &str) {
    let Some(kept) = state.journeys.get(journey_id) else { return };
    let journey = &kept.journey;
    let Some(id) = journey.link.clone() else { return };
    let link_state = match &journey.stop {
        Stop::Creating(_) | Stop::Removing(_) | Stop::Removed => return,
        Stop::AwaitingSignIn(stop) if stop.gone => return state.links.forget(&id),
        Stop::AwaitingSignIn(stop) => stop.state.clone(),
        Stop::FindingDevices(_) | Stop::ChoosingDevices(_) | Stop::Registering(_) | Stop::Done(_) => {
            AssociationState::Succeeded
        }
    };
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
