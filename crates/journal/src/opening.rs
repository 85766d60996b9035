//! From a path to an open journal: locked, checked, brought to the newest
//! layout, and read.

mod load;
pub(crate) mod pragmas;
pub(crate) mod schema;

use std::{
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

use onboarding::{Intent, Journey, Timestamp};
use rusqlite::{Connection, ErrorCode, OpenFlags, config::DbConfig};
use support::Plan;

use crate::{
    Book, Damage, Folder, Journal, OpenProblem, SetAside, Subject, backups,
    folder::open_private,
    rescue,
    set_aside::{self, with_suffix},
};

/// An open journal and what was found in it.
#[derive(Debug)]
pub struct Opening {
    pub journal: Journal,
    pub remembered: Remembered,
    pub set_aside: Option<SetAside>,
    /// Lists of links an earlier run could not write down, oldest first. They
    /// are a person's to delete.
    pub unsaved_links: Vec<PathBuf>,
}

/// What was unfinished.
#[derive(Debug, Default)]
pub struct Remembered {
    /// Unfinished journeys, in the order in which they were started.
    pub journeys: Vec<Journey>,
    /// Open intents of those journeys, oldest first.
    pub underway: Vec<OpenIntent>,
    /// Open intents without a journey, or whose journey is quarantined.
    pub alone: Vec<OpenIntent>,
    /// Unfinished plans, in the order in which they were begun.
    pub plans: Vec<Plan>,
    /// Journeys and plans that could not be read, in this start or an earlier one.
    pub quarantined: Vec<Quarantined>,
}

/// A mutation that was about to be sent and whose end is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenIntent {
    pub key: String,
    /// Named again by the change that answers it.
    pub journey_id: Option<String>,
    /// As it was sent; the material of a `CreateManagedThing` is empty.
    pub intent: Intent,
    pub opened_at: Timestamp,
    /// When it turned out that the answer was lost.
    pub unclear_since: Option<Timestamp>,
}

/// A journey or a plan that cannot be read; its raw text is kept in the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quarantined {
    /// Its id as far as it can be read, for [`crate::Remember::forget`].
    pub subject: Subject,
    /// What the link was called, for a plan.
    pub customer: Option<String>,
    pub link: Option<String>,
    pub since: Timestamp,
}

/// More statements than there are in the program.
const STATEMENTS: usize = 64;

pub(crate) struct Opened {
    pub(crate) connection: Connection,
    pub(crate) remembered: Remembered,
    pub(crate) set_aside: Option<SetAside>,
    pub(crate) unsaved_links: Vec<PathBuf>,
}

pub(crate) fn open(folder: &Folder, book: Book) -> Result<Opened, OpenProblem> {
    let dir = folder.path();
    let path = book.path(dir);
    let at_file = |error: io::Error| OpenProblem::of_file(&error, &path);
    backups::drop_unfinished(dir, book).map_err(at_file)?;
    let mut set_aside = None;
    let (connection, remembered) = match attempt(folder, book) {
        Ok(opened) => opened,
        Err(Obstacle::Problem(problem)) => return Err(problem),
        Err(Obstacle::Damage(why)) => {
            let moved = set_aside::set_aside(dir, book, jiff::Timestamp::now()).map_err(at_file)?;
            let path = moved.exists().then_some(moved);
            set_aside = Some(SetAside { path, why });
            let (connection, remembered) = begin(dir, book, false).map_err(|obstacle| match obstacle {
                Obstacle::Problem(problem) => problem,
                Obstacle::Damage(why) => {
                    OpenProblem::CannotWrite { detail: format!("a fresh journal is damaged: {why:?}") }
                }
            })?;
            (connection, remembered)
        }
    };
    folder.has_now(book).map_err(at_file)?;
    let unsaved_links = rescue::earlier(dir, &[book]).map_err(at_file)?;
    Ok(Opened { connection, remembered, set_aside, unsaved_links })
}

/// Why a file that is there does not become an open journal.
enum Obstacle {
    Problem(OpenProblem),
    Damage(Damage),
}

impl From<rusqlite::Error> for Obstacle {
    fn from(error: rusqlite::Error) -> Self {
        // What SQLite cannot make sense of is damage as well: `Unknown` is its
        // plain error, as for a column that is not there.
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::Damage(Damage::NotADatabase),
            None
            | Some(
                ErrorCode::DatabaseCorrupt
                | ErrorCode::Unknown
                | ErrorCode::TypeMismatch
                | ErrorCode::ConstraintViolation
                | ErrorCode::TooBig
                | ErrorCode::SchemaChanged,
            ) => Self::Damage(Damage::Malformed),
            Some(_) => Self::Problem(OpenProblem::from(&error)),
        }
    }
}

impl From<OpenProblem> for Obstacle {
    fn from(problem: OpenProblem) -> Self {
        Self::Problem(problem)
    }
}

fn attempt(folder: &Folder, book: Book) -> Result<(Connection, Remembered), Obstacle> {
    let path = book.path(folder.path());
    let at_file = |error: io::Error| OpenProblem::of_file(&error, &path);
    let was_here = folder.had(book).map_err(at_file)?;
    let length = match fs::metadata(&path) {
        Ok(file) => Some(file.len()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(at_file(error).into()),
    };
    let has_wal = fs::metadata(with_suffix(&path, "-wal")).is_ok_and(|wal| wal.len() > 0);
    match length {
        None if was_here || has_wal => return Err(Obstacle::Damage(Damage::Missing)),
        Some(0) if was_here || has_wal => return Err(Obstacle::Damage(Damage::Empty)),
        Some(length) if length > 0 => check_header(&path).map_err(at_file)??,
        Some(_) | None => {}
    }
    begin(folder.path(), book, was_here)
}

/// What the first 100 bytes tell, read before SQLite may touch the file.
///
/// Offsets are those of the SQLite file format, section 1.3. A version that no
/// program of ours will ever have is damage.
fn check_header(path: &Path) -> io::Result<Result<(), Obstacle>> {
    let mut header = [0; 100];
    let is_whole = match File::open(path)?.read_exact(&mut header) {
        Ok(()) => true,
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => false,
        Err(error) => return Err(error),
    };
    if !is_whole || !header.starts_with(b"SQLite format 3\0") {
        return Ok(Err(Obstacle::Damage(Damage::NotADatabase)));
    }
    // SQLite would open a file of a later format for reading alone.
    if header[18..20].iter().any(|format| !(1..=2).contains(format)) {
        return Ok(Err(Obstacle::Damage(Damage::Malformed)));
    }
    let word = |at: usize| {
        let bytes = header[at..at + 4].try_into().expect("a slice of four is four bytes");
        u32::from_be_bytes(bytes)
    };
    Ok(check_version(word(60), word(68)))
}

fn check_version(user_version: u32, application_id: u32) -> Result<(), Obstacle> {
    match (application_id, user_version) {
        (0, 0) => Ok(()),
        (schema::APPLICATION_ID, found) if found > schema::PLAUSIBLE_VERSION => {
            Err(Obstacle::Damage(Damage::Malformed))
        }
        (schema::APPLICATION_ID, found) if found > schema::version() => {
            Err(OpenProblem::NewerVersion { found, known: schema::version() }.into())
        }
        (schema::APPLICATION_ID, _) => Ok(()),
        _ => Err(Obstacle::Damage(Damage::OfAnotherProgram)),
    }
}

/// Opens the file, which is new unless it `was_here`, and reads it.
fn begin(dir: &Path, book: Book, was_here: bool) -> Result<(Connection, Remembered), Obstacle> {
    let path = book.path(dir);
    open_private(&path).map_err(|error| OpenProblem::of_file(&error, &path))?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(&path, flags)?;
    // Until the file is known to be ours, closing must leave every byte as it is.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    pragmas::lock(&connection)?;
    let (application_id, user_version) = schema::identify(&connection)?;
    check_version(user_version, application_id)?;
    match (user_version, schema::is_blank(&connection)?) {
        (0, true) if was_here => return Err(Obstacle::Damage(Damage::Empty)),
        (0, false) => return Err(Obstacle::Damage(Damage::OfAnotherProgram)),
        _ => {}
    }
    if connection.is_readonly("main")? {
        let detail = format!("{} is read-only", path.display());
        return Err(OpenProblem::CannotWrite { detail }.into());
    }
    pragmas::set(&connection)?;
    let sound: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if sound != "ok" {
        return Err(Obstacle::Damage(Damage::Malformed));
    }
    schema::bring_up(&mut connection, schema::MIGRATIONS, |connection| {
        backups::make(connection, dir, book, jiff::Timestamp::now()).map_err(Obstacle::from)
    })?;
    if !schema::is_ours(&connection)? {
        return Err(Obstacle::Damage(Damage::Malformed));
    }
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    let now = jiff::Timestamp::now().as_millisecond();
    let remembered = load::unfinished(&mut connection, Timestamp(now))?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    pragmas::empty_log(&connection)?;
    Ok((connection, remembered))
}
