//! Device clouds, links, and what is said while a customer is being named.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{AccessView, ProblemView};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DestinationsPage {
    pub destinations: Vec<DestinationView>,
    /// The one used last, preselected.
    pub last_used: Option<String>,
    /// Asked only when there is none here.
    pub elsewhere: Vec<ElsewhereView>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DestinationView {
    pub connector_destination_id: String,
    pub name: String,
    pub description: Option<String>,
    /// At least one; the first is the usual one.
    pub accesses: Vec<AccessView>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ElsewhereView {
    pub region: String,
    pub region_name: String,
    pub device_clouds: u32,
}

/// What AWS would make of the customer as typed so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CustomerCheck {
    /// `None` while it cannot be stored.
    pub stored_name: Option<String>,
    /// The stored name differs from what was typed.
    pub converted: bool,
    /// What would be refused; an empty field is not among them.
    pub problems: Vec<FieldProblem>,
    pub existing: Option<ExistingLinkView>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FieldProblem {
    pub field: FieldView,
    /// Position, for tags.
    pub index: Option<u32>,
    pub message: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum FieldView {
    DeviceCloud,
    Customer,
    JobNumber,
    Owner,
    Note,
    TagKey,
    TagValue,
}

/// A link this customer already has at this device cloud.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExistingLinkView {
    pub account_association_id: String,
    pub name: String,
    pub state: LinkStateView,
    /// A waiting link is continued, never made a second time.
    pub must_continue: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum LinkStateView {
    WaitingForSignIn,
    SignInFailed,
    SignedIn,
    NeedsNewSignIn,
    BeingRemoved,
    Unknown,
}

#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LinksPage {
    pub revision: u32,
    /// Links that fit.
    pub total: u32,
    pub offset: u32,
    pub rows: Vec<LinkRow>,
    /// The list is being loaded; ask again when the revision changes.
    pub loading: bool,
    /// Links loaded so far, while it is.
    pub loaded: u32,
    /// When the whole list was last loaded; `None` for never.
    pub as_of: Option<i64>,
    /// Why the list may be incomplete.
    pub problem: Option<ProblemView>,
    pub counts: LinkCounts,
    pub warnings: Vec<DeviceCloudWarning>,
}

/// Of all links, whatever is searched for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LinkCounts {
    pub total: u32,
    pub needs_person: u32,
    /// States that occur.
    pub by_state: Vec<StateCount>,
    /// Device clouds that occur, the largest first; at most 50.
    pub by_device_cloud: Vec<DeviceCloudCount>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StateCount {
    pub state: LinkStateView,
    pub count: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DeviceCloudCount {
    pub connector_destination_id: String,
    pub device_cloud: String,
    pub count: u32,
    /// Failed, or in need of a new sign-in.
    pub failing: u32,
}

/// A device cloud whose links fail much more than the others'.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DeviceCloudWarning {
    pub connector_destination_id: String,
    pub device_cloud: String,
    /// Links whose sign-in failed or that need a new one.
    pub affected: u32,
    pub failed: u32,
    pub need_sign_in: u32,
    pub total: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LinkRow {
    pub account_association_id: String,
    /// What AWS stores; a stand-in for a link without a name.
    pub name: String,
    /// The link has no name at AWS.
    pub unnamed: bool,
    /// The person's own spelling where it differs; this computer alone knows it.
    pub spelling: Option<String>,
    /// A note; this computer alone knows it.
    pub memo: Option<String>,
    pub connector_destination_id: Option<String>,
    pub device_cloud: String,
    pub state: LinkStateView,
    /// The name AWS uses, for Technical view.
    pub state_name: String,
    /// Since when this computer knows it so.
    pub state_since: Option<i64>,
    pub needs_person: bool,
    pub job_number: Option<String>,
    /// `YYYY-MM-DD` from the description's line.
    pub made_on: Option<String>,
    pub author: Option<String>,
    /// The service's words about a failure, for Technical view.
    pub error_message: Option<String>,
    /// The unfinished journey on it.
    pub journey_id: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SavedLinksView {
    pub path: String,
    pub count: u32,
}

/// Devices that carry what was searched for, and the links they are on.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FoundByDevicePage {
    pub rows: Vec<FoundByDeviceRow>,
    /// Why some of it could not be asked for.
    pub problem: Option<ProblemView>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FoundByDeviceRow {
    pub managed_thing_id: String,
    pub device: String,
    pub serial_number: Option<String>,
    pub links: Vec<LinkRow>,
}
