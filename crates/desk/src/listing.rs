//! Asking for every page of a listing, with patience.

use std::{future::Future, pin::Pin, time::Duration};

use onboarding::{
    AccountAssociationId, AccountAssociationItem, ConnectorDestinationId, ConnectorDestinationSummary,
    DeviceDiscoveryId, DiscoveredDevice, EventLogConfiguration, Gateway, ManagedThing,
    ManagedThingAssociation, ManagedThingAssociationStatus, ManagedThingFilter, ManagedThingId, Page,
    Problem, ProblemKind,
};

/// Pages of one listing after which a service that never ends it is not believed.
const MAX_PAGES: usize = 1000;
/// The same for a sweep, which is made of few pages.
const MAX_SWEPT_PAGES: u32 = 1000;
/// How long to wait before a busy service is asked the same question again.
const PAUSES: [Duration; 5] = [
    Duration::from_millis(300),
    Duration::from_millis(700),
    Duration::from_millis(1500),
    Duration::from_secs(3),
    Duration::from_secs(6),
];

pub(crate) type Asked<'a, T> = Pin<Box<dyn Future<Output = Result<T, Problem>> + Send + 'a>>;

/// Asks again while the service says that it is busy.
///
/// # Errors
/// The last problem, after six questions in about twelve seconds.
pub(crate) async fn patiently<'a, T>(ask: impl Fn() -> Asked<'a, T>) -> Result<T, Problem> {
    for pause in PAUSES {
        match ask().await {
            Err(problem) if problem.kind == ProblemKind::TryAgain => tokio::time::sleep(pause).await,
            answered => return answered,
        }
    }
    ask().await
}

pub(crate) async fn device_clouds(
    gateway: &dyn Gateway,
) -> Result<Vec<ConnectorDestinationSummary>, Problem> {
    every(|next| Box::pin(async move { gateway.list_connector_destinations(next.as_deref()).await })).await
}

pub(crate) async fn links(
    gateway: &dyn Gateway,
    of: Option<&ConnectorDestinationId>,
) -> Result<Vec<AccountAssociationItem>, Problem> {
    every(|next| Box::pin(async move { gateway.list_account_associations(of, next.as_deref()).await })).await
}

/// Why a sweep brought nothing.
pub(crate) enum NotSwept {
    Problem(Problem),
    /// The list repeats itself or has no end; the network is well.
    Endless,
}

/// The links of one device cloud and how many pages they took; each page is
/// asked for once, since whoever watches asks again anyway.
pub(crate) async fn links_once(
    gateway: &dyn Gateway,
    of: &ConnectorDestinationId,
) -> Result<(Vec<AccountAssociationItem>, u32), NotSwept> {
    let mut all = Vec::new();
    let mut next: Option<String> = None;
    for pages in 1..=MAX_SWEPT_PAGES {
        let page = gateway.list_account_associations(Some(of), next.as_deref()).await;
        let page = page.map_err(NotSwept::Problem)?;
        all.extend(page.items);
        if page.next.is_none() {
            return Ok((all, pages));
        }
        if page.next == next {
            break;
        }
        next = page.next;
    }
    Err(NotSwept::Endless)
}

pub(crate) async fn found_devices(
    gateway: &dyn Gateway,
    id: &DeviceDiscoveryId,
) -> Result<Vec<DiscoveredDevice>, Problem> {
    every(|next| Box::pin(async move { gateway.list_discovered_devices(id, next.as_deref()).await })).await
}

pub(crate) async fn things(
    gateway: &dyn Gateway,
    filter: &ManagedThingFilter,
) -> Result<Vec<ManagedThing>, Problem> {
    every(|next| Box::pin(async move { gateway.list_managed_things(filter, next.as_deref()).await })).await
}

/// The devices AWS lists as associated with a link.
pub(crate) async fn registered_on(
    gateway: &dyn Gateway,
    link: &AccountAssociationId,
) -> Result<Vec<ManagedThingId>, Problem> {
    let rows = registrations_of(gateway, link).await?;
    let associated = rows.into_iter().filter(|row| row.status == ManagedThingAssociationStatus::Associated);
    Ok(associated.map(|row| row.managed_thing_id).collect())
}

/// The devices AWS lists on a link, whatever their status.
pub(crate) async fn registrations_of(
    gateway: &dyn Gateway,
    link: &AccountAssociationId,
) -> Result<Vec<ManagedThingAssociation>, Problem> {
    every(|next| {
        Box::pin(async move {
            gateway.list_managed_thing_account_associations(None, Some(link), next.as_deref()).await
        })
    })
    .await
}

/// The links a device in AWS is on.
pub(crate) async fn links_of(
    gateway: &dyn Gateway,
    thing: &ManagedThingId,
) -> Result<Vec<AccountAssociationId>, Problem> {
    let rows: Vec<ManagedThingAssociation> = every(|next| {
        Box::pin(async move {
            gateway.list_managed_thing_account_associations(Some(thing), None, next.as_deref()).await
        })
    })
    .await?;
    Ok(rows.into_iter().map(|row| row.account_association_id).collect())
}

/// What AWS logs of its own accord.
pub(crate) async fn event_logs(gateway: &dyn Gateway) -> Result<Vec<EventLogConfiguration>, Problem> {
    every(|next| Box::pin(async move { gateway.list_event_log_configurations(next.as_deref()).await })).await
}

/// # Errors
/// The first problem patience does not help with; also when the listing repeats
/// itself or never ends, since half a list must not be taken for the whole.
async fn every<'a, T>(ask: impl Fn(Option<String>) -> Asked<'a, Page<T>>) -> Result<Vec<T>, Problem> {
    let mut all = Vec::new();
    let mut next: Option<String> = None;
    for _ in 0..MAX_PAGES {
        let page = patiently(|| ask(next.clone())).await?;
        all.extend(page.items);
        if page.next.is_none() {
            return Ok(all);
        }
        if page.next == next {
            break;
        }
        next = page.next;
    }
    Err(Problem::before_sending(ProblemKind::NotTheService))
}
