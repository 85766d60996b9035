//! What is written survives, what is damaged is set aside, what is forgotten is
//! gone: told with real files in folders of their own.
#![allow(clippy::wildcard_enum_match_arm, reason = "a test looks for one case among many")]

mod activity;
mod any_journey;
mod any_plan;
mod cached;
mod damaged;
mod forgotten;
mod former;
mod full;
mod killed;
mod opened;
mod planned;
mod remembered;

use std::{path::Path, time::Duration};

use onboarding::{
    Access, AccountAssociationId, AddressPolicy, ConnectorDestinationId, ConnectorDeviceId, DescriptionLine,
    DeviceDiscoveryId, DiscoveredDevice, Identity, Intent, Journey, ManagedThingId, Marker, Timestamp,
    journey::{Beginning, ChoosingDevices, Customer, DeviceCloud, Effect, Progress, Row, Standing, Stop},
};
use support::{Plan, PlanKind};

use crate::{
    Answer, Book, Change, Entry, Folder, Forget, IntentChange, Journal, Keep, LinkMemo, Opening, PlanChange,
    Remember, RowsChanged, Subject,
};

/// So late that no test is ever of a time long ago.
const NOW: Timestamp = Timestamp(4_000_000_000_000);
/// Longer than any disk takes; a test that waits so long has failed.
const PATIENCE: Duration = Duration::from_secs(60);

fn folder(dir: &Path) -> Folder {
    Folder::lock(dir).expect("nobody else has this folder")
}

fn open(dir: &Path) -> Opening {
    Journal::open(&folder(dir), Book::Live).expect("the journal opens")
}

fn identity() -> Identity {
    Identity {
        partition: "aws".to_owned(),
        account: "111122223333".to_owned(),
        region: "eu-west-1".to_owned(),
        endpoint: None,
    }
}

/// A journey at its beginning, with the create of its link.
fn begun(number: usize, customer: &str) -> (Journey, Intent) {
    let at = Timestamp(NOW.0 + i64::try_from(number).expect("a small number"));
    let marker = Marker::from_random(u128::try_from(number).expect("a small number") + 1);
    let (journey, mut effects) = Journey::begin(Beginning {
        id: format!("journey-{number}"),
        identity: identity(),
        address_policy: AddressPolicy::Live,
        customer: Customer {
            spelling: customer.to_owned(),
            stored_name: customer.to_owned(),
            job_number: Some("4711".to_owned()),
            owner: Some("C-1".to_owned()),
            note: String::new(),
            tags: Vec::new(),
        },
        device_cloud: DeviceCloud {
            id: ConnectorDestinationId::new("cloud"),
            name: "Cloud".to_owned(),
            has_completion_page: true,
        },
        access: Access::CustomerSignsIn,
        line: DescriptionLine {
            job_number: Some("4711".to_owned()),
            made_on: "2026-11-21".to_owned(),
            author: None,
            marker,
        },
        at,
    });
    match effects.pop() {
        Some(Effect::Perform(intent)) => (journey, intent),
        other => panic!("a journey begins with a create, not {other:?}"),
    }
}

/// A journey whose devices were found.
fn with_devices(number: usize, customer: &str, devices: usize) -> Journey {
    let (mut journey, _) = begun(number, customer);
    journey.link = Some(AccountAssociationId::new(format!("link{number}")));
    let discovery = DeviceDiscoveryId::new("search1");
    journey.stop = Stop::ChoosingDevices(ChoosingDevices {
        discovery: discovery.clone(),
        rows: (0..devices).map(|device| row(device, &discovery)).collect(),
        refreshing: false,
        problem: None,
        unreached: 0,
    });
    journey
}

fn row(number: usize, discovery: &DeviceDiscoveryId) -> Row {
    Row {
        device: DiscoveredDevice {
            connector_device_id: ConnectorDeviceId::new(format!("device.{number}")),
            name: Some(format!("Lamp {number}")),
            device_types: vec!["Light".to_owned()],
            managed_thing_id: None,
            modification: None,
            brand: Some("Brand".to_owned()),
            model: None,
            authentication_material: None,
        },
        standing: Standing::New,
        name: format!("Lamp {number}"),
        chosen: true,
        progress: Progress::NotAsked,
        thing: None,
        discovery: discovery.clone(),
        may_exist: false,
        creation: None,
        search: None,
    }
}

/// A change that keeps a whole journey.
fn keep(journey: &Journey) -> Change {
    Change {
        keep: Some(Keep::Journey { journey: journey.clone(), rows: RowsChanged::All }),
        ..Change::of(Subject::Journey(journey.id.clone()), journey.started_at)
    }
}

/// A plan that takes so many devices off a link and removes it; its first steps
/// are on their way.
fn unlinking(id: &str, link: &str, devices: usize) -> Plan {
    let link = AccountAssociationId::new(link);
    let things = (0..devices)
        .map(|number| (ManagedThingId::new(format!("thing{number}")), Some(format!("Lamp {number}"))));
    let steps = Plan::unlinking(&link, things);
    Plan::begin(id.to_owned(), identity(), (link, "Mueller".to_owned()), PlanKind::Unlink, steps, NOW).0
}

/// A change that keeps a whole plan.
fn keep_plan(plan: &Plan) -> Change {
    Change { plans: vec![PlanChange::Kept(plan.clone())], ..Change::of(Subject::Plan(plan.id.clone()), NOW) }
}

/// A change that begins a journey: it is kept and its create is opened.
fn begin(journey: &Journey, intent: &Intent) -> Change {
    let opened = IntentChange::Opened { key: intent.key(), intent: intent.clone() };
    Change { intents: vec![opened], timeline: vec![entry("begun")], ..keep(journey) }
}

fn answered(journey: &Journey, key: &str, how: Answer) -> Change {
    let answered = IntentChange::Answered { key: key.to_owned(), how, request_id: Some("r-1".to_owned()) };
    Change { intents: vec![answered], ..keep(journey) }
}

fn entry(what: &str) -> Entry {
    Entry { at: NOW, what: what.to_owned(), about: None, detail: None, operation: None, request_id: None }
}

/// Writes all of them and waits until the last is on disk.
async fn write(journal: &impl Remember, changes: impl IntoIterator<Item = Change>) {
    let mut last = None;
    for change in changes {
        last = Some(journal.write(change));
    }
    if let Some(last) = last {
        last.on_disk().await.expect("the disk takes it");
    }
}

/// Names of what lies in a folder, sorted.
fn names(dir: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(dir).expect("the folder is there");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("names are text"))
        .collect();
    names.sort();
    names
}

/// Files of the folder, at any depth, that hold these bytes.
fn files_with(dir: &Path, text: &str) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(dir).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files_with(&path, text));
        } else if std::fs::read(&path)
            .expect("it is ours")
            .windows(text.len())
            .any(|window| window == text.as_bytes())
        {
            found.push(path);
        }
    }
    found
}
