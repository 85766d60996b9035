//! A managed thing and its registrations with account associations.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::moment::Moment;

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct ManagedThing {
    pub(crate) id: String,
    pub(crate) authentication_material: String,
    /// Both are known for devices of a device cloud alone.
    pub(crate) connector_destination_id: Option<String>,
    pub(crate) connector_device_id: Option<String>,
    /// The members that are given back as they were sent: name, owner, role
    /// and the like.
    pub(crate) details: Map<String, Value>,
    pub(crate) provisioning_status: ProvisioningStatus,
    pub(crate) created_at: Moment,
    pub(crate) updated_at: Moment,
    pub(crate) activated_at: Option<Moment>,
    pub(crate) seeded: bool,
    /// Once deletion was asked and not refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) deletion: Option<Deletion>,
    /// Since when the device does not answer its device cloud.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) unreachable_since: Option<Moment>,
    /// What the device reported, in order; the last one that is not in the
    /// future is its state.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) reports: Vec<Report>,
}

#[derive(Clone, Copy, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Deletion {
    pub(crate) ends_at: Moment,
    /// Otherwise the thing stays, as `DELETION_FAILED`.
    pub(crate) succeeds: bool,
}

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Report {
    pub(crate) at: Moment,
    /// As `GetManagedThingState` gives them.
    pub(crate) endpoints: Value,
}

/// Those values of the service's enum that a practice thing can take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ProvisioningStatus {
    Unassociated,
    PreAssociated,
    Discovered,
    Activated,
    DeletionFailed,
    DeleteInProgress,
    Isolated,
}

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Registration {
    pub(crate) managed_thing_id: String,
    pub(crate) account_association_id: String,
    pub(crate) device_discovery_id: String,
    pub(crate) registered_at: Moment,
    pub(crate) ended: bool,
    pub(crate) seeded: bool,
}

impl ManagedThing {
    pub(crate) fn status(&self, now: Moment) -> ProvisioningStatus {
        match self.deletion {
            Some(deletion) if now < deletion.ends_at => ProvisioningStatus::DeleteInProgress,
            Some(Deletion { succeeds: false, .. }) => ProvisioningStatus::DeletionFailed,
            Some(Deletion { succeeds: true, .. }) | None => self.provisioning_status,
        }
    }

    pub(crate) fn is_gone(&self, now: Moment) -> bool {
        self.deletion.is_some_and(|deletion| deletion.succeeds && deletion.ends_at <= now)
    }

    /// The last report that has arrived.
    pub(crate) fn reported(&self, now: Moment) -> Option<&Report> {
        self.reports.iter().rev().find(|report| report.at <= now)
    }

    pub(super) fn set(&mut self, reachable: Option<bool>, status: Option<ProvisioningStatus>, at: Moment) {
        match reachable {
            Some(true) => self.unreachable_since = None,
            Some(false) => self.unreachable_since = self.unreachable_since.or(Some(at)),
            None => {}
        }
        if let Some(status) = status {
            self.provisioning_status = status;
            self.deletion = None;
            self.updated_at = at;
        }
    }

    /// Takes a report in; those that can no longer be the state are let go.
    pub(super) fn report(&mut self, asked_at: Moment, report: Report) {
        let holding = self.reports.iter().rposition(|earlier| earlier.at <= asked_at).unwrap_or(0);
        self.reports.drain(..holding);
        self.reports.push(report);
    }
}

impl ProvisioningStatus {
    pub(crate) fn name(self) -> &'static str {
        match self {
            ProvisioningStatus::Unassociated => "UNASSOCIATED",
            ProvisioningStatus::PreAssociated => "PRE_ASSOCIATED",
            ProvisioningStatus::Discovered => "DISCOVERED",
            ProvisioningStatus::Activated => "ACTIVATED",
            ProvisioningStatus::DeletionFailed => "DELETION_FAILED",
            ProvisioningStatus::DeleteInProgress => "DELETE_IN_PROGRESS",
            ProvisioningStatus::Isolated => "ISOLATED",
        }
    }
}
