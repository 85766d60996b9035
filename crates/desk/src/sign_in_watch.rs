//! Links that wait for their customer: what the scheduler sees when it looks.

use std::{collections::HashMap, sync::Arc, sync::Weak};

use contract::{GetAccountAssociationForm, ProblemView};
use onboarding::{
    AccountAssociationId, AssociationState, ConnectorDestinationId, Identity, Problem, ProblemKind,
    journey::{Event, Stop},
};
use watching::{Answer, Eyes, Failure, Pace, Seen, SweepAnswer, Swept, Urgency, Which};

use crate::{
    Desk,
    desk::Shared,
    links::item_of,
    listing::{self, NotSwept},
    paced::LIST_ACCOUNT_ASSOCIATIONS,
    state::{Account, Kept},
};

/// What one list of links tells of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Group {
    pub(crate) identity: Identity,
    pub(crate) device_cloud: ConnectorDestinationId,
}

/// A journey that waits, as a sweep needs it.
struct Waiting {
    journey_id: String,
    generation: u32,
    /// What a list may tell without anything having changed.
    old_state: Option<AssociationState>,
}

/// The scheduler's eyes; it ends with the desk.
pub(crate) struct Watcher(pub(crate) Weak<Shared>);

impl Desk {
    /// `GetAccountAssociation`, 'Check now': looks at one link at once.
    ///
    /// # Errors
    /// A problem when AWS does not tell of the link.
    pub async fn get_account_association(&self, form: GetAccountAssociationForm) -> Result<(), ProblemView> {
        let account = self.account()?;
        let id = AccountAssociationId::parse(&form.account_association_id)
            .map_err(|invalid| ProblemView::with_input("link", &format!("This is no link: {invalid}.")))?;
        let seen = account.gateway().get_account_association(&id).await;
        let journeys: Vec<(String, u32)> = {
            let state = self.lock();
            let of_link = state.journeys.values().map(|kept| &kept.journey).filter(|journey| {
                journey.link.as_ref() == Some(&id) && journey.identity == *account.identity()
            });
            of_link.map(|journey| (journey.id.clone(), journey.generation)).collect()
        };
        if let Ok(link) = &seen {
            self.change(|state| state.links.learn(account.identity(), item_of(link)));
        }
        for (journey_id, generation) in journeys {
            // The journey may be over meanwhile; then nobody asks any more.
            let _ = self.happen(&journey_id, Event::LinkSeen { generation, seen: seen.clone() });
            self.look_now(&journey_id);
        }
        seen.map(|_| ()).map_err(|problem| ProblemView::from(&problem))
    }

    /// Looks at the journey's link or search at once.
    pub(crate) fn look_now(&self, journey_id: &str) {
        self.shared.scheduler.look_now(Which::One(journey_id.to_owned()));
        if let Some(kept) = self.lock().journeys.get(journey_id) {
            kept.lookout.look_now.notify_one();
        }
    }

    /// Has the scheduler count its pauses from the hand-off that just was.
    pub(crate) fn look_again_soon(&self, journey_id: &str) {
        self.shared.scheduler.handed_over(journey_id.to_owned());
    }

    /// Looks until AWS has settled the link, the journey has moved on, or it is gone.
    pub(crate) fn watch_sign_in(&self, journey_id: &str) {
        let now = self.shared.ports.clock.now();
        let watched = {
            let state = self.lock();
            state.journeys.get(journey_id).and_then(|kept| {
                let Stop::AwaitingSignIn(stop) = &kept.journey.stop else { return None };
                let since = stop.handed_over.map_or(stop.since, |(_, at)| at);
                Some((group_of(kept), now.since(since)))
            })
        };
        if let Some((group, waited)) = watched {
            self.shared.scheduler.watch(journey_id.to_owned(), group, waited);
        }
    }

    /// One look at one link.
    async fn look(&self, journey_id: &str, urgency: Urgency) -> Answer {
        let Some((generation, id, account)) = self.watched_link(journey_id) else {
            return Answer::Seen(Seen::Settled);
        };
        self.set_checking(journey_id, true);
        let seen = account.ask(urgency, Pace::Watching).get_account_association(&id).await;
        self.set_checking(journey_id, false);
        let failure = seen.as_ref().err().and_then(failure);
        if let Ok(link) = &seen {
            self.lock().links.learn(account.identity(), item_of(link));
        }
        if self.happen(journey_id, Event::LinkSeen { generation, seen }).is_err() {
            return Answer::Seen(Seen::Settled);
        }
        match failure {
            Some(failure) => Answer::Failed(failure),
            None if self.watched_link(journey_id).is_some() => Answer::Seen(Seen::Waiting),
            None => Answer::Seen(Seen::Settled),
        }
    }

    /// One list of all links of a device cloud, for every journey that waits there.
    async fn sweep(&self, group: Group, urgency: Urgency) -> SweepAnswer<String> {
        let waiting: HashMap<AccountAssociationId, Waiting> = {
            let state = self.lock();
            let of_group = state.journeys.values().filter(|kept| {
                kept.journey.identity == group.identity && kept.journey.device_cloud.id == group.device_cloud
            });
            let waiting = of_group.filter(|kept| waits(kept)).filter_map(|kept| {
                let journey = &kept.journey;
                let Stop::AwaitingSignIn(stop) = &journey.stop else { return None };
                let old_state = stop.old_state.clone();
                let (journey_id, generation) = (journey.id.clone(), journey.generation);
                Some((journey.link.clone()?, Waiting { journey_id, generation, old_state }))
            });
            waiting.collect()
        };
        let account = waiting.values().next().and_then(|one| self.account_of(&one.journey_id));
        let Some(account) = account else {
            return SweepAnswer::Swept { items: Vec::new(), pages: 1 };
        };
        let gateway = account.ask(urgency, Pace::Watching);
        let (listed, pages) = match listing::links_once(gateway.as_ref(), &group.device_cloud).await {
            Ok(listed) => listed,
            Err(NotSwept::Problem(problem)) => {
                return SweepAnswer::Failed(failure(&problem).unwrap_or(Failure::Other));
            }
            Err(NotSwept::Endless) => return SweepAnswer::Failed(Failure::Other),
        };
        let mut items = Vec::new();
        for item in listed {
            let Some(Waiting { journey_id, generation, old_state }) = waiting.get(&item.id) else { continue };
            let waits = item.state == AssociationState::InProgress || Some(&item.state) == old_state.as_ref();
            let swept = if waits { Swept::Waiting } else { Swept::LooksFinal };
            let listed = Event::LinkListed { generation: *generation, state: item.state.clone() };
            // The journey may be over meanwhile; then nobody asks any more.
            let _ = self.happen(journey_id, listed);
            items.push((journey_id.clone(), swept));
        }
        SweepAnswer::Swept { items, pages }
    }

    /// The generation, link and account of a journey that waits for its sign-in.
    fn watched_link(&self, journey_id: &str) -> Option<(u32, AccountAssociationId, Arc<Account>)> {
        let state = self.lock();
        let kept = state.journeys.get(journey_id).filter(|kept| waits(kept))?;
        Some((kept.journey.generation, kept.journey.link.clone()?, kept.account.clone()?))
    }

    fn set_checking(&self, journey_id: &str, checking: bool) {
        self.change(|state| {
            if let Some(kept) = state.journeys.get_mut(journey_id) {
                kept.checking = checking;
            }
        });
    }
}

impl Eyes<String, Group> for Watcher {
    async fn look(&self, key: String, urgency: Urgency) -> Answer {
        match self.0.upgrade() {
            Some(shared) => Desk { shared }.look(&key, urgency).await,
            None => Answer::Seen(Seen::Settled),
        }
    }

    async fn sweep(&self, group: Group, urgency: Urgency) -> SweepAnswer<String> {
        match self.0.upgrade() {
            Some(shared) => Desk { shared }.sweep(group, urgency).await,
            None => SweepAnswer::Swept { items: Vec::new(), pages: 1 },
        }
    }

    fn sweep_rate(&self) -> f64 {
        const BEFORE_AN_ACCOUNT: f64 = 2.0;
        let Some(shared) = self.0.upgrade() else { return BEFORE_AN_ACCOUNT };
        let account = shared.lock().account.clone();
        account.map_or(BEFORE_AN_ACCOUNT, |account| {
            account.limiter.rate(LIST_ACCOUNT_ASSOCIATIONS, Pace::Watching)
        })
    }
}

/// Whether somebody still has to look at this journey's link.
pub(crate) fn waits(kept: &Kept) -> bool {
    matches!(&kept.journey.stop, Stop::AwaitingSignIn(stop) if !stop.is_settled())
}

fn group_of(kept: &Kept) -> Group {
    Group { identity: kept.journey.identity.clone(), device_cloud: kept.journey.device_cloud.id.clone() }
}

/// `None` when the answer settles the link, as that it is gone.
fn failure(problem: &Problem) -> Option<Failure> {
    match &problem.kind {
        ProblemKind::Gone => None,
        ProblemKind::CheckNetwork | ProblemKind::NotTheService => Some(Failure::Network),
        ProblemKind::TryAgain => Some(Failure::Busy),
        ProblemKind::SignInToAws { .. } => Some(Failure::AwsSignIn),
        ProblemKind::CorrectInput { .. }
        | ProblemKind::AskForPermission { .. }
        | ProblemKind::Conflict
        | ProblemKind::RegionNotSupported { .. }
        | ProblemKind::UnsafeSignInAddress(_)
        | ProblemKind::DoNotBelongTogether { .. }
        | ProblemKind::AnotherIdentity { .. }
        | ProblemKind::ReadOnly
        | ProblemKind::NotWrittenDown { .. } => Some(Failure::Other),
    }
}
