//! Devices that are in AWS already, and registering by the three ids.

use contract::{
    IdsView, ListManagedThingsForm, LookUpIdsForm, ManagedThingRow, ManagedThingStatus, ManagedThingsPage,
    ProblemView, RegisterAccountAssociationForm, RegisterManagedThingForm,
};
use onboarding::{
    AccountAssociation, AccountAssociationId, AssociationState, DeviceDiscovery, DeviceDiscoveryId,
    DeviceDiscoveryStatus, DiscoveredDevice, Intent, InvalidIdentifier, ManagedThing, ManagedThingFilter,
    ManagedThingId, Mismatch, Problem, ProblemKind, ProvisioningStatus, RegisterAccountAssociation,
    journey::{Event, Progress, Stop},
};

use crate::{
    Desk,
    devices::{kind, rows_of, status},
    journeys::not_there,
    links::{self, item_of},
    listing,
    state::Account,
};

/// Rows of one page to the window.
const PAGE: usize = 200;

/// What three ids name.
struct Named {
    link: AccountAssociation,
    thing: ManagedThing,
    discovery: DeviceDiscovery,
    devices: Vec<DiscoveredDevice>,
}

impl Desk {
    /// The devices in AWS of the journey's device cloud; those on no link first.
    /// The first page asks AWS again.
    ///
    /// # Errors
    /// A problem when AWS does not list them.
    pub async fn list_managed_things(
        &self,
        form: ListManagedThingsForm,
    ) -> Result<ManagedThingsPage, ProblemView> {
        let journey = self.mine(&form.journey_id)?;
        let gateway = self.gateway_of(&form.journey_id).ok_or_else(not_there)?;
        if form.offset == 0 && form.search.is_empty() {
            let filter = ManagedThingFilter {
                connector_destination_id: Some(journey.device_cloud.id.clone()),
                ..ManagedThingFilter::default()
            };
            let mut things = listing::things(gateway.as_ref(), &filter)
                .await
                .map_err(|problem| ProblemView::from(&problem))?;
            things.sort_by_key(|thing| (rank(thing), thing.name.clone().unwrap_or_default().to_lowercase()));
            self.change(|state| {
                if let Some(kept) = state.journeys.get_mut(&form.journey_id) {
                    kept.things = things;
                }
            });
        }
        let state = self.lock();
        let kept = state.journeys.get(&form.journey_id).ok_or_else(not_there)?;
        let search = form.search.trim().to_lowercase();
        let rows = rows_of(&kept.journey);
        let fitting: Vec<ManagedThingRow> = kept
            .things
            .iter()
            .map(|thing| {
                let row = rows.iter().find(|row| row.thing.as_ref() == Some(&thing.id));
                let found = rows
                    .iter()
                    .any(|row| Some(&row.device.connector_device_id) == thing.connector_device_id.as_ref());
                ManagedThingRow {
                    progress: row.filter(|row| row.progress != Progress::NotAsked).map(status),
                    found,
                    ..thing_row(thing)
                }
            })
            .filter(|row| {
                search.is_empty()
                    || row.name.to_lowercase().contains(&search)
                    || row.managed_thing_id.to_lowercase() == search
            })
            .collect();
        let offset = usize::try_from(form.offset).unwrap_or(usize::MAX);
        Ok(ManagedThingsPage {
            total: u32::try_from(fitting.len()).unwrap_or(u32::MAX),
            offset: form.offset,
            rows: fitting.into_iter().skip(offset).take(PAGE).collect(),
        })
    }

    /// Registers a device that is in AWS already on the journey's link. A search
    /// of its own is made when the journey's did not find it.
    ///
    /// # Errors
    /// A problem, before anything is sent, when it cannot belong to this link.
    pub async fn register_managed_thing(&self, form: RegisterManagedThingForm) -> Result<(), ProblemView> {
        let journey = self.mine(&form.journey_id)?;
        let gateway = self.gateway_of(&form.journey_id).ok_or_else(not_there)?;
        if !matches!(journey.stop, Stop::ChoosingDevices(_) | Stop::Registering(_)) {
            return Err(not_there());
        }
        let id = read_id("thing", ManagedThingId::parse(&form.managed_thing_id))?;
        let thing = gateway.get_managed_thing(&id).await.map_err(|problem| ProblemView::from(&problem))?;
        let other_cloud =
            thing.connector_destination_id.as_ref().is_some_and(|cloud| *cloud != journey.device_cloud.id);
        if other_cloud {
            return Err(mismatch(Mismatch::ThingOfAnotherDeviceCloud));
        }
        if is_deleted(&thing) {
            return Err(mismatch(Mismatch::ThingDeleted));
        }
        self.happen(&form.journey_id, Event::RegisterThing { thing })
    }

    /// Says in words what three ids name and whether they belong together.
    ///
    /// # Errors
    /// A problem when one of them is no id or names nothing.
    pub async fn look_up_ids(&self, form: LookUpIdsForm) -> Result<IdsView, ProblemView> {
        let account = self.account()?;
        let ids = read_ids(&form.managed_thing_id, &form.account_association_id, &form.device_discovery_id)?;
        let named = look_up(&account, &ids).await.map_err(|problem| ProblemView::from(&problem))?;
        let device_cloud = match &named.link.connector_destination_id {
            Some(id) => self.device_cloud(&account, id).await?.name,
            None => "Unknown device cloud".to_owned(),
        };
        let thing = thing_row(&named.thing);
        Ok(IdsView {
            link_name: named.link.name.clone().unwrap_or_else(|| "Unnamed link".to_owned()),
            device_cloud,
            link_state: links::state_view(&named.link.state),
            thing_name: thing.name,
            thing_kind: thing.kind,
            thing_status: thing.status,
            search_found: u32::try_from(named.devices.len()).unwrap_or(u32::MAX),
            problem: named.mismatch().map(mismatch),
        })
    }

    /// `RegisterAccountAssociation` by its three ids. What cannot succeed is
    /// refused before it is sent.
    ///
    /// # Errors
    /// A problem when the ids do not belong together or AWS refuses them.
    pub async fn register_account_association(
        &self,
        form: RegisterAccountAssociationForm,
    ) -> Result<(), ProblemView> {
        let account = self.account()?;
        let ids = read_ids(&form.managed_thing_id, &form.account_association_id, &form.device_discovery_id)?;
        let named = look_up(&account, &ids).await.map_err(|problem| ProblemView::from(&problem))?;
        if let Some(why) = named.mismatch() {
            return Err(mismatch(why));
        }
        let intent = Intent::RegisterAccountAssociation(ids);
        self.perform_alone(&account, intent).await.map_err(|problem| ProblemView::from(&problem))?;
        self.change(|state| state.links.learn(account.identity(), item_of(&named.link)));
        Ok(())
    }
}

impl Named {
    /// Why AWS would refuse to register these.
    fn mismatch(&self) -> Option<Mismatch> {
        if is_deleted(&self.thing) {
            return Some(Mismatch::ThingDeleted);
        }
        if self.link.state != AssociationState::Succeeded {
            return Some(Mismatch::LinkNotSignedIn);
        }
        if self.discovery.account_association_id.as_ref().is_some_and(|id| *id != self.link.id) {
            return Some(Mismatch::SearchOfAnotherLink);
        }
        let clouds = (&self.thing.connector_destination_id, &self.link.connector_destination_id);
        if matches!(clouds, (Some(of_thing), Some(of_link)) if of_thing != of_link) {
            return Some(Mismatch::ThingOfAnotherDeviceCloud);
        }
        if self.discovery.status != DeviceDiscoveryStatus::Succeeded {
            return Some(Mismatch::SearchNotFinished);
        }
        let device = self.thing.connector_device_id.as_ref()?;
        let was_found = self.devices.iter().any(|found| found.connector_device_id == *device);
        (!was_found).then_some(Mismatch::DeviceNotInSearch)
    }
}

async fn look_up(account: &Account, ids: &RegisterAccountAssociation) -> Result<Named, Problem> {
    let gateway = account.gateway();
    let gateway = gateway.as_ref();
    let (link, thing, discovery) = tokio::try_join!(
        gateway.get_account_association(&ids.account_association_id),
        gateway.get_managed_thing(&ids.managed_thing_id),
        gateway.get_device_discovery(&ids.device_discovery_id),
    )?;
    let devices = listing::found_devices(gateway, &ids.device_discovery_id).await?;
    Ok(Named { link, thing, discovery, devices })
}

fn read_ids(thing: &str, link: &str, search: &str) -> Result<RegisterAccountAssociation, ProblemView> {
    Ok(RegisterAccountAssociation {
        managed_thing_id: read_id("thing", ManagedThingId::parse(thing))?,
        account_association_id: read_id("link", AccountAssociationId::parse(link))?,
        device_discovery_id: read_id("search", DeviceDiscoveryId::parse(search))?,
    })
}

fn read_id<T>(field: &str, id: Result<T, InvalidIdentifier>) -> Result<T, ProblemView> {
    id.map_err(|invalid| {
        let what = match field {
            "thing" => "device",
            "search" => "device search",
            other => other,
        };
        let message =
            format!("This cannot be the id of a {what}: it has 1 to {} {}.", invalid.max, invalid.allowed);
        ProblemView::with_input(field, &message)
    })
}

fn mismatch(why: Mismatch) -> ProblemView {
    ProblemView::from(&Problem::before_sending(ProblemKind::DoNotBelongTogether { why }))
}

fn is_deleted(thing: &ManagedThing) -> bool {
    matches!(
        thing.provisioning_status,
        Some(ProvisioningStatus::Deleted | ProvisioningStatus::DeleteInProgress)
    )
}

fn thing_row(thing: &ManagedThing) -> ManagedThingRow {
    let types: Vec<String> = thing.classification.iter().cloned().collect();
    ManagedThingRow {
        managed_thing_id: thing.id.as_str().to_owned(),
        name: thing.name.clone().unwrap_or_else(|| "Unnamed device".to_owned()),
        kind: kind(&types, thing.brand.as_deref(), thing.model.as_deref()),
        owner: thing.owner.clone(),
        status: thing_status(thing.provisioning_status.as_ref()),
        found: false,
        progress: None,
    }
}

fn thing_status(status: Option<&ProvisioningStatus>) -> ManagedThingStatus {
    match status {
        Some(ProvisioningStatus::Unassociated) => ManagedThingStatus::OnNoLink,
        Some(ProvisioningStatus::PreAssociated) => ManagedThingStatus::Prepared,
        Some(ProvisioningStatus::Isolated) => ManagedThingStatus::CutOff,
        Some(ProvisioningStatus::Activated | ProvisioningStatus::Discovered) => {
            ManagedThingStatus::Registered
        }
        Some(
            ProvisioningStatus::Deleted
            | ProvisioningStatus::DeleteInProgress
            | ProvisioningStatus::DeletionFailed,
        ) => ManagedThingStatus::BeingDeleted,
        Some(ProvisioningStatus::Unknown(_)) | None => ManagedThingStatus::Unknown,
    }
}

/// Those that wait for a link come first.
fn rank(thing: &ManagedThing) -> u8 {
    match thing_status(thing.provisioning_status.as_ref()) {
        ManagedThingStatus::OnNoLink => 0,
        ManagedThingStatus::Prepared => 1,
        ManagedThingStatus::CutOff => 2,
        ManagedThingStatus::Unknown => 3,
        ManagedThingStatus::Registered => 4,
        ManagedThingStatus::BeingDeleted => 5,
    }
}
