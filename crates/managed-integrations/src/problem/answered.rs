//! Failures that came with an HTTP answer: whose answer it is, and what its
//! error name or status means for the person.

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_types::error::ErrorMetadata;
use onboarding::{CLOCK_IS_OFF, Problem, ProblemKind, is_refused_for_clock};

use super::wording;

pub(super) fn problem(operation: &'static str, response: &HttpResponse, meta: &ErrorMetadata) -> Problem {
    let status = response.status().as_u16();
    let kind = if is_the_services(response) {
        kind(operation, status, meta.code(), meta.message())
    } else {
        ProblemKind::NotTheService
    };
    let is_of_clock = is_for_clock(meta);
    let problem = Problem {
        status: Some(status),
        code: match is_of_clock {
            true => Some(CLOCK_IS_OFF.to_owned()),
            false => meta.code().and_then(wording::error_name),
        },
        ..Problem::before_sending(if is_of_clock { ProblemKind::CheckNetwork } else { kind })
    };
    match meta.message() {
        Some(said) => problem.with_service_message(said),
        None => problem,
    }
}

/// True when it is this computer's clock that was refused.
fn is_for_clock(meta: &ErrorMetadata) -> bool {
    is_refused_for_clock(meta.code(), meta.message().unwrap_or_default())
}

/// True when the service itself answered and refused: nothing was done.
pub(crate) fn is_refusal(response: &HttpResponse) -> bool {
    let status = response.status().as_u16();
    (400..500).contains(&status) && is_the_services(response)
}

/// False for a page of a proxy, a captive portal or any other server, and for
/// an answer of good status that could not be read.
fn is_the_services(response: &HttpResponse) -> bool {
    let status = response.status().as_u16();
    if status < 400 {
        return false;
    }
    let headers = response.headers();
    if headers.get("content-type").is_some_and(|kind| kind.contains("html")) {
        return false;
    }
    if headers.get("x-amzn-errortype").or_else(|| headers.get("x-amzn-requestid")).is_some() {
        return true;
    }
    let body = response.body().bytes().unwrap_or_default().trim_ascii();
    if body.is_empty() { status >= 500 } else { body.starts_with(b"{") }
}

/// Names of service.md section 5.1, those of the other AWS front ends that
/// answer for it, and where a name is unknown or missing the status.
fn kind(operation: &'static str, status: u16, code: Option<&str>, said: Option<&str>) -> ProblemKind {
    match code.unwrap_or_default() {
        "ValidationException"
        | "ValidationError"
        | "InvalidRequestException"
        | "RequestEntityTooLargeException"
        | "RequestEntityTooLarge" => correct_input(said),

        "AccessDeniedException"
        | "AccessDenied"
        | "UnauthorizedException"
        | "NotAuthorized"
        | "NotAuthorizedException"
        | "OptInRequired" => ask_for_permission(operation, said),

        "ExpiredTokenException"
        | "ExpiredToken"
        | "RequestExpired"
        | "UnrecognizedClientException"
        | "UnrecognizedClient"
        | "InvalidClientTokenId"
        | "InvalidAccessKeyId"
        | "InvalidSignatureException"
        | "InvalidSignature"
        | "SignatureDoesNotMatch"
        | "IncompleteSignature"
        | "IncompleteSignatureException"
        | "MissingAuthenticationToken"
        | "MissingAuthenticationTokenException"
        | "RequestTimeTooSkewed"
        | "AuthFailure" => ProblemKind::SignInToAws { profile: None },

        "ThrottlingException"
        | "Throttling"
        | "TooManyRequestsException"
        | "RequestLimitExceeded"
        | "SlowDown"
        | "RequestTimeout"
        | "RequestTimeoutException"
        | "InternalServerException"
        | "InternalFailure"
        | "InternalFailureException"
        | "InternalServerError"
        | "ServiceUnavailable"
        | "ServiceUnavailableException" => ProblemKind::TryAgain,

        "ResourceNotFoundException" => ProblemKind::Gone,
        "ConflictException" => ProblemKind::Conflict,
        "ServiceQuotaExceededException" | "LimitExceededException" => higher_quota(),

        // Something between, or an endpoint of another service.
        "UnknownOperationException"
        | "UnknownOperation"
        | "MalformedHttpRequest"
        | "MalformedHttpRequestException" => ProblemKind::NotTheService,

        _ => match status {
            401 | 403 => ask_for_permission(operation, said),
            402 | 410 => higher_quota(),
            404 => ProblemKind::Gone,
            407 => ProblemKind::NotTheService,
            409 => ProblemKind::Conflict,
            408 | 429 | 500.. => ProblemKind::TryAgain,
            _ => correct_input(said),
        },
    }
}

fn correct_input(said: Option<&str>) -> ProblemKind {
    ProblemKind::CorrectInput { field: said.and_then(wording::field) }
}

fn ask_for_permission(operation: &'static str, said: Option<&str>) -> ProblemKind {
    let action = said.and_then(wording::action).unwrap_or_else(|| match operation {
        // They read the device cloud's secret as the caller (service.md 0.2),
        // which AWS's own managed policy does not allow.
        "CreateAccountAssociation" | "GetAccountAssociation" | "StartAccountAssociationRefresh" => {
            "secretsmanager:GetSecretValue".to_owned()
        }
        _ => format!("iotmanagedintegrations:{operation}"),
    });
    ProblemKind::AskForPermission { action }
}

fn higher_quota() -> ProblemKind {
    ProblemKind::AskForPermission { action: "servicequotas:RequestServiceQuotaIncrease".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_name_nobody_knows_is_sorted_by_its_status() {
        let check = |status, expected| {
            assert_eq!(kind("GetManagedThing", status, Some("NewException"), None), expected);
        };
        check(400, ProblemKind::CorrectInput { field: None });
        check(403, ProblemKind::AskForPermission { action: "iotmanagedintegrations:GetManagedThing".into() });
        check(404, ProblemKind::Gone);
        check(407, ProblemKind::NotTheService);
        check(409, ProblemKind::Conflict);
        check(429, ProblemKind::TryAgain);
        check(599, ProblemKind::TryAgain);
    }
}
