//! The create of the link is on its way, or its answer was lost.
//!
//! A lost answer is never answered by a second link: AWS is first asked for a
//! link under the marker, then the very same request goes out again; after an
//! hour, when nobody knows whether AWS still knows the token, a person decides.

use std::time::Duration;

use super::{AwaitingSignIn, Effect, Event, Journey, Stop};
use crate::{
    AccountAssociationId, AccountAssociationItem, AssociationState, CreateAccountAssociation, Intent,
    Outcome, Problem, ProblemKind, Timestamp,
};

/// How long the same token is sent again without asking anybody. How long AWS
/// remembers one is not documented.
pub const TOKEN_TRUSTED: Duration = Duration::from_secs(3600);
/// Listings that must miss an old link before a person is asked, since a fresh
/// one may be missing from a list.
pub const SEARCHES: u32 = 2;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Creating {
    pub intent: CreateAccountAssociation,
    /// When it was first asked for.
    pub since: Timestamp,
    pub problem: Option<Problem>,
    pub sending: bool,
    /// An answer was lost once: AWS may have made the link since.
    pub unclear: bool,
    /// AWS is asked for the link under its marker, the how-manieth time (from 1).
    pub search: Option<u32>,
    /// AWS lists no such link, long after it was asked for.
    pub not_found: bool,
    /// Tries in a row that reached nobody.
    pub unreached: u32,
}

impl Creating {
    pub(super) fn new(intent: CreateAccountAssociation, since: Timestamp) -> Self {
        Self {
            intent,
            since,
            problem: None,
            sending: true,
            unclear: false,
            search: None,
            not_found: false,
            unreached: 0,
        }
    }

    /// There is surely no link, and none on its way.
    pub fn can_be_given_up(&self) -> bool {
        !self.sending && self.search.is_none() && (!self.unclear || self.not_found)
    }

    /// Nothing was sent, and it goes on by itself.
    pub fn is_unreached(&self) -> bool {
        !self.unclear && self.problem.as_ref().is_some_and(Problem::goes_on_by_itself)
    }

    fn send(&mut self) -> Effect {
        self.sending = true;
        self.search = None;
        self.not_found = false;
        self.problem = None;
        Effect::Perform(Intent::CreateAccountAssociation(self.intent.clone()))
    }

    fn look_for_it(&mut self, generation: u32, attempt: u32) -> Effect {
        self.search = Some(attempt);
        self.problem = None;
        Effect::FindLink { generation, attempt }
    }
}

/// Again, by a person or because the network may be back.
pub(super) fn send_again(journey: &mut Journey) -> Vec<Effect> {
    let generation = journey.generation;
    let Stop::Creating(stop) = &mut journey.stop else {
        return Vec::new();
    };
    if stop.sending || stop.search.is_some() {
        return Vec::new();
    }
    let is_decided = stop.not_found || !stop.unclear;
    vec![if is_decided { stop.send() } else { stop.look_for_it(generation, 1) }]
}

/// After a restart: nobody knows what became of what was on its way.
pub(super) fn take_up(journey: &mut Journey) -> Vec<Effect> {
    let generation = journey.generation;
    let Stop::Creating(stop) = &mut journey.stop else {
        return Vec::new();
    };
    if stop.not_found {
        return Vec::new();
    }
    stop.unclear |= stop.sending;
    stop.sending = false;
    stop.unreached = 0;
    let is_refused = stop.problem.is_some() && !stop.unclear && !stop.is_unreached();
    if is_refused {
        return Vec::new();
    }
    vec![if stop.unclear { stop.look_for_it(generation, 1) } else { stop.send() }]
}

#[expect(clippy::wildcard_enum_match_arm, reason = "what does not concern this stop changes nothing")]
pub(super) fn advance(journey: &mut Journey, event: Event, at: Timestamp) -> Vec<Effect> {
    let generation = journey.generation;
    let Stop::Creating(stop) = &mut journey.stop else {
        return Vec::new();
    };
    match event {
        Event::Performed { intent: Intent::CreateAccountAssociation(intent), result }
            if intent == stop.intent =>
        {
            answered(journey, result, at)
        }
        Event::LinkSought { generation: of, found } if of == generation && stop.search.is_some() => {
            sought(journey, found, at)
        }
        Event::RetryUnreached { generation: of } if of == generation => send_again(journey),
        Event::Discard if stop.can_be_given_up() => {
            journey.stop = Stop::Removed;
            Vec::new()
        }
        _ => Vec::new(),
    }
}

fn answered(journey: &mut Journey, result: Result<Outcome, Problem>, at: Timestamp) -> Vec<Effect> {
    let generation = journey.generation;
    let Stop::Creating(stop) = &mut journey.stop else {
        return Vec::new();
    };
    match result {
        Ok(Outcome::AccountAssociationCreated(created)) => {
            let address = Some(created.o_auth_authorization_url);
            made(journey, created.id, created.state, address, at)
        }
        Ok(_) => Vec::new(),
        Err(problem) => {
            stop.sending = false;
            stop.unclear |= !problem.nothing_was_done;
            let reached_nobody = problem.goes_on_by_itself();
            stop.problem = Some(Problem { nothing_was_done: !stop.unclear, ..problem });
            if !reached_nobody {
                return Vec::new();
            }
            stop.unreached += 1;
            vec![Effect::RetryLater { generation, attempt: stop.unreached }]
        }
    }
}

/// AWS was asked for a link under the marker.
fn sought(
    journey: &mut Journey,
    found: Result<Option<AccountAssociationItem>, Problem>,
    at: Timestamp,
) -> Vec<Effect> {
    let generation = journey.generation;
    let Stop::Creating(stop) = &mut journey.stop else {
        return Vec::new();
    };
    let attempt = stop.search.take().unwrap_or(1);
    let is_old = at.since(stop.since) > TOKEN_TRUSTED;
    match found {
        Ok(Some(item)) => made(journey, item.id, item.state, None, at),
        Ok(None) if !is_old => vec![stop.send()],
        Ok(None) if attempt < SEARCHES => vec![stop.look_for_it(generation, attempt + 1)],
        Ok(None) => {
            stop.not_found = true;
            Vec::new()
        }
        // Whoever may not list still has the token.
        Err(problem) if matches!(problem.kind, ProblemKind::AskForPermission { .. }) && !is_old => {
            vec![stop.send()]
        }
        Err(problem) => {
            let reached_nobody = problem.goes_on_by_itself();
            stop.problem = Some(Problem { nothing_was_done: false, ..problem });
            if !reached_nobody {
                return Vec::new();
            }
            stop.unreached += 1;
            vec![Effect::RetryLater { generation, attempt: stop.unreached }]
        }
    }
}

/// `address` is `None` when it was not told: a list tells none, the first look does.
fn made(
    journey: &mut Journey,
    id: AccountAssociationId,
    state: AssociationState,
    address: Option<String>,
    at: Timestamp,
) -> Vec<Effect> {
    journey.link = Some(id.clone());
    let mut next = AwaitingSignIn::new(state, at);
    if let Some(address) = address {
        next.take_page(&address, &journey.access, &journey.address_policy);
    }
    journey.stop = Stop::AwaitingSignIn(next);
    vec![Effect::WatchSignIn { generation: journey.generation, id }]
}
