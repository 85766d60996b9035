//! How the folder is locked and the file is opened, backed up and brought to the
//! newest layout.

use std::fs;

use rusqlite::Connection;
use rusqlite_migration::M;

use super::*;
use crate::{
    FolderProblem, OpenProblem, backups,
    opening::{pragmas, schema},
};

#[test]
fn a_folder_has_one_owner_at_a_time() {
    let dir = tempfile::tempdir().unwrap();
    let first = folder(dir.path());
    assert_eq!(Folder::lock(dir.path()).map(|_| ()), Err(FolderProblem::AlreadyRunning));
    drop(first);
    assert!(Folder::lock(dir.path()).is_ok());
}

#[test]
fn an_open_journal_keeps_the_folder_locked() {
    let dir = tempfile::tempdir().unwrap();
    let opened = open(dir.path());
    assert_eq!(Folder::lock(dir.path()).map(|_| ()), Err(FolderProblem::AlreadyRunning));
    drop(opened);
    assert!(Folder::lock(dir.path()).is_ok());
}

#[test]
fn a_folder_that_cannot_be_made_is_told_of() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("file"), "").unwrap();
    let below_a_file = Folder::lock(&dir.path().join("file").join("data")).map(|_| ());
    assert!(matches!(below_a_file, Err(FolderProblem::CannotWrite { .. })), "{below_a_file:?}");
}

#[test]
fn a_folder_where_the_journal_belongs_is_told_of_and_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("journal.sqlite3")).unwrap();
    let refused = Journal::open(&folder(dir.path()), Book::Live).map(|_| ());
    assert!(matches!(refused, Err(OpenProblem::CannotWrite { .. })), "{refused:?}");
    assert!(dir.path().join("journal.sqlite3").is_dir());
}

#[cfg(unix)]
#[tokio::test]
async fn everything_is_for_its_owner_alone_whatever_the_umask() {
    use std::os::unix::fs::PermissionsExt;
    rustix::process::umask(rustix::fs::Mode::empty());
    let outer = tempfile::tempdir().unwrap();
    let dir = outer.path().join("new").join("data");
    let opened = open(&dir);
    write(&opened.journal, [keep(&begun(1, "Miller").0)]).await;
    let path = dir.clone();
    let back_up =
        move |connection: &Connection| backups::make(connection, &path, Book::Live, jiff::Timestamp::now());
    opened.journal.with_connection(back_up).await.expect("it acts").expect("the backup is made");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&dir), mode(&dir.join("backups"))), (0o700, 0o700));
    let files = ["linkwright.lock", "journal.sqlite3", "journal.sqlite3-wal"].map(|name| dir.join(name));
    for file in files.into_iter().chain(backups::list(&dir, Book::Live).unwrap()) {
        assert_eq!(mode(&file), 0o600, "{}", file.display());
    }
    assert!(!dir.join("journal.sqlite3-shm").exists(), "the index of the log is in memory");
    drop(opened);
    for file in ["linkwright.lock", "journal.sqlite3"] {
        fs::set_permissions(dir.join(file), fs::Permissions::from_mode(0o666)).unwrap();
    }
    fs::set_permissions(&dir, fs::Permissions::from_mode(0o755)).unwrap();
    drop(open(&dir));
    assert_eq!((mode(&dir), mode(&dir.join("journal.sqlite3"))), (0o700, 0o600), "what was open is closed");
}

#[test]
fn the_sqlite_inside_has_the_repair_of_its_write_ahead_log() {
    assert!(rusqlite::version_number() >= 3_051_003, "{}", rusqlite::version());
}

#[tokio::test]
async fn the_file_is_opened_as_reliability_asks() {
    let dir = tempfile::tempdir().unwrap();
    let journal = open(dir.path()).journal;
    for (name, expected) in [
        ("journal_mode", "wal"),
        ("locking_mode", "exclusive"),
        ("synchronous", "2"),
        ("foreign_keys", "1"),
        ("trusted_schema", "0"),
        ("cell_size_check", "1"),
        ("temp_store", "2"),
        ("mmap_size", "0"),
        ("busy_timeout", "2000"),
        ("secure_delete", "1"),
        ("application_id", "1282304855"),
        ("user_version", "2"),
    ] {
        let read = move |connection: &Connection| setting(connection, name);
        assert_eq!(journal.with_connection(read).await.as_deref(), Some(expected), "{name}");
    }
}

#[test]
fn without_a_write_ahead_log_every_commit_is_synced_with_its_folder() {
    // A journal in memory cannot have one either.
    let connection = Connection::open_in_memory().unwrap();
    pragmas::set(&connection).unwrap();
    assert_eq!(setting(&connection, "journal_mode"), "memory");
    assert_eq!(setting(&connection, "synchronous"), "3");
}

fn setting(connection: &Connection, name: &str) -> String {
    let value = connection.pragma_query_value(None, name, |row| row.get::<_, rusqlite::types::Value>(0));
    match value.expect("SQLite tells it") {
        rusqlite::types::Value::Integer(number) => number.to_string(),
        rusqlite::types::Value::Text(text) => text,
        other => panic!("{name} is {other:?}"),
    }
}

#[tokio::test]
async fn three_backups_are_kept_the_newest_ones() {
    let dir = tempfile::tempdir().unwrap();
    let journal = open(dir.path()).journal;
    let day = |number: i64| jiff::Timestamp::from_second(1_795_000_000 + number * 24 * 60 * 60).unwrap();
    assert!(backups::is_due(dir.path(), Book::Live, day(0)));
    for number in 0..5 {
        let path = dir.path().to_owned();
        let back_up =
            move |connection: &Connection| backups::make(connection, &path, Book::Live, day(number));
        journal.with_connection(back_up).await.expect("it acts").expect("the backup is made");
    }
    let kept = backups::list(dir.path(), Book::Live).unwrap();
    let stamps: Vec<String> = (2..5).map(|number| crate::set_aside::stamp(day(number))).collect();
    assert_eq!(kept.len(), 3);
    for (path, stamp) in kept.iter().zip(stamps) {
        assert!(path.to_string_lossy().contains(&stamp), "{}", path.display());
    }
    assert!(!backups::is_due(dir.path(), Book::Live, day(4)));
    assert!(backups::is_due(dir.path(), Book::Live, day(5)), "a day later");
    assert!(backups::is_due(dir.path(), Book::Practice, day(4)), "each book has its own");
}

#[tokio::test]
async fn a_backup_is_made_by_itself_when_nothing_is_asked_for() {
    let dir = tempfile::tempdir().unwrap();
    let _opened = open(dir.path());
    let made = async {
        let mut looking = tokio::time::interval(Duration::from_millis(50));
        while backups::list(dir.path(), Book::Live).unwrap().is_empty() {
            looking.tick().await;
        }
    };
    tokio::time::timeout(PATIENCE, made).await.expect("it is made in time");
}

/// A step that SQLite cannot finish, after so many statements of it.
const LATER: [&str; 3] = [
    "CREATE TABLE later (a TEXT NOT NULL) STRICT",
    "ALTER TABLE journeys ADD COLUMN later TEXT",
    "UPDATE journeys SET customer = 'changed'",
];

#[test]
fn a_migration_that_fails_at_any_statement_leaves_the_layout_there_was() {
    for done in 0..=LATER.len() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("file");
        let mut connection = Connection::open(&path).unwrap();
        let unbacked = |_: &Connection| Ok::<(), rusqlite::Error>(());
        schema::bring_up(&mut connection, schema::MIGRATIONS, unbacked).unwrap();
        let broken = format!("{}; SELECT nothing FROM nowhere", LATER[..done].join("; "));
        let broken: &'static str = broken.leak();
        let steps = [schema::MIGRATIONS, &[M::up(broken)]].concat();
        let mut backed_up = 0;
        let failed = schema::bring_up(&mut connection, &steps, |_| {
            backed_up += 1;
            Ok::<(), rusqlite::Error>(())
        });
        assert!(failed.is_err());
        assert_eq!(backed_up, 1, "a backup is made before what is there is changed");
        drop(connection);
        let connection = Connection::open(&path).unwrap();
        assert_eq!(schema::identify(&connection).unwrap(), (schema::APPLICATION_ID, schema::version()));
        assert!(schema::is_ours(&connection).unwrap());
    }
}

#[test]
fn a_new_file_needs_no_backup_before_its_first_step() {
    let dir = tempfile::tempdir().unwrap();
    drop(open(dir.path()));
    assert_eq!(backups::list(dir.path(), Book::Live).unwrap(), Vec::<std::path::PathBuf>::new());
}
