//! The link is being removed, for good or to begin again for the same customer.

use super::{Effect, Event, Journey, Stop};
use crate::{AccountAssociationId, DescriptionLine, Intent, Problem, ProblemKind, Timestamp};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removing {
    pub id: AccountAssociationId,
    pub then: AfterRemoval,
    /// Why it is not known whether the link is removed.
    pub problem: Option<Problem>,
    sending: bool,
    /// Where the journey stood; it stands there again when AWS refuses.
    former: Box<Stop>,
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
    pub(super) fn begin(id: AccountAssociationId, then: AfterRemoval, former: Stop) -> (Self, Vec<Effect>) {
        let effects = vec![Effect::Perform(Intent::DeleteAccountAssociation(id.clone()))];
        (Self { id, then, problem: None, sending: true, former: Box::new(former) }, effects)
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
        Ok(_) => {}
        Err(problem) if problem.kind == ProblemKind::Gone => {}
        Err(problem) if problem.nothing_was_done => return back_to_former(journey),
        Err(problem) => {
            stop.sending = false;
            stop.problem = Some(problem);
            return Vec::new();
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
            journey.create()
        }
    }
}

/// The link stays; whatever was looked at before is looked at again.
fn back_to_former(journey: &mut Journey) -> Vec<Effect> {
    let generation = journey.generation;
    let Stop::Removing(stop) = &mut journey.stop else {
        return Vec::new();
    };
    let former = std::mem::replace(stop.former.as_mut(), Stop::Removed);
    journey.stop = former;
    match (&journey.stop, &journey.link) {
        (Stop::AwaitingSignIn(stop), Some(id)) if !stop.is_settled() => {
            vec![Effect::WatchSignIn { generation, id: id.clone() }]
        }
        (Stop::FindingDevices(stop), _) if stop.end.is_none() => {
            stop.discovery.iter().map(|id| Effect::WatchDiscovery { generation, id: id.clone() }).collect()
        }
        _ => Vec::new(),
    }
}
