//! What holds in every journey, whatever went wrong: by the service's ledger,
//! and by everything the desk has shown. What went wrong never lives here.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, PoisonError},
};

use contract::{DeskView, JourneyView, SignInStateView, StopView};
use desk::Desk;
use onboarding::Marker;
use serde_json::Value;

/// The quota, of which 95 % are used, after a burst of 4 (design.md section 6).
const MOST_IN_A_SECOND: u64 = 4 + 10;

/// Everything a desk has shown since, looked through as it came.
#[derive(Clone)]
pub(crate) struct Shown(Arc<Mutex<Seen>>);

#[derive(Default)]
struct Seen {
    settled: HashMap<String, String>,
    taken_back: Vec<String>,
    problems: Vec<String>,
    largest: usize,
}

impl Shown {
    /// Looks at every view until the desk ends.
    pub(crate) fn by(desk: &Desk) -> Self {
        let shown = Self(Arc::default());
        let (mut views, seen) = (desk.subscribe(), Arc::clone(&shown.0));
        tokio::spawn(async move {
            loop {
                let view = views.borrow_and_update().clone();
                seen.lock().unwrap_or_else(PoisonError::into_inner).take(&view);
                if views.changed().await.is_err() {
                    return;
                }
            }
        });
        shown
    }

    /// The titles of all problems that were ever on the screen.
    pub(crate) fn problems(&self) -> Vec<String> {
        self.0.lock().unwrap().problems.clone()
    }

    /// Of the largest view, in bytes.
    pub(crate) fn largest_view(&self) -> usize {
        self.0.lock().unwrap().largest
    }
}

impl Seen {
    fn take(&mut self, view: &DeskView) {
        self.largest = self.largest.max(serde_json::to_string(view).map_or(0, |text| text.len()));
        let problem = view.account_problem.iter().chain(view.open.iter().filter_map(problem));
        self.problems.extend(problem.map(|problem| problem.title.clone()));
        let Some(open) = &view.open else { return };
        let Some(link) = &open.account_association_id else { return };
        match (&open.stop, self.settled.get(link)) {
            (StopView::SignIn { state: SignInStateView::Waiting, .. }, Some(before)) => {
                self.taken_back.push(format!("{link} was shown as {before}, then as waiting"));
            }
            (StopView::SignIn { state: SignInStateView::Failed, .. }, _) => {
                self.settled.insert(link.clone(), "failed".to_owned());
            }
            (
                StopView::FindingDevices { .. }
                | StopView::ChoosingDevices { .. }
                | StopView::Registering { .. }
                | StopView::Done { .. },
                _,
            ) => {
                self.settled.insert(link.clone(), "signed in".to_owned());
            }
            // A new sign-in was asked for: what was settled begins again.
            (StopView::Refreshing { .. }, _) => {
                self.settled.remove(link);
            }
            (
                StopView::SignIn { .. }
                | StopView::Creating { .. }
                | StopView::Removing { .. }
                | StopView::Removed,
                _,
            ) => {}
        }
    }
}

fn problem(open: &JourneyView) -> Option<&contract::ProblemView> {
    match &open.stop {
        StopView::Creating { problem, .. }
        | StopView::Refreshing { problem, .. }
        | StopView::SignIn { problem, .. }
        | StopView::FindingDevices { problem, .. }
        | StopView::ChoosingDevices { problem, .. }
        | StopView::Registering { problem, .. }
        | StopView::Removing { problem } => problem.as_ref(),
        StopView::Done { .. } | StopView::Removed => None,
    }
}

/// `made` is the ledger without what was seeded.
///
/// I1: one link for a marker. I3: one thing for a device of a device cloud. I4:
/// what was shown as settled was not shown as waiting again. I6: no operation was
/// asked for faster than its quota after a burst.
pub(crate) fn check(made: &Value, shown: &Shown) {
    check_ledger(made);
    let taken_back = &shown.0.lock().unwrap().taken_back;
    assert!(taken_back.is_empty(), "I4: {taken_back:?}");
}

/// I1, I3 and I6, for a desk that runs elsewhere.
pub(crate) fn check_ledger(made: &Value) {
    let mut markers = HashSet::new();
    for link in made["associations"].as_array().unwrap() {
        let description = link["description"].as_str().unwrap_or_default();
        if let Some(marker) = Marker::find(description) {
            assert!(markers.insert(marker.as_str().to_owned()), "I1: two links of one marker: {link}");
        }
    }
    let mut devices = HashSet::new();
    for thing in made["managedThings"].as_array().unwrap() {
        let device = (thing["connectorDestinationId"].to_string(), thing["connectorDeviceId"].to_string());
        assert!(devices.insert(device), "I3: two things of one device: {thing}");
    }
    for (operation, busiest) in made["busiestSecond"].as_object().unwrap() {
        let is_paced = operation != "GetCallerIdentity";
        let busiest = busiest.as_u64().unwrap();
        assert!(!is_paced || busiest <= MOST_IN_A_SECOND, "I6: {busiest} of {operation} within a second");
    }
}
