//! The programs that read licences and list components, each of one version,
//! in `target/tools/`.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::Result;

use crate::{cargo_tools::CargoTool, fingerprint::Stamp, programs::succeed};

/// Unoptimised, it reads the licences of 500 crates for half an hour.
pub(crate) const CARGO_ABOUT: CargoTool =
    CargoTool { name: "cargo-about", version: "0.9.3", features: "cli", opt_level: "2" };
pub(crate) const CARGO_CYCLONEDX: CargoTool =
    CargoTool { name: "cargo-cyclonedx", version: "0.5.9", features: "", opt_level: "0" };

const VALIDATOR_DIR: &str = "target/tools/validator";
const REQUIREMENTS: &str = "xtask/src/bundle/requirements.txt";

/// Builds or fetches what is not there yet, before anything is made.
pub(crate) fn install() -> Result<()> {
    CARGO_ABOUT.installed()?;
    CARGO_CYCLONEDX.installed()?;
    let stamp = Stamp::of("validator.stamp", &[REQUIREMENTS])?;
    if stamp.holds() && validating_python().is_file() {
        return Ok(());
    }
    println!("installing the validator of component lists");
    succeed(Command::new("python3").args(["-m", "venv", "--clear", VALIDATOR_DIR]))?;
    succeed(
        Command::new(validating_python())
            .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"])
            .args(["--requirement", REQUIREMENTS]),
    )?;
    stamp.set()
}

/// Python with the CycloneDX library.
pub(crate) fn validating_python() -> PathBuf {
    let inside = if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" };
    Path::new(VALIDATOR_DIR).join(inside)
}
