//! A journey: columns for what is asked for by itself, JSON for the rest.

mod reconnect;

use onboarding::{
    Access, AccountAssociationId, AddressPolicy, ConnectorDestinationId, DescriptionLine, Identity, Journey,
    ManagedThingId, Marker, Tag, Timestamp,
    journey::{Customer, DeviceCloud, Renaming, Row},
};
use reconnect::{ReconnectRecord, ReplacingRecord};
use serde::{Deserialize, Serialize};

use super::{Intents, Unreadable, from_json, stop, to_json};

/// One row of `journeys`.
#[derive(Debug)]
pub(crate) struct JourneyRecord {
    pub(crate) id: String,
    pub(crate) partition: String,
    pub(crate) account: String,
    pub(crate) region: String,
    pub(crate) endpoint: Option<String>,
    pub(crate) customer: String,
    pub(crate) stored_name: String,
    pub(crate) job_number: Option<String>,
    pub(crate) device_cloud: String,
    pub(crate) device_cloud_name: String,
    pub(crate) link: Option<String>,
    pub(crate) started_at: i64,
    pub(crate) details: String,
    pub(crate) stop: String,
    pub(crate) stop_data: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct Details {
    owner: Option<String>,
    note: String,
    tags: Vec<(String, String)>,
    has_completion_page: bool,
    /// `None` when the customer signs in.
    auth_material_name: Option<String>,
    line: Option<LineRecord>,
    from_existing_link: bool,
    #[serde(default)]
    touched: bool,
    generation: u32,
    /// Spelling and name AWS stores, while they are on their way.
    renaming: Option<(String, String)>,
    tokens_made: u32,
    #[serde(default)]
    reconnect: Option<ReconnectRecord>,
    #[serde(default)]
    replacing: Option<ReplacingRecord>,
    #[serde(default)]
    bringing: Vec<String>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct LineRecord {
    job_number: Option<String>,
    made_on: String,
    author: Option<String>,
    marker: String,
}

impl From<&DescriptionLine> for LineRecord {
    fn from(line: &DescriptionLine) -> Self {
        Self {
            job_number: line.job_number.clone(),
            made_on: line.made_on.clone(),
            author: line.author.clone(),
            marker: line.marker.as_str().to_owned(),
        }
    }
}

impl LineRecord {
    pub(super) fn restore(self) -> Result<DescriptionLine, Unreadable> {
        let marker = Marker::find(&self.marker);
        let marker = marker.ok_or(Unreadable::Unknown { what: "marker", found: self.marker })?;
        Ok(DescriptionLine {
            job_number: self.job_number,
            made_on: self.made_on,
            author: self.author,
            marker,
        })
    }
}

impl From<&Journey> for JourneyRecord {
    fn from(journey: &Journey) -> Self {
        let Journey {
            id,
            identity: Identity { partition, account, region, endpoint },
            address_policy: _,
            customer: Customer { spelling, stored_name, job_number, owner, note, tags },
            device_cloud,
            access,
            line,
            started_at,
            from_existing_link,
            touched,
            link,
            generation,
            stop,
            renaming,
            tokens_made,
            reconnect,
            replacing,
            bringing,
        } = journey;
        let details = Details {
            owner: owner.clone(),
            note: note.clone(),
            tags: tags.iter().map(|tag| (tag.key.clone(), tag.value.clone())).collect(),
            has_completion_page: device_cloud.has_completion_page,
            auth_material_name: match access {
                Access::CustomerSignsIn => None,
                Access::CompanyCredential { auth_material_name } => Some(auth_material_name.clone()),
            },
            line: line.as_ref().map(Into::into),
            from_existing_link: *from_existing_link,
            touched: *touched,
            generation: *generation,
            renaming: renaming.as_ref().map(|name| (name.spelling.clone(), name.stored_name.clone())),
            tokens_made: *tokens_made,
            reconnect: reconnect.as_ref().map(Into::into),
            replacing: replacing.as_ref().map(Into::into),
            bringing: bringing.iter().map(|thing| thing.as_str().to_owned()).collect(),
        };
        let (stop, stop_data) = stop::spell(stop);
        Self {
            id: id.clone(),
            partition: partition.clone(),
            account: account.clone(),
            region: region.clone(),
            endpoint: endpoint.clone(),
            customer: spelling.clone(),
            stored_name: stored_name.clone(),
            job_number: job_number.clone(),
            device_cloud: device_cloud.id.as_str().to_owned(),
            device_cloud_name: device_cloud.name.clone(),
            link: link.as_ref().map(|id| id.as_str().to_owned()),
            started_at: started_at.0,
            details: to_json(&details),
            stop: stop.to_owned(),
            stop_data,
        }
    }
}

impl JourneyRecord {
    /// The journey as it was; its address policy is that of AWS itself until
    /// whoever takes it up says otherwise.
    pub(crate) fn restore(self, rows: Vec<Row>, intents: &impl Intents) -> Result<Journey, Unreadable> {
        let details: Details = from_json(&self.details)?;
        let stop = stop::restore(&self.stop, &self.stop_data, rows, intents)?;
        Ok(Journey {
            id: self.id,
            identity: Identity {
                partition: self.partition,
                account: self.account,
                region: self.region,
                endpoint: self.endpoint,
            },
            address_policy: AddressPolicy::Live,
            customer: Customer {
                spelling: self.customer,
                stored_name: self.stored_name,
                job_number: self.job_number,
                owner: details.owner,
                note: details.note,
                tags: details.tags.into_iter().map(|(key, value)| Tag { key, value }).collect(),
            },
            device_cloud: DeviceCloud {
                id: ConnectorDestinationId::new(self.device_cloud),
                name: self.device_cloud_name,
                has_completion_page: details.has_completion_page,
            },
            access: match details.auth_material_name {
                None => Access::CustomerSignsIn,
                Some(auth_material_name) => Access::CompanyCredential { auth_material_name },
            },
            line: details.line.map(LineRecord::restore).transpose()?,
            started_at: Timestamp(self.started_at),
            from_existing_link: details.from_existing_link,
            touched: details.touched,
            link: self.link.map(AccountAssociationId::new),
            generation: details.generation,
            stop,
            renaming: details.renaming.map(|(spelling, stored_name)| Renaming { spelling, stored_name }),
            tokens_made: details.tokens_made,
            reconnect: details.reconnect.map(Into::into),
            replacing: details.replacing.map(Into::into),
            bringing: details.bringing.into_iter().map(ManagedThingId::new).collect(),
        })
    }
}
