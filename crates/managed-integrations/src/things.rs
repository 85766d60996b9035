//! Devices in AWS: `GetManagedThing`, `ListManagedThings` and
//! `ListManagedThingAccountAssociations`.

use aws_sdk_iotmanagedintegrations::types;
use onboarding::{
    AccountAssociationId, ConnectorDestinationId, ConnectorDeviceId, ManagedThing, ManagedThingAssociation,
    ManagedThingAssociationStatus, ManagedThingFilter, ManagedThingId, Page, Problem, ProvisioningStatus,
    fit_to_show,
};

use crate::moments::moment;
use crate::{ManagedIntegrations, PAGE_SIZE};

pub(crate) async fn get(service: &ManagedIntegrations, id: &ManagedThingId) -> Result<ManagedThing, Problem> {
    let output = service
        .read("GetManagedThing", |client, settings| {
            client.get_managed_thing().identifier(id.as_str()).customize().config_override(settings).send()
        })
        .await?;
    let status = output.provisioning_status();
    let provisioning_status = status.map(|status| ProvisioningStatus::from(status.as_str()));
    Ok(ManagedThing {
        created_at: output.created_at().and_then(moment),
        id: output.id.map_or_else(|| id.clone(), ManagedThingId::new),
        arn: output.arn,
        name: output.name.as_deref().and_then(fit_to_show),
        owner: output.owner.as_deref().and_then(fit_to_show),
        brand: output.brand.as_deref().and_then(fit_to_show),
        model: output.model.as_deref().and_then(fit_to_show),
        classification: output.classification.as_deref().and_then(fit_to_show),
        serial_number: output.serial_number.as_deref().and_then(fit_to_show),
        connector_destination_id: output.connector_destination_id.map(ConnectorDestinationId::new),
        connector_device_id: output.connector_device_id.map(ConnectorDeviceId::new),
        provisioning_status,
    })
}

pub(crate) async fn list(
    service: &ManagedIntegrations,
    filter: &ManagedThingFilter,
    next: Option<&str>,
) -> Result<Page<ManagedThing>, Problem> {
    let destination = filter.connector_destination_id.as_ref().map(|id| id.as_str().to_owned());
    let device = filter.connector_device_id.as_ref().map(|id| id.as_str().to_owned());
    let status = filter.provisioning_status.as_ref();
    let output = service
        .read("ListManagedThings", |client, settings| {
            client
                .list_managed_things()
                .set_connector_destination_id_filter(destination.clone())
                .set_connector_device_id_filter(device.clone())
                .set_owner_filter(filter.owner.clone())
                .set_serial_number_filter(filter.serial_number.clone())
                .set_provisioning_status_filter(status.map(|status| status.as_str().into()))
                .max_results(PAGE_SIZE)
                .set_next_token(next.map(str::to_owned))
                .customize()
                .config_override(settings)
                .send()
        })
        .await?;
    let items = output.items().iter().filter_map(thing).collect();
    Ok(Page { items, next: output.next_token })
}

pub(crate) async fn list_associations(
    service: &ManagedIntegrations,
    of_thing: Option<&ManagedThingId>,
    of_association: Option<&AccountAssociationId>,
    next: Option<&str>,
) -> Result<Page<ManagedThingAssociation>, Problem> {
    let output = service
        .read("ListManagedThingAccountAssociations", |client, settings| {
            client
                .list_managed_thing_account_associations()
                .set_managed_thing_id(of_thing.map(|id| id.as_str().to_owned()))
                .set_account_association_id(of_association.map(|id| id.as_str().to_owned()))
                .max_results(PAGE_SIZE)
                .set_next_token(next.map(str::to_owned))
                .customize()
                .config_override(settings)
                .send()
        })
        .await?;
    let items = output.items().iter().filter_map(association).collect();
    Ok(Page { items, next: output.next_token })
}

fn thing(row: &types::ManagedThingSummary) -> Option<ManagedThing> {
    let status = row.provisioning_status();
    Some(ManagedThing {
        id: ManagedThingId::new(row.id()?),
        arn: row.arn.clone(),
        name: row.name().and_then(fit_to_show),
        owner: row.owner().and_then(fit_to_show),
        brand: row.brand().and_then(fit_to_show),
        model: row.model().and_then(fit_to_show),
        classification: row.classification().and_then(fit_to_show),
        serial_number: row.serial_number().and_then(fit_to_show),
        connector_destination_id: row.connector_destination_id().map(ConnectorDestinationId::new),
        connector_device_id: row.connector_device_id().map(ConnectorDeviceId::new),
        provisioning_status: status.map(|status| ProvisioningStatus::from(status.as_str())),
        created_at: row.created_at().and_then(moment),
    })
}

fn association(row: &types::ManagedThingAssociation) -> Option<ManagedThingAssociation> {
    let status = row.managed_thing_association_status().map_or("", |status| status.as_str());
    Some(ManagedThingAssociation {
        managed_thing_id: ManagedThingId::new(row.managed_thing_id()?),
        account_association_id: AccountAssociationId::new(row.account_association_id()?),
        status: ManagedThingAssociationStatus::from(status),
    })
}
