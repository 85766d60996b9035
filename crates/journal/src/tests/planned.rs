//! Plans survive closing and damage, and a plan on disk is the intent of its
//! steps.

use onboarding::Performed;
use proptest::prelude::*;
use support::{PlanEvent, StepProgress};

use super::{
    any_journey::MATERIAL,
    any_plan::{any_plan, restored},
    *,
};
use crate::WriteProblem;

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_plan_survives_closing_but_for_what_must_not_be_on_disk(plan in any_plan()) {
        let dir = tempfile::tempdir().unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let opened = open(dir.path());
        runtime.block_on(write(&opened.journal, [keep_plan(&plan)]));
        drop(opened);
        let opened = open(dir.path());
        prop_assert!(opened.remembered.quarantined.is_empty());
        prop_assert_eq!(opened.remembered.plans, vec![restored(plan)]);
        drop(opened.journal);
        prop_assert_eq!(files_with(dir.path(), MATERIAL), Vec::<std::path::PathBuf>::new());
    }

    #[test]
    fn a_plan_that_changes_in_any_way_is_on_disk_as_it_was_written_last(plans in prop::collection::vec(any_plan(), 1..5)) {
        let dir = tempfile::tempdir().unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let opened = open(dir.path());
        runtime.block_on(write(&opened.journal, plans.iter().map(keep_plan)));
        drop(opened);
        let last = plans.into_iter().next_back().map(restored);
        prop_assert_eq!(open(dir.path()).remembered.plans, Vec::from_iter(last));
    }
}

fn answered(plan: &Plan, step: usize) -> Plan {
    let outcome = onboarding::Outcome::AccountAssociationDeregistered;
    let result = Ok(Performed { outcome, request_id: Some("r-1".to_owned()) });
    plan.clone().advance(PlanEvent::Answered { step, result }, NOW).0
}

#[tokio::test]
async fn unfinished_plans_come_back_in_the_order_in_which_they_were_begun() {
    let dir = tempfile::tempdir().unwrap();
    let opened = open(dir.path());
    let at = |id: &str, later: i64| Plan { begun_at: Timestamp(NOW.0 + later), ..unlinking(id, "link1", 2) };
    let (second, first, closed) = (at("a", 2), at("z", 1), at("m", 0));
    let ended = Plan { ended_at: Some(NOW), ..at("e", 3) };
    let plans = [&second, &first, &closed, &ended].map(keep_plan);
    let close = PlanChange::Closed { id: closed.id.clone() };
    let close = Change { plans: vec![close], timeline: vec![entry("stopped")], ..keep_plan(&closed) };
    write(&opened.journal, plans.into_iter().chain([close])).await;
    drop(opened);
    let opened = open(dir.path());
    assert_eq!(opened.remembered.plans, [first, second]);
    let told = opened.journal.timeline_of_link(&identity(), &closed.link).await.unwrap();
    assert_eq!(told, [entry("stopped")], "the timeline of what is over stays");
}

#[tokio::test]
async fn a_journey_and_the_plan_it_begins_are_on_disk_together() {
    let dir = tempfile::tempdir().unwrap();
    let opened = open(dir.path());
    let (journey, plan) = (with_devices(1, "Miller", 2), unlinking("plan", "link1", 2));
    write(&opened.journal, [Change { plans: vec![PlanChange::Kept(plan.clone())], ..keep(&journey) }]).await;
    drop(opened);
    let remembered = open(dir.path()).remembered;
    assert_eq!((remembered.journeys, remembered.plans), (vec![journey], vec![plan]));
}

#[tokio::test]
async fn the_steps_of_a_plan_are_its_intents_and_others_are_refused() {
    let dir = tempfile::tempdir().unwrap();
    let journal = open(dir.path()).journal;
    let plan = unlinking("plan", "link1", 1);
    let intent = plan.steps[0].intent.clone();
    let opened = IntentChange::Opened { key: intent.key(), intent };
    let refused = journal.write(Change { intents: vec![opened], ..keep_plan(&plan) });
    assert!(matches!(refused.on_disk().await, Err(WriteProblem::CannotWrite { .. })));
    assert_eq!(journal.health().borrow().unsaved, 0, "it holds nothing up");
}

#[tokio::test]
async fn a_plan_that_cannot_be_written_is_told_at_once_and_written_when_there_is_room() {
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
    let plan = unlinking("plan", "link1", 500);
    let refused = journal.write(Change { timeline: vec![entry("begun")], ..keep_plan(&plan) });
    assert_eq!(refused.on_disk().await, Err(WriteProblem::DiskFull));
    assert_eq!(journal.health().borrow().rescue_file, None, "AWS knows of nothing that is not on disk");
    let told = journal.timeline_of_link(&identity(), &plan.link).await.unwrap();
    assert_eq!(told, [entry("begun")], "what waits is told as well");
    journal.with_connection(pages(1_000_000)).await.expect("the writer lives");
    let mut health = journal.health();
    let saved = health.wait_for(|health| health.unsaved == 0);
    tokio::time::timeout(PATIENCE, saved).await.expect("in time").expect("the writer lives");
    drop((journal, opened));
    assert_eq!(open(dir.path()).remembered.plans, [plan]);
}

#[tokio::test]
async fn a_plan_that_cannot_be_read_is_quarantined_and_the_others_stay() {
    for damage in [
        "UPDATE steps SET progress = '{\"is\":' WHERE plan_id = 'bad' AND position = 1",
        "UPDATE steps SET operation = 'MakeCoffee' WHERE plan_id = 'bad' AND position = 0",
        "UPDATE plans SET details = '{}' WHERE id = 'bad'",
        "DELETE FROM steps WHERE plan_id = 'bad' AND position = 1",
    ] {
        let dir = tempfile::tempdir().unwrap();
        let opened = open(dir.path());
        let (bad, good) = (unlinking("bad", "link1", 3), unlinking("good", "link2", 3));
        let changes = [&bad, &good].map(|plan| Change { timeline: vec![entry("begun")], ..keep_plan(plan) });
        write(&opened.journal, changes).await;
        drop(opened);
        let connection = rusqlite::Connection::open(dir.path().join("journal.sqlite3")).unwrap();
        assert_eq!(connection.execute(damage, []).unwrap(), 1, "{damage}");
        drop(connection);
        for _ in 0..2 {
            let opened = open(dir.path());
            assert_eq!(opened.set_aside, None);
            assert_eq!(opened.remembered.plans, std::slice::from_ref(&good), "{damage}");
            let quarantined = &opened.remembered.quarantined;
            assert_eq!(quarantined.len(), 1);
            assert_eq!(quarantined[0].subject, Subject::Plan("bad".to_owned()));
            assert_eq!(quarantined[0].link.as_deref(), Some("link1"));
            let told = opened.journal.timeline_of_link(&identity(), &bad.link).await.unwrap();
            assert_eq!(told, [entry("begun")]);
        }
        let connection = rusqlite::Connection::open(dir.path().join("journal.sqlite3")).unwrap();
        let raw: Vec<u8> = connection.query_row("SELECT raw FROM quarantine", [], |row| row.get(0)).unwrap();
        let raw = String::from_utf8(raw).unwrap();
        assert!(raw.contains("link_name=Mueller\n") && raw.contains("position=2\n"), "{raw}");
    }
}

#[tokio::test]
async fn an_answered_step_is_written_beside_those_that_are_on_their_way() {
    let dir = tempfile::tempdir().unwrap();
    let opened = open(dir.path());
    let plan = unlinking("plan", "link1", 3);
    let next = answered(&plan, 1);
    write(&opened.journal, [keep_plan(&plan), keep_plan(&next)]).await;
    drop(opened);
    let plans = open(dir.path()).remembered.plans;
    assert_eq!(plans[0].steps[1].progress, StepProgress::Done { request_id: Some("r-1".to_owned()) });
    assert_eq!(plans, [next]);
}
