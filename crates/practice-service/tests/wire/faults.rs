//! Faults on request: what the caller sees and what was done all the same.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::client::{Bench, bench, bench_with};
use crate::journey::{discovered, linked};
use practice_service::Options;

fn create(bench: &Bench) -> Option<crate::client::Answer> {
    let authorization = bench.authorization();
    let form = json!({"ConnectorDestinationId": "brightwell-lighting", "ClientToken": "t"}).to_string();
    bench.send("POST", "/account-associations", &[("authorization", &authorization)], &form)
}

fn fault(bench: &Bench, fault: Value) {
    bench.fault(json!({"operation": "CreateAccountAssociation", "times": 1, "fault": fault}));
}

#[test]
fn an_error_is_answered_as_asked_and_nothing_is_done() {
    let bench = bench();
    fault(
        &bench,
        json!({"kind": "error", "status": 503, "code": "ServiceUnavailableException", "message": "Later"}),
    );
    let refused = create(&bench).expect("an answer");
    refused.is_refused(503, "ServiceUnavailableException");
    assert_eq!(refused.json()["Message"], "Later");
    assert_eq!(bench.committed(), 0);
    assert_eq!(create(&bench).expect("an answer").status, 201);
}

#[test]
fn an_error_without_a_code_has_an_empty_body() {
    let bench = bench();
    fault(&bench, json!({"kind": "error", "status": 503, "code": "", "message": ""}));
    let answer = create(&bench).expect("an answer");
    assert_eq!((answer.status, answer.text.as_str()), (503, ""));
    assert_eq!(answer.header("x-amzn-errortype"), None);
}

#[test]
fn a_connection_dropped_before_the_commit_leaves_nothing_behind() {
    let bench = bench();
    fault(&bench, json!({"kind": "drop-before-commit"}));
    assert!(create(&bench).is_none());
    assert_eq!(bench.committed(), 0);
}

#[test]
fn a_connection_dropped_after_the_commit_sends_no_byte_but_the_link_is_there() {
    let bench = bench();
    fault(&bench, json!({"kind": "drop-after-commit"}));
    let body = r#"{"ConnectorDestinationId":"brightwell-lighting","ClientToken":"t"}"#;
    let request = format!(
        "POST /account-associations HTTP/1.1\r\nhost: {}\r\nauthorization: {}\r\ncontent-length: {}\r\n\r\n{body}",
        bench.host(),
        bench.authorization(),
        body.len()
    );
    assert_eq!(bench.exchange(request.as_bytes()), b"");
    assert_eq!(bench.committed(), 1);
    let again = create(&bench).expect("an answer");
    assert_eq!(again.status, 201);
    assert_eq!(bench.committed(), 1, "the token was remembered");
    assert_eq!(again.json(), bench.ledger()["entries"][0]["response"]);
}

#[test]
fn a_truncated_answer_stops_in_the_middle_of_its_body() {
    let bench = bench();
    fault(&bench, json!({"kind": "truncate"}));
    let body = r#"{"ConnectorDestinationId":"brightwell-lighting"}"#;
    let request = format!(
        "POST /account-associations HTTP/1.1\r\nhost: {}\r\nauthorization: {}\r\ncontent-length: {}\r\n\r\n{body}",
        bench.host(),
        bench.authorization(),
        body.len()
    );
    let bytes = bench.exchange(request.as_bytes());
    let text = String::from_utf8_lossy(&bytes);
    let (head, half) = text.split_once("\r\n\r\n").expect("a head");
    assert!(head.starts_with("HTTP/1.1 201"), "{head}");
    assert!(half.starts_with("{\"OAuthAuthorizationUrl\"") && !half.ends_with('}'), "{half}");
    assert_eq!(bench.committed(), 1);
}

#[test]
fn a_proxy_page_is_html_and_nothing_is_done() {
    let bench = bench();
    for status in [200, 502] {
        fault(&bench, json!({"kind": "html", "status": status}));
        let answer = create(&bench).expect("an answer");
        assert_eq!((answer.status, answer.header("content-type")), (status, Some("text/html")));
    }
    assert_eq!(bench.committed(), 0);
}

#[test]
fn a_slow_answer_comes_late_but_was_committed_first() {
    let bench = bench();
    fault(&bench, json!({"kind": "slow", "ms": 300}));
    let began = Instant::now();
    std::thread::scope(|threads| {
        let answer = threads.spawn(|| create(&bench).expect("an answer").status);
        wait_until(|| bench.committed() == 1);
        assert!(!answer.is_finished(), "the answer is still held back");
        assert_eq!(answer.join().expect("no panic"), 201);
    });
    assert!(began.elapsed() >= Duration::from_millis(300));
}

#[test]
fn a_late_commit_happens_even_when_the_caller_has_gone() {
    let bench = bench();
    fault(&bench, json!({"kind": "late-commit", "ms": 50}));
    let body = r#"{"ConnectorDestinationId":"brightwell-lighting"}"#;
    let request = format!(
        "POST /account-associations HTTP/1.1\r\nhost: {}\r\nauthorization: {}\r\ncontent-length: {}\r\n\r\n{body}",
        bench.host(),
        bench.authorization(),
        body.len()
    );
    let mut stream = std::net::TcpStream::connect(bench.host()).expect("a listening service");
    std::io::Write::write_all(&mut stream, request.as_bytes()).expect("the service reads");
    let arrived = || bench.ledger()["requests"]["CreateAccountAssociation"] == 1;
    wait_until(arrived);
    drop(stream);
    wait_until(|| bench.committed() == 1);
}

#[test]
fn answers_can_carry_other_states_and_addresses() {
    let bench = bench();
    bench.fault(json!({"operation": "*", "fault": {"kind": "unknown-state", "value": "ASSOCIATION_PAUSED"}}));
    let got = bench.get("/account-associations/a55c1a7ed00000000000000000000001").json();
    assert_eq!(got["AssociationState"], "ASSOCIATION_PAUSED");
    let list = bench.get("/account-associations").json();
    assert_eq!(list["Items"][3]["AssociationState"], "ASSOCIATION_PAUSED");
    bench.practice("DELETE", "/practice/faults", Value::Null);
    bench.fault(json!({"operation": "*", "fault": {"kind": "sign-in-url", "value": "http://evil.example/"}}));
    let got = bench.get("/account-associations/a55c1a7ed00000000000000000000001").json();
    assert_eq!(got["OAuthAuthorizationUrl"], "http://evil.example/");
}

#[test]
fn discoveries_end_badly_or_find_nothing_on_request() {
    let bench = bench();
    let association = linked(&bench, "brightwell-lighting", "miller");
    for status in ["FAILED", "TIMED_OUT"] {
        let rule = json!({"operation": "StartDeviceDiscovery", "times": 1,
            "fault": {"kind": "discovery-ends", "status": status}});
        bench.fault(rule);
        let (id, _) = discovered(&bench, &association);
        assert_eq!(bench.get(&format!("/device-discoveries/{id}")).json()["Status"], status);
    }
    bench.fault(json!({"operation": "StartDeviceDiscovery", "times": 1, "fault": {"kind": "no-devices"}}));
    assert_eq!(discovered(&bench, &association).1.len(), 0);
    assert_eq!(discovered(&bench, &association).1.len(), 7);
}

#[test]
fn a_missing_permission_names_its_action_and_lists_still_work() {
    let bench = bench();
    bench.fault(json!({"operation": "*",
        "fault": {"kind": "missing-permission", "action": "secretsmanager:GetSecretValue"}}));
    let refused = create(&bench).expect("an answer");
    refused.is_refused(403, "AccessDeniedException");
    assert!(refused.text.contains("is not authorized to perform: secretsmanager:GetSecretValue"));
    assert_eq!(bench.get("/account-associations").status, 200);
}

#[test]
fn credentials_can_expire() {
    let bench = bench();
    bench.fault(json!({"operation": "*", "fault": {"kind": "expired-credentials"}}));
    bench.get("/account-associations").is_refused(403, "ExpiredTokenException");
}

#[test]
fn a_rate_is_kept_for_each_operation() {
    let bench = bench_with(Options { requests_per_second: Some(2.0), ..Options::default() });
    let codes: Vec<_> = (0..3).map(|_| bench.get("/account-associations").status).collect();
    assert_eq!(codes, [200, 200, 429]);
    bench.get("/account-associations").is_refused(429, "ThrottlingException");
    assert_eq!(bench.get("/managed-things").status, 200);
    bench.set(json!({"requestsPerSecond": null}));
    assert_eq!(bench.get("/account-associations").status, 200);
}

#[test]
fn the_clock_in_the_date_header_can_be_wrong() {
    let bench = bench();
    let date = |bench: &Bench| {
        let answer = bench.get("/account-associations");
        let date = answer.header("date").expect("every answer has a date").to_owned();
        httpdate::parse_http_date(&date).expect("a date")
    };
    let right = date(&bench);
    bench.set(json!({"clockSkewSeconds": 3600}));
    assert!(date(&bench).duration_since(right).expect("it is ahead") >= Duration::from_secs(3599));
    bench.set(json!({"clockSkewSeconds": -3600}));
    assert!(right.duration_since(date(&bench)).expect("it is behind") >= Duration::from_secs(3590));
}

#[test]
fn an_idle_connection_is_closed_by_the_service_and_a_busy_one_is_not() {
    let bench = bench();
    bench.set(json!({"idleCloseMs": 200}));
    bench.fault(
        json!({"operation": "ListAccountAssociations", "times": 1, "fault": {"kind": "slow", "ms": 600}}),
    );
    let mut stream = std::net::TcpStream::connect(bench.host()).expect("a listening service");
    let request = format!(
        "GET /account-associations HTTP/1.1\r\nhost: {}\r\nauthorization: {}\r\n\r\n",
        bench.host(),
        bench.authorization()
    );
    let began = Instant::now();
    std::io::Write::write_all(&mut stream, request.repeat(2).as_bytes()).expect("the service reads");
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut stream, &mut bytes).expect("it is closed in order");
    let text = String::from_utf8_lossy(&bytes);
    assert_eq!(text.matches("HTTP/1.1 200").count(), 2, "{text}");
    assert!(text.ends_with('}'), "the answers are whole");
    assert!(began.elapsed() >= Duration::from_millis(800), "both waits have passed");

    let mut stream = std::net::TcpStream::connect(bench.host()).expect("a listening service");
    std::io::Write::write_all(&mut stream, request.as_bytes()).expect("the service reads");
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut stream, &mut bytes).expect("it is closed in order");
    assert!(bytes.ends_with(b"}"), "one answer is enough to begin the wait");
}

#[test]
fn without_that_setting_an_idle_connection_stays() {
    let bench = bench();
    let mut stream = std::net::TcpStream::connect(bench.host()).expect("a listening service");
    let request = format!("GET /vendors/style.css HTTP/1.1\r\nhost: {}\r\n\r\n", bench.host());
    std::io::Write::write_all(&mut stream, request.as_bytes()).expect("the service reads");
    stream.set_read_timeout(Some(Duration::from_millis(300))).expect("a sound wait");
    let ended = std::io::Read::read_to_end(&mut stream, &mut Vec::new());
    assert!(ended.is_err(), "it was closed");
}

fn wait_until(condition: impl Fn() -> bool) {
    let began = Instant::now();
    while !condition() {
        assert!(began.elapsed() < Duration::from_secs(10), "it never happened");
        std::thread::yield_now();
    }
}
