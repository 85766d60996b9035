//! A device discovery and what it has found by a moment.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::vendor::Device;
use crate::moment::Moment;

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct DeviceDiscovery {
    pub(crate) id: String,
    pub(crate) account_association_id: String,
    pub(crate) started_at: Moment,
    pub(crate) ends_at: Moment,
    pub(crate) end: DiscoveryEnd,
    /// In the order in which they appear.
    pub(crate) found: Vec<FoundDevice>,
    pub(crate) tags: Option<Value>,
    pub(crate) seeded: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum DiscoveryEnd {
    Succeeded,
    Failed,
    TimedOut,
}

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct FoundDevice {
    pub(crate) device: Device,
    pub(crate) appears_at: Moment,
    pub(crate) modification: Modification,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Modification {
    Discovered,
    Updated,
    NoChange,
}

/// A found device, looked up by its authentication material.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DiscoveredMaterial {
    pub(crate) connector_destination_id: String,
    pub(crate) connector_device_id: String,
    pub(crate) kinds: Vec<String>,
    pub(crate) appears_at: Moment,
}

impl DeviceDiscovery {
    pub(crate) fn status(&self, now: Moment) -> &'static str {
        if now < self.ends_at {
            return "RUNNING";
        }
        match self.end {
            DiscoveryEnd::Succeeded => "SUCCEEDED",
            DiscoveryEnd::Failed => "FAILED",
            DiscoveryEnd::TimedOut => "TIMED_OUT",
        }
    }

    pub(crate) fn has_found(&self, device_id: &str, now: Moment) -> bool {
        self.found.iter().any(|found| found.device.id == device_id && found.appears_at <= now)
    }
}

impl Modification {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Modification::Discovered => "DISCOVERED",
            Modification::Updated => "UPDATED",
            Modification::NoChange => "NO_CHANGE",
        }
    }
}
