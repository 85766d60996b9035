//! What a support desk meets in the seeded world, and that it can be mended.

use serde_json::{Value, json};

use crate::client::{Bench, bench};
use crate::journey::{discovered, linked, register, sign_in};
use crate::things::thing;

const HARBOUR: &str = "a55c1a7ed00000000000000000000101";
const HARBOUR_STAFF: &str = "a55c1a7ed00000000000000000000102";
const PETROV: &str = "a55c1a7ed00000000000000000000103";
const BLINDS: &str = "a55c1a7ed00000000000000000000105";
const NAMELESS: &str = "a55c1a7ed00000000000000000000106";
const BARE: &str = "a55c1a7ed00000000000000000000107";
const ODD: &str = "a55c1a7ed00000000000000000000108";
const RECEPTION: &str = "7419600d000000000000000000000101";
const COURTYARD: &str = "7419600d000000000000000000000121";
const MEETING_ROOM: &str = "7419600d000000000000000000000132";
const SERVER_ROOM: &str = "7419600d000000000000000000000133";

fn link(bench: &Bench, id: &str) -> Value {
    bench.get(&format!("/account-associations/{id}")).json()
}

fn deregister(bench: &Bench, thing: &str, association: &str) {
    let form = json!({"ManagedThingId": thing, "AccountAssociationId": association});
    assert_eq!(bench.call("PUT", "/managed-thing-associations/deregister", form).status, 200);
}

#[test]
fn an_expired_link_is_signed_in_to_again_and_finds_its_twelve_devices() {
    let bench = bench();
    assert_eq!(link(&bench, HARBOUR)["AssociationState"], "REFRESH_TOKEN_EXPIRED");
    let on_it = format!("/managed-thing-associations?AccountAssociationId={HARBOUR}");
    assert_eq!(bench.get(&on_it).json()["Items"].as_array().map(Vec::len), Some(12));
    let refreshed = bench.call("POST", &format!("/account-associations/{HARBOUR}/refresh"), Value::Null);
    assert_eq!(refreshed.status, 200);
    sign_in(&bench, HARBOUR, "harbour", "allow");
    let (_, devices) = discovered(&bench, HARBOUR);
    assert_eq!(devices.len(), 12);
    assert!(devices.iter().all(|device| device["ManagedThingId"].is_string()));
    assert!(devices.iter().all(|device| device["Modification"] == "NO_CHANGE"));
}

#[test]
fn a_device_on_two_links_is_cut_off_after_the_last() {
    let bench = bench();
    let of_thing = bench.get(&format!("/managed-thing-associations?ManagedThingId={RECEPTION}")).json();
    assert_eq!(of_thing["Items"].as_array().map(Vec::len), Some(2));
    deregister(&bench, RECEPTION, HARBOUR);
    assert_eq!(thing(&bench, RECEPTION)["ProvisioningStatus"], "ACTIVATED");
    deregister(&bench, RECEPTION, HARBOUR_STAFF);
    assert_eq!(thing(&bench, RECEPTION)["ProvisioningStatus"], "ISOLATED");
}

#[test]
fn devices_that_were_cut_off_and_half_made_ones_are_found_again_by_their_customers() {
    let bench = bench();
    assert_eq!(thing(&bench, COURTYARD)["ProvisioningStatus"], "ISOLATED");
    assert_eq!(thing(&bench, MEETING_ROOM)["ProvisioningStatus"], "UNASSOCIATED");
    for (destination, customer, half) in
        [("northgate-locks", "dubois", COURTYARD), ("aria-climate", "novak", MEETING_ROOM)]
    {
        let association = linked(&bench, destination, customer);
        let (discovery, devices) = discovered(&bench, &association);
        assert!(devices.iter().any(|device| device["ManagedThingId"] == half));
        assert_eq!(register(&bench, half, &association, &discovery).status, 201);
        assert_eq!(thing(&bench, half)["ProvisioningStatus"], "ACTIVATED");
    }
}

#[test]
fn links_in_trouble_and_links_made_elsewhere_are_there() {
    let bench = bench();
    let failed = link(&bench, PETROV);
    assert_eq!(failed["AssociationState"], "ASSOCIATION_FAILED");
    assert!(failed["ErrorMessage"].as_str().is_some_and(|text| text.starts_with("invalid_client")));
    let gone = link(&bench, BLINDS);
    assert_eq!(
        (&gone["ConnectorDestinationId"], &gone["OAuthAuthorizationUrl"]),
        (&json!("lumen-shades"), &json!(""))
    );
    bench.get("/connector-destinations/lumen-shades").is_refused(404, "ResourceNotFoundException");
    assert_eq!(
        (link(&bench, NAMELESS).get("Name"), &link(&bench, NAMELESS)["Description"]),
        (None, &json!("made by the app"))
    );
    assert_eq!((link(&bench, BARE).get("Name"), link(&bench, BARE).get("Description")), (None, None));
    let odd = link(&bench, ODD)["Name"].as_str().expect("a name").to_owned();
    assert!(odd.contains('\u{202e}') && odd.chars().any(char::is_control), "{odd:?}");
}

#[test]
fn seeded_devices_have_serial_numbers_and_states_and_one_does_not_answer() {
    let bench = bench();
    for id in [RECEPTION, COURTYARD, "7419600d000000000000000000000001"] {
        assert!(thing(&bench, id)["SerialNumber"].is_string());
        let state = bench.get(&format!("/managed-thing-states/{id}")).json();
        assert_eq!(state["Endpoints"].as_array().map(Vec::len), Some(1), "{id}");
    }
    let state = bench.get(&format!("/managed-thing-states/{MEETING_ROOM}")).json();
    assert_eq!(state["Endpoints"], json!([]), "it was on no link yet");
    let path = format!("/managed-things-connectivity-data/{SERVER_ROOM}");
    assert_eq!(bench.call("POST", &path, Value::Null).json()["DisconnectReason"], "CONNECTION_LOST");
}

#[test]
fn every_operation_of_a_support_desk_can_be_forbidden_fail_and_be_throttled() {
    let bench = bench();
    let arn = "arn%3Aaws%3Aiotmanagedintegrations%3Aeu-west-1%3A123456789012%3Amanaged-thing%2Fa";
    let tags = format!("/tags/{arn}");
    for (operation, method, path) in [
        ("StartAccountAssociationRefresh", "POST", "/account-associations/a/refresh"),
        ("UpdateAccountAssociation", "PUT", "/account-associations/a"),
        ("UpdateManagedThing", "PUT", "/managed-things/a"),
        ("DeleteManagedThing", "DELETE", "/managed-things/a"),
        ("DeregisterAccountAssociation", "PUT", "/managed-thing-associations/deregister"),
        ("GetManagedThingState", "GET", "/managed-thing-states/a"),
        ("GetManagedThingConnectivityData", "POST", "/managed-things-connectivity-data/a"),
        ("GetManagedThingCapabilities", "GET", "/managed-things-capabilities/a"),
        ("SendManagedThingCommand", "POST", "/managed-things-command/a"),
        ("TagResource", "POST", &tags),
        ("UntagResource", "DELETE", &tags),
        ("ListTagsForResource", "GET", &tags),
        ("CreateEventLogConfiguration", "POST", "/event-log-configurations"),
        ("ListEventLogConfigurations", "GET", "/event-log-configurations"),
        ("GetEventLogConfiguration", "GET", "/event-log-configurations/a"),
        ("UpdateEventLogConfiguration", "PATCH", "/event-log-configurations/a"),
        ("DeleteEventLogConfiguration", "DELETE", "/event-log-configurations/a"),
        ("ListDeviceDiscoveries", "GET", "/device-discoveries"),
        ("ListManagedThings", "GET", "/managed-things"),
    ] {
        let action = format!("iotmanagedintegrations:{operation}");
        let missing = json!({"kind": "missing-permission", "action": action});
        bench.fault(json!({"operation": "*", "times": 1, "fault": missing}));
        let refused = bench.call(method, path, Value::Null);
        refused.is_refused(403, "AccessDeniedException");
        assert!(refused.text.contains(&action), "{}", refused.text);
        for (status, code) in [(500, "InternalServerException"), (503, "ServiceUnavailableException")] {
            let fault = json!({"kind": "error", "status": status, "code": code, "message": "Later."});
            bench.fault(json!({"operation": operation, "times": 1, "fault": fault}));
            bench.call(method, path, Value::Null).is_refused(status, code);
        }
        bench.set(json!({"requestsPerSecond": 0.001}));
        let codes = (0..2).map(|_| bench.call(method, path, Value::Null).status);
        assert_eq!(codes.last(), Some(429), "{operation}");
        bench.set(json!({"requestsPerSecond": null}));
    }
    assert_eq!(bench.committed(), 0);
}
