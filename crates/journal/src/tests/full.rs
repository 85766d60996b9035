//! When the disk takes nothing: whoever asked is told at once, nothing is lost,
//! and it goes on by itself.

use std::fs;

use super::*;
use crate::{
    Health, WriteProblem,
    rescue::{Place, Rescue},
};

/// Lets the file grow by no page more, or by as many as it likes.
async fn limit(journal: &Journal, is_full: bool) {
    let set = move |connection: &rusqlite::Connection| {
        let pages = if is_full { 1 } else { 1_000_000 };
        connection.pragma_update_and_check(None, "max_page_count", pages, |_| Ok(())).expect("it is taken");
    };
    journal.with_connection(set).await.expect("the writer lives");
}

async fn until(journal: &Journal, wanted: impl Fn(&Health) -> bool) -> Health {
    let mut health = journal.health();
    let seen = tokio::time::timeout(PATIENCE, health.wait_for(wanted)).await;
    seen.expect("it gets there in time").expect("the writer lives").clone()
}

#[tokio::test]
async fn a_full_disk_is_told_at_once_and_what_waits_is_written_when_there_is_room() {
    let dir = tempfile::tempdir().unwrap();
    let opened = open(dir.path());
    let journal = opened.journal.clone();
    limit(&journal, true).await;
    let (small, intent) = begun(2, "Smith");
    let refused =
        journal.write(Change { timeline: vec![entry("first")], ..keep(&with_devices(1, "Miller", 500)) });
    assert_eq!(refused.on_disk().await, Err(WriteProblem::DiskFull));
    assert_eq!(refused.clone().on_disk().await, Err(WriteProblem::DiskFull), "every copy is told");
    let behind = journal.write(begin(&small, &intent));
    assert_eq!(behind.on_disk().await, Err(WriteProblem::DiskFull), "nothing overtakes what waits");
    let health = until(&journal, |health| health.unsaved == 2).await;
    assert_eq!(health.why, Some(WriteProblem::DiskFull));
    assert_eq!(health.rescue_file, None, "AWS knows of nothing that is not on disk");
    assert!(!journal.flush(Duration::from_millis(1)).await);
    assert_eq!(journal.timeline("journey-1").await.unwrap(), [entry("first")], "what waits is told as well");
    limit(&journal, false).await;
    let health = until(&journal, |health| health.unsaved == 0).await;
    assert_eq!(health, Health::default());
    assert!(journal.flush(PATIENCE).await);
    drop((journal, opened));
    let remembered = open(dir.path()).remembered;
    assert_eq!(remembered.journeys, [with_devices(1, "Miller", 500), small]);
    assert_eq!(remembered.underway, [], "an intent that was told as not written was not sent");
}

#[tokio::test]
async fn it_is_tried_again_by_itself_when_nobody_writes() {
    let dir = tempfile::tempdir().unwrap();
    let journal = open(dir.path()).journal;
    limit(&journal, true).await;
    let refused = journal.write(keep(&with_devices(1, "Miller", 500)));
    assert_eq!(refused.on_disk().await, Err(WriteProblem::DiskFull));
    assert_eq!(journal.health().borrow().unsaved, 1);
    limit(&journal, false).await;
    assert_eq!(journal.timeline("journey-1").await.unwrap(), []);
    assert_eq!(journal.health().borrow().unsaved, 1, "a question is no reason to try at once");
    until(&journal, |health| health.unsaved == 0).await;
}

#[tokio::test]
async fn links_that_are_in_memory_alone_are_listed_until_they_are_written() {
    let dir = tempfile::tempdir().unwrap();
    let journal = open(dir.path()).journal;
    let (begun, intent) = begun(1, "Müller");
    write(&journal, [begin(&begun, &intent)]).await;
    limit(&journal, true).await;
    let made = Journey { customer: begun.customer.clone(), ..with_devices(1, "Müller", 500) };
    let answer = journal.write(answered(&made, &intent.key(), Answer::Done));
    assert_eq!(answer.on_disk().await, Err(WriteProblem::DiskFull));
    let health = until(&journal, |health| health.rescue_file.is_some()).await;
    let path = health.rescue_file.expect("it was waited for");
    assert_eq!(path, dir.path().join("unsaved-links.txt"));
    let list = fs::read_to_string(&path).unwrap();
    let marker = made.line.as_ref().unwrap().marker.as_str();
    for told in ["Customer: Müller", "Device cloud: Cloud", "Link id: link1", marker, &intent.key(), "r-1"] {
        assert!(list.contains(told), "{told} is missing in {list}");
    }
    is_private(&path);
    limit(&journal, false).await;
    until(&journal, |health| health.unsaved == 0).await;
    assert!(!path.exists(), "nothing is unsaved any more");
}

#[cfg(unix)]
fn is_private(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600);
}

#[cfg(not(unix))]
fn is_private(_path: &Path) {}

#[test]
fn the_list_goes_elsewhere_when_the_data_folder_takes_it_not_and_leaves_older_lists_alone() {
    let dir = tempfile::tempdir().unwrap();
    let theirs = dir.path().join("unsaved-links.txt");
    fs::write(&theirs, "of an earlier run").unwrap();
    let places = [dir.path().join("gone"), dir.path().to_owned()];
    let mut rescue = Rescue::new(places.map(|dir| Place::in_data_folder(&dir, Book::Live)).into());
    let (journey, intent) = begun(1, "Miller");
    let change = answered(&journey, &intent.key(), Answer::Done);
    let path = rescue.tell([&change]).expect("the second folder takes it");
    assert_eq!(path, dir.path().join("unsaved-links-2.txt"));
    assert_eq!(rescue.tell([&change]).as_ref(), Some(&path), "one list is kept up to date");
    assert_eq!(rescue.tell([]), None);
    assert_eq!(fs::read_to_string(theirs).unwrap(), "of an earlier run");
    let opened = open(dir.path());
    assert_eq!(opened.unsaved_links, [dir.path().join("unsaved-links.txt")]);
}

#[test]
fn a_list_in_the_temporary_folder_is_told_of_by_the_data_folder_it_belongs_to() {
    let [dir, other] = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let temporary = Place::in_temporary_folder(dir.path(), Book::Live);
    let gone = Place { dir: dir.path().join("gone"), ..temporary.clone() };
    let mut rescue = Rescue::new(vec![gone, temporary]);
    let (journey, intent) = begun(1, "Miller");
    let path = rescue.tell([&answered(&journey, &intent.key(), Answer::Done)]).expect("it is taken");
    assert!(path.starts_with(std::env::temp_dir()), "{}", path.display());
    assert_eq!(open(dir.path()).unsaved_links, std::slice::from_ref(&path));
    assert_eq!(open(other.path()).unsaved_links, Vec::<std::path::PathBuf>::new());
    assert_eq!(rescue.tell([]), None);
    assert!(!path.exists());
}

#[tokio::test]
async fn a_change_that_can_never_be_written_holds_nothing_up() {
    let dir = tempfile::tempdir().unwrap();
    let journal = open(dir.path()).journal;
    let (journey, _) = begun(1, "Miller");
    let wrong = Change { subject: Subject::Journey("another".to_owned()), ..keep(&journey) };
    let changes = [wrong, keep(&journey)].map(|change| journal.write(change));
    assert!(matches!(changes[0].on_disk().await, Err(WriteProblem::CannotWrite { .. })));
    assert_eq!(changes[1].on_disk().await, Ok(()));
    assert_eq!(*journal.health().borrow(), Health::default());
}

#[tokio::test]
async fn when_the_writer_panics_nobody_waits_in_vain() {
    let dir = tempfile::tempdir().unwrap();
    let journal = open(dir.path()).journal;
    let answer = journal.with_connection(|_| panic!("a defect, brought about by a test")).await;
    assert_eq!(answer, None::<()>);
    let gone = Err(WriteProblem::writer_gone());
    assert_eq!(journal.write(keep(&begun(1, "Miller").0)).on_disk().await, gone);
    assert!(journal.timeline("journey-1").await.is_err());
    assert!(journal.forget(&Forget::default()).await.is_err());
    assert!(!journal.flush(PATIENCE).await);
    until(&journal, |health| health.why.is_some()).await;
}
