//! Mutations about devices: searches for them, the devices in AWS, and their
//! registrations on links.

use aws_sdk_iotmanagedintegrations::types;
use onboarding::{
    CreateManagedThing, DeregisterAccountAssociation, DeviceDiscoveryId, ManagedThingId, Outcome, Performed,
    Problem, RegisterAccountAssociation, StartDeviceDiscovery, UpdateManagedThing,
};

use super::performed;
use crate::ManagedIntegrations;
use crate::problem::incomplete_answer;

pub(super) async fn start_discovery(
    service: &ManagedIntegrations,
    operation: &'static str,
    it: &StartDeviceDiscovery,
) -> Result<Performed, Problem> {
    let devices: Vec<_> = it.connector_device_ids.iter().map(|id| id.as_str().to_owned()).collect();
    let output = service
        .mutate(operation, |client, settings| {
            client
                .start_device_discovery()
                .discovery_type(types::DiscoveryType::Cloud)
                .client_token(it.client_token.as_str())
                .account_association_id(it.account_association_id.as_str())
                .set_connector_device_id_list((!devices.is_empty()).then_some(devices))
                .customize()
                .config_override(settings)
                .send()
        })
        .await?;
    match output.id() {
        Some(id) if !id.is_empty() => {
            Ok(performed(Outcome::DeviceDiscoveryStarted(DeviceDiscoveryId::new(id)), &output))
        }
        Some(_) | None => Err(incomplete_answer(operation, true, &output)),
    }
}

pub(super) async fn create(
    service: &ManagedIntegrations,
    operation: &'static str,
    it: &CreateManagedThing,
) -> Result<Performed, Problem> {
    let output = service
        .mutate(operation, |client, settings| {
            client
                .create_managed_thing()
                .role(types::Role::Device)
                .authentication_material_type(types::AuthMaterialType::DiscoveredDevice)
                .authentication_material(it.authentication_material.as_str())
                .client_token(it.client_token.as_str())
                .set_name(it.name.clone())
                .set_owner(it.owner.clone())
                .set_brand(it.brand.clone())
                .set_model(it.model.clone())
                .set_classification(it.classification.clone())
                .customize()
                .config_override(settings)
                .send()
        })
        .await?;
    match output.id() {
        Some(id) if !id.is_empty() => {
            Ok(performed(Outcome::ManagedThingCreated(ManagedThingId::new(id)), &output))
        }
        Some(_) | None => Err(incomplete_answer(operation, true, &output)),
    }
}

pub(super) async fn update(
    service: &ManagedIntegrations,
    operation: &'static str,
    it: &UpdateManagedThing,
) -> Result<Performed, Problem> {
    let output = service
        .mutate(operation, |client, settings| {
            client
                .update_managed_thing()
                .identifier(it.managed_thing_id.as_str())
                .set_name(it.name.clone())
                .set_owner(it.owner.clone())
                .customize()
                .config_override(settings)
                .send()
        })
        .await?;
    Ok(performed(Outcome::ManagedThingUpdated, &output))
}

/// Never with `Force`: what a device still hangs on is for the service to say.
pub(super) async fn delete(
    service: &ManagedIntegrations,
    operation: &'static str,
    id: &ManagedThingId,
) -> Result<Performed, Problem> {
    let output = service
        .mutate(operation, |client, settings| {
            client.delete_managed_thing().identifier(id.as_str()).customize().config_override(settings).send()
        })
        .await?;
    Ok(performed(Outcome::ManagedThingDeleted, &output))
}

pub(super) async fn register(
    service: &ManagedIntegrations,
    operation: &'static str,
    it: &RegisterAccountAssociation,
) -> Result<Performed, Problem> {
    let output = service
        .mutate(operation, |client, settings| {
            client
                .register_account_association()
                .managed_thing_id(it.managed_thing_id.as_str())
                .account_association_id(it.account_association_id.as_str())
                .device_discovery_id(it.device_discovery_id.as_str())
                .customize()
                .config_override(settings)
                .send()
        })
        .await?;
    Ok(performed(Outcome::AccountAssociationRegistered, &output))
}

pub(super) async fn deregister(
    service: &ManagedIntegrations,
    operation: &'static str,
    it: &DeregisterAccountAssociation,
) -> Result<Performed, Problem> {
    let output = service
        .mutate(operation, |client, settings| {
            client
                .deregister_account_association()
                .managed_thing_id(it.managed_thing_id.as_str())
                .account_association_id(it.account_association_id.as_str())
                .customize()
                .config_override(settings)
                .send()
        })
        .await?;
    Ok(performed(Outcome::AccountAssociationDeregistered, &output))
}
