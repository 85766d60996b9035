//! Commands: accepted at once, and the state changes later or not at all.

use serde_json::{Value, json};

use crate::client::{Answer, Bench, bench};
use crate::door::door;
use crate::refresh;
use crate::things::{Home, home};
use practice_service::Options;

fn form(capability: &str, action: Value) -> Value {
    json!({"Endpoints": [{"endpointId": "1", "capabilities": [
        {"id": capability, "name": "On/Off", "version": "1", "actions": [action]}]}]})
}

fn send(bench: &Bench, thing: &str, form: Value) -> Answer {
    bench.call("POST", &format!("/managed-things-command/{thing}"), form)
}

fn read(bench: &Bench, thing: &str) -> Answer {
    let all = json!({"name": "ReadState", "parameters": {"propertiesToRead": ["*"]}});
    send(bench, thing, form("aws.WiFiNetworkDiagnostics@1.0", all))
}

fn switch(bench: &Bench, thing: &str, on: bool) -> Answer {
    let update = json!({"name": "UpdateState", "parameters": {"OnOff": on}});
    send(bench, thing, form("aws.OnOff@1.0", update))
}

fn state(bench: &Bench, thing: &str) -> Value {
    bench.get(&format!("/managed-thing-states/{thing}")).json()["Endpoints"].clone()
}

fn on_off(state: &Value) -> &Value {
    &state[0]["capabilities"][0]["properties"]["OnOff"]
}

/// A lamp, where an answer of the device takes a minute.
fn lamp() -> (Bench, Home) {
    let bench = bench();
    bench.set(json!({"commandMs": 60_000}));
    let home = home(&bench, "brightwell-lighting", "miller");
    (bench, home)
}

#[test]
fn a_reading_shows_the_state_when_the_device_has_answered() {
    let (bench, home) = lamp();
    let accepted = read(&bench, &home.things[0]);
    assert_eq!(accepted.status, 202);
    assert!(accepted.json()["TraceId"].as_str().is_some_and(|id| !id.is_empty()));
    assert_eq!(state(&bench, &home.things[0]), json!([]));
    bench.advance(61);
    let first = state(&bench, &home.things[0]);
    assert_eq!(first[0]["endpointId"], "1");
    assert_eq!(first[0]["capabilities"][0]["id"], "aws.OnOff@1.0");
    bench.advance(7);
    read(&bench, &home.things[0]);
    bench.advance(61);
    assert_ne!(state(&bench, &home.things[0]), first, "what is measured is measured again");
    assert_eq!(state(&bench, &home.things[1]), json!([]), "of one device alone");
}

#[test]
fn several_commands_on_their_way_take_effect_one_after_the_other() {
    let (bench, home) = lamp();
    let id = &home.things[0];
    assert_eq!(switch(&bench, id, true).status, 202);
    bench.advance(30);
    assert_eq!(switch(&bench, id, false).status, 202);
    bench.advance(31);
    assert_eq!(on_off(&state(&bench, id)), true);
    bench.advance(30);
    assert_eq!(on_off(&state(&bench, id)), false);
    let at = bench.call("POST", &format!("/managed-things-connectivity-data/{id}"), Value::Null).json();
    assert!(at["Timestamp"].as_f64() > bench.ledger()["entries"][0]["at"].as_f64());
}

#[test]
fn a_device_that_cannot_be_reached_takes_commands_and_never_changes() {
    let (bench, home) = lamp();
    let id = &home.things[0];
    let set = |reachable: bool| {
        let form = json!({"managedThingId": id, "reachable": reachable});
        assert_eq!(bench.practice("POST", "/practice/things", form).status, 200);
    };
    set(false);
    assert_eq!(read(&bench, id).status, 202);
    assert_eq!(switch(&bench, id, true).status, 202);
    bench.advance(3600);
    assert_eq!(state(&bench, id), json!([]));
    set(true);
    assert_eq!(switch(&bench, id, true).status, 202);
    bench.advance(61);
    assert_eq!(on_off(&state(&bench, id)), true);
}

#[test]
fn a_command_needs_a_link_in_use() {
    let (bench, home) = lamp();
    let id = &home.things[0];
    let over = |link: &str| {
        let mut form = form("aws.OnOff@1.0", json!({"name": "Toggle"}));
        form["AccountAssociationId"] = json!(link);
        send(&bench, id, form)
    };
    assert_eq!(over(&home.association).status, 202);
    over("none").is_refused(404, "ResourceNotFoundException");
    over("a55c1a7ed00000000000000000000001").is_refused(400, "ValidationException");
    read(&bench, "none").is_refused(404, "ResourceNotFoundException");
    read(&bench, "7419600d000000000000000000000002").is_refused(400, "ValidationException");
    refresh::set(&bench, &home.association, "REFRESH_TOKEN_EXPIRED");
    let refused = read(&bench, id);
    refused.is_refused(400, "ValidationException");
    assert!(refused.text.contains("REFRESH_TOKEN_EXPIRED"), "{}", refused.text);
    let search = json!({"DiscoveryType": "CLOUD", "AccountAssociationId": home.association});
    bench.call("POST", "/device-discoveries", search).is_refused(409, "ConflictException");
}

#[test]
fn commands_have_their_bounds() {
    let (bench, home) = lamp();
    let action = json!({"name": "Toggle", "ref": "aws.x", "actionTraceId": "aaaaaaaaaaaaaaa="});
    let capability = json!({"id": "aws.OnOff@1.0", "name": "On/Off", "version": "1", "actions": [action]});
    let endpoint = json!({"endpointId": "1", "capabilities": [capability]});
    let sent = |path: &[&str], value: Value| {
        let mut form = json!({"Endpoints": [endpoint]});
        let mut place = &mut form["Endpoints"];
        for name in path {
            place = &mut place[0][*name];
        }
        *place = value;
        send(&bench, &home.things[0], form)
    };
    let times = |value: &Value, count: usize| Value::from(vec![value.clone(); count]);
    let before = bench.committed();
    let capabilities: &[&str] = &["capabilities"];
    let actions: &[&str] = &["capabilities", "actions"];
    for (path, value) in [
        (&[][..], json!([])),
        (&[], times(&endpoint, 6)),
        (&[], Value::Null),
        (capabilities, json!([])),
        (capabilities, times(&capability, 6)),
        (actions, json!([])),
        (actions, times(&action, 6)),
        (&["capabilities", "id"], json!("aws.OnOff")),
        (&["capabilities", "version"], json!("01")),
        (&["capabilities", "actions", "name"], json!("Turn on")),
        (&["capabilities", "actions", "actionTraceId"], json!("short=")),
        (&["capabilities", "actions", "parameters"], json!("on")),
        (&["endpointId"], json!("a-b")),
    ] {
        sent(path, value).is_refused(400, "ValidationException");
    }
    assert_eq!(bench.committed(), before);
    assert_eq!(sent(&[], times(&endpoint, 5)).status, 202);
}

#[test]
fn commands_have_ten_times_the_rate_of_other_operations() {
    let door = door(Options { requests_per_second: Some(1.0), ..Options::default() });
    let passed =
        |method: &str, path: &str| (0..30).filter(|_| door.call(method, path, &Value::Null).0 != 429).count();
    assert_eq!(passed("GET", "/managed-things"), 1);
    assert_eq!(passed("POST", "/managed-things-command/a"), 10);
}
