//! The link is there; the customer has to sign in, or AWS has to settle it alone.
//!
//! Only AWS's state ends this stop. Time changes wording, never state.

use super::{Effect, Event, Journey, Stop};
use crate::{
    Access, AddressPolicy, AddressRefusal, AssociationState, Problem, ProblemKind, SignInAddress, Timestamp,
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AwaitingSignIn {
    pub since: Timestamp,
    pub state: AssociationState,
    pub page: SignInPage,
    /// How and when the page was last given out.
    pub handed_over: Option<(Channel, Timestamp)>,
    pub checked_at: Option<Timestamp>,
    /// Why the last look brought nothing.
    pub problem: Option<Problem>,
    /// The service's words about a failure.
    pub error_message: Option<String>,
    /// The service does not know the link any more.
    pub gone: bool,
    /// A list of links says that it settled so; one more look confirms it.
    pub listed_as: Option<AssociationState>,
    /// The state the link had when a new sign-in was asked for, until AWS tells
    /// another: alone it proves nothing.
    pub old_state: Option<AssociationState>,
    /// The words about a failure that belong to the old state.
    pub old_error: Option<String>,
    /// When a page that had been given out was replaced by this one.
    pub replaced_at: Option<Timestamp>,
}

/// The page the customer signs in at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignInPage {
    /// Nobody has to sign in.
    NotNeeded,
    /// Not told yet.
    Unknown,
    Ready(SignInAddress),
    Refused(AddressRefusal),
}

/// How a sign-in page is given to the customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Channel {
    Here,
    QrCode,
    Message,
}

impl AwaitingSignIn {
    pub(super) fn new(state: AssociationState, since: Timestamp) -> Self {
        Self {
            since,
            state,
            page: SignInPage::Unknown,
            handed_over: None,
            checked_at: None,
            problem: None,
            error_message: None,
            gone: false,
            listed_as: None,
            old_state: None,
            old_error: None,
            replaced_at: None,
        }
    }

    /// The newest address wins; the one before is dropped.
    pub(super) fn take_page(&mut self, address: &str, access: &Access, policy: &AddressPolicy) {
        self.page = match (access, SignInAddress::parse(address, policy)) {
            (Access::CompanyCredential { .. }, _) => SignInPage::NotNeeded,
            (Access::CustomerSignsIn, Ok(address)) => SignInPage::Ready(address),
            (Access::CustomerSignsIn, Err(refusal)) => SignInPage::Refused(refusal),
        };
    }

    /// AWS still tells what it told before the new sign-in was asked for.
    pub fn is_old(&self) -> bool {
        self.old_state.as_ref() == Some(&self.state) && self.old_error == self.error_message
    }

    /// The link worked when the new sign-in was asked for, so that only a
    /// person can say that the customer has signed in.
    pub fn needs_a_word(&self) -> bool {
        self.is_old() && self.state == AssociationState::Succeeded
    }

    /// AWS has said that this sign-in will not come to an end by itself.
    pub fn is_settled(&self) -> bool {
        self.gone
            || match self.state {
                _ if self.is_old() => false,
                AssociationState::Failed | AssociationState::RefreshTokenExpired => true,
                // A sign-in that worked leads on from here as soon as it is looked at.
                AssociationState::InProgress
                | AssociationState::Succeeded
                | AssociationState::Deleting
                | AssociationState::Unknown(_) => false,
            }
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "what does not concern this stop changes nothing")]
pub(super) fn advance(journey: &mut Journey, event: Event, at: Timestamp) -> Vec<Effect> {
    match event {
        Event::HandedOver { channel } => {
            if let Stop::AwaitingSignIn(stop) = &mut journey.stop {
                stop.handed_over = Some((channel, at));
            }
            Vec::new()
        }
        Event::LinkSeen { generation, seen } if generation == journey.generation => {
            link_seen(journey, seen, at)
        }
        Event::SaidSignedIn => match &journey.stop {
            Stop::AwaitingSignIn(stop) if stop.needs_a_word() => journey.find_devices(at),
            _ => Vec::new(),
        },
        Event::LinkListed { generation, state } if generation == journey.generation => {
            if let Stop::AwaitingSignIn(stop) = &mut journey.stop {
                stop.checked_at = Some(at);
                stop.problem = None;
                stop.listed_as =
                    (state != AssociationState::InProgress && state != stop.state).then_some(state);
            }
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// Watches again after the person asked, when nothing watches any more.
pub(super) fn look_again(journey: &Journey) -> Vec<Effect> {
    match (&journey.stop, &journey.link) {
        (Stop::AwaitingSignIn(stop), Some(id)) if !stop.is_settled() => {
            vec![Effect::WatchSignIn { generation: journey.generation, id: id.clone() }]
        }
        _ => Vec::new(),
    }
}

fn link_seen(
    journey: &mut Journey,
    seen: Result<crate::AccountAssociation, Problem>,
    at: Timestamp,
) -> Vec<Effect> {
    let Stop::AwaitingSignIn(stop) = &mut journey.stop else {
        return Vec::new();
    };
    let link = match seen {
        Ok(link) => link,
        Err(problem) => {
            stop.gone |= problem.kind == ProblemKind::Gone;
            stop.problem = Some(problem);
            return Vec::new();
        }
    };
    stop.problem = None;
    stop.listed_as = None;
    stop.checked_at = Some(at);
    let sign_in_begun_elsewhere =
        stop.state == AssociationState::RefreshTokenExpired && link.state == AssociationState::InProgress;
    let was_gone = stop.gone;
    let back_to_waiting = stop.is_settled()
        && !was_gone
        && link.state == AssociationState::InProgress
        && !sign_in_begun_elsewhere;
    if back_to_waiting {
        // A final state is absorbing; an answer that overtook another changes nothing.
        return Vec::new();
    }
    if let Some(auth_material_name) = link.auth_material_name {
        journey.access = Access::CompanyCredential { auth_material_name };
    }
    stop.gone = false;
    stop.state = link.state;
    stop.error_message = link.error_message;
    if !stop.is_old() {
        stop.old_state = None;
        stop.old_error = None;
    }
    if stop.state == AssociationState::Succeeded && !stop.is_old() {
        return journey.find_devices(at);
    }
    stop.take_page(&link.o_auth_authorization_url, &journey.access, &journey.address_policy);
    if sign_in_begun_elsewhere || (was_gone && !stop.is_settled()) {
        return vec![Effect::WatchSignIn { generation: journey.generation, id: link.id }];
    }
    Vec::new()
}
