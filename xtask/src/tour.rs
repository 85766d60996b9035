//! `cargo xtask tour`: the real window walked through the wizard on a virtual
//! display, leaving pictures.

mod docs;

use std::{fs, path::Path, process::Command};

use anyhow::Result;

use crate::{
    cargo::{AUTOMATION, Workspace, cargo},
    programs::succeed,
    system_packages::{self, Purpose},
    window_build,
};

const PICTURES_DIR: &str = "target/tour";

pub(crate) fn tour(for_readme: bool) -> Result<()> {
    system_packages::ensure(Purpose::Tour)?;
    window_build::build()?;
    succeed(
        cargo("build")
            .args(["--package", "linkwright", "--package", "practice-service"])
            .args(["--package", "tests", "--bins"])
            .args(AUTOMATION),
    )?;
    let program = Workspace::read()?.program("debug", "tour")?;
    if Path::new(PICTURES_DIR).is_dir() {
        fs::remove_dir_all(PICTURES_DIR)?;
    }
    fs::create_dir_all(PICTURES_DIR)?;
    succeed(Command::new(program).arg(PICTURES_DIR))?;
    println!("the pictures are in {PICTURES_DIR}");
    if for_readme { docs::renew(Path::new(PICTURES_DIR)) } else { Ok(()) }
}
