//! The practice vendors' customers and their forty devices, with the awkward
//! names and ids that real device clouds have.

use super::vendor::{COMPANY_ACCOUNT, Customer, DeviceRow, device};

/// The first customer of a vendor is the one offered first on its page.
pub(super) static BRIGHTWELL_CUSTOMERS: &[Customer] = &[
    Customer { key: "miller", name: "Anna Miller", signs_in: true, devices: MILLER },
    Customer { key: "jansen", name: "Piet Jansen", signs_in: true, devices: JANSEN },
    Customer { key: "seeblick", name: "Hotel Seeblick", signs_in: true, devices: SEEBLICK },
    Customer { key: "okafor", name: "Chidi Okafor", signs_in: true, devices: &[] },
];

pub(super) static NORTHGATE_CUSTOMERS: &[Customer] = &[
    Customer { key: "mueller", name: "Jürgen Müller", signs_in: true, devices: MUELLER },
    Customer { key: "keller", name: "Ute Keller", signs_in: true, devices: KELLER },
];

pub(super) static ARIA_CUSTOMERS: &[Customer] = &[
    Customer { key: "yamada", name: "Yamada Hanako", signs_in: true, devices: YAMADA },
    Customer { key: "rossi", name: "Giulia Rossi", signs_in: true, devices: ROSSI },
    Customer { key: COMPANY_ACCOUNT, name: "Company account", signs_in: false, devices: COMPANY },
];

const BRIGHTWELL: Option<&str> = Some("Brightwell");
const NORTHGATE: Option<&str> = Some("Northgate");
const ARIA: Option<&str> = Some("Aria");

const LIGHT: &[&str] = &["Light"];
const DIMMABLE: &[&str] = &["Light", "Dimmable Light"];
const TUNABLE: &[&str] = &["Color Temperature Light"];
const LOCK: &[&str] = &["Door Lock"];
const THERMOSTAT: &[&str] = &["Thermostat"];

static MILLER: &[DeviceRow] = &[
    device("bw-100001", "Kitchen ceiling", DIMMABLE, BRIGHTWELL, Some("Dome 40")),
    device("bw-100002", "Hallway", LIGHT, BRIGHTWELL, Some("Strip 2")),
    device("bw.bath.100003", "Bathroom mirror", TUNABLE, BRIGHTWELL, Some("Halo 12")),
    device("bw-100004@flat3", "Küche über der Spüle", DIMMABLE, BRIGHTWELL, None),
    device("bw-100005", "Bedside lamp left", DIMMABLE, BRIGHTWELL, Some("Bulb E27")).without_material(),
    device("bw-100006", "Bedside lamp right", DIMMABLE, BRIGHTWELL, Some("Bulb E27"))
        .without_material()
        .changing(),
    device("bw-100007,a", "Plug behind the sofa", &["On Off Plug-in Unit"], None, None),
];

static JANSEN: &[DeviceRow] = &[
    device("bw-200001", "Gracht voorkamer", DIMMABLE, BRIGHTWELL, Some("Dome 40")),
    device("bw-200002", "Gracht achterkamer", DIMMABLE, BRIGHTWELL, Some("Dome 40")),
    device("bw-200003", "Zolder", LIGHT, BRIGHTWELL, Some("Strip 2")).without_material(),
    device("bw.tuin.200004", "Tuin Été", &["Outdoor Light"], None, Some("Garden 3")).changing(),
];

static SEEBLICK: &[DeviceRow] = &[
    device("bw-300001", "Empfang", DIMMABLE, BRIGHTWELL, Some("Halo 12")),
    device("bw-300002", "Lobby Säule 1", TUNABLE, BRIGHTWELL, Some("Strip 2")),
    device("bw-300003", "Lobby Säule 2", DIMMABLE, BRIGHTWELL, Some("Dome 40")),
    device("bw-300004", "Frühstücksraum", TUNABLE, BRIGHTWELL, Some("Halo 12")).without_material().changing(),
    device("bw-300005", "Treppe Süd", DIMMABLE, BRIGHTWELL, None),
    device("bw.see.300006", "Aufzug", TUNABLE, BRIGHTWELL, Some("Dome 40")),
    device("bw-300007", "Flur 1. Stock", DIMMABLE, None, Some("Halo 12")),
    device("bw-300008", "Flur 2. Stock", TUNABLE, BRIGHTWELL, Some("Strip 2")).without_material(),
    device("bw-300009", "Zimmer 101", DIMMABLE, BRIGHTWELL, Some("Dome 40")),
    device("bw-300010", "Zimmer 102", TUNABLE, BRIGHTWELL, None),
    device("bw-300011", "Zimmer 103", DIMMABLE, BRIGHTWELL, Some("Strip 2")),
    device("bw.see.300012", "Zimmer 104", TUNABLE, BRIGHTWELL, Some("Dome 40")),
    device("bw-300013", "Zimmer 201", DIMMABLE, BRIGHTWELL, Some("Halo 12")),
    device("bw-300014", "Zimmer 202", TUNABLE, None, Some("Strip 2")),
    device("bw-300015", "Zimmer 203", DIMMABLE, BRIGHTWELL, None),
    device("bw-300016", "Zimmer 204", TUNABLE, BRIGHTWELL, Some("Halo 12")).without_material(),
    device("bw-300017", "Terrasse Seeseite", DIMMABLE, BRIGHTWELL, Some("Strip 2")),
    device("bw.see.300018", "Bootshaus", TUNABLE, BRIGHTWELL, Some("Dome 40")),
    device("bw-300019", "Weinkeller", DIMMABLE, BRIGHTWELL, Some("Halo 12")),
    device("bw-300020", "The lamp on the landing between the second and the third floor that lights the stairs up to the attic and the small window over the courtyard and is switched together with the one beside the lift on the ground floor", TUNABLE, BRIGHTWELL, None).without_material(),
];

static MUELLER: &[DeviceRow] = &[
    device("ng-7F01", "Haustür", LOCK, NORTHGATE, Some("Sentinel 2")),
    device(
        "ng-7F02",
        "Kellertür hinten links",
        &["Door Lock", "Contact Sensor"],
        NORTHGATE,
        Some("Sentinel 2"),
    ),
    device("ng.garage.7F03", "Garage", LOCK, NORTHGATE, None).changing(),
];

static KELLER: &[DeviceRow] =
    &[device("ng-8A01", "Wohnungstür 4. OG", LOCK, NORTHGATE, Some("Latch")).without_material()];

static YAMADA: &[DeviceRow] = &[
    device(
        "aria_tower12_1",
        "リビングのエアコン",
        &["Thermostat", "Room Air Conditioner"],
        ARIA,
        Some("Mini Split 9"),
    ),
    device("aria_tower12_2", "寝室 北側", THERMOSTAT, ARIA, None).without_material(),
];

static ROSSI: &[DeviceRow] = &[device("aria.rossi.1", "Salotto È caldo", THERMOSTAT, ARIA, Some("Dial"))];

static COMPANY: &[DeviceRow] = &[
    device("aria-site-0815", "Site 0815 plant room", &["Thermostat", "Pump"], ARIA, Some("Core 400")),
    device("aria-site-0816@north", "Site 0816 north wing", THERMOSTAT, None, Some("Core 400")).changing(),
];
