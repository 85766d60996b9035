//! Files a person asked for: in their documents, readable by them alone, and
//! never over another file.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

use contract::ProblemView;

use crate::Desk;

/// Files of the same name that are tried before it is given up.
const MAX_COPIES: u32 = 99;

impl Desk {
    /// Saves a text under `name` and `extension`, or under the next free name.
    ///
    /// # Errors
    /// A problem when the file cannot be written.
    pub(crate) async fn save_file(
        &self,
        name: String,
        extension: &'static str,
        content: Vec<u8>,
    ) -> Result<PathBuf, ProblemView> {
        let dir = self.shared.ports.notes_dir.clone();
        let written = tokio::task::spawn_blocking(move || write_new(&dir, &name, extension, &content)).await;
        match written {
            Ok(Ok(path)) => Ok(path),
            Ok(Err(_)) | Err(_) => Err(ProblemView::not_possible(
                "The file could not be saved",
                "Make room on the disk, check that your documents folder can be written, and try again.",
            )),
        }
    }
}

/// A file that could not be written whole is taken away again.
fn write_new(dir: &Path, name: &str, extension: &str, content: &[u8]) -> io::Result<PathBuf> {
    fs::create_dir_all(dir)?;
    for copy in 1..=MAX_COPIES {
        let copied = if copy == 1 { String::new() } else { format!(" ({copy})") };
        let path = dir.join(format!("{name}{copied}.{extension}"));
        match create_private(&path) {
            Ok(mut file) => {
                let written = file.write_all(content).and_then(|()| file.sync_all());
                if written.is_err() {
                    drop(fs::remove_file(&path));
                }
                return written.map(|()| path);
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

#[cfg(unix)]
fn create_private(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)
}

#[cfg(not(unix))]
fn create_private(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}
