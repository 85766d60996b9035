//! One sample of each problem. What differs from case to case is `…`, or an
//! example where a dot would not be understood.

use onboarding::{
    AddressRefusal, CERTIFICATE_EXPIRED, CERTIFICATE_NOT_TRUSTED, CERTIFICATE_OF_ANOTHER_HOST, CLOCK_IS_OFF,
    Mismatch, NAME_NOT_FOUND, PROXY_NOT_REACHED, PROXY_WANTS_PASSWORD, Problem, ProblemKind,
};

use super::Entry;
use crate::ProblemView;

const ANY: &str = "…";

pub(super) fn of(entry: Entry) -> ProblemView {
    let network = |code| with_code(ProblemKind::CheckNetwork, code);
    let sign_in = |code| with_code(ProblemKind::SignInToAws { profile: None }, code);
    let unsafe_page = |why| plain(ProblemKind::UnsafeSignInAddress(why));
    let apart = |why| plain(ProblemKind::DoNotBelongTogether { why });
    let problem = match entry {
        Entry::SignInOver => plain(ProblemKind::SignInToAws { profile: Some("PROFILE".to_owned()) }),
        Entry::NoSignIn => plain(ProblemKind::SignInToAws { profile: None }),
        Entry::MfaCodeNeeded => sign_in("MfaCodeNeeded"),
        Entry::AnotherMfaCodeNeeded => sign_in("AnotherMfaCodeNeeded"),
        Entry::MfaCodeRefused => sign_in("MfaCodeRefused"),
        Entry::CredentialProcess => sign_in("CredentialProcessFailed")
            .with_service_message("The credential_process of the profile PROFILE ended with exit code 1."),
        Entry::PortalSignInNeeded => sign_in("PortalSignInNeeded"),
        Entry::PortalTokenUnreadable => sign_in("PortalTokenUnreadable"),
        Entry::PortalDenied => sign_in("PortalDenied"),
        Entry::PortalCodeExpired => sign_in("PortalCodeExpired"),
        Entry::Permission => {
            permission("iotmanagedintegrations:GetAccountAssociation", "GetAccountAssociation")
        }
        Entry::SecretPermission => permission("secretsmanager:GetSecretValue", "CreateAccountAssociation"),
        Entry::NoAnswer => perhaps_done(plain(ProblemKind::CheckNetwork)),
        Entry::CertificateNotTrusted => {
            network(CERTIFICATE_NOT_TRUSTED).with_service_message("Signed by: ACME Network CA")
        }
        Entry::CertificateExpired => network(CERTIFICATE_EXPIRED),
        Entry::CertificateOfAnotherHost => network(CERTIFICATE_OF_ANOTHER_HOST),
        Entry::ProxyWantsPassword => network(PROXY_WANTS_PASSWORD),
        Entry::ProxyNotReached => network(PROXY_NOT_REACHED),
        Entry::NameNotFound => network(NAME_NOT_FOUND),
        Entry::ClockIsOff => network(CLOCK_IS_OFF),
        Entry::NotTheService => perhaps_done(plain(ProblemKind::NotTheService)),
        Entry::Busy => perhaps_done(plain(ProblemKind::TryAgain)),
        Entry::NotWrittenDown => plain(ProblemKind::NotWrittenDown { disk_full: false }),
        Entry::DiskFull => plain(ProblemKind::NotWrittenDown { disk_full: true }),
        Entry::Gone => plain(ProblemKind::Gone),
        Entry::WayInGone => plain(ProblemKind::Gone)
            .with_service_message("There is no profile PROFILE in the AWS config files."),
        Entry::Conflict => plain(ProblemKind::Conflict),
        Entry::Input => return ProblemView::with_input(ANY, ANY),
        Entry::Refused => plain(ProblemKind::CorrectInput { field: None }),
        Entry::WayInUnusable => plain(ProblemKind::CorrectInput { field: None })
            .with_service_message("HTTPS_PROXY is no address of a proxy."),
        Entry::RegionNeeded => plain(ProblemKind::RegionNotSupported { region: String::new() }),
        Entry::RegionNotSupported => plain(ProblemKind::RegionNotSupported { region: ANY.to_owned() }),
        Entry::AnotherAccount => {
            plain(ProblemKind::AnotherIdentity { account: ANY.to_owned(), region: ANY.to_owned() })
        }
        Entry::AddressMissing => unsafe_page(AddressRefusal::Missing),
        Entry::AddressTooLong => unsafe_page(AddressRefusal::TooLong),
        Entry::AddressUnreadable => unsafe_page(AddressRefusal::Unreadable),
        Entry::AddressNotHttps => unsafe_page(AddressRefusal::NotHttps),
        Entry::AddressWithUserInfo => unsafe_page(AddressRefusal::UserInfo),
        Entry::AddressWithoutDomainName => unsafe_page(AddressRefusal::NotADomainName),
        Entry::AddressAtAnotherPort => unsafe_page(AddressRefusal::Port),
        Entry::AddressNotOfPractice => unsafe_page(AddressRefusal::NotThePracticeService),
        Entry::ReadOnly => plain(ProblemKind::ReadOnly),
        Entry::SearchOfAnotherLink => apart(Mismatch::SearchOfAnotherLink),
        Entry::ThingOfAnotherDeviceCloud => apart(Mismatch::ThingOfAnotherDeviceCloud),
        Entry::DeviceNotInSearch => apart(Mismatch::DeviceNotInSearch),
        Entry::SearchNotFinished => apart(Mismatch::SearchNotFinished),
        Entry::LinkNotSignedIn => apart(Mismatch::LinkNotSignedIn),
        Entry::ThingDeleted => apart(Mismatch::ThingDeleted),
    };
    ProblemView::from(&problem)
}

fn plain(kind: ProblemKind) -> Problem {
    Problem::before_sending(kind)
}

fn with_code(kind: ProblemKind, code: &str) -> Problem {
    Problem { code: Some(code.to_owned()), ..plain(kind) }
}

fn permission(action: &str, operation: &'static str) -> Problem {
    let kind = ProblemKind::AskForPermission { action: action.to_owned() };
    Problem {
        operation: Some(operation),
        request_id: Some(ANY.to_owned()),
        ..with_code(kind, "AccessDeniedException")
    }
}

/// The answer was lost.
fn perhaps_done(problem: Problem) -> Problem {
    Problem { nothing_was_done: false, ..problem }
}
