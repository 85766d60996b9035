//! Managed things that are there: changed, deleted, and what is known of the
//! devices behind them.

use serde_json::{Value, json};

use crate::client::{Answer, Bench, bench, bench_with};
use crate::journey::{create_thing, discovered, linked, register};
use practice_service::Options;

/// Two devices of a customer, registered on one link.
pub(crate) struct Home {
    pub(crate) association: String,
    pub(crate) discovery: String,
    pub(crate) things: Vec<String>,
}

pub(crate) fn home(bench: &Bench, destination: &str, customer: &str) -> Home {
    let association = linked(bench, destination, customer);
    let (discovery, devices) = discovered(bench, &association);
    let things = devices.iter().take(2).map(|device| match device["ManagedThingId"].as_str() {
        Some(id) => id.to_owned(),
        None => create_thing(bench, device),
    });
    let things: Vec<_> = things.collect();
    for thing in &things {
        assert_eq!(register(bench, thing, &association, &discovery).status, 201);
    }
    Home { association, discovery, things }
}

pub(crate) fn thing(bench: &Bench, id: &str) -> Value {
    bench.get(&format!("/managed-things/{id}")).json()
}

fn delete(bench: &Bench, id: &str) -> Answer {
    bench.call("DELETE", &format!("/managed-things/{id}"), Value::Null)
}

#[test]
fn members_that_are_sent_are_changed_and_others_stay() {
    let bench = bench();
    let home = home(&bench, "brightwell-lighting", "miller");
    let path = format!("/managed-things/{}", home.things[0]);
    let form = json!({"Name": "Küche 2", "SerialNumber": "SN 77", "MetaData": {"floor": "3"},
        "HubNetworkMode": "STANDARD", "Classification": "Light"});
    let changed = bench.call("PUT", &path, form.clone());
    assert_eq!((changed.status, changed.text.as_str()), (204, ""));
    let shown = bench.get(&path).json();
    for (member, value) in form.as_object().expect("members") {
        assert_eq!(&shown[member], value);
    }
    assert_eq!(shown["Owner"], "job-1");
    assert!(shown["UpdatedAt"].as_f64() >= shown["CreatedAt"].as_f64());
    let found = bench.get("/managed-things?SerialNumberFilter=SN%2077").json();
    assert_eq!(found["Items"].as_array().map(Vec::len), Some(1));
    assert_eq!(found["Items"][0].get("MetaData"), None, "lists are shorter");
}

#[test]
fn changes_that_do_not_fit_are_refused() {
    let bench = bench();
    let put = |id: &str, form: Value| bench.call("PUT", &format!("/managed-things/{id}"), form);
    let known = "7419600d000000000000000000000001";
    put("none", json!({})).is_refused(404, "ResourceNotFoundException");
    put(known, json!({"Name": "a/b"})).is_refused(400, "ValidationException");
    put(known, json!({"HubNetworkMode": "LOUD"})).is_refused(400, "ValidationException");
    put(known, json!({"CredentialLockerId": "locker"})).is_refused(404, "ResourceNotFoundException");
    assert_eq!(bench.committed(), 0);
    bench.set(json!({"deletingMs": 60_000}));
    assert_eq!(delete(&bench, known).status, 204);
    put(known, json!({"Name": "Late"})).is_refused(409, "ConflictException");
}

#[test]
fn a_deleted_thing_is_shown_on_its_way_out_then_gone_and_its_device_is_new_again() {
    let bench = bench_with(Options::default());
    bench.set(json!({"associationDelayMs": 0, "discoveryMs": 0, "deletingMs": 60_000}));
    let home = home(&bench, "brightwell-lighting", "miller");
    let id = &home.things[0];
    let deleted = bench.call("DELETE", &format!("/managed-things/{id}?Force=true"), Value::Null);
    assert_eq!((deleted.status, deleted.text.as_str()), (204, ""));
    assert_eq!(thing(&bench, id)["ProvisioningStatus"], "DELETE_IN_PROGRESS");
    assert_eq!(delete(&bench, id).status, 204, "asking twice is no error");
    let listed = bench.get("/managed-things?ProvisioningStatusFilter=DELETE_IN_PROGRESS").json();
    assert_eq!(listed["Items"][0]["Id"], json!(id));
    register(&bench, id, &home.association, &home.discovery).is_refused(409, "ConflictException");
    let on_link =
        bench.get(&format!("/managed-thing-associations?AccountAssociationId={}", home.association)).json();
    assert_eq!(on_link["Items"].as_array().map(Vec::len), Some(1), "it is off its link at once");

    bench.advance(61);
    bench.get(&format!("/managed-things/{id}")).is_refused(404, "ResourceNotFoundException");
    delete(&bench, id).is_refused(404, "ResourceNotFoundException");
    let ours = bench.get("/managed-things?OwnerFilter=job-1").json();
    assert_eq!(ours["Items"].as_array().map(Vec::len), Some(1));
    assert_eq!(bench.ledger()["managedThings"].as_array().map(Vec::len), Some(1));
    let (_, devices) = discovered(&bench, &home.association);
    assert_eq!(devices[0].get("ManagedThingId"), None);
    let again = create_thing(&bench, &devices[0]);
    assert_ne!(&again, id);
    assert_eq!(discovered(&bench, &home.association).1[0]["ManagedThingId"], json!(again));
}

#[test]
fn deletion_can_be_refused_and_can_fail_as_the_setting_says() {
    let bench = bench();
    let home = home(&bench, "brightwell-lighting", "miller");
    bench.set(json!({"deleteManagedThing": "refused"}));
    let refused = delete(&bench, &home.things[0]);
    refused.is_refused(409, "ConflictException");
    assert_eq!(refused.json()["Message"], "It is not possible to remove a cloud-to-cloud device.");
    assert_eq!(thing(&bench, &home.things[0])["ProvisioningStatus"], "ACTIVATED");
    bench.set(json!({"deleteManagedThing": "fails"}));
    assert_eq!(delete(&bench, &home.things[0]).status, 204);
    assert_eq!(thing(&bench, &home.things[0])["ProvisioningStatus"], "DELETION_FAILED");
    assert_eq!(register(&bench, &home.things[0], &home.association, &home.discovery).status, 201);
    assert_eq!(thing(&bench, &home.things[0])["ProvisioningStatus"], "ACTIVATED", "it can be used again");
    assert_eq!(delete(&bench, &home.things[0]).status, 204);
    bench
        .call("DELETE", &format!("/managed-things/{}?Force=yes", home.things[0]), Value::Null)
        .is_refused(400, "ValidationException");
}

#[test]
fn a_device_that_never_reported_has_an_empty_state() {
    let bench = bench();
    let home = home(&bench, "brightwell-lighting", "miller");
    let state = bench.get(&format!("/managed-thing-states/{}", home.things[0]));
    assert_eq!((state.status, state.json()), (200, json!({"Endpoints": []})));
    bench.get("/managed-thing-states/none").is_refused(404, "ResourceNotFoundException");
    bench.get("/managed-thing-states/a.b").is_refused(400, "ValidationException");
}

#[test]
fn connectivity_is_asked_for_with_post() {
    let bench = bench();
    let home = home(&bench, "northgate-locks", "mueller");
    let ask = |id: &str| bench.call("POST", &format!("/managed-things-connectivity-data/{id}"), Value::Null);
    let connected = ask(&home.things[1]).json();
    assert_eq!((&connected["Connected"], &connected["DisconnectReason"]), (&json!(true), &json!("NONE")));
    assert!(connected["Timestamp"].is_number());
    let form = json!({"managedThingId": home.things[1], "reachable": false});
    let set = bench.practice("POST", "/practice/things", form).json();
    assert_eq!((&set["reachable"], &set["provisioningStatus"]), (&json!(false), &json!("ACTIVATED")));
    let lost = ask(&home.things[1]).json();
    assert_eq!((&lost["Connected"], &lost["DisconnectReason"]), (&json!(false), &json!("CONNECTION_LOST")));
    let prepared = ask("7419600d000000000000000000000005").json();
    assert_eq!((&prepared["Connected"], &prepared["DisconnectReason"]), (&json!(false), &json!("UNKNOWN")));
    ask("none").is_refused(404, "ResourceNotFoundException");
    bench.get("/managed-things-connectivity-data/none").is_refused(404, "UnknownOperationException");
}

#[test]
fn capabilities_are_those_of_the_kind_or_those_that_were_sent() {
    let bench = bench();
    let home = home(&bench, "northgate-locks", "mueller");
    let path = format!("/managed-things-capabilities/{}", home.things[1]);
    let told = bench.get(&path).json();
    assert_eq!(told["ManagedThingId"], json!(home.things[1]));
    let endpoint = &told["CapabilityReport"]["endpoints"][0];
    assert_eq!(endpoint["deviceTypes"], json!(["Door Lock", "Contact Sensor"]));
    let ids: Vec<_> =
        endpoint["capabilities"].as_array().expect("a list").iter().map(|one| one["id"].clone()).collect();
    assert_eq!(ids, ["aws.DoorLock@1.0", "aws.BooleanState@1.0", "aws.WiFiNetworkDiagnostics@1.0"]);
    let report = json!({"version": "1.0.0", "endpoints": []});
    let path_of_thing = format!("/managed-things/{}", home.things[1]);
    assert_eq!(bench.call("PUT", &path_of_thing, json!({"CapabilityReport": report})).status, 204);
    assert_eq!(bench.get(&path).json()["CapabilityReport"], report);
    assert_eq!(bench.get(&path_of_thing).json().get("CapabilityReport"), None);
    bench.get("/managed-things-capabilities/none").is_refused(404, "ResourceNotFoundException");
}

#[test]
fn statuses_can_be_set_and_unheard_of_ones_told() {
    let bench = bench();
    let home = home(&bench, "brightwell-lighting", "miller");
    let set = |status: &str| {
        let form = json!({"managedThingId": home.things[0], "provisioningStatus": status});
        bench.practice("POST", "/practice/things", form)
    };
    assert_eq!(set("DISCOVERED").json()["provisioningStatus"], "DISCOVERED");
    assert_eq!(thing(&bench, &home.things[0])["ProvisioningStatus"], "DISCOVERED");
    set("DELETED").is_refused(400, "ValidationException");
    for operation in ["GetManagedThing", "ListManagedThings"] {
        bench.fault(json!({"operation": operation, "times": 1,
            "fault": {"kind": "unknown-state", "value": "HIBERNATING"}}));
    }
    assert_eq!(thing(&bench, &home.things[0])["ProvisioningStatus"], "HIBERNATING");
    assert_eq!(bench.get("/managed-things").json()["Items"][1]["ProvisioningStatus"], "HIBERNATING");
    assert_eq!(thing(&bench, &home.things[0])["ProvisioningStatus"], "DISCOVERED");
}
