//! One line in the log for each call for credentials: what was asked and how it
//! ended. Nothing of what was sent or given.

use std::fmt;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Instant;

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::Intercept;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeSerializationInterceptorContextRef, BeforeTransmitInterceptorContextRef,
    FinalizerInterceptorContextRef,
};
use aws_smithy_runtime_api::client::orchestrator::Metadata;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};

#[derive(Debug, Clone, Copy)]
pub(crate) struct InTheLog;

/// One call so far.
struct Begun {
    at: Instant,
    attempts: AtomicU32,
}

impl fmt::Debug for Begun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Begun").finish_non_exhaustive()
    }
}

impl Storable for Begun {
    type Storer = StoreReplace<Self>;
}

impl Intercept for InTheLog {
    fn name(&self) -> &'static str {
        "InTheLog"
    }

    fn read_before_execution(
        &self,
        _: &BeforeSerializationInterceptorContextRef<'_>,
        bag: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let begun = Begun { at: Instant::now(), attempts: AtomicU32::new(0) };
        bag.interceptor_state().store_put(begun);
        Ok(())
    }

    fn read_before_transmit(
        &self,
        _: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        bag: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let Some(begun) = bag.load::<Begun>() {
            begun.attempts.fetch_add(1, Ordering::Relaxed);
        }
        Ok(())
    }

    fn read_after_execution(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        bag: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let operation = bag.load::<Metadata>().map(Metadata::name);
        let begun = bag.load::<Begun>();
        let duration_ms =
            begun.map(|begun| u64::try_from(begun.at.elapsed().as_millis()).unwrap_or(u64::MAX));
        let attempts = begun.map(|begun| begun.attempts.load(Ordering::Relaxed));
        let response = context.response();
        let status = response.map(|response| response.status().as_u16());
        let request_id = response.and_then(|response| response.headers().get("x-amzn-requestid"));
        let is_answered = matches!(context.output_or_error(), Some(Ok(_)));
        let outcome = if is_answered { "answered" } else { "failed" };
        tracing::info!(operation, status, request_id, duration_ms, attempts, outcome, "asked AWS");
        Ok(())
    }
}
