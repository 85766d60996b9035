//! What devices report, whether they can be reached, how they are asked, and
//! what AWS logs: on the wire, and what the answers become.

use onboarding::{
    EventLogConfiguration, ManagedThingConnectivity, ProblemKind, PropertyState, ReadState, Timestamp,
};
use serde_json::{Value, json};

use crate::canned::{Canned, Reply};
use crate::subjects::{endpoint, link, read_state, thing};

async fn answering(body: &Value) -> Canned {
    Canned::start([Reply::json(200, &body.to_string())]).await
}

/// The properties of the only capability of the only endpoint.
async fn properties(document: Value) -> Vec<(String, String, Option<Timestamp>)> {
    let service = answering(&json!({ "Endpoints": [{ "endpointId": "1", "capabilities": [
        { "id": "aws.OnOff@1.0", "name": "On/Off", "version": "1", "properties": document },
    ] }] }))
    .await;
    let mut endpoints = service.gateway().get_managed_thing_state(&thing()).await.unwrap();
    let properties = endpoints.remove(0).capabilities.remove(0).properties;
    properties.into_iter().map(|told| (told.name, told.value, told.changed_at)).collect()
}

fn told(name: &str, value: &str) -> (String, String, Option<Timestamp>) {
    (name.into(), value.into(), None)
}

#[tokio::test]
async fn a_state_is_told_by_endpoint_and_capability() {
    let service = answering(&json!({ "Endpoints": [
        { "endpointId": "1", "capabilities": [
            { "id": "aws.OnOff@1.0", "name": "On/Off", "version": "1", "properties": { "OnOff": true } },
            { "id": "aws.Level@2.1", "name": "Level", "version": "2" },
        ] },
        { "endpointId": "2", "capabilities": [] },
    ] }))
    .await;
    let endpoints = service.gateway().get_managed_thing_state(&thing()).await.unwrap();
    let asked = service.only_asked();
    assert_eq!((asked.line.as_str(), asked.body), ("GET /managed-thing-states/t%3A1", Value::Null));
    let mut expected = endpoint("1", &["aws.OnOff@1.0", "aws.Level@2.1"]);
    let on = PropertyState { name: "OnOff".into(), value: "true".into(), changed_at: None };
    expected.capabilities[0].properties.push(on);
    expected.capabilities[1].name = "Level".into();
    expected.capabilities[1].version = "2".into();
    assert_eq!(endpoints, [expected, endpoint("2", &[])]);
}

#[tokio::test]
async fn a_device_that_never_reported_has_no_endpoints() {
    let service = answering(&json!({ "Endpoints": [] })).await;
    assert_eq!(service.gateway().get_managed_thing_state(&thing()).await, Ok(Vec::new()));
}

#[tokio::test]
async fn values_become_text_in_the_order_of_their_names() {
    let document = json!({
        "Zone": "Küche", "Active": false, "Level": 21, "Below": -3, "Warmth": 21.5, "Never": null,
        "Colours": ["red", 2], "Range": { "min": 1, "max": { "b": [true], "a": "x" } },
    });
    let expected = [
        told("Active", "false"),
        told("Below", "-3"),
        told("Colours", r#"["red",2]"#),
        told("Level", "21"),
        told("Never", "null"),
        told("Range", r#"{"max":{"a":"x","b":[true]},"min":1}"#),
        told("Warmth", "21.5"),
        told("Zone", "Küche"),
    ];
    assert_eq!(properties(document).await, expected);
}

#[tokio::test]
async fn a_wrapped_value_is_unwrapped_and_keeps_when_it_changed() {
    let half_past = Some(Timestamp(1_795_257_000_250));
    for (document, value, changed_at) in [
        (json!({ "value": true }), "true", None),
        (json!({ "propertyValue": "on" }), "on", None),
        (json!({ "value": { "value": 7 } }), "7", None),
        (json!({ "value": 7, "lastChangedAt": "2026-11-21T10:30:00.25Z" }), "7", half_past),
        (json!({ "value": 7, "lastChangedAt": "2026-11-21T11:30:00.25+01:00" }), "7", half_past),
        (json!({ "value": 7, "timestamp": 1_795_257_000.25 }), "7", half_past),
        (json!({ "value": 7, "timestamp": 1_795_257_000_250_u64 }), "7", half_past),
        (json!({ "value": { "propertyValue": 7, "lastChangedAt": 1_795_257_000.25 } }), "7", half_past),
        (json!({ "value": 7, "lastChangedAt": "yesterday", "timestamp": 1_795_257_000.25 }), "7", half_past),
        (json!({ "value": 7, "lastChangedAt": "yesterday" }), "7", None),
        (json!({ "value": 7, "lastChangedAt": 1e300 }), "7", None),
        (json!({ "hue": 3, "timestamp": 0 }), r#"{"hue":3,"timestamp":0}"#, Some(Timestamp(0))),
    ] {
        let seen = properties(json!({ "OnOff": document })).await;
        assert_eq!(seen, [("OnOff".to_owned(), value.to_owned(), changed_at)], "{document}");
    }
}

#[tokio::test]
async fn rows_that_name_themselves_are_properties_too_and_other_documents_have_none() {
    let rows = json!([{ "name": "OnOff", "value": { "propertyValue": "on" } }, { "value": 1 }, 7]);
    assert_eq!(properties(rows).await, [told("OnOff", "on")]);
    for document in [json!("on"), json!(7), json!(null), json!([]), json!({})] {
        assert_eq!(properties(document.clone()).await, [], "{document}");
    }
}

#[tokio::test]
async fn names_and_values_are_fit_to_be_shown_and_values_no_longer_than_200_characters() {
    let document = json!({
        "Cle\u{202E}an": "a\u{202E}b\nc", "\u{202E}": 1, "Blank": " \u{7}",
        "Long": "ä".repeat(900), "List": vec![1234; 100],
    });
    let seen = properties(document).await;
    let names: Vec<_> = seen.iter().map(|(name, ..)| name.as_str()).collect();
    assert_eq!(names, ["Blank", "Clean", "List", "Long"]);
    assert_eq!((seen[0].1.as_str(), seen[1].1.as_str()), ("", "ab c"));
    assert_eq!(seen[2].1, format!("[{}", "1234,".repeat(100)).split_at(200).0);
    assert_eq!(seen[3].1, "ä".repeat(200));
}

#[tokio::test]
async fn what_a_device_reports_is_in_no_debug_text() {
    let service = answering(&json!({ "Endpoints": [{ "endpointId": "1", "capabilities": [
        { "id": "aws.Lock@1.0", "name": "Lock", "version": "1", "properties": { "By": "canary" } },
    ] }] }))
    .await;
    let endpoints = service.gateway().get_managed_thing_state(&thing()).await.unwrap();
    assert_eq!(endpoints[0].capabilities[0].properties[0].value, "canary");
    assert!(!format!("{endpoints:?}").contains("canary"));
}

#[tokio::test]
async fn what_a_device_can_do_is_read_from_its_report_and_not_from_the_older_text() {
    let service = answering(&json!({
        "ManagedThingId": "t:1",
        "Capabilities": "[{\"id\":\"old\"}]",
        "CapabilityReport": { "version": "1.0.0", "nodeId": "n", "endpoints": [
            { "id": "1", "deviceTypes": ["Light"], "capabilities": [
                { "id": "aws.OnOff@1.0", "name": "On/Off", "version": "1",
                  "properties": ["OnOff"], "actions": ["ReadState"], "events": [] },
            ] },
        ] },
    }))
    .await;
    let endpoints = service.gateway().get_managed_thing_capabilities(&thing()).await;
    let asked = service.only_asked();
    assert_eq!((asked.line.as_str(), asked.body), ("GET /managed-things-capabilities/t%3A1", Value::Null));
    assert_eq!(endpoints, Ok(vec![endpoint("1", &["aws.OnOff@1.0"])]));
    let service = answering(&json!({ "Capabilities": "[]" })).await;
    assert_eq!(service.gateway().get_managed_thing_capabilities(&thing()).await, Ok(Vec::new()));
}

#[tokio::test]
async fn whether_a_device_is_connected_is_asked_by_post_without_a_body() {
    let check = async |body: Value, expected: ManagedThingConnectivity| {
        let service = answering(&body).await;
        let seen = service.gateway().get_managed_thing_connectivity_data(&thing()).await;
        assert_eq!(seen, Ok(expected), "{body}");
        let asked = service.only_asked();
        assert_eq!(asked.line, "POST /managed-things-connectivity-data/t%3A1");
        assert_eq!(asked.body, Value::Null);
    };
    check(
        json!({ "ManagedThingId": "t:1", "Connected": false, "Timestamp": 1_795_257_000.25,
                "DisconnectReason": "BORED" }),
        ManagedThingConnectivity {
            connected: Some(false),
            at: Some(Timestamp(1_795_257_000_250)),
            disconnect_reason: Some("BORED".into()),
        },
    )
    .await;
    let nothing = ManagedThingConnectivity { connected: None, at: None, disconnect_reason: None };
    check(json!({}), nothing).await;
}

#[tokio::test]
async fn a_device_is_asked_to_report_everything_of_the_capabilities_named() {
    let service = Canned::start([Reply::json(202, r#"{"TraceId":"tr:1"}"#)]).await;
    let answer = service.gateway().read_managed_thing_state(&read_state()).await;
    assert_eq!(answer, Ok(Some("tr:1".into())));
    let asked = service.only_asked();
    assert_eq!(asked.line, "POST /managed-things-command/t%3A1");
    let expected = json!({
        "AccountAssociationId": "a1b2",
        "Endpoints": [{ "endpointId": "1", "capabilities": [{
            "id": "aws.OnOff@1.0", "name": "On/Off", "version": "1",
            "actions": [{ "name": "ReadState", "parameters": { "propertiesToRead": ["*"] } }],
        }] }],
    });
    assert_eq!(asked.body, expected);
}

#[tokio::test]
async fn a_device_is_asked_for_no_more_than_aws_takes_at_once_and_by_no_link_unless_named() {
    let seven = ["a@1.0", "b@1.0", "c@1.0", "d@1.0", "e@1.0", "f@1.0", "g@1.0"];
    let endpoints = ["0", "1", "2", "3", "4", "5", "6"].map(|id| endpoint(id, &seven));
    let ask = ReadState::of(thing(), None, &endpoints).unwrap();
    let service = Canned::start([Reply::json(202, "{}")]).await;
    assert_eq!(service.gateway().read_managed_thing_state(&ask).await, Ok(None));
    let body = service.only_asked().body;
    assert_eq!(body.get("AccountAssociationId"), None);
    let endpoints = body["Endpoints"].as_array().unwrap();
    assert_eq!(endpoints.len(), 5);
    assert!(endpoints.iter().all(|endpoint| endpoint["capabilities"].as_array().unwrap().len() == 5));
    assert_eq!(ReadState::of(thing(), Some(link()), &[endpoint("1", &[])]), None);
}

#[tokio::test]
async fn a_command_refused_for_its_endpoints_names_them() {
    let said = "1 validation error detected: Value at 'endpoints.1.member.capabilities' failed to \
                satisfy constraint: Member must have length less than or equal to 5";
    let service = Canned::start([Reply::refusal(400, "ValidationException", said)]).await;
    let problem = service.gateway().read_managed_thing_state(&read_state()).await.unwrap_err();
    assert_eq!(problem.kind, ProblemKind::CorrectInput { field: Some("Endpoints") });
    assert!(problem.nothing_was_done);
}

#[tokio::test]
async fn what_aws_logs_is_listed_and_rows_that_say_nothing_are_left_out() {
    let service = answering(&json!({ "EventLogConfigurationList": [
        { "Id": "l1", "ResourceType": "account-association", "ResourceId": "*", "EventLogLevel": "ERROR" },
        { "ResourceType": "managed-thing", "EventLogLevel": "SHOUT" },
        { "Id": "l3" },
    ], "NextToken": "p3" }))
    .await;
    let page = service.gateway().list_event_log_configurations(Some("p2")).await.unwrap();
    let line = service.only_asked().line;
    assert_eq!(line, "GET /event-log-configurations?NextToken=p2&MaxResults=1000");
    let row = |id: Option<&str>, of: &str, resource: Option<&str>, level: &str| EventLogConfiguration {
        id: id.map(str::to_owned),
        resource_type: of.into(),
        resource_id: resource.map(str::to_owned),
        level: level.into(),
    };
    assert_eq!(
        page.items,
        [
            row(Some("l1"), "account-association", Some("*"), "ERROR"),
            row(None, "managed-thing", None, "SHOUT"),
        ]
    );
    assert_eq!(page.next.as_deref(), Some("p3"));
}
