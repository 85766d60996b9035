//! A world kept in a file: after a restart it is what it was.

use std::path::{Path, PathBuf};

use practice_service::{Options, World};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::door::{Door, door};

fn kept(path: &Path, port: u16) -> Door {
    door(Options { world_path: Some(path.to_owned()), port, ..Options::default() })
}

fn path_in(dir: &tempfile::TempDir) -> PathBuf {
    dir.path().join("practice").join("world.jsonl")
}

/// One operation; numbers point at what was made before.
#[derive(Clone, Debug)]
enum Step {
    Create { destination: usize, token: u8 },
    SignIn { link: usize, customer: usize, allow: bool },
    Rename { link: usize, token: u8 },
    Delete { link: usize },
    Discover { link: usize, token: u8 },
    MakeThing { discovery: usize, device: usize, token: u8 },
    Register { thing: usize, link: usize, discovery: usize },
    Deregister { thing: usize, link: usize },
    Refresh { link: usize },
    Bring { link: usize, state: usize },
    Tag { link: usize, thing: usize, token: u8 },
    Change { thing: usize, token: u8 },
    Remove { thing: usize },
    Command { thing: usize, on: bool },
    Reach { thing: usize, reachable: bool },
    Move { customer: usize, token: u8 },
    Cloud { destination: usize, gone: bool },
    Log { token: u8, level: usize },
}

const DESTINATIONS: [&str; 3] = ["brightwell-lighting", "northgate-locks", "aria-climate"];
const CUSTOMERS: [&str; 4] = ["miller", "jansen", "mueller", "rossi"];
const STATES: [&str; 4] =
    ["REFRESH_TOKEN_EXPIRED", "ASSOCIATION_SUCCEEDED", "ASSOCIATION_FAILED", "ASSOCIATION_DELETING"];
const LEVELS: [&str; 2] = ["ERROR", "INFO"];

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let few = 0_usize..6;
    let token = 0_u8..4;
    let step = prop_oneof![
        3 => (0_usize..3, token.clone()).prop_map(|(destination, token)| Step::Create { destination, token }),
        4 => (few.clone(), 0_usize..4, prop::bool::weighted(0.8))
            .prop_map(|(link, customer, allow)| Step::SignIn { link, customer, allow }),
        1 => (few.clone(), token.clone()).prop_map(|(link, token)| Step::Rename { link, token }),
        1 => few.clone().prop_map(|link| Step::Delete { link }),
        4 => (few.clone(), token.clone()).prop_map(|(link, token)| Step::Discover { link, token }),
        4 => (few.clone(), few.clone(), token.clone())
            .prop_map(|(discovery, device, token)| Step::MakeThing { discovery, device, token }),
        4 => (few.clone(), few.clone(), few.clone())
            .prop_map(|(thing, link, discovery)| Step::Register { thing, link, discovery }),
        1 => (few.clone(), few.clone()).prop_map(|(thing, link)| Step::Deregister { thing, link }),
        2 => few.clone().prop_map(|link| Step::Refresh { link }),
        1 => (few.clone(), 0_usize..4).prop_map(|(link, state)| Step::Bring { link, state }),
        1 => (few.clone(), few.clone(), token.clone())
            .prop_map(|(link, thing, token)| Step::Tag { link, thing, token }),
        1 => (few.clone(), token.clone()).prop_map(|(thing, token)| Step::Change { thing, token }),
        1 => few.clone().prop_map(|thing| Step::Remove { thing }),
        2 => (few.clone(), any::<bool>()).prop_map(|(thing, on)| Step::Command { thing, on }),
        1 => (few, any::<bool>()).prop_map(|(thing, reachable)| Step::Reach { thing, reachable }),
        1 => (0_usize..4, token.clone()).prop_map(|(customer, token)| Step::Move { customer, token }),
        1 => (0_usize..3, prop::bool::weighted(0.3))
            .prop_map(|(destination, gone)| Step::Cloud { destination, gone }),
        1 => (token, 0_usize..2).prop_map(|(token, level)| Step::Log { token, level }),
    ];
    prop::collection::vec(step, 1..40)
}

/// What was made so far, by its ids, and every answer that was given.
#[derive(Default)]
struct Made {
    links: Vec<String>,
    discoveries: Vec<String>,
    things: Vec<String>,
    /// Requests with a client token, with their answers.
    with_token: Vec<(&'static str, Value, (u16, Value))>,
}

fn nth(ids: &[String], number: usize) -> String {
    if ids.is_empty() {
        "a55c1a7ed00000000000000000000001".to_owned()
    } else {
        ids[number % ids.len()].clone()
    }
}

impl Made {
    fn take(&mut self, door: &Door, step: &Step) {
        match step {
            Step::Create { destination, token } => {
                let form = json!({"ConnectorDestinationId": DESTINATIONS[*destination],
                    "Name": format!("Link {token}"), "Tags": {"b": "1", "a": "2"},
                    "ClientToken": format!("c{token}")});
                let id = self.create(door, "/account-associations", form, "AccountAssociationId");
                self.links.extend(id);
            }
            Step::SignIn { link, customer, allow } => {
                let form = json!({"accountAssociationId": nth(&self.links, *link),
                    "customer": CUSTOMERS[*customer], "outcome": if *allow { "allow" } else { "deny" }});
                door.practice("POST", "/practice/customers/sign-in", &form);
            }
            Step::Rename { link, token } => {
                let path = format!("/account-associations/{}", nth(&self.links, *link));
                door.call("PUT", &path, &json!({"Name": format!("Renamed {token}")}));
            }
            Step::Delete { link } => {
                let path = format!("/account-associations/{}", nth(&self.links, *link));
                door.call("DELETE", &path, &Value::Null);
            }
            Step::Discover { link, token } => {
                let form = json!({"DiscoveryType": "CLOUD", "ClientToken": format!("d{token}"),
                    "AccountAssociationId": nth(&self.links, *link)});
                let id = self.create(door, "/device-discoveries", form, "Id");
                self.discoveries.extend(id);
            }
            Step::MakeThing { discovery, device, token } => {
                let path = format!("/device-discoveries/{}/devices", nth(&self.discoveries, *discovery));
                let devices = door.call("GET", &path, &Value::Null).1;
                let material = &devices["Items"][*device]["AuthenticationMaterial"];
                let form = json!({"Role": "DEVICE", "AuthenticationMaterialType": "DISCOVERED_DEVICE",
                    "AuthenticationMaterial": material, "Name": "Thing", "ClientToken": format!("t{token}")});
                let id = self.create(door, "/managed-things", form, "Id");
                self.things.extend(id);
            }
            Step::Register { thing, link, discovery } => {
                let form = json!({"ManagedThingId": nth(&self.things, *thing),
                    "AccountAssociationId": nth(&self.links, *link),
                    "DeviceDiscoveryId": nth(&self.discoveries, *discovery)});
                door.call("PUT", "/managed-thing-associations/register", &form);
            }
            Step::Deregister { thing, link } => {
                let form = json!({"ManagedThingId": nth(&self.things, *thing),
                    "AccountAssociationId": nth(&self.links, *link)});
                door.call("PUT", "/managed-thing-associations/deregister", &form);
            }
            Step::Refresh { link } => {
                let path = format!("/account-associations/{}/refresh", nth(&self.links, *link));
                door.call("POST", &path, &Value::Null);
            }
            Step::Bring { link, state } => {
                let form = json!({"accountAssociationId": nth(&self.links, *link), "state": STATES[*state]});
                door.practice("POST", "/practice/links", &form);
            }
            Step::Tag { link, thing, token } => {
                for (kind, id) in [
                    ("account-association", nth(&self.links, *link)),
                    ("managed-thing", nth(&self.things, *thing)),
                ] {
                    let path = format!(
                        "/tags/arn%3Aaws%3Aiotmanagedintegrations%3Aeu-west-1%3A123456789012%3A{kind}%2F{id}"
                    );
                    door.call("POST", &path, &json!({"Tags": {"b": format!("{token}"), "c": "3"}}));
                    door.call("DELETE", &format!("{path}?tagKeys=a"), &Value::Null);
                }
            }
            Step::Change { thing, token } => {
                let path = format!("/managed-things/{}", nth(&self.things, *thing));
                door.call("PUT", &path, &json!({"Name": format!("Thing {token}"), "SerialNumber": "7"}));
            }
            Step::Remove { thing } => {
                door.call("DELETE", &format!("/managed-things/{}", nth(&self.things, *thing)), &Value::Null);
            }
            Step::Command { thing, on } => {
                let action = json!({"name": "UpdateState", "parameters": {"OnOff": on}});
                let form = json!({"Endpoints": [{"endpointId": "1", "capabilities": [
                    {"id": "aws.OnOff@1.0", "name": "On/Off", "version": "1", "actions": [action]}]}]});
                let path = format!("/managed-things-command/{}", nth(&self.things, *thing));
                door.call("POST", &path, &form);
            }
            Step::Reach { thing, reachable } => {
                let form = json!({"managedThingId": nth(&self.things, *thing), "reachable": reachable});
                door.practice("POST", "/practice/things", &form);
            }
            Step::Move { customer, token } => {
                let device =
                    json!({"connectorDeviceId": format!("new-{token}"), "connectorDeviceName": "New"});
                let form = json!({"customer": CUSTOMERS[*customer], "add": [device]});
                door.practice("POST", "/practice/customers/devices", &form);
            }
            Step::Cloud { destination, gone } => {
                let form = json!({"connectorDestinationId": DESTINATIONS[*destination], "gone": gone});
                door.practice("POST", "/practice/device-clouds", &form);
            }
            Step::Log { token, level } => {
                let form = json!({"ResourceType": "account-association", "ResourceId": format!("{token}"),
                    "EventLogLevel": LEVELS[*level], "ClientToken": format!("e{token}{level}")});
                let Some(id) = self.create(door, "/event-log-configurations", form, "Id") else { return };
                let path = format!("/event-log-configurations/{id}");
                door.call("PATCH", &path, &json!({"EventLogLevel": "WARN"}));
                if *level == 0 {
                    door.call("DELETE", &path, &Value::Null);
                }
            }
        }
    }

    /// The id of what this made.
    fn create(&mut self, door: &Door, path: &'static str, form: Value, member: &str) -> Option<String> {
        let answer = door.call("POST", path, &form);
        let id = answer.1[member].as_str().map(str::to_owned);
        if answer.0 == 201 {
            self.with_token.push((path, form, answer));
        }
        id
    }

    /// Everything that can be asked about what was made.
    fn asked(&self, door: &Door) -> Vec<(u16, Value)> {
        let mut paths: Vec<String> = [
            "/account-associations?MaxResults=1000",
            "/managed-things?MaxResults=1000",
            "/managed-thing-associations?MaxResults=1000",
            "/device-discoveries?MaxResults=1000",
            "/event-log-configurations?MaxResults=1000",
            "/connector-destinations?MaxResults=1000",
        ]
        .map(str::to_owned)
        .to_vec();
        paths.extend(self.links.iter().map(|id| format!("/account-associations/{id}")));
        paths.extend(self.things.iter().map(|id| format!("/managed-things/{id}")));
        paths.extend(self.things.iter().map(|id| format!("/managed-thing-states/{id}")));
        paths.extend(self.things.iter().map(|id| format!("/managed-things-capabilities/{id}")));
        paths.extend(self.discoveries.iter().map(|id| format!("/device-discoveries/{id}")));
        paths.extend(self.discoveries.iter().map(|id| format!("/device-discoveries/{id}/devices")));
        paths.iter().map(|path| door.call("GET", path, &Value::Null)).collect()
    }
}

/// With one port in place of whichever stood there.
fn without_port(text: &str, port: u16) -> String {
    text.replace(&format!("127.0.0.1:{port}"), "127.0.0.1:P")
        .replace(&format!("127.0.0.1%3A{port}"), "127.0.0.1%3AP")
}

fn ledger(door: &Door, port: u16) -> Value {
    let mut ledger: Value =
        serde_json::from_str(&without_port(&door.ledger().to_string(), port)).expect("JSON");
    // It counts what was asked in this run, which is no part of the world.
    ledger["requests"] = Value::Null;
    ledger["busiestSecond"] = Value::Null;
    ledger
}

fn check(steps: &[Step]) {
    let dir = tempfile::tempdir().expect("a folder");
    let path = path_in(&dir);
    let mut made = Made::default();
    let (mut first, mut second) = (kept(&path, 4001), None);
    for (number, step) in steps.iter().enumerate() {
        if number == steps.len() / 2 {
            drop(first);
            first = kept(&path, 4001);
        }
        made.take(&first, step);
    }
    let before = (ledger(&first, 4001), format!("{:?}", made.asked(&first)));
    drop(first);
    let again = second.insert(kept(&path, 4002));
    assert_eq!(again.service.set_aside(), None);
    assert_eq!(ledger(again, 4002), before.0);
    assert_eq!(without_port(&format!("{:?}", made.asked(again)), 4002), without_port(&before.1, 4001));
    let entries = before.0["entries"].as_array().map(Vec::len);
    for (path, form, answer) in &made.with_token {
        let repeated = again.call("POST", path, form);
        let shown = without_port(&format!("{repeated:?}"), 4002);
        assert_eq!(shown, without_port(&format!("{answer:?}"), 4001), "{path} {form}");
    }
    assert_eq!(again.ledger()["entries"].as_array().map(Vec::len), entries, "repeating made nothing");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_was_done_a_restart_on_another_port_answers_the_same(steps in steps()) {
        check(&steps);
    }
}

#[test]
fn a_whole_onboarding_outlives_a_restart() {
    check(&[
        Step::Create { destination: 0, token: 0 },
        Step::SignIn { link: 0, customer: 0, allow: true },
        Step::Discover { link: 0, token: 0 },
        Step::MakeThing { discovery: 0, device: 0, token: 0 },
        Step::MakeThing { discovery: 0, device: 1, token: 1 },
        Step::Register { thing: 0, link: 0, discovery: 0 },
        Step::Register { thing: 1, link: 0, discovery: 0 },
        Step::Deregister { thing: 1, link: 0 },
        Step::Create { destination: 1, token: 1 },
        Step::SignIn { link: 1, customer: 2, allow: false },
        Step::Rename { link: 1, token: 0 },
        Step::Delete { link: 1 },
        Step::Command { thing: 0, on: true },
        Step::Reach { thing: 0, reachable: false },
        Step::Command { thing: 0, on: false },
        Step::Tag { link: 0, thing: 0, token: 0 },
        Step::Change { thing: 0, token: 0 },
        Step::Bring { link: 0, state: 0 },
        Step::Refresh { link: 0 },
        Step::SignIn { link: 0, customer: 1, allow: true },
        Step::Move { customer: 1, token: 0 },
        Step::Discover { link: 0, token: 1 },
        Step::Remove { thing: 1 },
        Step::Log { token: 0, level: 1 },
        Step::Cloud { destination: 0, gone: true },
    ]);
}

#[test]
fn the_stored_sign_in_address_has_the_port_of_the_run() {
    let dir = tempfile::tempdir().unwrap();
    let path = path_in(&dir);
    let form = json!({"ConnectorDestinationId": "brightwell-lighting", "ClientToken": "one"});
    let first = kept(&path, 4001).call("POST", "/account-associations", &form).1;
    let door = kept(&path, 4002);
    let again = door.call("POST", "/account-associations", &form).1;
    assert_eq!(again["AccountAssociationId"], first["AccountAssociationId"]);
    let url = again["OAuthAuthorizationUrl"].as_str().expect("an address");
    assert!(url.starts_with("http://127.0.0.1:4002/vendors/") && !url.contains("4001"), "{url}");
    assert_eq!(door.ledger()["entries"][0]["response"]["OAuthAuthorizationUrl"], url);
}

#[test]
fn beginning_afresh_empties_world_and_file() {
    let dir = tempfile::tempdir().unwrap();
    let path = path_in(&dir);
    let world = World::generated(3);
    let options = Options { world, world_path: Some(path.clone()), ..Options::default() };
    let first = door(options);
    let form = json!({"ConnectorDestinationId": "brightwell-lighting", "ClientToken": "one"});
    let before = first.call("POST", "/account-associations", &form).1;
    first.set(json!({"pageSize": 2}));
    first.runtime.block_on(first.service.reset()).expect("the file can be written");
    assert_eq!(first.ledger()["entries"], json!([]));
    assert_eq!(first.ledger()["associations"].as_array().map(Vec::len), Some(3));
    assert_eq!(first.practice("GET", "/practice/settings", &Value::Null).1["pageSize"], 2);
    assert_eq!(std::fs::read_to_string(&path).unwrap().lines().count(), 1);
    let after = first.call("POST", "/account-associations", &form).1;
    assert_ne!(after["AccountAssociationId"], before["AccountAssociationId"]);
    drop(first);
    let second = kept(&path, 0);
    assert_eq!(second.ledger()["entries"].as_array().map(Vec::len), Some(1));
    assert_eq!(second.ledger()["associations"].as_array().map(Vec::len), Some(4), "it is the same seed");
}

#[test]
fn a_damaged_world_is_set_aside_and_said_so() {
    let dir = tempfile::tempdir().unwrap();
    let path = path_in(&dir);
    drop(kept(&path, 0));
    std::fs::write(&path, "{\"format\":1,\"seed\":\"seeded\"}\n{\"half\n").unwrap();
    let door = kept(&path, 0);
    let aside = door.service.set_aside().expect("it was damaged");
    let name = aside.file_name().unwrap().to_string_lossy();
    assert!(name.starts_with("world.jsonl.damaged-2"), "{name}");
    assert_eq!(door.ledger()["entries"], json!([]));
}

#[test]
fn a_service_that_ended_lets_its_file_go_and_commits_no_more() {
    let dir = tempfile::tempdir().unwrap();
    let path = path_in(&dir);
    let first = kept(&path, 0);
    first.fault(json!({"operation": "*", "fault": {"kind": "late-commit", "ms": 1000}}));
    let form = json!({"ConnectorDestinationId": "brightwell-lighting"}).to_string();
    let authorization = crate::client::authorization(first.service.access_key_id(), "iotmanagedintegrations");
    let request = axum::http::Request::builder()
        .method("POST")
        .uri("/account-associations")
        .header("host", "127.0.0.1:4566")
        .header("authorization", authorization)
        .body(axum::body::Bytes::from(form))
        .unwrap();
    let crate::door::Door { service, runtime } = first;
    runtime.block_on(async {
        let asked =
            tokio::time::timeout(std::time::Duration::from_millis(500), service.answer(request)).await;
        assert!(asked.is_err(), "it is carried out later");
    });
    drop(service);
    let second = kept(&path, 0);
    runtime.block_on(async { tokio::time::sleep(std::time::Duration::from_secs(10)).await });
    assert_eq!(second.ledger()["entries"], json!([]));
    drop(second);
    assert_eq!(kept(&path, 0).ledger()["entries"], json!([]));
}
