//! A journal of the former version opens with everything that was in it.
//!
//! `former/version_1.sql` are the rows that version wrote.

use onboarding::journey::SignInPage;
use rusqlite::Connection;
use rusqlite_migration::Migrations;

use super::*;
use crate::opening::schema;

const ROWS: &str = include_str!("former/version_1.sql");

/// A data folder as the former version left it.
fn left_behind() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let mut connection = Connection::open(dir.path().join("journal.sqlite3")).unwrap();
    Migrations::from_slice(&schema::MIGRATIONS[..1]).to_latest(&mut connection).unwrap();
    connection.execute_batch(ROWS).unwrap();
    std::fs::write(dir.path().join("linkwright.lock"), "\njournal.sqlite3\n").unwrap();
    dir
}

#[tokio::test]
async fn a_journal_of_the_former_version_opens_with_every_journey_device_intent_and_entry() {
    let dir = left_behind();
    let opened = open(dir.path());
    assert_eq!(opened.set_aside, None);
    let remembered = &opened.remembered;
    assert!(remembered.quarantined.is_empty() && remembered.plans.is_empty());
    let found: Vec<(&str, usize)> = remembered
        .journeys
        .iter()
        .map(|journey| {
            let rows = crate::record::stop::rows(&journey.stop);
            (journey.customer.spelling.as_str(), rows.map_or(0, onboarding::journey::Rows::len))
        })
        .collect();
    let expected =
        [("Miller", 0), ("Müller", 0), ("Smith", 2), ("Brown", 0), ("Jones", 2), ("Clark", 1), ("Lewis", 0)];
    assert_eq!(found, expected, "the one that was closed stays closed");
    assert_eq!(remembered.journeys[2], with_devices(3, "Smith", 2));
    let (creating, intent) = begun(1, "Miller");
    assert_eq!(remembered.journeys[0], creating);
    let underway: Vec<&str> = remembered.underway.iter().map(|open| open.key.as_str()).collect();
    assert_eq!(underway, [intent.key()]);
    let Stop::AwaitingSignIn(waiting) = &remembered.journeys[1].stop else { panic!("it waits") };
    assert_eq!((&waiting.page, &waiting.old_state, waiting.replaced_at), (&SignInPage::Unknown, &None, None));
    let told = opened.journal.timeline("journey-6").await.unwrap();
    assert_eq!(told, [entry("begun"), entry("link-made")]);
    let acts = opened.journal.activity(None, 100).await.unwrap();
    assert_eq!(acts.len(), 12);
}

#[tokio::test]
async fn links_of_former_journeys_are_known_also_those_that_were_removed() {
    let dir = left_behind();
    let journal = open(dir.path()).journal;
    for (link, entries) in [("link2", 2), ("link6", 2), ("link8", 1), ("nobodys", 0)] {
        let link = AccountAssociationId::new(link);
        let told = journal.timeline_of_link(&identity(), &link).await.unwrap();
        assert_eq!(told.len(), entries, "{link}");
    }
    let acts = journal.activity(None, 100).await.unwrap();
    let of_lewis = acts.iter().find(|act| act.name.as_deref() == Some("Lewis")).expect("it was begun");
    assert_eq!(of_lewis.link, Some(AccountAssociationId::new("link8")));
}

#[test]
fn a_former_journal_is_backed_up_before_it_is_brought_up_and_opens_twice() {
    let dir = left_behind();
    for _ in 0..2 {
        let opened = open(dir.path());
        assert_eq!((opened.set_aside, opened.remembered.journeys.len()), (None, 7));
        let backups = crate::backups::list(dir.path(), Book::Live).unwrap();
        assert_eq!(backups.len(), 1);
        let backup = Connection::open(&backups[0]).unwrap();
        assert_eq!(schema::identify(&backup).unwrap(), (schema::APPLICATION_ID, 1), "as it was before");
    }
}
