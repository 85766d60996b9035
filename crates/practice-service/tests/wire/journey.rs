//! The whole way, step by step, as service.md 1.2 tells it.

use std::net::TcpStream;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::client::{Bench, authorization, bench, bench_with};
use practice_service::{Options, World};

/// A link whose customer has signed in.
pub(crate) fn linked(bench: &Bench, destination: &str, customer: &str) -> String {
    let created = bench.call("POST", "/account-associations", json!({"ConnectorDestinationId": destination}));
    let id = created.json()["AccountAssociationId"].as_str().expect("an id").to_owned();
    sign_in(bench, &id, customer, "allow");
    id
}

#[track_caller]
pub(crate) fn sign_in(bench: &Bench, association: &str, customer: &str, outcome: &str) {
    let form = json!({"accountAssociationId": association, "customer": customer, "outcome": outcome});
    let answer = bench.practice("POST", "/practice/customers/sign-in", form);
    assert_eq!(answer.status, 200, "{}", answer.text);
}

pub(crate) fn discovered(bench: &Bench, association: &str) -> (String, Vec<Value>) {
    let form = json!({"DiscoveryType": "CLOUD", "AccountAssociationId": association});
    let started = bench.call("POST", "/device-discoveries", form);
    let id = started.json()["Id"].as_str().expect("an id").to_owned();
    let devices = bench.get(&format!("/device-discoveries/{id}/devices?MaxResults=1000")).json();
    (id, devices["Items"].as_array().expect("a list").clone())
}

pub(crate) fn material(device: &Value) -> String {
    match device["AuthenticationMaterial"].as_str() {
        Some(material) => material.to_owned(),
        None => format!("CLOUD:XXXX:{}", device["ConnectorDeviceId"].as_str().expect("an id")),
    }
}

pub(crate) fn create_thing(bench: &Bench, device: &Value) -> String {
    let form = json!({"Role": "DEVICE", "AuthenticationMaterialType": "DISCOVERED_DEVICE",
        "AuthenticationMaterial": material(device), "Name": "Thing", "Owner": "job-1"});
    let created = bench.call("POST", "/managed-things", form);
    assert_eq!(created.status, 201, "{}", created.text);
    created.json()["Id"].as_str().expect("an id").to_owned()
}

pub(crate) fn register(
    bench: &Bench,
    thing: &str,
    association: &str,
    discovery: &str,
) -> crate::client::Answer {
    let form =
        json!({"ManagedThingId": thing, "AccountAssociationId": association, "DeviceDiscoveryId": discovery});
    bench.call("PUT", "/managed-thing-associations/register", form)
}

#[test]
fn a_customer_is_linked_and_seven_devices_are_registered() {
    let bench = bench();
    let destinations = bench.get("/connector-destinations").json();
    assert_eq!(destinations["ConnectorDestinationList"][0]["Name"], "Brightwell Lighting");

    let form = json!({"ConnectorDestinationId": "brightwell-lighting", "Name": "Miller Flat 3",
        "Tags": {"job": "4711"}, "ClientToken": "one"});
    let created = bench.call("POST", "/account-associations", form);
    assert_eq!(created.status, 201);
    assert_eq!(created.json()["AssociationState"], "ASSOCIATION_IN_PROGRESS");
    let association = created.json()["AccountAssociationId"].as_str().expect("an id").to_owned();

    sign_in(&bench, &association, "miller", "allow");
    let got = bench.get(&format!("/account-associations/{association}")).json();
    assert_eq!(got["AssociationState"], "ASSOCIATION_SUCCEEDED");
    assert_eq!(got["Tags"], json!({"job": "4711"}));

    let (discovery, devices) = discovered(&bench, &association);
    assert_eq!(devices.len(), 7);
    for device in &devices {
        let thing = create_thing(&bench, device);
        let before = bench.get(&format!("/managed-things/{thing}")).json();
        assert_eq!(before["ProvisioningStatus"], "UNASSOCIATED");
        assert_eq!(before["ConnectorDeviceId"], device["ConnectorDeviceId"]);
        assert_eq!(register(&bench, &thing, &association, &discovery).status, 201);
        let after = bench.get(&format!("/managed-things/{thing}")).json();
        assert_eq!(after["ProvisioningStatus"], "ACTIVATED");
    }
    let list = bench.get(&format!("/managed-thing-associations?AccountAssociationId={association}")).json();
    assert_eq!(list["Items"].as_array().map(Vec::len), Some(7));

    let ledger = bench.ledger();
    assert_eq!(ledger["associations"].as_array().map(Vec::len), Some(1));
    assert_eq!(ledger["associations"][0]["customer"], "miller");
    assert_eq!(ledger["managedThings"].as_array().map(Vec::len), Some(7));
    assert_eq!(ledger["managedThings"][0]["owner"], "job-1");
    assert_eq!(ledger["registrations"].as_array().map(Vec::len), Some(7));
    assert_eq!(ledger["requests"]["RegisterAccountAssociation"], 7);
    let sequences: Vec<_> = ledger["entries"]
        .as_array()
        .expect("entries")
        .iter()
        .map(|entry| entry["sequence"].as_u64())
        .collect();
    assert_eq!(sequences, (1..=17).map(Some).collect::<Vec<_>>());
}

#[test]
fn a_company_credential_needs_no_browser() {
    let bench = bench();
    for destination in ["aria-climate", "aria-climate-partners"] {
        let form = json!({"ConnectorDestinationId": destination,
            "GeneralAuthorization": {"AuthMaterialName": "aria-partner-key"}});
        let created = bench.call("POST", "/account-associations", form).json();
        assert_eq!(created["OAuthAuthorizationUrl"], "");
        let id = created["AccountAssociationId"].as_str().expect("an id");
        let got = bench.get(&format!("/account-associations/{id}")).json();
        assert_eq!(got["AssociationState"], "ASSOCIATION_SUCCEEDED");
        assert_eq!(got["OAuthAuthorizationUrl"], "");
        assert_eq!(got["GeneralAuthorization"]["AuthMaterialName"], "aria-partner-key");
        let (_, devices) = discovered(&bench, id);
        assert_eq!(devices.len(), 2);
    }
}

#[test]
fn links_and_discoveries_take_their_time_and_devices_trickle_in() {
    let bench = bench_with(Options::default());
    bench.set(json!({"associationDelayMs": 60_000, "discoveryMs": 80_000}));
    let association = linked(&bench, "brightwell-lighting", "miller");
    let path = format!("/account-associations/{association}");
    assert_eq!(bench.get(&path).json()["AssociationState"], "ASSOCIATION_IN_PROGRESS");
    bench.advance(61);
    assert_eq!(bench.get(&path).json()["AssociationState"], "ASSOCIATION_SUCCEEDED");

    let (discovery, devices) = discovered(&bench, &association);
    assert_eq!(devices.len(), 0);
    let path = format!("/device-discoveries/{discovery}");
    bench.advance(31);
    assert_eq!(bench.get(&path).json()["Status"], "RUNNING");
    let devices = bench.get(&format!("{path}/devices")).json();
    assert_eq!(devices["Items"].as_array().map(Vec::len), Some(3));
    bench.advance(50);
    let finished = bench.get(&path).json();
    assert_eq!(finished["Status"], "SUCCEEDED");
    assert!(finished["FinishedAt"].as_f64() > finished["StartedAt"].as_f64());
    let devices = bench.get(&format!("{path}/devices")).json();
    assert_eq!(devices["Items"].as_array().map(Vec::len), Some(7));
}

#[test]
fn access_expires_after_ninety_days_and_discoveries_are_refused_then() {
    let bench = bench();
    let association = linked(&bench, "northgate-locks", "keller");
    bench.advance(91 * 24 * 3600);
    let got = bench.get(&format!("/account-associations/{association}")).json();
    assert_eq!(got["AssociationState"], "REFRESH_TOKEN_EXPIRED");
    let form = json!({"DiscoveryType": "CLOUD", "AccountAssociationId": association});
    bench.call("POST", "/device-discoveries", form).is_refused(409, "ConflictException");
}

#[test]
fn sts_says_who_the_caller_is() {
    let bench = bench();
    let authorization = authorization(bench.service.access_key_id(), "sts");
    let form = "Action=GetCallerIdentity&Version=2011-06-15";
    let posted = bench.send("POST", "/", &[("authorization", &authorization)], form).expect("an answer");
    assert_eq!(posted.status, 200);
    assert!(posted.text.contains("<Account>123456789012</Account>"), "{}", posted.text);
    let got = bench.send("GET", &format!("/?{form}"), &[("authorization", &authorization)], "");
    assert_eq!(got.expect("an answer").status, 200);
    let wrong_scope = bench.send("POST", "/", &[("authorization", &bench.authorization())], form);
    assert!(wrong_scope.expect("an answer").text.contains("<Code>SignatureDoesNotMatch</Code>"));
}

#[test]
fn a_generated_world_is_listed_to_its_end() {
    let options = Options { world: World::generated(2500), ..Options::default() };
    let bench = bench_with(options);
    let mut path = "/account-associations?MaxResults=1000".to_owned();
    let mut count = 0;
    loop {
        let page = bench.get(&path).json();
        count += page["Items"].as_array().map_or(0, Vec::len);
        match page["NextToken"].as_str() {
            Some(token) => path = format!("/account-associations?MaxResults=1000&NextToken={token}"),
            None => break,
        }
    }
    assert_eq!(count, 2500);
}

#[test]
fn an_empty_account_has_nothing_to_link_to() {
    let bench = bench_with(Options { world: World::empty(), ..Options::default() });
    assert_eq!(bench.get("/connector-destinations").json(), json!({"ConnectorDestinationList": []}));
    assert_eq!(bench.get("/cloud-connectors").json(), json!({"Items": []}));
}

#[test]
fn stopping_frees_the_port() {
    let Bench { service, runtime } = bench_with(Options::default());
    let host = service.endpoint().replace("http://", "");
    let idle = TcpStream::connect(&host).expect("it listens");
    runtime.block_on(service.stop());
    assert!(TcpStream::connect(&host).is_err());
    drop(idle);
}

#[test]
fn dropping_ends_the_service_too() {
    let Bench { service, runtime } = bench_with(Options::default());
    let host = service.endpoint().replace("http://", "");
    drop(service);
    let began = Instant::now();
    while TcpStream::connect(&host).is_ok() {
        assert!(began.elapsed() < Duration::from_secs(10), "it still listens");
    }
    drop(runtime);
}
