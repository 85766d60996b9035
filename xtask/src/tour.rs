//! `cargo xtask tour`: the real window walked through the wizard on a virtual
//! display, leaving pictures.

use std::{fs, path::Path, process::Command};

use anyhow::{Context, Result};

use crate::{
    cargo::{AUTOMATION, Workspace, cargo},
    programs::succeed,
    system_packages::{self, Purpose},
    window_build,
};

const PICTURES_DIR: &str = "target/tour";
/// What README.md shows.
const README_PICTURES: [&str; 4] = [
    "home-1280x800-light.png",
    "sign-in-1280x800-light.png",
    "devices-1280x800-light.png",
    "done-1280x800-dark.png",
];

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
    if for_readme { copy_to_docs() } else { Ok(()) }
}

fn copy_to_docs() -> Result<()> {
    fs::create_dir_all("docs")?;
    let taken: Vec<String> = fs::read_dir(PICTURES_DIR)?
        .map(|entry| entry.map(|entry| entry.file_name().to_string_lossy().into_owned()))
        .collect::<Result<_, _>>()?;
    for wanted in README_PICTURES {
        // Pictures begin with the number of their place in the walk.
        let name = taken
            .iter()
            .find(|name| name.split_once('-').is_some_and(|(_, rest)| rest == wanted))
            .with_context(|| format!("the tour left no picture {wanted}"))?;
        fs::copy(Path::new(PICTURES_DIR).join(name), Path::new("docs").join(wanted))
            .with_context(|| format!("{wanted} cannot be copied"))?;
        println!("wrote docs/{wanted}");
    }
    Ok(())
}
