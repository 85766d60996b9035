//! A gateway of the product whose answers somebody listens to: which links it
//! told of as settled, and what was throttled.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use async_trait::async_trait;
use connections::Connection;
use desk::{AwsSdk, Gateways};
use managed_integrations::Attempts;
use onboarding::{
    AccountAssociationId, Answer, AssociationState, Gateway, Intent, Performed, Problem, Question,
};
use tokio::{sync::Notify, time::Instant};

/// By link or operation, with the moment of the answer.
#[derive(Default)]
pub(crate) struct Overheard {
    told: Mutex<HashMap<String, Instant>>,
    confirmed: Mutex<HashMap<String, Instant>>,
    throttled: Mutex<Vec<(&'static str, Instant)>>,
    answered: Mutex<Vec<(&'static str, Instant)>>,
    has_confirmed: Notify,
}

impl Overheard {
    /// When a list or a look first told that a link is settled.
    pub(crate) fn told(&self) -> HashMap<String, Instant> {
        lock(&self.told).clone()
    }

    /// When a look first told it.
    pub(crate) fn confirmed(&self) -> HashMap<String, Instant> {
        lock(&self.confirmed).clone()
    }

    pub(crate) fn throttled(&self) -> Vec<(&'static str, Instant)> {
        lock(&self.throttled).clone()
    }

    pub(crate) fn answered(&self) -> Vec<(&'static str, Instant)> {
        lock(&self.answered).clone()
    }

    /// Waits until looks have confirmed all of these.
    pub(crate) async fn has_confirmed(&self, links: Vec<String>) {
        loop {
            let more = self.has_confirmed.notified();
            if links.iter().all(|link| lock(&self.confirmed).contains_key(link)) {
                return;
            }
            more.await;
        }
    }

    fn heard(&self, question: &Question, answer: Option<&Answer>) {
        if let (Question::GetAccountAssociation { id }, Some(Answer::GetAccountAssociation(link))) =
            (question, answer)
        {
            self.settled(id, &link.state, true);
        }
        if let Some(Answer::ListAccountAssociations(page)) = answer {
            for item in &page.items {
                self.settled(&item.id, &item.state, false);
            }
        }
    }

    fn settled(&self, id: &AccountAssociationId, state: &AssociationState, is_look: bool) {
        if *state == AssociationState::InProgress {
            return;
        }
        let now = Instant::now();
        lock(&self.told).entry(id.as_str().to_owned()).or_insert(now);
        if is_look {
            lock(&self.confirmed).entry(id.as_str().to_owned()).or_insert(now);
            self.has_confirmed.notify_one();
        }
    }
}

/// Makes gateways of the product that are listened to.
pub(crate) struct OverheardGateways(pub(crate) Arc<Overheard>);

impl Gateways for OverheardGateways {
    fn reach(&self, connection: &Connection, attempts: Arc<dyn Attempts>) -> Arc<dyn Gateway> {
        let overheard = Arc::clone(&self.0);
        let inner = AwsSdk.reach(connection, Arc::new(OverheardAttempts { attempts, overheard }));
        Arc::new(OverheardGateway { inner, overheard: Arc::clone(&self.0) })
    }
}

struct OverheardAttempts {
    attempts: Arc<dyn Attempts>,
    overheard: Arc<Overheard>,
}

impl Attempts for OverheardAttempts {
    fn sent_again(&self, operation: &'static str) {
        self.attempts.sent_again(operation);
    }

    fn throttled(&self, operation: &'static str, retry_after: Option<Duration>) {
        lock(&self.overheard.throttled).push((operation, Instant::now()));
        self.attempts.throttled(operation, retry_after);
    }

    fn answered(&self, operation: &'static str) {
        lock(&self.overheard.answered).push((operation, Instant::now()));
        self.attempts.answered(operation);
    }
}

struct OverheardGateway {
    inner: Arc<dyn Gateway>,
    overheard: Arc<Overheard>,
}

#[async_trait]
impl Gateway for OverheardGateway {
    async fn perform(&self, intent: &Intent) -> Result<Performed, Problem> {
        self.inner.perform(intent).await
    }

    async fn ask(&self, question: &Question) -> Result<Answer, Problem> {
        let answer = self.inner.ask(question).await;
        self.overheard.heard(question, answer.as_ref().ok());
        answer
    }
}

fn lock<T>(value: &Mutex<T>) -> MutexGuard<'_, T> {
    value.lock().unwrap_or_else(PoisonError::into_inner)
}
