//! What was looked at, and what came of each look.

use onboarding::Problem;

use super::{Evidence, Finding, Registered, Seen};

/// One look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Check {
    /// The link at AWS, by itself and in the list.
    Link,
    DeviceCloud,
    /// How the links of this and of other device clouds fare.
    OtherLinks,
    /// The devices registered on the link.
    Registered,
    /// Devices in AWS that are on no link.
    OnNoLink,
    /// A search for devices through the link.
    Search,
    /// Whether devices of this customer are on other links.
    OnOtherLinks,
    EventLogs,
}

impl Check {
    /// In the order in which they are shown.
    pub const ALL: [Check; 8] = [
        Check::Link,
        Check::DeviceCloud,
        Check::OtherLinks,
        Check::Registered,
        Check::OnNoLink,
        Check::Search,
        Check::OnOtherLinks,
        Check::EventLogs,
    ];
}

/// A look and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    pub check: Check,
    pub outcome: CheckOutcome,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CheckOutcome {
    Well,
    /// It led to a finding.
    Found,
    /// It was asked and not answered.
    NotSeen(Problem),
    /// It says nothing for this link as it stands, or nothing is known.
    Skipped,
}

/// Every look, in order.
pub fn checks(evidence: &Evidence, findings: &[Finding]) -> Vec<Checked> {
    let led = |check| findings.iter().any(|finding| finding.leads(check));
    let outcome = |check| match asked(evidence, check) {
        Asked::No(problem) => CheckOutcome::NotSeen(problem.clone()),
        Asked::Not => CheckOutcome::Skipped,
        Asked::Yes if led(check) => CheckOutcome::Found,
        Asked::Yes => CheckOutcome::Well,
    };
    Check::ALL.into_iter().map(|check| Checked { check, outcome: outcome(check) }).collect()
}

pub(super) enum Asked<'a> {
    Yes,
    No(&'a Problem),
    Not,
}

pub(super) fn asked(evidence: &Evidence, check: Check) -> Asked<'_> {
    fn of<T>(seen: &Seen<T>) -> Asked<'_> {
        match seen {
            Seen::Yes(_) => Asked::Yes,
            Seen::No(problem) => Asked::No(problem),
            Seen::NotAsked => Asked::Not,
        }
    }
    match check {
        Check::Link => of(&evidence.link),
        Check::DeviceCloud => of(&evidence.device_cloud),
        Check::OtherLinks if evidence.fares.is_some() => Asked::Yes,
        Check::OtherLinks => Asked::Not,
        Check::Registered => match evidence.registered.yes().into_iter().flatten().find_map(unseen) {
            Some(problem) => Asked::No(problem),
            None => of(&evidence.registered),
        },
        Check::OnNoLink => of(&evidence.on_no_link),
        Check::Search => of(&evidence.search),
        Check::OnOtherLinks => of(&evidence.on_other_links),
        Check::EventLogs => of(&evidence.event_logs),
    }
}

/// Why AWS does not tell more of a registered device.
fn unseen(device: &Registered) -> Option<&Problem> {
    device.thing.problem()
}
