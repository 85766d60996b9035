//! The release builds of everything that is measured.

use anyhow::Result;

use crate::{
    cargo::{AUTOMATION, build_shipped, release_build},
    programs::succeed,
    system_packages::{self, Purpose},
    window_build,
};

/// The window, with what lets it be driven and say when it is ready, the one with
/// nothing in it, and what measures both. Each by itself: what one wants of a shared
/// crate would be in the others as well.
pub(crate) fn build_windows() -> Result<()> {
    build_bare()?;
    build_shipped("linkwright", &AUTOMATION)?;
    build_measuring()
}

/// What measures, and the service it measures with.
pub(crate) fn build_measuring() -> Result<()> {
    system_packages::ensure(Purpose::Tour)?;
    let mut command = release_build()?;
    for package in ["tests", "practice-service", "watching"] {
        command.args(["--package", package]);
    }
    succeed(command.args(["--bins", "--example", "detection"]))
}

/// The window with nothing in it.
pub(crate) fn build_bare() -> Result<()> {
    system_packages::ensure(Purpose::Tour)?;
    window_build::build()?;
    build_shipped("bare-tauri", &[])
}
