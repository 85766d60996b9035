//! A probe's stations in words.

use connections::{Outcome, Probe, Station, StationKind};
use contract::{ProblemView, TestOutcomeView, TestStepKindView, TestStepView};

pub(super) fn steps(probe: &Probe) -> Vec<TestStepView> {
    probe.stations.iter().map(|station| step(&probe.host, station)).collect()
}

fn step(host: &str, station: &Station) -> TestStepView {
    let step = match station.kind {
        StationKind::Name => TestStepKindView::Name,
        StationKind::Proxy => TestStepKindView::Proxy,
        StationKind::Connection => TestStepKindView::Connection,
        StationKind::Certificate => TestStepKindView::Certificate,
        StationKind::Clock => TestStepKindView::Clock,
    };
    let (outcome, text, problem) = match &station.outcome {
        Outcome::Good(told) => (TestOutcomeView::Good, told.clone(), None),
        Outcome::Warning(told) => (TestOutcomeView::Warning, told.clone(), None),
        Outcome::Failed(problem) => {
            let view = ProblemView::from(problem);
            (TestOutcomeView::Failed, view.title.clone(), Some(view))
        }
        Outcome::NotNeeded => (TestOutcomeView::NotNeeded, String::new(), None),
        Outcome::NotReached => (TestOutcomeView::NotReached, String::new(), None),
    };
    TestStepView { step, host: Some(host.to_owned()), outcome, text, problem }
}
