//! What a journey on a link that was there is measured by: the devices known
//! before, or the one whose place is taken.

use onboarding::{
    ConnectorDeviceId, ManagedThingId,
    journey::{KnownDevice, Reconnect, Replacing},
};
use serde::{Deserialize, Serialize};

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ReconnectRecord {
    known: Option<Vec<KnownDeviceRecord>>,
}

#[derive(Debug, Serialize, Deserialize)]
struct KnownDeviceRecord {
    thing: String,
    connector_device_id: Option<String>,
    name: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ReplacingRecord {
    thing: String,
    name: Option<String>,
    owner: Option<String>,
    #[serde(default)]
    by: Option<String>,
}

impl From<&Reconnect> for ReconnectRecord {
    fn from(Reconnect { known }: &Reconnect) -> Self {
        Self { known: known.as_ref().map(|known| known.iter().map(Into::into).collect()) }
    }
}

impl From<ReconnectRecord> for Reconnect {
    fn from(record: ReconnectRecord) -> Self {
        Self { known: record.known.map(|known| known.into_iter().map(Into::into).collect()) }
    }
}

impl From<&KnownDevice> for KnownDeviceRecord {
    fn from(KnownDevice { thing, connector_device_id, name }: &KnownDevice) -> Self {
        Self {
            thing: thing.as_str().to_owned(),
            connector_device_id: connector_device_id.as_ref().map(|id| id.as_str().to_owned()),
            name: name.clone(),
        }
    }
}

impl From<KnownDeviceRecord> for KnownDevice {
    fn from(record: KnownDeviceRecord) -> Self {
        Self {
            thing: ManagedThingId::new(record.thing),
            connector_device_id: record.connector_device_id.map(ConnectorDeviceId::new),
            name: record.name,
        }
    }
}

impl From<&Replacing> for ReplacingRecord {
    fn from(Replacing { thing, name, owner, by }: &Replacing) -> Self {
        Self {
            thing: thing.as_str().to_owned(),
            name: name.clone(),
            owner: owner.clone(),
            by: by.as_ref().map(|id| id.as_str().to_owned()),
        }
    }
}

impl From<ReplacingRecord> for Replacing {
    fn from(record: ReplacingRecord) -> Self {
        Self {
            thing: ManagedThingId::new(record.thing),
            name: record.name,
            owner: record.owner,
            by: record.by.map(ConnectorDeviceId::new),
        }
    }
}
