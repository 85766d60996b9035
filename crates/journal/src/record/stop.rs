//! Where a journey stands, without its device rows, which have a table of their
//! own, and with its intents by key.

mod awaiting_sign_in;
mod creating;
mod refreshing;

use awaiting_sign_in::AwaitingSignInRecord;
use creating::CreatingRecord;
use onboarding::{
    AccountAssociationId, DeviceDiscoveryId, Intent, Timestamp,
    journey::{
        AfterRemoval, ChoosingDevices, DiscoveryEnd, Done, FindingDevices, Registering, Removing, Row, Rows,
        Stop,
    },
};
use refreshing::RefreshingRecord;
use serde::{Deserialize, Serialize};

use super::{
    Intents, Unreadable, from_json, journey::LineRecord, mirror, problem::ProblemRecord, row::search, to_json,
};

/// The rows of a stop, or of the one a removal may go back to.
pub(crate) fn rows(stop: &Stop) -> Option<&Rows> {
    match stop {
        Stop::ChoosingDevices(stop) => Some(&stop.rows),
        Stop::Registering(stop) => Some(&stop.rows),
        Stop::Done(stop) => Some(&stop.rows),
        Stop::Removing(stop) => rows(&stop.former),
        Stop::Creating(_)
        | Stop::Refreshing(_)
        | Stop::AwaitingSignIn(_)
        | Stop::FindingDevices(_)
        | Stop::Removed => None,
    }
}

/// The intent a stop refers to by key.
pub(crate) fn intent(stop: &Stop) -> Option<Intent> {
    match stop {
        Stop::Creating(stop) => Some(Intent::CreateAccountAssociation(stop.intent.clone())),
        Stop::FindingDevices(stop) => Some(Intent::StartDeviceDiscovery(stop.intent.clone())),
        Stop::Removing(stop) => intent(&stop.former),
        Stop::Refreshing(_)
        | Stop::AwaitingSignIn(_)
        | Stop::ChoosingDevices(_)
        | Stop::Registering(_)
        | Stop::Done(_)
        | Stop::Removed => None,
    }
}

/// The stop's name and its members as JSON.
pub(crate) fn spell(stop: &Stop) -> (&'static str, String) {
    match StopRecord::from(stop) {
        StopRecord::Creating(record) => ("creating", to_json(&record)),
        StopRecord::Refreshing(record) => ("refreshing", to_json(&record)),
        StopRecord::AwaitingSignIn(record) => ("awaiting_sign_in", to_json(&record)),
        StopRecord::FindingDevices(record) => ("finding_devices", to_json(&record)),
        StopRecord::ChoosingDevices(record) => ("choosing_devices", to_json(&record)),
        StopRecord::Registering(record) => ("registering", to_json(&record)),
        StopRecord::Done(record) => ("done", to_json(&record)),
        StopRecord::Removing(record) => ("removing", to_json(&record)),
        StopRecord::Removed => ("removed", "{}".to_owned()),
    }
}

/// The stop as it was, with its rows.
pub(crate) fn restore(
    name: &str,
    data: &str,
    rows: Vec<Row>,
    intents: &impl Intents,
) -> Result<Stop, Unreadable> {
    let record = match name {
        "creating" => StopRecord::Creating(from_json(data)?),
        "refreshing" => StopRecord::Refreshing(from_json(data)?),
        "awaiting_sign_in" => StopRecord::AwaitingSignIn(from_json(data)?),
        "finding_devices" => StopRecord::FindingDevices(from_json(data)?),
        "choosing_devices" => StopRecord::ChoosingDevices(from_json(data)?),
        "registering" => StopRecord::Registering(from_json(data)?),
        "done" => StopRecord::Done(from_json(data)?),
        "removing" => StopRecord::Removing(from_json(data)?),
        "removed" => StopRecord::Removed,
        other => return Err(Unreadable::Unknown { what: "stop", found: other.to_owned() }),
    };
    record.restore(rows, intents)
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "stop", content = "data", rename_all = "snake_case")]
enum StopRecord {
    Creating(CreatingRecord),
    Refreshing(RefreshingRecord),
    AwaitingSignIn(AwaitingSignInRecord),
    FindingDevices(FindingDevicesRecord),
    ChoosingDevices(ChoosingDevicesRecord),
    Registering(RegisteringRecord),
    Done(DoneRecord),
    Removing(RemovingRecord),
    Removed,
}

#[derive(Debug, Serialize, Deserialize)]
struct FindingDevicesRecord {
    intent: String,
    since: i64,
    discovery: Option<String>,
    found: u32,
    end: Option<DiscoveryEndRecord>,
    problem: Option<ProblemRecord>,
    sending: bool,
    #[serde(default)]
    unreached: u32,
}

mirror!(DiscoveryEndRecord of DiscoveryEnd { NoDevices, Failed, TimedOut });

#[derive(Debug, Serialize, Deserialize)]
struct ChoosingDevicesRecord {
    discovery: String,
    rows: usize,
    #[serde(default)]
    refreshing: bool,
    problem: Option<ProblemRecord>,
    #[serde(default)]
    unreached: u32,
}

#[derive(Debug, Serialize, Deserialize)]
struct RegisteringRecord {
    discovery: String,
    rows: usize,
    problem: Option<ProblemRecord>,
    #[serde(default)]
    paused: bool,
    #[serde(default)]
    refreshing: bool,
    confirmations: u32,
    #[serde(default)]
    unreached: u32,
}

#[derive(Debug, Serialize, Deserialize)]
struct DoneRecord {
    rows: usize,
    finished_at: i64,
    #[serde(default)]
    only_what_was_asked: bool,
}

#[derive(Debug, Serialize, Deserialize)]
struct RemovingRecord {
    id: String,
    /// The line of the link that is made afterwards, if one is.
    start_again: Option<LineRecord>,
    problem: Option<ProblemRecord>,
    sending: bool,
    former: Box<StopRecord>,
    #[serde(default)]
    unreached: u32,
}

impl From<&Stop> for StopRecord {
    fn from(stop: &Stop) -> Self {
        match stop {
            Stop::Creating(stop) => Self::Creating(stop.into()),
            Stop::Refreshing(stop) => Self::Refreshing(stop.into()),
            Stop::AwaitingSignIn(stop) => Self::AwaitingSignIn(stop.into()),
            Stop::FindingDevices(stop) => Self::FindingDevices(stop.into()),
            Stop::ChoosingDevices(stop) => Self::ChoosingDevices(stop.into()),
            Stop::Registering(stop) => Self::Registering(stop.into()),
            Stop::Done(Done { rows, finished_at, only_what_was_asked }) => Self::Done(DoneRecord {
                rows: rows.len(),
                finished_at: finished_at.0,
                only_what_was_asked: *only_what_was_asked,
            }),
            Stop::Removing(stop) => Self::Removing(stop.into()),
            Stop::Removed => Self::Removed,
        }
    }
}

impl From<&FindingDevices> for FindingDevicesRecord {
    fn from(stop: &FindingDevices) -> Self {
        let FindingDevices { intent, since, discovery, found, end, problem, sending, unreached } = stop;
        Self {
            intent: intent.client_token.as_str().to_owned(),
            since: since.0,
            discovery: discovery.as_ref().map(|id| id.as_str().to_owned()),
            found: *found,
            end: end.map(Into::into),
            problem: problem.as_ref().map(Into::into),
            sending: *sending,
            unreached: *unreached,
        }
    }
}

impl From<&ChoosingDevices> for ChoosingDevicesRecord {
    fn from(stop: &ChoosingDevices) -> Self {
        let ChoosingDevices { discovery, rows, refreshing, problem, unreached } = stop;
        Self {
            discovery: discovery.as_str().to_owned(),
            rows: rows.len(),
            refreshing: *refreshing,
            problem: problem.as_ref().map(Into::into),
            unreached: *unreached,
        }
    }
}

impl From<&Registering> for RegisteringRecord {
    fn from(stop: &Registering) -> Self {
        // A listing that was on its way is asked for again.
        let Registering {
            discovery,
            rows,
            problem,
            paused,
            refreshing,
            confirmations,
            listing: _,
            listed: _,
            unreached,
        } = stop;
        Self {
            discovery: discovery.as_str().to_owned(),
            rows: rows.len(),
            problem: problem.as_ref().map(Into::into),
            paused: *paused,
            refreshing: *refreshing,
            confirmations: *confirmations,
            unreached: *unreached,
        }
    }
}

impl From<&Removing> for RemovingRecord {
    fn from(stop: &Removing) -> Self {
        let Removing { id, then, problem, sending, former, unreached } = stop;
        Self {
            id: id.as_str().to_owned(),
            start_again: match then {
                AfterRemoval::Nothing => None,
                AfterRemoval::StartAgain { line } => Some(line.into()),
            },
            problem: problem.as_ref().map(Into::into),
            sending: *sending,
            former: Box::new(former.as_ref().into()),
            unreached: *unreached,
        }
    }
}

impl StopRecord {
    fn restore(self, rows: Vec<Row>, intents: &impl Intents) -> Result<Stop, Unreadable> {
        let expected = self.rows();
        if rows.len() != expected {
            return Err(Unreadable::Rows { expected, found: rows.len() });
        }
        Ok(match self {
            Self::Creating(record) => Stop::Creating(record.restore(intents)?),
            Self::Refreshing(record) => Stop::Refreshing(record.restore()),
            Self::AwaitingSignIn(record) => Stop::AwaitingSignIn(record.restore()),
            Self::FindingDevices(record) => Stop::FindingDevices(record.restore(intents)?),
            Self::ChoosingDevices(record) => Stop::ChoosingDevices(ChoosingDevices {
                discovery: DeviceDiscoveryId::new(record.discovery),
                rows: rows.into_iter().collect(),
                refreshing: record.refreshing,
                problem: record.problem.map(Into::into),
                unreached: record.unreached,
            }),
            Self::Registering(record) => Stop::Registering(Registering {
                discovery: DeviceDiscoveryId::new(record.discovery),
                rows: rows.into_iter().collect(),
                problem: record.problem.map(Into::into),
                paused: record.paused,
                refreshing: record.refreshing,
                confirmations: record.confirmations,
                listing: false,
                listed: 0,
                unreached: record.unreached,
            }),
            Self::Done(record) => Stop::Done(Done {
                rows: rows.into_iter().collect(),
                finished_at: Timestamp(record.finished_at),
                only_what_was_asked: record.only_what_was_asked,
            }),
            Self::Removing(record) => Stop::Removing(Removing {
                id: AccountAssociationId::new(record.id),
                then: match record.start_again {
                    None => AfterRemoval::Nothing,
                    Some(line) => AfterRemoval::StartAgain { line: line.restore()? },
                },
                problem: record.problem.map(Into::into),
                sending: record.sending,
                former: Box::new(record.former.restore(rows, intents)?),
                unreached: record.unreached,
            }),
            Self::Removed => Stop::Removed,
        })
    }

    fn rows(&self) -> usize {
        match self {
            Self::ChoosingDevices(record) => record.rows,
            Self::Registering(record) => record.rows,
            Self::Done(record) => record.rows,
            Self::Removing(record) => record.former.rows(),
            Self::Creating(_)
            | Self::Refreshing(_)
            | Self::AwaitingSignIn(_)
            | Self::FindingDevices(_)
            | Self::Removed => 0,
        }
    }
}

impl FindingDevicesRecord {
    fn restore(self, intents: &impl Intents) -> Result<FindingDevices, Unreadable> {
        Ok(FindingDevices {
            intent: search(intents, &self.intent)?,
            since: Timestamp(self.since),
            discovery: self.discovery.map(DeviceDiscoveryId::new),
            found: self.found,
            end: self.end.map(Into::into),
            problem: self.problem.map(Into::into),
            sending: self.sending,
            unreached: self.unreached,
        })
    }
}
