//! What happens is written down as it happens: the journey as it stands, what it
//! is about to send, how that was answered, and a line of its timeline.

use std::sync::Arc;

use contract::{JourneyForm, ProblemView, TimelineEntry, TimelinePage, timeline_text};
use journal::{Answer, Change, Entry, IntentChange, Keep, Remember, RowsChanged, Subject, Written};
use onboarding::{
    Identity, Intent, Journey, Performed, Problem, Timestamp,
    journey::{Effect, Event, Happening, Rows, Stop, What, happenings},
};

use crate::{
    Desk,
    desk::Shared,
    devices::rows_of,
    journeys::{not_there, not_written_down},
    state::{Account, Kept, State},
};

/// Entries of one timeline to the window.
const PAGE: usize = 300;

/// How a journey came to stand where it stands.
pub(crate) struct Advance<'a> {
    /// `None` when it begins here.
    pub(crate) before: Option<&'a Journey>,
    /// `None` when it begins or is taken up.
    pub(crate) event: Option<&'a Event>,
    pub(crate) effects: &'a [Effect],
    /// Under which an answer came.
    pub(crate) request_id: Option<String>,
    pub(crate) at: Timestamp,
}

impl Shared {
    pub(crate) fn journal(&self, identity: &Identity) -> Option<&Arc<dyn Remember>> {
        Some(self.journals.as_ref()?.of_identity(identity))
    }

    /// Queues what is to be remembered of a step; `None` when that is nothing.
    pub(crate) fn remember(&self, after: &Journey, step: Advance<'_>) -> Option<Written> {
        let mut told = match (step.before, step.event) {
            (Some(before), Some(event)) => happenings(before, event, after),
            (Some(_), None) => vec![Happening::of(What::TakenUp)],
            (None, _) if after.from_existing_link => vec![Happening::of(What::Continued)],
            (None, _) => vec![Happening::of(What::Begun)],
        };
        if let Some(Event::Performed { .. }) = step.event {
            told.iter_mut()
                .for_each(|one| one.request_id = one.request_id.take().or(step.request_id.clone()));
        }
        let mut intents: Vec<IntentChange> = step.event.and_then(answered).into_iter().collect();
        if let Some(IntentChange::Answered { request_id, .. }) = intents.first_mut() {
            *request_id = request_id.take().or(step.request_id);
        }
        intents.extend(step.effects.iter().filter_map(opened));
        let stands_as_before = step.before.is_some_and(|before| is_same_on_disk(before, after));
        if told.is_empty() && intents.is_empty() && stands_as_before {
            return None;
        }
        let rows = rows_changed(step.before, after);
        let change = Change {
            keep: Some(Keep::Journey { journey: after.clone(), rows }),
            intents,
            timeline: told.into_iter().map(|one| entry(one, step.at)).collect(),
            ..Change::of(Subject::Journey(after.id.clone()), step.at)
        };
        Some(self.journal(&after.identity)?.write(change))
    }

    /// Drops a journey that is over; its timeline stays, unless it only looked
    /// at a link that was there before.
    pub(crate) fn drop_journey(&self, state: &mut State, journey_id: &str) {
        let Some(kept) = state.journeys.remove(journey_id) else { return };
        state.drafts.retain(|_, id| id != journey_id);
        if state.open.as_deref() == Some(journey_id) {
            state.open = None;
        }
        self.scheduler.stop(journey_id.to_owned());
        let keep = if only_looked(&kept) { Keep::Erased } else { Keep::Closed };
        let Some(journal) = self.journal(&kept.journey.identity) else { return };
        // A journey that stays on disk is only shown once more at the next start.
        let subject = Subject::Journey(journey_id.to_owned());
        drop(journal.write(Change { keep: Some(keep), ..Change::of(subject, self.ports.clock.now()) }));
    }
}

impl Desk {
    /// Sends a mutation that belongs to no journey; on disk before it leaves.
    pub(crate) async fn perform_alone(
        &self,
        account: &Account,
        intent: Intent,
    ) -> Result<Performed, Problem> {
        let journal = self.shared.journal(account.identity()).map(Arc::clone);
        let write = |change: IntentChange| {
            let at = self.shared.ports.clock.now();
            let change = Change { intents: vec![change], ..Change::of(Subject::Alone, at) };
            journal.as_ref().map(|journal| journal.write(change))
        };
        let opened = write(IntentChange::Opened { key: intent.key(), intent: intent.clone() });
        if let Some(opened) = opened {
            opened.on_disk().await.map_err(|why| not_written_down(&intent, &why))?;
        }
        let answered = account.gateway().perform(&intent).await;
        let (how, refused_under) = answer(answered.as_ref().err());
        let request_id = answered.as_ref().map_or(refused_under, |performed| performed.request_id.clone());
        // The answer is shown whether or not it can be written down.
        drop(write(IntentChange::Answered { key: intent.key(), how, request_id }));
        answered
    }

    /// What happened in a journey, oldest first; the newest of very many.
    ///
    /// # Errors
    /// A problem when the journey is not there or the journal cannot be read.
    pub async fn list_timeline(&self, form: JourneyForm) -> Result<TimelinePage, ProblemView> {
        let identity = {
            let state = self.lock();
            state.journeys.get(&form.journey_id).ok_or_else(not_there)?.journey.identity.clone()
        };
        let journal = Arc::clone(self.shared.journal(&identity).ok_or_else(not_there)?);
        timeline_page(journal.timeline(&form.journey_id).await)
    }
}

/// The newest of very many, in words.
pub(crate) fn timeline_page(
    entries: Result<Vec<Entry>, journal::WriteProblem>,
) -> Result<TimelinePage, ProblemView> {
    let entries = entries.map_err(|problem| {
        let mut view = ProblemView::not_possible(
            "The journal cannot be read",
            "What happened cannot be shown. Start Linkwright again.",
        );
        view.detail = Some(problem.to_string());
        view
    })?;
    let left_out = entries.len().saturating_sub(PAGE);
    Ok(TimelinePage {
        entries: entries.into_iter().skip(left_out).filter_map(timeline_entry).collect(),
        left_out: u32::try_from(left_out).unwrap_or(u32::MAX),
    })
}

/// What differs only until the next look at AWS is not worth a write.
fn is_same_on_disk(before: &Journey, after: &Journey) -> bool {
    match (&before.stop, &after.stop) {
        (Stop::AwaitingSignIn(was), Stop::AwaitingSignIn(is)) => {
            was.state == is.state
                && was.gone == is.gone
                && was.handed_over == is.handed_over
                && was.error_message == is.error_message
                && was.old_state == is.old_state
                && was.replaced_at == is.replaced_at
                && before.access == after.access
                && before.customer == after.customer
                && before.renaming == after.renaming
        }
        _ => before == after,
    }
}

fn rows_changed(before: Option<&Journey>, after: &Journey) -> RowsChanged {
    let none = Rows::default();
    let (was, is) = (before.map_or(&none, rows_of), rows_of(after));
    if was.len() != is.len() {
        return RowsChanged::All;
    }
    let changed = is.changed_since(was);
    if changed.is_empty() { RowsChanged::None } else { RowsChanged::Only(changed) }
}

fn opened(effect: &Effect) -> Option<IntentChange> {
    match effect {
        Effect::Perform(intent) => Some(IntentChange::Opened { key: intent.key(), intent: intent.clone() }),
        Effect::WatchSignIn { .. }
        | Effect::WatchDiscovery { .. }
        | Effect::ListKnown { .. }
        | Effect::FindThing { .. }
        | Effect::FindLink { .. }
        | Effect::ListFoundAgain { .. }
        | Effect::RetryLater { .. }
        | Effect::Confirm { .. } => None,
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "only an answer answers an intent")]
fn answered(event: &Event) -> Option<IntentChange> {
    match event {
        Event::Performed { intent, result } => {
            let (how, request_id) = answer(result.as_ref().err());
            Some(IntentChange::Answered { key: intent.key(), how, request_id })
        }
        _ => None,
    }
}

pub(crate) fn answer(problem: Option<&Problem>) -> (Answer, Option<String>) {
    match problem {
        None => (Answer::Done, None),
        Some(problem) if problem.nothing_was_done => (Answer::Refused, problem.request_id.clone()),
        Some(problem) => (Answer::Unclear, problem.request_id.clone()),
    }
}

pub(crate) fn entry(told: Happening, at: Timestamp) -> Entry {
    Entry {
        at,
        what: told.what.code().to_owned(),
        about: told.about,
        detail: told.detail,
        operation: told.operation.map(str::to_owned),
        request_id: told.request_id,
    }
}

/// An entry of a version that knows more is left out.
pub(crate) fn timeline_entry(entry: Entry) -> Option<TimelineEntry> {
    let what = What::from_code(&entry.what)?;
    let (text, detail) =
        timeline_text(what, entry.about.as_deref(), entry.detail, entry.operation.as_deref());
    let (detail, fact) = if what == What::StepFailed { (detail, None) } else { (None, detail) };
    Some(TimelineEntry {
        at: entry.at.0,
        text,
        detail,
        fact,
        operation: entry.operation,
        request_id: entry.request_id,
    })
}

/// A link that was there before and that nobody did anything to from here.
fn only_looked(kept: &Kept) -> bool {
    let journey = &kept.journey;
    journey.from_existing_link
        && !journey.touched
        && match &journey.stop {
            Stop::AwaitingSignIn(_) | Stop::FindingDevices(_) | Stop::ChoosingDevices(_) => true,
            Stop::Creating(_)
            | Stop::Refreshing(_)
            | Stop::Registering(_)
            | Stop::Done(_)
            | Stop::Removing(_)
            | Stop::Removed => false,
        }
}
