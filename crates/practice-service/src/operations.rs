//! The operations served: one row each with method, path, success code and
//! members, as in service.md 2.3, and the function that carries it out. Adding
//! an operation is adding a row; the rows stand by thing in `operations/`.

mod connectors;
mod discoveries;
mod event_logs;
mod links;
mod registrations;
mod tags;
mod things;

use serde_json::Value;

use crate::failure::Failure;
use crate::input::Input;
use crate::shapes::{self, Shape};
use crate::turn::Turn;

pub(crate) struct Operation {
    pub(crate) name: &'static str,
    pub(crate) method: &'static str,
    /// Path with one `{Member}` per label.
    pub(crate) path: &'static str,
    /// Status of a success (service.md, trap T6).
    pub(crate) success: u16,
    pub(crate) members: &'static [Member],
    /// `Null` stands for an empty body.
    pub(crate) run: fn(&mut Turn<'_>, &Input) -> Result<Value, Failure>,
}

pub(crate) struct Member {
    pub(crate) name: &'static str,
    /// How it is called on the wire; another name for one member alone.
    pub(crate) wire: &'static str,
    pub(crate) place: Place,
    pub(crate) required: bool,
    pub(crate) shape: &'static Shape,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Label,
    Query,
    Body,
}

impl Operation {
    pub(crate) fn has_body(&self) -> bool {
        self.members.iter().any(|member| member.place == Place::Body)
    }

    /// The error code of input that does not fit its shapes (service.md 5.1).
    pub(crate) fn code_of_bad_input(&self) -> &'static str {
        if self.path.starts_with("/tags/") { "InvalidRequestException" } else { "ValidationException" }
    }

    /// How much more often than the others it may be called (service.md 3).
    pub(crate) fn share_of_rate(&self) -> f64 {
        if self.name == "SendManagedThingCommand" { 10.0 } else { 1.0 }
    }
}

pub(crate) fn all() -> impl Iterator<Item = &'static Operation> {
    [
        connectors::CONNECTORS,
        links::LINKS,
        discoveries::DISCOVERIES,
        things::THINGS,
        registrations::REGISTRATIONS,
        tags::TAGS,
        event_logs::EVENT_LOGS,
    ]
    .into_iter()
    .flatten()
}

pub(crate) fn named(name: &str) -> Option<&'static Operation> {
    all().find(|operation| operation.name == name)
}

const fn label(name: &'static str, shape: &'static Shape) -> Member {
    Member { name, wire: name, place: Place::Label, required: true, shape }
}

const fn query(name: &'static str, shape: &'static Shape) -> Member {
    Member { name, wire: name, place: Place::Query, required: false, shape }
}

const fn required(name: &'static str, shape: &'static Shape) -> Member {
    Member { name, wire: name, place: Place::Body, required: true, shape }
}

const fn optional(name: &'static str, shape: &'static Shape) -> Member {
    Member { name, wire: name, place: Place::Body, required: false, shape }
}

const NEXT_TOKEN: Member = query("NextToken", &shapes::NEXT_TOKEN);
const MAX_RESULTS: Member = query("MaxResults", &shapes::MAX_RESULTS);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_routes_are_unique_and_labels_stand_in_the_path() {
        let operations: Vec<_> = all().collect();
        for (index, operation) in operations.iter().enumerate() {
            for other in &operations[index + 1..] {
                assert_ne!(operation.name, other.name);
                assert_ne!((operation.method, operation.path), (other.method, other.path));
            }
            for member in operation.members.iter().filter(|member| member.place == Place::Label) {
                assert!(operation.path.contains(&format!("{{{}}}", member.name)), "{}", operation.name);
            }
        }
    }
}
