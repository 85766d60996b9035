//! Mutations: each [`Intent`] as the one request it stands for.

use aws_sdk_iotmanagedintegrations::types;
use aws_types::request_id::RequestId;
use onboarding::{
    AccountAssociationId, AssociationState, CreateAccountAssociation, CreateManagedThing,
    CreatedAccountAssociation, DeviceDiscoveryId, Intent, ManagedThingId, Outcome, Performed, Problem,
    RegisterAccountAssociation, StartDeviceDiscovery, UpdateAccountAssociation,
};

use crate::ManagedIntegrations;
use crate::problem::incomplete_answer;

pub(crate) async fn perform(service: &ManagedIntegrations, intent: &Intent) -> Result<Performed, Problem> {
    let operation = intent.operation();
    match intent {
        Intent::CreateAccountAssociation(it) => create_link(service, operation, it).await,
        Intent::UpdateAccountAssociation(it) => update_link(service, operation, it).await,
        Intent::DeleteAccountAssociation(id) => delete_link(service, operation, id).await,
        Intent::StartDeviceDiscovery(it) => start_discovery(service, operation, it).await,
        Intent::CreateManagedThing(it) => create_thing(service, operation, it).await,
        Intent::RegisterAccountAssociation(it) => register(service, operation, it).await,
    }
}

async fn create_link(
    service: &ManagedIntegrations,
    operation: &'static str,
    it: &CreateAccountAssociation,
) -> Result<Performed, Problem> {
    let named = it
        .auth_material_name
        .as_ref()
        .map(|name| types::GeneralAuthorizationName::builder().auth_material_name(name).build());
    // An empty map is refused by AWS, and the SDK would send it.
    let tags = (!it.tags.is_empty()).then(|| it.tags.iter().cloned().collect());
    let output = service
        .mutate(operation, |client, settings| {
            client
                .create_account_association()
                .client_token(it.client_token.as_str())
                .connector_destination_id(it.connector_destination_id.as_str())
                .set_name(unless_empty(&it.name))
                .set_description(unless_empty(&it.description))
                .set_tags(tags)
                .set_general_authorization(named)
                .customize()
                .config_override(settings)
                .send()
        })
        .await?;
    if output.account_association_id.is_empty() {
        return Err(incomplete_answer(operation, true, &output));
    }
    let request_id = output.request_id().map(str::to_owned);
    let outcome = Outcome::AccountAssociationCreated(CreatedAccountAssociation {
        state: AssociationState::from(output.association_state.as_str()),
        id: AccountAssociationId::new(output.account_association_id),
        arn: output.arn,
        o_auth_authorization_url: output.o_auth_authorization_url,
    });
    Ok(Performed { outcome, request_id })
}

async fn update_link(
    service: &ManagedIntegrations,
    operation: &'static str,
    it: &UpdateAccountAssociation,
) -> Result<Performed, Problem> {
    let output = service
        .mutate(operation, |client, settings| {
            client
                .update_account_association()
                .account_association_id(it.account_association_id.as_str())
                .set_name(it.name.clone())
                .set_description(it.description.clone())
                .customize()
                .config_override(settings)
                .send()
        })
        .await?;
    Ok(performed(Outcome::AccountAssociationUpdated, &output))
}

async fn delete_link(
    service: &ManagedIntegrations,
    operation: &'static str,
    id: &AccountAssociationId,
) -> Result<Performed, Problem> {
    let output = service
        .mutate(operation, |client, settings| {
            client
                .delete_account_association()
                .account_association_id(id.as_str())
                .customize()
                .config_override(settings)
                .send()
        })
        .await?;
    Ok(performed(Outcome::AccountAssociationDeleted, &output))
}

async fn start_discovery(
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

async fn create_thing(
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

async fn register(
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

fn performed(outcome: Outcome, answer: &impl RequestId) -> Performed {
    Performed { outcome, request_id: answer.request_id().map(str::to_owned) }
}

fn unless_empty(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
