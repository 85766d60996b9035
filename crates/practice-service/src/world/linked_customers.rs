//! Customers whom the seeded world has linked already, and their devices: those
//! a support desk hears from.

use super::vendor::{Customer, DeviceRow, device};

pub(super) static BRIGHTWELL_LINKED: &[Customer] = &[];

pub(super) static NORTHGATE_LINKED: &[Customer] =
    &[Customer { key: "dubois", name: "Claire Dubois", signs_in: true, devices: DUBOIS }];

pub(super) static ARIA_LINKED: &[Customer] = &[
    Customer { key: "harbour", name: "Harbour View Hotel", signs_in: true, devices: HARBOUR },
    Customer { key: "novak", name: "Novak Offices", signs_in: true, devices: NOVAK },
];

const NORTHGATE: Option<&str> = Some("Northgate");
const ARIA: Option<&str> = Some("Aria");

const LOCK: &[&str] = &["Door Lock"];
const THERMOSTAT: &[&str] = &["Thermostat"];
const AIR_CONDITIONER: &[&str] = &["Thermostat", "Room Air Conditioner"];

static DUBOIS: &[DeviceRow] = &[
    device("ng-9C01", "Porte cour", LOCK, NORTHGATE, Some("Sentinel 2")),
    device("ng-9C02", "Porte rue", LOCK, NORTHGATE, Some("Sentinel 2")),
    device("ng-9C03", "Cave", LOCK, NORTHGATE, Some("Latch")),
];

static HARBOUR: &[DeviceRow] = &[
    device("aria-hv-01", "Reception", AIR_CONDITIONER, ARIA, Some("Mini Split 9")),
    device("aria-hv-02", "Breakfast room", AIR_CONDITIONER, ARIA, Some("Mini Split 9")),
    device("aria-hv-03", "Bar", AIR_CONDITIONER, ARIA, Some("Mini Split 9")),
    device("aria-hv-04", "Kitchen", THERMOSTAT, ARIA, Some("Core 400")),
    device("aria-hv-101", "Room 101", THERMOSTAT, ARIA, Some("Dial")),
    device("aria-hv-102", "Room 102", THERMOSTAT, ARIA, Some("Dial")),
    device("aria-hv-103", "Room 103", THERMOSTAT, ARIA, Some("Dial")),
    device("aria-hv-201", "Room 201", THERMOSTAT, ARIA, Some("Dial")),
    device("aria-hv-202", "Room 202", THERMOSTAT, ARIA, Some("Dial")),
    device("aria-hv-203", "Room 203", THERMOSTAT, ARIA, Some("Dial")),
    device("aria-hv-301", "Suite 301", AIR_CONDITIONER, ARIA, Some("Mini Split 9")),
    device("aria-hv-302", "Suite 302", AIR_CONDITIONER, ARIA, None),
];

static NOVAK: &[DeviceRow] = &[
    device("aria-nv-1", "Open office", AIR_CONDITIONER, ARIA, Some("Mini Split 9")),
    device("aria-nv-2", "Meeting room", THERMOSTAT, ARIA, Some("Dial")),
    device("aria-nv-3", "Server room", AIR_CONDITIONER, ARIA, Some("Mini Split 9")),
];
