//! Looking at a device search until it ends, and at what it found.

use std::{collections::HashSet, sync::Arc, time::Duration};

use contract::{JourneyForm, ProblemView};
use onboarding::{
    AccountAssociationId, ConnectorDeviceId, DeviceDiscoveryId, DeviceDiscoveryStatus, DiscoveredDevice,
    Gateway, ManagedThingFilter, ManagedThingId, Page, Problem, ProblemKind,
    journey::{Event, FoundDevice, Standing},
};
use tokio::time::Instant;

use crate::Desk;

/// Pages of one listing after which a service that never ends it is not believed.
const MAX_PAGES: usize = 1000;
/// From here on the devices found so far are counted, to show that it moves.
const COUNT_AFTER: Duration = Duration::from_secs(4);

impl Desk {
    /// Looks for the customer's devices again.
    ///
    /// # Errors
    /// A problem when the journey is not there or belongs to another identity.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn find_devices(&self, form: JourneyForm) -> Result<(), ProblemView> {
        self.mine(&form.journey_id)?;
        self.happen(&form.journey_id, Event::FindAgain)
    }

    pub(crate) async fn watch_discovery(
        &self,
        journey_id: &str,
        gateway: Arc<dyn Gateway>,
        generation: u32,
        id: DeviceDiscoveryId,
    ) {
        let begun = Instant::now();
        while self.is_generation(journey_id, generation) {
            let seen = gateway.get_device_discovery(&id).await.map(|discovery| discovery.status);
            let seen = match seen {
                Ok(DeviceDiscoveryStatus::Succeeded) => {
                    match self.found_devices(journey_id, &gateway, &id).await {
                        Ok(devices) => {
                            let found = Event::DevicesFound { generation, discovery: id, devices };
                            let _ = self.happen(journey_id, found);
                            return;
                        }
                        Err(problem) => Err(problem),
                    }
                }
                Ok(status) => {
                    let found =
                        if begun.elapsed() > COUNT_AFTER { count(gateway.as_ref(), &id).await } else { 0 };
                    Ok((status, found))
                }
                Err(problem) => Err(problem),
            };
            let goes_on = match &seen {
                Ok((DeviceDiscoveryStatus::Failed | DeviceDiscoveryStatus::TimedOut, _)) => false,
                Ok((
                    DeviceDiscoveryStatus::Running
                    | DeviceDiscoveryStatus::Succeeded
                    | DeviceDiscoveryStatus::Unknown(_),
                    _,
                )) => true,
                Err(problem) => problem.kind != ProblemKind::Gone,
            };
            if self.happen(journey_id, Event::DiscoverySeen { generation, seen }).is_err() || !goes_on {
                return;
            }
            tokio::time::sleep(between_looks(begun.elapsed())).await;
        }
    }

    pub(crate) async fn find_thing(
        &self,
        journey_id: &str,
        gateway: Arc<dyn Gateway>,
        device: ConnectorDeviceId,
    ) {
        let filter =
            ManagedThingFilter { connector_device_id: Some(device.clone()), ..ManagedThingFilter::default() };
        let found = gateway.list_managed_things(&filter, None).await;
        let found = found.map(|page| page.items.into_iter().next().map(|thing| thing.id));
        let _ = self.happen(journey_id, Event::ThingFound { device, found });
    }

    pub(crate) async fn confirm(
        &self,
        journey_id: &str,
        gateway: Arc<dyn Gateway>,
        generation: u32,
        attempt: u32,
    ) {
        if attempt > 1 {
            tokio::time::sleep(Duration::from_millis(500) * attempt.min(8)).await;
        }
        let Some(link) = self.lock().journeys.get(journey_id).and_then(|kept| kept.journey.link.clone())
        else {
            return;
        };
        let registered = registered_on(gateway.as_ref(), &link).await;
        let _ = self.happen(journey_id, Event::Confirmed { generation, registered });
    }

    /// Lists what was found and where AWS has each device already.
    async fn found_devices(
        &self,
        journey_id: &str,
        gateway: &Arc<dyn Gateway>,
        id: &DeviceDiscoveryId,
    ) -> Result<Vec<FoundDevice>, Problem> {
        let devices = all_devices(gateway.as_ref(), id).await?;
        let link = self.lock().journeys.get(journey_id).and_then(|kept| kept.journey.link.clone());
        let is_any_in_aws = devices.iter().any(|device| device.managed_thing_id.is_some());
        let here: HashSet<ManagedThingId> = match link {
            Some(link) if is_any_in_aws => {
                registered_on(gateway.as_ref(), &link).await?.into_iter().collect()
            }
            Some(_) | None => HashSet::new(),
        };
        let mut found = Vec::with_capacity(devices.len());
        for device in devices {
            let standing = match device.managed_thing_id.clone() {
                None => Standing::New,
                Some(thing) if here.contains(&thing) => Standing::OnThisLink(thing),
                Some(thing) => {
                    let others =
                        gateway.list_managed_thing_account_associations(Some(&thing), None, None).await?;
                    if others.items.is_empty() {
                        Standing::InAws(thing)
                    } else {
                        Standing::OnAnotherLink(thing)
                    }
                }
            };
            found.push(FoundDevice { device, standing });
        }
        Ok(found)
    }

    fn is_generation(&self, journey_id: &str, generation: u32) -> bool {
        self.lock().journeys.get(journey_id).is_some_and(|kept| kept.journey.generation == generation)
    }
}

/// Every device of a search, over all pages.
pub(crate) async fn all_devices(
    gateway: &dyn Gateway,
    id: &DeviceDiscoveryId,
) -> Result<Vec<DiscoveredDevice>, Problem> {
    let mut all = Vec::new();
    let mut pages = Pages::default();
    loop {
        let page = gateway.list_discovered_devices(id, pages.next.as_deref()).await?;
        if !pages.turn(page, &mut all) {
            return Ok(all);
        }
    }
}

/// The devices AWS lists on a link, over all pages.
pub(crate) async fn registered_on(
    gateway: &dyn Gateway,
    link: &AccountAssociationId,
) -> Result<Vec<ManagedThingId>, Problem> {
    let mut all = Vec::new();
    let mut pages = Pages::default();
    loop {
        let page =
            gateway.list_managed_thing_account_associations(None, Some(link), pages.next.as_deref()).await?;
        if !pages.turn(page, &mut all) {
            break;
        }
    }
    let associated = all
        .into_iter()
        .filter(|row| row.status == onboarding::ManagedThingAssociationStatus::Associated)
        .map(|row| row.managed_thing_id);
    Ok(associated.collect())
}

/// Where a listing stands; a service that repeats a token or never ends is stopped.
#[derive(Default)]
pub(crate) struct Pages {
    pub(crate) next: Option<String>,
    turned: usize,
}

impl Pages {
    /// Takes a page; false when it was the last.
    pub(crate) fn turn<T>(&mut self, page: Page<T>, all: &mut Vec<T>) -> bool {
        all.extend(page.items);
        self.turned += 1;
        let repeats = page.next.is_some() && page.next == self.next;
        if repeats || self.turned >= MAX_PAGES {
            tracing::warn!(pages = self.turned, "the listing repeats itself; taken as complete");
            return false;
        }
        self.next = page.next;
        self.next.is_some()
    }
}

async fn count(gateway: &dyn Gateway, id: &DeviceDiscoveryId) -> u32 {
    let page = gateway.list_discovered_devices(id, None).await;
    page.map_or(0, |page| u32::try_from(page.items.len()).unwrap_or(u32::MAX))
}

/// A search is usually short: quick at first, then as calm as watching a sign-in.
fn between_looks(waited: Duration) -> Duration {
    waited.mul_f64(0.25).clamp(Duration::from_millis(250), Duration::from_secs(5))
}
