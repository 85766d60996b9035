//! Ids and intents the tests speak of, and every call of the gateway by name.

use managed_integrations::ManagedIntegrations;
use onboarding::{
    AccountAssociationId, ClientToken, ConnectorDestinationId, ConnectorDeviceId, CreateAccountAssociation,
    CreateManagedThing, DeviceDiscoveryId, Gateway, Intent, ManagedThingFilter, ManagedThingId, Problem,
    RegisterAccountAssociation, StartDeviceDiscovery, UpdateAccountAssociation,
};

pub(crate) fn link() -> AccountAssociationId {
    AccountAssociationId::new("a1b2")
}

pub(crate) fn cloud() -> ConnectorDestinationId {
    ConnectorDestinationId::new("cloud-1")
}

pub(crate) fn search() -> DeviceDiscoveryId {
    DeviceDiscoveryId::new("d1s2")
}

pub(crate) fn thing() -> ManagedThingId {
    ManagedThingId::new("t:1")
}

pub(crate) fn create_link() -> Intent {
    Intent::CreateAccountAssociation(CreateAccountAssociation {
        client_token: ClientToken::new("lk1-7f"),
        connector_destination_id: cloud(),
        name: "Miller Flat 3".into(),
        description: "job 4711 made 2026-11-21 by ak lw-0123456789ab".into(),
        tags: vec![("job".into(), "canary-tag".into()), ("site".into(), "north".into())],
        auth_material_name: None,
    })
}

pub(crate) fn update_link() -> Intent {
    Intent::UpdateAccountAssociation(UpdateAccountAssociation {
        account_association_id: link(),
        name: Some("Mueller".into()),
        description: None,
    })
}

pub(crate) fn delete_link() -> Intent {
    Intent::DeleteAccountAssociation(link())
}

pub(crate) fn start_search() -> Intent {
    Intent::StartDeviceDiscovery(StartDeviceDiscovery {
        client_token: ClientToken::new("lk2-7f"),
        account_association_id: link(),
        connector_device_ids: vec![ConnectorDeviceId::new("lamp.1")],
    })
}

pub(crate) fn create_thing() -> Intent {
    Intent::CreateManagedThing(CreateManagedThing {
        client_token: ClientToken::new("lk3-7f"),
        authentication_material: "CLOUD:XXXX:lamp.1@home".into(),
        name: Some("Lampe Küche".into()),
        owner: Some("miller".into()),
        brand: Some("Hue".into()),
        model: None,
        classification: Some("LIGHT".into()),
    })
}

pub(crate) fn register() -> Intent {
    Intent::RegisterAccountAssociation(RegisterAccountAssociation {
        managed_thing_id: thing(),
        account_association_id: link(),
        device_discovery_id: search(),
    })
}

/// Every mutation.
pub(crate) fn intents() -> [Intent; 6] {
    [create_link(), update_link(), delete_link(), start_search(), create_thing(), register()]
}

/// Every question, by its operation's name at AWS.
pub(crate) const READS: [&str; 9] = [
    "ListConnectorDestinations",
    "GetConnectorDestination",
    "GetAccountAssociation",
    "ListAccountAssociations",
    "GetDeviceDiscovery",
    "ListDiscoveredDevices",
    "GetManagedThing",
    "ListManagedThings",
    "ListManagedThingAccountAssociations",
];

/// Asks one of [`READS`] and forgets a good answer.
pub(crate) async fn read(service: &ManagedIntegrations, operation: &str) -> Result<(), Problem> {
    match operation {
        "ListConnectorDestinations" => service.list_connector_destinations(None).await.map(|_| ()),
        "GetConnectorDestination" => service.get_connector_destination(&cloud()).await.map(|_| ()),
        "GetAccountAssociation" => service.get_account_association(&link()).await.map(|_| ()),
        "ListAccountAssociations" => service.list_account_associations(None, None).await.map(|_| ()),
        "GetDeviceDiscovery" => service.get_device_discovery(&search()).await.map(|_| ()),
        "ListDiscoveredDevices" => service.list_discovered_devices(&search(), None).await.map(|_| ()),
        "GetManagedThing" => service.get_managed_thing(&thing()).await.map(|_| ()),
        "ListManagedThings" => {
            service.list_managed_things(&ManagedThingFilter::default(), None).await.map(|_| ())
        }
        "ListManagedThingAccountAssociations" => {
            service.list_managed_thing_account_associations(None, None, None).await.map(|_| ())
        }
        other => panic!("{other} is no question of the gateway"),
    }
}
