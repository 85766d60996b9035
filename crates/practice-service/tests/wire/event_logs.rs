//! Event log configurations.

use serde_json::{Value, json};

use crate::client::{Answer, Bench, bench};

fn create(bench: &Bench, form: Value) -> Answer {
    bench.call("POST", "/event-log-configurations", form)
}

fn every_link() -> Value {
    json!({"ResourceType": "account-association", "ResourceId": "*", "EventLogLevel": "ERROR"})
}

#[test]
fn a_configuration_is_made_read_listed_changed_and_deleted() {
    let bench = bench();
    assert_eq!(bench.get("/event-log-configurations").json(), json!({"EventLogConfigurationList": []}));
    let created = create(&bench, every_link());
    assert_eq!(created.status, 201, "{}", created.text);
    let id = created.json()["Id"].as_str().expect("an id").to_owned();
    let path = format!("/event-log-configurations/{id}");
    let mut shown = every_link();
    shown["Id"] = json!(id);
    assert_eq!(bench.get(&path).json(), shown);
    let changed = bench.call("PATCH", &path, json!({"EventLogLevel": "DEBUG"}));
    assert_eq!((changed.status, changed.text.as_str()), (200, ""));
    shown["EventLogLevel"] = json!("DEBUG");
    assert_eq!(bench.get("/event-log-configurations").json(), json!({"EventLogConfigurationList": [shown]}));
    let deleted = bench.call("DELETE", &path, Value::Null);
    assert_eq!((deleted.status, deleted.text.as_str()), (200, ""));
    for answer in [
        bench.get(&path),
        bench.call("PATCH", &path, json!({"EventLogLevel": "INFO"})),
        bench.call("DELETE", &path, Value::Null),
    ] {
        answer.is_refused(404, "ResourceNotFoundException");
    }
    assert_eq!(create(&bench, every_link()).status, 201, "its place is free again");
}

#[test]
fn the_same_resources_have_one_configuration_and_a_token_one_answer() {
    let bench = bench();
    let mut form = every_link();
    form["ClientToken"] = json!("one");
    let first = create(&bench, form.clone());
    assert_eq!(create(&bench, form.clone()).json(), first.json());
    form["EventLogLevel"] = json!("INFO");
    create(&bench, form).is_refused(409, "ConflictException");
    create(&bench, every_link()).is_refused(409, "ConflictException");
    let mut one_link = every_link();
    one_link["ResourceId"] = json!("a55c1a7ed00000000000000000000001");
    assert_eq!(create(&bench, one_link).status, 201);
    assert_eq!(create(&bench, json!({"ResourceType": "*", "EventLogLevel": "WARN"})).status, 201);
    let page = bench.get("/event-log-configurations?MaxResults=2").json();
    assert_eq!(page["EventLogConfigurationList"].as_array().map(Vec::len), Some(2));
    let next =
        format!("/event-log-configurations?NextToken={}", page["NextToken"].as_str().expect("a token"));
    assert_eq!(bench.get(&next).json()["EventLogConfigurationList"].as_array().map(Vec::len), Some(1));
}

#[test]
fn what_does_not_fit_is_refused_and_so_is_one_too_many() {
    let bench = bench();
    for (member, value) in [
        ("ResourceType", Value::Null),
        ("ResourceType", json!("connector")),
        ("ResourceType", json!("account-association*")),
        ("ResourceId", json!("")),
        ("ResourceId", json!("a-b")),
        ("EventLogLevel", Value::Null),
        ("EventLogLevel", json!("FATAL")),
    ] {
        let mut form = every_link();
        form[member] = value;
        create(&bench, form).is_refused(400, "ValidationException");
    }
    bench.get("/event-log-configurations/a-b").is_refused(400, "ValidationException");
    bench.fault(json!({"operation": "CreateEventLogConfiguration", "times": 1, "fault": {"kind": "error",
        "status": 402, "code": "ServiceQuotaExceededException", "message": "No more configurations."}}));
    create(&bench, every_link()).is_refused(402, "ServiceQuotaExceededException");
    assert_eq!(bench.committed(), 0);
}
