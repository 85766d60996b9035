//! What holds for the words of every finding, whatever was found.

use std::time::Duration;

use onboarding::{
    AccountAssociationId, AssociationState, ManagedThingId, Problem, ProblemKind, journey::Channel,
};
use support::{
    diagnosis::{
        Belonging, Check, CheckOutcome, CloudChange, Device, FailureCause, Fares, MissingPermission,
        OnAnotherLink, OtherLink, Renewal, SearchTrouble, Since, Usual, Wait, WaitingCause,
    },
    final_page,
};

use super::*;

const IDS: [&str; 6] = ["LINK0ID", "LINK1ID", "CLOUD0ID", "THING0ID", "111122223333", "eu-test-1"];
const OFF_THE_SCREEN: [&str; 6] = ["service", "association", "destination", "journey", "token", "connection"];

fn about() -> AboutLink {
    AboutLink {
        id: "LINK0ID".to_owned(),
        device_cloud: Some("Brightwell Lighting".to_owned()),
        connector_destination_id: Some("CLOUD0ID".to_owned()),
        account: "111122223333".to_owned(),
        region: "eu-test-1".to_owned(),
        asked_at: "2026-11-21T14:03:07Z".to_owned(),
    }
}

fn problem(kind: ProblemKind) -> Problem {
    Problem {
        operation: Some("GetAccountAssociation"),
        code: Some("AccessDeniedException".to_owned()),
        request_id: Some("REQUEST0ID".to_owned()),
        ..Problem::before_sending(kind)
    }
}

fn permission() -> MissingPermission {
    let action = "secretsmanager:GetSecretValue".to_owned();
    MissingPermission { action: action.clone(), problem: problem(ProblemKind::AskForPermission { action }) }
}

fn waiting_causes() -> Vec<WaitingCause> {
    let mut causes = vec![
        WaitingCause::PageNotOpened { given_out: true },
        WaitingCause::PageNotOpened { given_out: false },
        WaitingCause::PageLeft { seen: true },
        WaitingCause::PageLeft { seen: false },
        WaitingCause::ConnectorSilent { seen: true },
        WaitingCause::ConnectorSilent { seen: false },
        WaitingCause::RedirectNotAllowed,
        WaitingCause::CredentialNotChecked,
    ];
    causes.extend(FailureCause::ALL.map(|cause| WaitingCause::PageNamesError { cause }));
    causes
}

fn of_the_sign_in() -> Vec<Finding> {
    let since = Since::Seen(Duration::from_secs(4000));
    let mut all = vec![
        Finding::NothingWrong { state: Some(AssociationState::Succeeded) },
        Finding::NothingWrong { state: None },
        Finding::LinkGone { problem: problem(ProblemKind::Gone) },
        Finding::BeingRemoved { since },
        Finding::UnknownState { name: "PAUSED".to_owned() },
    ];
    let page = final_page::read("https://a.example/?error=x_1&error_description=Something+odd");
    for cause in FailureCause::ALL {
        for page in [None, Some(page.clone())] {
            let message = Some("access_denied".to_owned());
            all.push(Finding::SignInFailed { cause, message, page, since, earlier_attempts: 2 });
        }
    }
    for renewal in [Renewal::Unknown, Renewal::Off, Renewal::On { days_before: Some(30) }] {
        for company_credential in [false, true] {
            all.push(Finding::NeedsNewSignIn { renewal, since, expired_before: 1, company_credential });
        }
    }
    let (median, most) = (Duration::from_secs(120), Duration::from_secs(300));
    for wait in [Wait::Fresh, Wait::Long, Wait::Unknown] {
        for channel in [None, Some(Channel::Here), Some(Channel::QrCode), Some(Channel::Message)] {
            for company_credential in [false, true] {
                all.push(Finding::WaitingForSignIn {
                    wait,
                    since: Since::AtLeast(Duration::from_secs(90)),
                    given_out: channel.map(|channel| (channel, Duration::from_secs(30))),
                    usual: Some(Usual { median, most, of: 7 }),
                    company_credential,
                });
            }
        }
    }
    all.extend(waiting_causes().into_iter().map(|cause| Finding::WaitingBecause { cause }));
    all
}

fn of_the_set_up() -> Vec<Finding> {
    let mut all = vec![
        Finding::NoAnswer { problem: problem(ProblemKind::CheckNetwork) },
        Finding::NoAnswer { problem: problem(ProblemKind::SignInToAws { profile: None }) },
        Finding::SecretPermissionMissing { permission: permission(), named: true },
        Finding::SecretPermissionMissing { permission: permission(), named: false },
        Finding::DeviceCloudGone { problem: problem(ProblemKind::Gone) },
        Finding::DeviceCloudChanged {
            change: CloudChange::CredentialGone { auth_material_name: "key-a".to_owned(), left: Vec::new() },
        },
        Finding::DeviceCloudChanged {
            change: CloudChange::NobodySignsIn { credentials: vec!["key-a".to_owned()] },
        },
        Finding::NotThisLinkAlone {
            fares: Fares { total: 40, failing: 12, others_total: 60, others_failing: 1 },
        },
        Finding::EventLogsOff { command: "aws iot-managed-integrations …".to_owned() },
    ];
    all.extend(Check::ALL.map(|check| Finding::PermissionMissing { permission: permission(), check }));
    all
}

fn of_devices() -> Vec<Finding> {
    let device =
        |name: Option<&str>| Device { id: ManagedThingId::new("THING0ID"), name: name.map(str::to_owned) };
    let on_another = |name: Option<&str>, here_too| OnAnotherLink {
        thing: ManagedThingId::new("THING0ID"),
        name: name.map(str::to_owned),
        links: vec![OtherLink { id: AccountAssociationId::new("LINK1ID"), name: name.map(str::to_owned) }],
        here_too,
    };
    let mut all: Vec<Finding> = [
        SearchTrouble::Failed,
        SearchTrouble::TimedOut,
        SearchTrouble::StillRunning { waited: Duration::from_secs(30) },
        SearchTrouble::Refused { problem: problem(ProblemKind::Conflict) },
        SearchTrouble::UnknownStatus { name: "PAUSED".to_owned() },
    ]
    .into_iter()
    .map(|trouble| Finding::SearchFailed { trouble })
    .collect();
    all.extend([0, 1, 7].map(|registered| Finding::NoDevicesFound { registered }));
    all.extend([None, Some(0), Some(3)].map(|found| Finding::NoDeviceRegistered { found }));
    for name in [None, Some("Hall lamp")] {
        all.extend(
            [1, 2].map(|known| Finding::KnownDevicesNotFound { not_found: vec![device(name)], known }),
        );
        all.push(Finding::DevicesOnAnotherLink { devices: vec![on_another(name, false)] });
        all.push(Finding::DevicesOnTwoLinks { devices: vec![on_another(name, true)] });
        for belonging in [Belonging::Certain, Belonging::SameOwner] {
            for signed_in in [false, true] {
                let devices = vec![device(name), device(name)];
                all.push(Finding::DevicesIsolated { devices: devices.clone(), belonging, signed_in });
                all.push(Finding::DevicesHalfMade { devices, belonging, signed_in });
            }
        }
    }
    all
}

fn every() -> Vec<(Finding, FindingView)> {
    let all = of_the_sign_in().into_iter().chain(of_the_set_up()).chain(of_devices());
    all.map(|finding| {
        let view = FindingView::of(&finding, &about());
        (finding, view)
    })
    .collect()
}

#[test]
fn every_finding_says_what_was_seen_and_what_it_means_in_words_of_the_screen() {
    for (_, view) in every() {
        for text in [&view.title, &view.seen, &view.means] {
            assert!(!text.is_empty(), "{view:#?}");
        }
        let shown = [Some(&view.title), Some(&view.seen), Some(&view.means), view.for_customer.as_ref()];
        for text in shown.into_iter().flatten() {
            let lower = text.to_lowercase();
            let forbidden = OFF_THE_SCREEN.iter().find(|word| lower.contains(**word));
            assert_eq!(forbidden, None, "{text}");
            assert!(!text.contains("  ") && !text.contains("..") && !text.contains(" ."), "{text}");
        }
    }
}

#[test]
fn neither_the_screen_nor_a_customer_is_shown_an_id() {
    for (_, view) in every() {
        let shown = [Some(&view.title), Some(&view.seen), Some(&view.means), view.for_customer.as_ref()];
        for text in shown.into_iter().flatten() {
            let id = IDS.iter().find(|id| text.contains(**id));
            assert_eq!(id, None, "{text}");
            assert!(!text.contains("REQUEST0ID"), "{text}");
        }
        if let Some(text) = view.for_customer {
            for word in ["AWS", "secretsmanager", "device cloud"] {
                assert!(!text.contains(word), "{text}");
            }
        }
    }
}

#[test]
fn a_cloud_team_is_told_where_it_is_and_under_which_request() {
    for (finding, view) in every() {
        let Some(text) = view.for_cloud_team else { continue };
        if matches!(finding, Finding::NoAnswer { .. }) {
            continue;
        }
        for part in ["LINK0ID", "CLOUD0ID", "111122223333", "eu-test-1", "2026-11-21T14:03:07Z"] {
            assert!(text.contains(part), "{part} in {text}");
        }
        let of_a_request = matches!(
            finding,
            Finding::LinkGone { .. }
                | Finding::DeviceCloudGone { .. }
                | Finding::PermissionMissing { .. }
                | Finding::SecretPermissionMissing { .. }
        );
        if of_a_request {
            assert!(text.contains("REQUEST0ID") && text.contains("GetAccountAssociation"), "{text}");
        }
    }
}

#[test]
fn no_guess_is_said_as_a_fact() {
    for (finding, view) in every() {
        let says = format!("{} {} {}", view.title, view.seen, view.means);
        match finding.certainty() {
            Certainty::Fact => {
                assert!(!view.title.contains("erhaps") && !view.title.contains("seem"), "{says}")
            }
            Certainty::Likely => {
                let hedges = ["erhaps", "seem", "speaks for", "points to"];
                assert!(hedges.iter().any(|word| says.contains(word)), "{says}");
            }
            Certainty::Possible => assert!(view.title.starts_with("Perhaps"), "{says}"),
        }
    }
}

#[test]
fn what_an_act_needs_is_there() {
    for (_, view) in every() {
        if view.act == Some(FindingActView::CopyForCloudTeam) {
            assert!(view.for_cloud_team.is_some(), "{view:#?}");
        }
    }
}

#[test]
fn devices_are_brought_only_where_the_customer_is_signed_in() {
    for (finding, view) in every() {
        let brings = matches!(view.act, Some(FindingActView::BringDevices { .. }));
        let expected = matches!(
            finding,
            Finding::DevicesIsolated { signed_in: true, .. }
                | Finding::DevicesHalfMade { signed_in: true, .. }
        );
        assert_eq!(brings, expected, "{view:#?}");
    }
}

#[test]
fn each_cause_of_a_failed_sign_in_has_advice_of_its_own() {
    let means = |cause| {
        let since = Since::Unknown;
        let finding = Finding::SignInFailed { cause, message: None, page: None, since, earlier_attempts: 0 };
        FindingView::of(&finding, &about()).means
    };
    let mut all: Vec<String> = FailureCause::ALL.into_iter().map(means).collect();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), FailureCause::ALL.len());
}

#[test]
fn a_last_page_is_told_with_its_own_words_and_without_a_link_offers_nothing() {
    let view = |text: &str, about: Option<&AboutLink>| FinalPageView::of(&final_page::read(text), about);
    let about = about();
    let denied = view("https://a.example/?error=access_denied&error_description=Not+today", Some(&about));
    assert_eq!(denied.act, Some(FindingActView::Reconnect));
    assert_eq!(
        (denied.error.as_deref(), denied.description.as_deref()),
        (Some("access_denied"), Some("Not today"))
    );
    assert!(denied.for_customer.unwrap().contains("Brightwell Lighting"));

    let odd = view("https://a.example/?error=too_many_lamps", Some(&about));
    assert_eq!(odd.act, Some(FindingActView::CopyForCloudTeam));
    let team = odd.for_cloud_team.unwrap();
    assert!(team.contains("too_many_lamps") && team.contains("LINK0ID"), "{team}");

    assert_eq!(view("https://a.example/done", Some(&about)).act, Some(FindingActView::CheckAgain));
    assert_eq!(
        view("https://v.example/?response_type=code&client_id=1", Some(&about)).act,
        Some(FindingActView::OpenSignIn)
    );
    assert_eq!(view("hm", Some(&about)).title, "No address can be read from this");
    for text in ["https://a.example/?error=access_denied", "https://a.example/done", "hm", "error=x"] {
        let alone = view(text, None);
        assert_eq!((alone.act, alone.for_cloud_team), (None, None), "{text}");
    }
}

#[test]
fn what_was_looked_at_is_told_with_why_it_was_not_seen() {
    for check in Check::ALL {
        for outcome in [
            CheckOutcome::Well,
            CheckOutcome::Found,
            CheckOutcome::NotSeen(problem(ProblemKind::TryAgain)),
            CheckOutcome::Skipped,
        ] {
            let not_seen = matches!(outcome, CheckOutcome::NotSeen(_));
            let view = CheckView::from(&Checked { check, outcome });
            assert_eq!(view.problem.is_some(), not_seen);
            let forbidden = OFF_THE_SCREEN.iter().find(|word| view.name.to_lowercase().contains(**word));
            assert_eq!(forbidden, None, "{}", view.name);
        }
    }
}
