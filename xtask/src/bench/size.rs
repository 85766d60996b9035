//! `cargo xtask bench size`: the program as it is shipped, its .deb, and what of
//! the program any Tauri window would weigh.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::{fresh_file, release};
use crate::cargo::Workspace;

const MEGABYTE: f64 = 1e6;
const LARGEST_PROGRAM: f64 = 20.0;
const LARGEST_DEB: f64 = 8.0;
const DEB_DIR: &str = "target/release/bundle/deb";

pub(crate) fn measure() -> Result<()> {
    let path = fresh_file("size")?;
    release::build_as_shipped()?;
    let workspace = Workspace::read()?;
    let ours = megabytes(&workspace.program("release", "linkwright")?)?;
    let bare = megabytes(&workspace.program("release", "bare-tauri")?)?;
    let mut rows = vec![
        row("stripped program, MB", ours, Some(bare), Some(LARGEST_PROGRAM)),
        row("of it beyond a bare Tauri window, MB", ours - bare, None, None),
    ];
    match debs()?.as_slice() {
        [] => println!("there is no .deb in {DEB_DIR}; `cargo xtask bundle` makes it"),
        debs => {
            for path in debs {
                rows.push(row(".deb, MB", megabytes(path)?, None, Some(LARGEST_DEB)));
            }
        }
    }
    for row in &rows {
        println!(
            "{}: {:.2}",
            row["what"].as_str().unwrap_or_default(),
            row["measured"].as_f64().unwrap_or(0.0)
        );
    }
    fs::write(&path, serde_json::to_string_pretty(&rows)?)
        .with_context(|| format!("{} cannot be written", path.display()))
}

/// In the shape that all benches write.
fn row(what: &str, measured: f64, bare: Option<f64>, target: Option<f64>) -> Value {
    json!({
        "what": what,
        "measured": measured,
        "peer": bare,
        "ratio": bare.map(|bare| measured / bare),
        "interval": null,
        "target": target,
        "met": target.is_none_or(|target| measured <= target),
    })
}

fn debs() -> Result<Vec<PathBuf>> {
    let Ok(entries) = fs::read_dir(DEB_DIR) else { return Ok(Vec::new()) };
    let paths: Vec<PathBuf> = entries.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    Ok(paths.into_iter().filter(|path| path.extension().is_some_and(|end| end == "deb")).collect())
}

fn megabytes(path: &Path) -> Result<f64> {
    let about = fs::metadata(path).with_context(|| format!("{} is not there", path.display()))?;
    // Far below what a float holds exactly.
    let kilobytes = u32::try_from(about.len() / 1000).context("a file of terabytes")?;
    Ok(f64::from(kilobytes) * 1000.0 / MEGABYTE)
}
