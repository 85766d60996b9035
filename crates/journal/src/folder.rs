//! The data folder and the lock that makes it ours alone. Nothing here knows
//! what a journal holds.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use crate::{Book, FolderProblem};

const LOCK_FILE: &str = "linkwright.lock";

/// The data folder, ours alone as long as this value or a journal in it lives.
#[derive(Debug, Clone)]
pub struct Folder {
    path: PathBuf,
    lock: Arc<Mutex<Lock>>,
}

impl Folder {
    /// Makes the folder when it is missing and locks it for this program.
    ///
    /// Folder and lock file are for their owner alone (0700 and 0600), whatever
    /// the umask. The lock ends with the process, however that ends.
    ///
    /// # Errors
    /// [`FolderProblem`].
    pub fn lock(data_dir: &Path) -> Result<Self, FolderProblem> {
        make_private_dir(data_dir).map_err(|error| FolderProblem::of(&error, data_dir))?;
        let path = data_dir.join(LOCK_FILE);
        let file = open_private(&path).map_err(|error| FolderProblem::of(&error, &path))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { path: data_dir.to_owned(), lock: Arc::new(Mutex::new(Lock(file))) }),
            Err(TryLockError::WouldBlock) => Err(FolderProblem::AlreadyRunning),
            Err(TryLockError::Error(error)) => Err(FolderProblem::of(&error, &path)),
        }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether this book was ever begun here; the lock file remembers it.
    pub(crate) fn had(&self, book: Book) -> io::Result<bool> {
        let mut file = self.lock.lock().unwrap_or_else(PoisonError::into_inner);
        let file = &mut file.0;
        let mut text = Vec::new();
        file.seek(SeekFrom::Start(0))?;
        file.read_to_end(&mut text)?;
        let name = book.file_name();
        Ok(text.split(|byte| *byte == b'\n').any(|line| line == name.as_bytes()))
    }

    /// Remembers that the book was begun.
    pub(crate) fn has_now(&self, book: Book) -> io::Result<()> {
        if self.had(book)? {
            return Ok(());
        }
        let mut file = self.lock.lock().unwrap_or_else(PoisonError::into_inner);
        let file = &mut file.0;
        file.seek(SeekFrom::End(0))?;
        file.write_all(format!("\n{}\n", book.file_name()).as_bytes())?;
        file.sync_all()
    }
}

/// A locked file.
#[derive(Debug)]
struct Lock(File);

impl Drop for Lock {
    /// Closing alone would leave the lock with a process that is being started
    /// and still has a copy of the file.
    fn drop(&mut self) {
        // A lock that cannot be given up ends with the process.
        drop(self.0.unlock());
    }
}

/// Opens or makes a file only its owner can read.
pub(crate) fn open_private(path: &Path) -> io::Result<File> {
    let file = private_options().create(true).truncate(false).open(path)?;
    make_private(path)?;
    Ok(file)
}

/// Makes a new file only its owner can read; it must not be there yet.
pub(crate) fn create_private(path: &Path) -> io::Result<File> {
    let file = private_options().create_new(true).open(path)?;
    make_private(path)?;
    Ok(file)
}

#[cfg(unix)]
fn private_options() -> OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    let mut options = OpenOptions::new();
    options.read(true).write(true).mode(0o600);
    options
}

#[cfg(not(unix))]
fn private_options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true);
    options
}

#[cfg(unix)]
pub(crate) fn make_private_dir(dir: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(dir)?;
    make_private(dir)
}

#[cfg(not(unix))]
pub(crate) fn make_private_dir(dir: &Path) -> io::Result<()> {
    fs::create_dir_all(dir)
}

/// Takes from others what they may; the owner gets nothing more than there was.
#[cfg(unix)]
fn make_private(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(path)?.permissions().mode();
    if mode & 0o077 == 0 {
        return Ok(());
    }
    fs::set_permissions(path, fs::Permissions::from_mode(mode & 0o700))
}

#[cfg(not(unix))]
fn make_private(_path: &Path) -> io::Result<()> {
    Ok(())
}
