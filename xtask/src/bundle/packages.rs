//! The packages themselves: made by the Tauri command line, weighed, looked at by
//! the checkers of their system, and summed.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail, ensure};
use sha2::{Digest, Sha256};

use super::PAPERS_DIR;
use crate::{
    programs::{on_path, output, succeed},
    size::{LARGEST_PACKAGE, Size},
    window_build::tauri,
};

/// What is made when nothing else is asked for: what can be made here without
/// downloading tools. An installer for Windows is made on Windows, one for macOS on
/// macOS.
pub(crate) const USUAL: &[&str] = if cfg!(target_os = "linux") {
    &["deb", "rpm"]
} else if cfg!(windows) {
    &["nsis"]
} else {
    &["dmg"]
};

/// Those whose size is promised: the others carry a web view along, or were never made
/// and weighed.
const WEIGHED: [&str; 2] = ["deb", "rpm"];
const PACKAGES_DIR: &str = "target/release/bundle";
const SUMS: &str = "SHA256SUMS";
/// Tauri's own names for the kinds, and how their files end.
const ENDINGS: [(&str, &str); 5] =
    [("deb", "deb"), ("rpm", "rpm"), ("appimage", "AppImage"), ("nsis", "exe"), ("dmg", "dmg")];
/// On other systems the licences have no folder of the system to be in.
const INSIDE: &str = r#"{"bundle":{"resources":{"../target/bundle/THIRD-PARTY.txt":"THIRD-PARTY.txt","../target/bundle/linkwright.cdx.json":"linkwright.cdx.json"}}}"#;
/// What lintian finds and stays: the project has no e-mail address, and no history
/// as a package of Debian's.
const LINTIAN_ACCEPTED: &str = "malformed-contact,no-changelog";

/// Packs the release program as these kinds and gives the packages' paths.
pub(crate) fn pack(kinds: &[&str]) -> Result<Vec<PathBuf>> {
    if Path::new(PACKAGES_DIR).is_dir() {
        fs::remove_dir_all(PACKAGES_DIR)?;
    }
    let mut command = tauri()?;
    // The kind is told to nobody: there is no updater that would ask.
    command.args(["bundle", "--ci", "--no-binary-patching", "--bundles", &kinds.join(",")]);
    if !cfg!(target_os = "linux") {
        command.args(["--config", INSIDE]);
    }
    output(&mut command)?;
    let made = kinds.iter().map(|kind| made(kind)).collect::<Result<Vec<_>>>()?;
    if let Ok(package) = deb(&made) {
        pack_tighter(package)?;
        look_into(package)?;
    }
    for package in &made {
        weigh(package)?;
    }
    let sums = made.iter().map(|path| sum(path)).collect::<Result<String>>()?;
    fs::write(Path::new(PACKAGES_DIR).join(SUMS), sums)?;
    fs::copy(format!("{PAPERS_DIR}/linkwright.cdx.json"), format!("{PACKAGES_DIR}/linkwright.cdx.json"))?;
    println!("{SUMS} and the list of components lie in {PACKAGES_DIR}/");
    Ok(made)
}

/// The one for Debian among them.
pub(crate) fn deb(made: &[PathBuf]) -> Result<&Path> {
    let deb = made.iter().find(|path| path.extension().is_some_and(|end| end == "deb"));
    deb.map(PathBuf::as_path).context("no .deb was made")
}

fn made(kind: &str) -> Result<PathBuf> {
    let (_, ending) =
        ENDINGS.iter().find(|(name, _)| *name == kind).with_context(|| format!("{kind} is no package"))?;
    let dir = Path::new(PACKAGES_DIR).join(kind);
    let entries = fs::read_dir(&dir).with_context(|| format!("no {kind} was made"))?;
    let paths = entries.flatten().map(|entry| entry.path());
    let found: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|end| end == *ending)).collect();
    match <[PathBuf; 1]>::try_from(found) {
        Ok([path]) => Ok(path),
        Err(found) => bail!("one .{ending} was to be made, not {}", found.len()),
    }
}

/// Tauri packs a .deb with gzip, which leaves it half as large again as xz does.
fn pack_tighter(deb: &Path) -> Result<()> {
    let dir = unpacked_dir()?;
    succeed(Command::new("dpkg-deb").arg("--raw-extract").args([deb, &dir]))?;
    output(Command::new("dpkg-deb").args(["--root-owner-group", "-Zxz", "--build"]).args([&dir, deb]))?;
    Ok(())
}

/// An empty place to look into a package.
fn unpacked_dir() -> Result<PathBuf> {
    let dir = Path::new(PAPERS_DIR).join("unpacked");
    if dir.is_dir() {
        fs::remove_dir_all(&dir)?;
    }
    Ok(dir)
}

fn weigh(package: &Path) -> Result<()> {
    let size = Size::of_file(package)?;
    println!("{}: {size}", package.display());
    ensure!(!is_too_large(package, size), "{} is larger than {LARGEST_PACKAGE}", package.display());
    Ok(())
}

fn is_too_large(package: &Path, size: Size) -> bool {
    let is_weighed = package.extension().is_some_and(|end| WEIGHED.iter().any(|weighed| end == *weighed));
    is_weighed && size > LARGEST_PACKAGE
}

/// What the desktop, the software centre and Debian have to say.
fn look_into(deb: &Path) -> Result<()> {
    let dir = unpacked_dir()?;
    succeed(Command::new("dpkg-deb").arg("--extract").args([deb, &dir]))?;
    let inside = |path: &str| dir.join(path);
    succeed(Command::new("desktop-file-validate").arg(inside("usr/share/applications/Linkwright.desktop")))?;
    output(
        Command::new("appstreamcli")
            .args(["validate", "--no-net"])
            .arg(inside("usr/share/metainfo/org.linkwright.desktop.metainfo.xml")),
    )?;
    println!("desktop-file-validate and appstreamcli find nothing wrong");
    if on_path("lintian").is_some() {
        succeed(
            Command::new("lintian")
                .args(["--allow-root", "--fail-on", "error", "--suppress-tags", LINTIAN_ACCEPTED])
                .arg(deb),
        )?;
        println!("lintian finds no error");
    }
    Ok(())
}

/// A line as `sha256sum --check` reads it in the folder of the sums.
fn sum(package: &Path) -> Result<String> {
    let mut line = String::new();
    for byte in Sha256::digest(fs::read(package)?) {
        write!(line, "{byte:02x}")?;
    }
    let inside = package.strip_prefix(PACKAGES_DIR)?;
    writeln!(line, "  {}", inside.display())?;
    Ok(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_that_is_configured_is_known() {
        let config: serde_json::Value =
            serde_json::from_str(include_str!("../../../src-tauri/tauri.conf.json")).unwrap();
        let configured: Vec<&str> =
            config["bundle"]["targets"].as_array().unwrap().iter().filter_map(|kind| kind.as_str()).collect();
        assert_eq!(configured, ENDINGS.map(|(kind, _)| kind));
        assert!(USUAL.iter().all(|kind| configured.contains(kind)));
    }

    #[test]
    fn only_packages_that_were_weighed_before_have_a_limit() {
        let larger = Size::of_megabytes(9);
        let too_large = |name: &str, size| is_too_large(Path::new(name), size);
        assert!(too_large("linkwright.deb", larger) && too_large("linkwright.rpm", larger));
        assert!(!too_large("linkwright.deb", LARGEST_PACKAGE));
        assert!(
            ["linkwright.AppImage", "linkwright.dmg", "linkwright.exe"].map(|it| too_large(it, larger))
                == [false; 3]
        );
    }

    #[test]
    fn both_linux_packages_carry_the_same_papers() {
        let config: serde_json::Value =
            serde_json::from_str(include_str!("../../../src-tauri/tauri.conf.json")).unwrap();
        let linux = &config["bundle"]["linux"];
        assert_eq!(linux["deb"]["files"], linux["rpm"]["files"]);
        assert!(linux["deb"]["files"]["/usr/share/doc/linkwright/THIRD-PARTY.txt"].is_string());
    }
}
