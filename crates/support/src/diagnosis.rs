//! What is wrong with one link, as far as what was seen shows it.
//!
//! Everything seen comes in as values; nothing is asked here, and nothing that
//! was not seen is claimed. The words are made elsewhere.

mod causes;
mod checks;
mod devices;
mod evidence;
mod finding;
mod set_up;
mod sign_in;
mod waiting;

use onboarding::{AssociationState, ProblemKind};

pub use causes::FailureCause;
pub use checks::{Check, CheckOutcome, Checked, checks};
pub use evidence::{Evidence, Fares, Here, OnAnotherLink, OtherLink, Place, Registered, Search, Seen, Usual};
pub use finding::{
    Belonging, Certainty, CloudChange, Device, Finding, MissingPermission, Names, Renewal, SearchTrouble,
    Since, WaitingCause,
};
pub use waiting::Wait;

/// What was found, ranked: facts AWS states, then what the evidence speaks for,
/// then what is possible, and behind them advice that explains nothing. Never
/// empty.
///
/// While AWS cannot be reached, or the sign-in to AWS is over, that is the only
/// finding.
pub fn findings(evidence: &Evidence) -> Vec<Finding> {
    if let Some(problem) = unanswered(evidence) {
        return vec![Finding::NoAnswer { problem: problem.clone() }];
    }
    let mut findings = Vec::new();
    if let Some(problem) = evidence.link.problem().filter(|problem| problem.kind == ProblemKind::Gone) {
        findings.push(Finding::LinkGone { problem: problem.clone() });
    } else {
        sign_in::findings(evidence, &mut findings);
        set_up::findings(evidence, &mut findings);
        devices::findings(evidence, &mut findings);
    }
    set_up::permissions(evidence, &mut findings);
    findings.sort_by_key(|finding| (finding.is_advice(), finding.certainty(), finding.rank()));
    if findings.iter().all(Finding::is_advice) {
        findings.insert(0, Finding::NothingWrong { state: evidence.state().cloned() });
    }
    findings
}

/// Why nothing at all can be said of the link.
fn unanswered(evidence: &Evidence) -> Option<&onboarding::Problem> {
    let asked = [evidence.link.problem(), evidence.listed.problem()];
    let stops = |problem: &&onboarding::Problem| match problem.kind {
        ProblemKind::SignInToAws { .. }
        | ProblemKind::CheckNetwork
        | ProblemKind::NotTheService
        | ProblemKind::RegionNotSupported { .. }
        | ProblemKind::AnotherIdentity { .. } => true,
        ProblemKind::TryAgain
        | ProblemKind::CorrectInput { .. }
        | ProblemKind::Conflict
        | ProblemKind::UnsafeSignInAddress(_)
        | ProblemKind::DoNotBelongTogether { .. }
        | ProblemKind::ReadOnly
        | ProblemKind::NotWrittenDown { .. } => evidence.state().is_none(),
        ProblemKind::AskForPermission { .. } | ProblemKind::Gone => false,
    };
    asked.into_iter().flatten().find(stops)
}

/// The link is signed in, as far as AWS says.
fn is_signed_in(evidence: &Evidence) -> bool {
    evidence.state() == Some(&AssociationState::Succeeded)
}

#[cfg(test)]
#[expect(clippy::wildcard_enum_match_arm, reason = "a test looks for one case among many")]
mod tests;
