//! Why a sign-in failed, by the words that name it.

use super::*;
use crate::final_page;

fn cause(message: Option<&str>, page: Option<&str>) -> FailureCause {
    let mut evidence = in_state(AssociationState::Failed);
    if let Seen::Yes(link) = &mut evidence.link {
        link.error_message = message.map(str::to_owned);
    }
    evidence.here.final_page = page.map(final_page::read);
    match findings(&evidence).into_iter().next() {
        Some(Finding::SignInFailed { cause, .. }) => cause,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_services_words_name_a_cause() {
    let check = |message: &str, expected| assert_eq!(cause(Some(message), None), expected, "{message}");
    check("access_denied - The resource owner denied the request", FailureCause::Denied);
    check("User cancelled", FailureCause::Denied);
    check("invalid_client", FailureCause::ClientOrSecret);
    check("invalid_grant - The vendor did not accept the client secret", FailureCause::ClientOrSecret);
    check("The redirect URI is not registered", FailureCause::RedirectNotAllowed);
    check("invalid_scope lights-control", FailureCause::ScopeNotAllowed);
    check("Could not decrypt the secret with the KMS key", FailureCause::SecretNotReadable);
    check("User is not authorized secretsmanager GetSecretValue", FailureCause::SecretNotReadable);
    check("ActivateUser timed out after 5 retries", FailureCause::Connector);
    check("Connector returned 500", FailureCause::Connector);
    check("temporarily_unavailable", FailureCause::VendorTrouble);
    check("invalid_grant", FailureCause::SignInAgain);
    check("unsupported_response_type", FailureCause::RequestNotTaken);
    check("Something odd", FailureCause::Unknown);
    assert_eq!(cause(None, None), FailureCause::Unknown);
}

#[test]
fn every_error_a_standard_names_has_a_cause() {
    for error in crate::SignInError::NAMED {
        let page = final_page::read(&format!("https://a.example/?error={}", error.name().unwrap()));
        assert_ne!(FailureCause::of_page(&page), None, "{error:?}");
    }
}

#[test]
fn the_last_page_counts_before_the_services_words() {
    let page = "https://a.example/?error=access_denied&error_description=The+secret+of+the+connector";
    assert_eq!(cause(Some("Connector returned 500"), Some(page)), FailureCause::Denied);
    let odd = "https://a.example/?error=x_1";
    assert_eq!(cause(Some("Connector returned 500"), Some(odd)), FailureCause::Connector);
    let described = "https://a.example/?error=server_error&error_description=ActivateUser+failed";
    assert_eq!(cause(None, Some(described)), FailureCause::Connector);
    let well = "https://a.example/done";
    assert_eq!(cause(None, Some(well)), FailureCause::Unknown, "the page names nothing");
}
