//! Forgetting a customer leaves no byte of theirs in our files.

use std::fs;

use onboarding::{AccountAssociationItem, AssociationState, Intent, UpdateAccountAssociation};

use rusqlite::config::DbConfig;

use super::*;
use crate::{KeptLink, LinksChange, backups};

fn of_journey(id: &str) -> Forget {
    Forget { journey_ids: vec![id.to_owned()], ..Forget::default() }
}

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
        intents: vec![IntentChange::Opened { key: renaming.key(), intent: renaming }],
        ..Change::of(Subject::Alone, NOW)
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
    let told = journal.forget(&of_journey(&forgotten.id)).await.unwrap();
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
    let what = of_journey(&journey.id);
    let (flushed, told) = tokio::join!(journal.flush(PATIENCE), journal.forget(&what));
    assert!(flushed, "nothing waits any more");
    assert_eq!(told.unwrap().files_left, Vec::<std::path::PathBuf>::new());
    assert_eq!(journal.health().borrow().unsaved, 0);
    assert_eq!(files_with(dir.path(), "Zacharias"), Vec::<std::path::PathBuf>::new());
}

/// A customer with everything there can be of one: two journeys, a plan, a memo
/// and a cached row, in the log, the file and a backup.
async fn everything_of(journal: &Journal, dir: &Path, link: &str, whose: &str) {
    let journey = Journey { link: Some(AccountAssociationId::new(link)), ..with_devices(1, whose, 20) };
    let mut later = Journey { id: format!("later {link}"), ..journey.clone() };
    later.customer.spelling = format!("{whose} again");
    let mut plan = unlinking(&format!("plan {link}"), link, 20);
    for step in &mut plan.steps {
        step.about = Some(format!("Lamp of {whose}"));
    }
    let note = Entry { about: Some(format!("Lamp of {whose}")), ..entry("taken-off") };
    let journey = Journey { id: format!("first {link}"), ..journey };
    write(
        journal,
        [
            keep(&journey),
            keep(&Journey { link: None, stop: Stop::Removed, ..journey }),
            keep(&later),
            Change { timeline: vec![note], ..keep_plan(&plan) },
        ],
    )
    .await;
    let id = AccountAssociationId::new(link);
    let memo =
        LinkMemo { link: id.clone(), spelling: Some(whose.to_owned()), note: Some(format!("{whose}!")) };
    journal.keep_memo(&identity(), memo).on_disk().await.unwrap();
    let item = AccountAssociationItem {
        id,
        state: AssociationState::Succeeded,
        error_message: None,
        connector_destination_id: None,
        name: Some(whose.to_owned()),
        description: None,
    };
    let kept = vec![KeptLink { item, first_seen: NOW, state_since: None }];
    let change = LinksChange { identity: identity(), kept, removed: Vec::new(), listed_at: Some(NOW) };
    journal.keep_links(change).on_disk().await.unwrap();
    let path = dir.to_owned();
    let at = jiff::Timestamp::now();
    let back_up = move |connection: &rusqlite::Connection| backups::make(connection, &path, Book::Live, at);
    journal.with_connection(back_up).await.expect("it acts").expect("the backup is made");
}

#[tokio::test]
async fn nothing_of_a_forgotten_link_or_journey_is_left_and_everything_of_others_is() {
    let id = AccountAssociationId::new("link1");
    let forgettings = [
        Forget { links: vec![(identity(), id.clone())], ..Forget::default() },
        of_journey("first link1"),
        of_journey("later link1"),
        Forget { identities: vec![identity()], ..Forget::default() },
    ];
    for (number, what) in forgettings.into_iter().enumerate() {
        let dir = tempfile::tempdir().unwrap();
        let opened = open(dir.path());
        let journal = opened.journal.clone();
        everything_of(&journal, dir.path(), "link1", "Zacharias").await;
        everything_of(&journal, dir.path(), "link2", "Smith").await;
        assert!(files_with(dir.path(), "Zacharias").len() >= 3, "there is something to forget");
        let told = journal.forget(&what).await.unwrap();
        let journeys = ["first link1", "later link1"].map(|id| Subject::Journey(id.to_owned()));
        for subject in journeys.into_iter().chain([Subject::Plan("plan link1".to_owned())]) {
            assert!(told.subjects.contains(&subject), "{subject:?} is not in {told:?}");
        }
        assert_eq!(files_with(dir.path(), "Zacharias"), Vec::<std::path::PathBuf>::new(), "by {what:?}");
        assert_eq!(journal.timeline_of_link(&identity(), &id).await.unwrap(), []);
        let is_all = number == 3;
        let links = journal.links(&identity()).await.unwrap();
        assert_eq!((links.links.is_empty(), links.memos.is_empty()), (is_all, is_all));
        drop((journal, opened));
        let remembered = open(dir.path()).remembered;
        let left = (remembered.journeys.len(), remembered.plans.len());
        assert_eq!(left, if is_all { (0, 0) } else { (2, 1) });
    }
}

#[tokio::test]
async fn plans_and_memos_that_wait_are_forgotten_too() {
    let dir = tempfile::tempdir().unwrap();
    let opened = open(dir.path());
    let journal = opened.journal.clone();
    let full = |connection: &rusqlite::Connection| {
        connection.pragma_update_and_check(None, "max_page_count", 1, |_| Ok(())).expect("it is taken");
    };
    journal.with_connection(full).await.expect("the writer lives");
    let id = AccountAssociationId::new("link1");
    let note = Some("Zacharias ".repeat(5000));
    let memo = LinkMemo { link: id.clone(), spelling: None, note };
    let journey = Journey { link: Some(id.clone()), ..with_devices(1, "Zacharias", 500) };
    assert!(journal.write(keep_plan(&unlinking("plan", "link1", 500))).on_disk().await.is_err());
    assert!(journal.write(keep(&journey)).on_disk().await.is_err());
    assert!(journal.keep_memo(&identity(), memo).on_disk().await.is_err());
    let what = Forget { links: vec![(identity(), id)], ..Forget::default() };
    let told = journal.forget(&what).await.unwrap();
    let expected = [Subject::Journey(journey.id), Subject::Plan("plan".to_owned())];
    assert_eq!(told.subjects, expected);
    assert!(journal.flush(PATIENCE).await, "nothing waits any more");
    assert_eq!(journal.links(&identity()).await.unwrap().memos, []);
    drop((journal, opened));
    let remembered = open(dir.path()).remembered;
    assert_eq!((remembered.journeys, remembered.plans), (Vec::new(), Vec::new()));
}

#[tokio::test]
async fn a_cache_that_cannot_be_written_anew_goes_whole_when_a_link_is_forgotten() {
    let dir = tempfile::tempdir().unwrap();
    let journal = open(dir.path()).journal;
    everything_of(&journal, dir.path(), "link1", "Zacharias").await;
    let locked = |connection: &rusqlite::Connection| {
        connection.pragma_update(None, "query_only", true).expect("it is taken");
    };
    journal.link_cache().with_connection(locked).await.expect("the thread lives");
    let id = AccountAssociationId::new("link1");
    journal.forget(&Forget { links: vec![(identity(), id)], ..Forget::default() }).await.unwrap();
    assert!(!dir.path().join("links.sqlite3").exists());
    assert_eq!(files_with(dir.path(), "Zacharias"), Vec::<std::path::PathBuf>::new());
}

#[tokio::test]
async fn an_index_that_is_wrong_keeps_nobody_from_being_forgotten() {
    let dir = tempfile::tempdir().unwrap();
    let journey = with_devices(1, "Zacharias", 1);
    let opened = open(dir.path());
    write(&opened.journal, [Change { timeline: vec![entry("begun")], ..keep(&journey) }]).await;
    drop(opened);
    let raw = || {
        let connection = rusqlite::Connection::open(dir.path().join("journal.sqlite3")).unwrap();
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false).unwrap();
        connection.pragma_update(None, "writable_schema", true).unwrap();
        connection
    };
    let index = "name = 'timeline_by_time'";
    let hide = format!(
        "CREATE TABLE hidden AS SELECT * FROM sqlite_schema WHERE {index};
                        DELETE FROM sqlite_schema WHERE {index};"
    );
    raw().execute_batch(&hide).unwrap();
    raw().execute_batch("UPDATE timeline SET at = at + 1").unwrap();
    raw().execute_batch("INSERT INTO sqlite_schema SELECT * FROM hidden; DROP TABLE hidden").unwrap();
    let opened = open(dir.path());
    assert_eq!(opened.set_aside, None, "nothing that is looked at is damaged");
    opened.journal.forget(&of_journey(&journey.id)).await.unwrap();
    assert_eq!(files_with(dir.path(), "Zacharias"), Vec::<std::path::PathBuf>::new());
}

#[tokio::test]
async fn what_was_closed_for_more_than_400_days_is_erased_at_the_next_opening() {
    const DAY: i64 = 24 * 60 * 60 * 1000;
    let now = jiff::Timestamp::now().as_millisecond();
    let dir = tempfile::tempdir().unwrap();
    let opened = open(dir.path());
    for (number, days) in [(1, 399), (2, 401)] {
        let at = Timestamp(now - days * DAY);
        let journey = with_devices(number, "Miller", 3);
        let plan = unlinking(&format!("plan-{number}"), "link9", 3);
        let close = PlanChange::Closed { id: plan.id.clone() };
        write(
            &opened.journal,
            [
                Change { timeline: vec![entry(&format!("journey {days}"))], ..keep(&journey) },
                Change { timeline: vec![entry(&format!("plan {days}"))], ..keep_plan(&plan) },
                Change { keep: Some(Keep::Closed), ..Change::of(Subject::Journey(journey.id), at) },
                Change { plans: vec![close], ..Change::of(Subject::Plan(plan.id), at) },
            ],
        )
        .await;
    }
    let old = Timestamp(now - 1000 * DAY);
    let unfinished = Journey { started_at: old, ..with_devices(3, "Smith", 1) };
    write(&opened.journal, [keep(&unfinished)]).await;
    drop(opened);
    let opened = open(dir.path());
    assert_eq!(opened.remembered.journeys, [unfinished], "what is not closed stays however old it is");
    let acts = opened.journal.activity(None, 100).await.unwrap();
    let mut left: Vec<String> = acts.into_iter().map(|act| act.entry.what).collect();
    left.sort();
    assert_eq!(left, ["journey 399", "plan 399"]);
    let count = |connection: &rusqlite::Connection| {
        ["devices", "steps", "journey_links", "plans"].map(|table| {
            let sql = format!("SELECT count(*) FROM {table}");
            connection.query_row(&sql, [], |row| row.get::<_, i64>(0)).expect("it counts")
        })
    };
    assert_eq!(opened.journal.with_connection(count).await, Some([4, 4, 2, 1]));
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
