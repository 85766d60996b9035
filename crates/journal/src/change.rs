//! What there is to write down: one change is on disk whole or not at all.

use onboarding::{Intent, Journey, Timestamp};
use support::Plan;

/// Everything one event changes.
#[derive(Debug, Clone)]
pub struct Change {
    pub subject: Subject,
    pub at: Timestamp,
    /// What becomes of the journey; `None` leaves it as it is.
    pub keep: Option<Keep>,
    /// Of the journey, or standing alone; those of a plan are its steps.
    pub intents: Vec<IntentChange>,
    /// Of any subject, so that a journey and a plan it begins are on disk together.
    pub plans: Vec<PlanChange>,
    /// Of the journey or the plan; what stands alone has none.
    pub timeline: Vec<Entry>,
}

/// What a change, a timeline or a quarantined row is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A journey by its id.
    Journey(String),
    /// A plan by its id.
    Plan(String),
    /// An intent that belongs to neither.
    Alone,
}

impl Subject {
    /// How it is spelled on disk; what stands alone has an empty id.
    pub(crate) fn kind_and_id(&self) -> (&'static str, &str) {
        match self {
            Self::Journey(id) => ("journey", id),
            Self::Plan(id) => ("plan", id),
            Self::Alone => ("alone", ""),
        }
    }

    pub(crate) fn named(kind: &str, id: &str) -> Option<Self> {
        match kind {
            "journey" => Some(Self::Journey(id.to_owned())),
            "plan" => Some(Self::Plan(id.to_owned())),
            "alone" => Some(Self::Alone),
            _ => None,
        }
    }
}

impl Change {
    /// A change of this subject that changes nothing yet.
    pub fn of(subject: Subject, at: Timestamp) -> Self {
        Self { subject, at, keep: None, intents: Vec::new(), plans: Vec::new(), timeline: Vec::new() }
    }
}

/// What becomes of a journey.
#[derive(Debug, Clone)]
#[expect(clippy::large_enum_variant, reason = "nearly every change carries a journey")]
pub enum Keep {
    /// As it stands; its `id` is that of the change's subject.
    Journey { journey: Journey, rows: RowsChanged },
    /// It has ended: its timeline stays, and it is not given back at the next start.
    Closed,
    /// It is erased with its intents and its timeline. What is written about it
    /// later is dropped, unless the journey itself is kept again.
    Erased,
}

/// Which device rows differ from what was kept before, by their place.
///
/// A list whose length differs from what is on disk is written whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowsChanged {
    All,
    Only(Vec<usize>),
    None,
}

/// What becomes of an intent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IntentChange {
    /// About to be sent. Opening a key again, as when a step is tried again,
    /// opens it anew with what is given here.
    Opened { key: String, intent: Intent },
    /// A key nobody opened is left alone.
    Answered { key: String, how: Answer, request_id: Option<String> },
}

/// What becomes of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::large_enum_variant, reason = "nearly every change of a plan carries it")]
pub enum PlanChange {
    /// As it stands, with every step: written before a step is sent, it is that
    /// step's intent. One that has ended is closed by it.
    Kept(Plan),
    /// It is over: its timeline stays, and it is not given back at the next start.
    Closed { id: String },
}

/// How a mutation was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    Done,
    /// The service surely did not carry it out.
    Refused,
    /// The answer was lost; the intent stays open.
    Unclear,
}

/// One line of a timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub at: Timestamp,
    /// A code, not a sentence.
    pub what: String,
    /// A device or another thing it is about.
    pub about: Option<String>,
    /// Words with an address in them lose the address.
    pub detail: Option<String>,
    /// The operation's name at AWS.
    pub operation: Option<String>,
    /// `x-amzn-RequestId`.
    pub request_id: Option<String>,
}
