//! What can keep us from being somebody at AWS, as a [`Problem`].

use std::error::Error;

use aws_sdk_sts::error::{ProvideErrorMetadata, SdkError};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_types::request_id::RequestId;
use hyper_util::client::legacy::Error as HyperError;
use onboarding::{
    CLOCK_IS_OFF, DOCUMENTED_REGIONS, NAME_NOT_FOUND, Problem, ProblemKind, is_refused_for_clock,
};

mod network;
mod sign_in;

pub use network::{CA_BUNDLE_UNREADABLE, NetworkCause, PROXY_UNREADABLE, network_cause};
pub(crate) use network::{causes, day, no_answer, unreadable_ca_bundle, unreadable_proxy};
pub use sign_in::{
    ANOTHER_MFA_CODE_NEEDED, MFA_CODE_NEEDED, MFA_CODE_REFUSED, PORTAL_CODE_EXPIRED, PORTAL_DENIED,
    PORTAL_SIGN_IN_NEEDED, PORTAL_TOKEN_UNREADABLE, PROCESS_ANSWER_UNREADABLE, PROCESS_FAILED, PROCESS_HANGS,
    PROCESS_KEYS_OVER,
};
pub(crate) use sign_in::{
    ProcessFailure, bad_profile, mfa_code_needed, mfa_code_not_one, no_credentials, no_keys_in_environment,
    no_such_profile, of_credentials, of_portal, of_process, of_role, portal_code_expired, portal_denied,
    portal_sign_in_needed, portal_token_unreadable, unsafe_portal_address,
};

/// The code of a source without any Region: one has to be chosen.
pub const NO_REGION: &str = "NoRegion";
/// The code of practice keys that would go to another host, or of a practice
/// service that would get other keys.
pub const PRACTICE_KEYS_ELSEWHERE: &str = "PracticeKeysElsewhere";

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

/// A host that would be sent a secret which nothing but TLS protects.
pub(crate) fn plain_endpoint(service: &str, host: &str) -> Problem {
    Problem::before_sending(ProblemKind::CorrectInput { field: Some("endpoint_url") }).with_service_message(
        &format!(
            "The endpoint URL that is set for {service}, at {host}, is not https: keys and sign-ins would \
             cross the network for all to read. http is for this computer alone."
        ),
    )
}

/// The keys a source gives now are of another account than the first ones.
pub(crate) fn another_identity(account: &str, region: &str) -> Problem {
    Problem::before_sending(ProblemKind::AnotherIdentity {
        account: account.to_owned(),
        region: region.to_owned(),
    })
}

pub(crate) fn unreadable_files(error: &(dyn Error + 'static)) -> Problem {
    Problem::before_sending(ProblemKind::CorrectInput { field: None }).with_service_message(&reasons(error))
}

/// What a service answered in place of what was asked for.
pub(crate) struct Refused<'a> {
    pub(crate) code: Option<&'a str>,
    /// The service's own words, or nothing.
    pub(crate) said: &'a str,
    status: u16,
}

/// A call that failed. `sorted` may know better what a refusal means; a profile
/// is one whose sign-in `aws sso login` renews.
pub(crate) fn of_call<E>(
    error: &SdkError<E, HttpResponse>,
    operation: &'static str,
    region: Option<&str>,
    profile: Option<&str>,
    sorted: impl FnOnce(&Refused<'_>) -> Option<Problem>,
) -> Problem
where
    E: Error + ProvideErrorMetadata + 'static,
{
    let problem = match error {
        SdkError::ServiceError(context) => {
            let response = context.raw();
            let is_page = response.headers().get("content-type").is_some_and(|kind| kind.contains("html"));
            let refused = Refused {
                code: context.err().code(),
                said: context.err().message().unwrap_or_default(),
                status: response.status().as_u16(),
            };
            if is_page || refused.status < 400 {
                refused.as_problem(ProblemKind::NotTheService)
            } else {
                match sorted(&refused) {
                    _ if is_refused_for_clock(refused.code, refused.said) => Problem {
                        code: Some(CLOCK_IS_OFF.to_owned()),
                        ..refused.as_problem(ProblemKind::CheckNetwork)
                    },
                    Some(problem) => refused.complete(problem),
                    None => refused.as_problem(refused.kind(operation, region, profile)),
                }
            }
        }
        SdkError::DispatchFailure(_) => not_dispatched(error, region),
        SdkError::ConstructionFailure(_) => {
            Problem::before_sending(ProblemKind::CorrectInput { field: None })
                .with_service_message(&reasons(error))
        }
        SdkError::TimeoutError(_) | SdkError::ResponseError(_) => no_answer(error),
        _ => Problem::before_sending(ProblemKind::TryAgain),
    };
    Problem { operation: Some(operation), request_id: error.request_id().map(str::to_owned), ..problem }
}

/// An answer of good status that holds nothing of what was asked for.
pub(crate) fn not_the_service(operation: &'static str) -> Problem {
    let problem = Problem::before_sending(ProblemKind::NotTheService);
    Problem { operation: Some(operation), ..problem }
}

impl Refused<'_> {
    fn kind(&self, operation: &str, region: Option<&str>, profile: Option<&str>) -> ProblemKind {
        let sign_in = || ProblemKind::SignInToAws { profile: profile.map(str::to_owned) };
        match self.code {
            Some("RegionDisabledException") => {
                ProblemKind::RegionNotSupported { region: region.unwrap_or_default().to_owned() }
            }
            Some("AccessDenied" | "AccessDeniedException") => {
                ProblemKind::AskForPermission { action: format!("sts:{operation}") }
            }
            Some("ExpiredToken" | "ExpiredTokenException" | "RequestExpired") => sign_in(),
            Some("Throttling" | "ThrottlingException") => ProblemKind::TryAgain,
            Some("ValidationError") => ProblemKind::CorrectInput { field: None },
            Some(_) | None => match self.status {
                401 | 403 => sign_in(),
                408 | 429 | 500.. => ProblemKind::TryAgain,
                _ => ProblemKind::NotTheService,
            },
        }
    }

    fn as_problem(&self, kind: ProblemKind) -> Problem {
        self.complete(Problem::before_sending(kind))
    }

    /// What the problem does not say itself is said by the answer.
    fn complete(&self, problem: Problem) -> Problem {
        let problem = Problem {
            status: Some(self.status),
            code: problem.code.clone().or_else(|| self.code.map(str::to_owned)),
            ..problem
        };
        if problem.service_message.is_some() { problem } else { problem.with_service_message(self.said) }
    }
}

fn not_dispatched(error: &(dyn Error + 'static), region: Option<&str>) -> Problem {
    if let Some(problem) = causes(error).find_map(<dyn Error>::downcast_ref::<Problem>) {
        return problem.clone();
    }
    let connecting =
        causes(error).filter_map(<dyn Error>::downcast_ref::<HyperError>).any(HyperError::is_connect);
    let undocumented = region.filter(|region| !DOCUMENTED_REGIONS.contains(region));
    let problem = no_answer(error);
    match undocumented {
        // An invented Region's name does not resolve.
        Some(region) if connecting && problem.code.as_deref() == Some(NAME_NOT_FOUND) => {
            let kind = ProblemKind::RegionNotSupported { region: region.to_owned() };
            Problem::before_sending(kind).with_service_message(&reasons(error))
        }
        Some(_) | None => problem,
    }
}

fn named(kind: ProblemKind, code: &str) -> Problem {
    Problem { code: Some(code.to_owned()), ..Problem::before_sending(kind) }
}

fn reasons(error: &(dyn Error + 'static)) -> String {
    let mut reasons: Vec<String> = causes(error).map(ToString::to_string).collect();
    reasons.dedup();
    reasons.join(": ")
}
