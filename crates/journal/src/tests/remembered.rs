//! What was written is there after the journal was closed and opened again, and
//! nothing that must not be on disk is.

use std::time::Instant;

use onboarding::{
    AccountAssociationId, ClientToken, CreateManagedThing, DeviceDiscoveryId, Intent, Journey,
    UpdateAccountAssociation,
    journey::{AwaitingSignIn, Registering, SignInPage, Stop},
};
use proptest::prelude::*;

use super::{
    any_journey::{ADDRESS, MATERIAL, any_journey, restored},
    *,
};
use crate::OpenIntent;

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_journey_survives_closing_but_for_what_must_not_be_on_disk(journey in any_journey()) {
        let dir = tempfile::tempdir().unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let opened = open(dir.path());
        runtime.block_on(write(&opened.journal, [keep(&journey)]));
        drop(opened);
        let opened = open(dir.path());
        prop_assert!(opened.set_aside.is_none());
        prop_assert!(opened.remembered.quarantined.is_empty());
        prop_assert_eq!(opened.remembered.journeys, vec![restored(journey)]);
        drop(opened.journal);
        prop_assert_eq!(files_with(dir.path(), ADDRESS), Vec::<std::path::PathBuf>::new());
        prop_assert_eq!(files_with(dir.path(), MATERIAL), Vec::<std::path::PathBuf>::new());
    }
}

#[tokio::test]
async fn an_open_intent_comes_back_with_its_parameters_and_the_time_it_was_first_opened() {
    let dir = tempfile::tempdir().unwrap();
    let opened = open(dir.path());
    let (journey, intent) = begun(1, "Miller");
    let later = Change { at: Timestamp(NOW.0 + 1000), ..begin(&journey, &intent) };
    let unclear = answered(&journey, &intent.key(), Answer::Unclear);
    write(&opened.journal, [begin(&journey, &intent), unclear.clone(), later, unclear]).await;
    drop(opened);
    let expected = OpenIntent {
        key: intent.key(),
        journey_id: Some(journey.id.clone()),
        intent,
        opened_at: journey.started_at,
        unclear_since: Some(journey.started_at),
    };
    assert_eq!(open(dir.path()).remembered.underway, [expected]);
}

#[tokio::test]
async fn an_answered_intent_is_not_open_any_more() {
    let dir = tempfile::tempdir().unwrap();
    let opened = open(dir.path());
    for (number, how) in [Answer::Done, Answer::Refused].into_iter().enumerate() {
        let (journey, intent) = begun(number, "Miller");
        let answer = answered(&journey, &intent.key(), how);
        write(&opened.journal, [begin(&journey, &intent), answer]).await;
    }
    drop(opened);
    let remembered = open(dir.path()).remembered;
    assert_eq!(remembered.journeys.len(), 2);
    assert_eq!(remembered.underway, []);
}

#[tokio::test]
async fn an_intent_without_a_journey_comes_back_alone() {
    let dir = tempfile::tempdir().unwrap();
    let opened = open(dir.path());
    let intent = Intent::UpdateAccountAssociation(UpdateAccountAssociation {
        account_association_id: AccountAssociationId::new("link1"),
        name: Some("Mueller".to_owned()),
        description: None,
    });
    let change = Change {
        intents: vec![IntentChange::Opened { key: intent.key(), intent: intent.clone() }],
        ..Change::of(Subject::Alone, NOW)
    };
    write(&opened.journal, [change]).await;
    drop(opened);
    let alone = open(dir.path()).remembered.alone;
    assert_eq!(alone.len(), 1);
    assert_eq!((alone[0].intent.clone(), alone[0].journey_id.clone()), (intent, None));
}

#[tokio::test]
async fn only_changed_rows_are_written_and_a_list_of_another_length_is_written_whole() {
    let dir = tempfile::tempdir().unwrap();
    let opened = open(dir.path());
    let mut journey = with_devices(1, "Miller", 4);
    write(&opened.journal, [keep(&journey)]).await;
    let renamed = |journey: &Journey, names: [&str; 4], count: usize| {
        let Stop::ChoosingDevices(stop) = &journey.stop else { panic!("it is choosing") };
        let mut stop = stop.clone();
        let name = |(row, name): (&Row, &str)| Row { name: name.to_owned(), ..row.clone() };
        stop.rows = stop.rows.iter().zip(names).map(name).take(count).collect();
        Journey { stop: Stop::ChoosingDevices(stop), ..journey.clone() }
    };
    let names = |journey: &Journey| -> Vec<String> {
        let rows = crate::record::stop::rows(&journey.stop).expect("it has rows");
        rows.iter().map(|row| row.name.clone()).collect()
    };
    let change = |journey: &Journey, rows| Change {
        keep: Some(Keep::Journey { journey: journey.clone(), rows }),
        ..keep(journey)
    };
    journey = renamed(&journey, ["A", "B", "C", "D"], 4);
    write(&opened.journal, [change(&journey, RowsChanged::Only(vec![2, 0, 9]))]).await;
    drop(opened);
    let opened = open(dir.path());
    assert_eq!(names(&opened.remembered.journeys[0]), ["A", "Lamp 1", "C", "Lamp 3"]);
    journey = renamed(&journey, ["E", "F", "G", "H"], 2);
    write(&opened.journal, [change(&journey, RowsChanged::None)]).await;
    drop(opened);
    let opened = open(dir.path());
    assert_eq!(names(&opened.remembered.journeys[0]), ["E", "F"]);
    let longer = with_devices(1, "Miller", 3);
    write(&opened.journal, [change(&longer, RowsChanged::Only(vec![2]))]).await;
    drop(opened);
    let opened = open(dir.path());
    assert_eq!(names(&opened.remembered.journeys[0]), ["Lamp 0", "Lamp 1", "Lamp 2"]);
}

#[tokio::test]
async fn a_closed_journey_keeps_its_timeline_and_an_erased_one_keeps_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let opened = open(dir.path());
    let (closed, closed_intent) = begun(1, "Miller");
    let (erased, erased_intent) = begun(2, "Smith");
    let end = |journey: &Journey, keep| Change {
        keep: Some(keep),
        timeline: vec![entry("finished")],
        ..Change::of(Subject::Journey(journey.id.clone()), NOW)
    };
    write(&opened.journal, [begin(&closed, &closed_intent), begin(&erased, &erased_intent)]).await;
    write(&opened.journal, [end(&closed, Keep::Closed), end(&erased, Keep::Erased)]).await;
    let late = Change { keep: None, ..begin(&erased, &erased_intent) };
    assert!(opened.journal.write(late).on_disk().await.is_err(), "nothing is sent for what was erased");
    drop(opened);
    let opened = open(dir.path());
    assert_eq!(opened.remembered.journeys, []);
    assert_eq!(opened.remembered.underway, []);
    let kept = opened.journal.timeline(&closed.id).await.unwrap();
    assert_eq!(kept, [entry("begun"), entry("finished")]);
    assert_eq!(opened.journal.timeline(&erased.id).await.unwrap(), []);
}

#[tokio::test]
async fn changes_are_written_in_the_order_in_which_they_were_asked_for() {
    let dir = tempfile::tempdir().unwrap();
    let journal = open(dir.path()).journal;
    let (journey, _) = begun(1, "Miller");
    let numbered = |number: usize| Change { timeline: vec![entry(&number.to_string())], ..keep(&journey) };
    write(&journal, (0..300).map(numbered)).await;
    let entries = journal.timeline(&journey.id).await.unwrap();
    let numbers: Vec<String> = entries.into_iter().map(|entry| entry.what).collect();
    assert_eq!(numbers, (0..300).map(|number| number.to_string()).collect::<Vec<_>>());
}

#[tokio::test]
async fn practice_and_live_never_share_a_file() {
    let dir = tempfile::tempdir().unwrap();
    let folder = folder(dir.path());
    let live = Journal::open(&folder, Book::Live).unwrap();
    let practice = Journal::open(&folder, Book::Practice).unwrap();
    write(&live.journal, [keep(&begun(1, "Miller").0)]).await;
    write(&practice.journal, [keep(&begun(2, "Practised").0)]).await;
    drop((live, practice));
    let names = |text| {
        let files = files_with(dir.path(), text);
        files.iter().map(|path| path.file_name().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names("Miller"), ["journal.sqlite3"]);
    assert_eq!(names("Practised"), ["practice.sqlite3"]);
}

#[tokio::test]
async fn no_address_and_no_material_is_in_file_log_backup_or_list() {
    let dir = tempfile::tempdir().unwrap();
    let opened = open(dir.path());
    let journal = opened.journal.clone();
    let mut waiting = begun(1, "Miller").0;
    let address = onboarding::SignInAddress::parse(ADDRESS, &waiting.address_policy).unwrap();
    waiting.stop = Stop::AwaitingSignIn(AwaitingSignIn {
        since: NOW,
        state: onboarding::AssociationState::InProgress,
        listed_as: None,
        page: SignInPage::Ready(address),
        handed_over: None,
        checked_at: None,
        problem: None,
        error_message: Some(format!("the page {ADDRESS} failed")),
        gone: false,
        old_state: None,
        old_error: Some(format!("the page {ADDRESS} failed before")),
        replaced_at: None,
    });
    let mut making = with_devices(2, "Smith", 1);
    let creation = CreateManagedThing {
        client_token: ClientToken::new("thing-1"),
        authentication_material: MATERIAL.to_owned(),
        name: None,
        owner: None,
        brand: None,
        model: None,
        classification: None,
    };
    if let Stop::ChoosingDevices(stop) = &mut making.stop {
        let material = |row: &Row| {
            let mut row = Row { creation: Some(creation.clone()), ..row.clone() };
            row.device.authentication_material = Some(MATERIAL.to_owned());
            row
        };
        stop.rows = stop.rows.iter().map(material).collect();
    }
    let intent = Intent::CreateManagedThing(creation.clone());
    let said = Entry { detail: Some(ADDRESS.to_owned()), ..entry("step-failed") };
    let secret = || {
        let begin = begin(&making, &intent);
        [Change { timeline: vec![said.clone()], ..keep(&waiting) }, begin]
    };
    write(&journal, secret()).await;
    let path = dir.path().to_owned();
    let back_up = move |connection: &rusqlite::Connection| {
        crate::backups::make(connection, &path, Book::Live, jiff::Timestamp::now()).expect("it is made");
        connection.pragma_update_and_check(None, "max_page_count", 1, |_| Ok(())).expect("it is taken");
    };
    journal.with_connection(back_up).await.expect("the writer lives");
    let full = [keep(&with_devices(3, "Brown", 500)), answered(&making, "thing-1", Answer::Done)];
    for change in full.into_iter().chain(secret()) {
        assert!(journal.write(change).on_disk().await.is_err(), "the disk is full");
    }
    assert!(journal.health().borrow().rescue_file.is_some());
    for told in ["Miller", "Smith"] {
        assert!(files_with(dir.path(), told).len() >= 3, "{told} is in log, backup and list");
    }
    for secret in ["CANARY", "login.example.com"] {
        assert_eq!(files_with(dir.path(), secret), Vec::<std::path::PathBuf>::new());
    }
    drop((journal, opened));
    let underway = open(dir.path()).remembered.underway;
    let without = CreateManagedThing { authentication_material: String::new(), ..creation };
    assert_eq!(underway[0].intent, Intent::CreateManagedThing(without));
}

#[tokio::test]
async fn addresses_in_what_was_said_do_not_get_to_disk() {
    let dir = tempfile::tempdir().unwrap();
    let opened = open(dir.path());
    let (mut journey, _) = begun(1, "Miller");
    let mut stop = Registering {
        discovery: DeviceDiscoveryId::new("search"),
        rows: [row(0, &DeviceDiscoveryId::new("search"))].into_iter().collect(),
        problem: None,
        paused: false,
        refreshing: false,
        confirmations: 0,
        listing: false,
        listed: 0,
        unreached: 0,
    };
    let problem = onboarding::Problem::before_sending(onboarding::ProblemKind::TryAgain);
    stop.problem = Some(problem.with_service_message(&format!("look at {ADDRESS} first")));
    journey.stop = Stop::Registering(stop);
    let said = Entry { about: Some(ADDRESS.to_owned()), detail: Some(format!("at {ADDRESS}")), ..entry("x") };
    write(&opened.journal, [Change { timeline: vec![said], ..keep(&journey) }]).await;
    let told = opened.journal.timeline(&journey.id).await.unwrap();
    assert_eq!(told[0].detail.as_deref(), Some("at (address)"));
    assert_eq!(files_with(dir.path(), "CANARY-ADDRESS"), Vec::<std::path::PathBuf>::new());
    drop(opened);
    let Stop::Registering(stop) = &open(dir.path()).remembered.journeys[0].stop else { panic!("it is") };
    let said = stop.problem.as_ref().and_then(|problem| problem.service_message.clone());
    assert_eq!(said.as_deref(), Some("look at (address) first"));
}

#[tokio::test]
async fn a_thousand_unfinished_journeys_load_in_a_moment() {
    let dir = tempfile::tempdir().unwrap();
    let opened = open(dir.path());
    write(&opened.journal, (0..1000).map(|number| keep(&with_devices(number, "Miller", 5)))).await;
    drop(opened);
    let begun = Instant::now();
    let opened = open(dir.path());
    let took = begun.elapsed();
    assert_eq!(opened.remembered.journeys.len(), 1000);
    println!("loading 1,000 journeys of 5 devices took {took:?}");
    assert!(took.as_millis() < 3000, "it took {took:?}; 300 ms is the aim of a release build");
}
