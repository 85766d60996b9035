//! One device row of a journey.

use onboarding::{
    ConnectorDeviceId, CreateManagedThing, DeviceDiscoveryId, DiscoveredDevice, Intent, ManagedThingId,
    Modification, StartDeviceDiscovery,
    journey::{DeviceStep, Progress, Row, Standing},
};
use serde::{Deserialize, Serialize};

use super::{Intents, Unreadable, mirror, problem::ProblemRecord};

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct RowRecord {
    device: DeviceRecord,
    standing: StandingRecord,
    name: String,
    chosen: bool,
    progress: ProgressRecord,
    thing: Option<String>,
    discovery: String,
    #[serde(default)]
    may_exist: bool,
    /// Keys of intents.
    creation: Option<String>,
    search: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
struct DeviceRecord {
    connector_device_id: String,
    name: Option<String>,
    device_types: Vec<String>,
    managed_thing_id: Option<String>,
    modification: Option<String>,
    brand: Option<String>,
    model: Option<String>,
    /// That the vendor gave some, not what it is.
    has_material: bool,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "is", content = "thing", rename_all = "snake_case")]
enum StandingRecord {
    New,
    InAws(String),
    OnThisLink(String),
    OnAnotherLink(String),
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
enum ProgressRecord {
    NotAsked,
    Queued,
    Searching,
    Making,
    Adopting,
    Seeking,
    Registering,
    Registered,
    Confirmed,
    Failed { at: DeviceStepRecord, problem: ProblemRecord },
}

mirror!(DeviceStepRecord of DeviceStep { Search, Make, Register, Confirm });

/// The intents a row refers to by key.
pub(crate) fn intents(row: &Row) -> impl Iterator<Item = Intent> {
    let creation = row.creation.clone().map(Intent::CreateManagedThing);
    creation.into_iter().chain(row.search.clone().map(Intent::StartDeviceDiscovery))
}

impl From<&Row> for RowRecord {
    fn from(row: &Row) -> Self {
        let device = DeviceRecord {
            connector_device_id: row.device.connector_device_id.as_str().to_owned(),
            name: row.device.name.clone(),
            device_types: row.device.device_types.clone(),
            managed_thing_id: row.device.managed_thing_id.as_ref().map(|id| id.as_str().to_owned()),
            modification: row.device.modification.as_ref().map(|it| it.as_str().to_owned()),
            brand: row.device.brand.clone(),
            model: row.device.model.clone(),
            has_material: row.device.authentication_material.is_some(),
        };
        let standing = match &row.standing {
            Standing::New => StandingRecord::New,
            Standing::InAws(id) => StandingRecord::InAws(id.as_str().to_owned()),
            Standing::OnThisLink(id) => StandingRecord::OnThisLink(id.as_str().to_owned()),
            Standing::OnAnotherLink(id) => StandingRecord::OnAnotherLink(id.as_str().to_owned()),
        };
        let progress = match &row.progress {
            Progress::NotAsked => ProgressRecord::NotAsked,
            Progress::Queued => ProgressRecord::Queued,
            Progress::Searching => ProgressRecord::Searching,
            Progress::Making => ProgressRecord::Making,
            Progress::Adopting => ProgressRecord::Adopting,
            Progress::Seeking => ProgressRecord::Seeking,
            Progress::Registering => ProgressRecord::Registering,
            Progress::Registered => ProgressRecord::Registered,
            Progress::Confirmed => ProgressRecord::Confirmed,
            Progress::Failed { at, problem } => {
                ProgressRecord::Failed { at: (*at).into(), problem: problem.into() }
            }
        };
        Self {
            device,
            standing,
            name: row.name.clone(),
            chosen: row.chosen,
            progress,
            thing: row.thing.as_ref().map(|id| id.as_str().to_owned()),
            discovery: row.discovery.as_str().to_owned(),
            may_exist: row.may_exist,
            creation: row.creation.as_ref().map(|it| it.client_token.as_str().to_owned()),
            search: row.search.as_ref().map(|it| it.client_token.as_str().to_owned()),
        }
    }
}

impl RowRecord {
    /// The row as it was. Material the vendor gave is restored as empty: the row
    /// can still be chosen, and the material is fetched again.
    pub(crate) fn restore(self, intents: &impl Intents) -> Result<Row, Unreadable> {
        let device = DiscoveredDevice {
            connector_device_id: ConnectorDeviceId::new(self.device.connector_device_id),
            name: self.device.name,
            device_types: self.device.device_types,
            managed_thing_id: self.device.managed_thing_id.map(ManagedThingId::new),
            modification: self.device.modification.as_deref().map(Modification::from),
            brand: self.device.brand,
            model: self.device.model,
            authentication_material: self.device.has_material.then(String::new),
        };
        let standing = match self.standing {
            StandingRecord::New => Standing::New,
            StandingRecord::InAws(id) => Standing::InAws(ManagedThingId::new(id)),
            StandingRecord::OnThisLink(id) => Standing::OnThisLink(ManagedThingId::new(id)),
            StandingRecord::OnAnotherLink(id) => Standing::OnAnotherLink(ManagedThingId::new(id)),
        };
        let progress = match self.progress {
            ProgressRecord::NotAsked => Progress::NotAsked,
            ProgressRecord::Queued => Progress::Queued,
            ProgressRecord::Searching => Progress::Searching,
            ProgressRecord::Making => Progress::Making,
            ProgressRecord::Adopting => Progress::Adopting,
            ProgressRecord::Seeking => Progress::Seeking,
            ProgressRecord::Registering => Progress::Registering,
            ProgressRecord::Registered => Progress::Registered,
            ProgressRecord::Confirmed => Progress::Confirmed,
            ProgressRecord::Failed { at, problem } => {
                Progress::Failed { at: at.into(), problem: problem.into() }
            }
        };
        Ok(Row {
            device,
            standing,
            name: self.name,
            chosen: self.chosen,
            progress,
            thing: self.thing.map(ManagedThingId::new),
            discovery: DeviceDiscoveryId::new(self.discovery),
            may_exist: self.may_exist,
            creation: self.creation.map(|key| creation(intents, &key)).transpose()?,
            search: self.search.map(|key| search(intents, &key)).transpose()?,
        })
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "any other operation under this key is wrong alike")]
fn creation(intents: &impl Intents, key: &str) -> Result<CreateManagedThing, Unreadable> {
    match intents.intent(key)? {
        Intent::CreateManagedThing(intent) => Ok(intent),
        _ => Err(Unreadable::NoIntent { key: key.to_owned() }),
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "any other operation under this key is wrong alike")]
pub(super) fn search(intents: &impl Intents, key: &str) -> Result<StartDeviceDiscovery, Unreadable> {
    match intents.intent(key)? {
        Intent::StartDeviceDiscovery(intent) => Ok(intent),
        _ => Err(Unreadable::NoIntent { key: key.to_owned() }),
    }
}
