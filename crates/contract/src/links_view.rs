//! Device clouds, links, and what is said while a customer is being named.

use serde::Serialize;
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

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
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
    pub total: u32,
    pub offset: u32,
    pub rows: Vec<LinkRow>,
    /// The list is still being loaded; ask again when the revision changes.
    pub loading: bool,
    /// Why the list may be incomplete.
    pub problem: Option<ProblemView>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LinkRow {
    pub account_association_id: String,
    pub name: String,
    pub device_cloud: String,
    pub state: LinkStateView,
    /// The name AWS uses, for Technical view.
    pub state_name: String,
    pub job_number: Option<String>,
    /// `YYYY-MM-DD` from the description's line.
    pub made_on: Option<String>,
    pub author: Option<String>,
    /// The service's words about a failure, for Technical view.
    pub error_message: Option<String>,
}
