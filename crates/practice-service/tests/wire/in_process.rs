//! Answers without a socket, in tokio's paused time, and the faults that are
//! about time.

use std::time::{Duration, SystemTime};

use axum::body::Bytes;
use axum::http::{Request, Response};
use practice_service::{Broken, Clock, InProcess, Options};
use serde_json::{Value, json};

use crate::client::authorization;
use crate::door::{Door, door};

const FORM: &str = "/account-associations";

fn create(door: &Door, token: &str) -> Result<Response<Bytes>, Broken> {
    let authorization = authorization(door.service.access_key_id(), "iotmanagedintegrations");
    let form = json!({"ConnectorDestinationId": "brightwell-lighting", "ClientToken": token});
    door.send("POST", FORM, ("authorization", &authorization), &form)
}

fn created(door: &Door, token: &str) -> String {
    let answer = create(door, token).expect("a whole answer");
    assert_eq!(answer.status(), 201);
    let answer: Value = serde_json::from_slice(answer.body()).expect("JSON");
    answer["AccountAssociationId"].as_str().expect("an id").to_owned()
}

fn committed(door: &Door) -> usize {
    door.ledger()["entries"].as_array().map_or(0, Vec::len)
}

fn elapsed<T>(door: &Door, work: impl FnOnce() -> T) -> (T, Duration) {
    let now = || door.runtime.block_on(async { tokio::time::Instant::now() });
    let began = now();
    let result = work();
    (result, now() - began)
}

fn pass(door: &Door, time: Duration) {
    door.runtime.block_on(async { tokio::time::sleep(time).await });
}

fn sign_in(door: &Door, link: &str, outcome: Value) {
    let mut form = json!({"accountAssociationId": link, "customer": "miller"});
    for (name, value) in outcome.as_object().expect("members") {
        form[name] = value.clone();
    }
    let (status, answer) = door.practice("POST", "/practice/customers/sign-in", &form);
    assert_eq!(status, 200, "{answer}");
}

fn state(door: &Door, link: &str) -> Value {
    door.call("GET", &format!("{FORM}/{link}"), &Value::Null).1["AssociationState"].clone()
}

#[test]
fn hours_pass_at_once_on_the_world_the_date_and_the_signature() {
    let door = door(Options::default());
    door.set(json!({"associationDelayMs": 3_600_000}));
    let link = created(&door, "one");
    sign_in(&door, &link, json!({"outcome": "allow"}));
    let date = || {
        let answer = create(&door, "one").expect("a whole answer");
        let date = answer.headers()["date"].to_str().expect("text").to_owned();
        httpdate::parse_http_date(&date).expect("a date")
    };
    let before = date();
    assert_eq!(state(&door, &link), "ASSOCIATION_IN_PROGRESS");
    let began = std::time::Instant::now();
    pass(&door, Duration::from_secs(3600));
    assert!(began.elapsed() < Duration::from_secs(60), "it was not waited for");
    assert_eq!(state(&door, &link), "ASSOCIATION_SUCCEEDED");
    let gone = date().duration_since(before).expect("time goes forward");
    assert!((3599..=3601).contains(&gone.as_secs()), "{gone:?}");
    let stale = door.service.answer(
        Request::builder()
            .uri(FORM)
            .header("host", "127.0.0.1:4566")
            .header("authorization", authorization(door.service.access_key_id(), "iotmanagedintegrations"))
            .header("x-amz-date", "20261121T000000Z")
            .body(Bytes::new())
            .expect("a sound request"),
    );
    assert_eq!(door.runtime.block_on(stale).expect("an answer").status(), 403);
}

#[test]
fn the_quota_fills_on_the_virtual_clock() {
    let door = door(Options { requests_per_second: Some(1.0), ..Options::default() });
    let ask = || door.call("GET", FORM, &Value::Null).0;
    assert_eq!([ask(), ask()], [200, 429]);
    pass(&door, Duration::from_secs(1));
    assert_eq!([ask(), ask()], [200, 429]);
}

#[test]
fn one_seed_repeats_itself_to_the_byte_and_another_does_not() {
    let run = |seed| {
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
        let entered = runtime.enter();
        let start = SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000);
        let options = Options {
            seed: Some(seed),
            clock: Clock::TokioFrom(start),
            latency: Duration::from_millis(40),
            ..Options::default()
        };
        let service = InProcess::new(options).expect("it is kept in memory");
        drop(entered);
        let door = Door { service, runtime };
        let link = created(&door, "one");
        sign_in(&door, &link, json!({"outcome": "allow"}));
        pass(&door, Duration::from_secs(1));
        let answer = create(&door, "two").expect("a whole answer");
        let key = door.service.access_key_id().to_owned();
        {
            let shown = state(&door, &link);
            (link, key, format!("{answer:?}"), shown, door.ledger().to_string())
        }
    };
    assert_eq!(run(7), run(7));
    assert_ne!(run(7).0, run(8).0);
    assert_ne!(run(7).1, run(8).1);
}

#[test]
fn the_guard_stands_at_this_door_as_well() {
    let door = door(Options { port: 4100, ..Options::default() });
    assert_eq!(door.service.endpoint(), "http://127.0.0.1:4100");
    let ask = |host: &str, token: &str| {
        let request = Request::builder()
            .uri("/practice/ledger")
            .header("host", host)
            .header("x-practice-token", token)
            .body(Bytes::new())
            .expect("a sound request");
        door.runtime.block_on(door.service.answer(request)).expect("an answer").status().as_u16()
    };
    let token = door.service.practice_token();
    assert_eq!(ask("127.0.0.1:4100", token), 200);
    assert_eq!(ask("127.0.0.1:4566", token), 403);
    assert_eq!(ask("127.0.0.1:4100", "guess"), 403);
}

#[test]
fn broken_connections_are_told_from_answers() {
    let door = door(Options::default());
    let fault = |kind: &str| {
        door.fault(json!({"operation": "CreateAccountAssociation", "times": 1, "fault": {"kind": kind}}));
    };
    fault("drop-before-commit");
    assert!(matches!(create(&door, "a"), Err(Broken::WithoutAByte)));
    assert_eq!(committed(&door), 0);
    fault("drop-after-commit");
    assert!(matches!(create(&door, "a"), Err(Broken::WithoutAByte)));
    assert_eq!(committed(&door), 1);
    fault("truncate");
    match create(&door, "a") {
        Err(Broken::Truncated(part)) => {
            let promised: usize = part.headers()["content-length"].to_str().unwrap().parse().unwrap();
            assert_eq!((part.status().as_u16(), part.body().len()), (201, promised / 2));
            assert!(part.body().starts_with(b"{\"OAuth"));
        }
        other => panic!("it was cut off: {other:?}"),
    }
    assert_eq!(create(&door, "a").expect("a whole answer").status(), 201);
    assert_eq!(committed(&door), 1);
}

#[test]
fn a_request_given_up_is_carried_out_five_seconds_later_all_the_same() {
    let door = door(Options::default());
    door.fault(json!({"operation": "*", "times": 1, "fault": {"kind": "late-commit", "ms": 5000}}));
    let form = json!({"ConnectorDestinationId": "brightwell-lighting", "ClientToken": "one"}).to_string();
    let request = || {
        Request::builder()
            .method("POST")
            .uri(FORM)
            .header("host", "127.0.0.1:4566")
            .header("authorization", authorization(door.service.access_key_id(), "iotmanagedintegrations"))
            .body(Bytes::from(form.clone()))
            .expect("a sound request")
    };
    door.runtime.block_on(async {
        let given_up = tokio::time::timeout(Duration::from_secs(1), door.service.answer(request())).await;
        assert!(given_up.is_err());
    });
    assert_eq!(committed(&door), 0);
    pass(&door, Duration::from_secs(5));
    assert_eq!(committed(&door), 1);
    assert_eq!(door.runtime.block_on(door.service.answer(request())).expect("an answer").status(), 201);
    assert_eq!(committed(&door), 1, "the same token, still one link");
}

#[test]
fn an_answer_of_thirty_seconds_takes_thirty_seconds() {
    let door = door(Options::default());
    door.fault(json!({"operation": "*", "times": 1, "fault": {"kind": "slow", "ms": 30_000}}));
    let (_, took) = elapsed(&door, || created(&door, "one"));
    assert_eq!(took.as_secs(), 30);
}

#[test]
fn a_slow_loris_sends_a_byte_at_a_time_and_nothing_else() {
    let door = door(Options::default());
    let plain = create(&door, "one").expect("a whole answer");
    door.fault(json!({"operation": "*", "times": 1, "fault": {"kind": "slow-loris", "ms": 1000}}));
    let (slow, took) = elapsed(&door, || create(&door, "one").expect("a whole answer"));
    assert_eq!(slow.body(), plain.body());
    assert_eq!(took.as_secs(), u64::try_from(plain.body().len()).unwrap());
}

#[test]
fn forgotten_tokens_make_a_second_link() {
    let door = door(Options::default());
    let first = created(&door, "one");
    assert_eq!(created(&door, "one"), first);
    assert_eq!(door.practice("POST", "/practice/tokens/forget", &Value::Null).0, 200);
    let second = created(&door, "one");
    assert_ne!(second, first);
    assert_eq!(created(&door, "one"), second, "it is remembered from here on");
}

#[test]
fn lists_lag_behind_and_get_does_not() {
    let door = door(Options::default());
    door.set(json!({"listLagMs": 60_000}));
    let link = created(&door, "one");
    let listed = || {
        let items = door.call("GET", "/account-associations?MaxResults=1000", &Value::Null).1;
        items["Items"].as_array().expect("a list").iter().any(|item| item["AccountAssociationId"] == *link)
    };
    let registered = || {
        let path = format!("/managed-thing-associations?AccountAssociationId={link}");
        door.call("GET", &path, &Value::Null).1["Items"].as_array().expect("a list").len()
    };
    assert!(!listed());
    assert_eq!(state(&door, &link), "ASSOCIATION_IN_PROGRESS");
    pass(&door, Duration::from_secs(60));
    assert!(listed());
    sign_in(&door, &link, json!({"outcome": "allow"}));
    let form = json!({"DiscoveryType": "CLOUD", "AccountAssociationId": link});
    let discovery = door.call("POST", "/device-discoveries", &form).1["Id"].clone();
    let form = json!({"Role": "DEVICE", "AuthenticationMaterialType": "DISCOVERED_DEVICE",
        "AuthenticationMaterial": "CLOUD:PRACTICE:bw-100001"});
    let thing = door.call("POST", "/managed-things", &form).1["Id"].clone();
    let form = json!({"ManagedThingId": thing, "AccountAssociationId": link, "DeviceDiscoveryId": discovery});
    assert_eq!(door.call("PUT", "/managed-thing-associations/register", &form).0, 201);
    assert_eq!(registered(), 0);
    pass(&door, Duration::from_secs(60));
    assert_eq!(registered(), 1);
}

#[test]
fn a_page_token_can_lead_to_the_same_page_for_ever() {
    let door = door(Options::default());
    door.fault(json!({"operation": "*", "times": 4, "fault": {"kind": "repeat-page-token"}}));
    let mut path = "/account-associations?MaxResults=3".to_owned();
    let mut pages = Vec::new();
    for _ in 0..4 {
        let page = door.call("GET", &path, &Value::Null).1;
        let token = page["NextToken"].as_str().expect("there is always one");
        path = format!("/account-associations?MaxResults=3&NextToken={token}");
        pages.push(page);
    }
    assert!(pages.iter().all(|page| *page == pages[0]), "{pages:?}");
    assert_eq!(pages[0]["Items"].as_array().map(Vec::len), Some(3));
    let after = door.call("GET", &path, &Value::Null).1;
    assert_ne!(after["NextToken"], pages[0]["NextToken"]);
}

#[test]
fn a_settled_link_can_flicker_once() {
    let door = door(Options::default());
    let link = created(&door, "one");
    sign_in(&door, &link, json!({"outcome": "allow"}));
    assert_eq!(state(&door, &link), "ASSOCIATION_SUCCEEDED");
    door.fault(json!({"operation": "GetAccountAssociation", "times": 1,
        "when": {"accountAssociationId": link},
        "fault": {"kind": "unknown-state", "value": "ASSOCIATION_IN_PROGRESS"}}));
    assert_eq!(state(&door, &link), "ASSOCIATION_IN_PROGRESS");
    assert_eq!(state(&door, &link), "ASSOCIATION_SUCCEEDED");
}

#[test]
fn a_failed_sign_in_can_say_as_much_as_the_model_allows() {
    let door = door(Options::default());
    let long = "a-_ 4".repeat(820)[..4096].to_owned();
    let link = created(&door, "one");
    let path = "/practice/customers/sign-in";
    let form = |message: &str| json!({"accountAssociationId": link, "customer": "miller", "outcome": "deny", "errorMessage": message});
    for bad in ["", "No!", &"a".repeat(4097)] {
        assert_eq!(door.practice("POST", path, &form(bad)).0, 400);
    }
    sign_in(&door, &link, json!({"outcome": "deny", "errorMessage": long}));
    let got = door.call("GET", &format!("{FORM}/{link}"), &Value::Null).1;
    assert_eq!(
        (&got["AssociationState"], &got["ErrorMessage"]),
        (&json!("ASSOCIATION_FAILED"), &json!(long))
    );
}

#[test]
fn an_error_can_ask_for_a_wait() {
    let door = door(Options::default());
    for code in ["ThrottlingException", ""] {
        door.fault(json!({"operation": "CreateAccountAssociation", "times": 1, "fault":
            {"kind": "error", "status": 429, "code": code, "message": "Later", "retryAfterSeconds": 7}}));
        let refused = create(&door, "one").expect("an answer");
        assert_eq!(refused.status(), 429);
        assert_eq!(refused.headers()["retry-after"], "7");
        assert_eq!(refused.headers()["x-amz-retry-after"], "7000");
    }
    assert!(!create(&door, "one").expect("an answer").headers().contains_key("retry-after"));
}

#[test]
fn ten_thousand_devices_are_found_again_and_listed_to_the_end() {
    let door = door(Options::default());
    let link = created(&door, "one");
    let form = json!({"accountAssociationId": link, "customer": "devices-10000", "outcome": "allow"});
    assert_eq!(door.practice("POST", "/practice/customers/sign-in", &form).0, 200);
    for modification in ["DISCOVERED", "NO_CHANGE"] {
        let form = json!({"DiscoveryType": "CLOUD", "AccountAssociationId": link});
        let id = door.call("POST", "/device-discoveries", &form).1["Id"].as_str().expect("an id").to_owned();
        let mut path = format!("/device-discoveries/{id}/devices?MaxResults=1000");
        let mut count = 0;
        loop {
            let page = door.call("GET", &path, &Value::Null).1;
            let items = page["Items"].as_array().expect("a list");
            assert!(items.iter().all(|item| item["Modification"] == modification));
            count += items.len();
            match page["NextToken"].as_str() {
                Some(token) => {
                    path = format!("/device-discoveries/{id}/devices?MaxResults=1000&NextToken={token}")
                }
                None => break,
            }
        }
        assert_eq!(count, 10_000);
    }
}
