//! The window's content: built before any crate that embeds it, and only when
//! something it is made of changed.

use std::{
    fs,
    path::{self, Path},
    process::Command,
};

use anyhow::{Context, Result, bail, ensure};

use crate::{
    fingerprint::Stamp,
    programs::{output, succeed},
};

const UI_DIR: &str = "ui";
const OLDEST_NODE: (u32, u32) = (20, 19);
/// As `tauri` in Cargo.toml.
const TAURI_CLI: &str = "2.12.5";
const NODE_ADVICE: &str = "install Node.js 20.19 or later, for example from https://nodejs.org";

pub(crate) fn build() -> Result<()> {
    install()?;
    let stamp = Stamp::of("window.stamp", &[UI_DIR])?;
    if stamp.holds() && Path::new("ui/dist/index.html").is_file() {
        return Ok(());
    }
    println!("building the window's content");
    succeed(npm().args(["run", "--silent", "build"]))?;
    stamp.set()
}

/// The page of named states that the stories look at, after [`build`].
pub(crate) fn pictures() -> Result<()> {
    let stamp = Stamp::of("pictures.stamp", &[UI_DIR])?;
    if stamp.holds() && Path::new("ui/node_modules/.pictures/index.html").is_file() {
        return Ok(());
    }
    npm_script("build-pictures")?;
    stamp.set()
}

/// A script of `ui/package.json`, after [`build`].
pub(crate) fn npm_script(name: &str) -> Result<()> {
    succeed(npm().args(["run", "--silent", name]))
}

/// What the window is built and packed with, without building it.
pub(crate) fn install() -> Result<()> {
    check_node()?;
    install_modules()
}

/// The Tauri command line, installed when it is missing.
///
/// Not among the window's modules: its lock would have to name a package of every
/// system it runs on, and only bundles need it.
pub(crate) fn tauri() -> Result<Command> {
    let dir = format!("target/tools/tauri-cli-{TAURI_CLI}");
    let script = Path::new(&dir).join("node_modules/@tauri-apps/cli/tauri.js");
    if !script.is_file() {
        println!("installing the Tauri command line");
        fs::create_dir_all(&dir)?;
        let dir = path::absolute(&dir)?;
        let package = format!("@tauri-apps/cli@{TAURI_CLI}");
        succeed(
            npm().args(["install", "--no-save", "--no-audit", "--no-fund", "--prefix"]).arg(dir).arg(package),
        )?;
    }
    let mut command = Command::new("node");
    ensure!(script.is_file(), "the Tauri command line is not installed");
    // Not `canonicalize`: Node takes no path in the form that gives on Windows.
    command.arg(path::absolute(script)?);
    Ok(command)
}

/// npm itself, in the window's folder.
pub(crate) fn npm() -> Command {
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.current_dir(UI_DIR);
    command
}

/// Runs a module that imports what the window is built with, after [`install`];
/// it gets the arguments from `process.argv[1]` on.
pub(crate) fn node_module(module: &str, arguments: &[&str]) -> Result<()> {
    let mut command = Command::new("node");
    command.current_dir(UI_DIR).args(["--input-type=module", "--eval", module, "--"]).args(arguments);
    output(&mut command).map(drop)
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
