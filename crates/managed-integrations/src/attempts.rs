//! Every single attempt of a call, told to whoever paces requests: the SDK sends
//! mutations again by itself.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::Intercept;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeTransmitInterceptorContextRef, FinalizerInterceptorContextRef,
};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;

/// What happens to the requests of a gateway. `operation` is the name at AWS.
pub trait Attempts: Send + Sync {
    /// The SDK sends a request of a call once more.
    fn sent_again(&self, operation: &'static str);

    /// The service throttled a request; `retry_after` is what it asked for.
    fn throttled(&self, operation: &'static str, retry_after: Option<Duration>);

    /// The service answered without throttling, well or badly.
    fn answered(&self, operation: &'static str);
}

/// Tells of one call.
#[derive(Clone)]
pub(crate) struct Observer {
    operation: &'static str,
    attempts: Arc<dyn Attempts>,
    was_sent: Arc<AtomicBool>,
}

impl Observer {
    pub(crate) fn new(operation: &'static str, attempts: Arc<dyn Attempts>) -> Self {
        Self { operation, attempts, was_sent: Arc::default() }
    }
}

impl fmt::Debug for Observer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Observer").field("operation", &self.operation).finish_non_exhaustive()
    }
}

impl Intercept for Observer {
    fn name(&self) -> &'static str {
        "Observer"
    }

    fn read_before_transmit(
        &self,
        _: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if self.was_sent.swap(true, Ordering::SeqCst) {
            self.attempts.sent_again(self.operation);
        }
        Ok(())
    }

    fn read_after_attempt(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        match context.response() {
            Some(response) if is_throttling(response) => {
                self.attempts.throttled(self.operation, retry_after(response));
            }
            Some(_) => self.attempts.answered(self.operation),
            None => {}
        }
        Ok(())
    }
}

/// 429 as documented, or the error's name under another status.
fn is_throttling(response: &HttpResponse) -> bool {
    let name = response.headers().get("x-amzn-errortype").unwrap_or_default();
    response.status().as_u16() == 429 || name.starts_with("ThrottlingException")
}

/// `Retry-After` in seconds (RFC 9110); a date there is left alone.
fn retry_after(response: &HttpResponse) -> Option<Duration> {
    let seconds = response.headers().get("retry-after")?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds))
}
