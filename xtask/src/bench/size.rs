//! `cargo xtask bench size`: the program as it is shipped, its .deb, and what of
//! the program any Tauri window would weigh.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::{fresh_file, release};
use crate::{
    bundle,
    cargo::Workspace,
    size::{LARGEST_PACKAGE, LARGEST_PROGRAM, Size},
};

const DEB_DIR: &str = "target/release/bundle/deb";

pub(crate) fn measure() -> Result<()> {
    let path = fresh_file("size")?;
    release::build_bare()?;
    // Whatever is too large is a row of its own here, not an end.
    if let Err(problem) = bundle::bundle(&[]) {
        println!("not packed: {problem:#}");
    }
    let workspace = Workspace::read()?;
    let program = workspace.program("release", "linkwright")?;
    let ours = Size::of_file(&program)?;
    let bare = Size::of_file(&workspace.program("release", "bare-tauri")?)?;
    let beyond = ours.megabytes() - bare.megabytes();
    let mut rows = vec![
        row("stripped program, MB", ours, Some(bare), LARGEST_PROGRAM),
        json!({ "what": "of it beyond a bare Tauri window, MB", "measured": beyond, "met": true }),
    ];
    match deb_of(&program, Path::new(DEB_DIR))? {
        Some(deb) => rows.push(row(".deb, MB", Size::of_file(&deb)?, None, LARGEST_PACKAGE)),
        None => println!("no .deb of this program is in {DEB_DIR}"),
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
fn row(what: &str, measured: Size, bare: Option<Size>, largest: Size) -> Value {
    let bare = bare.map(Size::megabytes);
    json!({
        "what": what,
        "measured": measured.megabytes(),
        "peer": bare,
        "ratio": bare.map(|bare| measured.megabytes() / bare),
        "interval": null,
        "target": largest.megabytes(),
        "met": measured <= largest,
    })
}

/// One that is older holds another program than the one that is weighed beside it.
fn deb_of(program: &Path, dir: &Path) -> Result<Option<PathBuf>> {
    let built = fs::metadata(program)?.modified()?;
    let Ok(entries) = fs::read_dir(dir) else { return Ok(None) };
    for entry in entries {
        let path = entry?.path();
        let is_deb = path.extension().is_some_and(|end| end == "deb");
        if is_deb && fs::metadata(&path)?.modified()? >= built {
            return Ok(Some(path));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use std::{
        fs::File,
        time::{Duration, SystemTime},
    };

    use super::*;

    #[test]
    fn a_deb_that_is_older_than_the_program_is_not_weighed() {
        let dir = std::env::temp_dir().join(format!("linkwright-debs-{}", std::process::id()));
        fs::create_dir_all(&dir).unwrap();
        let now = SystemTime::now();
        let made = |name: &str, seconds_ago: u64| {
            let path = dir.join(name);
            let file = File::create(&path).unwrap();
            file.set_modified(now - Duration::from_secs(seconds_ago)).unwrap();
            path
        };
        let program = made("linkwright", 60);
        assert_eq!(deb_of(&program, &dir.join("none")).unwrap(), None);
        made("before.deb", 90);
        assert_eq!(deb_of(&program, &dir).unwrap(), None);
        let after = made("after.deb", 30);
        assert_eq!(deb_of(&program, &dir).unwrap(), Some(after));
        fs::remove_dir_all(dir).unwrap();
    }
}
