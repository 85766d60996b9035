//! What the practice API changes outside the service: links, customers' devices,
//! device clouds.

use serde_json::{Value, json};

use crate::client::{Bench, bench};
use crate::journey::{discovered, linked};
use crate::refresh;

fn ids(bench: &Bench, association: &str) -> Vec<String> {
    let devices = discovered(bench, association).1;
    devices.iter().map(|device| device["ConnectorDeviceId"].as_str().expect("an id").to_owned()).collect()
}

#[test]
fn a_link_is_brought_into_any_state() {
    let bench = bench();
    let association = linked(&bench, "brightwell-lighting", "miller");
    for state in
        ["REFRESH_TOKEN_EXPIRED", "ASSOCIATION_SUCCEEDED", "ASSOCIATION_FAILED", "ASSOCIATION_IN_PROGRESS"]
    {
        refresh::set(&bench, &association, state);
        let got = bench.get(&format!("/account-associations/{association}")).json();
        assert_eq!(got["AssociationState"], json!(state));
    }
    let set = |form: Value| bench.practice("POST", "/practice/links", form);
    let form = json!({"accountAssociationId": association, "state": "ASSOCIATION_FAILED",
        "errorMessage": "invalid_client"});
    assert_eq!(set(form).status, 200);
    let got = bench.get(&format!("/account-associations/{association}")).json();
    assert_eq!(got["ErrorMessage"], "invalid_client");
    let nobody = json!({"accountAssociationId": association, "state": "ASSOCIATION_SUCCEEDED"});
    set(nobody.clone()).is_refused(400, "ValidationException");
    for (member, value, status, code) in [
        ("customer", "mueller", 400, "ValidationException"),
        ("accountAssociationId", "none", 404, "ResourceNotFoundException"),
        ("state", "PAUSED", 400, "ValidationException"),
        ("colour", "red", 400, "ValidationException"),
    ] {
        let mut form = nobody.clone();
        form[member] = json!(value);
        set(form).is_refused(status, code);
    }
    let mut form = nobody;
    form["customer"] = json!("jansen");
    assert_eq!(set(form).status, 200);
    assert_eq!(ids(&bench, &association).len(), 4);
    refresh::set(&bench, &association, "ASSOCIATION_DELETING");
}

#[test]
fn a_customers_devices_come_and_go_and_a_search_finds_what_is_there() {
    let bench = bench();
    let association = linked(&bench, "aria-climate", "harbour");
    assert_eq!(ids(&bench, &association).len(), 12);
    let change = |form: Value| bench.practice("POST", "/practice/customers/devices", form);
    let changed = change(json!({"customer": "harbour", "remove": ["aria-hv-03", "aria-hv-04"]}));
    assert_eq!(changed.status, 200, "{}", changed.text);
    assert_eq!(changed.json()["connectorDeviceIds"].as_array().map(Vec::len), Some(10));
    let found = ids(&bench, &association);
    assert_eq!(found.len(), 10);
    assert!(!found.contains(&"aria-hv-03".to_owned()));

    let form = json!({"customer": "harbour", "remove": ["aria-hv-101"], "add": [
        {"connectorDeviceId": "aria-hv-101b", "connectorDeviceName": "Room 101", "deviceTypes": ["Thermostat"],
            "brand": "Aria", "model": "Dial 2"},
        {"connectorDeviceId": "aria-hv-102", "connectorDeviceName": "Room 102 renamed"},
        {"connectorDeviceId": "aria-hv-03", "connectorDeviceName": "Bar again"}]});
    assert_eq!(change(form).status, 200);
    let devices = discovered(&bench, &association).1;
    assert_eq!(devices.len(), 11);
    let named = |id: &str| devices.iter().find(|device| device["ConnectorDeviceId"] == id);
    assert!(named("aria-hv-101").is_none());
    assert_eq!(named("aria-hv-101b").expect("the new one")["Modification"], "DISCOVERED");
    assert_eq!(named("aria-hv-102").expect("it stayed")["ConnectorDeviceName"], "Room 102 renamed");
    assert!(named("aria-hv-03").is_some());
    let shown = bench.practice("GET", "/practice/customers?vendor=aria", Value::Null).json();
    let harbour =
        shown["customers"].as_array().expect("a list").iter().find(|one| one["customer"] == "harbour");
    assert_eq!(harbour.expect("a customer")["devices"].as_array().map(Vec::len), Some(11));
}

#[test]
fn changes_of_devices_that_do_not_fit_are_refused() {
    let bench = bench();
    let change = |form: Value| bench.practice("POST", "/practice/customers/devices", form);
    for form in [
        json!({"customer": "nobody"}),
        json!({"customer": "devices-12"}),
        json!({"customer": "miller", "vendor": "aria"}),
        json!({"customer": "miller", "vendor": "none"}),
        json!({"customer": "miller", "remove": ["elsewhere"]}),
        json!({"customer": "miller", "add": [{"connectorDeviceId": "a b", "connectorDeviceName": "A"}]}),
        json!({"customer": "miller", "add": [{"connectorDeviceId": "a", "connectorDeviceName": ""}]}),
        json!({"customer": "miller", "add": [{"connectorDeviceId": "a"}]}),
    ] {
        change(form).is_refused(400, "ValidationException");
    }
    assert_eq!(bench.committed(), 0);
    let form =
        json!({"customer": "devices-12", "vendor": "northgate", "remove": ["northgate-devices-12-0001"]});
    assert_eq!(change(form).json()["connectorDeviceIds"].as_array().map(Vec::len), Some(11));
}

#[test]
fn a_device_cloud_is_changed_and_taken_out_and_comes_back() {
    let bench = bench();
    let change = |form: Value| bench.practice("POST", "/practice/device-clouds", form);
    let form = json!({"connectorDestinationId": "aria-climate", "name": "Aria", "daysBeforeRenewal": 0,
        "tokenEndpointAuthenticationScheme": "REQUEST_BODY_CREDENTIALS",
        "secretVersionId": "aaaaaaaa-1111-2222-3333-444455556666"});
    assert_eq!(change(form).status, 200);
    let got = bench.get("/connector-destinations/aria-climate").json();
    assert_eq!(got["Name"], "Aria");
    assert_eq!(got["Description"], "Climate - customers sign in or company credential");
    let o_auth = &got["AuthConfig"]["oAuth"];
    assert_eq!(o_auth["proactiveRefreshTokenRenewal"], json!({"enabled": false}));
    assert_eq!(o_auth["tokenEndpointAuthenticationScheme"], "REQUEST_BODY_CREDENTIALS");
    assert_eq!(got["SecretsManager"]["versionId"], "aaaaaaaa-1111-2222-3333-444455556666");
    for gone in [true, false] {
        let form = json!({"connectorDestinationId": "aria-climate", "gone": gone});
        assert_eq!(change(form).json()["gone"], json!(gone));
        let list = bench.get("/connector-destinations").json();
        let count = list["ConnectorDestinationList"].as_array().map(Vec::len);
        assert_eq!(count, Some(if gone { 3 } else { 4 }));
    }
    for (member, value) in [
        ("daysBeforeRenewal", json!(29)),
        ("name", json!("Anna's")),
        ("secretVersionId", json!("short")),
        ("tokenEndpointAuthenticationScheme", json!("NONE")),
        ("colour", json!("red")),
    ] {
        let mut form = json!({"connectorDestinationId": "aria-climate"});
        form[member] = value;
        change(form).is_refused(400, "ValidationException");
    }
    change(json!({"connectorDestinationId": "none"})).is_refused(404, "ResourceNotFoundException");
}
