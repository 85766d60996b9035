//! Measurements, each against something comparable within one run.

mod measured;
mod start;

use std::str::FromStr;

use anyhow::{Context, Result, bail};

/// `options` are names with their values, as typed.
pub(crate) fn measure(what: &str, options: &[&str]) -> Result<()> {
    match (what, options) {
        ("start", []) => start::measure(start::USUAL_PAIRS),
        ("start", ["--pairs", pairs]) => start::measure(number("--pairs", pairs)?),
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
