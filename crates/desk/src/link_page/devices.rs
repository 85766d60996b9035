//! The devices of the link on the screen: those registered on it, and those
//! that were made for the same customer and are on no link.

use std::{collections::HashSet, sync::Arc};

use contract::{
    ConnectedView, DeviceStandingView, LinkDeviceRow, LinkDevicesPage, ListLinkDevicesForm, ProblemView,
};
use onboarding::{
    AccountAssociationId, ConnectorDestinationId, EndpointState, Gateway, ManagedThing,
    ManagedThingAssociationStatus, ManagedThingConnectivity, ManagedThingFilter, ManagedThingId, Problem,
    ProvisioningStatus, fit_to_show,
};
use watching::{Pace, Urgency};

use super::answering::in_words;
use crate::{
    Desk,
    devices::{kind, rows_of},
    existing_link::{parse_link, things_one_by_one},
    listing,
};

/// Rows of one page to the window.
const PAGE: usize = 200;
/// Devices of a link that are asked for one by one; more are listed with all of
/// their device cloud.
const ASKED_ONE_BY_ONE: usize = 60;
/// Devices whose connectivity, state and other links are asked for.
const LOOKED_INTO: usize = 60;
/// Devices on no link that are looked into for one customer.
const UNFINISHED: usize = 50;

#[derive(Default)]
pub(crate) struct Devices {
    revision: u32,
    rows: Vec<LinkDevice>,
    loading: bool,
    /// Somebody wants them listed once more after this.
    again: bool,
    problem: Option<Problem>,
}

#[derive(Clone)]
struct LinkDevice {
    thing: ManagedThing,
    /// `None`: it is on no link.
    on_link: Option<ManagedThingAssociationStatus>,
    other_links: u32,
    connectivity: Option<ManagedThingConnectivity>,
    state: Vec<EndpointState>,
}

impl Devices {
    pub(super) fn revision(&self) -> u32 {
        self.revision
    }
}

impl Desk {
    /// One page of the devices of the link on the screen.
    ///
    /// # Errors
    /// A problem when the link is not on the screen.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn list_link_devices(&self, form: ListLinkDevicesForm) -> Result<LinkDevicesPage, ProblemView> {
        let id = parse_link(&form.account_association_id)?;
        let state = self.lock();
        let devices = &state.link_page.of(&id).ok_or_else(not_on_screen)?.devices;
        let search = form.search.trim().to_lowercase();
        let rows: Vec<LinkDeviceRow> =
            devices.rows.iter().map(row).filter(|row| fits(row, &search)).collect();
        let count =
            |fits: &dyn Fn(&LinkDevice) -> bool| number(devices.rows.iter().filter(|one| fits(one)).count());
        let offset = usize::try_from(form.offset).unwrap_or(usize::MAX);
        Ok(LinkDevicesPage {
            revision: devices.revision,
            total: number(rows.len()),
            registered: count(&|device| device.on_link.is_some()),
            unfinished: count(&|device| standing(device) == DeviceStandingView::MadeNotRegistered),
            isolated: count(&|device| standing(device) == DeviceStandingView::Isolated),
            offset: form.offset,
            rows: rows.into_iter().skip(offset).take(PAGE).collect(),
            loading: devices.loading,
            problem: devices.problem.as_ref().map(ProblemView::from),
        })
    }

    /// Every device of the link on the screen, as far as they are listed.
    pub(crate) fn devices_on_screen(&self, id: &str) -> Vec<LinkDeviceRow> {
        let Ok(id) = parse_link(id) else { return Vec::new() };
        let state = self.lock();
        state.link_page.of(&id).map_or_else(Vec::new, |page| page.devices.rows.iter().map(row).collect())
    }

    /// Lists the devices again and shows them as they come.
    pub(super) async fn load_devices(&self, visit: u32) {
        while self.load_devices_once(visit).await {}
    }

    /// Whether somebody wants it once more.
    async fn load_devices_once(&self, visit: u32) -> bool {
        let asked = self.change(|state| {
            let looked_at = state.link_page.visit(visit)?;
            let cloud = looked_at.link.as_ref().and_then(|link| link.connector_destination_id.clone());
            if looked_at.devices.loading {
                looked_at.devices.again = true;
                return None;
            }
            looked_at.devices.loading = true;
            let (account, id) = (Arc::clone(&looked_at.account), looked_at.id.clone());
            let cloud = cloud.or_else(|| state.links.find(&id)?.connector_destination_id.clone());
            Some((account, id, cloud))
        });
        let Some((account, id, cloud)) = asked else { return false };
        let gateway = account.ask(Urgency::Old, Pace::Bulk);
        match registered(&gateway, &id, cloud.as_ref()).await {
            Ok(rows) => {
                self.show_devices(visit, |devices| devices.rows.clone_from(&rows));
                self.look_into(visit, &gateway, &id, cloud.as_ref(), rows).await;
            }
            Err(problem) => {
                self.show_devices(visit, |devices| devices.problem = Some(problem));
            }
        }
        let mut again = false;
        self.show_devices(visit, |devices| {
            devices.loading = false;
            again = std::mem::take(&mut devices.again);
        });
        again
    }

    /// Adds what takes a question for each device.
    async fn look_into(
        &self,
        visit: u32,
        gateway: &Arc<dyn Gateway>,
        id: &AccountAssociationId,
        cloud: Option<&ConnectorDestinationId>,
        mut rows: Vec<LinkDevice>,
    ) {
        let (owners, made_here) = self.owners_and_things_of(id, &rows);
        match unfinished(gateway, cloud, &owners, &made_here, &rows).await {
            Ok(more) => {
                rows.extend(more);
                self.show_devices(visit, |devices| {
                    devices.rows.clone_from(&rows);
                    devices.problem = None;
                });
            }
            Err(problem) => {
                self.show_devices(visit, |devices| devices.problem = Some(problem));
            }
        }
        for thing in rows.iter().take(LOOKED_INTO).map(|device| device.thing.id.clone()) {
            // What cannot be asked for is left blank: the device is shown all the same.
            let (connectivity, state, links) = tokio::join!(
                gateway.get_managed_thing_connectivity_data(&thing),
                gateway.get_managed_thing_state(&thing),
                listing::links_of(gateway.as_ref(), &thing),
            );
            let others = links.unwrap_or_default().into_iter().filter(|on| on != id).count();
            let is_here = self.show_devices(visit, |devices| {
                if let Some(device) = devices.rows.iter_mut().find(|device| device.thing.id == thing) {
                    device.connectivity = connectivity.ok();
                    device.state = state.unwrap_or_default();
                    device.other_links = number(others);
                }
            });
            if !is_here {
                return;
            }
        }
    }

    /// Who the link's devices belong to, as far as AWS and this computer know,
    /// and the devices this computer made for it.
    fn owners_and_things_of(
        &self,
        id: &AccountAssociationId,
        rows: &[LinkDevice],
    ) -> (HashSet<String>, HashSet<ManagedThingId>) {
        let state = self.lock();
        let journeys = || {
            state
                .journeys
                .values()
                .map(|kept| &kept.journey)
                .filter(|journey| journey.link.as_ref() == Some(id))
        };
        let of_devices = rows.iter().filter_map(|device| device.thing.owner.clone());
        let of_journeys = journeys().filter_map(|journey| journey.customer.owner.clone());
        let made = journeys().flat_map(|journey| rows_of(journey).iter().filter_map(|row| row.thing.clone()));
        (of_devices.chain(of_journeys).collect(), made.collect())
    }

    /// Whether the link is still on the screen.
    fn show_devices(&self, visit: u32, change: impl FnOnce(&mut Devices)) -> bool {
        self.change(|state| {
            let Some(looked_at) = state.link_page.visit(visit) else { return false };
            change(&mut looked_at.devices);
            looked_at.devices.revision += 1;
            state.link_page.revision += 1;
            true
        })
    }
}

/// # Errors
/// A problem when AWS lists neither the registrations nor the devices.
async fn registered(
    gateway: &Arc<dyn Gateway>,
    id: &AccountAssociationId,
    cloud: Option<&ConnectorDestinationId>,
) -> Result<Vec<LinkDevice>, Problem> {
    let registrations = listing::registrations_of(gateway.as_ref(), id).await?;
    let ids: Vec<ManagedThingId> =
        registrations.iter().map(|registration| registration.managed_thing_id.clone()).collect();
    let things = if ids.len() <= ASKED_ONE_BY_ONE {
        things_one_by_one(gateway, &ids).await?
    } else {
        let filter =
            ManagedThingFilter { connector_destination_id: cloud.cloned(), ..ManagedThingFilter::default() };
        listing::things(gateway.as_ref(), &filter).await?
    };
    let status_of = |thing: &ManagedThingId| {
        registrations.iter().find(|one| one.managed_thing_id == *thing).map(|one| one.status.clone())
    };
    let devices = things.into_iter().filter_map(|thing| {
        let on_link = Some(status_of(&thing.id)?);
        Some(LinkDevice { thing, on_link, other_links: 0, connectivity: None, state: Vec::new() })
    });
    let mut devices: Vec<LinkDevice> = devices.collect();
    devices.sort_by_key(|device| device.thing.name.clone().unwrap_or_default().to_lowercase());
    Ok(devices)
}

/// Devices of the same customer that are on no link: half-made, or without a
/// link any more (service.md section 1.3).
async fn unfinished(
    gateway: &Arc<dyn Gateway>,
    cloud: Option<&ConnectorDestinationId>,
    owners: &HashSet<String>,
    made_here: &HashSet<ManagedThingId>,
    registered: &[LinkDevice],
) -> Result<Vec<LinkDevice>, Problem> {
    let Some(cloud) = cloud else { return Ok(Vec::new()) };
    if owners.is_empty() && made_here.is_empty() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for status in [
        ProvisioningStatus::Unassociated,
        ProvisioningStatus::PreAssociated,
        ProvisioningStatus::Discovered,
        ProvisioningStatus::Isolated,
    ] {
        let filter = ManagedThingFilter {
            connector_destination_id: Some(cloud.clone()),
            provisioning_status: Some(status),
            ..ManagedThingFilter::default()
        };
        let things = listing::things(gateway.as_ref(), &filter).await?;
        let is_theirs = |thing: &ManagedThing| {
            made_here.contains(&thing.id) || thing.owner.as_ref().is_some_and(|owner| owners.contains(owner))
        };
        let is_registered =
            |thing: &ManagedThing| registered.iter().any(|device| device.thing.id == thing.id);
        found.extend(things.into_iter().filter(|thing| is_theirs(thing) && !is_registered(thing)));
    }
    let mut free = Vec::new();
    for thing in found.into_iter().take(UNFINISHED) {
        if listing::links_of(gateway.as_ref(), &thing.id).await?.is_empty() {
            free.push(LinkDevice {
                thing,
                on_link: None,
                other_links: 0,
                connectivity: None,
                state: Vec::new(),
            });
        }
    }
    Ok(free)
}

fn row(device: &LinkDevice) -> LinkDeviceRow {
    let thing = &device.thing;
    let types: Vec<String> = thing.classification.iter().cloned().collect();
    let name = thing.name.as_deref().and_then(fit_to_show);
    LinkDeviceRow {
        managed_thing_id: thing.id.as_str().to_owned(),
        unnamed: name.is_none(),
        name: name.unwrap_or_else(|| "Unnamed device".to_owned()),
        kind: Some(kind(&types, thing.brand.as_deref(), thing.model.as_deref()))
            .filter(|kind| !kind.is_empty()),
        owner: thing.owner.as_deref().and_then(fit_to_show),
        serial_number: thing.serial_number.as_deref().and_then(fit_to_show),
        connector_device_id: thing.connector_device_id.as_ref().map(|id| id.as_str().to_owned()),
        standing: standing(device),
        association_status: device.on_link.as_ref().map(|status| status.as_str().to_owned()),
        provisioning_status: thing.provisioning_status.as_ref().map(|status| status.as_str().to_owned()),
        connected: device
            .connectivity
            .as_ref()
            .and_then(|seen| Some(ConnectedView { connected: seen.connected?, at: seen.at.map(|at| at.0) })),
        last_state: in_words(&device.state),
        other_links: device.other_links,
    }
}

fn standing(device: &LinkDevice) -> DeviceStandingView {
    match (&device.on_link, &device.thing.provisioning_status) {
        (_, Some(ProvisioningStatus::DeleteInProgress | ProvisioningStatus::Deleted)) => {
            DeviceStandingView::BeingDeleted
        }
        (_, Some(ProvisioningStatus::DeletionFailed)) => DeviceStandingView::DeletionFailed,
        (Some(_), Some(ProvisioningStatus::Isolated)) => DeviceStandingView::NotReachable,
        (Some(ManagedThingAssociationStatus::PreAssociated), _) => DeviceStandingView::BeingRegistered,
        (Some(ManagedThingAssociationStatus::Associated), _) => DeviceStandingView::Registered,
        (Some(ManagedThingAssociationStatus::Unknown(_)), _) => DeviceStandingView::Unknown,
        (None, Some(ProvisioningStatus::Isolated)) => DeviceStandingView::Isolated,
        (
            None,
            Some(
                ProvisioningStatus::Unassociated
                | ProvisioningStatus::PreAssociated
                | ProvisioningStatus::Discovered
                | ProvisioningStatus::Activated,
            ),
        ) => DeviceStandingView::MadeNotRegistered,
        (None, Some(ProvisioningStatus::Unknown(_)) | None) => DeviceStandingView::Unknown,
    }
}

fn fits(row: &LinkDeviceRow, search: &str) -> bool {
    search.is_empty()
        || row.name.to_lowercase().contains(search)
        || row.serial_number.as_deref().is_some_and(|number| number.to_lowercase().contains(search))
        || row.managed_thing_id.to_lowercase() == search
        || row.connector_device_id.as_deref().is_some_and(|id| id.to_lowercase() == search)
}

pub(super) fn not_on_screen() -> ProblemView {
    ProblemView::not_possible("The link is not open here", "Open it again from the list of links.")
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
