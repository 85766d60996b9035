//! What was done to links, and over everything in the book.

use super::*;
use crate::{Act, ActPlace};

fn at(later: i64, what: &str) -> Entry {
    Entry { at: Timestamp(NOW.0 + later), ..entry(what) }
}

fn whats(entries: &[Entry]) -> Vec<&str> {
    entries.iter().map(|entry| entry.what.as_str()).collect()
}

#[tokio::test]
async fn a_link_tells_of_all_journeys_and_plans_it_was_in_also_when_it_is_gone() {
    let dir = tempfile::tempdir().unwrap();
    let journal = open(dir.path()).journal;
    let first = with_devices(1, "Miller", 1);
    let link = first.link.clone().expect("it has a link");
    let removed = Journey { link: None, stop: Stop::Removed, ..first.clone() };
    let again = Journey { link: Some(AccountAssociationId::new("another")), ..first.clone() };
    let reconnected = Journey { id: "later".to_owned(), ..first.clone() };
    let elsewhere = Journey {
        id: "elsewhere".to_owned(),
        identity: Identity { region: "ca-central-1".to_owned(), ..identity() },
        ..first.clone()
    };
    let plan = unlinking("plan", link.as_str(), 1);
    let told = |journey: &Journey, entry: Entry| Change { timeline: vec![entry], ..keep(journey) };
    write(
        &journal,
        [
            told(&first, at(0, "made")),
            told(&elsewhere, at(1, "elsewhere")),
            told(&reconnected, at(3, "reconnected")),
            told(&removed, at(2, "removed")),
            told(&again, at(5, "made again")),
            Change { timeline: vec![at(4, "taken off")], ..keep_plan(&plan) },
            Change { keep: Some(Keep::Closed), ..keep(&reconnected) },
        ],
    )
    .await;
    let entries = journal.timeline_of_link(&identity(), &link).await.unwrap();
    assert_eq!(whats(&entries), ["made", "removed", "reconnected", "taken off", "made again"]);
    let other = AccountAssociationId::new("another");
    let entries = journal.timeline_of_link(&identity(), &other).await.unwrap();
    assert_eq!(whats(&entries), ["made", "removed", "made again"], "a journey is told whole");
    let nobodys = AccountAssociationId::new("nobodys");
    assert_eq!(journal.timeline_of_link(&identity(), &nobodys).await.unwrap(), []);
}

#[tokio::test]
async fn an_act_says_whose_it_was_and_about_which_link() {
    let dir = tempfile::tempdir().unwrap();
    let journal = open(dir.path()).journal;
    let mut journey = with_devices(1, "Miller", 1);
    journey.customer.spelling = "Müller".to_owned();
    journey.identity.endpoint = Some("https://a.example".to_owned());
    let plan = unlinking("plan", "link2", 1);
    let gone = Journey { link: None, stop: Stop::Removed, ..journey.clone() };
    write(
        &journal,
        [
            Change { timeline: vec![at(1, "made")], ..keep(&journey) },
            Change { timeline: vec![at(2, "taken off")], ..keep_plan(&plan) },
            keep(&gone),
        ],
    )
    .await;
    let acts = journal.activity(None, 10).await.unwrap();
    let [newer, older] = acts.as_slice() else { panic!("{acts:?}") };
    assert_eq!((newer.name.as_deref(), newer.link.clone()), (Some("Mueller"), Some(plan.link)));
    assert_eq!((&newer.identity, newer.at), (&identity(), Timestamp(NOW.0 + 2)));
    assert_eq!((older.name.as_deref(), older.link.clone()), (Some("Miller"), journey.link));
    assert_eq!((&older.identity, &older.entry), (&journey.identity, &at(1, "made")));
}

#[tokio::test]
async fn page_by_page_every_act_comes_once_and_newest_first_whatever_happened_at_one_time() {
    let dir = tempfile::tempdir().unwrap();
    let journal = open(dir.path()).journal;
    for number in 0..12 {
        let journey = with_devices(number, "Miller", 1);
        let plan = unlinking(&format!("plan {number}"), "link1", 1);
        let entries =
            || (0..5).map(|later| at(later / 3, &format!("{number} {later}"))).collect::<Vec<Entry>>();
        write(
            &journal,
            [
                Change { timeline: entries(), ..keep(&journey) },
                Change { timeline: entries(), ..keep_plan(&plan) },
            ],
        )
        .await;
    }
    let all = journal.activity(None, 1000).await.unwrap();
    assert_eq!(all.len(), 120);
    assert!(all.is_sorted_by(|one, next| one.at >= next.at));
    for limit in [1, 2, 7, 119, 120] {
        let mut paged: Vec<Act> = Vec::new();
        loop {
            let behind: Option<ActPlace> =
                paged.last().map(|act| act.place.to_string().parse().expect("a place is read back"));
            let page = journal.activity(behind.as_ref(), limit).await.unwrap();
            assert!(page.len() <= limit);
            if page.is_empty() {
                break;
            }
            paged.extend(page);
        }
        assert_eq!(paged, all, "in pages of {limit}");
    }
}

#[tokio::test]
async fn what_is_written_between_two_pages_is_not_in_the_second_and_moves_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let journal = open(dir.path()).journal;
    let journey = with_devices(1, "Miller", 1);
    let told = |entry: Entry| Change { timeline: vec![entry], ..keep(&journey) };
    write(&journal, (0..4).map(|later| told(at(later, &later.to_string())))).await;
    let page = journal.activity(None, 2).await.unwrap();
    write(&journal, [told(at(9, "meanwhile"))]).await;
    let next = journal.activity(page.last().map(|act| &act.place), 10).await.unwrap();
    let entries: Vec<Entry> = next.into_iter().map(|act| act.entry).collect();
    assert_eq!(whats(&entries), ["1", "0"]);
}

#[tokio::test]
async fn what_cannot_be_read_is_left_out_of_a_page_and_others_fill_it() {
    let dir = tempfile::tempdir().unwrap();
    let opened = open(dir.path());
    for number in 0..4 {
        let told =
            Change { timeline: vec![at(1, &number.to_string())], ..keep(&with_devices(number, "M", 1)) };
        write(&opened.journal, [told]).await;
    }
    drop(opened);
    let connection = rusqlite::Connection::open(dir.path().join("journal.sqlite3")).unwrap();
    let sql = "UPDATE timeline SET what = CAST(x'ff' AS TEXT) WHERE subject = 'journey-3'";
    assert_eq!(connection.execute(sql, []).unwrap(), 1);
    let sql = "UPDATE journeys SET stop_data = '' WHERE id = 'journey-2'";
    assert_eq!(connection.execute(sql, []).unwrap(), 1);
    drop(connection);
    let opened = open(dir.path());
    assert_eq!(opened.remembered.quarantined.len(), 1);
    let acts = opened.journal.activity(None, 3).await.unwrap();
    let entries: Vec<Entry> = acts.into_iter().map(|act| act.entry).collect();
    assert_eq!(whats(&entries), ["2", "1", "0"], "also of the journey that is quarantined");
}

#[test]
fn a_text_that_names_no_place_is_refused() {
    for text in ["", "1", "1 2", "1 2 journey", "a 2 journey x", "1 b journey x", "1 2 coffee x"] {
        assert!(text.parse::<ActPlace>().is_err(), "{text:?}");
    }
    let spaced = "1 2 plan of many words";
    assert_eq!(spaced.parse::<ActPlace>().unwrap().to_string(), spaced);
}
