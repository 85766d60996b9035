//! What was looked at, in words.

use support::diagnosis::{Check, CheckOutcome, Checked};

use crate::{
    ProblemView,
    diagnosis_view::{CheckOutcomeView, CheckView},
};

pub(super) fn view(checked: &Checked) -> CheckView {
    let (outcome, problem) = match &checked.outcome {
        CheckOutcome::Well => (CheckOutcomeView::Well, None),
        CheckOutcome::Found => (CheckOutcomeView::Found, None),
        CheckOutcome::NotSeen(problem) => (CheckOutcomeView::NotSeen, Some(ProblemView::from(problem))),
        CheckOutcome::Skipped => (CheckOutcomeView::Skipped, None),
    };
    CheckView { name: name(checked.check).to_owned(), outcome, problem }
}

fn name(check: Check) -> &'static str {
    match check {
        Check::Link => "The link in AWS",
        Check::DeviceCloud => "Its device cloud",
        Check::OtherLinks => "How the device cloud's other links fare",
        Check::Registered => "Devices registered on it",
        Check::OnNoLink => "Devices in AWS that are on no link",
        Check::Search => "A search for devices through it",
        Check::OnOtherLinks => "Whether its devices are on other links",
        Check::EventLogs => "Whether AWS writes event logs",
    }
}

/// After 'a look at'.
pub(super) fn thing(check: Check) -> &'static str {
    match check {
        Check::Link => "the link",
        Check::DeviceCloud => "its device cloud",
        Check::OtherLinks => "other links",
        Check::Registered => "the devices registered on it",
        Check::OnNoLink => "devices that are on no link",
        Check::Search => "its devices by a search",
        Check::OnOtherLinks => "the links its devices are on",
        Check::EventLogs => "the event logs that are switched on",
    }
}
