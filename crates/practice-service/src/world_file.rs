//! The file in which a world outlives the program: a header, then one line for
//! each committed request. Every line is written at once and before the request
//! is answered, so that ending the process at any point loses no answered one.

mod reading;

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::moment::Moment;
use crate::world::World;
use crate::world::commit::CommittedRequest;
use crate::world::origin::Origin;
use reading::Found;

/// Of the header and the lines. A change that older programs cannot read makes
/// it one more: with 2 came links signed in to anew, commands, tags, deleted
/// things and event log configurations.
const FORMAT: u64 = 2;
const OLDEST_FORMAT: u64 = 1;

/// Open and locked, so that no two services write the same one.
pub(crate) struct WorldFile {
    file: File,
    /// Up to the end of the last whole line.
    length: u64,
    /// A line was cut off and the rest of it could not be taken back.
    broken: bool,
}

/// What opening a file gave.
pub(crate) struct Opened {
    pub(crate) file: WorldFile,
    pub(crate) world: World,
    /// Where the file went that could not be read.
    pub(crate) set_aside: Option<PathBuf>,
}

impl WorldFile {
    /// The world of the file; `origin` is for one that is made here.
    ///
    /// # Errors
    /// The file is in use, was written by a newer program, or cannot be read or
    /// written. One that is damaged is no error: it is set aside.
    pub(crate) fn open(path: &Path, origin: Origin, now: Moment) -> io::Result<Opened> {
        if let Some(dir) = path.parent().filter(|dir| !dir.as_os_str().is_empty()) {
            make_dir(dir)?;
        }
        let mut file = locked(path)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        match reading::read(&bytes) {
            Found::Nothing => {
                Ok(Opened { file: begun(file, origin)?, world: origin.world(), set_aside: None })
            }
            Found::World { world, length, format } => {
                if format < FORMAT {
                    raise_format(&mut file, &bytes, world.origin)?;
                }
                file.set_len(length)?;
                file.seek(SeekFrom::Start(length))?;
                Ok(Opened { file: WorldFile { file, length, broken: false }, world: *world, set_aside: None })
            }
            Found::Newer { format } => Err(io::Error::new(
                ErrorKind::Unsupported,
                format!(
                    "{} is of format {format}, written by a newer program; this one knows format {FORMAT}",
                    path.display()
                ),
            )),
            Found::Damage => {
                let aside = set_aside(path, now)?;
                let file = begun(locked(path)?, origin)?;
                Ok(Opened { file, world: origin.world(), set_aside: Some(aside) })
            }
        }
    }

    /// All of the line or nothing.
    pub(crate) fn append(&mut self, request: &CommittedRequest) -> io::Result<()> {
        let mut line = serde_json::to_vec(request)?;
        line.push(b'\n');
        self.write(&line)
    }

    /// The file of a world without any request.
    pub(crate) fn begin_again(&mut self, origin: Origin) -> io::Result<()> {
        self.take_back(0)?;
        self.write(&header(origin))
    }

    fn write(&mut self, line: &[u8]) -> io::Result<()> {
        if self.broken {
            return Err(io::Error::other("an earlier line could not be finished"));
        }
        let written = match written_at_once(&mut self.file, line) {
            Ok(count) if count == line.len() => Ok(()),
            Ok(_) => Err(io::Error::new(ErrorKind::WriteZero, "the line did not fit")),
            Err(problem) => Err(problem),
        };
        match written {
            Ok(()) => self.length += u64::try_from(line.len()).unwrap_or(u64::MAX),
            Err(problem) => {
                self.take_back(self.length)?;
                return Err(problem);
            }
        }
        Ok(())
    }

    fn take_back(&mut self, length: u64) -> io::Result<()> {
        self.broken = true;
        self.file.set_len(length)?;
        self.file.seek(SeekFrom::Start(length))?;
        self.length = length;
        self.broken = false;
        Ok(())
    }
}

impl Drop for WorldFile {
    fn drop(&mut self) {
        // Closing alone leaves the lock with a program that is being started at
        // this moment and has the file open until it has begun.
        let _ = self.file.unlock();
    }
}

fn header(origin: Origin) -> Vec<u8> {
    format!("{}\n", json!({"format": FORMAT, "seed": origin.to_string()})).into_bytes()
}

fn begun(file: File, origin: Origin) -> io::Result<WorldFile> {
    let mut file = WorldFile { file, length: 0, broken: false };
    file.begin_again(origin)?;
    Ok(file)
}

/// The header differs in one digit, so that an end of the program in the middle
/// of writing leaves one of the two. Older programs refuse the file from then on.
fn raise_format(file: &mut File, bytes: &[u8], origin: Origin) -> io::Result<()> {
    let header = header(origin);
    if bytes.get(header.len() - 1) != Some(&b'\n') {
        return Ok(());
    }
    file.seek(SeekFrom::Start(0))?;
    file.write_all(&header)
}

/// One call of `write`, so that a line is never seen in parts.
fn written_at_once(file: &mut File, line: &[u8]) -> io::Result<usize> {
    loop {
        match file.write(line) {
            Err(problem) if problem.kind() == ErrorKind::Interrupted => {}
            result => return result,
        }
    }
}

fn locked(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    for_the_owner_alone(&mut options);
    let file = options.open(path)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(io::Error::new(
            ErrorKind::ResourceBusy,
            format!("{} is used by another practice service", path.display()),
        )),
        // A network folder without locks is the person's own choice.
        Err(TryLockError::Error(problem)) if problem.kind() == ErrorKind::Unsupported => Ok(file),
        Err(TryLockError::Error(problem)) => Err(problem),
    }
}

fn set_aside(path: &Path, now: Moment) -> io::Result<PathBuf> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".damaged-{}", now.stamp()));
    let mut aside = path.with_file_name(&name);
    let mut number = 2;
    while aside.exists() {
        let mut numbered = name.clone();
        numbered.push(format!("-{number}"));
        aside = path.with_file_name(numbered);
        number += 1;
    }
    std::fs::rename(path, &aside)?;
    Ok(aside)
}

#[cfg(unix)]
fn make_dir(dir: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    DirBuilder::new().recursive(true).mode(0o700).create(dir)
}

#[cfg(not(unix))]
fn make_dir(dir: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).create(dir)
}

#[cfg(unix)]
fn for_the_owner_alone(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt;
    options.mode(0o600);
}

#[cfg(not(unix))]
fn for_the_owner_alone(_: &mut OpenOptions) {}

#[cfg(test)]
mod tests;
