//! What can keep us from being somebody at AWS, as a [`Problem`].

use std::error::Error;

use aws_credential_types::provider::error::CredentialsError;
use aws_sdk_sts::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_sts::operation::assume_role::AssumeRoleError;
use aws_sdk_sts::operation::get_caller_identity::GetCallerIdentityError;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_types::request_id::RequestId;
use hyper_util::client::legacy::Error as HyperError;
use onboarding::{DOCUMENTED_REGIONS, Problem, ProblemKind};

use crate::caller::OPERATION;

/// The code of a profile that asks for an MFA code.
pub const MFA_NOT_SUPPORTED: &str = "MfaNotSupported";
/// The code of a source without any Region: one has to be chosen.
pub const NO_REGION: &str = "NoRegion";
/// The code of practice keys that would go to another host, or of a practice
/// service that would get other keys.
pub const PRACTICE_KEYS_ELSEWHERE: &str = "PracticeKeysElsewhere";

pub(crate) fn mfa_not_supported(profile: &str) -> Problem {
    named(ProblemKind::SignInToAws { profile: None }, MFA_NOT_SUPPORTED).with_service_message(&format!(
        "The profile {profile} asks for an MFA code, which is not supported yet."
    ))
}

/// Its Region is empty: there is none to name.
pub(crate) fn no_region() -> Problem {
    named(ProblemKind::RegionNotSupported { region: String::new() }, NO_REGION)
}

pub(crate) fn practice_keys_elsewhere() -> Problem {
    named(ProblemKind::CorrectInput { field: Some("endpoint_url") }, PRACTICE_KEYS_ELSEWHERE)
        .with_service_message("Practice keys go to a practice service on this computer only.")
}

pub(crate) fn bad_endpoint() -> Problem {
    Problem::before_sending(ProblemKind::CorrectInput { field: Some("endpoint_url") })
        .with_service_message("The endpoint URL that is set cannot be read as http or https.")
}

pub(crate) fn no_such_profile(name: &str) -> Problem {
    Problem::before_sending(ProblemKind::Gone)
        .with_service_message(&format!("There is no profile {name} in the AWS config files."))
}

pub(crate) fn no_keys_in_environment() -> Problem {
    Problem::before_sending(ProblemKind::SignInToAws { profile: None })
        .with_service_message("The environment holds no AWS keys.")
}

pub(crate) fn unreadable_files(error: &(dyn Error + 'static)) -> Problem {
    Problem::before_sending(ProblemKind::CorrectInput { field: None }).with_service_message(&reasons(error))
}

/// Why there are no credentials. `sso_profile` is the one to sign in to with
/// `aws sso login`, where that could help.
pub(crate) fn of_credentials(error: &CredentialsError, sso_profile: Option<&str>) -> Problem {
    let refused = causes(error).find_map(<dyn Error>::downcast_ref::<AssumeRoleError>);
    let timed_out = causes(error).any(|cause| cause.to_string() == "request has timed out");
    let kind = match error {
        _ if refused.is_some_and(|it| it.code() == Some("AccessDenied")) => {
            ProblemKind::AskForPermission { action: "sts:AssumeRole".to_owned() }
        }
        _ if timed_out || causes(error).any(|cause| cause.is::<ConnectorError>()) => {
            ProblemKind::CheckNetwork
        }
        CredentialsError::InvalidConfiguration(_) => ProblemKind::CorrectInput { field: None },
        CredentialsError::Unhandled(_) => ProblemKind::TryAgain,
        CredentialsError::CredentialsNotLoaded(_)
        | CredentialsError::ProviderTimedOut(_)
        | CredentialsError::ProviderError(_) => {
            ProblemKind::SignInToAws { profile: sso_profile.map(str::to_owned) }
        }
        _ => ProblemKind::SignInToAws { profile: sso_profile.map(str::to_owned) },
    };
    // What a credential_process wrote to its stderr may hold its secrets.
    let reasons = reasons(error);
    let fit = reasons.split("Stderr:").next().unwrap_or_default();
    Problem::before_sending(kind).with_service_message(fit)
}

pub(crate) fn of_sts(
    error: &SdkError<GetCallerIdentityError, HttpResponse>,
    region: Option<String>,
    sso_profile: Option<&str>,
) -> Problem {
    let problem = match error {
        SdkError::ServiceError(context) => answered(context.raw(), context.err(), region, sso_profile),
        SdkError::DispatchFailure(_) => not_dispatched(error, region),
        SdkError::ConstructionFailure(_) => {
            Problem::before_sending(ProblemKind::CorrectInput { field: None })
                .with_service_message(&reasons(error))
        }
        SdkError::TimeoutError(_) | SdkError::ResponseError(_) => {
            Problem::before_sending(ProblemKind::CheckNetwork)
        }
        _ => Problem::before_sending(ProblemKind::TryAgain),
    };
    Problem { operation: Some(OPERATION), request_id: error.request_id().map(str::to_owned), ..problem }
}

/// An answer of good status that names no caller.
pub(crate) fn not_sts() -> Problem {
    let problem = Problem::before_sending(ProblemKind::NotTheService);
    Problem { operation: Some(OPERATION), ..problem }
}

fn answered(
    response: &HttpResponse,
    error: &GetCallerIdentityError,
    region: Option<String>,
    sso_profile: Option<&str>,
) -> Problem {
    let status = response.status().as_u16();
    let is_page = response.headers().get("content-type").is_some_and(|kind| kind.contains("html"));
    let sign_in = || ProblemKind::SignInToAws { profile: sso_profile.map(str::to_owned) };
    let kind = match error.code() {
        _ if is_page || status < 400 => ProblemKind::NotTheService,
        Some("RegionDisabledException") => {
            ProblemKind::RegionNotSupported { region: region.unwrap_or_default() }
        }
        Some("AccessDenied" | "AccessDeniedException") => {
            ProblemKind::AskForPermission { action: format!("sts:{OPERATION}") }
        }
        Some("ExpiredToken" | "ExpiredTokenException" | "RequestExpired") => sign_in(),
        Some("Throttling" | "ThrottlingException") => ProblemKind::TryAgain,
        Some(_) | None => match status {
            401 | 403 => sign_in(),
            408 | 429 | 500.. => ProblemKind::TryAgain,
            _ => ProblemKind::NotTheService,
        },
    };
    let problem = Problem {
        status: Some(status),
        code: error.code().map(str::to_owned),
        ..Problem::before_sending(kind)
    };
    match error.message() {
        Some(said) => problem.with_service_message(said),
        None => problem,
    }
}

fn not_dispatched(error: &(dyn Error + 'static), region: Option<String>) -> Problem {
    if let Some(problem) = causes(error).find_map(<dyn Error>::downcast_ref::<Problem>) {
        return problem.clone();
    }
    let connecting =
        causes(error).filter_map(<dyn Error>::downcast_ref::<HyperError>).any(HyperError::is_connect);
    let undocumented = region.filter(|region| !DOCUMENTED_REGIONS.contains(&region.as_str()));
    let said = reasons(error);
    let kind = match undocumented {
        // An invented Region's name does not resolve.
        Some(region) if connecting && said.contains("dns error") => {
            ProblemKind::RegionNotSupported { region }
        }
        Some(_) | None => ProblemKind::CheckNetwork,
    };
    Problem::before_sending(kind).with_service_message(&said)
}

fn named(kind: ProblemKind, code: &str) -> Problem {
    Problem { code: Some(code.to_owned()), ..Problem::before_sending(kind) }
}

fn causes<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&error| error.source())
}

fn reasons(error: &(dyn Error + 'static)) -> String {
    let mut reasons: Vec<String> = causes(error).map(ToString::to_string).collect();
    reasons.dedup();
    reasons.join(": ")
}
