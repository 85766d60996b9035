//! What a support desk meets: access that has expired on a link with twelve
//! devices, sign-ins that failed, devices half made or cut off, a device on two
//! links, a link whose device cloud is gone, and links made elsewhere.

use super::many_links::many_links;
use super::{
    LONG_AGO, LinkRow, SEEDED_AT, ThingRow, World, discovery_id, finished_discovery, link_id, succeeded,
    thing_id,
};
use crate::moment::Moment;
use crate::world::account_association::{Authorization, Outcome};
use crate::world::commit::Commit;
use crate::world::connector::{ARIA_DESTINATION, BRIGHTWELL_DESTINATION, NORTHGATE_DESTINATION};
use crate::world::device_discovery::DiscoveryEnd;
use crate::world::managed_thing::{ProvisioningStatus, Registration};
use crate::world::vendor::{ARIA, Device, NORTHGATE};

/// There is no such connector destination any more.
const GONE_DESTINATION: &str = "lumen-shades";

/// Numbers of links, which are also those of their searches.
const HARBOUR: u32 = 101;
const HARBOUR_STAFF: u32 = 102;
const PETROV: u32 = 103;
const NOVAK: u32 = 104;
const BLINDS: u32 = 105;
const NAMELESS: u32 = 106;
const BARE: u32 = 107;
const ODD: u32 = 108;
const SEARCHED_IN_VAIN: u32 = 301;
const TIMED_OUT: u32 = 302;

impl World {
    pub(super) fn add_support(&mut self) {
        for row in special_links().into_iter().chain(many_links()) {
            self.put_link(row);
        }
        let harbour = ARIA.devices_of("harbour");
        let novak = ARIA.devices_of("novak");
        for (number, devices) in
            [(HARBOUR, &harbour), (HARBOUR_STAFF, &harbour), (NOVAK, &novak), (BLINDS, &vec![blind()])]
        {
            self.put_discovery(finished_discovery(number, devices.clone()));
        }
        for (number, end) in [(SEARCHED_IN_VAIN, DiscoveryEnd::Failed), (TIMED_OUT, DiscoveryEnd::TimedOut)] {
            let mut discovery = finished_discovery(number, Vec::new());
            discovery.end = end;
            self.put_discovery(discovery);
        }
        for row in support_things(harbour, novak) {
            self.put_thing(row);
        }
        // The reception's device is on both links of the hotel.
        let second = Registration {
            managed_thing_id: thing_id(101),
            account_association_id: link_id(HARBOUR_STAFF),
            device_discovery_id: discovery_id(HARBOUR_STAFF),
            registered_at: SEEDED_AT,
            ended: false,
            seeded: true,
        };
        self.change(SEEDED_AT, Commit::AccountAssociationRegistered(second));
        let out_of_reach =
            Commit::ManagedThingSet { id: thing_id(133), reachable: Some(false), provisioning_status: None };
        self.change(SEEDED_AT, out_of_reach);
    }
}

fn special_links() -> Vec<LinkRow> {
    let row = |number, destination, name: Option<&str>, description: Option<&str>, authorization| LinkRow {
        number,
        destination,
        name: name.map(str::to_owned),
        description: description.map(str::to_owned),
        general_authorization: None,
        authorization,
        gone_at: None,
    };
    vec![
        row(
            HARBOUR,
            ARIA_DESTINATION,
            Some("Harbour View Hotel"),
            Some("Twelve rooms job 5101 made 2026-05-18 by ms lw-q7h2m4z8c1vd"),
            succeeded("harbour", Some(Moment::from_epoch_seconds(1_794_300_000))),
        ),
        row(
            HARBOUR_STAFF,
            ARIA_DESTINATION,
            Some("Harbour View reception"),
            Some("job 5102 made 2026-08-31 by tb lw-x3k9f5n2w7ja"),
            succeeded("harbour", None),
        ),
        row(
            PETROV,
            NORTHGATE_DESTINATION,
            Some("Petrov Gatehouse"),
            Some("job 5117 made 2026-11-09 by jl lw-e6r1t8y4u0pb"),
            Authorization::answered(
                LONG_AGO,
                Outcome::Failed {
                    message: "invalid_client - The token endpoint did not accept the client secret"
                        .to_owned(),
                },
            ),
        ),
        row(
            NOVAK,
            ARIA_DESTINATION,
            Some("Novak Offices"),
            Some("job 5123 made 2026-10-27 by ak lw-s2d6g9h3j5kc"),
            succeeded("novak", None),
        ),
        row(
            BLINDS,
            GONE_DESTINATION,
            Some("Weiss Blinds"),
            Some("job 3980 made 2025-06-02 by ms lw-z1x7c4v0b8nm"),
            succeeded("weiss", None),
        ),
        row(NAMELESS, NORTHGATE_DESTINATION, None, Some("made by the app"), succeeded("devices-1", None)),
        row(BARE, BRIGHTWELL_DESTINATION, None, None, succeeded("devices-6", None)),
        // The service itself would not take it; it shows what such text does.
        row(
            ODD,
            NORTHGATE_DESTINATION,
            Some("Levi \u{202e}esuoH\u{202c} \u{5d1}\u{5d9}\u{5ea}\u{7} 7"),
            Some("first line\nsecond\tline\u{1b}[31m"),
            succeeded("devices-1", None),
        ),
    ]
}

/// Of the device cloud that is gone.
fn blind() -> Device {
    Device {
        id: "ls-0001".to_owned(),
        name: "Blind south".to_owned(),
        kinds: vec!["Window Covering".to_owned()],
        brand: Some("Lumen".to_owned()),
        model: Some("Shade 1".to_owned()),
        material: Some("CLOUD:PRACTICE:ls-0001".to_owned()),
        changes: false,
    }
}

fn support_things(harbour: Vec<Device>, novak: Vec<Device>) -> Vec<ThingRow> {
    let row = |number, destination, device, owner, status, registered_with| ThingRow {
        number,
        destination,
        device,
        owner,
        status,
        registered_with,
    };
    let registered = |number, device, owner, link| {
        row(number, ARIA_DESTINATION, device, owner, ProvisioningStatus::Activated, Some(link))
    };
    let mut rows: Vec<ThingRow> = (101..)
        .zip(harbour)
        .map(|(number, device)| registered(number, device, "job-5101", HARBOUR))
        .collect();
    for (number, device) in (121..).zip(NORTHGATE.devices_of("dubois")) {
        let cut_off = ProvisioningStatus::Isolated;
        rows.push(row(number, NORTHGATE_DESTINATION, device, "job-4511", cut_off, None));
    }
    for (number, device) in (131..).zip(novak) {
        let half_made = ProvisioningStatus::Unassociated;
        rows.push(match number {
            131 | 132 => row(number, ARIA_DESTINATION, device, "job-5123", half_made, None),
            _ => registered(number, device, "job-5123", NOVAK),
        });
    }
    let activated = ProvisioningStatus::Activated;
    rows.push(row(141, GONE_DESTINATION, blind(), "job-3980", activated, Some(BLINDS)));
    rows
}
