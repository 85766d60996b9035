//! The three vendors of the practice world, their customers and devices: what
//! lies on the other side of the device cloud and never changes.

use serde::{Deserialize, Serialize};

use super::linked_customers::{ARIA_LINKED, BRIGHTWELL_LINKED, NORTHGATE_LINKED};
use super::vendor_devices::{ARIA_CUSTOMERS, BRIGHTWELL_CUSTOMERS, NORTHGATE_CUSTOMERS};

#[derive(Debug, PartialEq)]
pub(crate) struct Vendor {
    /// In paths and style sheets.
    pub(crate) slug: &'static str,
    pub(crate) name: &'static str,
    pub(crate) claim: &'static str,
    pub(crate) client_id: &'static str,
    pub(crate) scope: &'static str,
    /// What the consent page says will be shared.
    pub(crate) shared: &'static [&'static str],
    /// Whether the browser ends on a page of the vendor.
    pub(crate) completion_page: bool,
    /// Those whom the vendor's sign-in page offers first.
    pub(crate) customers: &'static [Customer],
    /// Those who were linked before practice began.
    pub(crate) linked_customers: &'static [Customer],
}

#[derive(Debug, PartialEq)]
pub(crate) struct Customer {
    /// The user name at the vendor.
    pub(crate) key: &'static str,
    pub(crate) name: &'static str,
    /// False for the company's own account, reached by credential alone.
    pub(crate) signs_in: bool,
    pub(crate) devices: &'static [DeviceRow],
}

#[derive(Debug, PartialEq)]
pub(crate) struct DeviceRow {
    pub(crate) id: &'static str,
    pub(crate) name: &'static str,
    pub(crate) kinds: &'static [&'static str],
    pub(crate) brand: Option<&'static str>,
    pub(crate) model: Option<&'static str>,
    /// Whether the vendor names authentication material; ids with a dot always
    /// have it, since they cannot be embedded by hand.
    pub(crate) material: bool,
    /// Whether the vendor reports a change each time it is found again.
    pub(crate) changes: bool,
}

/// A device with material that stays as it is.
pub(super) const fn device(
    id: &'static str,
    name: &'static str,
    kinds: &'static [&'static str],
    brand: Option<&'static str>,
    model: Option<&'static str>,
) -> DeviceRow {
    DeviceRow { id, name, kinds, brand, model, material: true, changes: false }
}

impl DeviceRow {
    pub(super) const fn without_material(self) -> DeviceRow {
        DeviceRow { material: false, ..self }
    }

    pub(super) const fn changing(self) -> DeviceRow {
        DeviceRow { changes: true, ..self }
    }
}

/// One device as a discovery reports it.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Device {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) kinds: Vec<String>,
    pub(crate) brand: Option<String>,
    pub(crate) model: Option<String>,
    pub(crate) material: Option<String>,
    pub(crate) changes: bool,
}

pub(crate) static VENDORS: [&Vendor; 3] = [&BRIGHTWELL, &NORTHGATE, &ARIA];

pub(crate) static BRIGHTWELL: Vendor = Vendor {
    slug: "brightwell",
    name: "Brightwell Lighting",
    claim: "Light that knows the room",
    client_id: "practice-brightwell-client",
    scope: "lights:read lights:control",
    shared: &[
        "The names and kinds of your lamps",
        "Switching and dimming them",
        "Whether they can be reached",
    ],
    completion_page: true,
    customers: BRIGHTWELL_CUSTOMERS,
    linked_customers: BRIGHTWELL_LINKED,
};

pub(crate) static NORTHGATE: Vendor = Vendor {
    slug: "northgate",
    name: "Northgate Locks",
    claim: "Doors, kept.",
    client_id: "practice-northgate-client",
    scope: "locks.status locks.operate",
    shared: &["The names of your doors and locks", "Locking and unlocking", "Battery levels"],
    completion_page: false,
    customers: NORTHGATE_CUSTOMERS,
    linked_customers: NORTHGATE_LINKED,
};

pub(crate) static ARIA: Vendor = Vendor {
    slug: "aria",
    name: "Aria Climate",
    claim: "Every room at its own weather",
    client_id: "practice-aria-client",
    scope: "climate",
    shared: &[
        "Your rooms and thermostats",
        "Temperatures, measured and wanted",
        "Changing the wanted temperature",
    ],
    completion_page: true,
    customers: ARIA_CUSTOMERS,
    linked_customers: ARIA_LINKED,
};

/// The account reached with a company credential.
pub(crate) const COMPANY_ACCOUNT: &str = "aria-partner";

/// A user name of this form has that many plain devices, for measurements.
const NUMBERED_ACCOUNT: &str = "devices-";
const MOST_NUMBERED_DEVICES: usize = 10_000;

pub(crate) fn with_slug(slug: &str) -> Option<&'static Vendor> {
    VENDORS.into_iter().find(|vendor| vendor.slug == slug)
}

impl Vendor {
    pub(crate) fn all_customers(&self) -> impl Iterator<Item = &'static Customer> + use<> {
        self.customers.iter().chain(self.linked_customers)
    }

    pub(crate) fn customer(&self, key: &str) -> Option<&'static Customer> {
        self.all_customers().find(|customer| customer.key == key)
    }

    /// Also an account that nobody signs in to.
    pub(crate) fn knows(&self, key: &str) -> bool {
        self.customer(key).is_some() || numbered_devices(key).is_some()
    }

    /// The account a person means by this user name or e-mail address.
    pub(crate) fn account_of(&self, username: &str) -> Option<String> {
        let typed = username.trim().to_lowercase();
        let key = typed.split('@').next().unwrap_or_default();
        let known = self.customer(key).is_some_and(|customer| customer.signs_in);
        (known || numbered_devices(key).is_some()).then(|| key.to_owned())
    }

    pub(crate) fn display_name(&self, key: &str) -> String {
        self.customer(key).map_or_else(|| key.to_owned(), |customer| customer.name.to_owned())
    }

    pub(crate) fn devices_of(&self, key: &str) -> Vec<Device> {
        match (self.customer(key), numbered_devices(key)) {
            (Some(customer), _) => customer.devices.iter().map(Device::of).collect(),
            (None, Some(count)) => (1..=count).map(|number| Device::numbered(self, key, number)).collect(),
            (None, None) => Vec::new(),
        }
    }

    /// Another customer's account that has devices: the next in the list.
    pub(crate) fn someone_else(&self, key: &str) -> String {
        let position = self.customers.iter().position(|customer| customer.key == key).unwrap_or(0);
        self.customers
            .iter()
            .cycle()
            .skip(position + 1)
            .take(self.customers.len())
            .find(|customer| customer.key != key && !customer.devices.is_empty())
            .map_or_else(|| key.to_owned(), |customer| customer.key.to_owned())
    }
}

impl Device {
    fn of(row: &DeviceRow) -> Device {
        Device {
            id: row.id.to_owned(),
            name: row.name.to_owned(),
            kinds: row.kinds.iter().map(|kind| (*kind).to_owned()).collect(),
            brand: row.brand.map(str::to_owned),
            model: row.model.map(str::to_owned),
            material: row.material.then(|| format!("CLOUD:PRACTICE:{}", row.id.replace('.', "|"))),
            changes: row.changes,
        }
    }

    fn numbered(vendor: &Vendor, key: &str, number: usize) -> Device {
        let id = format!("{}-{key}-{number:04}", vendor.slug);
        Device {
            name: format!("Device {number:04}"),
            kinds: vec!["Light".to_owned()],
            brand: Some(vendor.name.to_owned()),
            model: Some("Numbered".to_owned()),
            material: Some(format!("CLOUD:PRACTICE:{id}")),
            changes: false,
            id,
        }
    }

    /// The key under which material of this device is looked up: the vendor's
    /// own, or what a caller makes of the id by hand.
    pub(crate) fn lookup_material(&self) -> String {
        self.material.clone().unwrap_or_else(|| canonical_material(&format!("CLOUD::{}", self.id)))
    }
}

/// Nobody documents what stands in the middle of `CLOUD:XXXX:<device>`, so any
/// middle is taken for devices without material of their own.
pub(crate) fn canonical_material(material: &str) -> String {
    let mut parts = material.splitn(3, ':');
    match (parts.next(), parts.next(), parts.next()) {
        (Some("CLOUD"), Some(_), Some(id)) => format!("CLOUD:*:{id}"),
        _ => material.to_owned(),
    }
}

fn numbered_devices(key: &str) -> Option<usize> {
    let count = key.strip_prefix(NUMBERED_ACCOUNT)?.parse().ok()?;
    (count <= MOST_NUMBERED_DEVICES).then_some(count)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use serde_json::json;

    use super::*;
    use crate::shapes::{self, Shape, check::Findings};

    #[test]
    fn forty_devices_of_new_customers_and_eighteen_of_linked_ones_have_ids_that_fit_the_model() {
        let mut ids = HashSet::new();
        for vendor in VENDORS {
            for device in vendor.all_customers().flat_map(|customer| vendor.devices_of(customer.key)) {
                let mut findings = Findings::default();
                let mut check = |shape: &Shape, value: &str| findings.check(shape, &json!(value), value);
                check(&shapes::CONNECTOR_DEVICE_ID, &device.id);
                check(&shapes::BRAND, device.brand.as_deref().unwrap_or("none"));
                check(&shapes::MODEL, device.model.as_deref().unwrap_or("none"));
                check(&shapes::NAME, &device.name.chars().take(128).collect::<String>());
                if let Some(material) = &device.material {
                    check(&shapes::AUTH_MATERIAL_STRING, material);
                }
                assert_eq!(findings.into_result(), Ok(()));
                assert!(device.name.chars().count() <= 256);
                assert!(device.material.is_some() || !device.id.contains('.'), "{}", device.id);
                assert!(ids.insert(device.id));
            }
        }
        assert_eq!(ids.len(), 40 + 18);
    }

    #[test]
    fn someone_else_has_devices_and_is_not_the_same() {
        for vendor in VENDORS {
            for customer in vendor.customers {
                let other = vendor.someone_else(customer.key);
                assert_ne!(other, customer.key);
                assert!(!vendor.devices_of(&other).is_empty());
            }
        }
    }

    #[test]
    fn accounts_are_known_by_name_or_address_in_any_case() {
        assert_eq!(BRIGHTWELL.account_of(" Miller@Example.com ").as_deref(), Some("miller"));
        assert_eq!(BRIGHTWELL.account_of("mueller"), None);
        assert_eq!(ARIA.account_of(COMPANY_ACCOUNT), None);
        assert_eq!(ARIA.devices_of("devices-10000").len(), 10_000);
        assert_eq!(ARIA.devices_of("devices-10001").len(), 0);
    }
}
