//! The files: the newest is `linkwright.log`, older ones are numbered. Beside them
//! lies the lock of whoever writes. All are this person's alone.

#[cfg(test)]
mod tests;

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

/// Files that are kept at most.
pub const KEPT: u32 = 5;
/// Bytes of one file at most.
pub const MOST_BYTES: u64 = 5_000_000;

const LOCK: &str = "linkwright.lock";

/// Read from the end of the newest files at most, for [`tail`].
const TAIL_BYTES: u64 = 100_000;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogFile {
    pub name: String,
    pub bytes: u64,
}

/// Why nothing is written at present.
pub(crate) type Trouble = Arc<Mutex<Option<io::ErrorKind>>>;

/// Opened with the first line, so that a start does not wait for the disk, and
/// again after a failure.
pub(crate) struct Files {
    dir: PathBuf,
    most_bytes: u64,
    open: Option<Open>,
    /// Held from the first line on. Not the log itself: Windows lets nobody read a
    /// locked file, and locks none that is opened for appending alone.
    lock: Option<File>,
    trouble: Trouble,
}

struct Open {
    file: File,
    bytes: u64,
}

impl Files {
    pub(crate) fn new(dir: &Path, trouble: Trouble) -> Self {
        Self { dir: dir.to_owned(), most_bytes: MOST_BYTES, open: None, lock: None, trouble }
    }

    fn append(&mut self, line: &[u8]) -> io::Result<()> {
        let length = u64::try_from(line.len()).unwrap_or(u64::MAX);
        let mut open = match self.open.take() {
            Some(open) => open,
            None => self.open_newest()?,
        };
        if open.bytes > 0 && open.bytes.saturating_add(length) > self.most_bytes {
            drop(open);
            self.make_room()?;
            open = self.open_newest()?;
        }
        open.file.write_all(line)?;
        open.bytes = open.bytes.saturating_add(length);
        self.open = Some(open);
        Ok(())
    }

    fn open_newest(&mut self) -> io::Result<Open> {
        create_private_dir(&self.dir)?;
        if self.lock.is_none() {
            self.lock = Some(lock(&self.dir.join(LOCK))?);
        }
        let file = open_private(OpenOptions::new().append(true), &path(&self.dir, 0))?;
        let bytes = file.metadata()?.len();
        Ok(Open { file, bytes })
    }

    /// The oldest goes, every other becomes one older.
    fn make_room(&self) -> io::Result<()> {
        for age in (0..KEPT).rev() {
            let here = path(&self.dir, age);
            let moved = if age + 1 == KEPT {
                fs::remove_file(here)
            } else {
                fs::rename(here, path(&self.dir, age + 1))
            };
            match moved {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                Ok(()) | Err(_) => {}
            }
        }
        Ok(())
    }
}

/// A second copy of the program writes nothing between the lines of the first;
/// where the system has no locks, lines are whole all the same.
fn lock(path: &Path) -> io::Result<File> {
    let file = open_private(OpenOptions::new().write(true).truncate(false), path)?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => Err(io::ErrorKind::WouldBlock.into()),
        Err(TryLockError::Error(_)) | Ok(()) => Ok(file),
    }
}

/// Never fails: what cannot be written is lost, and why is told by [`Trouble`].
impl Write for Files {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let trouble = self.append(line).err().map(|error| error.kind());
        *self.trouble.lock().unwrap_or_else(PoisonError::into_inner) = trouble;
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The newest first.
pub(crate) fn list(dir: &Path) -> Vec<LogFile> {
    let of_age = |age| {
        let bytes = fs::metadata(path(dir, age)).ok()?.len();
        Some(LogFile { name: name(age), bytes })
    };
    (0..KEPT).filter_map(of_age).collect()
}

/// The last whole lines, the oldest first.
pub(crate) fn tail(dir: &Path, lines: usize) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for age in 0..KEPT {
        let Ok(text) = end_of(&path(dir, age)) else { break };
        let mut older: Vec<String> = text.lines().map(str::to_owned).collect();
        older.append(&mut found);
        found = older;
        if found.len() >= lines {
            break;
        }
    }
    found.split_off(found.len().saturating_sub(lines))
}

fn end_of(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    let begin = length.saturating_sub(TAIL_BYTES);
    file.seek(SeekFrom::Start(begin))?;
    let mut bytes = Vec::new();
    file.take(TAIL_BYTES).read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    if begin == 0 {
        return Ok(text.into_owned());
    }
    Ok(text.split_once('\n').map_or_else(String::new, |(_, whole)| whole.to_owned()))
}

fn path(dir: &Path, age: u32) -> PathBuf {
    dir.join(name(age))
}

fn name(age: u32) -> String {
    if age == 0 { "linkwright.log".to_owned() } else { format!("linkwright.{age}.log") }
}

#[cfg(unix)]
fn create_private_dir(dir: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(dir)
}

#[cfg(not(unix))]
fn create_private_dir(dir: &Path) -> io::Result<()> {
    fs::create_dir_all(dir)
}

#[cfg(unix)]
fn open_private(options: &mut OpenOptions, path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    options.create(true).mode(0o600).open(path)
}

#[cfg(not(unix))]
fn open_private(options: &mut OpenOptions, path: &Path) -> io::Result<File> {
    options.create(true).open(path)
}
