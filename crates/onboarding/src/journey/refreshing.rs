//! AWS is asked for a new sign-in page for a link that is there already. The
//! devices on the link are listed before, since they tell afterwards whether
//! the customer signed in with the same account.
//!
//! A second refresh replaces the page of the first and changes nothing else, so
//! one whose answer was lost is simply asked for again.

use super::{AwaitingSignIn, Effect, Event, Journey, KnownDevice, Reconnect, Stop};
use crate::{
    AccountAssociationId, AssociationState, Intent, Outcome, Problem, ProblemKind, SignInAgain, Timestamp,
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refreshing {
    pub since: Timestamp,
    /// The state of the link until AWS tells another: alone it proves nothing.
    pub old_state: AssociationState,
    /// The words about a failure that belong to that state.
    pub old_error: Option<String>,
    /// Why there is no new page.
    pub problem: Option<Problem>,
    pub sending: bool,
    /// Tries in a row that reached nobody.
    pub unreached: u32,
    /// The sign-in to go back to when AWS gives no new page.
    pub former: Option<Box<AwaitingSignIn>>,
}

impl Journey {
    /// Asks for a new sign-in page from where the link stands.
    pub(super) fn refresh(
        &mut self,
        old_state: AssociationState,
        old_error: Option<String>,
        former: Option<AwaitingSignIn>,
        at: Timestamp,
    ) -> Vec<Effect> {
        self.generation += 1;
        // Who signs in then decides what is found: what was wanted before waits.
        self.replacing = None;
        self.bringing = Vec::new();
        self.stop = Stop::Refreshing(Refreshing {
            since: at,
            old_state,
            old_error,
            problem: None,
            sending: false,
            unreached: 0,
            former: former.map(Box::new),
        });
        send(self)
    }
}

/// A new sign-in page is wanted: at a sign-in, or when the devices found are
/// not this customer's.
pub(super) fn begin(journey: &mut Journey, at: Timestamp) -> Vec<Effect> {
    match &journey.stop {
        Stop::AwaitingSignIn(stop) if stop.gone => Vec::new(),
        Stop::AwaitingSignIn(stop) => {
            let former = stop.clone();
            let old_state = former.old_state.clone().unwrap_or_else(|| former.state.clone());
            journey.refresh(old_state, former.error_message.clone(), Some(former), at)
        }
        Stop::FindingDevices(_) | Stop::ChoosingDevices(_) | Stop::Done(_) => {
            journey.refresh(AssociationState::Succeeded, None, None, at)
        }
        Stop::Registering(_)
        | Stop::Creating(_)
        | Stop::Refreshing(_)
        | Stop::Removing(_)
        | Stop::Removed => Vec::new(),
    }
}

/// After a restart, or by a person, or because the network may be back.
pub(super) fn send_again(journey: &mut Journey) -> Vec<Effect> {
    match &journey.stop {
        Stop::Refreshing(stop) if !stop.sending => send(journey),
        Stop::Refreshing(_)
        | Stop::Creating(_)
        | Stop::AwaitingSignIn(_)
        | Stop::FindingDevices(_)
        | Stop::ChoosingDevices(_)
        | Stop::Registering(_)
        | Stop::Done(_)
        | Stop::Removing(_)
        | Stop::Removed => Vec::new(),
    }
}

pub(super) fn take_up(journey: &mut Journey) -> Vec<Effect> {
    if let Stop::Refreshing(stop) = &mut journey.stop {
        let is_refused = stop.problem.is_some() && !stop.sending;
        if is_refused {
            return Vec::new();
        }
        stop.sending = false;
        stop.unreached = 0;
    }
    send_again(journey)
}

/// What is known is listed once, and then the page is asked for.
fn send(journey: &mut Journey) -> Vec<Effect> {
    let generation = journey.generation;
    let (Some(id), Stop::Refreshing(stop)) = (journey.link.clone(), &mut journey.stop) else {
        return Vec::new();
    };
    stop.sending = true;
    stop.problem = None;
    match &journey.reconnect {
        None => vec![Effect::ListKnown { generation }],
        Some(_) => vec![Effect::Perform(Intent::StartAccountAssociationRefresh(id))],
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "what does not concern this stop changes nothing")]
pub(super) fn advance(journey: &mut Journey, event: Event, at: Timestamp) -> Vec<Effect> {
    let Stop::Refreshing(stop) = &mut journey.stop else {
        return Vec::new();
    };
    match event {
        Event::KnownListed { generation, known } if generation == journey.generation => {
            known_listed(journey, known)
        }
        Event::Performed { intent: Intent::StartAccountAssociationRefresh(id), result }
            if journey.link.as_ref() == Some(&id) && stop.sending && journey.reconnect.is_some() =>
        {
            match result {
                Ok(Outcome::RefreshStarted(page)) => given(journey, id, &page, at),
                Ok(_) => Vec::new(),
                Err(problem) => failed(journey, problem),
            }
        }
        Event::RetryUnreached { generation } if generation == journey.generation => send_again(journey),
        Event::Back if !stop.sending => back(journey),
        _ => Vec::new(),
    }
}

fn known_listed(journey: &mut Journey, known: Result<Vec<KnownDevice>, Problem>) -> Vec<Effect> {
    match known {
        Ok(known) => journey.reconnect = Some(Reconnect { known: Some(known) }),
        // Whoever may not list may still reconnect; then a person compares.
        Err(problem) if matches!(problem.kind, ProblemKind::AskForPermission { .. }) => {
            journey.reconnect = Some(Reconnect { known: None });
        }
        Err(problem) => return failed(journey, problem),
    }
    send(journey)
}

fn failed(journey: &mut Journey, problem: Problem) -> Vec<Effect> {
    let generation = journey.generation;
    let Stop::Refreshing(stop) = &mut journey.stop else {
        return Vec::new();
    };
    let reached_nobody = problem.goes_on_by_itself();
    stop.sending = false;
    stop.problem = Some(problem);
    if !reached_nobody {
        return Vec::new();
    }
    stop.unreached += 1;
    vec![Effect::RetryLater { generation, attempt: stop.unreached }]
}

fn given(journey: &mut Journey, id: AccountAssociationId, page: &SignInAgain, at: Timestamp) -> Vec<Effect> {
    let Stop::Refreshing(stop) = &mut journey.stop else {
        return Vec::new();
    };
    let was_given_out = stop.former.as_ref().is_some_and(|former| former.handed_over.is_some());
    let mut next = AwaitingSignIn::new(stop.old_state.clone(), at);
    next.old_state = Some(stop.old_state.clone());
    next.old_error = stop.old_error.clone();
    next.error_message = stop.old_error.take();
    next.replaced_at = was_given_out.then_some(at);
    next.take_page(&page.o_auth_authorization_url, &journey.access, &journey.address_policy);
    journey.stop = Stop::AwaitingSignIn(next);
    vec![Effect::WatchSignIn { generation: journey.generation, id }]
}

/// The sign-in stands where it stood before a new page was asked for.
fn back(journey: &mut Journey) -> Vec<Effect> {
    let Stop::Refreshing(stop) = &mut journey.stop else {
        return Vec::new();
    };
    let Some(former) = stop.former.take() else {
        return Vec::new();
    };
    journey.stop = Stop::AwaitingSignIn(*former);
    super::awaiting_sign_in::look_again(journey)
}
