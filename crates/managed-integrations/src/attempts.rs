//! Every single attempt of a call: told to whoever paces requests, since the SDK
//! sends mutations again by itself, and kept as what is known about the request's
//! arrival at the service.

use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::Intercept;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeTransmitInterceptorContextRef, FinalizerInterceptorContextRef,
};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;

use crate::problem::{is_refusal, never_connected};

/// What happens to the requests of a gateway. `operation` is the name at AWS.
pub trait Attempts: Send + Sync {
    /// The SDK sends a request of a call once more.
    fn sent_again(&self, operation: &'static str);

    /// The service throttled a request; `retry_after` is what it asked for.
    fn throttled(&self, operation: &'static str, retry_after: Option<Duration>);

    /// The service answered without throttling, well or badly.
    fn answered(&self, operation: &'static str);
}

/// The course of one call over all its attempts; clones are of the same call. An
/// attempt that ended without an answer may have been carried out, even when a
/// later one is refused.
#[derive(Clone)]
pub(crate) struct Course(Arc<Seen>);

struct Seen {
    operation: &'static str,
    attempts: Option<Arc<dyn Attempts>>,
    /// An attempt is on the wire and has not ended.
    sending: AtomicBool,
    /// Attempts that were about to connect.
    tried: AtomicU32,
    /// An attempt ended without a clear no.
    uncertain: AtomicBool,
    host: OnceLock<String>,
}

impl Course {
    pub(crate) fn new(operation: &'static str, attempts: Option<Arc<dyn Attempts>>) -> Self {
        Self(Arc::new(Seen {
            operation,
            attempts,
            sending: AtomicBool::default(),
            tried: AtomicU32::default(),
            uncertain: AtomicBool::default(),
            host: OnceLock::default(),
        }))
    }

    /// False when the service surely refused or never got every attempt.
    pub(crate) fn may_have_happened(&self) -> bool {
        self.0.uncertain.load(Ordering::SeqCst) || self.0.sending.load(Ordering::SeqCst)
    }

    /// True once credentials were there and an attempt was about to connect.
    pub(crate) fn was_tried(&self) -> bool {
        self.attempts() > 0
    }

    /// How often it was sent; 0 while credentials were not there.
    pub(crate) fn attempts(&self) -> u32 {
        self.0.tried.load(Ordering::SeqCst)
    }

    /// The host the request was for.
    pub(crate) fn host(&self) -> Option<&str> {
        self.0.host.get().map(String::as_str)
    }
}

impl fmt::Debug for Course {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Course").field("operation", &self.0.operation).finish_non_exhaustive()
    }
}

impl Intercept for Course {
    fn name(&self) -> &'static str {
        "Course"
    }

    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let seen = &self.0;
        seen.sending.store(true, Ordering::SeqCst);
        seen.host.get_or_init(|| host_of(context.request().uri()).to_owned());
        let is_again = seen.tried.fetch_add(1, Ordering::SeqCst) > 0;
        if is_again && let Some(attempts) = &seen.attempts {
            attempts.sent_again(seen.operation);
        }
        Ok(())
    }

    fn read_after_attempt(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let seen = &self.0;
        if !seen.sending.swap(false, Ordering::SeqCst) {
            return Ok(());
        }
        let clear_no = match (context.response(), context.output_or_error()) {
            (Some(response), _) => is_refusal(response),
            (None, Some(Err(error))) => error.as_connector_error().is_some_and(never_connected),
            (None, Some(Ok(_)) | None) => false,
        };
        if !clear_no {
            seen.uncertain.store(true, Ordering::SeqCst);
        }
        if let (Some(response), Some(attempts)) = (context.response(), &seen.attempts) {
            if is_throttling(response) {
                attempts.throttled(seen.operation, retry_after(response));
            } else {
                attempts.answered(seen.operation);
            }
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

fn host_of(uri: &str) -> &str {
    let rest = uri.split_once("://").map_or(uri, |(_, rest)| rest);
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    authority.split_once(':').map_or(authority, |(host, _)| host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_is_read_from_an_address_with_or_without_port_and_path() {
        let check = |uri, host| assert_eq!(host_of(uri), host);
        check("https://api.example.aws/account-associations?MaxResults=1", "api.example.aws");
        check("http://127.0.0.1:4566/x", "127.0.0.1");
        check("https://api.example.aws", "api.example.aws");
    }
}
