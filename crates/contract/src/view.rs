//! The whole state of the desk as the window shows it: small, and a snapshot.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    AwsSignInView, ColourView, ConfirmAccountView, IdentityView, JourneyLine, JourneyView, LogLevelView,
    PlanView, ProblemView, SourceForm,
};

/// Everything that is always on the screen. Rows are asked for by page; a
/// revision that changed says that a page held by the window is stale.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DeskView {
    pub account: Option<AccountView>,
    /// An AWS account is being asked who we are.
    pub connecting: bool,
    /// Why the AWS account last asked for cannot be used.
    pub account_problem: Option<ProblemView>,
    pub practice: Option<PracticeView>,
    /// Why this copy can do nothing at all: another one runs, or the journal
    /// cannot be used. Shown in place of every page.
    pub unusable: Option<ProblemView>,
    /// Something to know once, as that a damaged journal was set aside.
    pub notice: Option<ProblemView>,
    /// The newest 20; `waiting_count` counts all.
    pub waiting: Vec<JourneyLine>,
    pub waiting_count: u32,
    /// Links of this AWS account that wait for a sign-in and that no journey
    /// here is on: made at another desk, or before the journal was lost. The
    /// first 5; `elsewhere_count` counts all.
    pub elsewhere: Vec<ElsewhereLine>,
    pub elsewhere_count: u32,
    /// Set while somebody asked to close the window and things are under way.
    pub closing: Option<ClosingView>,
    pub open: Option<JourneyView>,
    pub settings: SettingsView,
    /// The browser whose private window can be offered, by its own name.
    pub private_browser: Option<String>,
    pub links_revision: u32,
    /// Set while no AWS account is in use and the links known of the one used
    /// last are shown.
    pub remembered: Option<IdentityView>,
    /// Changes with the link that is looked at and with its devices and plans.
    pub link_revision: u32,
    /// Unfinished work of several steps on links; the first 5.
    pub plans: Vec<PlanView>,
    pub plans_count: u32,
    /// The operator's own sign-in at AWS is needed; shown on every page.
    pub aws_sign_in: Option<AwsSignInView>,
    /// To be confirmed before it is used.
    pub confirm: Option<ConfirmAccountView>,
    pub aws_accounts_revision: u32,
    pub connection_test_revision: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AccountView {
    pub name: String,
    pub source: SourceForm,
    pub practice: bool,
    /// Twelve digits.
    pub account: String,
    /// Role or user.
    pub who: String,
    pub region: String,
    pub region_name: String,
    pub saved_account_id: Option<String>,
    pub colour: ColourView,
    /// Marked here as production: removing is confirmed by typing.
    pub production: bool,
    /// Set here: nothing is changed at AWS.
    pub read_only: bool,
    /// When the AWS sign-in is known to end.
    pub signed_in_until: Option<i64>,
    /// The environment has access keys, and the chosen profile goes before them.
    pub ignores_environment_keys: bool,
    /// Set when calls go to another host than AWS: shown as a red bar.
    pub custom_endpoint: Option<String>,
}

/// A waiting link that is continued with `open_link`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ElsewhereLine {
    pub account_association_id: String,
    pub name: String,
    pub device_cloud: String,
    pub job_number: Option<String>,
    /// `YYYY-MM-DD`.
    pub made_on: Option<String>,
    pub author: Option<String>,
}

/// What goes on when the window is closed; closing is safe all the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ClosingView {
    /// Customers who have not signed in yet. AWS keeps the result.
    pub open_sign_ins: u32,
    /// Journeys in which something is being made or registered; they go on at
    /// the next start.
    pub working: u32,
    /// What happened is not on disk yet: closing would lose it.
    pub unsaved: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PracticeView {
    /// `None` when the practice service is a program of its own, whose scenes
    /// are set there.
    pub scene: Option<SceneView>,
}

/// What goes wrong in practice, on request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum SceneView {
    AllGoesWell,
    CustomerSaysNo,
    WrongAccount,
    NeverFinishes,
    ThreeDevicesFail,
    SignInExpires,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct SettingsView {
    pub technical_view: bool,
    pub theme: ThemeView,
    pub text_size: TextSizeView,
    pub company: String,
    pub telephone: String,
    /// The author in our line of a link's description.
    pub initials: String,
    pub private_window_first: bool,
    /// AWS gets the job number alone, not the customer's name.
    pub job_number_only: bool,
    /// How a link is named at AWS, as `{job}-{customer}`; empty means `{customer}`.
    pub name_pattern: String,
    pub log_level: LogLevelView,
}

impl Default for SettingsView {
    fn default() -> Self {
        Self {
            technical_view: false,
            theme: ThemeView::System,
            text_size: TextSizeView::Normal,
            company: String::new(),
            telephone: String::new(),
            initials: String::new(),
            private_window_first: true,
            job_number_only: false,
            name_pattern: String::new(),
            log_level: LogLevelView::Usual,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ThemeView {
    System,
    Light,
    Dark,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum TextSizeView {
    Normal,
    Large,
    Largest,
}

/// A way into AWS found on this computer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OfferView {
    pub source: SourceForm,
    pub name: String,
    pub kind: OfferKindView,
    pub region: Option<String>,
    pub custom_endpoint: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum OfferKindView {
    IdentityCenter,
    AssumeRole,
    AssumeRoleWithMfa,
    CredentialProcess,
    WebIdentity,
    AccessKeys,
    Other,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RegionView {
    pub region: String,
    pub name: String,
}

/// A name and a value of Technical view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FactView {
    pub name: String,
    pub value: String,
}
