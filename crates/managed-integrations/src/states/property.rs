//! The free document of a capability's properties, flattened to names, values as
//! text and moments. AWS models no form for it.

use std::collections::BTreeMap;

use aws_smithy_types::{Document, Number};
use onboarding::{PropertyState, Timestamp, fit_to_show};
use serde_json::Value;

use crate::moments::{moment_of_number, moment_of_text};

/// Characters kept of a value.
const VALUE_MAX: usize = 200;

/// By name; of an object of properties, or of a list of rows with a `name`. Any
/// other document has none.
pub(super) fn all(document: &Document) -> Vec<PropertyState> {
    let mut properties: Vec<_> = match document {
        Document::Object(members) => members.iter().filter_map(|(name, told)| property(name, told)).collect(),
        Document::Array(rows) => rows.iter().filter_map(named).collect(),
        Document::Number(_) | Document::String(_) | Document::Bool(_) | Document::Null => Vec::new(),
    };
    properties.sort_by(|one, other| one.name.cmp(&other.name));
    properties
}

fn named(row: &Document) -> Option<PropertyState> {
    let name = row.as_object()?.get("name")?.as_string()?;
    property(name, row)
}

/// The value may be wrapped, more than once: `{"value": {"propertyValue": "on"}}`.
/// The outermost moment counts.
fn property(name: &str, told: &Document) -> Option<PropertyState> {
    let name = fit_to_show(name)?;
    let (mut value, mut changed_at) = (told, None);
    while let Document::Object(members) = value {
        changed_at = changed_at
            .or_else(|| ["lastChangedAt", "timestamp"].iter().find_map(|at| moment(members.get(*at)?)));
        let Some(inner) = ["value", "propertyValue"].iter().find_map(|member| members.get(*member)) else {
            break;
        };
        value = inner;
    }
    Some(PropertyState { name, value: text(value), changed_at })
}

fn moment(at: &Document) -> Option<Timestamp> {
    match at {
        Document::String(text) => moment_of_text(text),
        Document::Number(number) => moment_of_number(number.to_f64_lossy()),
        Document::Object(_) | Document::Array(_) | Document::Bool(_) | Document::Null => None,
    }
}

/// A text as it is, everything else as compact JSON.
fn text(value: &Document) -> String {
    let text = match value {
        Document::String(text) => fit_to_show(text),
        Document::Object(_)
        | Document::Array(_)
        | Document::Number(_)
        | Document::Bool(_)
        | Document::Null => fit_to_show(&json(value).to_string()),
    };
    text.unwrap_or_default().chars().take(VALUE_MAX).collect()
}

/// Members by name, since a document has no order of its own.
fn json(value: &Document) -> Value {
    match value {
        Document::Object(members) => {
            let members: BTreeMap<_, _> = members.iter().collect();
            members.into_iter().map(|(name, value)| (name.clone(), json(value))).collect()
        }
        Document::Array(values) => values.iter().map(json).collect(),
        Document::Number(Number::PosInt(number)) => Value::from(*number),
        Document::Number(Number::NegInt(number)) => Value::from(*number),
        Document::Number(Number::Float(number)) => Value::from(*number),
        Document::String(text) => Value::from(text.as_str()),
        Document::Bool(value) => Value::from(*value),
        Document::Null => Value::Null,
    }
}
