//! `cargo xtask bundle`: the installers of this system with their licences, the
//! list of what they are made of, and checksums, in `target/release/bundle/`.
//! What is in them is decided in `src-tauri/tauri.conf.json`, not here.

mod icons;
mod packages;
#[cfg(unix)]
mod prove;
mod sbom;
mod third_party;
mod tools;

use std::{fs, path::PathBuf, process::Command};

use anyhow::{Result, bail, ensure};

use crate::{
    cargo::{Workspace, build_shipped},
    programs::output,
    size::{LARGEST_PROGRAM, Size},
    system_packages::{self, Purpose},
    window_build,
};

/// What is put into the packages beside the program; named in `tauri.conf.json`.
const PAPERS_DIR: &str = "target/bundle";

pub(crate) fn bundle(options: &[&str]) -> Result<()> {
    match options {
        [] => make(packages::USUAL).map(drop),
        ["--appimage"] if cfg!(target_os = "linux") => make(&["appimage"]).map(drop),
        #[cfg(unix)]
        ["--prove"] => {
            prove::check_that_it_can()?;
            system_packages::ensure(Purpose::Prove)?;
            // First, so that the program that is left is the one that is shipped.
            let twin = prove::build_twin()?;
            let made = make(packages::USUAL)?;
            prove::prove(packages::deb(&made)?, &twin)
        }
        ["--icons"] => {
            window_build::install()?;
            icons::draw()
        }
        _ => bail!("bundle takes --prove, --icons or, on Linux, --appimage, and one of them at most"),
    }
}

/// Makes these kinds of package and gives their paths.
fn make(kinds: &[&str]) -> Result<Vec<PathBuf>> {
    system_packages::ensure(Purpose::Bundle)?;
    tools::install()?;
    window_build::build()?;
    println!("building the release program");
    build_shipped("linkwright", &[])?;
    let program_path = Workspace::read()?.program("release", "linkwright")?;
    let program = Size::of_file(&program_path)?;
    println!("program, stripped: {program}");
    // What is promised was measured on Linux alone.
    let is_promised = cfg!(target_os = "linux");
    ensure!(!is_promised || program <= LARGEST_PROGRAM, "the program is larger than {LARGEST_PROGRAM}");
    fs::create_dir_all(PAPERS_DIR)?;
    third_party::write()?;
    sbom::write()?;
    write_manual_page()?;
    packages::pack(kinds)
}

fn write_manual_page() -> Result<()> {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    let packed_path = format!("{PAPERS_DIR}/linkwright.1.gz");
    fs::copy("src-tauri/linux/linkwright.1", format!("{PAPERS_DIR}/linkwright.1"))?;
    output(Command::new("gzip").args(["-9", "--no-name", "--force", &format!("{PAPERS_DIR}/linkwright.1")]))?;
    ensure!(fs::metadata(packed_path)?.len() > 0, "the manual page is empty");
    Ok(())
}
