//! One call of the service: sent in a task of its own, timed, logged, and its
//! failure turned into a [`Problem`].

use std::error::Error;
use std::future::Future;
use std::time::Instant;

use aws_sdk_iotmanagedintegrations::Client;
use aws_sdk_iotmanagedintegrations::config;
use aws_sdk_iotmanagedintegrations::error::{ProvideErrorMetadata, SdkError};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_types::request_id::RequestId;
use onboarding::{CLOCK_IS_OFF, Problem};
use tracing::Instrument;

use crate::ManagedIntegrations;
use crate::attempts::Course;
use crate::problem;

/// What every failure of one call needs to be told as a [`Problem`].
#[derive(Debug, Clone)]
pub(crate) struct Call {
    /// The operation's name at AWS.
    pub(crate) operation: &'static str,
    pub(crate) is_mutation: bool,
    pub(crate) course: Course,
}

impl ManagedIntegrations {
    /// Sends a question, once; a second time where it was refused for the clock,
    /// since the client corrects itself by that answer. `send` gets the client and
    /// the settings of one try.
    pub(crate) async fn read<T, E, F>(
        &self,
        operation: &'static str,
        send: impl Fn(&Client, config::Builder) -> F,
    ) -> Result<T, Problem>
    where
        F: Future<Output = Result<T, SdkError<E, HttpResponse>>> + Send + 'static,
        T: RequestId + Send + 'static,
        E: ProvideErrorMetadata + Error + Send + Sync + 'static,
    {
        let (call, settings) = self.call(operation, false);
        match answer(&call, send(&self.client, settings)).await {
            Err(problem) if problem.code.as_deref() == Some(CLOCK_IS_OFF) => {
                let (call, settings) = self.call(operation, false);
                answer(&call, send(&self.client, settings)).await
            }
            answered => answered,
        }
    }

    /// Sends a mutation, again where that is safe.
    pub(crate) async fn mutate<T, E, F>(
        &self,
        operation: &'static str,
        send: impl FnOnce(&Client, config::Builder) -> F,
    ) -> Result<T, Problem>
    where
        F: Future<Output = Result<T, SdkError<E, HttpResponse>>> + Send + 'static,
        T: RequestId + Send + 'static,
        E: ProvideErrorMetadata + Error + Send + Sync + 'static,
    {
        let (call, settings) = self.call(operation, true);
        let settings = settings.retry_config(self.limits.mutation_retries());
        answer(&call, send(&self.client, settings)).await
    }

    fn call(&self, operation: &'static str, is_mutation: bool) -> (Call, config::Builder) {
        let course = Course::new(operation, self.attempts.clone());
        let settings = config::Builder::new().interceptor(course.clone());
        (Call { operation, is_mutation, course }, settings)
    }
}

async fn answer<T, E, F>(call: &Call, sending: F) -> Result<T, Problem>
where
    F: Future<Output = Result<T, SdkError<E, HttpResponse>>> + Send + 'static,
    T: RequestId + Send + 'static,
    E: ProvideErrorMetadata + Error + Send + Sync + 'static,
{
    let started = Instant::now();
    // A credentials provider may panic when the clock steps back; in a task of
    // its own that ends one call and not the program.
    let ended = tokio::spawn(sending.in_current_span()).await;
    let duration_ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    let operation = call.operation;
    match ended {
        // What a proxy's page of status 200 lacks; without a body to read it would
        // pass for an answer.
        Ok(Ok(output)) if call.is_mutation && output.request_id().is_none() => {
            Err(logged(problem::incomplete_answer(operation, true, &output), call, duration_ms))
        }
        Ok(Ok(output)) => {
            let request_id = output.request_id().unwrap_or_default();
            let attempts = call.course.attempts();
            tracing::info!(operation, request_id, duration_ms, attempts, outcome = "answered", "asked AWS");
            Ok(output)
        }
        Ok(Err(error)) => Err(logged(problem::of_failure(&error, call), call, duration_ms)),
        Err(_) => Err(logged(problem::of_broken_call(call), call, duration_ms)),
    }
}

fn logged(problem: Problem, call: &Call, duration_ms: u64) -> Problem {
    tracing::warn!(
        operation = call.operation,
        status = problem.status,
        request_id = problem.request_id,
        code = problem.code,
        nothing_was_done = problem.nothing_was_done,
        duration_ms,
        attempts = call.course.attempts(),
        outcome = "failed",
        "asked AWS"
    );
    problem
}
