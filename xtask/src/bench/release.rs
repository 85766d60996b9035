//! The release builds of everything that is measured.

use anyhow::Result;

use crate::{
    cargo::{AUTOMATION, release_build},
    programs::succeed,
    system_packages::{self, Purpose},
    window_build,
};

/// With what lets a program be driven and say when it is ready.
pub(crate) fn build() -> Result<()> {
    build_with(&AUTOMATION)
}

/// As it is shipped; takes the place of the program that [`build`] made.
pub(crate) fn build_as_shipped() -> Result<()> {
    build_with(&[])
}

fn build_with(features: &[&str]) -> Result<()> {
    system_packages::ensure(Purpose::Tour)?;
    window_build::build()?;
    // By themselves: what the measuring programs want of a shared crate would be in
    // the window's program as well.
    succeed(release_build()?.args(["--package", "linkwright", "--package", "bare-tauri"]).args(features))?;
    let mut command = release_build()?;
    for package in ["tests", "practice-service", "watching"] {
        command.args(["--package", package]);
    }
    succeed(command.args(["--bins", "--example", "detection"]))
}
