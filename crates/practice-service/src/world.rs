//! Everything the practice service remembers of its AWS account: a seed and
//! every committed request, applied in order. Time and ids are values inside
//! the committed requests, so applying them again gives the same world.
//! Nothing here knows HTTP, a clock or chance.

pub(crate) mod account_association;
pub(crate) mod commit;
pub(crate) mod connector;
pub(crate) mod device_discovery;
pub(crate) mod device_state;
pub(crate) mod event_log;
pub(crate) mod generated;
mod linked_customers;
pub(crate) mod managed_thing;
pub(crate) mod origin;
pub(crate) mod seed;
pub(crate) mod vendor;
mod vendor_devices;

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use crate::moment::Moment;

use account_association::AccountAssociation;
use commit::CommittedRequest;
use connector::{CloudConnector, ConnectorDestination};
use device_discovery::{DeviceDiscovery, DiscoveredMaterial};
use event_log::EventLogConfiguration;
use managed_thing::{ManagedThing, Registration};
use origin::Origin;
use vendor::{Device, Vendor, canonical_material};

/// The state of the practice AWS account.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct World {
    /// What it was before the first request.
    pub(crate) origin: Origin,
    pub(crate) cloud_connectors: Vec<CloudConnector>,
    pub(crate) connector_destinations: Vec<ConnectorDestination>,
    pub(crate) account_associations: Shelf<AccountAssociation>,
    pub(crate) device_discoveries: Shelf<DeviceDiscovery>,
    pub(crate) managed_things: Shelf<ManagedThing>,
    /// Ended ones stay, so that positions in lists never move.
    pub(crate) registrations: Vec<Registration>,
    pub(crate) event_log_configurations: Shelf<EventLogConfiguration>,
    /// What changed at a customer's home, by vendor and customer.
    customers_changes: BTreeMap<(String, String), DeviceChanges>,
    /// Material by which a found device may be made a managed thing.
    pub(crate) discovered_materials: HashMap<String, DiscoveredMaterial>,
    /// Every committed request in order: the ledger.
    pub(crate) committed: Vec<CommittedRequest>,
    /// Position in `committed` by operation and client token.
    client_tokens: HashMap<(String, String), usize>,
    /// Id of the managed thing made of a device, by connector destination and
    /// device.
    things_of_devices: HashMap<(String, String), String>,
}

/// Devices that a customer has no longer, and those that came.
#[derive(Clone, Debug, Default, PartialEq)]
struct DeviceChanges {
    removed: Vec<String>,
    added: Vec<Device>,
}

/// Things with an id, in the order in which they were made. Nothing is ever
/// taken off, so a position stays valid as long as the world.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Shelf<T> {
    things: Vec<T>,
    positions: HashMap<String, usize>,
}

impl World {
    /// An account with nothing in it, not even a connector destination.
    pub fn empty() -> World {
        World::default()
    }

    pub(crate) fn connector_destination(&self, id: &str) -> Option<&ConnectorDestination> {
        self.connector_destinations.iter().find(|destination| destination.id == id && !destination.gone)
    }

    /// The devices a customer has by now.
    pub(crate) fn devices_of(&self, vendor: &Vendor, customer: &str) -> Vec<Device> {
        let mut devices = vendor.devices_of(customer);
        if let Some(changes) = self.customers_changes.get(&(vendor.slug.to_owned(), customer.to_owned())) {
            devices.retain(|device| {
                !changes.removed.contains(&device.id)
                    && !changes.added.iter().any(|added| added.id == device.id)
            });
            devices.extend(changes.added.iter().cloned());
        }
        devices
    }

    /// The found device that this authentication material names.
    pub(crate) fn discovered(&self, material: &str) -> Option<&DiscoveredMaterial> {
        let materials = &self.discovered_materials;
        materials.get(material).or_else(|| materials.get(&canonical_material(material)))
    }

    /// Kinds of the device behind a thing, as its device cloud told them.
    pub(crate) fn kinds_of(&self, thing: &ManagedThing) -> Vec<String> {
        self.discovered(&thing.authentication_material).map(|found| found.kinds.clone()).unwrap_or_default()
    }

    /// The request committed earlier with this client token.
    pub(crate) fn committed_with_token(&self, operation: &str, token: &str) -> Option<&CommittedRequest> {
        let position = self.client_tokens.get(&(operation.to_owned(), token.to_owned()))?;
        self.committed.get(*position)
    }

    pub(crate) fn managed_thing_for_device(
        &self,
        destination_id: &str,
        device_id: &str,
        now: Moment,
    ) -> Option<&ManagedThing> {
        let device = (destination_id.to_owned(), device_id.to_owned());
        self.managed_things.get(self.things_of_devices.get(&device)?).filter(|thing| !thing.is_gone(now))
    }

    pub(crate) fn registration(&self, thing_id: &str, association_id: &str) -> Option<&Registration> {
        self.registrations.iter().find(|registration| {
            !registration.ended
                && registration.managed_thing_id == thing_id
                && registration.account_association_id == association_id
        })
    }

    fn remember_client_token(&mut self, request: &CommittedRequest) {
        if let Some(token) = request.request.get("ClientToken").and_then(Value::as_str) {
            let key = (request.operation.clone(), token.to_owned());
            self.client_tokens.insert(key, self.committed.len());
        }
    }

    /// Requests with a client token used before are carried out once more.
    pub(crate) fn forget_client_tokens(&mut self) {
        self.client_tokens.clear();
    }
}

impl<T> Default for Shelf<T> {
    fn default() -> Shelf<T> {
        Shelf { things: Vec::new(), positions: HashMap::new() }
    }
}

impl<T> Shelf<T> {
    pub(crate) fn put(&mut self, id: &str, thing: T) {
        self.positions.insert(id.to_owned(), self.things.len());
        self.things.push(thing);
    }

    pub(crate) fn get(&self, id: &str) -> Option<&T> {
        self.things.get(*self.positions.get(id)?)
    }

    pub(crate) fn get_mut(&mut self, id: &str) -> Option<&mut T> {
        self.things.get_mut(*self.positions.get(id)?)
    }

    pub(crate) fn iter(&self) -> std::slice::Iter<'_, T> {
        self.things.iter()
    }
}
