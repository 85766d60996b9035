//! What AWS listed of links and what only this computer knows: kept, read back,
//! lost without harm, and never in the way of a change.

use std::{fs, time::Instant};

use onboarding::{AccountAssociationItem, AssociationState};
use proptest::{collection::vec, option::of, prelude::*, sample::select};

use super::{
    any_journey::{ADDRESS, at, text},
    *,
};
use crate::{KeptLink, LinksChange, RememberedLinks, WriteProblem};

const CACHE: &str = "links.sqlite3";

fn item(number: usize) -> AccountAssociationItem {
    AccountAssociationItem {
        id: AccountAssociationId::new(format!("link{number:06}")),
        state: AssociationState::Succeeded,
        error_message: None,
        connector_destination_id: Some(ConnectorDestinationId::new("cloud")),
        name: Some(format!("Customer {number}")),
        description: Some("job 4711 made 2026-11-21 by ak lw-abcdefghijkl".to_owned()),
    }
}

fn kept(number: usize) -> KeptLink {
    KeptLink { item: item(number), first_seen: NOW, state_since: None }
}

fn listed(kept: Vec<KeptLink>) -> LinksChange {
    LinksChange { identity: identity(), kept, removed: Vec::new(), listed_at: Some(NOW) }
}

fn memo(link: &str, spelling: Option<&str>, note: Option<&str>) -> LinkMemo {
    LinkMemo {
        link: AccountAssociationId::new(link),
        spelling: spelling.map(str::to_owned),
        note: note.map(str::to_owned),
    }
}

fn any_link() -> BoxedStrategy<KeptLink> {
    let states = vec!["ASSOCIATION_IN_PROGRESS", "ASSOCIATION_DELETING", "REFRESH_TOKEN_EXPIRED", "NEW"];
    let item = (text(), select(states), of(text()), of(text()), of(text()), of(text()));
    (item, at(), of(at()))
        .prop_map(|((id, state, error_message, cloud, name, description), first_seen, state_since)| {
            KeptLink {
                item: AccountAssociationItem {
                    id: AccountAssociationId::new(id),
                    state: AssociationState::from(state),
                    error_message,
                    connector_destination_id: cloud.map(ConnectorDestinationId::new),
                    name,
                    description,
                },
                first_seen,
                state_since,
            }
        })
        .boxed()
}

fn by_id(mut links: Vec<KeptLink>) -> Vec<KeptLink> {
    links.reverse();
    links.sort_by(|one, other| one.item.id.cmp(&other.item.id));
    links.dedup_by(|one, other| one.item.id == other.item.id);
    links
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn any_links_survive_closing_under_their_own_identity(
        links in vec(any_link(), 0..6),
        others in vec(any_link(), 0..6),
        endpoint in of(text()),
        listed_at in of(at()),
    ) {
        let dir = tempfile::tempdir().unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let journal = open(dir.path()).journal;
        let theirs = Identity { endpoint, region: "ca-central-1".to_owned(), ..identity() };
        let changes = [(identity(), &links, listed_at), (theirs.clone(), &others, None)];
        for (identity, kept, listed_at) in changes {
            let change = LinksChange { identity, kept: kept.clone(), removed: Vec::new(), listed_at };
            runtime.block_on(journal.keep_links(change).on_disk()).unwrap();
        }
        drop(journal);
        let journal = open(dir.path()).journal;
        let ours = runtime.block_on(journal.links(&identity())).unwrap();
        prop_assert_eq!(ours, RememberedLinks { links: by_id(links), listed_at, memos: Vec::new() });
        prop_assert_eq!(runtime.block_on(journal.links(&theirs)).unwrap().links, by_id(others));
    }
}

#[tokio::test]
async fn what_changed_is_changed_what_was_removed_is_gone_and_the_rest_stays() {
    let dir = tempfile::tempdir().unwrap();
    let journal = open(dir.path()).journal;
    journal.keep_links(listed((0..4).map(kept).collect())).on_disk().await.unwrap();
    let mut expired = kept(1);
    expired.item.state = AssociationState::RefreshTokenExpired;
    expired.state_since = Some(NOW);
    let change =
        LinksChange { removed: vec![item(2).id], listed_at: None, ..listed(vec![expired.clone(), kept(9)]) };
    journal.keep_links(change).on_disk().await.unwrap();
    let remembered = journal.links(&identity()).await.unwrap();
    assert_eq!(remembered.links, [kept(0), expired, kept(3), kept(9)]);
    assert_eq!(remembered.listed_at, Some(NOW), "a change that was no whole listing leaves its time");
}

#[tokio::test]
async fn nothing_is_remembered_and_no_file_made_before_links_were_listed() {
    let dir = tempfile::tempdir().unwrap();
    let journal = open(dir.path()).journal;
    assert_eq!(journal.links(&identity()).await.unwrap(), RememberedLinks::default());
    assert!(!dir.path().join(CACHE).exists());
}

#[tokio::test]
async fn an_address_in_an_error_message_does_not_get_to_disk() {
    let dir = tempfile::tempdir().unwrap();
    let journal = open(dir.path()).journal;
    let mut failed = kept(1);
    failed.item.error_message = Some(format!("the page {ADDRESS} failed"));
    journal.keep_links(listed(vec![failed])).on_disk().await.unwrap();
    let remembered = journal.links(&identity()).await.unwrap();
    assert_eq!(remembered.links[0].item.error_message.as_deref(), Some("the page (address) failed"));
    assert_eq!(files_with(dir.path(), "CANARY"), Vec::<std::path::PathBuf>::new());
}

#[tokio::test]
async fn a_hundred_thousand_links_are_kept_and_read_back_soon() {
    let dir = tempfile::tempdir().unwrap();
    let opened = open(dir.path());
    let begun_at = Instant::now();
    opened.journal.keep_links(listed((0..100_000).map(kept).collect())).on_disk().await.unwrap();
    let keeping = begun_at.elapsed();
    drop(opened);
    let journal = open(dir.path()).journal;
    let begun_at = Instant::now();
    let remembered = journal.links(&identity()).await.unwrap();
    let reading = begun_at.elapsed();
    assert_eq!(remembered.links.len(), 100_000);
    assert_eq!((&remembered.links[70_001], remembered.listed_at), (&kept(70_001), Some(NOW)));
    println!("keeping 100,000 links took {keeping:?}, reading them {reading:?}");
    assert!(keeping.as_secs() < 60 && reading.as_secs() < 10, "{keeping:?}, {reading:?}");
}

#[tokio::test]
async fn an_intent_is_on_disk_while_links_are_still_being_written() {
    let dir = tempfile::tempdir().unwrap();
    let journal = open(dir.path()).journal;
    let (release, released) = std::sync::mpsc::channel::<()>();
    let busy = journal.clone();
    let busy = tokio::spawn(async move {
        let until_released = move |_: &rusqlite::Connection| released.recv().is_ok();
        busy.link_cache().with_connection(until_released).await
    });
    tokio::task::yield_now().await;
    let behind = journal.keep_links(listed(vec![kept(1)]));
    let (journey, intent) = begun(1, "Miller");
    let written = tokio::time::timeout(PATIENCE, write(&journal, [begin(&journey, &intent)])).await;
    assert!(written.is_ok(), "it waited behind the links");
    assert!(
        tokio::time::timeout(Duration::ZERO, behind.on_disk()).await.is_err(),
        "they are not written yet"
    );
    release.send(()).unwrap();
    assert_eq!(busy.await.unwrap(), Some(true));
    behind.on_disk().await.unwrap();
}

#[tokio::test]
async fn closing_does_not_wait_for_a_long_list_and_what_is_cut_short_is_no_whole_listing() {
    let dir = tempfile::tempdir().unwrap();
    let opened = open(dir.path());
    let cut_short = opened.journal.keep_links(listed((0..100_000).map(kept).collect()));
    drop(opened);
    assert!(cut_short.on_disk().await.is_err());
    let remembered = open(dir.path()).journal.links(&identity()).await.unwrap();
    assert!(remembered.links.len() < 100_000);
    assert_eq!(remembered.listed_at, None);
}

#[tokio::test]
async fn a_disk_that_is_full_for_links_holds_no_change_up_and_is_not_told() {
    let dir = tempfile::tempdir().unwrap();
    let journal = open(dir.path()).journal;
    journal.keep_links(listed(vec![kept(1)])).on_disk().await.unwrap();
    let full = |connection: &rusqlite::Connection| {
        connection.pragma_update_and_check(None, "max_page_count", 1, |_| Ok(())).expect("it is taken");
    };
    journal.link_cache().with_connection(full).await.expect("the thread lives");
    let lost = journal.keep_links(listed((0..5000).map(kept).collect()));
    let (journey, intent) = begun(1, "Miller");
    write(&journal, [begin(&journey, &intent)]).await;
    assert_eq!(lost.on_disk().await, Err(WriteProblem::DiskFull));
    write(&journal, [keep(&journey)]).await;
    assert_eq!(*journal.health().borrow(), crate::Health::default());
    assert_eq!(journal.links(&identity()).await.unwrap().links, [kept(1)]);
}

#[tokio::test]
async fn a_damaged_cache_is_begun_anew_and_the_journal_beside_it_stays() {
    let of_another_version = {
        let dir = tempfile::tempdir().unwrap();
        let connection = rusqlite::Connection::open(dir.path().join(CACHE)).unwrap();
        connection.execute_batch("CREATE TABLE theirs (a); PRAGMA user_version = 9").unwrap();
        drop(connection);
        fs::read(dir.path().join(CACHE)).unwrap()
    };
    for damage in [b"no pages at all".to_vec(), vec![0; 8192], of_another_version] {
        let dir = tempfile::tempdir().unwrap();
        let opened = open(dir.path());
        write(&opened.journal, [keep(&begun(1, "Miller").0)]).await;
        drop(opened);
        fs::write(dir.path().join(CACHE), &damage).unwrap();
        let opened = open(dir.path());
        assert_eq!((opened.set_aside, opened.remembered.journeys.len()), (None, 1));
        let journal = opened.journal;
        assert_eq!(journal.links(&identity()).await.unwrap(), RememberedLinks::default());
        journal.keep_links(listed(vec![kept(1)])).on_disk().await.unwrap();
        assert_eq!(journal.links(&identity()).await.unwrap().links, [kept(1)]);
    }
}

#[tokio::test]
async fn a_cached_row_that_cannot_be_read_is_left_out() {
    let dir = tempfile::tempdir().unwrap();
    let journal = open(dir.path()).journal;
    journal.keep_links(listed((0..3).map(kept).collect())).on_disk().await.unwrap();
    let damage = |connection: &rusqlite::Connection| {
        let sql = "UPDATE links SET name = CAST(x'ff' AS TEXT) WHERE link = 'link000001'";
        connection.execute(sql, []).expect("it is taken")
    };
    assert_eq!(journal.link_cache().with_connection(damage).await, Some(1));
    assert_eq!(journal.links(&identity()).await.unwrap().links, [kept(0), kept(2)]);
}

#[cfg(unix)]
#[tokio::test]
async fn the_cache_is_for_its_owner_alone_and_in_no_backup() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    let journal = open(dir.path()).journal;
    journal.keep_links(listed(vec![kept(1)])).on_disk().await.unwrap();
    for name in [CACHE.to_owned(), format!("{CACHE}-wal")] {
        let mode = fs::metadata(dir.path().join(&name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
    let path = dir.path().to_owned();
    let back_up = move |connection: &rusqlite::Connection| {
        crate::backups::make(connection, &path, Book::Live, jiff::Timestamp::now())
    };
    journal.with_connection(back_up).await.expect("it acts").expect("the backup is made");
    assert_eq!(files_with(&dir.path().join("backups"), "Customer 1"), Vec::<std::path::PathBuf>::new());
}

#[tokio::test]
async fn a_memo_is_kept_changed_and_removed_and_is_told_while_it_waits() {
    let dir = tempfile::tempdir().unwrap();
    let opened = open(dir.path());
    let journal = opened.journal.clone();
    let elsewhere = Identity { account: "444455556666".to_owned(), ..identity() };
    let (first, second) = (memo("a", Some("Müller"), None), memo("b", Some("Smith"), Some("rings twice")));
    for memo in [&first, &second] {
        journal.keep_memo(&identity(), memo.clone()).on_disk().await.unwrap();
    }
    journal.keep_memo(&elsewhere, memo("a", None, Some("theirs"))).on_disk().await.unwrap();
    assert_eq!(journal.links(&identity()).await.unwrap().memos, [first, second.clone()]);
    journal.keep_memo(&identity(), memo("a", None, None)).on_disk().await.unwrap();
    drop((journal, opened));
    let journal = open(dir.path()).journal;
    assert_eq!(journal.links(&identity()).await.unwrap().memos, [second]);
    let full = |connection: &rusqlite::Connection| {
        connection.pragma_update_and_check(None, "max_page_count", 1, |_| Ok(())).expect("it is taken");
    };
    journal.with_connection(full).await.expect("the writer lives");
    let long = memo("c", Some("Brown"), Some(&"word ".repeat(10_000)));
    let removed = memo("b", None, None);
    let waiting = [long.clone(), removed].map(|memo| journal.keep_memo(&identity(), memo));
    assert_eq!(waiting[0].on_disk().await, Err(WriteProblem::DiskFull));
    assert_eq!(journal.links(&identity()).await.unwrap().memos, [long]);
    assert_eq!(journal.health().borrow().unsaved, 2, "a memo is precious");
}
