//! A gateway whose answers the desk hears of: an AWS sign-in that ran out or has
//! become another's, and what this identity may do. Where the account is
//! read-only it changes nothing.

use std::sync::{Arc, Weak};

use async_trait::async_trait;
use contract::ProblemView;
use onboarding::{Answer, Gateway, Identity, Intent, Journey, Performed, Problem, ProblemKind, Question};

use crate::{Desk, desk::Shared, state::Account};

pub(crate) struct Observed {
    pub(crate) gateway: Arc<dyn Gateway>,
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

impl Desk {
    /// The account in use, for a step that changes something at AWS.
    ///
    /// # Errors
    /// A problem when there is none, or it is read-only here.
    pub(crate) fn account_to_change(&self) -> Result<Arc<Account>, ProblemView> {
        let account = self.account()?;
        if self.lock().is_read_only(account.identity()) {
            return Err(ProblemView::from(&Problem::before_sending(ProblemKind::ReadOnly)));
        }
        Ok(account)
    }

    /// As [`Desk::mine`], for a step that changes something at AWS.
    ///
    /// # Errors
    /// As there, and when the account is read-only here.
    pub(crate) fn mine_to_change(&self, journey_id: &str) -> Result<Journey, ProblemView> {
        let journey = self.mine(journey_id)?;
        self.account_to_change().map(|_| journey)
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
