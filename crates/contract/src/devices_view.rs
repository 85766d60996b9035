//! Rows of found devices and of devices that are already in AWS.

use serde::Serialize;
use ts_rs::TS;

use crate::{LinkStateView, ProblemView};

/// At most 200 rows from an offset.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DevicesPage {
    pub revision: u32,
    /// How many fit the search.
    pub total: u32,
    pub offset: u32,
    pub rows: Vec<DeviceRow>,
}

#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DeviceRow {
    /// The key for choosing and renaming; shown in Technical view only.
    pub connector_device_id: String,
    pub managed_thing_id: Option<String>,
    pub name: String,
    /// Kind, brand and model as the vendor gave them, such as `Light · Brightwell B-100`.
    pub kind: String,
    pub chosen: bool,
    /// May be ticked and renamed.
    pub choosable: bool,
    pub status: DeviceStatus,
}

#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum DeviceStatus {
    New,
    Changed,
    /// Made in AWS before, but on no link.
    InAwsAlready,
    /// Registered on this very link.
    AlreadyRegistered,
    OnAnotherLink,
    /// Cannot be made: the vendor's id cannot be carried to AWS.
    CannotBeMade,
    Queued,
    Making,
    Registering,
    /// Registered; AWS has not confirmed it yet.
    Confirming,
    Confirmed,
    Failed {
        problem: ProblemView,
    },
    LeftOut,
}

#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ManagedThingsPage {
    pub total: u32,
    pub offset: u32,
    pub rows: Vec<ManagedThingRow>,
}

#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ManagedThingRow {
    pub managed_thing_id: String,
    pub name: String,
    pub kind: String,
    pub owner: Option<String>,
    pub status: ManagedThingStatus,
    /// Whether the open journey's search found this very device.
    pub found: bool,
    /// Where it stands in this journey, once asked to register.
    pub progress: Option<DeviceStatus>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ManagedThingStatus {
    OnNoLink,
    Prepared,
    /// Its links were all removed.
    CutOff,
    Registered,
    BeingDeleted,
    Unknown,
}

/// Three pasted ids in words. With a problem, registering would be refused.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct IdsView {
    pub link_name: String,
    pub device_cloud: String,
    pub link_state: LinkStateView,
    pub thing_name: String,
    pub thing_kind: String,
    pub thing_status: ManagedThingStatus,
    /// How many devices the search found.
    pub search_found: u32,
    pub problem: Option<ProblemView>,
}
