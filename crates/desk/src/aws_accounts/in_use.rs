//! The account that is in use from here on, and what goes on with it.

use std::sync::Arc;

use contract::{ConfirmAccountView, SceneView};
use onboarding::journey::Event;
use support::PlanEvent;
use watching::Whose;

use super::{
    SavedAccount,
    listing::region_name,
    using::{Meant, Wanted, WasBefore},
};
use crate::{
    Desk, settings,
    state::{Account, State},
};

impl Desk {
    /// All that waited for this account goes on.
    pub(super) async fn go_on_with(&self, account: &Arc<Account>, wanted: &Wanted, before: WasBefore) {
        if before.practice {
            self.lay_practice_down();
            let is_back = self.lock().account.as_ref().is_some_and(|it| it.connection.is_practice());
            if !is_back {
                self.shared.ports.practice.stop().await;
            }
        }
        // Another may have been chosen while Practice ended.
        if !self.lock().is_current(account) {
            return;
        }
        self.take_up_journeys(account);
        self.take_up_plans(account);
        self.go_on_after_sign_in(account);
        self.shared.scheduler.release(Whose::All);
        self.shared.look_everywhere();
        if before.same && before.by_itself {
            self.refresh_links_if_stale();
        } else {
            self.refresh_links_anew();
        }
        let data_dir = &self.shared.ports.data_dir;
        if let Err(error) = settings::save_last_account(data_dir, &wanted.form) {
            tracing::warn!(%error, "which AWS account is in use could not be kept");
        }
        if let Err(error) = settings::save_last_identity(data_dir, account.identity()) {
            tracing::warn!(%error, "who is in use could not be kept");
        }
        self.write_saved_accounts();
    }

    /// What failed for want of an AWS sign-in is tried again at once.
    fn go_on_after_sign_in(&self, account: &Account) {
        let (journeys, plans) = {
            let state = self.lock();
            let mine = state.journeys.values().map(|kept| &kept.journey);
            let mine = mine.filter(|journey| journey.identity == *account.identity());
            let waiting = mine.filter(|journey| journey.waits_for_aws_sign_in());
            let journeys: Vec<(String, u32)> =
                waiting.map(|journey| (journey.id.clone(), journey.generation)).collect();
            let plans = state.plans.values().map(|kept| &kept.plan);
            let plans = plans.filter(|plan| plan.identity == *account.identity() && plan.unreached > 0);
            let plans: Vec<(String, u32)> = plans.map(|plan| (plan.id.clone(), plan.unreached)).collect();
            (journeys, plans)
        };
        for (id, generation) in journeys {
            // The journey may be over meanwhile; then nobody asks any more.
            let _ = self.happen(&id, Event::RetryUnreached { generation });
        }
        for (id, attempt) in plans {
            self.plan_happens(&id, PlanEvent::RetryUnreached { attempt });
        }
    }
}

/// Shows the account as the one in use; `None` when the way to it was removed
/// meanwhile.
pub(super) fn put_in_use(
    desk: &Desk,
    state: &mut State,
    account: &Arc<Account>,
    wanted: &Wanted,
    meant: Option<Meant>,
) -> Option<WasBefore> {
    if let Some(Meant { mut saved, is_new }) = meant {
        match state.aws.saved.get_mut(&saved.id) {
            Some(known) => {
                // A Region the person chose for it stays chosen.
                if known.region.is_some() {
                    known.region = Some(account.identity().region.clone());
                }
                known.was_used_as(account.identity(), account.connection.who());
            }
            None if is_new => {
                saved.was_used_as(account.identity(), account.connection.who());
                state.aws.saved.0.push(saved);
            }
            None => return None,
        }
    }
    let was_practice = state.account.as_ref().is_some_and(|before| before.connection.is_practice());
    let practice = was_practice && !account.connection.is_practice();
    if practice {
        state.scene = SceneView::AllGoesWell;
    }
    let same = state.account.as_ref().is_some_and(|before| before.identity() == account.identity());
    if !same {
        // What is remembered of it may be on the screen already.
        if !state.links.is_of(account.identity()) {
            state.links.begin(desk.shared.book_of(account.identity()));
        }
        state.link_page.leave();
        state.bundle = None;
        state.device_clouds.clear();
        state.last_device_cloud = None;
        // What was opened before any account was in use stays open.
        state.open = state.open.take().filter(|_| state.account.is_none());
    }
    state.aws.end_sign_in_for(wanted);
    state.aws.confirming = None;
    let by_itself = !state.wanted.as_ref().is_some_and(|it| it.is(wanted));
    state.wanted = state.wanted.take().filter(|it| !it.is(wanted));
    if state.problem_of.as_ref().is_none_or(|it| it.is(wanted)) {
        state.account_problem = None;
    }
    state.aws.changed();
    state.account = Some(Arc::clone(account));
    Some(WasBefore { practice, same, by_itself })
}

pub(super) fn confirm_view(saved: &SavedAccount, account: &Account) -> ConfirmAccountView {
    let identity = account.identity();
    let before = saved.seen.as_ref();
    ConfirmAccountView {
        name: saved.name.clone(),
        before_account: saved.account_before(identity).unwrap_or_default().to_owned(),
        before_region: before.and_then(|seen| seen.region.clone()).unwrap_or_default(),
        before_who: before.and_then(|seen| seen.who.clone()),
        before_endpoint: before.and_then(|seen| seen.endpoint.as_deref()).map(host),
        account: identity.account.clone(),
        who: account.connection.who(),
        region: identity.region.clone(),
        region_name: region_name(&identity.region).to_owned(),
        endpoint: identity.endpoint.as_deref().map(host),
    }
}

/// Host and port of an origin; `practice` is its own.
fn host(endpoint: &str) -> String {
    endpoint.split_once("://").map_or(endpoint, |(_, host)| host).to_owned()
}
