//! Wrappers round the journal's and the gateway's ports that end the program at
//! a chosen moment of a chosen mutation. The shipped code knows nothing of them.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use connections::Connection;
use desk::{AwsSdk, Gateways};
use journal::{
    Act, ActPlace, Change, Entry, Forget, Forgotten, Health, IntentChange, LinkMemo, LinksChange, Remember,
    RememberedLinks, WriteProblem, Written,
};
use managed_integrations::Attempts;
use onboarding::{
    AccountAssociationId, Answer, Customer, Gateway, Identity, Intent, Performed, Problem, Question,
};
use tokio::sync::watch;

/// A moment of a mutation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Window {
    /// The intent is on disk, not a byte has left.
    AfterIntent,
    /// The service has carried it out, its answer is not known here.
    AfterSend,
    /// The answer is known and not on disk.
    BeforeCommit,
    /// The answer is on disk, and nothing else has happened.
    AfterCommit,
}

impl Window {
    pub const ALL: [Self; 4] = [Self::AfterIntent, Self::AfterSend, Self::BeforeCommit, Self::AfterCommit];

    pub fn name(self) -> &'static str {
        match self {
            Self::AfterIntent => "after-intent",
            Self::AfterSend => "after-send",
            Self::BeforeCommit => "before-commit",
            Self::AfterCommit => "after-commit",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|window| window.name() == name)
    }
}

/// When the program ends: at the `nth` mutation of an operation, from 1.
#[derive(Debug, Clone)]
pub struct Fate {
    pub operation: String,
    pub window: Window,
    pub nth: usize,
}

/// Ends the program; what that means is the test's to say.
pub type End = dyn Fn() + Send + Sync;

/// Counts mutations and ends the program when the time has come.
pub struct Reaper {
    fate: Option<Fate>,
    seen: AtomicUsize,
    end: Box<End>,
}

impl Reaper {
    pub fn new(fate: Option<Fate>, end: impl Fn() + Send + Sync + 'static) -> Arc<Self> {
        Arc::new(Self { fate, seen: AtomicUsize::new(0), end: Box::new(end) })
    }

    /// Whether the program ends at this moment of this operation.
    fn comes(&self, operation: &str, window: Window) -> bool {
        let Some(fate) = &self.fate else { return false };
        fate.operation == operation
            && fate.window == window
            && self.seen.fetch_add(1, Ordering::SeqCst) + 1 == fate.nth
    }
}

/// Makes gateways of the product that may end the program.
pub struct MortalGateways(pub Arc<Reaper>);

impl Gateways for MortalGateways {
    fn reach(&self, connection: &Connection, attempts: Arc<dyn Attempts>) -> Arc<dyn Gateway> {
        let inner = AwsSdk.reach(connection, attempts);
        Arc::new(MortalGateway { inner, reaper: Arc::clone(&self.0) })
    }
}

struct MortalGateway {
    inner: Arc<dyn Gateway>,
    reaper: Arc<Reaper>,
}

#[async_trait]
impl Gateway for MortalGateway {
    async fn perform(&self, intent: &Intent) -> Result<Performed, Problem> {
        if self.reaper.comes(intent.operation(), Window::AfterIntent) {
            (self.reaper.end)();
        }
        let answered = self.inner.perform(intent).await;
        if self.reaper.comes(intent.operation(), Window::AfterSend) {
            (self.reaper.end)();
        }
        answered
    }

    async fn ask(&self, question: &Question) -> Result<Answer, Problem> {
        self.inner.ask(question).await
    }
}

/// A journal that may end the program.
pub struct MortalJournal {
    pub inner: Arc<dyn Remember>,
    pub reaper: Arc<Reaper>,
}

#[async_trait]
impl Remember for MortalJournal {
    fn write(&self, change: Change) -> Written {
        let answers = |window| {
            change.intents.iter().any(|intent| match intent {
                IntentChange::Answered { key, .. } => self.reaper.comes(operation_of(key), window),
                IntentChange::Opened { .. } => false,
            })
        };
        if answers(Window::BeforeCommit) {
            (self.reaper.end)();
        }
        let ends_after = answers(Window::AfterCommit);
        let written = self.inner.write(change);
        if ends_after {
            let (written, reaper) = (written.clone(), Arc::clone(&self.reaper));
            tokio::spawn(async move {
                if written.on_disk().await.is_ok() {
                    (reaper.end)();
                }
            });
        }
        written
    }

    async fn timeline(&self, journey_id: &str) -> Result<Vec<Entry>, WriteProblem> {
        self.inner.timeline(journey_id).await
    }

    async fn journeys_of(
        &self,
        identity: &Identity,
        customer: &Customer,
    ) -> Result<Vec<String>, WriteProblem> {
        self.inner.journeys_of(identity, customer).await
    }

    async fn forget(&self, what: &Forget) -> Result<Forgotten, WriteProblem> {
        self.inner.forget(what).await
    }

    fn keep_memo(&self, identity: &Identity, memo: LinkMemo) -> Written {
        self.inner.keep_memo(identity, memo)
    }

    fn keep_links(&self, change: LinksChange) -> Written {
        self.inner.keep_links(change)
    }

    async fn links(&self, identity: &Identity) -> Result<RememberedLinks, WriteProblem> {
        self.inner.links(identity).await
    }

    async fn timeline_of_link(
        &self,
        identity: &Identity,
        link: &AccountAssociationId,
    ) -> Result<Vec<Entry>, WriteProblem> {
        self.inner.timeline_of_link(identity, link).await
    }

    async fn activity(&self, behind: Option<&ActPlace>, limit: usize) -> Result<Vec<Act>, WriteProblem> {
        self.inner.activity(behind, limit).await
    }

    async fn flush(&self, limit: Duration) -> bool {
        self.inner.flush(limit).await
    }

    fn health(&self) -> watch::Receiver<Health> {
        self.inner.health()
    }
}

/// By the form of [`Intent::key`]; of two beginnings the longer first.
fn operation_of(key: &str) -> &'static str {
    const TOKENS: [(&str, &str); 3] = [
        ("-create-", "CreateAccountAssociation"),
        ("-find-", "StartDeviceDiscovery"),
        ("-thing-", "CreateManagedThing"),
    ];
    const BEGINNINGS: [(&str, &str); 8] = [
        ("register ", "RegisterAccountAssociation"),
        ("deregister ", "DeregisterAccountAssociation"),
        ("delete thing ", "DeleteManagedThing"),
        ("delete ", "DeleteAccountAssociation"),
        ("update thing ", "UpdateManagedThing"),
        ("refresh ", "StartAccountAssociationRefresh"),
        ("tag ", "TagResource"),
        ("untag ", "UntagResource"),
    ];
    let of_token = TOKENS.iter().find(|(part, _)| key.contains(part));
    let of_beginning = BEGINNINGS.iter().find(|(beginning, _)| key.starts_with(beginning));
    // Ids may hold what marks a token, so that a beginning is believed first.
    of_beginning.or(of_token).map_or("UpdateAccountAssociation", |(_, operation)| operation)
}
