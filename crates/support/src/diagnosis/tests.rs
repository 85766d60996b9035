//! Every finding where its condition is seen, and its absence where it is not.

mod failed;
mod ranked;
mod told;

use std::{collections::HashSet, time::Duration};

use onboarding::{
    Access, AccountAssociation, AccountAssociationId, AccountAssociationItem, AssociationState,
    ConnectorDestination, ConnectorDestinationId, ConnectorDeviceId, DeviceDiscoveryStatus, DiscoveredDevice,
    EventLogConfiguration, ManagedThing, ManagedThingAssociationStatus, ManagedThingId, Problem, ProblemKind,
    ProvisioningStatus, Timestamp,
};

use super::*;

const NOW: Timestamp = Timestamp(1_794_474_000_000);
const MINUTE: Duration = Duration::from_secs(60);

fn ago(age: Duration) -> Timestamp {
    Timestamp(NOW.0 - i64::try_from(age.as_millis()).unwrap())
}

fn link_id() -> AccountAssociationId {
    AccountAssociationId::new("link1")
}

fn cloud_id() -> ConnectorDestinationId {
    ConnectorDestinationId::new("cloud-1")
}

/// A link that is signed in, with two devices that the search finds again.
fn well() -> Evidence {
    Evidence {
        at: NOW,
        place: Place { region: "eu-west-1".to_owned(), endpoint: None },
        id: link_id(),
        listed: Seen::Yes(()),
        item: Some(AccountAssociationItem {
            id: link_id(),
            state: AssociationState::Succeeded,
            error_message: None,
            connector_destination_id: Some(cloud_id()),
            name: Some("Miller".to_owned()),
            description: None,
        }),
        link: Seen::Yes(AccountAssociation {
            id: link_id(),
            state: AssociationState::Succeeded,
            error_message: None,
            connector_destination_id: Some(cloud_id()),
            name: Some("Miller".to_owned()),
            description: None,
            arn: None,
            o_auth_authorization_url: String::new(),
            auth_material_name: None,
            tags: Vec::new(),
        }),
        device_cloud: Seen::Yes(ConnectorDestination {
            id: cloud_id(),
            name: Some("Brightwell".to_owned()),
            description: None,
            cloud_connector_id: None,
            accesses: vec![Access::CustomerSignsIn],
            completion_page: None,
            proactive_refresh: None,
        }),
        fares: Some(Fares { total: 40, failing: 1, others_total: 60, others_failing: 1 }),
        registered: Seen::Yes(vec![registered(1), registered(2)]),
        on_no_link: Seen::Yes(Vec::new()),
        search: Seen::Yes(search(&[1, 2])),
        on_other_links: Seen::Yes(Vec::new()),
        event_logs: Seen::Yes(vec![event_log("account-association", Some("*"))]),
        here: Here { first_seen: Some(ago(100 * MINUTE)), ..Here::default() },
    }
}

/// The same link, and AWS tells another state of it.
fn in_state(state: AssociationState) -> Evidence {
    let mut evidence = well();
    if let Seen::Yes(link) = &mut evidence.link {
        link.state = state.clone();
    }
    if let Some(item) = &mut evidence.item {
        item.state = state;
    }
    evidence.search = Seen::NotAsked;
    evidence.on_other_links = Seen::NotAsked;
    evidence
}

fn with(change: impl FnOnce(&mut Evidence)) -> Evidence {
    let mut evidence = well();
    change(&mut evidence);
    evidence
}

fn device_id(number: u32) -> ConnectorDeviceId {
    ConnectorDeviceId::new(format!("lamp-{number}"))
}

fn thing_id(number: u32) -> ManagedThingId {
    ManagedThingId::new(format!("thing{number}"))
}

fn thing(number: u32, status: ProvisioningStatus) -> ManagedThing {
    ManagedThing {
        id: thing_id(number),
        arn: None,
        name: Some(format!("Lamp {number}")),
        owner: Some("job-1".to_owned()),
        brand: None,
        model: None,
        classification: None,
        serial_number: None,
        connector_destination_id: Some(cloud_id()),
        connector_device_id: Some(device_id(number)),
        provisioning_status: Some(status),
        created_at: None,
    }
}

fn registered(number: u32) -> Registered {
    Registered {
        id: thing_id(number),
        status: ManagedThingAssociationStatus::Associated,
        thing: Seen::Yes(thing(number, ProvisioningStatus::Activated)),
    }
}

fn search(found: &[u32]) -> Search {
    let device = |number: &u32| DiscoveredDevice {
        connector_device_id: device_id(*number),
        name: None,
        device_types: Vec::new(),
        managed_thing_id: None,
        modification: None,
        brand: None,
        model: None,
        authentication_material: None,
    };
    Search {
        status: DeviceDiscoveryStatus::Succeeded,
        waited: Duration::from_secs(1),
        devices: found.iter().map(device).collect(),
    }
}

fn ended(status: DeviceDiscoveryStatus) -> Search {
    Search { status, waited: Duration::from_secs(30), devices: Vec::new() }
}

fn event_log(resource_type: &str, resource_id: Option<&str>) -> EventLogConfiguration {
    EventLogConfiguration {
        id: None,
        resource_type: resource_type.to_owned(),
        resource_id: resource_id.map(str::to_owned),
        level: "ERROR".to_owned(),
    }
}

fn elsewhere(number: u32, here_too: bool) -> OnAnotherLink {
    OnAnotherLink {
        thing: thing_id(number),
        name: None,
        links: vec![OtherLink { id: AccountAssociationId::new("link2"), name: None }],
        here_too,
    }
}

fn problem(kind: ProblemKind) -> Problem {
    Problem { request_id: Some("r-1".to_owned()), ..Problem::before_sending(kind) }
}

fn refused(action: &str) -> Problem {
    problem(ProblemKind::AskForPermission { action: action.to_owned() })
}

fn codes(evidence: &Evidence) -> Vec<&'static str> {
    findings(evidence).iter().map(Finding::code).collect()
}

fn has(evidence: &Evidence, code: &str) -> bool {
    codes(evidence).contains(&code)
}
