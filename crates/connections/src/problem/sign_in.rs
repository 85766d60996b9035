//! What is wrong with one's own sign-in: profiles, keys, MFA, IAM Identity
//! Center, `credential_process`.

use std::error::Error;
use std::path::Path;

use aws_credential_types::provider::error::CredentialsError;
use aws_sdk_sts::error::{ProvideErrorMetadata, SdkError};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::ConnectorError;
use onboarding::{AddressRefusal, Problem, ProblemKind};

use super::{Refused, causes, named, of_call, reasons};

/// A code of the MFA device is needed; `service_message` is the device.
pub const MFA_CODE_NEEDED: &str = "MfaCodeNeeded";
/// As [`MFA_CODE_NEEDED`], when one code of the chain was taken already: each
/// serves one role, and the same device has to show its next one first.
pub const ANOTHER_MFA_CODE_NEEDED: &str = "AnotherMfaCodeNeeded";
/// A code that is wrong or was used before; AWS refuses either the same way.
/// `service_message` is the device.
pub const MFA_CODE_REFUSED: &str = "MfaCodeRefused";
/// The sign-in at IAM Identity Center is missing or over; `service_message` is
/// the start URL.
pub const PORTAL_SIGN_IN_NEEDED: &str = "PortalSignInNeeded";
/// The file with the sign-in of IAM Identity Center cannot be read or written;
/// `service_message` is its path.
pub const PORTAL_TOKEN_UNREADABLE: &str = "PortalTokenUnreadable";
/// Somebody chose not to allow the sign-in.
pub const PORTAL_DENIED: &str = "PortalDenied";
/// Nobody allowed the sign-in as long as its code was good.
pub const PORTAL_CODE_EXPIRED: &str = "PortalCodeExpired";
/// A `credential_process` gave no answer within 20 s and was ended. Here and
/// with its other codes `service_message` names the profile and, where it can
/// be told from secrets, the program.
pub const PROCESS_HANGS: &str = "CredentialProcessHangs";
/// A `credential_process` could not be started or ended with an exit code.
pub const PROCESS_FAILED: &str = "CredentialProcessFailed";
/// What a `credential_process` wrote is not what AWS describes.
pub const PROCESS_ANSWER_UNREADABLE: &str = "CredentialProcessAnswerUnreadable";
/// A `credential_process` gave keys that were over already.
pub const PROCESS_KEYS_OVER: &str = "CredentialProcessKeysOver";

pub(crate) fn no_such_profile(name: &str) -> Problem {
    Problem::before_sending(ProblemKind::Gone)
        .with_service_message(&format!("There is no profile {name} in the AWS config files."))
}

pub(crate) fn bad_profile(name: &str, why: &str) -> Problem {
    Problem::before_sending(ProblemKind::CorrectInput { field: None })
        .with_service_message(&format!("The profile {name} cannot be used: {why}."))
}

pub(crate) fn no_credentials(profile: &str) -> Problem {
    sign_in().with_service_message(&format!("The profile {profile} says of no way to get credentials."))
}

pub(crate) fn no_keys_in_environment() -> Problem {
    sign_in().with_service_message("The environment holds no AWS keys.")
}

pub(crate) fn mfa_code_needed(device: &str, another: bool) -> Problem {
    let code = if another { ANOTHER_MFA_CODE_NEEDED } else { MFA_CODE_NEEDED };
    named(ProblemKind::SignInToAws { profile: None }, code).with_service_message(device)
}

pub(crate) fn mfa_code_refused(device: &str) -> Problem {
    named(ProblemKind::SignInToAws { profile: None }, MFA_CODE_REFUSED).with_service_message(device)
}

/// It was not sent.
pub(crate) fn mfa_code_not_one() -> Problem {
    named(ProblemKind::SignInToAws { profile: None }, MFA_CODE_REFUSED)
        .with_service_message("A code of an MFA device has six digits.")
}

pub(crate) fn portal_sign_in_needed(profile: Option<&str>, start_url: &str) -> Problem {
    let kind = ProblemKind::SignInToAws { profile: profile.map(str::to_owned) };
    named(kind, PORTAL_SIGN_IN_NEEDED).with_service_message(start_url)
}

pub(crate) fn portal_token_unreadable(profile: Option<&str>, path: &Path) -> Problem {
    let kind = ProblemKind::SignInToAws { profile: profile.map(str::to_owned) };
    named(kind, PORTAL_TOKEN_UNREADABLE).with_service_message(&path.display().to_string())
}

pub(crate) fn portal_denied() -> Problem {
    named(ProblemKind::SignInToAws { profile: None }, PORTAL_DENIED)
}

pub(crate) fn portal_code_expired() -> Problem {
    named(ProblemKind::SignInToAws { profile: None }, PORTAL_CODE_EXPIRED)
}

pub(crate) fn unsafe_portal_address(refusal: AddressRefusal) -> Problem {
    Problem::before_sending(ProblemKind::UnsafeSignInAddress(refusal))
}

/// What a `credential_process` did wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ProcessFailure {
    NotStarted,
    Hangs,
    /// By itself, with an exit code, or by a signal.
    Ended(Option<i32>),
    NotJson,
    OtherVersion,
    /// A member that is missing, empty or, for a time, no time.
    Missing(&'static str),
    KeysOver,
}

pub(crate) fn of_process(failure: ProcessFailure, profile: &str, program: Option<&str>) -> Problem {
    let (code, what) = match failure {
        ProcessFailure::NotStarted => (PROCESS_FAILED, "could not be started".to_owned()),
        ProcessFailure::Hangs => (PROCESS_HANGS, "gave no answer within 20 seconds and was ended".to_owned()),
        ProcessFailure::Ended(Some(code)) => (PROCESS_FAILED, format!("ended with exit code {code}")),
        ProcessFailure::Ended(None) => (PROCESS_FAILED, "was ended by a signal".to_owned()),
        ProcessFailure::NotJson => {
            (PROCESS_ANSWER_UNREADABLE, "answered something else than JSON credentials".to_owned())
        }
        ProcessFailure::OtherVersion => {
            (PROCESS_ANSWER_UNREADABLE, "answered in another Version than 1".to_owned())
        }
        ProcessFailure::Missing(member) => {
            (PROCESS_ANSWER_UNREADABLE, format!("answered without a usable {member}"))
        }
        ProcessFailure::KeysOver => (PROCESS_KEYS_OVER, "gave keys that are over already".to_owned()),
    };
    let program = program.map(|program| format!(" {program}")).unwrap_or_default();
    named(ProblemKind::SignInToAws { profile: None }, code)
        .with_service_message(&format!("The credential_process{program} of the profile {profile} {what}."))
}

/// Why there are no credentials. What says so already, as a [`Problem`] among
/// the causes, is kept as it is.
pub(crate) fn of_credentials(error: &CredentialsError) -> Problem {
    if let Some(problem) = causes(error).find_map(<dyn Error>::downcast_ref::<Problem>) {
        return problem.clone();
    }
    let timed_out = causes(error).any(|cause| cause.to_string() == "request has timed out");
    let kind = match error {
        _ if timed_out || causes(error).any(|cause| cause.is::<ConnectorError>()) => {
            ProblemKind::CheckNetwork
        }
        CredentialsError::InvalidConfiguration(_) => ProblemKind::CorrectInput { field: None },
        CredentialsError::Unhandled(_) => ProblemKind::TryAgain,
        CredentialsError::CredentialsNotLoaded(_)
        | CredentialsError::ProviderTimedOut(_)
        | CredentialsError::ProviderError(_) => ProblemKind::SignInToAws { profile: None },
        _ => ProblemKind::SignInToAws { profile: None },
    };
    Problem::before_sending(kind).with_service_message(&reasons(error))
}

/// A role or session STS did not give.
pub(crate) fn of_role<E>(
    error: &SdkError<E, HttpResponse>,
    operation: &'static str,
    region: &str,
    device: Option<&str>,
) -> Problem
where
    E: Error + ProvideErrorMetadata + 'static,
{
    of_call(error, operation, Some(region), None, |refused: &Refused<'_>| {
        // AWS says `MultiFactorAuthentication failed …` of a wrong code, of one
        // used before and of a device it does not know.
        let of_code =
            refused.code == Some("AccessDenied") && refused.said.contains("MultiFactorAuthentication");
        device.filter(|_| of_code).map(mfa_code_refused)
    })
}

/// What IAM Identity Center refused with a sign-in that is there.
pub(crate) fn of_portal<E>(
    error: &SdkError<E, HttpResponse>,
    operation: &'static str,
    profile: Option<&str>,
    start_url: &str,
) -> Problem
where
    E: Error + ProvideErrorMetadata + 'static,
{
    of_call(error, operation, None, profile, |refused: &Refused<'_>| {
        let kind = match refused.code? {
            "UnauthorizedException"
            | "ExpiredTokenException"
            | "InvalidGrantException"
            | "InvalidClientException"
            | "UnauthorizedClientException" => return Some(portal_sign_in_needed(profile, start_url)),
            "ForbiddenException" | "AccessDeniedException" => {
                ProblemKind::AskForPermission { action: format!("sso:{operation}") }
            }
            "ResourceNotFoundException" => ProblemKind::Gone,
            "InvalidRequestException" | "InvalidScopeException" => ProblemKind::CorrectInput { field: None },
            "TooManyRequestsException" | "SlowDownException" | "InternalServerException" => {
                ProblemKind::TryAgain
            }
            _ => return None,
        };
        Some(Problem::before_sending(kind))
    })
}

fn sign_in() -> Problem {
    Problem::before_sending(ProblemKind::SignInToAws { profile: None })
}
