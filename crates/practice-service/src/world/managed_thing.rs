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
}

/// Those values of the service's enum that a practice thing can take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ProvisioningStatus {
    Unassociated,
    PreAssociated,
    Activated,
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

impl ProvisioningStatus {
    pub(crate) fn name(self) -> &'static str {
        match self {
            ProvisioningStatus::Unassociated => "UNASSOCIATED",
            ProvisioningStatus::PreAssociated => "PRE_ASSOCIATED",
            ProvisioningStatus::Activated => "ACTIVATED",
            ProvisioningStatus::Isolated => "ISOLATED",
        }
    }
}
