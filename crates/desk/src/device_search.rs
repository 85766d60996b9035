//! Looking at a device search until it ends, and at what it found.

use std::{collections::HashSet, sync::Arc, time::Duration};

use contract::{JourneyForm, ProblemView};
use onboarding::{
    AccountAssociationId, ConnectorDeviceId, DeviceDiscoveryId, DeviceDiscoveryStatus, Gateway, Journey,
    ManagedThingFilter, ManagedThingId, Problem, ProblemKind, ProvisioningStatus,
    journey::{Event, FoundDevice, Standing},
};
use tokio::time::Instant;

use crate::{Desk, listing};

/// From here on the devices found so far are counted, to show that it moves.
const COUNT_AFTER: Duration = Duration::from_secs(4);

impl Desk {
    /// Looks for the customer's devices again.
    ///
    /// # Errors
    /// A problem when the journey is not there or belongs to another identity.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn find_devices(&self, form: JourneyForm) -> Result<(), ProblemView> {
        self.mine_to_change(&form.journey_id)?;
        self.happen(&form.journey_id, Event::FindAgain)
    }

    pub(crate) async fn watch_discovery(&self, journey_id: &str, generation: u32, id: DeviceDiscoveryId) {
        let begun = Instant::now();
        while self.is_generation(journey_id, generation) {
            let Some(gateway) = self.gateway_of(journey_id) else { return };
            let seen = match gateway.get_device_discovery(&id).await.map(|discovery| discovery.status) {
                Ok(DeviceDiscoveryStatus::Succeeded) => {
                    match self.found_devices(journey_id, gateway.as_ref(), &id).await {
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
            let goes_on = goes_on(&seen);
            let needs_aws_sign_in = needs_aws_sign_in(&seen);
            let event = Event::DiscoverySeen { generation, discovery: id.clone(), seen };
            if self.happen(journey_id, event).is_err() || !goes_on {
                return;
            }
            self.pause(journey_id, between_looks(begun.elapsed()), needs_aws_sign_in).await;
        }
    }

    /// Waits; without an AWS sign-in until somebody has checked it again.
    async fn pause(&self, journey_id: &str, pause: Duration, needs_aws_sign_in: bool) {
        let lookout = self.lock().journeys.get(journey_id).map(|kept| Arc::clone(&kept.lookout));
        let Some(lookout) = lookout else { return };
        tokio::select! {
            biased;
            () = tokio::time::sleep(pause), if !needs_aws_sign_in => {}
            () = lookout.look_now.notified() => {}
        }
    }

    /// Looks for the device in AWS that stands in the way of making one: on this
    /// device cloud, not deleted, and on no link or on this one.
    pub(crate) async fn find_thing(&self, journey_id: &str, device: ConnectorDeviceId) {
        let Some(gateway) = self.gateway_of(journey_id) else { return };
        let Some(journey) = self.lock().journeys.get(journey_id).map(|kept| kept.journey.clone()) else {
            return;
        };
        let filter = ManagedThingFilter {
            connector_device_id: Some(device.clone()),
            connector_destination_id: Some(journey.device_cloud.id),
            ..ManagedThingFilter::default()
        };
        let found = adoptable(gateway.as_ref(), &filter, journey.link.as_ref()).await;
        let _ = self.happen(journey_id, Event::ThingFound { device, found });
    }

    pub(crate) async fn confirm(&self, journey_id: &str, generation: u32, attempt: u32) {
        if attempt > 1 {
            tokio::time::sleep(Duration::from_millis(500) * attempt.min(8)).await;
        }
        let link = self.lock().journeys.get(journey_id).and_then(|kept| kept.journey.link.clone());
        let (Some(link), Some(gateway)) = (link, self.gateway_of(journey_id)) else { return };
        let registered = listing::registered_on(gateway.as_ref(), &link).await;
        let _ = self.happen(journey_id, Event::Confirmed { generation, registered });
    }

    /// Lists what a search found once more, as it stands in AWS at this moment.
    pub(crate) async fn list_found_again(&self, journey_id: &str, generation: u32, id: DeviceDiscoveryId) {
        let Some(gateway) = self.gateway_of(journey_id) else { return };
        let found = self.found_devices(journey_id, gateway.as_ref(), &id).await;
        // The journey may be over meanwhile; then nobody asks any more.
        let _ = self.happen(journey_id, Event::FoundAgain { generation, discovery: id, found });
    }

    /// Lists what was found and where AWS has each device already.
    async fn found_devices(
        &self,
        journey_id: &str,
        gateway: &dyn Gateway,
        id: &DeviceDiscoveryId,
    ) -> Result<Vec<FoundDevice>, Problem> {
        let devices = listing::found_devices(gateway, id).await?;
        let journey = self.lock().journeys.get(journey_id).map(|kept| kept.journey.clone());
        let mut standings = match journey {
            Some(journey) if devices.iter().any(|device| device.managed_thing_id.is_some()) => {
                Standings::of(gateway, &journey).await?
            }
            Some(_) | None => Standings::default(),
        };
        let mut found = Vec::with_capacity(devices.len());
        for device in devices {
            let standing = match device.managed_thing_id.clone() {
                None => Standing::New,
                Some(thing) => standings.look_up(gateway, thing).await?,
            };
            found.push(FoundDevice { device, standing });
        }
        Ok(found)
    }

    fn is_generation(&self, journey_id: &str, generation: u32) -> bool {
        self.lock().journeys.get(journey_id).is_some_and(|kept| kept.journey.generation == generation)
    }
}

/// What AWS says of the devices of one device cloud, in few questions.
#[derive(Default)]
struct Standings {
    here: HashSet<ManagedThingId>,
    on_no_link: HashSet<ManagedThingId>,
}

impl Standings {
    async fn of(gateway: &dyn Gateway, journey: &Journey) -> Result<Self, Problem> {
        let Some(link) = &journey.link else { return Ok(Self::default()) };
        let here = listing::registered_on(gateway, link).await?.into_iter().collect();
        let filter = ManagedThingFilter {
            connector_destination_id: Some(journey.device_cloud.id.clone()),
            ..ManagedThingFilter::default()
        };
        let things = listing::things(gateway, &filter).await?;
        let free = things.into_iter().filter(|thing| is_on_no_link(thing.provisioning_status.as_ref()));
        Ok(Self { here, on_no_link: free.map(|thing| thing.id).collect() })
    }

    /// Asks AWS only about a device whose status does not say it.
    async fn look_up(&mut self, gateway: &dyn Gateway, thing: ManagedThingId) -> Result<Standing, Problem> {
        if self.here.contains(&thing) {
            return Ok(Standing::OnThisLink(thing));
        }
        if self.on_no_link.contains(&thing) || listing::links_of(gateway, &thing).await?.is_empty() {
            return Ok(Standing::InAws(thing));
        }
        Ok(Standing::OnAnotherLink(thing))
    }
}

/// By the meanings of service.md section 1.3.
fn is_on_no_link(status: Option<&ProvisioningStatus>) -> bool {
    matches!(
        status,
        Some(
            ProvisioningStatus::Unassociated
                | ProvisioningStatus::PreAssociated
                | ProvisioningStatus::Isolated
        )
    )
}

async fn adoptable(
    gateway: &dyn Gateway,
    filter: &ManagedThingFilter,
    link: Option<&AccountAssociationId>,
) -> Result<Option<ManagedThingId>, Problem> {
    for thing in listing::things(gateway, filter).await? {
        let deleted = matches!(
            thing.provisioning_status,
            Some(ProvisioningStatus::Deleted | ProvisioningStatus::DeleteInProgress)
        );
        if !deleted && listing::links_of(gateway, &thing.id).await?.iter().all(|on| Some(on) == link) {
            return Ok(Some(thing.id));
        }
    }
    Ok(None)
}

fn goes_on(seen: &Result<(DeviceDiscoveryStatus, u32), Problem>) -> bool {
    match seen {
        Ok((DeviceDiscoveryStatus::Failed | DeviceDiscoveryStatus::TimedOut, _)) => false,
        Ok((
            DeviceDiscoveryStatus::Running
            | DeviceDiscoveryStatus::Succeeded
            | DeviceDiscoveryStatus::Unknown(_),
            _,
        )) => true,
        Err(problem) => problem.kind != ProblemKind::Gone,
    }
}

fn needs_aws_sign_in(seen: &Result<(DeviceDiscoveryStatus, u32), Problem>) -> bool {
    matches!(seen, Err(Problem { kind: ProblemKind::SignInToAws { .. }, .. }))
}

async fn count(gateway: &dyn Gateway, id: &DeviceDiscoveryId) -> u32 {
    let page = gateway.list_discovered_devices(id, None).await;
    page.map_or(0, |page| u32::try_from(page.items.len()).unwrap_or(u32::MAX))
}

/// A search is usually short: quick at first, then as calm as watching a sign-in.
fn between_looks(waited: Duration) -> Duration {
    waited.mul_f64(0.25).clamp(Duration::from_millis(250), Duration::from_secs(5))
}
