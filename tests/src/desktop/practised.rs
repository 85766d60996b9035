//! What was practised inside the app, told by the practice service itself from
//! the world that the app keeps.

use std::fs;

use axum::{body::Bytes, http::Request};
use practice_service::{InProcess, Options};
use serde_json::Value;

use super::Computer;

const WORLD: &str = "data/org.linkwright.desktop/practice-world.jsonl";

/// The ledger of everything that was not seeded. Reads a copy, as the app may be
/// running.
pub async fn practised(computer: &Computer) -> Value {
    let copy_path = computer.path("practised.jsonl");
    fs::copy(computer.path(WORLD), &copy_path).expect("the app keeps its practice world");
    let options = Options { world_path: Some(copy_path), ..Options::default() };
    let service = InProcess::new(options).expect("the world can be opened again");
    let host = service.endpoint().trim_start_matches("http://");
    let request = Request::get("/practice/ledger?seeded=false")
        .header("host", host)
        .header("x-practice-token", service.practice_token())
        .body(Bytes::new());
    let answer = service.answer(request.expect("the request is valid")).await.expect("it answers whole");
    assert!(answer.status().is_success(), "{answer:?}");
    assert_eq!(service.set_aside(), None, "the world was not damaged");
    serde_json::from_slice(answer.body()).expect("the ledger is JSON")
}
