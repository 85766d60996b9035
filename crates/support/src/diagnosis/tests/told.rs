//! Each finding where it belongs and nowhere else.

use onboarding::{ProactiveRefresh, journey::Channel};

use super::*;
use crate::final_page;

/// Told of each of the first and of none of the others.
fn check(
    code: &str,
    there: impl IntoIterator<Item = Evidence>,
    not_there: impl IntoIterator<Item = Evidence>,
) {
    for (at, evidence) in there.into_iter().enumerate() {
        assert!(has(&evidence, code), "{code} is missing in case {at}: {:?}", codes(&evidence));
    }
    for (at, evidence) in not_there.into_iter().chain([well()]).enumerate() {
        assert!(!has(&evidence, code), "{code} is there in case {at}: {:?}", codes(&evidence));
    }
}

#[test]
fn of_a_link_without_trouble_only_that_is_told() {
    assert_eq!(codes(&well()), ["nothingWrong"]);
    let only_advice = with(|evidence| evidence.event_logs = Seen::Yes(Vec::new()));
    assert_eq!(codes(&only_advice), ["nothingWrong", "eventLogsOff"]);
}

#[test]
fn without_an_answer_nothing_else_is_claimed() {
    for kind in [
        ProblemKind::CheckNetwork,
        ProblemKind::NotTheService,
        ProblemKind::SignInToAws { profile: None },
        ProblemKind::RegionNotSupported { region: "us-east-1".to_owned() },
    ] {
        let mut evidence = in_state(AssociationState::Failed);
        evidence.registered = Seen::No(refused("iotmanagedintegrations:ListManagedThings"));
        evidence.event_logs = Seen::Yes(Vec::new());
        evidence.link = Seen::No(problem(kind.clone()));
        assert_eq!(codes(&evidence), ["noAnswer"], "{kind:?}");
    }
    let mut evidence = in_state(AssociationState::Failed);
    evidence.link = Seen::No(problem(ProblemKind::TryAgain));
    assert_eq!(codes(&evidence), ["signInFailed"], "the list of links has answered");
    evidence.listed = Seen::No(problem(ProblemKind::TryAgain));
    evidence.item = None;
    assert_eq!(codes(&evidence), ["noAnswer"]);
}

#[test]
fn a_link_that_is_gone_is_told_alone() {
    let gone = |evidence: &mut Evidence| evidence.link = Seen::No(problem(ProblemKind::Gone));
    assert_eq!(codes(&with(gone)), ["linkGone"]);
    let elsewhere = |evidence: &mut Evidence| evidence.registered = Seen::No(problem(ProblemKind::Gone));
    check("linkGone", [with(gone)], [with(elsewhere), in_state(AssociationState::Deleting)]);
}

#[test]
fn each_state_of_a_link_is_told_and_no_other() {
    let states = [
        (AssociationState::InProgress, "waitingForSignIn"),
        (AssociationState::Failed, "signInFailed"),
        (AssociationState::RefreshTokenExpired, "needsNewSignIn"),
        (AssociationState::Deleting, "beingRemoved"),
        (AssociationState::Unknown("ASSOCIATION_PAUSED".to_owned()), "unknownState"),
    ];
    for (state, code) in &states {
        let others =
            states.iter().filter(|(other, _)| other != state).map(|(other, _)| in_state(other.clone()));
        check(code, [in_state(state.clone())], others);
    }
}

#[test]
fn the_list_of_links_tells_the_state_when_the_link_may_not_be_looked_at() {
    let mut evidence = in_state(AssociationState::RefreshTokenExpired);
    evidence.link = Seen::No(refused("secretsmanager:GetSecretValue"));
    assert_eq!(codes(&evidence), ["needsNewSignIn", "secretPermissionMissing"]);
}

#[test]
fn the_secrets_permission_is_told_when_looking_is_refused_and_listing_works() {
    let refused_link = |action: &str, said: Option<&str>| {
        let mut evidence = well();
        evidence.link = Seen::No(Problem { service_message: said.map(str::to_owned), ..refused(action) });
        evidence
    };
    let secret = "secretsmanager:GetSecretValue";
    let concluded = refused_link(secret, None);
    let named = refused_link(secret, Some("not authorized to perform: secretsmanager:GetSecretValue"));
    let certainty = |evidence: &Evidence| findings(evidence)[0].certainty();
    assert_eq!(certainty(&concluded), Certainty::Likely, "AWS does not say it");
    assert_eq!(certainty(&named), Certainty::Fact);
    let mut list_fails_too = refused_link(secret, None);
    list_fails_too.listed = Seen::No(refused("iotmanagedintegrations:ListAccountAssociations"));
    list_fails_too.item = None;
    let another = refused_link("iotmanagedintegrations:GetAccountAssociation", None);
    check("secretPermissionMissing", [concluded, named], [list_fails_too.clone(), another.clone()]);
    for evidence in [list_fails_too, another] {
        let found = findings(&evidence);
        let action = found.iter().find_map(|finding| match finding {
            Finding::PermissionMissing { permission, .. } => Some(permission.action.as_str()),
            _ => None,
        });
        assert_eq!(action, Some("iotmanagedintegrations:GetAccountAssociation"));
    }
}

#[test]
fn every_other_missing_permission_is_named_once() {
    let missing = |evidence: &mut Evidence| {
        evidence.registered = Seen::No(refused("iotmanagedintegrations:ListManagedThingAccountAssociations"));
        evidence.on_other_links =
            Seen::No(refused("iotmanagedintegrations:ListManagedThingAccountAssociations"));
        evidence.on_no_link = Seen::No(refused("iotmanagedintegrations:ListManagedThings"));
    };
    assert_eq!(codes(&with(missing)), ["permissionMissing", "permissionMissing"]);
    let of_one = |evidence: &mut Evidence| {
        let thing = Seen::No(refused("iotmanagedintegrations:GetManagedThing"));
        evidence.registered = Seen::Yes(vec![registered(1), Registered { thing, ..registered(2) }]);
    };
    let busy = |evidence: &mut Evidence| evidence.registered = Seen::No(problem(ProblemKind::TryAgain));
    check("permissionMissing", [with(missing), with(of_one)], [with(busy)]);
    let logs = |evidence: &mut Evidence| {
        evidence.event_logs = Seen::No(refused("iotmanagedintegrations:ListEventLogConfigurations"));
    };
    assert_eq!(codes(&with(logs)), ["nothingWrong", "permissionMissing"], "it explains nothing");
}

#[test]
fn a_device_cloud_that_is_gone_or_changed_is_told() {
    let cloud = |change: fn(&mut ConnectorDestination)| {
        with(|evidence| {
            if let Seen::Yes(cloud) = &mut evidence.device_cloud {
                change(cloud);
            }
        })
    };
    let gone = with(|evidence| evidence.device_cloud = Seen::No(problem(ProblemKind::Gone)));
    let busy = with(|evidence| evidence.device_cloud = Seen::No(problem(ProblemKind::TryAgain)));
    check("deviceCloudGone", [gone.clone()], [busy.clone()]);

    let credential = |name: &str| Access::CompanyCredential { auth_material_name: name.to_owned() };
    let on_credential = |left: Vec<Access>| {
        with(|evidence| {
            if let (Seen::Yes(link), Seen::Yes(cloud)) = (&mut evidence.link, &mut evidence.device_cloud) {
                link.auth_material_name = Some("key-a".to_owned());
                cloud.accesses = left;
            }
        })
    };
    let nobody = cloud(|cloud| {
        cloud.accesses = vec![Access::CompanyCredential { auth_material_name: "key-a".to_owned() }];
    });
    check(
        "deviceCloudChanged",
        [nobody, on_credential(vec![Access::CustomerSignsIn]), on_credential(vec![credential("key-b")])],
        [on_credential(vec![credential("key-a"), Access::CustomerSignsIn]), gone, busy],
    );
}

#[test]
fn what_a_search_comes_to_is_told() {
    let searched = |search: Search| with(|evidence| evidence.search = Seen::Yes(search));
    let refused_search = |kind| with(|evidence| evidence.search = Seen::No(problem(kind)));
    check(
        "searchFailed",
        [
            searched(ended(DeviceDiscoveryStatus::Failed)),
            searched(ended(DeviceDiscoveryStatus::TimedOut)),
            searched(ended(DeviceDiscoveryStatus::Running)),
            searched(ended(DeviceDiscoveryStatus::Unknown("PAUSED".to_owned()))),
            refused_search(ProblemKind::Conflict),
        ],
        [searched(search(&[])), refused_search(ProblemKind::TryAgain), in_state(AssociationState::Failed)],
    );
    let ended_badly = searched(ended(DeviceDiscoveryStatus::Failed));
    check("noDevicesFound", [searched(search(&[]))], [ended_badly.clone(), searched(search(&[9]))]);
    check(
        "knownDevicesNotFound",
        [searched(search(&[2, 3])), searched(search(&[9]))],
        [searched(search(&[1, 2, 3])), searched(search(&[])), ended_badly],
    );
    let Some(Finding::KnownDevicesNotFound { not_found, known }) =
        findings(&searched(search(&[2, 3]))).into_iter().next()
    else {
        panic!("it is the first")
    };
    assert_eq!((not_found, known), (vec![Device { id: thing_id(1), name: Some("Lamp 1".to_owned()) }], 2));
}

#[test]
fn a_registered_device_nobody_can_tell_of_is_not_called_missing() {
    let untold = with(|evidence| {
        let unknown = Registered { thing: Seen::NotAsked, ..registered(7) };
        evidence.registered = Seen::Yes(vec![registered(1), unknown]);
    });
    check("knownDevicesNotFound", [], [untold]);
}

#[test]
fn a_signed_in_link_without_devices_is_told() {
    let none = |evidence: &mut Evidence| evidence.registered = Seen::Yes(Vec::new());
    let mut found_none = with(none);
    found_none.search = Seen::Yes(search(&[]));
    let mut waiting = in_state(AssociationState::InProgress);
    none(&mut waiting);
    let unseen = with(|evidence| evidence.registered = Seen::No(problem(ProblemKind::TryAgain)));
    check("noDeviceRegistered", [with(none)], [found_none, waiting, unseen]);
}

#[test]
fn devices_on_no_link_are_told_when_something_shows_that_they_belong_here() {
    use ProvisioningStatus::{Activated, Discovered, Isolated, PreAssociated, Unassociated};
    let loose = |number, status| {
        with(|evidence| {
            evidence.search = Seen::Yes(search(&[1, 2, 3]));
            evidence.on_no_link = Seen::Yes(vec![thing(number, status)]);
        })
    };
    let not_found_by_the_search = loose(8, Isolated);
    check(
        "devicesIsolated",
        [loose(3, Isolated)],
        [loose(3, Unassociated), loose(3, Activated), not_found_by_the_search.clone(), loose(1, Isolated)],
    );
    check(
        "devicesHalfMade",
        [loose(3, Unassociated), loose(3, PreAssociated), loose(3, Discovered)],
        [loose(3, Isolated), loose(8, Unassociated)],
    );
    let mut made_here = loose(8, Unassociated);
    made_here.here.made = HashSet::from([thing_id(8)]);
    check("devicesHalfMade", [made_here], []);
}

#[test]
fn without_a_search_the_owner_speaks_for_a_device_and_nothing_more() {
    let of_owner = |owner: Option<&str>| {
        let mut evidence = in_state(AssociationState::RefreshTokenExpired);
        let thing =
            ManagedThing { owner: owner.map(str::to_owned), ..thing(8, ProvisioningStatus::Isolated) };
        evidence.on_no_link = Seen::Yes(vec![thing]);
        evidence
    };
    check("devicesIsolated", [of_owner(Some("job-1"))], [of_owner(Some("job-2")), of_owner(None)]);
    let certainties: Vec<_> =
        findings(&of_owner(Some("job-1"))).iter().map(|found| (found.code(), found.certainty())).collect();
    assert!(certainties.contains(&("devicesIsolated", Certainty::Likely)), "{certainties:?}");
}

#[test]
fn devices_on_other_links_are_told_apart_from_those_on_two() {
    let on = |devices: Vec<OnAnotherLink>| with(|evidence| evidence.on_other_links = Seen::Yes(devices));
    check("devicesOnAnotherLink", [on(vec![elsewhere(9, false)])], [on(vec![elsewhere(1, true)])]);
    check("devicesOnTwoLinks", [on(vec![elsewhere(1, true)])], [on(vec![elsewhere(9, false)])]);
}

#[test]
fn event_logs_count_when_they_cover_the_link() {
    let logged = |one: EventLogConfiguration| with(|evidence| evidence.event_logs = Seen::Yes(vec![one]));
    check(
        "eventLogsOff",
        [
            with(|evidence| evidence.event_logs = Seen::Yes(Vec::new())),
            logged(event_log("managed-thing", Some("*"))),
            logged(event_log("account-association", Some("another"))),
        ],
        [
            logged(event_log("account-association", Some("*"))),
            logged(event_log("account-association", Some("link1"))),
            logged(event_log("account-association", None)),
            with(|evidence| evidence.event_logs = Seen::NotAsked),
        ],
    );
}

#[test]
fn the_command_for_event_logs_can_be_run_as_it_is() {
    let command = |endpoint: Option<&str>| {
        let evidence = with(|evidence| {
            evidence.event_logs = Seen::Yes(Vec::new());
            evidence.place.endpoint = endpoint.map(str::to_owned);
        });
        findings(&evidence).into_iter().find_map(|found| match found {
            Finding::EventLogsOff { command } => Some(command),
            _ => None,
        })
    };
    let at_aws = "aws iot-managed-integrations create-event-log-configuration --resource-type \"account-association\" --resource-id \"*\" --event-log-level \"ERROR\" --region eu-west-1";
    assert_eq!(command(None).as_deref(), Some(at_aws));
    let elsewhere = format!("{at_aws} --endpoint-url 'https://aws.example/a b'");
    assert_eq!(command(Some("https://aws.example/a b")), Some(elsewhere));
}

#[test]
fn that_others_fail_too_is_told_of_a_link_that_fails() {
    let marked = Fares { total: 40, failing: 12, others_total: 60, others_failing: 2 };
    let failing = |fares: Option<Fares>| {
        let mut evidence = in_state(AssociationState::RefreshTokenExpired);
        evidence.fares = fares;
        evidence
    };
    let mut fresh = in_state(AssociationState::InProgress);
    fresh.fares = Some(marked);
    fresh.here.state_since = Some(ago(MINUTE));
    let mut long = fresh.clone();
    long.here.state_since = Some(ago(60 * MINUTE));
    check(
        "notThisLinkAlone",
        [failing(Some(marked)), long],
        [
            failing(None),
            failing(Some(Fares { failing: 7, ..marked })),
            failing(Some(Fares { others_failing: 12, ..marked })),
            failing(Some(Fares { total: 9, failing: 9, ..marked })),
            failing(Some(Fares { total: 12, failing: 4, ..marked })),
            failing(Some(Fares { others_total: 0, others_failing: 0, ..marked })),
            with(|evidence| evidence.fares = Some(marked)),
            fresh,
        ],
    );
}

#[test]
fn how_long_it_waits_is_measured_by_the_way_the_page_was_given_out() {
    let waiting =
        |handed_over: Option<(Channel, Duration)>, since: Option<Duration>, first: Option<Duration>| {
            let mut evidence = in_state(AssociationState::InProgress);
            evidence.here = Here {
                handed_over: handed_over.map(|(channel, age)| (channel, ago(age))),
                state_since: since.map(ago),
                first_seen: first.map(ago),
                ..Here::default()
            };
            match findings(&evidence).into_iter().next() {
                Some(Finding::WaitingForSignIn { wait, .. }) => wait,
                other => panic!("{other:?}"),
            }
        };
    let (hour, day) = (60 * MINUTE, 24 * 60 * MINUTE);
    let given = |channel, age| waiting(Some((channel, age)), Some(30 * day), None);
    assert_eq!(given(Channel::Here, 9 * MINUTE), Wait::Fresh);
    assert_eq!(given(Channel::Here, 11 * MINUTE), Wait::Long);
    assert_eq!(given(Channel::QrCode, 29 * MINUTE), Wait::Fresh);
    assert_eq!(given(Channel::QrCode, 31 * MINUTE), Wait::Long);
    assert_eq!(given(Channel::Message, 23 * hour), Wait::Fresh);
    assert_eq!(given(Channel::Message, 25 * hour), Wait::Long);
    assert_eq!(waiting(None, Some(2 * MINUTE), None), Wait::Fresh);
    assert_eq!(waiting(None, Some(11 * MINUTE), None), Wait::Long);
    assert_eq!(waiting(None, None, Some(11 * MINUTE)), Wait::Long);
    assert_eq!(waiting(None, None, Some(2 * MINUTE)), Wait::Unknown, "it may have waited for days before");
    assert_eq!(waiting(None, None, None), Wait::Unknown);
}

#[test]
fn a_day_in_the_description_says_that_a_link_waits_long() {
    let mut evidence = in_state(AssociationState::InProgress);
    evidence.here = Here { made_at: Some(ago(72 * 60 * MINUTE)), ..Here::default() };
    assert_eq!(Wait::of(NOW, &evidence.here), Wait::Long);
    evidence.here.made_at = Some(ago(24 * 60 * MINUTE));
    assert_eq!(Wait::of(NOW, &evidence.here), Wait::Unknown, "the zone of the desk is not known");
}

#[test]
fn causes_are_told_of_a_long_wait_and_the_last_page_narrows_them() {
    let causes = |age: Duration, page: Option<&str>| -> Vec<WaitingCause> {
        let mut evidence = in_state(AssociationState::InProgress);
        evidence.here.handed_over = Some((Channel::Here, ago(age)));
        evidence.here.final_page = page.map(final_page::read);
        findings(&evidence)
            .into_iter()
            .filter_map(|found| match found {
                Finding::WaitingBecause { cause } => Some(cause),
                _ => None,
            })
            .collect()
    };
    assert_eq!(causes(MINUTE, None), []);
    let long = 60 * MINUTE;
    assert_eq!(
        causes(long, None),
        [
            WaitingCause::PageNotOpened { given_out: true },
            WaitingCause::PageLeft { seen: false },
            WaitingCause::ConnectorSilent { seen: false },
            WaitingCause::RedirectNotAllowed,
        ]
    );
    assert_eq!(causes(long, Some("nonsense")).len(), 4, "nonsense rules nothing out");
    assert_eq!(
        causes(MINUTE, Some("https://a.example/done")),
        [WaitingCause::ConnectorSilent { seen: true }]
    );
    assert_eq!(
        causes(long, Some("https://a.example/?error=invalid_client")),
        [WaitingCause::PageNamesError { cause: FailureCause::ClientOrSecret }]
    );
    assert_eq!(
        causes(long, Some("https://v.example/authorize?response_type=code&client_id=1")),
        [WaitingCause::PageLeft { seen: true }]
    );
}

#[test]
fn a_company_credential_waits_for_nobodys_sign_in() {
    let mut evidence = in_state(AssociationState::InProgress);
    evidence.here.state_since = Some(ago(60 * MINUTE));
    if let (Seen::Yes(link), Seen::Yes(cloud)) = (&mut evidence.link, &mut evidence.device_cloud) {
        link.auth_material_name = Some("key-a".to_owned());
        cloud.accesses = vec![Access::CompanyCredential { auth_material_name: "key-a".to_owned() }];
    }
    let found = findings(&evidence);
    assert!(matches!(found[0], Finding::WaitingForSignIn { company_credential: true, .. }));
    assert!(found.contains(&Finding::WaitingBecause { cause: WaitingCause::CredentialNotChecked }));
    assert!(!found.contains(&Finding::WaitingBecause { cause: WaitingCause::PageLeft { seen: false } }));
}

#[test]
fn an_expired_link_tells_whether_it_is_renewed() {
    let renewal = |refresh: Option<ProactiveRefresh>| {
        let mut evidence = in_state(AssociationState::RefreshTokenExpired);
        if let Seen::Yes(cloud) = &mut evidence.device_cloud {
            cloud.proactive_refresh = refresh;
        }
        match findings(&evidence).into_iter().next() {
            Some(Finding::NeedsNewSignIn { renewal, .. }) => renewal,
            other => panic!("{other:?}"),
        }
    };
    let refresh = |enabled| Some(ProactiveRefresh { enabled, days_before_renewal: Some(30) });
    assert_eq!(renewal(refresh(true)), Renewal::On { days_before: Some(30) });
    assert_eq!(renewal(refresh(false)), Renewal::Off);
    assert_eq!(renewal(None), Renewal::Off);
    let mut unseen = in_state(AssociationState::RefreshTokenExpired);
    unseen.device_cloud = Seen::No(problem(ProblemKind::TryAgain));
    assert!(matches!(findings(&unseen)[0], Finding::NeedsNewSignIn { renewal: Renewal::Unknown, .. }));
}

#[test]
fn what_is_usual_is_told_from_five_sign_ins_on() {
    let seen = |count: u64| (1..=count).rev().map(Duration::from_secs).collect::<Vec<_>>();
    assert_eq!(Usual::of(seen(4)), None);
    let usual = Usual::of(seen(11)).unwrap();
    assert_eq!((usual.median.as_secs(), usual.most.as_secs(), usual.of), (6, 10, 11));
}
