//! `cargo xtask bench kills | watch | register | link | links`: a desk without a window
//! against the practice service, beside boto3 and the AWS CLI.

use std::process::Command;

use anyhow::Result;

use super::{fresh_file, release};
use crate::{cargo::Workspace, peers, programs::succeed};

pub(crate) const USUAL_KILLS: usize = 2000;
pub(crate) const USUAL_RUNS: usize = 9;
pub(crate) const USUAL_LINKS: [usize; 3] = [1_000, 10_000, 100_000];

/// Kills the desk at random moments, `count` times; without a seed another one
/// each time.
pub(crate) fn kills(count: usize, seed: Option<u64>) -> Result<()> {
    let seed = seed.unwrap_or_else(a_seed);
    measure("kills", &[&count.to_string(), &seed.to_string()])
}

/// With `real` also 200 links that wait for three minutes of real time.
pub(crate) fn watch(real: bool) -> Result<()> {
    peers::install()?;
    let detection = Workspace::read()?.program("release", "examples/detection")?;
    let detection = detection.to_string_lossy();
    let mut words = vec![peers::PYTHON, &*detection];
    if real {
        words.push("crowd");
    }
    measure("watch", &words)
}

pub(crate) fn register() -> Result<()> {
    peers::install()?;
    measure("register", &[peers::PYTHON])
}

/// Each `runs` times, in turns.
pub(crate) fn link(runs: usize) -> Result<()> {
    peers::install()?;
    measure("link", &[peers::PYTHON, &runs.to_string()])
}

/// The list of so many links, one number after the other.
pub(crate) fn links(counts: &[usize]) -> Result<()> {
    let counts: Vec<String> = counts.iter().map(usize::to_string).collect();
    measure("links", &counts.iter().map(String::as_str).collect::<Vec<_>>())
}

fn measure(what: &str, words: &[&str]) -> Result<()> {
    let file = fresh_file(what)?;
    release::build_measuring()?;
    let program = Workspace::read()?.program("release", "measure")?;
    succeed(Command::new(program).arg(what).arg(file).args(words))
}

/// Some number nobody chose.
fn a_seed() -> u64 {
    use std::hash::{BuildHasher, RandomState};
    // Small enough to be typed again.
    RandomState::new().hash_one(()) % 1_000_000_000
}
