//! Ids, intents and questions the tests speak of: one of every kind.

use onboarding::{
    AccountAssociationId, CapabilityState, ClientToken, ConnectorDestinationId, ConnectorDeviceId,
    CreateAccountAssociation, CreateManagedThing, DeregisterAccountAssociation, DeviceDiscoveryId,
    EndpointState, Intent, ManagedThingFilter, ManagedThingId, Question, ReadState,
    RegisterAccountAssociation, StartDeviceDiscovery, TagResource, UntagResource, UpdateAccountAssociation,
    UpdateManagedThing,
};

pub(crate) const ARN: &str =
    "arn:aws:iotmanagedintegrations:eu-west-1:123456789012:account-association/abc123";

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

pub(crate) fn refresh() -> Intent {
    Intent::StartAccountAssociationRefresh(link())
}

pub(crate) fn deregister() -> Intent {
    Intent::DeregisterAccountAssociation(DeregisterAccountAssociation {
        managed_thing_id: thing(),
        account_association_id: link(),
    })
}

pub(crate) fn update_thing() -> Intent {
    Intent::UpdateManagedThing(UpdateManagedThing {
        managed_thing_id: thing(),
        name: Some("Lampe Küche".into()),
        owner: Some("canary-owner".into()),
    })
}

pub(crate) fn delete_thing() -> Intent {
    Intent::DeleteManagedThing(thing())
}

pub(crate) fn tag() -> Intent {
    let tags = vec![("job".into(), "4711".into()), ("site".into(), String::new())];
    Intent::TagResource(TagResource { resource_arn: ARN.into(), tags })
}

pub(crate) fn untag() -> Intent {
    let keys = vec!["job".into(), "x y".into()];
    Intent::UntagResource(UntagResource { resource_arn: ARN.into(), keys })
}

/// One endpoint with a capability of each id.
pub(crate) fn endpoint(id: &str, capability_ids: &[&str]) -> EndpointState {
    let capability = |id: &&str| CapabilityState {
        id: (*id).into(),
        name: "On/Off".into(),
        version: "1".into(),
        properties: Vec::new(),
    };
    EndpointState { endpoint_id: id.into(), capabilities: capability_ids.iter().map(capability).collect() }
}

pub(crate) fn read_state() -> ReadState {
    ReadState::of(thing(), Some(link()), &[endpoint("1", &["aws.OnOff@1.0"])]).unwrap()
}

/// Every mutation.
pub(crate) fn intents() -> [Intent; 12] {
    [
        create_link(),
        update_link(),
        delete_link(),
        start_search(),
        create_thing(),
        register(),
        refresh(),
        deregister(),
        update_thing(),
        delete_thing(),
        tag(),
        untag(),
    ]
}

/// Every question.
pub(crate) fn questions() -> [Question; 14] {
    [
        Question::ListConnectorDestinations { next: None },
        Question::GetConnectorDestination { id: cloud() },
        Question::GetAccountAssociation { id: link() },
        Question::ListAccountAssociations { of: None, next: None },
        Question::GetDeviceDiscovery { id: search() },
        Question::ListDiscoveredDevices { id: search(), next: None },
        Question::GetManagedThing { id: thing() },
        Question::ListManagedThings { filter: ManagedThingFilter::default(), next: None },
        Question::ListManagedThingAccountAssociations { of_thing: None, of_association: None, next: None },
        Question::GetManagedThingState { id: thing() },
        Question::GetManagedThingCapabilities { id: thing() },
        Question::GetManagedThingConnectivityData { id: thing() },
        Question::ReadManagedThingState { ask: read_state() },
        Question::ListEventLogConfigurations { next: None },
    ]
}

/// The question of this operation at AWS.
pub(crate) fn question(operation: &str) -> Question {
    let mut questions = questions().into_iter();
    questions.find(|question| question.operation() == operation).unwrap()
}
