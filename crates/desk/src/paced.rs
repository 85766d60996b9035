//! A gateway that waits for its turn before every request.

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use managed_integrations::Attempts;
use onboarding::{Answer, Gateway, Intent, Performed, Problem, Question};
use tokio::time::Instant;
use tracing::{Instrument, Span};
use watching::{Limiter, Pace, Urgency};

/// Asks on behalf of somebody: `urgency` and `pace` say of whom. Mutations go
/// first whoever asks.
pub(crate) struct Paced {
    pub(crate) gateway: Arc<dyn Gateway>,
    pub(crate) limiter: Limiter,
    pub(crate) urgency: Urgency,
    pub(crate) pace: Pace,
}

/// Tells the limiter how the service answers.
pub(crate) struct Answers(pub(crate) Limiter);

impl Attempts for Answers {
    fn sent_again(&self, operation: &'static str) {
        self.0.sent_again(operation);
    }

    fn throttled(&self, operation: &'static str, retry_after: Option<Duration>) {
        let retry_after_ms = retry_after.map(|time| u64::try_from(time.as_millis()).unwrap_or(u64::MAX));
        tracing::info!(operation, retry_after_ms, "AWS throttled");
        self.0.throttled(operation, retry_after);
    }

    fn answered(&self, operation: &'static str) {
        self.0.answered(operation);
    }
}

#[async_trait]
impl Gateway for Paced {
    async fn perform(&self, intent: &Intent) -> Result<Performed, Problem> {
        let turn = self.turn(intent.operation(), Urgency::Mutation, Pace::Bulk).await;
        self.gateway.perform(intent).instrument(turn).await
    }

    async fn ask(&self, question: &Question) -> Result<Answer, Problem> {
        let turn = self.turn(question.operation(), self.urgency, self.pace).await;
        self.gateway.ask(question).instrument(turn).await
    }
}

impl Paced {
    /// Waits; every line written in the span says for how long.
    async fn turn(&self, operation: &'static str, urgency: Urgency, pace: Pace) -> Span {
        let begun = Instant::now();
        self.limiter.turn(operation, urgency, pace).await;
        let waited_ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        tracing::info_span!("turn", waited_ms)
    }
}

/// The operation sweeps are made of.
pub(crate) const LIST_ACCOUNT_ASSOCIATIONS: &str = "ListAccountAssociations";
