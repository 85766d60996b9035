//! Whatever was done to the files, opening ends: with what can be read, or with
//! a fresh journal beside the damaged one, or with a polite refusal.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use proptest::prelude::*;

use super::*;
use crate::{Damage, OpenProblem, SetAside, opening::schema};

const DB: &str = "journal.sqlite3";
const WAL: &str = "journal.sqlite3-wal";

/// A data folder's files, by name.
type Files = Vec<(String, Vec<u8>)>;

/// A journal that was killed: some of it in the file, the newest in its log.
static KILLED: LazyLock<Files> = LazyLock::new(|| {
    let dir = tempfile::tempdir().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let opened = open(dir.path());
    runtime.block_on(write(&opened.journal, [keep(&with_devices(1, "Miller", 20))]));
    drop(opened);
    let opened = open(dir.path());
    let (journey, intent) = begun(2, "Smith");
    runtime.block_on(write(&opened.journal, [begin(&journey, &intent)]));
    take(dir.path())
});

fn take(dir: &Path) -> Files {
    names(dir)
        .into_iter()
        .filter(|name| dir.join(name).is_file())
        .map(|name| (name.clone(), fs::read(dir.join(&name)).unwrap()))
        .collect()
}

fn put(files: &Files) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        fs::write(dir.path().join(name), bytes).unwrap();
    }
    dir
}

fn customers(opened: &Opening) -> Vec<String> {
    opened.remembered.journeys.iter().map(|journey| journey.customer.spelling.clone()).collect()
}

fn set_aside(dir: &Path) -> Option<(Option<PathBuf>, Damage)> {
    open(dir).set_aside.map(|SetAside { path, why }| (path, why))
}

/// What a program that opens it a second time finds: the same, and nothing more
/// to set aside.
fn check_opens_twice(dir: &Path) -> Vec<String> {
    let first = customers(&open(dir));
    let opened = open(dir);
    assert_eq!(opened.set_aside, None);
    assert_eq!(customers(&opened), first);
    first
}

#[test]
fn a_killed_journal_opens_with_everything_that_was_written() {
    let dir = put(&KILLED);
    assert!(fs::metadata(dir.path().join(WAL)).unwrap().len() > 0, "the newest is in the log alone");
    assert_eq!(check_opens_twice(dir.path()), ["Miller", "Smith"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn a_cut_or_a_flipped_byte_never_ends_in_a_journal_that_does_not_work(
        in_log in any::<bool>(),
        in_header in any::<bool>(),
        place in any::<prop::sample::Index>(),
        flip in of_nothing_or_bits(),
    ) {
        let dir = put(&KILLED);
        let path = dir.path().join(if in_log { WAL } else { DB });
        let mut bytes = fs::read(&path).unwrap();
        let at = place.index(if in_header { 120 } else { bytes.len() });
        match flip {
            Some(bits) => bytes[at] ^= bits,
            None => bytes.truncate(at),
        }
        fs::write(&path, &bytes).unwrap();
        let opened = match Journal::open(&folder(dir.path()), Book::Live) {
            Ok(opened) => opened,
            Err(OpenProblem::NewerVersion { .. }) if !in_log && (60..64).contains(&at) => return Ok(()),
            Err(problem) => return Err(TestCaseError::fail(format!("{problem} after {at} {flip:?}"))),
        };
        let (journey, intent) = begun(3, "Brown");
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let written = opened.journal.write(begin(&journey, &intent));
        let set_aside = opened.set_aside.clone();
        runtime.block_on(written.on_disk())
            .map_err(|problem| TestCaseError::fail(format!("{problem} after {at} {flip:?}, {set_aside:?}")))?;
        drop(opened);
        let again = open(dir.path());
        prop_assert_eq!(&again.set_aside, &None);
        prop_assert!(again.remembered.journeys.contains(&journey), "what was written afterwards is there");
    }
}

fn of_nothing_or_bits() -> impl Strategy<Value = Option<u8>> {
    prop_oneof![1 => Just(None), 4 => (1u8..=255).prop_map(Some)]
}

#[test]
fn without_its_log_the_journal_opens_with_what_its_file_holds() {
    let dir = put(&KILLED);
    fs::remove_file(dir.path().join(WAL)).unwrap();
    assert_eq!(check_opens_twice(dir.path()), ["Miller"]);
}

#[test]
fn a_log_of_garbage_is_no_log() {
    let dir = put(&KILLED);
    fs::write(dir.path().join(WAL), vec![0xA5; 70_000]).unwrap();
    assert_eq!(check_opens_twice(dir.path()), ["Miller"]);
}

#[test]
fn a_file_without_bytes_is_set_aside_with_its_log() {
    for with_log in [true, false] {
        let dir = put(&KILLED);
        fs::write(dir.path().join(DB), "").unwrap();
        let log = fs::read(dir.path().join(WAL)).unwrap();
        if !with_log {
            fs::remove_file(dir.path().join(WAL)).unwrap();
        }
        let (path, why) = set_aside(dir.path()).expect("it is damaged");
        assert_eq!(why, Damage::Empty);
        let kept_log = crate::set_aside::with_suffix(&path.expect("it was moved"), "-wal");
        assert_eq!(fs::read(kept_log).ok(), with_log.then_some(log), "nothing is deleted");
        assert_eq!(check_opens_twice(dir.path()), Vec::<String>::new());
    }
}

#[test]
fn what_is_no_journal_is_set_aside_as_it_was() {
    let other_program = {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("other");
        let connection = rusqlite::Connection::open(&path).unwrap();
        connection.execute_batch("CREATE TABLE theirs (a)").unwrap();
        drop(connection);
        fs::read(path).unwrap()
    };
    for (bytes, why) in [
        (b"these are no pages".to_vec(), Damage::NotADatabase),
        (vec![0; 8192], Damage::NotADatabase),
        (other_program, Damage::OfAnotherProgram),
    ] {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join(DB), &bytes).unwrap();
        let (path, found) = set_aside(dir.path()).expect("it is damaged");
        assert_eq!(found, why);
        let path = path.expect("it was moved");
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        assert!(name.starts_with("journal.damaged-2") && name.ends_with("Z.sqlite3"), "{name}");
        assert_eq!(fs::read(path).unwrap(), bytes);
    }
}

#[test]
fn what_is_set_aside_in_the_same_second_gets_a_name_of_its_own() {
    let dir = tempfile::tempdir().unwrap();
    let at = jiff::Timestamp::from_second(1_795_000_000).unwrap();
    let paths: Vec<PathBuf> = (0..3)
        .map(|count| {
            fs::write(dir.path().join(DB), format!("damaged {count}")).unwrap();
            crate::set_aside::set_aside(dir.path(), Book::Live, at).unwrap()
        })
        .collect();
    for (count, path) in paths.iter().enumerate() {
        assert_eq!(fs::read_to_string(path).unwrap(), format!("damaged {count}"));
    }
}

#[test]
fn a_journal_that_is_gone_is_told_of_once() {
    let dir = put(&KILLED);
    fs::remove_file(dir.path().join(DB)).unwrap();
    assert_eq!(set_aside(dir.path()), Some((None, Damage::Missing)));
    assert!(names(dir.path()).iter().any(|name| name.ends_with("-wal")), "its log is kept");
    assert_eq!(check_opens_twice(dir.path()), Vec::<String>::new());
    let never_there = tempfile::tempdir().unwrap();
    assert_eq!(set_aside(never_there.path()), None);
}

#[test]
fn a_newer_journal_is_refused_and_keeps_every_byte() {
    let only_in_the_log = [false, true];
    for in_log in only_in_the_log {
        let dir = tempfile::tempdir().unwrap();
        drop(open(dir.path()));
        let newer = |connection: &rusqlite::Connection| {
            connection.execute_batch("PRAGMA user_version = 7; CREATE TABLE newer (a)").unwrap();
        };
        let connection = rusqlite::Connection::open(dir.path().join(DB)).unwrap();
        newer(&connection);
        let files = if in_log {
            take(dir.path())
        } else {
            drop(connection);
            take(dir.path())
        };
        let dir = put(&files.into_iter().filter(|(name, _)| !name.ends_with("-shm")).collect());
        assert_eq!(dir.path().join(WAL).exists(), in_log);
        let before = take(dir.path());
        for _ in 0..2 {
            let refused = Journal::open(&folder(dir.path()), Book::Live).map(|_| ());
            assert_eq!(refused, Err(OpenProblem::NewerVersion { found: 7, known: schema::version() }));
            assert_eq!(take(dir.path()), before);
        }
    }
}

#[tokio::test]
async fn one_journey_that_cannot_be_read_is_quarantined_and_the_others_stay() {
    let dir = tempfile::tempdir().unwrap();
    let opened = open(dir.path());
    for (number, customer) in [(1, "Miller"), (2, "Smith"), (3, "Brown")] {
        let (journey, intent) = begun(number, customer);
        write(&opened.journal, [begin(&journey, &intent)]).await;
    }
    drop(opened);
    let connection = rusqlite::Connection::open(dir.path().join(DB)).unwrap();
    let sql = "UPDATE journeys SET stop_data = '{\"intent\":' WHERE customer = 'Smith'";
    assert_eq!(connection.execute(sql, []).unwrap(), 1);
    drop(connection);
    for _ in 0..2 {
        let opened = open(dir.path());
        assert_eq!(opened.set_aside, None);
        assert_eq!(customers(&opened), ["Miller", "Brown"]);
        let quarantined = &opened.remembered.quarantined;
        assert_eq!(quarantined.len(), 1);
        assert_eq!(quarantined[0].subject, Subject::Journey("journey-2".to_owned()));
        assert_eq!(quarantined[0].customer.as_deref(), Some("Smith"));
        let alone: Vec<_> = opened.remembered.alone.iter().map(|it| it.journey_id.as_deref()).collect();
        assert_eq!(alone, [Some("journey-2")], "what it may have sent is still open");
        let told = opened.journal.timeline("journey-2").await.unwrap();
        assert_eq!(told, [entry("begun")]);
    }
    let opened = open(dir.path());
    let (journey, intent) = begun(2, "Smith");
    let again = Change { keep: None, timeline: Vec::new(), ..begin(&journey, &intent) };
    write(&opened.journal, [again]).await;
    let done = Change { keep: None, ..answered(&journey, &intent.key(), Answer::Done) };
    write(&opened.journal, [done]).await;
    drop(opened);
    assert_eq!(open(dir.path()).remembered.alone, [], "it was asked for again and answered");
    let connection = rusqlite::Connection::open(dir.path().join(DB)).unwrap();
    let raw: Vec<u8> = connection.query_row("SELECT raw FROM quarantine", [], |row| row.get(0)).unwrap();
    let raw = String::from_utf8(raw).unwrap();
    assert!(raw.contains("customer=Smith\n") && raw.contains("stop_data={\"intent\":\n"), "{raw}");
}

#[tokio::test]
async fn a_row_that_is_lost_quarantines_its_journey_rather_than_lose_a_device_in_silence() {
    let dir = tempfile::tempdir().unwrap();
    let opened = open(dir.path());
    write(&opened.journal, [keep(&with_devices(1, "Miller", 3))]).await;
    drop(opened);
    let connection = rusqlite::Connection::open(dir.path().join(DB)).unwrap();
    connection.execute("DELETE FROM devices WHERE position = 1", []).unwrap();
    drop(connection);
    let remembered = open(dir.path()).remembered;
    assert_eq!((remembered.journeys.len(), remembered.quarantined.len()), (0, 1));
}

#[tokio::test]
async fn an_old_backup_put_in_place_opens_with_what_it_held() {
    let dir = tempfile::tempdir().unwrap();
    let opened = open(dir.path());
    write(&opened.journal, [keep(&begun(1, "Miller").0)]).await;
    let at = jiff::Timestamp::from_second(1_795_000_000).unwrap();
    let path = dir.path().to_owned();
    let made =
        move |connection: &rusqlite::Connection| crate::backups::make(connection, &path, Book::Live, at);
    opened.journal.with_connection(made).await.expect("it acts").expect("the backup is made");
    write(&opened.journal, [keep(&begun(2, "Smith").0)]).await;
    drop(opened);
    let backups = crate::backups::list(dir.path(), Book::Live).unwrap();
    assert_eq!(backups.len(), 1);
    fs::copy(&backups[0], dir.path().join(DB)).unwrap();
    assert_eq!(check_opens_twice(dir.path()), ["Miller"]);
    let opened = open(dir.path());
    write(&opened.journal, [keep(&begun(3, "Brown").0)]).await;
    drop(opened);
    assert_eq!(check_opens_twice(dir.path()), ["Miller", "Brown"]);
}
