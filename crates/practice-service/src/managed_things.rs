//! Managed things: made from found devices, read, listed, changed, deleted.

use serde_json::{Map, Value};

use crate::failure::Failure;
use crate::input::Input;
use crate::moment::Moment;
use crate::pages::Page;
use crate::settings::DeleteManagedThing;
use crate::turn::{Turn, arn, object, said};
use crate::world::commit::Commit;
use crate::world::device_discovery::DiscoveredMaterial;
use crate::world::managed_thing::{Deletion, ManagedThing, ProvisioningStatus};

/// Members that a thing gives back as they were sent, all of them and in lists.
const DETAILS: [&str; 11] = [
    "Owner",
    "CredentialLockerId",
    "Role",
    "Name",
    "Model",
    "Brand",
    "SerialNumber",
    "Classification",
    "MetaData",
    "WiFiSimpleSetupConfiguration",
    "HubNetworkMode",
];
/// What it keeps besides; shown by other operations or by none.
const KEPT_ALONGSIDE: [&str; 3] = ["CapabilityReport", "CapabilitySchemas", "Capabilities"];
const LISTED_DETAILS: [&str; 8] =
    ["Brand", "Classification", "Model", "Name", "Owner", "CredentialLockerId", "Role", "SerialNumber"];

/// Filters of the list that compare a detail.
const DETAIL_FILTERS: [(&str, &str); 4] = [
    ("OwnerFilter", "Owner"),
    ("CredentialLockerFilter", "CredentialLockerId"),
    ("RoleFilter", "Role"),
    ("SerialNumberFilter", "SerialNumber"),
];

pub(crate) fn create(turn: &mut Turn<'_>, input: &Input) -> Result<Value, Failure> {
    if let Some(earlier) = turn.repeated(input)? {
        return Ok(earlier.response.clone());
    }
    without_locker(input)?;
    let device = discovered_device(turn, input)?;
    let material = input.required("AuthenticationMaterial");
    if is_taken(turn, material, device.as_ref()) {
        return Err(Failure::conflict("A managed thing with this AuthenticationMaterial exists already."));
    }
    let (destination_id, device_id) =
        device.map(|found| (found.connector_destination_id, found.connector_device_id)).unzip();
    let mut details = details(input);
    if let Some(tags) = input.value("Tags") {
        details.insert("Tags".to_owned(), tags.clone());
    }
    let thing = ManagedThing {
        id: turn.chance.id(),
        authentication_material: material.to_owned(),
        connector_destination_id: destination_id,
        connector_device_id: device_id,
        details,
        provisioning_status: ProvisioningStatus::Unassociated,
        created_at: turn.now,
        updated_at: turn.now,
        activated_at: None,
        seeded: false,
        deletion: None,
        unreachable_since: None,
        reports: Vec::new(),
    };
    let response = object([
        ("Id", said(thing.id.as_str())),
        ("Arn", said(arn("managed-thing", &thing.id))),
        ("CreatedAt", Some(Value::from(thing.created_at.epoch_seconds()))),
    ]);
    turn.commit(input, response, Commit::ManagedThingCreated(Box::new(thing)))
}

pub(crate) fn get(turn: &mut Turn<'_>, input: &Input) -> Result<Value, Failure> {
    let thing = existing(turn, input.required("Identifier"))?;
    let details: Vec<&str> = DETAILS.into_iter().chain(["Tags"]).collect();
    Ok(answer(thing, &details, turn.now))
}

pub(crate) fn list(turn: &mut Turn<'_>, input: &Input) -> Result<Value, Failure> {
    let page = Page::asked(turn, input)?;
    let items = turn
        .world
        .managed_things
        .iter()
        .enumerate()
        .skip(page.start())
        .filter(|(_, thing)| !thing.is_gone(turn.now) && is_wanted(thing, input, turn.now))
        .map(|(position, thing)| (position, answer(thing, &LISTED_DETAILS, turn.now)));
    Ok(page.filled("Items", items))
}

pub(crate) fn update(turn: &mut Turn<'_>, input: &Input) -> Result<Value, Failure> {
    let thing = staying(turn, input.required("Identifier"))?;
    without_locker(input)?;
    let commit = Commit::ManagedThingUpdated { id: thing.id.clone(), details: details(input) };
    turn.commit(input, Value::Null, commit)
}

/// What the service does with a device of a device cloud is not documented for
/// sure, so it is a setting (service.md 8.29).
pub(crate) fn delete(turn: &mut Turn<'_>, input: &Input) -> Result<Value, Failure> {
    let thing = existing(turn, input.required("Identifier"))?;
    if thing.status(turn.now) == ProvisioningStatus::DeleteInProgress {
        return Ok(Value::Null);
    }
    let succeeds = match turn.settings.delete_managed_thing {
        DeleteManagedThing::Accepted => true,
        DeleteManagedThing::Fails => false,
        DeleteManagedThing::Refused => {
            return Err(Failure::conflict("It is not possible to remove a cloud-to-cloud device."));
        }
    };
    let deletion = Deletion { ends_at: turn.now.after(turn.settings.deleting), succeeds };
    let commit = Commit::ManagedThingDeleted { id: thing.id.clone(), deletion };
    turn.commit(input, Value::Null, commit)
}

pub(crate) fn existing<'w>(turn: &'w Turn<'_>, id: &str) -> Result<&'w ManagedThing, Failure> {
    turn.world
        .managed_things
        .get(id)
        .filter(|thing| !thing.is_gone(turn.now))
        .ok_or_else(|| Failure::not_found("ManagedThing", id))
}

/// The thing of this id, unless it is on its way out.
pub(crate) fn staying<'w>(turn: &'w Turn<'_>, id: &str) -> Result<&'w ManagedThing, Failure> {
    let thing = existing(turn, id)?;
    if thing.status(turn.now) == ProvisioningStatus::DeleteInProgress {
        return Err(Failure::conflict(format!("ManagedThing {id} is being deleted.")));
    }
    Ok(thing)
}

fn without_locker(input: &Input) -> Result<(), Failure> {
    match input.text("CredentialLockerId") {
        Some(id) => Err(Failure::not_found("CredentialLocker", id)),
        None => Ok(()),
    }
}

fn details(input: &Input) -> Map<String, Value> {
    DETAILS
        .into_iter()
        .chain(KEPT_ALONGSIDE)
        .filter_map(|member| Some((member.to_owned(), input.value(member)?.clone())))
        .collect()
}

/// Material of a found device must have been found; other kinds are taken as
/// they are (service.md 8.25).
fn discovered_device(turn: &Turn<'_>, input: &Input) -> Result<Option<DiscoveredMaterial>, Failure> {
    if input.text("AuthenticationMaterialType") != Some("DISCOVERED_DEVICE") {
        return Ok(None);
    }
    if input.text("Role") != Some("DEVICE") {
        return Err(Failure::validation("A discovered device needs the Role DEVICE."));
    }
    let material = input.required("AuthenticationMaterial");
    turn.world
        .discovered(material)
        .filter(|found| found.appears_at <= turn.now)
        .cloned()
        .map(Some)
        .ok_or_else(|| {
            Failure::validation("The AuthenticationMaterial does not match any discovered device.")
        })
}

fn is_taken(turn: &Turn<'_>, material: &str, device: Option<&DiscoveredMaterial>) -> bool {
    match device {
        Some(found) => turn
            .world
            .managed_thing_for_device(&found.connector_destination_id, &found.connector_device_id, turn.now)
            .is_some(),
        None => turn
            .world
            .managed_things
            .iter()
            .any(|thing| thing.authentication_material == material && !thing.is_gone(turn.now)),
    }
}

fn is_wanted(thing: &ManagedThing, input: &Input, now: Moment) -> bool {
    let same =
        |filter: &str, value: Option<&str>| input.text(filter).is_none_or(|wanted| value == Some(wanted));
    DETAIL_FILTERS
        .into_iter()
        .all(|(filter, detail)| same(filter, thing.details.get(detail).and_then(Value::as_str)))
        && same("ConnectorDestinationIdFilter", thing.connector_destination_id.as_deref())
        && same("ConnectorPolicyIdFilter", thing.connector_destination_id.as_deref())
        && same("ConnectorDeviceIdFilter", thing.connector_device_id.as_deref())
        && same("ProvisioningStatusFilter", Some(thing.status(now).name()))
        && same("ParentControllerIdentifierFilter", None)
}

fn answer(thing: &ManagedThing, details: &[&str], now: Moment) -> Value {
    let mut answer = object([
        ("Id", said(thing.id.as_str())),
        ("Arn", said(arn("managed-thing", &thing.id))),
        ("ProvisioningStatus", said(thing.status(now).name())),
        ("ConnectorDestinationId", thing.connector_destination_id.as_deref().and_then(said)),
        ("ConnectorDeviceId", thing.connector_device_id.as_deref().and_then(said)),
        ("CreatedAt", Some(Value::from(thing.created_at.epoch_seconds()))),
        ("UpdatedAt", Some(Value::from(thing.updated_at.epoch_seconds()))),
        ("ActivatedAt", thing.activated_at.map(|at| Value::from(at.epoch_seconds()))),
    ]);
    for member in details {
        if let Some(value) = thing.details.get(*member) {
            answer[*member] = value.clone();
        }
    }
    answer
}
