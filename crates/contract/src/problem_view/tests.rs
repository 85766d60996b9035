use onboarding::Mismatch;

use super::*;

fn every_kind() -> Vec<ProblemKind> {
    vec![
        ProblemKind::CorrectInput { field: Some("name") },
        ProblemKind::AskForPermission { action: "secretsmanager:GetSecretValue".to_owned() },
        ProblemKind::SignInToAws { profile: Some("acme prod".to_owned()) },
        ProblemKind::SignInToAws { profile: None },
        ProblemKind::TryAgain,
        ProblemKind::CheckNetwork,
        ProblemKind::NotTheService,
        ProblemKind::Gone,
        ProblemKind::Conflict,
        ProblemKind::RegionNotSupported { region: "us-east-1".to_owned() },
        ProblemKind::UnsafeSignInAddress(AddressRefusal::NotHttps),
        ProblemKind::DoNotBelongTogether { why: Mismatch::SearchOfAnotherLink },
        ProblemKind::AnotherIdentity { account: "111122223333".to_owned(), region: "eu-west-1".to_owned() },
    ]
}

#[test]
fn every_problem_says_what_happened_what_it_means_and_one_way_on() {
    for kind in every_kind() {
        let problem =
            Problem { operation: Some("CreateAccountAssociation"), ..Problem::before_sending(kind) };
        let view = ProblemView::from(&problem);
        assert!(!view.title.is_empty() && !view.meaning.is_empty() && view.action.is_some(), "{view:?}");
    }
}

#[test]
fn no_sentence_for_the_person_uses_the_words_of_the_api() {
    for kind in every_kind() {
        let view = ProblemView::from(&Problem::before_sending(kind));
        let text = format!("{} {}", view.title, view.meaning).to_lowercase();
        for word in ["service", "association", "destination", "journey", "token", "connection"] {
            assert!(!text.contains(word), "{word:?} in {text:?}");
        }
    }
}

#[test]
fn a_refused_create_names_the_permission_and_that_nothing_was_made() {
    let kind = ProblemKind::AskForPermission { action: "secretsmanager:GetSecretValue".to_owned() };
    let problem = Problem {
        operation: Some("CreateAccountAssociation"),
        request_id: Some("r-1".to_owned()),
        code: Some("AccessDeniedException".to_owned()),
        ..Problem::before_sending(kind)
    };
    let view = ProblemView::from(&problem);
    assert!(view.meaning.contains("secretsmanager:GetSecretValue"));
    assert!(view.meaning.contains("Nothing was changed."));
    assert!(view.for_cloud_team.unwrap().contains("r-1"));
}

#[test]
fn a_profile_name_is_quoted_for_the_shell() {
    let view = ProblemView::from(&Problem::before_sending(ProblemKind::SignInToAws {
        profile: Some("acme prod; rm".to_owned()),
    }));
    let expected = Some("aws sso login --profile 'acme prod; rm'".to_owned());
    assert_eq!(view.action, Some(ActionView::CheckAgain { command: expected }));
}
