//! A gateway that waits for its turn before every request.

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use managed_integrations::Attempts;
use onboarding::{Answer, Gateway, Intent, Performed, Problem, Question};
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
        tracing::info!(operation, ?retry_after, "throttled");
        self.0.throttled(operation, retry_after);
    }

    fn answered(&self, operation: &'static str) {
        self.0.answered(operation);
    }
}

#[async_trait]
impl Gateway for Paced {
    async fn perform(&self, intent: &Intent) -> Result<Performed, Problem> {
        self.limiter.turn(intent.operation(), Urgency::Mutation, Pace::Bulk).await;
        self.gateway.perform(intent).await
    }

    async fn ask(&self, question: &Question) -> Result<Answer, Problem> {
        self.limiter.turn(question.operation(), self.urgency, self.pace).await;
        self.gateway.ask(question).await
    }
}

/// The operation sweeps are made of.
pub(crate) const LIST_ACCOUNT_ASSOCIATIONS: &str = "ListAccountAssociations";
