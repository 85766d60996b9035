//! Device searches: `GetDeviceDiscovery` and `ListDiscoveredDevices`.

use aws_sdk_iotmanagedintegrations::types;
use onboarding::{
    AccountAssociationId, ConnectorDeviceId, DeviceDiscovery, DeviceDiscoveryId, DeviceDiscoveryStatus,
    DiscoveredDevice, ManagedThingId, Modification, Page, Problem, fit_to_show,
};

use crate::problem::{SDK_PLACEHOLDER, incomplete_answer};
use crate::{ManagedIntegrations, PAGE_SIZE};

pub(crate) async fn get(
    service: &ManagedIntegrations,
    id: &DeviceDiscoveryId,
) -> Result<DeviceDiscovery, Problem> {
    const OPERATION: &str = "GetDeviceDiscovery";
    let output = service
        .read(OPERATION, |client, settings| {
            client.get_device_discovery().identifier(id.as_str()).customize().config_override(settings).send()
        })
        .await?;
    if output.status.as_str() == SDK_PLACEHOLDER {
        return Err(incomplete_answer(OPERATION, false, &output));
    }
    let id = if output.id.is_empty() { id.as_str() } else { output.id.as_str() };
    Ok(DeviceDiscovery {
        id: DeviceDiscoveryId::new(id),
        status: DeviceDiscoveryStatus::from(output.status.as_str()),
        account_association_id: output.account_association_id.map(AccountAssociationId::new),
    })
}

pub(crate) async fn list_devices(
    service: &ManagedIntegrations,
    id: &DeviceDiscoveryId,
    next: Option<&str>,
) -> Result<Page<DiscoveredDevice>, Problem> {
    let output = service
        .read("ListDiscoveredDevices", |client, settings| {
            client
                .list_discovered_devices()
                .identifier(id.as_str())
                .max_results(PAGE_SIZE)
                .set_next_token(next.map(str::to_owned))
                .customize()
                .config_override(settings)
                .send()
        })
        .await?;
    let items = output.items().iter().filter_map(device).collect();
    Ok(Page { items, next: output.next_token })
}

fn device(row: &types::DiscoveredDeviceSummary) -> Option<DiscoveredDevice> {
    Some(DiscoveredDevice {
        connector_device_id: ConnectorDeviceId::new(row.connector_device_id()?),
        name: row.connector_device_name().and_then(fit_to_show),
        device_types: row.device_types().iter().filter_map(|kind| fit_to_show(kind)).collect(),
        managed_thing_id: row.managed_thing_id().map(ManagedThingId::new),
        modification: row.modification().map(|change| Modification::from(change.as_str())),
        brand: row.brand().and_then(fit_to_show),
        model: row.model().and_then(fit_to_show),
        authentication_material: row.authentication_material.clone(),
    })
}
