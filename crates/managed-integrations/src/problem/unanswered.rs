//! Failures without an answer: no credentials, no connection, no reply in time.

use std::error::Error;

use aws_credential_types::provider::error::CredentialsError;
use aws_smithy_runtime_api::client::result::ConnectorError;
use hyper_util::client::legacy::Error as HyperError;
use onboarding::{DOCUMENTED_REGIONS, NAME_NOT_FOUND, Problem, ProblemKind};

use super::wording;
use crate::call::Call;

/// True when no connection came to be, so that nothing can have been sent.
pub(crate) fn never_connected(error: &ConnectorError) -> bool {
    chain(error).filter_map(<dyn Error>::downcast_ref::<HyperError>).any(HyperError::is_connect)
}

/// A value that cannot even be written as a request, as an empty id.
pub(super) fn not_built(error: &(dyn Error + 'static)) -> Problem {
    let reason = reasons(error);
    let field = wording::member(&reason);
    Problem::before_sending(ProblemKind::CorrectInput { field }).with_service_message(&reason)
}

pub(super) fn timed_out(call: &Call) -> Problem {
    Problem::before_sending(if call.course.was_tried() {
        ProblemKind::CheckNetwork
    } else {
        // Only getting credentials comes before an attempt.
        ProblemKind::SignInToAws { profile: None }
    })
}

pub(super) fn not_dispatched(error: &ConnectorError, call: &Call) -> Problem {
    if let Some(problem) = of_credentials(error) {
        return problem;
    }
    let reason = reasons(error);
    if never_connected(error) {
        return not_connected(error, &reason, call);
    }
    let kind = if call.course.was_tried() {
        ProblemKind::CheckNetwork
    } else if reason.contains("auth scheme") {
        ProblemKind::SignInToAws { profile: None }
    } else if reason.contains("Region") {
        ProblemKind::RegionNotSupported { region: String::new() }
    } else {
        ProblemKind::CorrectInput { field: None }
    };
    Problem::before_sending(kind).with_service_message(&reason)
}

/// The service's name in a Region where AWS documents none does not resolve,
/// and a proxy refuses to connect there; all else tells of the network.
fn not_connected(error: &ConnectorError, reason: &str, call: &Call) -> Problem {
    let (code, said) = match connections::network_cause(error) {
        Some(cause) => (cause.code, cause.said),
        None => (None, reason.to_owned()),
    };
    let undocumented = call.course.host().and_then(undocumented_region);
    match (undocumented, code) {
        (Some(region), None | Some(NAME_NOT_FOUND)) => {
            Problem::before_sending(ProblemKind::RegionNotSupported { region }).with_service_message(reason)
        }
        (_, code) => {
            let problem = Problem::before_sending(ProblemKind::CheckNetwork).with_service_message(&said);
            Problem { code: code.map(str::to_owned), ..problem }
        }
    }
}

/// Whoever gave the credentials provider may have said already, by a
/// [`Problem`] among the causes, what the person can do.
fn of_credentials(error: &ConnectorError) -> Option<Problem> {
    if let Some(problem) = chain(error).find_map(<dyn Error>::downcast_ref::<Problem>) {
        return Some(problem.clone());
    }
    chain(error).find(|cause| cause.is::<CredentialsError>()).map(|cause| {
        Problem::before_sending(ProblemKind::SignInToAws { profile: None })
            .with_service_message(&cause.to_string())
    })
}

/// The Region of the service's own regional name, if AWS does not document it:
/// such a name does not resolve.
fn undocumented_region(host: &str) -> Option<String> {
    let rest = host
        .strip_prefix("api.iotmanagedintegrations.")
        .or_else(|| host.strip_prefix("api.iotmanagedintegrations-fips."))?;
    let (region, suffix) = rest.split_once('.')?;
    (suffix.starts_with("api.") && !DOCUMENTED_REGIONS.contains(&region)).then(|| region.to_owned())
}

fn chain<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&error| error.source())
}

/// The causes from the second on: the first only says that sending failed.
fn reasons(error: &(dyn Error + 'static)) -> String {
    let mut reasons: Vec<String> = chain(error).skip(1).map(ToString::to_string).collect();
    reasons.dedup();
    reasons.join(": ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_services_own_name_in_another_region_speaks_of_the_region() {
        let check = |host, region: Option<&str>| {
            assert_eq!(undocumented_region(host).as_deref(), region);
        };
        check("api.iotmanagedintegrations.us-east-1.api.aws", Some("us-east-1"));
        check("api.iotmanagedintegrations-fips.us-east-1.api.aws", Some("us-east-1"));
        check("api.iotmanagedintegrations.cn-north-1.api.amazonwebservices.com.cn", Some("cn-north-1"));
        check("api.iotmanagedintegrations.eu-west-1.api.aws", None);
        check("127.0.0.1", None);
        check("api.iotmanagedintegrations.us-east-1.example.com", None);
    }
}
