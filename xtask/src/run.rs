//! `cargo xtask run`: opens the app, or walks through it where nothing can be
//! opened.

use std::{env, process::Command};

use anyhow::Result;

use crate::{
    cargo::{Workspace, cargo},
    programs::succeed,
    system_packages::{self, Purpose},
    tour, window_build,
};

pub(crate) fn run() -> Result<()> {
    if !has_display() {
        println!("There is no display: walking through the wizard on a virtual one instead.");
        return tour::tour(false);
    }
    system_packages::ensure(Purpose::Run)?;
    window_build::build()?;
    succeed(cargo("build").args(["--package", "linkwright"]))?;
    let program = Workspace::read()?.program("debug", "linkwright")?;
    println!("opening Linkwright");
    succeed(&mut Command::new(program))
}

fn has_display() -> bool {
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}
