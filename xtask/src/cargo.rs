//! How cargo is called: always for the whole workspace where tests are run, so
//! that every ring shares one build.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::programs::output;

/// Lets a WebDriver drive the window; never in a build that is shipped.
pub(crate) const AUTOMATION: [&str; 2] = ["--features", "linkwright/automation"];

pub(crate) fn cargo(subcommand: &str) -> Command {
    let program = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(program);
    command.arg(subcommand);
    command
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

    /// A program of this workspace as `profile_dir` has it: `debug` or `release`.
    pub(crate) fn program(&self, profile_dir: &str, name: &str) -> Result<PathBuf> {
        let target_dir =
            self.metadata["target_directory"].as_str().context("cargo metadata names no target folder")?;
        let path = Path::new(target_dir).join(profile_dir).join(name);
        Ok(path.with_extension(env::consts::EXE_EXTENSION))
    }
}
