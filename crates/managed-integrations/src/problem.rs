//! Every failure of a call, turned once into a [`Problem`].

mod answered;
mod unanswered;
mod wording;

use std::error::Error;

use aws_sdk_iotmanagedintegrations::error::{ProvideErrorMetadata, SdkError};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_types::request_id::RequestId;
use onboarding::{Problem, ProblemKind};

use crate::call::Call;

pub(crate) use answered::is_refusal;
pub(crate) use unanswered::never_connected;
pub(crate) use wording::request_id;

/// What the SDK puts where a required enum was missing from an answer.
pub(crate) const SDK_PLACEHOLDER: &str = "no value was set";

pub(crate) fn of_failure<E>(error: &SdkError<E, HttpResponse>, call: &Call) -> Problem
where
    E: ProvideErrorMetadata + Error + 'static,
{
    let mut problem = match error {
        SdkError::ServiceError(context) => {
            answered::problem(call.operation, context.raw(), context.err().meta())
        }
        // The answer began and broke off.
        SdkError::ResponseError(context) => Problem {
            status: Some(context.raw().status().as_u16()),
            ..Problem::before_sending(ProblemKind::CheckNetwork)
        },
        SdkError::ConstructionFailure(_) => unanswered::not_built(error),
        SdkError::TimeoutError(_) => unanswered::timed_out(call),
        SdkError::DispatchFailure(context) => match context.as_connector_error() {
            Some(connector_error) => unanswered::not_dispatched(connector_error, call),
            None => Problem::before_sending(ProblemKind::CheckNetwork),
        },
        _ => Problem::before_sending(ProblemKind::TryAgain),
    };
    problem.operation = Some(call.operation);
    problem.request_id = error.request_id().and_then(request_id);
    problem.nothing_was_done = !call.is_mutation || !call.course.may_have_happened();
    problem
}

/// The task of the call ended by a panic, as a credentials provider's on a
/// clock that stepped back.
pub(crate) fn of_broken_call(call: &Call) -> Problem {
    Problem {
        operation: Some(call.operation),
        nothing_was_done: !call.is_mutation || !call.course.may_have_happened(),
        ..Problem::before_sending(ProblemKind::TryAgain)
    }
}

/// An answer of good status that lacks what the service always gives.
pub(crate) fn incomplete_answer(
    operation: &'static str,
    is_mutation: bool,
    answer: &impl RequestId,
) -> Problem {
    Problem {
        operation: Some(operation),
        request_id: answer.request_id().and_then(request_id),
        nothing_was_done: !is_mutation,
        ..Problem::before_sending(ProblemKind::NotTheService)
    }
}
