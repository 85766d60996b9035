//! Panics in the log: where, and what only where the text stands in the source.

use std::{panic, thread};

use crate::Log;

/// A text that was put together may hold values, so only one that stands in the
/// source is written. On the main thread the program ends with it, so that the
/// lines are written first.
pub(crate) fn tell(log: &Log) {
    let before = panic::take_hook();
    let log = log.clone();
    panic::set_hook(Box::new(move |info| {
        let place = info.location().map(|at| format!("{}:{}", in_source(at.file()), at.line()));
        let reason = info.payload().downcast_ref::<&'static str>().copied();
        tracing::error!(place, reason, "a panic");
        if thread::current().name() == Some("main") {
            log.end();
        }
        before(info);
    }));
}

/// Without the folders of the computer it was built on.
fn in_source(file: &str) -> String {
    let parts: Vec<&str> = file.split(['/', '\\']).collect();
    parts[parts.len().saturating_sub(4)..].join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_says_nothing_of_the_computer_it_was_built_on() {
        assert_eq!(
            in_source("/home/somebody/.cargo/registry/src/index/crate-1.0/src/lib.rs"),
            "index/crate-1.0/src/lib.rs"
        );
        assert_eq!(in_source("crates/desk/src/journeys.rs"), "crates/desk/src/journeys.rs");
    }
}
