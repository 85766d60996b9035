//! Looking at the link itself, its device cloud and the event logs.

use std::sync::Arc;

use onboarding::{
    AccountAssociation, AccountAssociationId, AccountAssociationItem, AssociationState, ConnectorDestination,
    ConnectorDestinationId, EventLogConfiguration, Gateway, Problem, ProblemKind,
};
use support::diagnosis::Seen;

use crate::{Desk, links::item_of, listing, state::Account};

/// Pages of the list of links that are looked through for one link.
const PAGES: usize = 20;

/// What was seen of the link itself.
pub(super) struct SeenLink {
    pub(super) link: Seen<AccountAssociation>,
    /// Asked when the link cannot be looked at.
    pub(super) listed: Seen<()>,
    pub(super) item: Option<AccountAssociationItem>,
    pub(super) cloud: Option<ConnectorDestinationId>,
}

impl SeenLink {
    /// As AWS says, asked for the link or for the list.
    pub(super) fn state(&self) -> Option<&AssociationState> {
        self.link.yes().map(|link| &link.state).or_else(|| self.item.as_ref().map(|item| &item.state))
    }
}

impl Desk {
    pub(super) async fn look_at_the_link(
        &self,
        account: &Account,
        gateway: &Arc<dyn Gateway>,
        id: &AccountAssociationId,
    ) -> SeenLink {
        let asked = listing::patiently(|| Box::pin(gateway.get_account_association(id))).await;
        let problem = match asked {
            Ok(link) => {
                let item = item_of(&link);
                self.change(|state| state.links.learn(account.identity(), item.clone()));
                let cloud = link.connector_destination_id.clone();
                let (link, listed) = (Seen::Yes(link), Seen::NotAsked);
                return SeenLink { link, listed, item: Some(item), cloud };
            }
            Err(problem) => problem,
        };
        let known = self.lock().links.find(id);
        let cloud = known.as_ref().and_then(|item| item.connector_destination_id.clone());
        let is_gone = problem.kind == ProblemKind::Gone;
        let (listed, item) = if is_gone || !may_be_listed(&problem) {
            (Seen::NotAsked, None)
        } else {
            match listed(gateway, id, cloud.as_ref()).await {
                Ok(item) => (Seen::Yes(()), item.or(known)),
                Err(problem) => (Seen::No(problem), None),
            }
        };
        if is_gone {
            self.change(|state| state.links.forget(id));
        }
        let of_item = item.as_ref().and_then(|item| item.connector_destination_id.clone());
        SeenLink { link: Seen::No(problem), listed, item, cloud: of_item.or(cloud) }
    }
}

/// Where nobody answers, nobody is asked for a list either.
fn may_be_listed(problem: &Problem) -> bool {
    match problem.kind {
        ProblemKind::AskForPermission { .. }
        | ProblemKind::TryAgain
        | ProblemKind::Conflict
        | ProblemKind::CorrectInput { .. } => true,
        ProblemKind::SignInToAws { .. }
        | ProblemKind::CheckNetwork
        | ProblemKind::NotTheService
        | ProblemKind::Gone
        | ProblemKind::RegionNotSupported { .. }
        | ProblemKind::UnsafeSignInAddress(_)
        | ProblemKind::DoNotBelongTogether { .. }
        | ProblemKind::AnotherIdentity { .. }
        | ProblemKind::ReadOnly
        | ProblemKind::NotWrittenDown { .. } => false,
    }
}

/// The link's row in the list of links, as far as a few pages show it.
async fn listed(
    gateway: &Arc<dyn Gateway>,
    id: &AccountAssociationId,
    cloud: Option<&ConnectorDestinationId>,
) -> Result<Option<AccountAssociationItem>, Problem> {
    let mut next: Option<String> = None;
    for _ in 0..PAGES {
        let ask = || -> listing::Asked<'_, _> {
            let next = next.clone();
            Box::pin(async move { gateway.list_account_associations(cloud, next.as_deref()).await })
        };
        let page = listing::patiently(ask).await?;
        if let Some(item) = page.items.into_iter().find(|item| item.id == *id) {
            return Ok(Some(item));
        }
        if page.next.is_none() || page.next == next {
            break;
        }
        next = page.next;
    }
    Ok(None)
}

pub(super) async fn device_cloud(
    gateway: &Arc<dyn Gateway>,
    id: Option<&ConnectorDestinationId>,
) -> Seen<ConnectorDestination> {
    match id {
        Some(id) => listing::patiently(|| Box::pin(gateway.get_connector_destination(id))).await.into(),
        None => Seen::NotAsked,
    }
}

pub(super) async fn event_logs(gateway: &Arc<dyn Gateway>) -> Seen<Vec<EventLogConfiguration>> {
    listing::event_logs(gateway.as_ref()).await.into()
}
