//! The seeded world: connectors, connector destinations, a link in every state
//! and some managed things, as an account looks that has been in use. What its
//! support desk meets besides stands in `seed/`.

mod many_links;
mod support;

use serde_json::{Map, Value, json};

use super::World;
use super::account_association::{AccountAssociation, Authorization, Outcome};
use super::commit::Commit;
use super::connector::{ARIA_DESTINATION, BRIGHTWELL_DESTINATION, NORTHGATE_DESTINATION};
use super::device_discovery::{DeviceDiscovery, DiscoveredMaterial, DiscoveryEnd, FoundDevice, Modification};
use super::device_state::first_state;
use super::managed_thing::{ManagedThing, ProvisioningStatus, Registration, Report};
use super::origin::Origin;
use super::vendor::{ARIA, BRIGHTWELL, COMPANY_ACCOUNT, Device, NORTHGATE};
use crate::moment::Moment;

/// 2026-11-12 09:00 UTC, a day on which this account was busy.
const SEEDED_AT: Moment = Moment::from_epoch_seconds(1_794_474_000);
const LONG_AGO: Moment = Moment::from_epoch_seconds(1_700_000_000);
/// A deletion that the service never finishes.
const NEVER: Moment = Moment::from_epoch_seconds(9_000_000_000);

struct LinkRow {
    number: u32,
    destination: &'static str,
    name: Option<String>,
    description: Option<String>,
    general_authorization: Option<&'static str>,
    authorization: Authorization,
    gone_at: Option<Moment>,
}

struct ThingRow {
    number: u32,
    destination: &'static str,
    device: Device,
    owner: &'static str,
    status: ProvisioningStatus,
    /// Numbers of the link and of its discovery.
    registered_with: Option<u32>,
}

impl World {
    /// Three vendors, their customers and devices, links in every state and the
    /// managed things of some of them.
    pub fn seeded() -> World {
        let mut world = World::with_destinations(Origin::Seeded);
        for row in links() {
            world.put_link(row);
        }
        for (number, vendor, customer) in
            [(1, &BRIGHTWELL, "jansen"), (4, &NORTHGATE, "mueller"), (7, &ARIA, COMPANY_ACCOUNT)]
        {
            let discovery = finished_discovery(number, vendor.devices_of(customer));
            world.put_discovery(discovery);
        }
        for row in things() {
            world.put_thing(row);
        }
        world.add_support();
        world
    }

    fn put_link(&mut self, row: LinkRow) {
        self.change(SEEDED_AT, Commit::AccountAssociationCreated(Box::new(row.association())));
    }

    fn put_discovery(&mut self, discovery: DeviceDiscovery) {
        self.change(SEEDED_AT, Commit::DeviceDiscoveryStarted(Box::new(discovery)));
    }

    fn put_thing(&mut self, row: ThingRow) {
        let material = DiscoveredMaterial {
            connector_destination_id: row.destination.to_owned(),
            connector_device_id: row.device.id.clone(),
            kinds: row.device.kinds.clone(),
            appears_at: SEEDED_AT,
        };
        self.discovered_materials.entry(row.device.lookup_material()).or_insert(material);
        let thing = row.managed_thing();
        let registration = row.registered_with.map(|link| Registration {
            managed_thing_id: thing.id.clone(),
            account_association_id: link_id(link),
            device_discovery_id: discovery_id(link),
            registered_at: SEEDED_AT,
            ended: false,
            seeded: true,
        });
        self.change(SEEDED_AT, Commit::ManagedThingCreated(Box::new(thing)));
        if let Some(registration) = registration {
            self.change(SEEDED_AT, Commit::AccountAssociationRegistered(registration));
        }
    }
}

fn link_id(number: u32) -> String {
    format!("a55c1a7ed0000000000000000000{number:04}")
}

fn discovery_id(number: u32) -> String {
    format!("d15c0e27000000000000000000000{number:03}")
}

fn thing_id(number: u32) -> String {
    format!("7419600d{number:024}")
}

fn links() -> Vec<LinkRow> {
    let row = |number, destination, name: &str, description: Option<&str>, authorization| LinkRow {
        number,
        destination,
        name: Some(name.to_owned()),
        description: description.map(str::to_owned),
        general_authorization: None,
        authorization,
        gone_at: None,
    };
    vec![
        row(
            1,
            BRIGHTWELL_DESTINATION,
            "Jansen Canal House",
            Some("job 4711 made 2026-11-12 by ak lw-k3v9q2m7t5xa"),
            succeeded("jansen", None),
        ),
        row(
            2,
            BRIGHTWELL_DESTINATION,
            "Hotel Seeblick",
            Some("Two floors and the boat house job 4498 made 2026-08-03 by ms lw-p7d2h8w4c6zb"),
            succeeded("seeblick", Some(LONG_AGO)),
        ),
        row(
            3,
            BRIGHTWELL_DESTINATION,
            "Okafor Studio",
            Some("job 4720 made 2026-11-20 by ak lw-r6n3x9j2f4ge"),
            Authorization::Waiting,
        ),
        row(
            4,
            NORTHGATE_DESTINATION,
            "Mueller Haustuer",
            Some("job 4702 made 2026-11-10 by tb lw-b8m5v2q9k3ty"),
            succeeded("mueller", None),
        ),
        row(
            5,
            NORTHGATE_DESTINATION,
            "Keller 4 OG",
            None,
            Authorization::answered(
                LONG_AGO,
                Outcome::Failed {
                    message: "access_denied - The resource owner denied the request".to_owned(),
                },
            ),
        ),
        row(6, ARIA_DESTINATION, "40221", None, Authorization::Waiting),
        LinkRow {
            general_authorization: Some("aria-partner-key"),
            ..row(
                7,
                ARIA_DESTINATION,
                "Partner sites north",
                Some("Plant rooms of the northern sites"),
                succeeded(COMPANY_ACCOUNT, None),
            )
        },
        LinkRow {
            gone_at: Some(NEVER),
            ..row(
                8,
                ARIA_DESTINATION,
                "Rossi Via Appia 9",
                Some("job 4655 made 2026-10-01 by ms lw-h4t7c2y8n6da"),
                succeeded("rossi", None),
            )
        },
    ]
}

fn succeeded(customer: &str, expires_at: Option<Moment>) -> Authorization {
    Authorization::answered(LONG_AGO, Outcome::Succeeded { customer: customer.to_owned(), expires_at })
}

impl LinkRow {
    fn association(self) -> AccountAssociation {
        AccountAssociation {
            id: link_id(self.number),
            connector_destination_id: self.destination.to_owned(),
            name: self.name,
            description: self.description,
            tags: None,
            general_authorization: self.general_authorization.map(str::to_owned),
            client_token: None,
            sign_in_key: format!("5eed{:028}", self.number),
            authorization: self.authorization,
            created_at: LONG_AGO,
            gone_at: self.gone_at,
            seeded: true,
        }
    }
}

fn finished_discovery(number: u32, devices: Vec<Device>) -> DeviceDiscovery {
    let found = devices
        .into_iter()
        .map(|device| FoundDevice { device, appears_at: SEEDED_AT, modification: Modification::Discovered })
        .collect();
    DeviceDiscovery {
        id: discovery_id(number),
        account_association_id: link_id(number),
        started_at: SEEDED_AT,
        ends_at: SEEDED_AT,
        end: DiscoveryEnd::Succeeded,
        found,
        tags: None,
        seeded: true,
    }
}

fn things() -> Vec<ThingRow> {
    let jansen = BRIGHTWELL.devices_of("jansen");
    let mueller = NORTHGATE.devices_of("mueller");
    let keller = NORTHGATE.devices_of("keller");
    let company = ARIA.devices_of(COMPANY_ACCOUNT);
    let row = |number, destination, device: &Device, owner, status, registered_with| ThingRow {
        number,
        destination,
        device: device.clone(),
        owner,
        status,
        registered_with,
    };
    vec![
        row(1, BRIGHTWELL_DESTINATION, &jansen[0], "job-4711", ProvisioningStatus::Activated, Some(1)),
        row(2, BRIGHTWELL_DESTINATION, &jansen[1], "job-4711", ProvisioningStatus::Unassociated, None),
        row(3, BRIGHTWELL_DESTINATION, &jansen[2], "job-4711", ProvisioningStatus::Isolated, None),
        row(4, NORTHGATE_DESTINATION, &mueller[0], "job-4702", ProvisioningStatus::Activated, Some(4)),
        row(5, NORTHGATE_DESTINATION, &keller[0], "job-4688", ProvisioningStatus::PreAssociated, None),
        row(6, ARIA_DESTINATION, &company[0], "sites-north", ProvisioningStatus::Activated, Some(7)),
    ]
}

impl ThingRow {
    fn managed_thing(&self) -> ManagedThing {
        let mut details = Map::new();
        details.insert("Role".to_owned(), json!("DEVICE"));
        details.insert("Owner".to_owned(), json!(self.owner));
        details.insert("Name".to_owned(), Value::String(self.device.name.clone()));
        details.insert("SerialNumber".to_owned(), json!(format!("SN-{:05}", 40_000 + self.number * 17)));
        let brand_and_model = [("Brand", &self.device.brand), ("Model", &self.device.model)];
        for (member, value) in brand_and_model {
            if let Some(value) = value {
                details.insert(member.to_owned(), json!(value));
            }
        }
        ManagedThing {
            id: thing_id(self.number),
            authentication_material: self.device.lookup_material(),
            connector_destination_id: Some(self.destination.to_owned()),
            connector_device_id: Some(self.device.id.clone()),
            details,
            provisioning_status: self.status,
            created_at: SEEDED_AT,
            updated_at: SEEDED_AT,
            activated_at: (self.status == ProvisioningStatus::Isolated).then_some(LONG_AGO),
            seeded: true,
            deletion: None,
            unreachable_since: None,
            reports: self.reports(),
        }
    }
}

impl ThingRow {
    /// A device that was on a link once has told its state.
    fn reports(&self) -> Vec<Report> {
        match self.status {
            ProvisioningStatus::Activated | ProvisioningStatus::Isolated => {
                let endpoints = first_state(&self.device.kinds, &self.device.id, SEEDED_AT);
                vec![Report { at: SEEDED_AT, endpoints }]
            }
            ProvisioningStatus::Unassociated
            | ProvisioningStatus::PreAssociated
            | ProvisioningStatus::Discovered
            | ProvisioningStatus::DeletionFailed
            | ProvisioningStatus::DeleteInProgress => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_seeded_links_are_in_every_state() {
        let world = World::seeded();
        let mut states: Vec<_> = world
            .account_associations
            .iter()
            .map(|association| association.state(SEEDED_AT).name())
            .collect();
        assert_eq!(states.len(), 83);
        states.sort_unstable();
        states.dedup();
        assert_eq!(states.len(), 5, "{states:?}");
    }

    #[test]
    fn an_unassociated_thing_belongs_to_the_customer_of_a_link_in_use() {
        let world = World::seeded();
        let link = world.account_associations.get(&link_id(1)).expect("the first link");
        let devices = BRIGHTWELL.devices_of(link.customer(SEEDED_AT).expect("it succeeded"));
        let thing = world.managed_things.get(&thing_id(2)).expect("the second thing");
        assert_eq!(thing.provisioning_status, ProvisioningStatus::Unassociated);
        assert!(devices.iter().any(|device| Some(&device.id) == thing.connector_device_id.as_ref()));
    }

    #[test]
    fn ids_are_thirty_two_characters() {
        assert_eq!(thing_id(2), "7419600d000000000000000000000002");
        for id in [link_id(1), discovery_id(1), thing_id(1), thing_id(112)] {
            assert_eq!(id.len(), 32, "{id}");
        }
    }
}
