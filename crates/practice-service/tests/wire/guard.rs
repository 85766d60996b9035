//! Who is not let in: other hosts and origins, other keys, no token.

use serde_json::{Value, json};

use crate::client::{authorization, bench};

#[test]
fn foreign_hosts_are_refused_on_every_path() {
    let bench = bench();
    let authorization = bench.authorization();
    let token = bench.service.practice_token();
    for path in ["/connector-destinations", "/practice/ledger", "/vendors/style.css", "/oauth/callback", "/"]
    {
        for host in ["evil.example", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example"] {
            let headers = [("host", host), ("authorization", &authorization), ("x-practice-token", token)];
            let answer = bench.send("GET", path, &headers, "").expect("an answer");
            answer.is_refused(403, "AccessDeniedException");
        }
    }
}

#[test]
fn the_name_localhost_is_its_own() {
    let bench = bench();
    let host = bench.host().replace("127.0.0.1", "localhost");
    let authorization = bench.authorization();
    let headers = [("host", host.as_str()), ("authorization", &authorization)];
    assert_eq!(bench.send("GET", "/connector-destinations", &headers, "").expect("an answer").status, 200);
}

#[test]
fn foreign_origins_are_refused_on_every_path() {
    let bench = bench();
    let authorization = bench.authorization();
    let token = bench.service.practice_token();
    for path in ["/connector-destinations", "/practice/ledger", "/vendors/brightwell/sign-in"] {
        for origin in ["https://evil.example", "null", "tauri://localhost", "http://127.0.0.1:1"] {
            let headers =
                [("origin", origin), ("authorization", &authorization), ("x-practice-token", token)];
            let answer = bench.send("POST", path, &headers, "").expect("an answer");
            answer.is_refused(403, "AccessDeniedException");
        }
    }
    let own = bench.service.endpoint().to_owned();
    let headers = [("origin", own.as_str()), ("authorization", &authorization)];
    assert_eq!(bench.send("GET", "/connector-destinations", &headers, "").expect("an answer").status, 200);
}

#[test]
fn other_keys_and_missing_signatures_are_refused() {
    let bench = bench();
    let path = "/connector-destinations";
    bench.send("GET", path, &[], "").expect("an answer").is_refused(403, "MissingAuthenticationToken");
    let cases = [
        ("Basic YTpi".to_owned(), "IncompleteSignature"),
        (authorization("AKIAIOSFODNN7EXAMPLE", "iotmanagedintegrations"), "UnrecognizedClientException"),
        (authorization("PRACTICE", "iotmanagedintegrations"), "UnrecognizedClientException"),
        (authorization(bench.service.access_key_id(), "iot"), "InvalidSignatureException"),
    ];
    for (authorization, code) in cases {
        let answer = bench.send("GET", path, &[("authorization", &authorization)], "");
        answer.expect("an answer").is_refused(403, code);
    }
}

#[test]
fn the_practice_api_needs_its_token() {
    let bench = bench();
    let routes = [
        ("GET", "/practice/ledger"),
        ("GET", "/practice/scene"),
        ("PUT", "/practice/scene"),
        ("PUT", "/practice/settings"),
        ("POST", "/practice/faults"),
        ("DELETE", "/practice/faults"),
        ("GET", "/practice/customers"),
        ("POST", "/practice/customers/sign-in"),
        ("POST", "/practice/clock"),
        ("GET", "/practice/elsewhere"),
    ];
    for (method, path) in routes {
        for headers in [&[][..], &[("x-practice-token", "guess")][..], &[("x-practice-token", "")][..]] {
            let answer = bench.send(method, path, headers, "{}").expect("an answer");
            answer.is_refused(403, "AccessDeniedException");
        }
    }
}

#[test]
fn the_practice_api_says_what_is_wrong_with_a_form() {
    let bench = bench();
    let cases = [
        ("PUT", "/practice/scene", json!({"scene": "rain"}), "the scenes are"),
        ("PUT", "/practice/scene", json!({}), "missing field"),
        ("PUT", "/practice/settings", json!({"speed": 1}), "not a setting"),
        ("PUT", "/practice/settings", json!({"latencyMs": "fast"}), "milliseconds"),
        ("POST", "/practice/faults", json!({"operation": "Nap", "fault": {"kind": "truncate"}}), "Nap"),
        ("POST", "/practice/faults", json!({"operation": "*", "fault": {"kind": "nap"}}), "nap"),
        ("GET", "/practice/customers?vendor=acme", Value::Null, "the vendors are"),
        ("POST", "/practice/clock", json!({"advanceSeconds": -1}), "invalid value"),
        ("POST", "/practice/clock", json!({"advanceSeconds": u64::MAX}), "hundred years"),
        (
            "POST",
            "/practice/customers/sign-in",
            json!({"accountAssociationId": "a55c1a7ed00000000000000000000003", "customer": "bob", "outcome": "allow"}),
            "not a customer",
        ),
        (
            "POST",
            "/practice/customers/sign-in",
            json!({"accountAssociationId": "a55c1a7ed00000000000000000000003", "customer": "okafor", "outcome": "maybe"}),
            "maybe",
        ),
    ];
    for (method, path, form, reason) in cases {
        let answer = bench.practice(method, path, form);
        answer.is_refused(400, "ValidationException");
        assert!(answer.text.contains(reason), "{reason}: {}", answer.text);
    }
    bench.practice("GET", "/practice/elsewhere", Value::Null).is_refused(404, "UnknownOperationException");
}

#[test]
fn unknown_routes_are_unknown_operations() {
    let bench = bench();
    for (method, path) in [
        ("GET", "/account-associations/"),
        ("PATCH", "/account-associations"),
        ("POST", "/account-associations/abc/renew"),
        ("GET", "/tags"),
        ("GET", "/managed-things-metadata/abc"),
        ("OPTIONS", "/account-associations"),
        ("GET", "/favicon.ico"),
    ] {
        bench.call(method, path, Value::Null).is_refused(404, "UnknownOperationException");
    }
}

#[test]
fn a_body_beyond_the_limit_is_refused() {
    let bench = bench();
    let answer = bench.call("POST", "/account-associations", json!({"Name": "a".repeat(1024 * 1024)}));
    answer.is_refused(413, "RequestEntityTooLargeException");
}
