//! Event log configurations: made, read, listed, changed, deleted. The log itself
//! is another service's and is not written here.

use serde_json::Value;

use crate::failure::Failure;
use crate::input::Input;
use crate::pages::Page;
use crate::turn::{Turn, object, said};
use crate::world::commit::Commit;
use crate::world::event_log::EventLogConfiguration;

pub(crate) fn create(turn: &mut Turn<'_>, input: &Input) -> Result<Value, Failure> {
    if let Some(earlier) = turn.repeated(input)? {
        return Ok(earlier.response.clone());
    }
    let configuration = EventLogConfiguration {
        id: turn.chance.id(),
        resource_type: input.required("ResourceType").to_owned(),
        resource_id: input.owned("ResourceId"),
        level: input.required("EventLogLevel").to_owned(),
        deleted: false,
    };
    let taken = turn.world.event_log_configurations.iter().any(|other| {
        !other.deleted
            && other.resource_type == configuration.resource_type
            && other.resource_id == configuration.resource_id
    });
    if taken {
        return Err(Failure::conflict("An event log configuration for these resources exists already."));
    }
    let response = object([("Id", said(configuration.id.as_str()))]);
    turn.commit(input, response, Commit::EventLogConfigurationCreated(Box::new(configuration)))
}

pub(crate) fn list(turn: &mut Turn<'_>, input: &Input) -> Result<Value, Failure> {
    let page = Page::asked(turn, input)?;
    let items = turn
        .world
        .event_log_configurations
        .iter()
        .enumerate()
        .filter(|(_, configuration)| !configuration.deleted)
        .map(|(position, configuration)| (position, answer(configuration)));
    Ok(page.filled("EventLogConfigurationList", items))
}

pub(crate) fn get(turn: &mut Turn<'_>, input: &Input) -> Result<Value, Failure> {
    existing(turn, input).map(answer)
}

pub(crate) fn update(turn: &mut Turn<'_>, input: &Input) -> Result<Value, Failure> {
    let id = existing(turn, input)?.id.clone();
    let level = input.required("EventLogLevel").to_owned();
    turn.commit(input, Value::Null, Commit::EventLogConfigurationUpdated { id, level })
}

pub(crate) fn delete(turn: &mut Turn<'_>, input: &Input) -> Result<Value, Failure> {
    let id = existing(turn, input)?.id.clone();
    turn.commit(input, Value::Null, Commit::EventLogConfigurationDeleted { id })
}

fn existing<'w>(turn: &'w Turn<'_>, input: &Input) -> Result<&'w EventLogConfiguration, Failure> {
    let id = input.required("Id");
    turn.world
        .event_log_configurations
        .get(id)
        .filter(|configuration| !configuration.deleted)
        .ok_or_else(|| Failure::not_found("EventLogConfiguration", id))
}

fn answer(configuration: &EventLogConfiguration) -> Value {
    object([
        ("Id", said(configuration.id.as_str())),
        ("ResourceType", said(configuration.resource_type.as_str())),
        ("ResourceId", configuration.resource_id.as_deref().and_then(said)),
        ("EventLogLevel", said(configuration.level.as_str())),
    ])
}
