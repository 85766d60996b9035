//! A gateway whose answers the desk hears of: an AWS sign-in that ran out or has
//! become another's, and what this identity may do. Where the account is read-only it changes nothing.

use std::sync::Weak;

use async_trait::async_trait;
use onboarding::{Answer, Gateway, Identity, Intent, Performed, Problem, ProblemKind, Question};

use crate::{Desk, desk::Shared};

pub(crate) struct Observed {
    pub(crate) gateway: std::sync::Arc<dyn Gateway>,
    pub(crate) shared: Weak<Shared>,
    pub(crate) identity: Identity,
    /// As whom: permissions belong to a role or user.
    pub(crate) arn: String,
}

impl Observed {
    fn heard(&self, operation: &'static str, problem: Option<&Problem>) {
        let Some(shared) = self.shared.upgrade() else { return };
        let desk = Desk { shared };
        desk.permission_seen(&self.identity, &self.arn, operation, problem);
        if let Some(problem) = problem
            && matches!(problem.kind, ProblemKind::SignInToAws { .. } | ProblemKind::AnotherIdentity { .. })
        {
            desk.sign_in_ran_out(&self.identity, problem);
        }
    }
}

#[async_trait]
impl Gateway for Observed {
    async fn perform(&self, intent: &Intent) -> Result<Performed, Problem> {
        let is_read_only =
            self.shared.upgrade().is_some_and(|shared| shared.lock().is_read_only(&self.identity));
        if is_read_only {
            let refused = Problem::before_sending(ProblemKind::ReadOnly);
            return Err(Problem { operation: Some(intent.operation()), ..refused });
        }
        let performed = self.gateway.perform(intent).await;
        self.heard(intent.operation(), performed.as_ref().err());
        performed
    }

    async fn ask(&self, question: &Question) -> Result<Answer, Problem> {
        let answered = self.gateway.ask(question).await;
        self.heard(question.operation(), answered.as_ref().err());
        answered
    }
}
