//! The window's content: built before any crate that embeds it, and only when
//! something it is made of changed.

use std::{path::Path, process::Command};

use anyhow::{Context, Result, bail};

use crate::{
    fingerprint::Stamp,
    programs::{output, succeed},
};

const UI_DIR: &str = "ui";
const OLDEST_NODE: (u32, u32) = (20, 19);
const NODE_ADVICE: &str = "install Node.js 20.19 or later, for example from https://nodejs.org";

pub(crate) fn build() -> Result<()> {
    check_node()?;
    install_modules()?;
    let stamp = Stamp::of("window.stamp", &[UI_DIR])?;
    if stamp.holds() && Path::new("ui/dist/index.html").is_file() {
        return Ok(());
    }
    println!("building the window's content");
    succeed(npm().args(["run", "--silent", "build"]))?;
    stamp.set()
}

/// A script of `ui/package.json`, after [`build`].
pub(crate) fn npm_script(name: &str) -> Result<()> {
    succeed(npm().args(["run", "--silent", name]))
}

fn install_modules() -> Result<()> {
    let stamp = Stamp::of("modules.stamp", &["ui/package.json", "ui/package-lock.json"])?;
    if stamp.holds() && Path::new("ui/node_modules").is_dir() {
        return Ok(());
    }
    println!("installing the window's modules");
    succeed(npm().args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]))?;
    stamp.set()
}

fn npm() -> Command {
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.current_dir(UI_DIR);
    command
}

fn check_node() -> Result<()> {
    let said = output(Command::new("node").arg("--version"))
        .with_context(|| format!("Node.js is missing: {NODE_ADVICE}"))?;
    let said = said.trim();
    if node_version(said).is_none_or(|version| version < OLDEST_NODE) {
        bail!("Node.js {said} is too old: {NODE_ADVICE}");
    }
    Ok(())
}

fn node_version(said: &str) -> Option<(u32, u32)> {
    let mut parts = said.strip_prefix('v')?.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_versions_compare_as_numbers() {
        assert_eq!(node_version("v20.19.1"), Some((20, 19)));
        assert!(node_version("v20.9.0") < Some(OLDEST_NODE));
        assert!(node_version("v26.0.0-nightly") > Some(OLDEST_NODE));
        assert_eq!(node_version("twenty"), None);
    }
}
