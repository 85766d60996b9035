//! `cargo xtask bench start | memory | ipc | idle`: the window beside a bare Tauri
//! page with the same features and profile.

use std::process::Command;

use anyhow::Result;

use super::{fresh_file, release};
use crate::{cargo::Workspace, programs::succeed};

/// As reliability.md 6.3 wants them at the least.
pub(crate) const USUAL_PAIRS: usize = 15;
pub(crate) const USUAL_RUNS: usize = 5;
/// Of a minute each.
pub(crate) const USUAL_ROUNDS: usize = 3;

pub(crate) fn start(pairs: usize) -> Result<()> {
    measure("start", &[&pairs.to_string()])
}

pub(crate) fn memory(runs: usize) -> Result<()> {
    measure("memory", &[&runs.to_string()])
}

pub(crate) fn ipc() -> Result<()> {
    measure("ipc", &[])
}

pub(crate) fn idle(rounds: usize) -> Result<()> {
    measure("idle", &[&rounds.to_string()])
}

fn measure(what: &str, words: &[&str]) -> Result<()> {
    let file = fresh_file(what)?;
    release::build_windows()?;
    let workspace = Workspace::read()?;
    let program = |name: &str| workspace.program("release", name);
    succeed(
        Command::new(program("measure-window")?)
            .arg(what)
            .arg(file)
            .args([program("linkwright")?, program("bare-tauri")?])
            .args(words),
    )
}
