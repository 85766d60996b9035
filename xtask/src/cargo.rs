//! How cargo is called: always for the whole workspace where tests are run, so
//! that every ring shares one build.

use std::{
    env, fs,
    path::{self, Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::programs::{output, succeed};

/// Lets a WebDriver drive the window; never in a build that is shipped.
pub(crate) const AUTOMATION: [&str; 2] = ["--features", "linkwright/automation"];

pub(crate) fn cargo(subcommand: &str) -> Command {
    let program = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(program);
    command.arg(subcommand);
    command
}

/// Builds a program that people install, or one that is measured beside it: linked as
/// one piece, for 13 % less of it than `thin` leaves. Not in the profile: it takes some
/// four minutes a program, and the measuring programs do without.
pub(crate) fn build_shipped(program: &str, features: &[&str]) -> Result<()> {
    let mut command = release("rustc")?;
    command.args(["--package", program, "--bin", program]).args(features);
    succeed(command.args(["--", "-C", "lto=fat"]))
}

/// `cargo build --release` for what measures.
pub(crate) fn release_build() -> Result<Command> {
    release("build")
}

/// Without the window commands nobody may call, and without this computer's folders in it.
fn release(subcommand: &str) -> Result<Command> {
    // What is not there yet has no folder to be left out.
    succeed(cargo("fetch").args(["--quiet", "--locked"]))?;
    let root_dir = path::absolute(".")?;
    let mut command = cargo(subcommand);
    command
        .args(["--release", "--locked"])
        // As `removeUnusedCommands` of tauri.conf.json; Tauri's own `build` sets it too.
        .env("REMOVE_UNUSED_COMMANDS", root_dir.join("src-tauri"))
        .env("CARGO_ENCODED_RUSTFLAGS", remapped(&source_dirs()?));
    Ok(command)
}

/// Where cargo unpacked other people's crates: a folder for each registry.
fn source_dirs() -> Result<Vec<PathBuf>> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(env::home_dir()?.join(".cargo"))).context("cargo has no home folder")?;
    let Ok(registries) = fs::read_dir(home.join("registry/src")) else { return Ok(Vec::new()) };
    let mut dirs: Vec<PathBuf> =
        registries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    dirs.sort();
    Ok(dirs)
}

/// As cargo wants its flags: parted by the character 0x1f.
fn remapped(dirs: &[PathBuf]) -> String {
    let flags = dirs.iter().map(|dir| format!("--remap-path-prefix={}=crates", dir.display()));
    flags.collect::<Vec<_>>().join("\u{1f}")
}

/// The workspace as cargo sees it.
pub(crate) struct Workspace {
    metadata: Value,
}

impl Workspace {
    pub(crate) fn read() -> Result<Workspace> {
        let text = output(cargo("metadata").args(["--no-deps", "--format-version", "1"]))?;
        let metadata = serde_json::from_str(&text).context("cargo metadata is no JSON")?;
        Ok(Workspace { metadata })
    }

    /// Integration tests of every member but `left_out`, by name.
    pub(crate) fn integration_tests(&self, left_out: &str) -> Vec<&str> {
        let packages = self.metadata["packages"].as_array().into_iter().flatten();
        let mut names: Vec<&str> = packages
            .filter(|package| package["name"] != left_out)
            .flat_map(|package| package["targets"].as_array().into_iter().flatten())
            .filter(|target| target["kind"][0] == "test")
            .filter_map(|target| target["name"].as_str())
            .collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// The folder of every member.
    pub(crate) fn member_dirs(&self) -> Result<Vec<PathBuf>> {
        let packages = self.metadata["packages"].as_array().into_iter().flatten();
        packages
            .map(|package| {
                let manifest = package["manifest_path"].as_str().map(Path::new);
                manifest.and_then(Path::parent).map(Path::to_owned).context("a member lies nowhere")
            })
            .collect()
    }

    /// A program of this workspace as `profile_dir` has it: `debug` or `release`.
    pub(crate) fn program(&self, profile_dir: &str, name: &str) -> Result<PathBuf> {
        let target_dir =
            self.metadata["target_directory"].as_str().context("cargo metadata names no target folder")?;
        let path = Path::new(target_dir).join(profile_dir).join(name);
        Ok(path.with_extension(env::consts::EXE_EXTENSION))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_registry_is_left_out_of_the_paths_in_a_program() {
        let dirs = ["/home/a b/one", "/home/two"].map(PathBuf::from);
        let flags = "--remap-path-prefix=/home/a b/one=crates\u{1f}--remap-path-prefix=/home/two=crates";
        assert_eq!(remapped(&dirs), flags);
        assert_eq!(remapped(&[]), "");
    }
}
