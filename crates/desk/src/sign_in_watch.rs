//! Looking at a link until its sign-in settles.

use std::{sync::Arc, time::Duration};

use contract::{GetAccountAssociationForm, ProblemView};
use onboarding::{
    AccountAssociationId, ProblemKind,
    journey::{Event, Stop},
};
use watching::{Attention, FIRST_LOOK};

use crate::{Desk, clock, journeys::item_of, state::Lookout};

/// Looks asked for by focus or by hand come at most this often for one link.
const LEAST_PAUSE: Duration = Duration::from_secs(1);

impl Desk {
    /// `GetAccountAssociation`, 'Check now': looks at one link at once.
    ///
    /// # Errors
    /// A problem when AWS does not tell of the link.
    pub async fn get_account_association(&self, form: GetAccountAssociationForm) -> Result<(), ProblemView> {
        let account = self.account()?;
        let id = AccountAssociationId::parse(&form.account_association_id)
            .map_err(|invalid| ProblemView::with_input("link", &format!("This is no link: {invalid}.")))?;
        let seen = account.gateway.get_account_association(&id).await;
        let journeys: Vec<(String, u32)> = {
            let state = self.lock();
            let of_link = state.journeys.values().map(|kept| &kept.journey).filter(|journey| {
                journey.link.as_ref() == Some(&id) && journey.identity == *account.identity()
            });
            of_link.map(|journey| (journey.id.clone(), journey.generation)).collect()
        };
        if let Ok(link) = &seen {
            self.change(|state| state.links.learn(item_of(link)));
        }
        for (journey_id, generation) in journeys {
            let _ = self.happen(&journey_id, Event::LinkSeen { generation, seen: seen.clone() });
            self.look_now(&journey_id)?;
        }
        seen.map(|_| ()).map_err(|problem| ProblemView::from(&problem))
    }

    /// Wakes the journey's watcher.
    pub(crate) fn look_now(&self, journey_id: &str) -> Result<(), ProblemView> {
        if let Some(kept) = self.lock().journeys.get(journey_id) {
            kept.lookout.look_now.notify_one();
        }
        Ok(())
    }

    /// Has the watcher count its pauses from the hand-off that just was.
    pub(crate) fn look_again_soon(&self, journey_id: &str) {
        if let Some(kept) = self.lock().journeys.get(journey_id) {
            kept.lookout.count_again.notify_one();
        }
    }

    /// Looks until AWS has settled the link, the journey has moved on, or it is gone.
    pub(crate) async fn watch_sign_in(&self, journey_id: &str, generation: u32, id: AccountAssociationId) {
        let Some(lookout) = self.begin_watching(journey_id, generation) else { return };
        let mut is_first = true;
        while let Some((pause, needs_aws_sign_in)) = self.next_pause(journey_id, generation, is_first) {
            tokio::select! {
                // Asking on without an AWS sign-in brings nothing; 'Check again' wakes us.
                () = tokio::time::sleep(pause), if !needs_aws_sign_in => {}
                () = lookout.look_now.notified() => {}
                () = lookout.count_again.notified() => continue,
            }
            is_first = false;
            if self.next_pause(journey_id, generation, false).is_none() {
                break;
            }
            let begun = tokio::time::Instant::now();
            self.set_checking(journey_id, true);
            let Some(gateway) = self.current_gateway(journey_id) else { break };
            let seen = gateway.get_account_association(&id).await;
            self.set_checking(journey_id, false);
            if self.happen(journey_id, Event::LinkSeen { generation, seen }).is_err() {
                return;
            }
            tokio::time::sleep_until(begun + LEAST_PAUSE.min(pause)).await;
        }
        self.end_watching(journey_id, generation);
    }

    /// `None` when somebody watches this generation already. A watcher of an
    /// older one is woken, so that it sees that it is over.
    fn begin_watching(&self, journey_id: &str, generation: u32) -> Option<Arc<Lookout>> {
        let mut state = self.lock();
        let kept = state.journeys.get_mut(journey_id)?;
        kept.lookout.look_now.notify_one();
        if kept.watched == Some(generation) {
            return None;
        }
        kept.watched = Some(generation);
        kept.lookout = Arc::default();
        Some(Arc::clone(&kept.lookout))
    }

    fn end_watching(&self, journey_id: &str, generation: u32) {
        if let Some(kept) = self.lock().journeys.get_mut(journey_id)
            && kept.watched == Some(generation)
        {
            kept.watched = None;
        }
    }

    /// How long to wait before the next look, and whether the AWS sign-in has to
    /// be renewed first; `None` when nothing is to be watched any more.
    fn next_pause(&self, journey_id: &str, generation: u32, is_first: bool) -> Option<(Duration, bool)> {
        let state = self.lock();
        let journey = &state.journeys.get(journey_id)?.journey;
        let Stop::AwaitingSignIn(stop) = &journey.stop else { return None };
        if journey.generation != generation || stop.is_settled() {
            return None;
        }
        let needs_aws_sign_in = stop
            .problem
            .as_ref()
            .is_some_and(|problem| matches!(problem.kind, ProblemKind::SignInToAws { .. }));
        let waited = clock::now().since(stop.handed_over.map_or(stop.since, |(_, at)| at));
        if is_first || waited < FIRST_LOOK {
            return Some((FIRST_LOOK.saturating_sub(waited), needs_aws_sign_in));
        }
        let attention = if state.open.as_deref() == Some(journey_id) {
            Attention::OnScreen
        } else {
            Attention::Elsewhere
        };
        Some((watching::pause(attention, waited, jitter()), needs_aws_sign_in))
    }

    fn set_checking(&self, journey_id: &str, checking: bool) {
        self.change(|state| {
            if let Some(kept) = state.journeys.get_mut(journey_id) {
                kept.checking = checking;
            }
        });
    }
}

/// Evenly spread in 0..1.
fn jitter() -> f64 {
    f64::from(u16::try_from(uuid::Uuid::new_v4().as_u128() & 0xffff).unwrap_or(0)) / 65536.0
}
