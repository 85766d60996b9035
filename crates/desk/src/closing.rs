//! Closing the window, and what has to be said before: nothing is lost by it.

use std::time::Duration;

use contract::{ClosingView, NothingForm, ProblemView};
use journal::Health;
use onboarding::journey::{Journey, Stop};

use crate::{Desk, sign_in_watch::waits, state::State};

/// How long the last changes may take to reach the disk.
const LAST_WRITES: Duration = Duration::from_millis(800);

impl Desk {
    /// Somebody wants to close the window. True when it may close at once; else
    /// the view asks, and asking a second time is an answer.
    pub fn may_close(&self) -> bool {
        self.change(|state| {
            let asks = !state.closing && needs_a_word(&under_way(state));
            state.closing = asks;
            !asks
        })
    }

    /// Stays open after all.
    ///
    /// # Errors
    /// None; the result has the form of every intent.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn stay_open(&self, _: NothingForm) -> Result<(), ProblemView> {
        self.change(|state| state.closing = false);
        Ok(())
    }

    /// # Errors
    /// None; the result has the form of every intent.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn dismiss_notice(&self, _: NothingForm) -> Result<(), ProblemView> {
        self.change(|state| state.notices.pop_front());
        Ok(())
    }

    /// Waits a moment until everything that happened is on disk; the program may
    /// end then.
    pub async fn settle(&self) {
        let Some(journals) = &self.shared.journals else { return };
        let (live, practice) =
            tokio::join!(journals.live.flush(LAST_WRITES), journals.practice.flush(LAST_WRITES));
        if !(live && practice) {
            tracing::warn!("the last changes may not be on disk");
        }
    }

    /// Shows it when what happens cannot be written down.
    pub(crate) fn watch_health(&self) {
        let Some(journals) = &self.shared.journals else { return };
        for (which, mut health) in
            [journals.live.health(), journals.practice.health()].into_iter().enumerate()
        {
            let shared = std::sync::Arc::downgrade(&self.shared);
            tokio::spawn(async move {
                while health.changed().await.is_ok() {
                    let Some(shared) = shared.upgrade() else { return };
                    let present: Health = health.borrow_and_update().clone();
                    shared.change(|state| state.health[which] = present);
                }
            });
        }
    }
}

pub(crate) fn closing_view(state: &State) -> Option<ClosingView> {
    state.closing.then(|| under_way(state))
}

fn under_way(state: &State) -> ClosingView {
    let count = |fits: &dyn Fn(&Journey) -> bool| {
        let journeys = state.journeys.values().filter(|kept| kept.account.is_some());
        u32::try_from(journeys.filter(|kept| fits(&kept.journey)).count()).unwrap_or(u32::MAX)
    };
    let waiting = state.journeys.values().filter(|kept| kept.account.is_some() && waits(kept)).count();
    let plans = state.plans.values().filter(|kept| kept.account.is_some() && kept.plan.is_at_work()).count();
    let plans = u32::try_from(plans).unwrap_or(u32::MAX);
    ClosingView {
        open_sign_ins: u32::try_from(waiting).unwrap_or(u32::MAX),
        working: count(&is_working).saturating_add(plans),
        unsaved: state.worse_health().unsaved > 0,
    }
}

fn is_working(journey: &Journey) -> bool {
    match &journey.stop {
        Stop::Creating(stop) => stop.sending || stop.search.is_some(),
        Stop::Registering(stop) => stop.is_at_work(),
        Stop::Removing(stop) => stop.sending,
        Stop::Refreshing(stop) => stop.sending,
        Stop::AwaitingSignIn(_)
        | Stop::FindingDevices(_)
        | Stop::ChoosingDevices(_)
        | Stop::Done(_)
        | Stop::Removed => false,
    }
}

fn needs_a_word(view: &ClosingView) -> bool {
    view.open_sign_ins > 0 || view.working > 0 || view.unsaved
}

/// What happened is in memory alone, and where else it can be read.
pub(crate) fn unsaved_notice(health: &Health) -> Option<ProblemView> {
    if health.unsaved == 0 {
        return None;
    }
    let why = health.why.as_ref().map_or_else(String::new, ToString::to_string);
    let kept = health
        .rescue_file
        .as_ref()
        .map_or_else(String::new, |path| format!(" The ids are also listed in {}.", path.display()));
    let mut view = ProblemView::not_possible(
        "What happened cannot be written down",
        "Leave Linkwright open and make room on the disk: it tries again every two seconds. Until then nothing new is sent.",
    );
    view.meaning.push_str(&kept);
    view.detail = Some(why);
    Some(view)
}
