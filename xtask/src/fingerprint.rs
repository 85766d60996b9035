//! Whether files changed since something was made from them.

use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

/// Made from the sources, so not among them.
const MADE_DIRS: [&str; 2] = ["dist", "node_modules"];

/// Remembers in `target/xtask/` what something was made from.
pub(crate) struct Stamp {
    path: PathBuf,
    present: String,
}

impl Stamp {
    /// `sources` are files and folders; a missing one counts as empty.
    pub(crate) fn of(name: &str, sources: &[&str]) -> Result<Stamp> {
        let mut hasher = DefaultHasher::new();
        for source in sources {
            add(Path::new(source), &mut hasher).with_context(|| format!("{source} cannot be read"))?;
        }
        Ok(Stamp { path: Path::new("target/xtask").join(name), present: format!("{:016x}", hasher.finish()) })
    }

    /// The sources are what they were when the stamp was set.
    pub(crate) fn holds(&self) -> bool {
        fs::read_to_string(&self.path).is_ok_and(|made_from| made_from == self.present)
    }

    pub(crate) fn set(&self) -> Result<()> {
        fs::create_dir_all("target/xtask")?;
        fs::write(&self.path, &self.present)
            .with_context(|| format!("{} cannot be written", self.path.display()))
    }
}

fn add(path: &Path, hasher: &mut DefaultHasher) -> Result<()> {
    if path.file_name().is_some_and(|name| MADE_DIRS.iter().any(|made| name == *made)) {
        return Ok(());
    }
    path.hash(hasher);
    if path.is_dir() {
        let mut inside: Vec<PathBuf> =
            fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
        inside.sort();
        inside.iter().try_for_each(|path| add(path, hasher))
    } else if path.is_file() {
        fs::read(path)?.hash(hasher);
        Ok(())
    } else {
        Ok(())
    }
}
