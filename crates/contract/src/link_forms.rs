//! What comes in from the Links page and from the page of one link.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{LinkStateView, TagForm, forms::forms};

forms! {
    /// Which links, in which order, from which row on.
    ListLinksForm {
        /// Part of a name, own spelling, job number or note, or a whole id.
        search: String,
        /// Empty means every state.
        states: Vec<LinkStateView>,
        connector_destination_id: Option<String>,
        made: MadeForm,
        /// Only links that wait for somebody here to act.
        needs_person: bool,
        order: LinkOrderForm,
        offset: u32,
    }

    ExportLinksForm { which: ListLinksForm, format: ExportFormatForm }

    /// A serial number, a device id or a managed thing's id.
    FindByDeviceForm { text: String }

    ListLinkDevicesForm { account_association_id: String, search: String, offset: u32 }

    LinkDeviceForm { account_association_id: String, managed_thing_id: String }

    LinkDevicesForm { account_association_id: String, managed_thing_ids: Vec<String> }

    /// `note` is the free text before our own line in the description.
    EditLinkForm { account_association_id: String, name: String, note: String }

    EditTagsForm { account_association_id: String, tags: Vec<TagForm> }

    /// AWS can not take a name or an owner away: an empty one is refused.
    EditDeviceForm { account_association_id: String, managed_thing_id: String, name: String, owner: String }

    /// What only this computer knows of a link; both empty takes it away.
    MemoForm { account_association_id: String, spelling: String, note: String }

    /// Removes a link with all its devices. `devices` is the number that was
    /// shown; `typed` what was typed to confirm it, where that is asked for.
    BeginUnlinkForm { account_association_id: String, devices: u32, typed: String }

    /// `delete` also deletes the device in AWS after it was taken off the link.
    RemoveDeviceForm { account_association_id: String, managed_thing_id: String, delete: bool }

    PlanForm { plan_id: String }

    ListPlanStepsForm { plan_id: String, offset: u32 }

    /// The address of the page the customer ended on, or any text with it.
    FinalPageForm { account_association_id: Option<String>, text: String }

    /// Behind the place a page named as its next; `None` begins with the newest.
    ListActivityForm { behind: Option<String> }

    /// Whether the AWS account in use is one where removing is confirmed by typing.
    ProductionForm { production: bool }
}

/// By our line's date in the description.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum MadeForm {
    Any,
    Last7Days,
    Last30Days,
    Older,
    /// Without a date of ours: made elsewhere.
    Unknown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum LinkOrderForm {
    Name,
    NewestFirst,
    NeedsPersonFirst,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ExportFormatForm {
    Csv,
    Json,
}
