//! `cargo xtask bench`: every bench in turn. One that fails does not stop the
//! others; the report says so.

use anyhow::{Result, bail};

use super::{file, measured, report, size, window};

type Bench = (&'static str, fn() -> Result<()>);

/// In the order they are run and told.
pub(super) const BENCHES: [Bench; 11] = [
    ("start", || window::start(window::USUAL_PAIRS)),
    ("memory", || window::memory(window::USUAL_RUNS)),
    ("ipc", window::ipc),
    ("idle", || window::idle(window::USUAL_ROUNDS)),
    // After those that drive the window: it puts the program that is shipped in its place.
    ("size", size::measure),
    ("kills", || measured::kills(measured::USUAL_KILLS, None)),
    ("watch", || measured::watch(true)),
    ("register", measured::register),
    ("link", || measured::link(measured::USUAL_RUNS)),
    ("links", || measured::links(&measured::USUAL_LINKS)),
    ("hands", super::hands::measure),
];

pub(crate) fn run() -> Result<()> {
    let mut failed = Vec::new();
    for (name, bench) in BENCHES {
        println!("\n=== bench {name}");
        if let Err(problem) = bench() {
            println!("=== bench {name} ended badly: {problem:#}");
            // One that only missed a target has left its rows.
            if !file(name).is_file() {
                failed.push(name);
            }
        }
    }
    report::write()?;
    if failed.is_empty() {
        return Ok(());
    }
    bail!("the report lacks what these could not measure: {}", failed.join(", "))
}
