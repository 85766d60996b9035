//! `cargo xtask bundle --prove`: the .deb installed in a fresh Debian of its own
//! under `target/prove/`, looked at from outside, driven as its twin that lets
//! itself be driven, and removed again. One line for each thing that was seen.

mod papers;
mod root;

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail, ensure};

use crate::{
    cargo::{AUTOMATION, Workspace, build_shipped, cargo},
    programs::{on_path, succeed},
    system_packages, window_build,
};
use root::Root;

const PROGRAM: &str = "/usr/bin/linkwright";
/// Where the proofs' own program lies in the root, with the program it drives
/// beside it, as the stories want it.
const PROOF_DIR: &str = "/proof";
/// What it takes to look at a window and to drive one; the package needs none of it.
const INSTRUMENTS: [&str; 6] =
    ["xvfb", "dbus-daemon", "imagemagick", "webkit2gtk-driver", "xdotool", "x11-utils"];
/// What a person leaves behind, which no package may touch.
const KEPT: &str = "/root/.local/share/org.linkwright.desktop/journal.sqlite3";

pub(super) fn check_that_it_can() -> Result<()> {
    if !cfg!(target_os = "linux") || on_path("dpkg").is_none() {
        bail!("the .deb is proved on Debian alone");
    }
    if !system_packages::is_root() {
        bail!("installing into a root of its own (debootstrap, chroot) takes root: run it as root");
    }
    Ok(())
}

/// The same program, but one that lets itself be driven; its path.
pub(super) fn build_twin() -> Result<PathBuf> {
    window_build::build()?;
    println!("building the twin that lets itself be driven");
    build_shipped("linkwright", &AUTOMATION)?;
    let built = Workspace::read()?.program("release", "linkwright")?;
    fs::create_dir_all(root::PROVE_DIR)?;
    let twin = Path::new(root::PROVE_DIR).join("twin");
    fs::copy(built, &twin)?;
    Ok(twin)
}

pub(super) fn prove(deb: &Path, twin: &Path) -> Result<()> {
    // As the test command builds it, so that nothing is built for it alone.
    succeed(cargo("build").args(["--workspace", "--all-targets"]).args(AUTOMATION))?;
    let proof = Workspace::read()?.program("debug", "installed")?;
    let root = Root::fresh()?;

    root.install(&[&root.take_in(deb, "/linkwright.deb")?])?;
    seen("apt installs it into a bare Debian with what it depends on, and nothing else was there");
    let missing = root.output("ldd", &[PROGRAM])?;
    ensure!(!missing.contains("not found"), "a library is missing:\n{missing}");
    seen("every library it is linked to is there");
    papers::check(&root)?;

    root.install(&INSTRUMENTS)?;
    fs::create_dir_all(root.path(PROOF_DIR))?;
    root.take_in(&proof, &format!("{PROOF_DIR}/installed"))?;
    let told = root.path(&format!("{PROOF_DIR}/linkwright"));
    std::os::unix::fs::symlink(PROGRAM, told).context("the root can be written")?;
    root.run(&format!("{PROOF_DIR}/installed"), &["sealed"])?;

    fs::copy(twin, root.path(PROGRAM)).context("the twin cannot be put in its place")?;
    root.run(&format!("{PROOF_DIR}/installed"), &["practised"])?;
    keep_pictures(&root)?;

    fs::create_dir_all(root.path(KEPT).parent().context("it lies in a folder")?)?;
    fs::write(root.path(KEPT), "a person's own")?;
    let carried = root.output("dpkg", &["--listfiles", "linkwright"])?;
    root.output("apt-get", &["remove", "--yes", "--quiet", "linkwright"])?;
    papers::check_gone(&root, &carried)?;
    ensure!(fs::read_to_string(root.path(KEPT))? == "a person's own", "a person's data was touched");
    seen("apt removes all of it and leaves a person's data");

    root.remove()
}

fn keep_pictures(root: &Root) -> Result<()> {
    for name in ["sealed.png", "practised.png"] {
        let (taken, picture) = (format!("{PROOF_DIR}/{name}"), Path::new(root::PROVE_DIR).join(name));
        fs::copy(root.path(&taken), &picture).with_context(|| format!("{name} was not taken"))?;
        let colours = root.output("identify", &["-format", "%k", &taken])?;
        let colours: u32 = colours.trim().parse().context("colours are counted")?;
        ensure!(colours > 50, "{name} shows {colours} colours: an empty window");
        println!("picture: {}", picture.display());
    }
    Ok(())
}

fn seen(what: &str) {
    println!("proved: {what}");
}
