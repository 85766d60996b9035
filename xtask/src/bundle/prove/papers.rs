//! What the package puts where, with which modes, and that all of it goes again.

use std::{fs, os::unix::fs::MetadataExt};

use anyhow::{Context, Result, bail, ensure};

use super::{root::Root, seen};

const DESKTOP_ENTRY: &str = "/usr/share/applications/Linkwright.desktop";
const DOC: &str = "/usr/share/doc/linkwright";
const ICON_SIZES: [u16; 8] = [16, 24, 32, 48, 64, 128, 256, 512];
/// What only a program that lets itself be driven says.
const DRIVEN_WORDS: [&str; 2] = ["LINKWRIGHT_TEAM_FILE", "window ready"];
/// What WebKit is asked for by a program that can open developer tools. The setting
/// that allows them is in every program made with wry; that it is off is seen from
/// outside, by `installed sealed`.
const TOOL_CALLS: [&str; 2] = ["webkit_web_view_get_inspector", "webkit_web_inspector_show"];

pub(super) fn check(root: &Root) -> Result<()> {
    let entry = text(root, DESKTOP_ENTRY)?;
    for line in
        ["Name=Linkwright", "Exec=linkwright", "Icon=linkwright", "Terminal=false", "Categories=Network;"]
    {
        ensure!(entry.lines().any(|found| found == line), "the desktop entry does not say {line}:\n{entry}");
    }
    for size in ICON_SIZES {
        let icon =
            fs::read(root.path(&format!("/usr/share/icons/hicolor/{size}x{size}/apps/linkwright.png")));
        let icon = icon.with_context(|| format!("the icon of {size} pixels is missing"))?;
        ensure!(width(&icon) == Some(u32::from(size)), "the icon of {size} pixels has another size");
    }
    text(root, "/usr/share/icons/hicolor/scalable/apps/linkwright.svg")?;
    seen("it is in the menu: desktop entry, icons of 16 to 512 pixels and the drawing itself");

    for name in ["copyright", "THIRD-PARTY.txt", "linkwright.cdx.json"] {
        ensure!(text(root, &format!("{DOC}/{name}"))?.len() > 500, "{name} is all but empty");
    }
    text(root, "/usr/share/metainfo/org.linkwright.desktop.metainfo.xml")?;
    ensure!(root.path("/usr/share/man/man1/linkwright.1.gz").is_file(), "the manual page is missing");
    seen("licences, list of components, metainfo and manual page are where they belong");

    let carried = root.output("dpkg", &["--listfiles", "linkwright"])?;
    for path in carried.lines().filter(|path| *path != "/.") {
        let about = fs::symlink_metadata(root.path(path)).with_context(|| format!("{path} is missing"))?;
        let wanted = if about.is_dir() || path == super::PROGRAM { 0o755 } else { 0o644 };
        let found = (about.mode() & 0o7777, about.uid(), about.gid());
        ensure!(
            found == (wanted, 0, 0),
            "{path} has mode {:o} and owner {}:{}, not {wanted:o} and root",
            found.0,
            found.1,
            found.2
        );
    }
    seen("each file is root's, none can be written by others, and one alone can be run");

    let program = fs::read(root.path(super::PROGRAM))?;
    for words in DRIVEN_WORDS.iter().chain(&TOOL_CALLS) {
        ensure!(!holds(&program, words.as_bytes()), "the program says {words}");
    }
    seen("neither automation nor developer tools are in the program");

    // `libc6 (>= 2.34)` in tauri.conf.json.
    let mut newer = (35..100).map(|minor| format!("GLIBC_2.{minor}"));
    if let Some(version) = newer.find(|version| holds(&program, version.as_bytes())) {
        bail!("the program needs {version}, and the package asks for 2.34");
    }
    seen("it needs no newer C library than the package asks for");
    Ok(())
}

/// `carried` is what the package had put there, one path a line.
pub(super) fn check_gone(root: &Root, carried: &str) -> Result<()> {
    let left = carried.lines().find(|path| {
        fs::symlink_metadata(root.path(path)).is_ok_and(|about| !about.is_dir())
            || *path == DOC && root.path(path).exists()
    });
    match left {
        None => Ok(()),
        Some(path) => bail!("{path} was left behind"),
    }
}

fn text(root: &Root, path: &str) -> Result<String> {
    fs::read_to_string(root.path(path)).with_context(|| format!("{path} is missing"))
}

/// Of a PNG: its header's first number.
fn width(png: &[u8]) -> Option<u32> {
    let number = png.strip_prefix(b"\x89PNG\r\n\x1a\n")?.get(8..12)?;
    Some(u32::from_be_bytes(number.try_into().ok()?))
}

fn holds(whole: &[u8], part: &[u8]) -> bool {
    whole.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_width_of_a_picture_is_in_its_header() {
        assert_eq!(width(include_bytes!("../../../../icons/48x48.png")), Some(48));
        assert_eq!(width(b"no picture"), None);
    }

    #[test]
    fn words_are_found_anywhere_in_a_program() {
        assert!(holds(b"\0words\0", b"words") && !holds(b"\0word\0", b"words"));
    }
}
