//! The link is being removed, for good or to begin again for the same customer.

use super::{Effect, Event, Journey, Stop};
use crate::{AccountAssociationId, DescriptionLine, Intent, Problem, ProblemKind, Timestamp};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removing {
    pub id: AccountAssociationId,
    pub then: AfterRemoval,
    pub problem: Option<Problem>,
    sending: bool,
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

impl Removing {
    pub(super) fn begin(id: AccountAssociationId, then: AfterRemoval) -> (Self, Vec<Effect>) {
        let effects = vec![Effect::Perform(Intent::DeleteAccountAssociation(id.clone()))];
        (Self { id, then, problem: None, sending: true }, effects)
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
    let Event::Performed { intent: Intent::DeleteAccountAssociation(id), result } = event else {
        return Vec::new();
    };
    if id != stop.id {
        return Vec::new();
    }
    match result {
        Err(problem) if problem.kind != ProblemKind::Gone => {
            stop.sending = false;
            stop.problem = Some(problem);
            return Vec::new();
        }
        Ok(_) | Err(_) => {}
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
            journey.create()
        }
    }
}
