//! Forgetting a customer leaves no byte of theirs in our files.

use std::fs;

use onboarding::{Intent, UpdateAccountAssociation};

use super::*;
use crate::backups;

#[tokio::test]
async fn a_forgotten_customer_is_in_no_file_but_those_that_are_named() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("journal.sqlite3"), "Zacharias in a damaged journal").unwrap();
    fs::write(dir.path().join("unsaved-links.txt"), "Zacharias in a list").unwrap();
    let opened = open(dir.path());
    let set_aside = opened.set_aside.clone().and_then(|it| it.path).expect("it was damaged");
    let journal = opened.journal.clone();
    let (forgotten, intent) = begun(1, "Zacharias");
    let found = with_devices(1, "Zacharias", 50);
    let note = Entry { about: Some("Lamp of Zacharias".to_owned()), ..entry("device-made") };
    let renaming = Intent::UpdateAccountAssociation(UpdateAccountAssociation {
        account_association_id: found.link.clone().expect("it has a link"),
        name: Some("Zacharias".to_owned()),
        description: None,
    });
    let renamed = Change {
        journey_id: None,
        at: NOW,
        keep: None,
        intents: vec![IntentChange::Opened { key: renaming.key(), intent: renaming }],
        timeline: Vec::new(),
    };
    write(&journal, [begin(&forgotten, &intent), Change { timeline: vec![note], ..keep(&found) }, renamed])
        .await;
    write(&journal, [keep(&with_devices(2, "Smith", 50))]).await;
    let path = dir.path().to_owned();
    let back_up = move |connection: &rusqlite::Connection| {
        let at = jiff::Timestamp::from_second(1_795_000_000).expect("a time");
        backups::make(connection, &path, Book::Live, at)
    };
    journal.with_connection(back_up).await.expect("it acts").expect("the backup is made");
    assert!(files_with(dir.path(), "Zacharias").len() > 2, "there is something to forget");
    let told = journal.forget(std::slice::from_ref(&forgotten.id)).await.unwrap();
    assert_eq!(told.files_left, [set_aside, dir.path().join("unsaved-links.txt")]);
    let mut left = files_with(dir.path(), "Zacharias");
    left.sort();
    assert_eq!(left, told.files_left);
    assert_eq!(journal.timeline(&forgotten.id).await.unwrap(), []);
    assert_eq!(backups::list(dir.path(), Book::Live).unwrap().len(), 1, "a fresh backup takes their place");
    drop((journal, opened));
    let remembered = open(dir.path()).remembered;
    assert_eq!(remembered.journeys, [with_devices(2, "Smith", 50)]);
    assert_eq!((remembered.underway, remembered.alone), (Vec::new(), Vec::new()));
}

#[tokio::test]
async fn what_waits_about_a_forgotten_customer_is_dropped() {
    let dir = tempfile::tempdir().unwrap();
    let opened = open(dir.path());
    let journal = opened.journal.clone();
    let pages = |count: i32| {
        move |connection: &rusqlite::Connection| {
            connection
                .pragma_update_and_check(None, "max_page_count", count, |_| Ok(()))
                .expect("it is taken");
        }
    };
    journal.with_connection(pages(1)).await.expect("the writer lives");
    let journey = with_devices(1, "Zacharias", 500);
    let answer = answered(&journey, "key", Answer::Done);
    assert!(journal.write(answer).on_disk().await.is_err());
    assert_eq!(files_with(dir.path(), "Zacharias"), [dir.path().join("unsaved-links.txt")]);
    let ids = [journey.id];
    let (flushed, told) = tokio::join!(journal.flush(PATIENCE), journal.forget(&ids));
    assert!(flushed, "nothing waits any more");
    assert_eq!(told.unwrap().files_left, Vec::<std::path::PathBuf>::new());
    assert_eq!(journal.health().borrow().unsaved, 0);
    assert_eq!(files_with(dir.path(), "Zacharias"), Vec::<std::path::PathBuf>::new());
}

#[tokio::test]
async fn a_customers_journeys_are_found_by_either_name_under_one_identity_alone() {
    let dir = tempfile::tempdir().unwrap();
    let journal = open(dir.path()).journal;
    let (mut spelled, _) = begun(1, "Müller");
    spelled.customer.stored_name = "Mueller".to_owned();
    let (stored, _) = begun(2, "Mueller");
    let mut elsewhere = begun(3, "Müller").0;
    elsewhere.identity.region = "ca-central-1".to_owned();
    let closed = Change { keep: Some(Keep::Closed), ..keep(&stored) };
    let others = [keep(&begun(4, "Smith").0), keep(&elsewhere)];
    write(&journal, [keep(&spelled), keep(&stored), closed].into_iter().chain(others)).await;
    let mut found = journal.journeys_of(&spelled.identity, &spelled.customer).await.unwrap();
    found.sort();
    assert_eq!(found, [spelled.id, stored.id]);
}
