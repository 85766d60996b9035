//! What is known about the arrival of a request at the service, over all its
//! attempts: an attempt that ended without an answer may have been carried out,
//! even when a later one is refused.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::Intercept;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeTransmitInterceptorContextRef, FinalizerInterceptorContextRef,
};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;

use crate::problem::{is_refusal, never_connected};

/// Watches one call; clones watch the same one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Arrival(Arc<Seen>);

#[derive(Debug, Default)]
struct Seen {
    /// An attempt is on the wire and has not ended.
    sending: AtomicBool,
    ever_sending: AtomicBool,
    /// An attempt ended without a clear no.
    uncertain: AtomicBool,
    host: OnceLock<String>,
}

impl Arrival {
    /// False when the service surely refused or never got every attempt.
    pub(crate) fn may_have_happened(&self) -> bool {
        self.0.uncertain.load(Ordering::SeqCst) || self.0.sending.load(Ordering::SeqCst)
    }

    /// True once credentials were there and an attempt was about to connect.
    pub(crate) fn was_tried(&self) -> bool {
        self.0.ever_sending.load(Ordering::SeqCst)
    }

    /// The host the request was for.
    pub(crate) fn host(&self) -> Option<&str> {
        self.0.host.get().map(String::as_str)
    }
}

impl Intercept for Arrival {
    fn name(&self) -> &'static str {
        "Arrival"
    }

    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.0.ever_sending.store(true, Ordering::SeqCst);
        self.0.sending.store(true, Ordering::SeqCst);
        self.0.host.get_or_init(|| host_of(context.request().uri()).to_owned());
        Ok(())
    }

    fn read_after_attempt(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if !self.0.sending.swap(false, Ordering::SeqCst) {
            return Ok(());
        }
        let clear_no = match (context.response(), context.output_or_error()) {
            (Some(response), _) => is_refusal(response),
            (None, Some(Err(error))) => error.as_connector_error().is_some_and(never_connected),
            (None, Some(Ok(_)) | None) => false,
        };
        if !clear_no {
            self.0.uncertain.store(true, Ordering::SeqCst);
        }
        Ok(())
    }
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
