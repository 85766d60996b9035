//! `cargo xtask bench start`: process start to first frame and to complete
//! page, against a bare Tauri page with the same features and profile.

use std::process::Command;

use anyhow::Result;

use crate::{
    cargo::{AUTOMATION, Workspace, cargo},
    programs::succeed,
    system_packages::{self, Purpose},
    window_build,
};

pub(crate) const USUAL_PAIRS: usize = 15;

pub(crate) fn measure(pairs: usize) -> Result<()> {
    system_packages::ensure(Purpose::Tour)?;
    window_build::build()?;
    succeed(
        cargo("build")
            .args(["--release", "--package", "linkwright", "--package", "bare-tauri"])
            .args(AUTOMATION),
    )?;
    succeed(cargo("build").args(["--package", "tests", "--bin", "start-times"]))?;
    let workspace = Workspace::read()?;
    succeed(
        Command::new(workspace.program("debug", "start-times")?)
            .arg(workspace.program("release", "linkwright")?)
            .arg(workspace.program("release", "bare-tauri")?)
            .args([&pairs.to_string(), "target/bench/start.json"]),
    )
}
