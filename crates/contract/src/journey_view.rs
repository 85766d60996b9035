//! One journey as a line of 'Waiting for you' and as the open wizard.

use serde::Serialize;
use ts_rs::TS;

use crate::{FactView, ProblemView};

#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct JourneyLine {
    pub journey_id: String,
    pub customer: String,
    pub device_cloud: String,
    pub state: LineState,
    pub started_at: i64,
    /// In steps of 10 s.
    pub checked_at: Option<i64>,
    pub job_number: Option<String>,
    /// Set when it belongs to another AWS account or Region than the active one.
    pub other_identity: Option<IdentityView>,
}

/// Where a journey stands, in one word and its numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum LineState {
    Creating,
    /// The answer to the create was lost: trying again cannot double it.
    CreateUnclear,
    /// Nothing was sent yet: it goes on by itself when the network is back.
    CreateUnreached,
    /// AWS said no: there is no link.
    CreateRefused,
    /// AWS lists no such link, long after it was asked for: make it again?
    CreateNotFound,
    /// A new sign-in page is being asked for.
    AskingForSignIn,
    /// AWS gave no new sign-in page.
    NewSignInRefused,
    WaitingForSignIn,
    /// The list of links says that it settled; one more look confirms it.
    Confirming,
    SignInFailed,
    NeedsNewSignIn,
    UnknownState,
    FindingDevices,
    FindingFailed,
    ChoosingDevices {
        found: u32,
    },
    Registering {
        done: u32,
        total: u32,
    },
    Paused {
        done: u32,
        total: u32,
    },
    SomeFailed {
        done: u32,
        total: u32,
        failed: u32,
    },
    FinishedInPart {
        done: u32,
        total: u32,
    },
    FinishedWithoutDevices,
    Removing,
    /// The answer to the removal was lost: trying again is safe.
    RemovalUnclear,
    /// AWS does not know the link any more.
    Gone,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct IdentityView {
    pub account: String,
    pub region: String,
    pub region_name: String,
    pub practice: bool,
}

/// The open journey without its rows.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct JourneyView {
    pub journey_id: String,
    /// The person's own spelling.
    pub customer: String,
    /// What AWS stores.
    pub stored_name: String,
    pub job_number: Option<String>,
    pub owner: Option<String>,
    pub connector_destination_id: String,
    pub device_cloud: String,
    pub access: AccessView,
    pub started_at: i64,
    pub account_association_id: Option<String>,
    /// Begun on a link that was already there.
    pub from_existing_link: bool,
    /// Set when another AWS account is active: buttons are off and say why.
    pub other_identity: Option<IdentityView>,
    pub stop: StopView,
    /// Begun to have the customer sign in anew.
    pub reconnecting: bool,
    /// What the search found of the devices known before.
    pub comparison: Option<ComparisonView>,
    /// The name of the device whose place another takes.
    pub replacing: Option<String>,
    /// Devices in AWS that are brought onto this link.
    pub bringing: u32,
    /// Ids, state names, request ids and the same with the AWS CLI; only in Technical view.
    pub technical: Option<TechnicalView>,
}

/// How many of the devices known before a reconnect were found again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ComparisonView {
    pub known: u32,
    pub found: u32,
    /// Names of the first five that were not found.
    pub not_found: Vec<String>,
    /// None of several was found: very likely another account.
    pub another_account: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum AccessView {
    CustomerSignsIn,
    #[serde(rename_all = "camelCase")]
    CompanyCredential {
        auth_material_name: String,
    },
}

/// Where the journey stands.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", tag = "kind")]
pub enum StopView {
    /// The link is being made; `phase` says what is known.
    Creating {
        phase: CreatingView,
        problem: Option<ProblemView>,
    },
    /// A new sign-in page is asked for; `problem` says why there is none.
    Refreshing {
        since: i64,
        problem: Option<ProblemView>,
        /// AWS refused it as things stand: remove the link and make a new one.
        refused: bool,
        /// There is a former sign-in page to go back to.
        can_go_back: bool,
    },
    /// Waiting for the customer, or for AWS alone with a company credential.
    SignIn {
        state: SignInStateView,
        since: i64,
        /// Who the sign-in page belongs to; `None` when there is no page to open.
        host: Option<String>,
        /// The host that pages of this device cloud belonged to when they were given
        /// out here; set when this one is another, and nothing is given out until
        /// `trust_sign_in_host`.
        host_before: Option<String>,
        /// How the page was last given out.
        channel: Option<ChannelView>,
        handed_over_at: Option<i64>,
        checked_at: Option<i64>,
        checking: bool,
        /// The list of links says that it settled; one more look confirms it.
        confirming: bool,
        /// The link worked before, so that AWS's state cannot tell: somebody has
        /// to say that the customer has signed in.
        needs_a_word: bool,
        /// When a page given out before was replaced by this one.
        replaced_at: Option<i64>,
        /// The vendor has no last page of its own, so it may stay blank.
        blank_ending: bool,
        /// The service's own words about a failure.
        error_message: Option<String>,
        /// Why the last look or the page itself went wrong.
        problem: Option<ProblemView>,
    },
    FindingDevices {
        since: i64,
        found: u32,
        /// Set when the search ended badly.
        end: Option<DiscoveryEndView>,
        problem: Option<ProblemView>,
    },
    ChoosingDevices {
        found: u32,
        /// How many can be ticked at all.
        choosable: u32,
        chosen: u32,
        rows_revision: u32,
        problem: Option<ProblemView>,
    },
    Registering {
        total: u32,
        done: u32,
        failed: u32,
        /// Every row has ended, well or badly.
        settled: bool,
        /// Somebody paused it; what was sent already still ends.
        paused: bool,
        rows_revision: u32,
        problem: Option<ProblemView>,
    },
    Done {
        registered: u32,
        failed: u32,
        left_out: u32,
        finished_at: i64,
        rows_revision: u32,
    },
    Removing {
        problem: Option<ProblemView>,
    },
    Removed,
}

/// What is known of a link that is being made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum CreatingView {
    Sending,
    /// An answer was lost: AWS is asked whether the link is there.
    Looking,
    /// The answer was lost; `try_again` cannot double it.
    Unclear,
    /// Nothing was sent yet; it goes on by itself when the network is back.
    /// `discard_journey` gives it up.
    Unreached,
    /// AWS said no after it was reached late: there is no link. `try_again`
    /// asks once more, `discard_journey` gives it up.
    Refused,
    /// AWS lists no such link, though it was asked for over an hour ago: the
    /// person decides between `try_again` and `discard_journey`.
    NotFound,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum SignInStateView {
    Waiting,
    Failed,
    NeedsNewSignIn,
    BeingRemoved,
    Gone,
    Unknown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ChannelView {
    Here,
    QrCode,
    Message,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum DiscoveryEndView {
    NoDevices,
    Failed,
    TimedOut,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TechnicalView {
    pub facts: Vec<FactView>,
    /// The same with the AWS CLI, one command a line.
    pub cli: Vec<String>,
}

/// A QR code as its modules, without a border.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QrCodeView {
    /// One string of `0` and `1` per row; 1 is dark.
    pub rows: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SignInAddressView {
    pub address: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CustomerMessageView {
    /// Holds the place of the address as `[sign-in address]`; Rust puts it in when copying.
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CompletionNoteView {
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SavedFileView {
    pub path: String,
}

/// What happened in a journey, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TimelinePage {
    pub entries: Vec<TimelineEntry>,
    /// Entries that were left out because there are too many.
    pub left_out: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TimelineEntry {
    pub at: i64,
    /// In words, ready to show.
    pub text: String,
    /// What the service said when something failed.
    pub detail: Option<String>,
    /// An id or the name of a state in AWS, for Technical view.
    pub fact: Option<String>,
    pub operation: Option<String>,
    pub request_id: Option<String>,
}
