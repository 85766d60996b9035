//! The order of findings, and what holds of all of them.

use proptest::prelude::*;

use super::*;

#[test]
fn facts_stand_before_what_is_likely_and_that_before_what_is_possible_and_advice_is_last() {
    let mut evidence = in_state(AssociationState::InProgress);
    evidence.here.state_since = Some(ago(60 * MINUTE));
    evidence.fares = Some(Fares { total: 40, failing: 20, others_total: 60, others_failing: 0 });
    evidence.on_no_link = Seen::Yes(vec![thing(8, ProvisioningStatus::Isolated)]);
    evidence.device_cloud = Seen::No(problem(ProblemKind::Gone));
    evidence.event_logs = Seen::Yes(Vec::new());
    assert_eq!(
        codes(&evidence),
        [
            "deviceCloudGone",
            "waitingForSignIn",
            "devicesIsolated",
            "notThisLinkAlone",
            "waitingBecause",
            "waitingBecause",
            "waitingBecause",
            "waitingBecause",
            "eventLogsOff",
        ]
    );
}

#[test]
fn each_look_tells_what_came_of_it() {
    let outcomes = |evidence: &Evidence| -> Vec<(Check, &'static str)> {
        let findings = findings(evidence);
        let named = |outcome: CheckOutcome| match outcome {
            CheckOutcome::Well => "well",
            CheckOutcome::Found => "found",
            CheckOutcome::NotSeen(_) => "not seen",
            CheckOutcome::Skipped => "skipped",
        };
        checks(evidence, &findings).into_iter().map(|one| (one.check, named(one.outcome))).collect()
    };
    assert!(outcomes(&well()).iter().all(|(_, outcome)| *outcome == "well"), "{:?}", outcomes(&well()));
    let mut evidence = in_state(AssociationState::Failed);
    evidence.registered = Seen::No(problem(ProblemKind::TryAgain));
    evidence.fares = None;
    assert_eq!(
        outcomes(&evidence),
        [
            (Check::Link, "found"),
            (Check::DeviceCloud, "well"),
            (Check::OtherLinks, "skipped"),
            (Check::Registered, "not seen"),
            (Check::OnNoLink, "well"),
            (Check::Search, "skipped"),
            (Check::OnOtherLinks, "skipped"),
            (Check::EventLogs, "well"),
        ]
    );
}

fn states() -> impl Strategy<Value = AssociationState> {
    prop::sample::select(vec![
        AssociationState::InProgress,
        AssociationState::Failed,
        AssociationState::Succeeded,
        AssociationState::Deleting,
        AssociationState::RefreshTokenExpired,
        AssociationState::Unknown("NEW".to_owned()),
    ])
}

fn problems() -> impl Strategy<Value = Problem> {
    prop::sample::select(vec![
        refused("secretsmanager:GetSecretValue"),
        refused("iotmanagedintegrations:ListManagedThings"),
        problem(ProblemKind::CheckNetwork),
        problem(ProblemKind::SignInToAws { profile: None }),
        problem(ProblemKind::TryAgain),
        problem(ProblemKind::Gone),
        problem(ProblemKind::Conflict),
    ])
}

/// As it was, refused, or never asked.
fn seen<T: Clone>(seen: &Seen<T>, how: Option<Result<(), Problem>>) -> Seen<T> {
    match how {
        None => Seen::NotAsked,
        Some(Ok(())) => seen.clone(),
        Some(Err(problem)) => Seen::No(problem),
    }
}

fn looks() -> impl Strategy<Value = Option<Result<(), Problem>>> {
    prop_oneof![
        3 => Just(Some(Ok(()))),
        1 => Just(None),
        2 => problems().prop_map(|problem| Some(Err(problem))),
    ]
}

proptest! {
    #[test]
    fn whatever_was_seen_the_findings_are_ranked_and_one_is_there(
        state in states(),
        how in prop::collection::vec(looks(), 8),
        found in prop::collection::vec(0_u32..5, 0..5),
        loose in prop::collection::vec(0_u32..9, 0..5),
        age in 0_u64..100_000,
    ) {
        let mut evidence = in_state(state);
        evidence.search = Seen::Yes(search(&found));
        evidence.on_other_links = Seen::Yes(vec![elsewhere(1, true), elsewhere(7, false)]);
        evidence.on_no_link =
            Seen::Yes(loose.into_iter().map(|it| thing(it, ProvisioningStatus::Isolated)).collect());
        evidence.here.state_since = Some(ago(Duration::from_secs(age)));
        let mut how = how.into_iter();
        let mut next = || how.next().unwrap();
        evidence.listed = seen(&evidence.listed, next());
        evidence.item = evidence.item.filter(|_| age % 2 == 0);
        evidence.link = seen(&evidence.link, next());
        evidence.device_cloud = seen(&evidence.device_cloud, next());
        evidence.registered = seen(&evidence.registered, next());
        evidence.on_no_link = seen(&evidence.on_no_link, next());
        evidence.search = seen(&evidence.search, next());
        evidence.on_other_links = seen(&evidence.on_other_links, next());
        evidence.event_logs = seen(&evidence.event_logs, next());

        let found = findings(&evidence);
        prop_assert!(!found.is_empty());
        let ranks: Vec<_> = found.iter().map(|one| (one.is_advice(), one.certainty())).collect();
        prop_assert!(ranks.is_sorted(), "{ranks:?}");
        let alone = found.iter().any(|one| matches!(one, Finding::NoAnswer { .. }));
        prop_assert!(!alone || found.len() == 1, "{found:?}");
        let is_well = matches!(found[0], Finding::NothingWrong { .. });
        prop_assert!(!is_well || found.iter().skip(1).all(Finding::is_advice), "{found:?}");
        prop_assert_eq!(checks(&evidence, &found).len(), Check::ALL.len());
    }
}
