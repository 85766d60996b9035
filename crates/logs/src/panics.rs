//! Panics in the log: where, and what only where the text stands in the source.

use std::{panic, thread};

use crate::{Log, place::place};

/// A text that was put together may hold values, so only one that stands in the
/// source is written. On the main thread the program ends with it, so that the
/// lines are written first.
pub(crate) fn tell(log: &Log) {
    let before = panic::take_hook();
    let log = log.clone();
    panic::set_hook(Box::new(move |info| {
        let place = info.location().map(|at| place(at.file(), at.line()));
        let reason = info.payload().downcast_ref::<&'static str>().copied();
        tracing::error!(place, reason, "a panic");
        if thread::current().name() == Some("main") {
            log.end();
        }
        before(info);
    }));
}
