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
/// Pictures in `docs/` and what of the tour they are.
const DOCS_PICTURES: [(&str, &str); 6] = [
    ("home.png", "home-1280x800-light.png"),
    ("customer.png", "customer-1280x800-light.png"),
    ("sign-in.png", "sign-in-given-1280x800-light.png"),
    ("devices.png", "devices-1280x800-light.png"),
    ("devices-dark.png", "three-devices-failed-1280x800-dark.png"),
    ("done.png", "done-1280x800-light.png"),
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
    for (name, wanted) in DOCS_PICTURES {
        // Pictures begin with the number of their place in the walk.
        let found = taken.iter().find(|name| name.split_once('-').is_some_and(|(_, rest)| rest == wanted));
        let found = found.with_context(|| format!("the tour left no picture {wanted}"))?;
        fs::copy(Path::new(PICTURES_DIR).join(found), Path::new("docs").join(name))
            .with_context(|| format!("docs/{name} cannot be written"))?;
        println!("wrote docs/{name}");
    }
    Ok(())
}
