//! The link is being removed, for good or to begin again for the same customer.

use super::{Effect, Event, Journey, Stop};
use crate::{AccountAssociationId, DescriptionLine, Intent, Problem, ProblemKind, Timestamp};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removing {
    pub id: AccountAssociationId,
    pub then: AfterRemoval,
    /// Why it is not known whether the link is removed.
    pub problem: Option<Problem>,
    pub sending: bool,
    /// Where the journey stood; it stands there again when AWS refuses.
    pub former: Box<Stop>,
    /// Tries in a row that reached nobody.
    pub unreached: u32,
}

/// What comes after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AfterRemoval {
    Nothing,
    /// A new link for the same customer, under a line and marker of its own.
    StartAgain {
        line: DescriptionLine,
    },
}

/// After a restart: removing twice is removing once.
pub(super) fn take_up(journey: &mut Journey) -> Vec<Effect> {
    let Stop::Removing(stop) = &mut journey.stop else {
        return Vec::new();
    };
    stop.sending = false;
    stop.unreached = 0;
    stop.send_again()
}

impl Removing {
    pub(super) fn begin(id: AccountAssociationId, then: AfterRemoval, former: Stop) -> (Self, Vec<Effect>) {
        let effects = vec![Effect::Perform(Intent::DeleteAccountAssociation(id.clone()))];
        (Self { id, then, problem: None, sending: true, former: Box::new(former), unreached: 0 }, effects)
    }

    pub(super) fn send_again(&mut self) -> Vec<Effect> {
        if self.sending {
            return Vec::new();
        }
        self.sending = true;
        self.problem = None;
        vec![Effect::Perform(Intent::DeleteAccountAssociation(self.id.clone()))]
    }
}

pub(super) fn advance(journey: &mut Journey, event: Event, at: Timestamp) -> Vec<Effect> {
    let Stop::Removing(stop) = &mut journey.stop else {
        return Vec::new();
    };
    if matches!(event, Event::RetryUnreached { generation } if generation == journey.generation) {
        return stop.send_again();
    }
    let Event::Performed { intent: Intent::DeleteAccountAssociation(id), result } = event else {
        return Vec::new();
    };
    if id != stop.id {
        return Vec::new();
    }
    match result {
        Ok(_) => {}
        Err(problem) if problem.kind == ProblemKind::Gone => {}
        Err(problem) if problem.nothing_was_done => return back_to_former(journey, at),
        Err(problem) => {
            let reached_nobody = problem.goes_on_by_itself();
            stop.sending = false;
            stop.problem = Some(problem);
            if !reached_nobody {
                return Vec::new();
            }
            stop.unreached += 1;
            return vec![Effect::RetryLater { generation: journey.generation, attempt: stop.unreached }];
        }
    }
    journey.link = None;
    match stop.then.clone() {
        AfterRemoval::Nothing => {
            journey.stop = Stop::Removed;
            Vec::new()
        }
        AfterRemoval::StartAgain { line } => {
            journey.line = Some(line);
            journey.started_at = at;
            journey.from_existing_link = false;
            // Those were about the link that is gone.
            journey.reconnect = None;
            journey.replacing = None;
            journey.bringing = Vec::new();
            journey.create(at)
        }
    }
}

/// The link stays; whatever was on its way before is asked for again, since its
/// answers were dropped meanwhile.
fn back_to_former(journey: &mut Journey, at: Timestamp) -> Vec<Effect> {
    let Stop::Removing(stop) = &mut journey.stop else {
        return Vec::new();
    };
    let former = std::mem::replace(stop.former.as_mut(), Stop::Removed);
    journey.stop = former;
    journey.revive(at)
}
