//! Tags of links and things, by their ARN. These operations refuse with an error
//! of their own where others say `ValidationException` (service.md 8.32).

use serde_json::{Map, Value, json};

use crate::account_associations;
use crate::failure::Failure;
use crate::input::Input;
use crate::managed_things;
use crate::turn::{ACCOUNT, REGION, Turn, object};
use crate::world::commit::{Commit, TaggedResource};

const MOST_TAGS: usize = 50;

/// A resource and the tags it has.
struct Tagged {
    resource: TaggedResource,
    id: String,
    tags: Map<String, Value>,
    being_deleted: bool,
}

pub(crate) fn tag(turn: &mut Turn<'_>, input: &Input) -> Result<Value, Failure> {
    let mut tagged = changeable(turn, input)?;
    let before = tagged.tags.clone();
    tagged.tags.extend(input.value("Tags").and_then(Value::as_object).cloned().unwrap_or_default());
    if tagged.tags.len() > MOST_TAGS {
        return Err(invalid(format!("A resource can have {MOST_TAGS} tags at most.")));
    }
    keep(turn, input, tagged, &before)
}

pub(crate) fn untag(turn: &mut Turn<'_>, input: &Input) -> Result<Value, Failure> {
    let mut tagged = changeable(turn, input)?;
    let before = tagged.tags.clone();
    for key in input.value("TagKeys").and_then(Value::as_array).into_iter().flatten() {
        tagged.tags.shift_remove(key.as_str().unwrap_or_default());
    }
    keep(turn, input, tagged, &before)
}

pub(crate) fn list(turn: &mut Turn<'_>, input: &Input) -> Result<Value, Failure> {
    let tags = tagged(turn, input)?.tags;
    Ok(object([("tags", (!tags.is_empty()).then(|| json!(tags)))]))
}

fn keep(
    turn: &mut Turn<'_>,
    input: &Input,
    tagged: Tagged,
    before: &Map<String, Value>,
) -> Result<Value, Failure> {
    let Tagged { resource, id, tags, being_deleted: _ } = tagged;
    if &tags == before {
        return Ok(Value::Null);
    }
    let tags = (!tags.is_empty()).then_some(Value::Object(tags));
    turn.commit(input, Value::Null, Commit::ResourceTagged { resource, id, tags })
}

fn changeable(turn: &Turn<'_>, input: &Input) -> Result<Tagged, Failure> {
    let tagged = tagged(turn, input)?;
    if tagged.being_deleted {
        return Err(Failure::conflict(format!("{} is being deleted.", input.required("ResourceArn"))));
    }
    Ok(tagged)
}

fn tagged(turn: &Turn<'_>, input: &Input) -> Result<Tagged, Failure> {
    let arn = input.required("ResourceArn");
    let resource = arn.rsplit(':').next().unwrap_or_default();
    let (kind, id) = resource.split_once('/').unwrap_or((resource, ""));
    let ours = arn.starts_with(&format!("arn:aws:iotmanagedintegrations:{REGION}:{ACCOUNT}:"));
    let tags = |tags: Option<&Value>| tags.and_then(Value::as_object).cloned().unwrap_or_default();
    match kind {
        "account-association" | "managed-thing" if !ours => Err(Failure::not_found("Resource", arn)),
        "account-association" => {
            let association = account_associations::existing(turn, id)?;
            Ok(Tagged {
                resource: TaggedResource::AccountAssociation,
                id: id.to_owned(),
                tags: tags(association.tags.as_ref()),
                being_deleted: association.gone_at.is_some(),
            })
        }
        "managed-thing" => {
            let thing = managed_things::existing(turn, id)?;
            Ok(Tagged {
                resource: TaggedResource::ManagedThing,
                id: id.to_owned(),
                tags: tags(thing.details.get("Tags")),
                being_deleted: managed_things::staying(turn, id).is_err(),
            })
        }
        _ => Err(invalid(format!("Resources of type {kind} cannot be tagged here."))),
    }
}

fn invalid(message: String) -> Failure {
    Failure::new(400, "InvalidRequestException", message)
}
