//! The AWS accounts page, the operator's own sign-in, and the connection test.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{OfferKindView, OfferView, ProblemView, RegionView, SourceForm};

/// The ways into AWS kept on this computer, and those found on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AwsAccountsPage {
    pub accounts: Vec<SavedAccountView>,
    /// Found on this computer and not among `accounts`.
    pub offers: Vec<OfferView>,
    /// The Regions AWS documents for managed integrations.
    pub regions: Vec<RegionView>,
    /// Sign-in portals the AWS config files name.
    pub portals: Vec<PortalView>,
    /// The AWS config files cannot be read.
    pub problem: Option<ProblemView>,
    /// The team file that was read at start.
    pub team_file: Option<TeamFileView>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SavedAccountView {
    pub saved_account_id: String,
    pub name: String,
    pub colour: ColourView,
    pub source: SourceForm,
    pub kind: OfferKindView,
    /// `None` goes by the profile or the environment.
    pub region: Option<String>,
    /// What AWS said it is when it was used last: twelve digits, and role or user.
    pub account: Option<String>,
    pub who: Option<String>,
    pub production: bool,
    pub read_only: bool,
    pub start: bool,
    /// From the team file: name, colour and marks are set there.
    pub from_team: bool,
    pub in_use: bool,
    pub custom_endpoint: Option<String>,
    pub access_keys: Option<KeptKeysView>,
    /// The profile is not in the AWS config files, or the environment has no keys.
    pub gone: bool,
}

/// Where access keys are, and how their id ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KeptKeysView {
    /// The last four characters of the access key id, once known.
    pub ending: Option<String>,
    /// In memory only: gone when Linkwright is closed.
    pub in_memory_only: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ColourView {
    Blue,
    Teal,
    Green,
    Olive,
    Orange,
    Magenta,
    Purple,
    Slate,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PortalView {
    pub start_url: String,
    pub portal_region: String,
    /// The `sso-session` it stands under.
    pub session: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TeamFileView {
    pub path: String,
    pub accounts: u32,
    /// Why it was not taken; it names the line.
    pub problem: Option<ProblemView>,
}

/// What a team file would change here, before it is taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TeamFileCheck {
    pub added: Vec<String>,
    pub changed: Vec<TeamFileChange>,
    /// Set by the file that was read at start: one taken by hand leaves them.
    pub left: Vec<String>,
    pub unchanged: u32,
    /// Company, telephone, name pattern and message texts it sets, in words.
    pub settings: Vec<String>,
}

/// What becomes of one AWS account that is kept here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TeamFileChange {
    /// Its name here until then.
    pub name: String,
    /// Ready to show, the gravest first: `AWS account 111122223333 → 444455556666`.
    pub what: Vec<String>,
}

/// Whether this computer keeps secrets for us.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KeyringView {
    /// The keyring's own name, such as 'Keychain'.
    pub name: String,
    /// Why it cannot be used: access keys are then kept in memory only.
    pub problem: Option<ProblemView>,
}

/// One AWS account a sign-in portal lets the person into.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PortalAccountView {
    /// Twelve digits.
    pub account: String,
    pub name: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PortalAccountsPage {
    pub accounts: Vec<PortalAccountView>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PortalRolesPage {
    pub roles: Vec<String>,
}

/// The operator's own sign-in at AWS is missing or over. Set until it is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AwsSignInView {
    /// The AWS account's name here, or the portal's address.
    pub name: String,
    /// It was in use and ran out: everything waits, and goes on by itself.
    pub ran_out: bool,
    pub way: AwsSignInWayView,
    /// What went wrong last.
    pub problem: Option<ProblemView>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", tag = "kind")]
pub enum AwsSignInWayView {
    /// A page of IAM Identity Center can be opened: `sign_in_to_aws`.
    Portal { command: Option<String> },
    /// AWS is being asked for that page.
    PortalOpening,
    /// The page waits for the person, in any browser.
    PortalOpen { user_code: String, host: String, expires_at: i64 },
    /// `give_mfa_code` with the six digits of this device.
    MfaCode { device: String, refused: bool, checking: bool },
    /// `replace_access_keys`: the keys are not in the keyring, or AWS knows them
    /// no more.
    AccessKeys { saved_account_id: String },
    /// The keyring is locked or does not answer: `sign_in_to_aws` asks it again.
    Keyring,
    /// A command to run in a terminal; noticed by itself.
    Terminal { command: String },
    /// Renewed where it came from; `sign_in_to_aws` asks AWS again.
    Outside,
}

/// AWS says another account or Region than last time. Not in use until confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ConfirmAccountView {
    pub name: String,
    pub before_account: String,
    pub before_region: String,
    pub before_who: Option<String>,
    /// Host and port calls went to; `None` for AWS itself.
    pub before_endpoint: Option<String>,
    pub account: String,
    pub who: String,
    pub region: String,
    pub region_name: String,
    pub endpoint: Option<String>,
}

/// The last connection test, as far as it has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ConnectionTestView {
    pub saved_account_id: Option<String>,
    pub name: String,
    pub running: bool,
    pub begun_at: i64,
    pub steps: Vec<TestStepView>,
    /// Empty until AWS has said who we are.
    pub permissions: Vec<PermissionView>,
    /// Why listing links works and looking at one does not.
    pub secret_note: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TestStepView {
    pub step: TestStepKindView,
    /// Whom it was about.
    pub host: Option<String>,
    pub outcome: TestOutcomeView,
    /// Ready to show.
    pub text: String,
    pub problem: Option<ProblemView>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum TestStepKindView {
    Name,
    Proxy,
    Connection,
    Certificate,
    Clock,
    Identity,
    /// Managed integrations answer in this Region.
    Region,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum TestOutcomeView {
    Working,
    Good,
    Warning,
    Failed,
    NotNeeded,
    NotReached,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PermissionView {
    /// As a policy names it: `iotmanagedintegrations:CreateAccountAssociation`.
    pub action: String,
    pub what_for: String,
    /// It changes something at AWS, and is tried by using it only.
    pub is_change: bool,
    pub outcome: PermissionOutcomeView,
    /// When that was seen.
    pub seen_at: Option<i64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum PermissionOutcomeView {
    Asking,
    Allowed,
    Refused,
    NotTried,
    /// AWS did not say: another problem came before.
    NotKnown,
}

/// A policy document, ready to copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PolicyView {
    pub text: String,
    /// What to narrow or to know before it is used.
    pub notes: Vec<String>,
}

/// The texts of the message to the customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MessageTextsView {
    /// Empty means ours.
    pub first: String,
    pub reconnect: String,
    pub our_first: String,
    pub our_reconnect: String,
}
