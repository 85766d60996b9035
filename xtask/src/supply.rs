//! What the program is made of, held against `.cargo/deny.toml`: which crates,
//! under which licences, from where. Needs nothing from outside but the crates.

use std::process::Command;

use anyhow::Result;

use crate::{cargo_tools::CargoTool, programs::succeed};

/// Of all that is shipped.
pub(crate) const MANIFEST: &str = "Cargo.toml";
const CARGO_DENY: CargoTool =
    CargoTool { name: "cargo-deny", version: "0.20.2", features: "", opt_level: "0" };

pub(crate) fn check() -> Result<()> {
    succeed(
        cargo_deny(MANIFEST)?
            .args(["check", "--hide-inclusion-graph", "--deny", "unnecessary-skip"])
            .args(["bans", "licenses", "sources"]),
    )
}

/// With the configuration and the lock file beside the manifest as they are.
pub(crate) fn cargo_deny(manifest: &str) -> Result<Command> {
    let mut command = CARGO_DENY.command()?;
    command.args(["--manifest-path", manifest, "--locked", "--config", ".cargo/deny.toml"]);
    Ok(command)
}
