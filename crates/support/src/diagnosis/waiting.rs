//! A link that waits for the customer: how long that is, and why it may be.

use std::time::Duration;

use onboarding::{Timestamp, journey::Channel};

use super::{Evidence, FailureCause, Finding, Here, Since, WaitingCause};
use crate::PageSays;

const MINUTE: Duration = Duration::from_secs(60);
const DAY: Duration = Duration::from_secs(24 * 3600);

/// Whether it waits longer than is usual for the way the page was given out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wait {
    Fresh,
    Long,
    /// Nothing tells since when.
    Unknown,
}

impl Wait {
    /// By the times at which the sign-in stop begins to ask (design section 9).
    pub(super) fn of(now: Timestamp, here: &Here) -> Self {
        if let Some((channel, at)) = here.handed_over {
            let usual = match channel {
                Channel::Here => 10 * MINUTE,
                Channel::QrCode => 30 * MINUTE,
                Channel::Message => DAY,
            };
            return Self::longer_than(usual, now.since(at));
        }
        match Since::at(now, here) {
            Since::Seen(age) => Self::longer_than(10 * MINUTE, age),
            Since::AtLeast(age) if age > 10 * MINUTE => Self::Long,
            // The day alone is known, in the zone of another desk.
            Since::AtLeast(_) | Since::Unknown => match here.made_at {
                Some(day) if now.since(day) > 2 * DAY => Self::Long,
                Some(_) | None => Self::Unknown,
            },
        }
    }

    fn longer_than(usual: Duration, age: Duration) -> Self {
        if age > usual { Self::Long } else { Self::Fresh }
    }
}

pub(super) fn findings(evidence: &Evidence, company_credential: bool, findings: &mut Vec<Finding>) {
    let here = &evidence.here;
    let wait = Wait::of(evidence.at, here);
    findings.push(Finding::WaitingForSignIn {
        wait,
        since: Since::at(evidence.at, here),
        given_out: here.handed_over.map(|(channel, at)| (channel, evidence.at.since(at))),
        usual: here.usual,
        company_credential,
    });
    let causes = if company_credential { of_a_credential(wait) } else { of_a_sign_in(wait, here) };
    findings.extend(causes.into_iter().map(|cause| Finding::WaitingBecause { cause }));
}

fn of_a_credential(wait: Wait) -> Vec<WaitingCause> {
    match wait {
        Wait::Fresh => Vec::new(),
        Wait::Long | Wait::Unknown => {
            vec![WaitingCause::CredentialNotChecked, WaitingCause::ConnectorSilent { seen: false }]
        }
    }
}

fn of_a_sign_in(wait: Wait, here: &Here) -> Vec<WaitingCause> {
    let page = here.final_page.as_ref();
    let mut causes = match page.map(|page| page.says) {
        Some(PageSays::Error(_)) => {
            vec![WaitingCause::PageNamesError { cause: FailureCause::of(None, page) }]
        }
        Some(PageSays::NoError) => vec![WaitingCause::ConnectorSilent { seen: true }],
        Some(PageSays::StillAtSignIn) => vec![WaitingCause::PageLeft { seen: true }],
        Some(PageSays::Nothing) | None => Vec::new(),
    };
    // What the page shows rules the other causes out.
    if causes.is_empty() && wait != Wait::Fresh {
        causes.extend([
            WaitingCause::PageNotOpened { given_out: here.handed_over.is_some() },
            WaitingCause::PageLeft { seen: false },
            WaitingCause::ConnectorSilent { seen: false },
            WaitingCause::RedirectNotAllowed,
        ]);
    }
    causes
}
