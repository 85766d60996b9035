//! Pages and their tokens.

use serde_json::{Value, json};

use crate::client::{Bench, bench_with};
use practice_service::{Options, World};

/// Eight links and nothing else.
fn bench() -> Bench {
    let bench = bench_with(Options { world: World::generated(8), ..Options::default() });
    bench.set(json!({"deletingMs": 0}));
    bench
}

fn page(bench: &Bench, query: &str) -> (usize, Option<String>) {
    let answer = bench.get(&format!("/account-associations?{query}")).json();
    let count = answer["Items"].as_array().map_or(0, Vec::len);
    (count, answer["NextToken"].as_str().map(str::to_owned))
}

#[test]
fn pages_follow_one_another_and_the_last_has_no_token() {
    let bench = bench();
    let (count, token) = page(&bench, "MaxResults=5");
    assert_eq!(count, 5);
    let (count, end) = page(&bench, &format!("MaxResults=5&NextToken={}", token.expect("three are left")));
    assert_eq!((count, end), (3, None));
    assert_eq!(page(&bench, "MaxResults=8"), (8, None));
}

#[test]
fn a_cap_on_the_page_size_holds_against_a_larger_wish() {
    let bench = bench();
    bench.set(json!({"pageSize": 2}));
    assert_eq!(page(&bench, "MaxResults=1000").0, 2);
    assert_eq!(page(&bench, "").0, 2);
}

#[test]
fn tokens_of_other_lists_and_invented_ones_are_refused() {
    let bench = bench();
    let (_, token) = page(&bench, "MaxResults=5");
    let token = token.expect("three are left");
    let refused = [
        format!("/account-associations?NextToken={token}x"),
        format!("/account-associations?NextToken={token}&ConnectorDestinationId=northgate-locks"),
        format!("/managed-things?NextToken={token}"),
        "/account-associations?NextToken=garbage".to_owned(),
        "/account-associations?NextToken=".to_owned(),
        "/account-associations?NextToken=a%20b".to_owned(),
    ];
    for path in refused {
        bench.get(&path).is_refused(400, "ValidationException");
    }
}

#[test]
fn a_deletion_between_two_pages_moves_nothing() {
    let bench = bench();
    let (_, token) = page(&bench, "MaxResults=5");
    let first = "/account-associations/9e4e7a7ed00000000000000000000002";
    assert_eq!(bench.call("DELETE", first, Value::Null).status, 200);
    let rest = page(&bench, &format!("NextToken={}", token.expect("three are left")));
    assert_eq!(rest, (3, None));
}

#[test]
fn an_empty_page_with_a_token_can_be_asked_for() {
    let bench = bench();
    bench.fault(json!({"operation": "ListAccountAssociations", "times": 1, "fault": {"kind": "empty-page"}}));
    let (count, token) = page(&bench, "");
    assert_eq!(count, 0);
    assert_eq!(page(&bench, &format!("NextToken={}", token.expect("a token"))).0, 8);
}
