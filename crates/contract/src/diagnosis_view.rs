//! What is wrong with a link, as far as can be seen, and what may be done.

mod about;
mod words;

pub use about::AboutLink;
use serde::Serialize;
use ts_rs::TS;

use crate::ProblemView;

#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DiagnosisView {
    pub at: i64,
    /// The best supported first.
    pub findings: Vec<FindingView>,
    /// What was looked at, in order.
    pub checks: Vec<CheckView>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FindingView {
    /// A stable name of the finding, such as `needsNewSignIn`.
    pub code: String,
    pub certainty: CertaintyView,
    pub title: String,
    /// Facts: what AWS or this computer saw.
    pub seen: String,
    pub means: String,
    pub act: Option<FindingActView>,
    pub for_customer: Option<String>,
    pub for_cloud_team: Option<String>,
    /// The service's own words, an id, a request id.
    pub detail: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum CertaintyView {
    /// AWS says so.
    Fact,
    /// What was seen speaks for it.
    Likely,
    /// It is possible and was not seen.
    Possible,
}

/// The one act of a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", tag = "kind")]
pub enum FindingActView {
    Reconnect,
    /// Opens the journey that waits for the customer's sign-in.
    OpenSignIn,
    PasteFinalPage,
    FindDevices,
    /// Registers devices that were made and are on no link, or were on one.
    BringDevices {
        managed_thing_ids: Vec<String>,
    },
    ShowLink {
        account_association_id: String,
    },
    /// Text to run or send, copied.
    CopyText {
        text: String,
    },
    CopyForCloudTeam,
    RemoveLink,
    CheckAgain,
    ShowOtherLinks {
        connector_destination_id: String,
    },
}

#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CheckView {
    /// In words: 'The link at AWS'.
    pub name: String,
    pub outcome: CheckOutcomeView,
    pub problem: Option<ProblemView>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum CheckOutcomeView {
    Well,
    /// It led to a finding.
    Found,
    /// It could not be looked at.
    NotSeen,
    /// It says nothing for this link.
    Skipped,
}

/// The final page of a customer's sign-in, read as text; `code` and `state`
/// were dropped first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FinalPageView {
    pub title: String,
    pub means: String,
    pub act: Option<FindingActView>,
    pub for_customer: Option<String>,
    pub for_cloud_team: Option<String>,
    /// `error` and `error_description` as the vendor sent them.
    pub error: Option<String>,
    pub description: Option<String>,
}

/// A support bundle as it would be saved, line by line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BundleView {
    pub lines: Vec<String>,
    /// Names that were replaced, for the person at this desk alone: alias and name.
    pub aliases: Vec<crate::TagView>,
}

/// What was done on this computer, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ActivityPage {
    pub entries: Vec<ActivityEntry>,
    /// Where older ones begin; `None` when there are none.
    pub next: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ActivityEntry {
    pub at: i64,
    pub name: Option<String>,
    pub account_association_id: Option<String>,
    pub identity: crate::IdentityView,
    pub text: String,
    pub detail: Option<String>,
    pub operation: Option<String>,
    pub request_id: Option<String>,
}
