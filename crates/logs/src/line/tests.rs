use std::{io, sync::Mutex};

use proptest::prelude::*;
use tracing_subscriber::layer::SubscriberExt;

use super::*;

#[derive(Clone, Default)]
struct Sink(Arc<Mutex<Vec<u8>>>);

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The lines written by `write`, each read as JSON.
fn written(present: Present, write: impl FnOnce()) -> Vec<Value> {
    let sink = Sink::default();
    let lines = Lines { sink: sink.clone(), present: Arc::new(present) };
    tracing::subscriber::with_default(tracing_subscriber::registry().with(lines), write);
    let text = String::from_utf8(sink.0.lock().unwrap().clone()).unwrap();
    assert!(text.is_empty() || text.ends_with('\n'));
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_line_says_when_how_bad_where_and_what() {
    let lines = written(Present::default(), || {
        tracing::info!(target: "desk::journeys", operation = "ListManagedThings", status = 200, "answered");
    });
    let line = &lines[0];
    assert_eq!(
        (&line["level"], &line["world"], &line["target"], &line["message"]),
        (&json!("info"), &json!("none"), &json!("desk::journeys"), &json!("answered"))
    );
    assert_eq!((&line["operation"], &line["status"]), (&json!("ListManagedThings"), &json!(200)));
    assert!(line["at"].as_str().unwrap().parse::<jiff::Timestamp>().is_ok());
}

#[test]
fn a_field_that_is_not_allowed_is_named_and_not_written() {
    let lines = written(Present::default(), || {
        tracing::error!(customer = "Miller", token = 4711, url = ?"https://x", code = "Gone", "refused");
    });
    assert_eq!(lines[0]["left_out"], json!(["customer", "token", "url"]));
    assert!(!lines[0].to_string().contains("Miller"));
    assert_eq!(lines[0]["code"], "Gone");
}

#[test]
fn another_crates_line_tells_where_it_was_said_and_not_what() {
    let lines = written(Present::default(), || {
        let ours = tracing::info_span!(target: "desk", "turn", waited_ms = 7);
        ours.in_scope(|| {
            tracing::warn!(
                target: "aws_runtime::env_config::normalize",
                profile = "anna-canary", error = "anna-canary", code = "anna-canary",
                "profile [anna-canary] ignored; {} too", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
            );
        });
    });
    let line = &lines[0];
    assert_eq!((&line["level"], &line["waited_ms"]), (&json!("warn"), &json!(7)));
    assert_eq!(line["target"], "aws_runtime::env_config::normalize");
    let place = line["place"].as_str().unwrap();
    assert!(place.contains("src/line/tests.rs:"), "{place}");
    for unwanted in ["canary", "wJalr", "ignored"] {
        assert!(!line.to_string().contains(unwanted), "{unwanted} is in {line}");
    }
}

#[test]
fn ids_are_written_where_details_are_asked_for() {
    let say = || tracing::info!(link = "aa-1", code = "Gone", "seen");
    assert_eq!(written(Present::default(), say)[0].get("link"), None);
    let present = Present::default();
    present.set_with_ids(true);
    assert_eq!(written(present, say)[0]["link"], "aa-1");
}

#[test]
fn a_span_of_ours_says_something_of_every_line_in_it_and_another_crates_does_not() {
    let lines = written(Present::default(), || {
        let ours = tracing::info_span!(target: "desk", "turn", waited_ms = 7, practice = true);
        ours.in_scope(|| {
            let theirs = tracing::info_span!(target: "aws_smithy_runtime", "try", operation = "theirs");
            theirs.in_scope(|| tracing::info!(target: "desk", "asked"));
        });
    });
    assert_eq!((&lines[0]["waited_ms"], &lines[0]["world"]), (&json!(7), &json!("practice")));
    assert_eq!(lines[0].get("operation"), None);
}

#[test]
fn the_world_is_that_of_the_account_in_use_unless_the_line_says_another() {
    let present = Present::default();
    present.set_world(World::Live);
    let lines = written(present, || {
        tracing::info!("one");
        tracing::info!(practice = true, "two");
    });
    assert_eq!((&lines[0]["world"], &lines[1]["world"]), (&json!("live"), &json!("practice")));
}

/// S13.
#[test]
fn no_text_makes_a_second_line_or_acts_on_a_terminal() {
    let evil = "x\n{\"level\":\"error\",\"message\":\"forged\"}\r\u{1b}[2J\u{9b}31m\"\\\u{2028}\u{2029}\u{202E}\0end";
    let lines = written(Present::default(), || {
        tracing::warn!(error = evil, code = evil, reason = ?evil, "{evil}");
    });
    assert_eq!(lines.len(), 1);
    let text = lines[0].to_string();
    for unwanted in ['\n', '\r', '\u{1b}', '\u{9b}', '\u{2028}', '\u{2029}', '\u{202E}', '\0'] {
        assert!(!text.contains(unwanted), "{unwanted:?}");
    }
    assert_eq!(lines[0]["level"], "warn");
}

proptest! {
    #[test]
    fn every_text_stays_one_line_of_json_of_bounded_length(text in any::<String>()) {
        let lines = written(Present::default(), || tracing::warn!(error = text, "{text}"));
        prop_assert_eq!(lines.len(), 1);
        prop_assert!(lines[0].to_string().len() < 8_000);
    }
}
