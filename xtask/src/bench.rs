//! Measurements, each against something comparable within one run. Each leaves
//! `target/bench/NAME.json`; the report is made of those files.

mod all;
mod hands;
mod measured;
mod release;
mod report;
mod size;
mod window;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    str::FromStr,
};

use anyhow::{Context, Result, bail};

use crate::programs::output;

const BENCH_DIR: &str = "target/bench";

/// Every bench in turn, then the report.
pub(crate) fn measure_all() -> Result<()> {
    all::run()
}

/// `options` are names with their values, as typed.
pub(crate) fn measure(what: &str, options: &[&str]) -> Result<()> {
    match (what, options) {
        ("report", []) => report::write(),
        ("start", []) => window::start(window::USUAL_PAIRS),
        ("start", ["--pairs", pairs]) => window::start(number("--pairs", pairs)?),
        ("memory", []) => window::memory(window::USUAL_RUNS),
        ("memory", ["--runs", runs]) => window::memory(number("--runs", runs)?),
        ("ipc", []) => window::ipc(),
        ("idle", []) => window::idle(window::USUAL_ROUNDS),
        ("idle", ["--rounds", rounds]) => window::idle(number("--rounds", rounds)?),
        ("size", []) => size::measure(),
        ("hands", []) => hands::measure(),
        ("kills", options) => {
            let (mut count, mut seed) = (measured::USUAL_KILLS, None);
            for option in options.chunks(2) {
                match option {
                    ["--count", value] => count = number("--count", value)?,
                    ["--seed", value] => seed = Some(number("--seed", value)?),
                    _ => bail!("bench kills takes --count N and --seed S"),
                }
            }
            measured::kills(count, seed)
        }
        ("watch", []) => measured::watch(false),
        ("watch", ["--real"]) => measured::watch(true),
        ("register", []) => measured::register(),
        ("links", []) => measured::links(&measured::USUAL_LINKS),
        ("links", ["--links", count]) => measured::links(&[number("--links", count)?]),
        ("link", []) => measured::link(measured::USUAL_RUNS),
        ("link", ["--runs", runs]) => measured::link(number("--runs", runs)?),
        _ => {
            bail!("this is not one of the benches, or not one of its options; `cargo xtask help` lists them")
        }
    }
}

fn number<T: FromStr>(name: &str, value: &str) -> Result<T> {
    value.parse().ok().with_context(|| format!("{name} takes a number, not {value}"))
}

/// Where a bench leaves its rows. Those of a former run are taken away, so that
/// what is there afterwards is of this run; beside them stands what it measures.
fn fresh_file(what: &str) -> Result<PathBuf> {
    fs::create_dir_all(BENCH_DIR)?;
    let path = file(what);
    if path.is_file() {
        fs::remove_file(&path)?;
    }
    fs::write(commit_file(what), commit())?;
    Ok(path)
}

/// The commit of the sources as they are, with a mark where they were changed since.
fn commit() -> String {
    let said = output(Command::new("git").args(["describe", "--always", "--dirty"]));
    said.map_or_else(|_| "an unknown commit".to_owned(), |said| said.trim().to_owned())
}

fn commit_file(what: &str) -> PathBuf {
    file(what).with_extension("commit")
}

fn file(what: &str) -> PathBuf {
    Path::new(BENCH_DIR).join(what).with_extension("json")
}
