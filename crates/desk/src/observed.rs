//! A gateway whose answers the desk hears of: an AWS sign-in that ran out or has
//! become another's, and what this identity may do. Where the account is
//! read-only it changes nothing.

use std::sync::{
    Arc, Weak,
    atomic::{AtomicBool, Ordering},
};

use async_trait::async_trait;
use contract::ProblemView;
use onboarding::{Answer, Gateway, Identity, Intent, Journey, Performed, Problem, ProblemKind, Question};
use tracing::{Instrument, Span};

use crate::{Desk, desk::Shared, journals::is_practice, logs, state::Account};

pub(crate) struct Observed {
    pub(crate) gateway: Arc<dyn Gateway>,
    pub(crate) shared: Weak<Shared>,
    pub(crate) identity: Identity,
    /// As whom: permissions belong to a role or user.
    pub(crate) arn: String,
    /// Whether the last request got an answer of the service.
    pub(crate) reached: AtomicBool,
}

impl Observed {
    fn notice_network(&self, problem: Option<&Problem>) {
        let is_reached = !problem
            .is_some_and(|it| matches!(it.kind, ProblemKind::CheckNetwork | ProblemKind::NotTheService));
        match (self.reached.swap(is_reached, Ordering::Relaxed), is_reached) {
            (true, false) => tracing::warn!("AWS is not reached any more"),
            (false, true) => tracing::info!("AWS is reached again"),
            (true, true) | (false, false) => {}
        }
    }

    /// Every line written in it says whether this is practice.
    fn span(&self) -> Span {
        tracing::info_span!("request", practice = is_practice(&self.identity))
    }

    fn heard(&self, operation: &'static str, problem: Option<&Problem>) {
        self.notice_network(problem);
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
            self.span().in_scope(|| logs::not_sent(intent.operation()));
            let refused = Problem::before_sending(ProblemKind::ReadOnly);
            return Err(Problem { operation: Some(intent.operation()), ..refused });
        }
        let span = self.span();
        let performed = self.gateway.perform(intent).instrument(span.clone()).await;
        span.in_scope(|| self.heard(intent.operation(), performed.as_ref().err()));
        performed
    }

    async fn ask(&self, question: &Question) -> Result<Answer, Problem> {
        let span = self.span();
        let answered = self.gateway.ask(question).instrument(span.clone()).await;
        span.in_scope(|| self.heard(question.operation(), answered.as_ref().err()));
        answered
    }
}
