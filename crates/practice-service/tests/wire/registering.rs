//! Discoveries, managed things and registrations: what fits and what does not.

use serde_json::{Value, json};

use crate::client::bench;
use crate::journey::{create_thing, discovered, linked, material, register};

#[test]
fn a_discovery_can_be_narrowed_to_some_devices() {
    let bench = bench();
    let association = linked(&bench, "brightwell-lighting", "miller");
    let form = json!({"DiscoveryType": "CLOUD", "AccountAssociationId": association,
        "ConnectorDeviceIdList": ["bw-100002", "bw.bath.100003", "elsewhere"]});
    let id = bench.call("POST", "/device-discoveries", form).json()["Id"].as_str().expect("an id").to_owned();
    let devices = bench.get(&format!("/device-discoveries/{id}/devices")).json();
    let ids: Vec<_> =
        devices["Items"].as_array().expect("a list").iter().map(|item| &item["ConnectorDeviceId"]).collect();
    assert_eq!(ids, [&json!("bw-100002"), &json!("bw.bath.100003")]);
}

#[test]
fn a_second_look_tells_what_changed_and_names_the_things() {
    let bench = bench();
    let association = linked(&bench, "brightwell-lighting", "miller");
    let (_, first) = discovered(&bench, &association);
    assert!(first.iter().all(|device| device["Modification"] == "DISCOVERED"));
    assert!(first.iter().all(|device| device.get("ManagedThingId").is_none()));
    let thing = create_thing(&bench, &first[0]);
    let (_, second) = discovered(&bench, &association);
    assert_eq!(second[0]["ManagedThingId"], json!(thing));
    assert_eq!(second[0]["Modification"], "NO_CHANGE");
    assert_eq!(second[5]["Modification"], "UPDATED");
}

#[test]
fn discoveries_ask_for_the_members_of_their_type() {
    let bench = bench();
    let association = linked(&bench, "brightwell-lighting", "miller");
    let cloud = |member: &str, value: &str| {
        let mut form = json!({"DiscoveryType": "CLOUD", "AccountAssociationId": association});
        form[member] = json!(value);
        bench.call("POST", "/device-discoveries", form)
    };
    cloud("ControllerIdentifier", "hub").is_refused(400, "ValidationException");
    cloud("AuthenticationMaterial", "12345").is_refused(400, "ValidationException");
    cloud("Protocol", "ZWAVE").is_refused(400, "ValidationException");
    let start = |form: Value| bench.call("POST", "/device-discoveries", form);
    start(json!({"DiscoveryType": "CLOUD"})).is_refused(400, "ValidationException");
    start(json!({"DiscoveryType": "ZIGBEE"})).is_refused(400, "ValidationException");
    start(json!({"DiscoveryType": "ZIGBEE", "ControllerIdentifier": "hub"}))
        .is_refused(404, "ResourceNotFoundException");
    let waiting = "a55c1a7ed00000000000000000000003";
    start(json!({"DiscoveryType": "CLOUD", "AccountAssociationId": waiting}))
        .is_refused(409, "ConflictException");
    start(json!({"DiscoveryType": "CLOUD", "AccountAssociationId": "none"}))
        .is_refused(404, "ResourceNotFoundException");
    bench.get("/device-discoveries/none").is_refused(404, "ResourceNotFoundException");
}

#[test]
fn material_must_come_from_a_discovery_and_makes_one_thing() {
    let bench = bench();
    let association = linked(&bench, "brightwell-lighting", "miller");
    let form = |material: &str, token: &str| {
        json!({"Role": "DEVICE", "AuthenticationMaterialType": "DISCOVERED_DEVICE",
            "AuthenticationMaterial": material, "ClientToken": token})
    };
    let create = |form: Value| bench.call("POST", "/managed-things", form);
    create(form("CLOUD:PRACTICE:bw-100001", "early")).is_refused(400, "ValidationException");
    let (_, devices) = discovered(&bench, &association);
    let first = create(form(&material(&devices[0]), "one"));
    assert_eq!(first.status, 201);
    assert_eq!(create(form(&material(&devices[0]), "one")).json(), first.json());
    create(form(&material(&devices[0]), "two")).is_refused(409, "ConflictException");
    create(form("CLOUD:XXXX:bw-100002", "three")).is_refused(400, "ValidationException");
    assert_eq!(create(form("CLOUD:anything:bw-100005", "four")).status, 201, "it has no material of its own");
    create(form("CLOUD:XXXX:bw.bath.100003", "five")).is_refused(400, "ValidationException");
    let mut controller = form(&material(&devices[1]), "six");
    controller["Role"] = json!("CONTROLLER");
    create(controller).is_refused(400, "ValidationException");
    let mut locker = form(&material(&devices[1]), "seven");
    locker["CredentialLockerId"] = json!("locker1");
    create(locker).is_refused(404, "ResourceNotFoundException");
}

#[test]
fn the_three_ids_of_a_registration_must_fit_one_another() {
    let bench = bench();
    let mine = linked(&bench, "brightwell-lighting", "miller");
    let (discovery, devices) = discovered(&bench, &mine);
    let thing = create_thing(&bench, &devices[0]);
    let theirs = linked(&bench, "brightwell-lighting", "seeblick");
    let (their_discovery, _) = discovered(&bench, &theirs);
    let locks = linked(&bench, "northgate-locks", "mueller");
    let (lock_discovery, _) = discovered(&bench, &locks);

    register(&bench, "none", &mine, &discovery).is_refused(404, "ResourceNotFoundException");
    register(&bench, &thing, "none", &discovery).is_refused(404, "ResourceNotFoundException");
    register(&bench, &thing, &mine, "none").is_refused(404, "ResourceNotFoundException");
    register(&bench, &thing, &mine, &their_discovery).is_refused(400, "ValidationException");
    register(&bench, &thing, &theirs, &their_discovery).is_refused(400, "ValidationException");
    register(&bench, &thing, &locks, &lock_discovery).is_refused(400, "ValidationException");
    let waiting = "a55c1a7ed00000000000000000000003";
    register(&bench, &thing, waiting, &discovery).is_refused(409, "ConflictException");

    assert_eq!(register(&bench, &thing, &mine, &discovery).status, 201);
    let before = bench.committed();
    assert_eq!(register(&bench, &thing, &mine, &discovery).status, 201, "the same triple again");
    assert_eq!(bench.committed(), before, "and nothing new");
    let (again, _) = discovered(&bench, &mine);
    register(&bench, &thing, &mine, &again).is_refused(409, "ConflictException");
}

#[test]
fn a_seeded_thing_is_registered_with_the_link_of_its_customer() {
    let bench = bench();
    let (thing, association) = ("7419600d000000000000000000000002", "a55c1a7ed00000000000000000000001");
    let form = json!({"DiscoveryType": "CLOUD", "AccountAssociationId": association,
        "ConnectorDeviceIdList": ["bw-200002"]});
    let discovery =
        bench.call("POST", "/device-discoveries", form).json()["Id"].as_str().expect("an id").to_owned();
    assert_eq!(register(&bench, thing, association, &discovery).status, 201);
    let ledger = bench.ledger();
    assert_eq!(ledger["registrations"].as_array().map(Vec::len), Some(1));
    assert_eq!(ledger["managedThings"], json!([]));
}

#[test]
fn filters_of_the_things_are_joined_by_and() {
    let bench = bench();
    let count = |query: &str| {
        bench.get(&format!("/managed-things?MaxResults=1000&{query}")).json()["Items"]
            .as_array()
            .map_or(0, Vec::len)
    };
    assert_eq!(count("RoleFilter=DEVICE"), 25);
    assert_eq!(count("OwnerFilter=job-4711"), 3);
    assert_eq!(count("OwnerFilter=job-4711&ProvisioningStatusFilter=ISOLATED"), 1);
    assert_eq!(count("OwnerFilter=job-4711&ConnectorDestinationIdFilter=northgate-locks"), 0);
    assert_eq!(count("ConnectorDeviceIdFilter=bw-200002"), 1);
    assert_eq!(count("RoleFilter=CONTROLLER"), 0);
    assert_eq!(count("SerialNumberFilter=none"), 0);
    assert_eq!(count("SerialNumberFilter=SN-40034"), 1);
    assert_eq!(count("ProvisioningStatusFilter=UNASSOCIATED"), 3);
    assert_eq!(count("ProvisioningStatusFilter=ISOLATED&ConnectorDestinationIdFilter=northgate-locks"), 3);
    assert_eq!(
        count("ConnectorPolicyIdFilter=northgate-locks"),
        count("ConnectorDestinationIdFilter=northgate-locks")
    );
    assert_eq!((count("CredentialLockerFilter=a"), count("ParentControllerIdentifierFilter=a")), (0, 0));
    bench.get("/managed-things?RoleFilter=LAMP").is_refused(400, "ValidationException");
    bench.get("/managed-things/none").is_refused(404, "ResourceNotFoundException");
}

#[test]
fn discoveries_are_listed_by_type_and_status() {
    let bench = bench();
    let count = |query: &str| {
        bench.get(&format!("/device-discoveries?{query}")).json()["Items"].as_array().map_or(0, Vec::len)
    };
    assert_eq!((count(""), count("TypeFilter=CLOUD"), count("TypeFilter=ZIGBEE")), (9, 9, 0));
    assert_eq!((count("StatusFilter=SUCCEEDED"), count("StatusFilter=RUNNING")), (7, 0));
    assert_eq!((count("StatusFilter=FAILED"), count("StatusFilter=TIMED_OUT")), (1, 1));
    assert_eq!(count("StatusFilter=FAILED&TypeFilter=ZIGBEE"), 0);
}
