//! Plans told as events and effects.
#![allow(clippy::wildcard_enum_match_arm, reason = "a test looks for one case among many")]

use std::collections::HashSet;

use onboarding::Outcome;
use proptest::prelude::*;

use super::*;

const NOW: Timestamp = Timestamp(1_800_000_000_000);

fn link() -> AccountAssociationId {
    AccountAssociationId::new("link1")
}

fn devices(count: usize) -> Vec<(ManagedThingId, Option<String>)> {
    (0..count).map(|at| (ManagedThingId::new(format!("thing{at}")), Some(format!("Lamp {at}")))).collect()
}

fn begin(count: usize) -> (Plan, Vec<PlanEffect>) {
    let identity = Identity {
        partition: "aws".to_owned(),
        account: "111122223333".to_owned(),
        region: "eu-west-1".to_owned(),
        endpoint: None,
    };
    let steps = Plan::unlinking(&link(), devices(count));
    Plan::begin("plan".to_owned(), identity, (link(), "Mueller".to_owned()), PlanKind::Unlink, steps, NOW)
}

fn well() -> Result<Performed, Problem> {
    Ok(Performed { outcome: Outcome::AccountAssociationDeregistered, request_id: Some("r".to_owned()) })
}

fn badly(kind: ProblemKind) -> Result<Performed, Problem> {
    Err(Problem::before_sending(kind))
}

/// Answers everything that is asked for until nothing is.
fn settle(
    mut plan: Plan,
    effects: Vec<PlanEffect>,
    mut answer: impl FnMut(&Intent) -> Result<Performed, Problem>,
) -> Plan {
    let mut open = effects;
    while let Some(effect) = open.pop() {
        let event = match effect {
            PlanEffect::Perform { step, intent } => PlanEvent::Answered { step, result: answer(&intent) },
            PlanEffect::ListRegistered => PlanEvent::Listed { registered: Ok(Vec::new()) },
            PlanEffect::RetryLater { .. } => continue,
        };
        let (next, more) = plan.advance(event, NOW);
        plan = next;
        open.extend(more);
    }
    plan
}

fn is_delete(effect: &PlanEffect) -> bool {
    matches!(effect, PlanEffect::Perform { intent: Intent::DeleteAccountAssociation(_), .. })
}

#[test]
fn twelve_devices_are_taken_off_before_the_link_is_removed() {
    let (mut plan, mut open) = begin(12);
    let mut order = Vec::new();
    while let Some(effect) = open.pop() {
        assert!(open.len() < SIDE_BY_SIDE);
        let event = match effect {
            PlanEffect::Perform { step, intent } => {
                order.push(intent.operation());
                PlanEvent::Answered { step, result: well() }
            }
            PlanEffect::ListRegistered => PlanEvent::Listed { registered: Ok(Vec::new()) },
            PlanEffect::RetryLater { .. } => panic!("nothing failed"),
        };
        let (next, more) = plan.advance(event, NOW);
        plan = next;
        open.extend(more);
    }
    assert_eq!(order.len(), 13);
    assert_eq!(order[12], "DeleteAccountAssociation");
    assert_eq!(plan.ended_at, Some(NOW));
}

#[test]
fn a_device_that_fails_keeps_the_link_and_is_tried_again_alone() {
    let (plan, effects) = begin(3);
    let mut sent = 0;
    let plan = settle(plan, effects, |intent| match intent {
        Intent::DeregisterAccountAssociation(it) if it.managed_thing_id.as_str() == "thing1" => {
            badly(ProblemKind::TryAgain)
        }
        _ => well(),
    });
    assert_eq!((plan.done(), plan.failed(), plan.ended_at), (2, 1, None));
    assert!(!plan.is_at_work());
    let (plan, effects) = plan.advance(PlanEvent::TryAgain, NOW);
    assert_eq!(effects.len(), 1);
    let plan = settle(plan, effects, |_| {
        sent += 1;
        well()
    });
    assert_eq!(sent, 2, "the one that failed and the link");
    assert!(plan.is_whole());
}

#[test]
fn what_is_gone_already_counts_as_done() {
    let (plan, effects) = begin(2);
    let plan = settle(plan, effects, |_| badly(ProblemKind::Gone));
    assert!(plan.is_whole());
    assert!(plan.steps.iter().all(|step| step.progress == StepProgress::WasDone));
}

#[test]
fn devices_registered_meanwhile_pause_the_plan_until_a_person_goes_on() {
    let (plan, effects) = begin(1);
    let [PlanEffect::Perform { step, .. }] = effects[..] else { panic!("{effects:?}") };
    let (plan, effects) = plan.advance(PlanEvent::Answered { step, result: well() }, NOW);
    assert_eq!(effects, [PlanEffect::ListRegistered]);
    let still_listed = devices(2);
    let (plan, effects) = plan.advance(PlanEvent::Listed { registered: Ok(still_listed) }, NOW);
    assert_eq!(effects, []);
    assert!(plan.paused && plan.found_more == 1, "the one that was taken off is not counted");
    let (plan, effects) = plan.advance(PlanEvent::GoOn, NOW);
    assert!(settle(plan, effects, |_| well()).is_whole());
}

#[test]
fn nothing_begins_while_it_is_paused_and_it_cannot_be_stopped_while_something_is_on_its_way() {
    let (plan, effects) = begin(12);
    let (plan, _) = plan.advance(PlanEvent::Pause, NOW);
    let (plan, _) = plan.advance(PlanEvent::Stop, NOW);
    assert_eq!(plan.ended_at, None);
    let plan = settle(plan, effects, |_| well());
    assert_eq!(plan.done(), SIDE_BY_SIDE);
    let (plan, _) = plan.advance(PlanEvent::Stop, NOW);
    assert_eq!(plan.ended_at, Some(NOW));
}

#[test]
fn what_reached_nobody_goes_on_by_itself() {
    let (plan, effects) = begin(1);
    let [PlanEffect::Perform { step, .. }] = effects[..] else { panic!("{effects:?}") };
    let lost = PlanEvent::Answered { step, result: badly(ProblemKind::CheckNetwork) };
    let (plan, effects) = plan.advance(lost, NOW);
    assert_eq!(effects, [PlanEffect::RetryLater { attempt: 1 }]);
    assert!(plan.is_at_work());
    let (plan, effects) = plan.advance(PlanEvent::RetryUnreached { attempt: 1 }, NOW);
    assert!(settle(plan, effects, |_| well()).is_whole());
}

#[test]
fn a_person_who_does_not_wait_tries_at_once_and_the_pause_that_was_begun_does_nothing() {
    let (plan, effects) = begin(1);
    let [PlanEffect::Perform { step, .. }] = effects[..] else { panic!("{effects:?}") };
    let lost = PlanEvent::Answered { step, result: badly(ProblemKind::CheckNetwork) };
    let (plan, _) = plan.advance(lost, NOW);
    let (plan, effects) = plan.advance(PlanEvent::GoOn, NOW);
    assert!(matches!(effects[..], [PlanEffect::Perform { .. }]), "{effects:?}");
    let lost = PlanEvent::Answered { step, result: badly(ProblemKind::CheckNetwork) };
    let (plan, effects) = plan.advance(lost, NOW);
    assert_eq!(effects, [PlanEffect::RetryLater { attempt: 2 }]);
    let (_, effects) = plan.advance(PlanEvent::RetryUnreached { attempt: 1 }, NOW);
    assert_eq!(effects, []);
}

#[test]
fn an_edit_that_was_cut_short_long_ago_is_not_sent_again() {
    let (mut plan, _) = begin(1);
    plan.kind = PlanKind::EditLink;
    let (fresh, effects) = plan.clone().take_up(Timestamp(NOW.0 + 60_000));
    assert!(fresh.ended_at.is_none() && !effects.is_empty());
    let (old, effects) = plan.take_up(Timestamp(NOW.0 + 2 * 3_600_000));
    assert!(old.ended_at.is_some() && effects.is_empty());
}

/// What the service holds while a plan is carried out and killed.
#[derive(Default)]
struct World {
    taken_off: HashSet<String>,
    removed: bool,
}

proptest! {
    #[test]
    fn killed_at_any_moment_and_taken_up_it_ends_with_everything_done_and_the_link_last(
        count in 0usize..15,
        course in proptest::collection::vec((0usize..8, 0u8..10), 0..80),
    ) {
        let mut world = World::default();
        let (mut plan, mut open) = begin(count);
        for (at, luck) in course {
            if open.is_empty() {
                break;
            }
            if luck == 0 {
                let (next, effects) = plan.take_up(NOW);
                plan = next;
                open = effects;
                continue;
            }
            let effect = open.remove(at % open.len());
            let (next, more) = plan.advance(world.carry_out(&effect, luck)?, NOW);
            plan = next;
            open.extend(more);
        }
        let (plan, effects) = plan.take_up(NOW);
        let (plan, more) = plan.advance(PlanEvent::TryAgain, NOW);
        let mut open: Vec<PlanEffect> = effects.into_iter().chain(more).collect();
        let mut plan = plan;
        while let Some(effect) = open.pop() {
            let (next, more) = plan.advance(world.carry_out(&effect, 9)?, NOW);
            plan = next;
            open.extend(more);
        }
        prop_assert!(plan.is_whole() && world.removed);
        prop_assert_eq!(world.taken_off.len(), count);
    }
}

impl World {
    /// Carries out what is asked for; with some luck the answer is lost.
    fn carry_out(&mut self, effect: &PlanEffect, luck: u8) -> Result<PlanEvent, TestCaseError> {
        let (step, intent) = match effect {
            PlanEffect::Perform { step, intent } => (*step, intent),
            PlanEffect::ListRegistered => return Ok(PlanEvent::Listed { registered: Ok(Vec::new()) }),
            PlanEffect::RetryLater { attempt } => {
                return Ok(PlanEvent::RetryUnreached { attempt: *attempt });
            }
        };
        let was_done = match intent {
            Intent::DeregisterAccountAssociation(it) => {
                prop_assert!(!self.removed, "nothing is taken off a link that is gone");
                !self.taken_off.insert(it.managed_thing_id.as_str().to_owned())
            }
            _ => {
                prop_assert!(is_delete(effect));
                std::mem::replace(&mut self.removed, true)
            }
        };
        let lost = Problem { nothing_was_done: false, ..Problem::before_sending(ProblemKind::CheckNetwork) };
        let result = match luck {
            1 | 2 => Err(lost),
            _ if was_done => badly(ProblemKind::Gone),
            _ => well(),
        };
        Ok(PlanEvent::Answered { step, result })
    }
}
