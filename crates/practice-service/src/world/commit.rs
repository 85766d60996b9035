//! What a committed request does to the world, and the one function that does
//! it. It reads no clock and draws no ids: both are in the request.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::World;
use super::account_association::{AccountAssociation, Authorization, Outcome};
use super::device_discovery::{DeviceDiscovery, DiscoveredMaterial};
use super::managed_thing::{ManagedThing, ProvisioningStatus, Registration};
use crate::moment::Moment;

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct CommittedRequest {
    /// From 1 on, without gaps.
    pub(crate) sequence: u64,
    pub(crate) at: Moment,
    /// An operation's name, or `CustomerSignIn` for the vendor's answer.
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
                    association.authorization = Authorization::Answered { at, outcome };
                }
            }
            Commit::DeviceDiscoveryStarted(discovery) => self.start(*discovery),
            Commit::ManagedThingCreated(thing) => self.put_managed_thing(*thing),
            Commit::AccountAssociationRegistered(registration) => self.register(registration, at),
            Commit::AccountAssociationDeregistered { managed_thing_id, account_association_id } => {
                self.deregister(&managed_thing_id, &account_association_id, at);
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
            let device = (destination.clone(), device.clone());
            self.things_of_devices.entry(device).or_insert_with(|| thing.id.clone());
        }
        self.managed_things.put(&thing.id.clone(), thing);
    }

    fn register(&mut self, registration: Registration, at: Moment) {
        if let Some(thing) = self.managed_things.get_mut(&registration.managed_thing_id) {
            thing.provisioning_status = ProvisioningStatus::Activated;
            thing.activated_at.get_or_insert(at);
            thing.updated_at = at;
        }
        self.registrations.push(registration);
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
