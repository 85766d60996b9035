//! What there is to write down: one change is on disk whole or not at all.

use onboarding::{Intent, Journey, Timestamp};

/// Everything one event changes.
#[derive(Debug, Clone)]
pub struct Change {
    /// The journey it belongs to; `None` for an intent that stands alone.
    pub journey_id: Option<String>,
    pub at: Timestamp,
    /// What becomes of the journey; `None` leaves it as it is.
    pub keep: Option<Keep>,
    pub intents: Vec<IntentChange>,
    pub timeline: Vec<Entry>,
}

/// What becomes of a journey.
#[derive(Debug, Clone)]
#[expect(clippy::large_enum_variant, reason = "nearly every change carries a journey")]
pub enum Keep {
    /// As it stands; its `id` is the change's `journey_id`.
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

/// How a mutation was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    Done,
    /// The service surely did not carry it out.
    Refused,
    /// The answer was lost; the intent stays open.
    Unclear,
}

/// One line of a journey's timeline.
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
