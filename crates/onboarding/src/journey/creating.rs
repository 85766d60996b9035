//! The create of the link is on its way, or its answer was lost.

use super::{AwaitingSignIn, Effect, Event, Journey, Stop};
use crate::{CreateAccountAssociation, Intent, Outcome, Problem, Timestamp};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Creating {
    pub intent: CreateAccountAssociation,
    /// When `nothing_was_done` is true there is no link and the journey is over.
    pub problem: Option<Problem>,
    pub sending: bool,
    /// An answer was lost once: AWS may have made the link since.
    pub unclear: bool,
}

impl Creating {
    pub(super) fn send_again(&mut self) -> Vec<Effect> {
        if self.sending {
            return Vec::new();
        }
        self.sending = true;
        self.problem = None;
        vec![Effect::Perform(Intent::CreateAccountAssociation(self.intent.clone()))]
    }
}

pub(super) fn advance(journey: &mut Journey, event: Event, at: Timestamp) -> Vec<Effect> {
    let Stop::Creating(stop) = &mut journey.stop else {
        return Vec::new();
    };
    if matches!(event, Event::NoSuchLink) {
        stop.unclear = false;
        return Vec::new();
    }
    let Event::Performed { intent: Intent::CreateAccountAssociation(intent), result } = event else {
        return Vec::new();
    };
    if intent != stop.intent {
        return Vec::new();
    }
    match result {
        Ok(Outcome::AccountAssociationCreated(created)) => {
            let id = created.id.clone();
            journey.link = Some(id.clone());
            let mut next = AwaitingSignIn::new(created.state, at);
            next.take_page(&created.o_auth_authorization_url, &journey.access, &journey.address_policy);
            journey.stop = Stop::AwaitingSignIn(next);
            vec![Effect::WatchSignIn { generation: journey.generation, id }]
        }
        Ok(_) => Vec::new(),
        Err(problem) => {
            stop.sending = false;
            stop.unclear |= !problem.nothing_was_done;
            stop.problem = Some(Problem { nothing_was_done: !stop.unclear, ..problem });
            Vec::new()
        }
    }
}
