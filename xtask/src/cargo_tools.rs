//! Programs of the public Rust registry that check this workspace, each of one
//! version, in `target/tools/`. Nothing is installed beside it.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};

use crate::{cargo::cargo, programs::succeed};

const TOOLS_DIR: &str = "target/tools";

/// A program by its crate; the two have one name.
pub(crate) struct CargoTool {
    pub(crate) name: &'static str,
    pub(crate) version: &'static str,
    /// As cargo takes them; empty for those it has by itself.
    pub(crate) features: &'static str,
    /// `0` is built fastest; more is for those that would take minutes else.
    pub(crate) opt_level: &'static str,
}

impl CargoTool {
    /// Builds it unless this version is there.
    pub(crate) fn installed(&self) -> Result<PathBuf> {
        let list = fs::read_to_string(Path::new(TOOLS_DIR).join(".crates.toml")).unwrap_or_default();
        let program = Path::new(TOOLS_DIR).join("bin").join(self.name);
        let program = program.with_extension(std::env::consts::EXE_EXTENSION);
        if !self.is_listed(&list) || !program.is_file() {
            println!("building {} {}", self.name, self.version);
            succeed(
                cargo("install")
                    // How long it takes to build matters more than its speed.
                    .args(["--quiet", "--locked", "--debug", "--root", TOOLS_DIR])
                    .args(["--version", self.version, "--features", self.features, self.name])
                    .env("CARGO_PROFILE_DEV_DEBUG", "0")
                    .env("CARGO_PROFILE_DEV_OPT_LEVEL", self.opt_level),
            )?;
        }
        fs::canonicalize(&program).with_context(|| format!("{} was not installed", self.name))
    }

    pub(crate) fn command(&self) -> Result<Command> {
        Ok(Command::new(self.installed()?))
    }

    /// `list` is cargo's own of what it installed: `"NAME VERSION (…)" = […]` a line.
    fn is_listed(&self, list: &str) -> bool {
        let line = format!("\"{} {} (", self.name, self.version);
        list.lines().any(|listed| listed.starts_with(&line))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_version_is_not_the_one_that_is_needed() {
        let list = "[v1]\n\"cargo-deny 0.20.2 (registry)\" = [\"cargo-deny\"]\n";
        let listed =
            |version| CargoTool { name: "cargo-deny", version, features: "", opt_level: "0" }.is_listed(list);
        assert!(listed("0.20.2"));
        assert!(!listed("0.20.20") && !listed("0.20"));
    }
}
