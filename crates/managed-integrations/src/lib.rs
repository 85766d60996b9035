//! The gateway: our types on one side, the AWS SDK on the other.
//!
//! Nothing here decides what to do next, and no type of the SDK leaves it. What
//! is logged is an operation's name, status, request id and duration; never an
//! address, a token or a body.

mod associations;
mod attempts;
mod call;
mod destinations;
mod discoveries;
mod event_logs;
mod intents;
mod limits;
mod moments;
mod problem;
mod questions;
mod states;
mod things;

use std::sync::Arc;

use async_trait::async_trait;
use aws_sdk_iotmanagedintegrations as sdk;
use aws_types::SdkConfig;
use onboarding::{Answer, Gateway, Intent, Performed, Problem, Question};

pub use attempts::Attempts;
pub use limits::Limits;

/// Rows asked for at once: the most the service gives.
const PAGE_SIZE: i32 = 1000;

/// Managed integrations as one signed-in identity in one Region sees it.
///
/// Clones share one pool of connections.
#[derive(Clone)]
pub struct ManagedIntegrations {
    client: sdk::Client,
    limits: Limits,
    attempts: Option<Arc<dyn Attempts>>,
}

impl ManagedIntegrations {
    /// Takes credentials, Region, endpoint and HTTP client from `config`; time
    /// limits and retries are its own.
    pub fn new(config: &SdkConfig) -> Self {
        Self::with_limits(config, Limits::default())
    }

    /// As [`Self::new`], with other time limits and retries.
    pub fn with_limits(config: &SdkConfig, limits: Limits) -> Self {
        Self {
            client: sdk::Client::from_conf(limits::client_config(config, &limits)),
            limits,
            attempts: None,
        }
    }
}

impl ManagedIntegrations {
    /// Tells `attempts` of every request that is sent again and every answer.
    #[must_use]
    pub fn observed_by(self, attempts: Arc<dyn Attempts>) -> Self {
        Self { attempts: Some(attempts), ..self }
    }
}

#[async_trait]
impl Gateway for ManagedIntegrations {
    async fn perform(&self, intent: &Intent) -> Result<Performed, Problem> {
        intents::perform(self, intent).await
    }

    async fn ask(&self, question: &Question) -> Result<Answer, Problem> {
        questions::ask(self, question).await
    }
}
