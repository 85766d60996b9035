//! What a committed request does to the world, and the one function that does
//! it. It reads no clock and draws no ids: both are in the request.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::World;
use super::account_association::{AccountAssociation, Authorization, Outcome};
use super::connector::DestinationChange;
use super::device_discovery::{DeviceDiscovery, DiscoveredMaterial};
use super::event_log::EventLogConfiguration;
use super::managed_thing::{Deletion, ManagedThing, ProvisioningStatus, Registration, Report};
use super::vendor::Device;
use crate::moment::Moment;

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct CommittedRequest {
    /// From 1 on, without gaps.
    pub(crate) sequence: u64,
    pub(crate) at: Moment,
    /// An operation's name, `CustomerSignIn` for the vendor's answer, or
    /// `Practice…` for what the practice API changed.
    pub(crate) operation: String,
    pub(crate) request_id: String,
    pub(crate) request: Value,
    pub(crate) response: Value,
    pub(crate) commit: Commit,
}

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub(crate) enum Commit {
    AccountAssociationCreated(Box<AccountAssociation>),
    AccountAssociationUpdated { id: String, name: Option<String>, description: Option<String> },
    AccountAssociationDeleted { id: String, gone_at: Moment },
    SignInAnswered { account_association_id: String, at: Moment, outcome: Outcome },
    DeviceDiscoveryStarted(Box<DeviceDiscovery>),
    ManagedThingCreated(Box<ManagedThing>),
    AccountAssociationRegistered(Registration),
    AccountAssociationDeregistered { managed_thing_id: String, account_association_id: String },
    AccountAssociationRefreshed { id: String, sign_in_key: String, authorization: Authorization },
    AccountAssociationSet { id: String, authorization: Authorization, gone_at: Option<Moment> },
    ResourceTagged { resource: TaggedResource, id: String, tags: Option<Value> },
    ManagedThingUpdated { id: String, details: Map<String, Value> },
    ManagedThingDeleted { id: String, deletion: Deletion },
    CommandSent { managed_thing_id: String, report: Option<Report> },
    ManagedThingSet { id: String, reachable: Option<bool>, provisioning_status: Option<ProvisioningStatus> },
    CustomerDevicesChanged { vendor: String, customer: String, remove: Vec<String>, add: Vec<Device> },
    ConnectorDestinationChanged { id: String, change: DestinationChange },
    EventLogConfigurationCreated(Box<EventLogConfiguration>),
    EventLogConfigurationUpdated { id: String, level: String },
    EventLogConfigurationDeleted { id: String },
}

/// What tags can be put on here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum TaggedResource {
    AccountAssociation,
    ManagedThing,
}

impl Commit {
    /// Of which link a sign-in address went out with the answer, and its key.
    pub(crate) fn sign_in_issued(&self) -> Option<(&str, &str)> {
        if let Commit::AccountAssociationCreated(association) = self {
            Some((&association.id, &association.sign_in_key))
        } else if let Commit::AccountAssociationRefreshed { id, sign_in_key, .. } = self {
            Some((id, sign_in_key))
        } else {
            None
        }
    }
}

impl World {
    pub(crate) fn apply(&mut self, request: CommittedRequest) {
        self.change(request.at, request.commit.clone());
        self.remember_client_token(&request);
        self.committed.push(request);
    }

    /// Also used to build seeds, which leave no trace in the ledger.
    pub(super) fn change(&mut self, at: Moment, commit: Commit) {
        match commit {
            Commit::AccountAssociationCreated(association) => {
                self.account_associations.put(&association.id.clone(), *association);
            }
            Commit::AccountAssociationUpdated { id, name, description } => {
                if let Some(association) = self.account_associations.get_mut(&id) {
                    association.name = name.or(association.name.take());
                    association.description = description.or(association.description.take());
                }
            }
            Commit::AccountAssociationDeleted { id, gone_at } => {
                if let Some(association) = self.account_associations.get_mut(&id) {
                    association.gone_at = Some(gone_at);
                }
            }
            Commit::SignInAnswered { account_association_id, at, outcome } => {
                if let Some(association) = self.account_associations.get_mut(&account_association_id) {
                    association.answer(at, outcome);
                }
            }
            Commit::DeviceDiscoveryStarted(discovery) => self.start(*discovery),
            Commit::ManagedThingCreated(thing) => self.put_managed_thing(*thing),
            Commit::AccountAssociationRegistered(registration) => self.register(registration, at),
            Commit::AccountAssociationDeregistered { managed_thing_id, account_association_id } => {
                self.deregister(&managed_thing_id, &account_association_id, at);
            }
            Commit::AccountAssociationRefreshed { id, sign_in_key, authorization } => {
                if let Some(association) = self.account_associations.get_mut(&id) {
                    association.sign_in_key = sign_in_key;
                    association.authorization = authorization;
                }
            }
            Commit::AccountAssociationSet { id, authorization, gone_at } => {
                if let Some(association) = self.account_associations.get_mut(&id) {
                    association.authorization = authorization;
                    association.gone_at = gone_at;
                }
            }
            Commit::ResourceTagged { resource, id, tags } => self.tag(resource, &id, tags),
            Commit::ManagedThingUpdated { id, details } => {
                if let Some(thing) = self.managed_things.get_mut(&id) {
                    thing.details.extend(details);
                    thing.updated_at = at;
                }
            }
            Commit::ManagedThingDeleted { id, deletion } => self.delete_managed_thing(&id, deletion, at),
            Commit::CommandSent { managed_thing_id, report } => {
                if let Some((thing, report)) = self.managed_things.get_mut(&managed_thing_id).zip(report) {
                    thing.report(at, report);
                }
            }
            Commit::ManagedThingSet { id, reachable, provisioning_status } => {
                if let Some(thing) = self.managed_things.get_mut(&id) {
                    thing.set(reachable, provisioning_status, at);
                }
            }
            Commit::CustomerDevicesChanged { vendor, customer, remove, add } => {
                self.change_devices((vendor, customer), remove, add);
            }
            Commit::ConnectorDestinationChanged { id, change } => {
                let known = self.connector_destinations.iter_mut().find(|known| known.id == id);
                if let Some(destination) = known {
                    destination.change(change);
                }
            }
            Commit::EventLogConfigurationCreated(configuration) => {
                self.event_log_configurations.put(&configuration.id.clone(), *configuration);
            }
            Commit::EventLogConfigurationUpdated { id, level } => {
                if let Some(configuration) = self.event_log_configurations.get_mut(&id) {
                    configuration.level = level;
                }
            }
            Commit::EventLogConfigurationDeleted { id } => {
                if let Some(configuration) = self.event_log_configurations.get_mut(&id) {
                    configuration.deleted = true;
                }
            }
        }
    }

    fn start(&mut self, discovery: DeviceDiscovery) {
        let destination_id = self
            .account_associations
            .get(&discovery.account_association_id)
            .map(|association| association.connector_destination_id.clone())
            .unwrap_or_default();
        for found in &discovery.found {
            let material = found.device.lookup_material();
            let known = self.discovered_materials.get(&material);
            if known.is_some_and(|known| known.connector_destination_id == destination_id) {
                continue;
            }
            self.discovered_materials.insert(
                material,
                DiscoveredMaterial {
                    connector_destination_id: destination_id.clone(),
                    connector_device_id: found.device.id.clone(),
                    kinds: found.device.kinds.clone(),
                    appears_at: found.appears_at,
                },
            );
        }
        self.device_discoveries.put(&discovery.id.clone(), discovery);
    }

    fn put_managed_thing(&mut self, thing: ManagedThing) {
        if let (Some(destination), Some(device)) =
            (&thing.connector_destination_id, &thing.connector_device_id)
        {
            // Two are told of one device only by a seed or after a deletion.
            let before = self.managed_thing_for_device(destination, device, thing.created_at);
            if before.is_none() {
                let device = (destination.clone(), device.clone());
                self.things_of_devices.insert(device, thing.id.clone());
            }
        }
        self.managed_things.put(&thing.id.clone(), thing);
    }

    fn register(&mut self, registration: Registration, at: Moment) {
        if let Some(thing) = self.managed_things.get_mut(&registration.managed_thing_id) {
            thing.provisioning_status = ProvisioningStatus::Activated;
            thing.deletion = None;
            thing.activated_at.get_or_insert(at);
            thing.updated_at = at;
        }
        self.registrations.push(registration);
    }

    /// A deleted thing is on no link from the moment at which deletion was asked.
    fn delete_managed_thing(&mut self, id: &str, deletion: Deletion, at: Moment) {
        for registration in &mut self.registrations {
            if registration.managed_thing_id == id {
                registration.ended = true;
            }
        }
        if let Some(thing) = self.managed_things.get_mut(id) {
            thing.deletion = Some(deletion);
            thing.updated_at = at;
        }
    }

    fn tag(&mut self, resource: TaggedResource, id: &str, tags: Option<Value>) {
        match resource {
            TaggedResource::AccountAssociation => {
                if let Some(association) = self.account_associations.get_mut(id) {
                    association.tags = tags;
                }
            }
            TaggedResource::ManagedThing => {
                if let Some(thing) = self.managed_things.get_mut(id) {
                    match tags {
                        Some(tags) => thing.details.insert("Tags".to_owned(), tags),
                        None => thing.details.shift_remove("Tags"),
                    };
                }
            }
        }
    }

    fn change_devices(&mut self, customer: (String, String), remove: Vec<String>, add: Vec<Device>) {
        let changes = self.customers_changes.entry(customer).or_default();
        changes
            .added
            .retain(|device| !remove.contains(&device.id) && !add.iter().any(|added| added.id == device.id));
        changes.removed.retain(|id| !add.iter().any(|added| &added.id == id));
        changes.removed.extend(remove);
        changes.added.extend(add);
    }

    /// After its last association a cloud thing can no longer be reached.
    fn deregister(&mut self, thing_id: &str, association_id: &str, at: Moment) {
        for registration in &mut self.registrations {
            if registration.managed_thing_id == thing_id
                && registration.account_association_id == association_id
            {
                registration.ended = true;
            }
        }
        let still_associated = self
            .registrations
            .iter()
            .any(|registration| !registration.ended && registration.managed_thing_id == thing_id);
        if let Some(thing) = self.managed_things.get_mut(thing_id) {
            thing.updated_at = at;
            if !still_associated {
                thing.provisioning_status = ProvisioningStatus::Isolated;
            }
        }
    }
}
