//! How long a call may take and how often a mutation is sent, and the SDK's
//! configuration made of it.

use std::time::Duration;

use aws_sdk_iotmanagedintegrations::config::retry::RetryConfig;
use aws_sdk_iotmanagedintegrations::config::timeout::TimeoutConfig;
use aws_sdk_iotmanagedintegrations::config::{self, BehaviorVersion, Config};
use aws_types::SdkConfig;

/// Time limits and retries; the default is what the product uses.
///
/// A read is sent once, since whoever schedules it is its retry; only one that
/// was refused for the clock is sent again. A mutation is
/// sent again with the same token and parameters.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Until a connection stands, TLS included.
    pub connect: Duration,
    /// For one attempt, credentials included.
    pub attempt: Duration,
    /// For all attempts and the pauses between them.
    pub operation: Duration,
    /// How often a mutation is sent at most.
    pub mutation_attempts: u32,
    /// The upper bound of the first pause between attempts; it doubles.
    pub first_pause: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_millis(3100),
            attempt: Duration::from_secs(10),
            operation: Duration::from_secs(35),
            mutation_attempts: 4,
            first_pause: Duration::from_secs(1),
        }
    }
}

impl Limits {
    pub(crate) fn mutation_retries(&self) -> RetryConfig {
        RetryConfig::standard()
            .with_max_attempts(self.mutation_attempts)
            .with_initial_backoff(self.first_pause)
    }
}

/// Without an HTTP client in `config` the SDK makes one for the whole client, its
/// proxy taken from the process's environment.
pub(crate) fn client_config(config: &SdkConfig, limits: &Limits) -> Config {
    let timeouts = TimeoutConfig::builder()
        .connect_timeout(limits.connect)
        .operation_attempt_timeout(limits.attempt)
        .operation_timeout(limits.operation)
        .build();
    config::Builder::from(config)
        .behavior_version(BehaviorVersion::v2026_01_12())
        .retry_config(RetryConfig::standard().with_max_attempts(1))
        .timeout_config(timeouts)
        .build()
}
