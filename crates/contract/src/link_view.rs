//! The page of one link, its devices, and what they answer.

use serde::Serialize;
use ts_rs::TS;

use crate::{AccessView, LinkStateView, ProblemView, TechnicalView};

#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LinkView {
    pub account_association_id: String,
    /// What AWS stores; `None` for a link without a name.
    pub name: Option<String>,
    /// The person's own spelling, known on this computer alone.
    pub spelling: Option<String>,
    /// A note kept on this computer alone.
    pub memo: Option<String>,
    pub connector_destination_id: Option<String>,
    pub device_cloud: String,
    pub state: LinkStateView,
    /// The name AWS uses, for Technical view.
    pub state_name: String,
    /// Since when this computer knows it so; AWS keeps no times.
    pub state_since: Option<i64>,
    /// When it was last seen signed in here, if it is not.
    pub last_worked: Option<i64>,
    /// When AWS was last asked for this very link.
    pub checked_at: Option<i64>,
    pub checking: bool,
    /// AWS does not know it any more; what is shown is what was known.
    pub gone: bool,
    pub job_number: Option<String>,
    /// `YYYY-MM-DD` from the description's line.
    pub made_on: Option<String>,
    pub author: Option<String>,
    /// The description without our line.
    pub note: String,
    /// The service's words about a failure, as details.
    pub error_message: Option<String>,
    /// `None` when they could not be read, as without the permission.
    pub tags: Option<Vec<TagView>>,
    pub access: Option<AccessView>,
    pub cloud: Option<DeviceCloudFacts>,
    /// How its device cloud's other links fare.
    pub share: DeviceCloudShare,
    /// The unfinished journey on this link.
    pub journey_id: Option<String>,
    pub plan: Option<PlanView>,
    /// Why not all of it could be asked for; what is known is shown.
    pub problem: Option<ProblemView>,
    pub technical: Option<TechnicalView>,
    pub devices_revision: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TagView {
    pub key: String,
    pub value: String,
}

/// The settings of a device cloud that matter to support.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DeviceCloudFacts {
    pub accesses: Vec<AccessView>,
    pub renewal: RenewalView,
    /// Where the customer's browser ends; `None`: the last page may stay blank.
    pub completion_page: Option<String>,
    /// AWS does not know the device cloud any more.
    pub gone: bool,
}

/// `proactiveRefreshTokenRenewal`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", tag = "kind")]
pub enum RenewalView {
    /// Nobody signs in, or AWS does not say.
    Unknown,
    Off,
    On {
        days_before: Option<u32>,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DeviceCloudShare {
    pub total: u32,
    /// Failed, or in need of a new sign-in.
    pub failing: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LinkDevicesPage {
    pub revision: u32,
    pub total: u32,
    /// Registered on this link.
    pub registered: u32,
    /// Made and not registered anywhere, for this customer as far as is known.
    pub unfinished: u32,
    /// Once on this link or for this customer, and without a link.
    pub isolated: u32,
    pub offset: u32,
    pub rows: Vec<LinkDeviceRow>,
    pub loading: bool,
    pub problem: Option<ProblemView>,
}

#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LinkDeviceRow {
    pub managed_thing_id: String,
    pub name: String,
    /// It has no name in AWS; `name` stands in for one.
    pub unnamed: bool,
    /// Brand, model, kind, as far as AWS says.
    pub kind: Option<String>,
    pub owner: Option<String>,
    pub serial_number: Option<String>,
    /// The vendor's id, for Technical view.
    pub connector_device_id: Option<String>,
    pub standing: DeviceStandingView,
    /// The names AWS uses: association and provisioning status.
    pub association_status: Option<String>,
    pub provisioning_status: Option<String>,
    pub connected: Option<ConnectedView>,
    /// What it last reported, in words, such as 'on, level 40'.
    pub last_state: Option<String>,
    /// Other links it is on as well.
    pub other_links: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum DeviceStandingView {
    Registered,
    /// AWS prepares it.
    BeingRegistered,
    /// Registered, and AWS says it cannot be reached.
    NotReachable,
    MadeNotRegistered,
    /// It has no link any more.
    Isolated,
    BeingDeleted,
    DeletionFailed,
    Unknown,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ConnectedView {
    pub connected: bool,
    pub at: Option<i64>,
}

/// 'Does it answer?'
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", tag = "kind")]
pub enum DeviceAnswerView {
    /// It reported after it was asked.
    Answered { at: i64, state: String, facts: Vec<TagView> },
    /// AWS took the question; nothing new came within 30 s. That is no failure.
    AcceptedNoAnswerYet { at: i64, last_state: Option<String> },
    /// AWS knows nothing that could be asked for.
    NothingToAsk,
}

/// What AWS would make of an edited link as typed so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LinkEditCheck {
    pub stored_name: Option<String>,
    pub converted: bool,
    /// The whole description AWS would store, our line included.
    pub description: Option<String>,
    /// The name's problem, in words.
    pub name_problem: Option<String>,
    pub note_problem: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DeviceEditCheck {
    pub name_problem: Option<String>,
    pub owner_problem: Option<String>,
}

/// What removing a link would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UnlinkView {
    pub account_association_id: String,
    pub name: String,
    pub devices: u32,
    /// Names of the first five.
    pub device_names: Vec<String>,
    /// What has to be typed first, in an AWS account marked as production.
    pub type_to_confirm: Option<String>,
}

/// Work of several steps, without its steps.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlanView {
    pub plan_id: String,
    pub account_association_id: String,
    pub link_name: String,
    pub kind: PlanKindView,
    pub total: u32,
    pub done: u32,
    pub failed: u32,
    pub state: PlanStateView,
    /// Devices found that were not there when the work was begun.
    pub found_more: u32,
    pub begun_at: i64,
    pub ended_at: Option<i64>,
    pub problem: Option<ProblemView>,
    /// Another AWS account or Region is in use: buttons are off and say why.
    pub other_identity: Option<crate::IdentityView>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum PlanKindView {
    Unlink,
    RemoveDevices,
    EditLink,
    EditTags,
    EditDevice,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum PlanStateView {
    Working,
    Paused,
    /// Some steps failed: `retry_plan` tries them again.
    SomeFailed,
    /// It goes on by itself when the network is back.
    Unreached,
    Done,
    /// Ended by a person before everything was done.
    Stopped,
}

#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlanStepsPage {
    pub total: u32,
    pub offset: u32,
    pub rows: Vec<PlanStepRow>,
}

#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlanStepRow {
    /// In words: 'Take Hall lamp off the link'.
    pub text: String,
    pub state: PlanStepStateView,
    pub problem: Option<ProblemView>,
    pub operation: String,
    pub request_id: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum PlanStepStateView {
    Waiting,
    Working,
    Done,
    /// It was so already.
    WasDone,
    Failed,
}
