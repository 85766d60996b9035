//! Holds a JSON value against its shape and collects everything that is wrong
//! with it, in the wording of the service's own validation messages.

use serde_json::Value;

use super::{Field, Shape, Text};
use crate::failure::Failure;

/// What is wrong with one request so far. Types are told first and alone, as
/// the service cannot read further than them.
#[derive(Default)]
pub(crate) struct Findings {
    wrong_types: Vec<String>,
    violations: Vec<String>,
}

impl Findings {
    pub(crate) fn into_result(self) -> Result<(), Failure> {
        if let Some(first) = self.wrong_types.into_iter().next() {
            return Err(Failure::validation(first));
        }
        match self.violations.len() {
            0 => Ok(()),
            1 => Err(Failure::validation(format!("1 validation error detected: {}", self.violations[0]))),
            count => Err(Failure::validation(format!(
                "{count} validation errors detected: {}",
                self.violations.join("; ")
            ))),
        }
    }

    pub(crate) fn missing(&mut self, at: &str) {
        self.violations.push(format!(
            "Value null at '{}' failed to satisfy constraint: Member must not be null",
            spoken(at)
        ));
    }

    pub(crate) fn check(&mut self, shape: &Shape, value: &Value, at: &str) {
        match shape {
            Shape::Text(text) => match value.as_str() {
                Some(found) => self.check_text(text, found, at),
                None => self.wrong_type(value, "String", at),
            },
            Shape::Choice(values) => match value.as_str() {
                Some(found) if values.contains(&found) => {}
                Some(found) => self.violates(
                    Some(found),
                    at,
                    &format!("Member must satisfy enum value set: [{}]", values.join(", ")),
                ),
                None => self.wrong_type(value, "String", at),
            },
            Shape::Integer { least, most } => match value.as_i64() {
                Some(found) => self.check_integer(found, *least, *most, at),
                None => self.wrong_type(value, "Integer", at),
            },
            Shape::Boolean => {
                if !value.is_boolean() {
                    self.wrong_type(value, "Boolean", at);
                }
            }
            Shape::List { least, most, of } => match value.as_array() {
                Some(items) => {
                    self.check_count(items.len(), *least, *most, at);
                    for (index, item) in items.iter().enumerate() {
                        self.check(of, item, &format!("{at}.{}.member", index + 1));
                    }
                }
                None => self.wrong_type(value, "List", at),
            },
            Shape::Map { least, most, key, value: of } => match value.as_object() {
                Some(entries) => {
                    self.check_count(entries.len(), *least, *most, at);
                    for (name, entry) in entries {
                        self.check(key, &Value::String(name.clone()), &format!("{at}.key"));
                        self.check(of, entry, &format!("{at}.value"));
                    }
                }
                None => self.wrong_type(value, "Map", at),
            },
            Shape::Structure(fields) => match value.as_object() {
                Some(members) => self.check_fields(fields, members, at),
                None => self.wrong_type(value, "Structure", at),
            },
            Shape::Document => {
                if !value.is_object() {
                    self.wrong_type(value, "Document", at);
                }
            }
        }
    }

    fn check_fields(&mut self, fields: &[Field], members: &serde_json::Map<String, Value>, at: &str) {
        for field in fields {
            let inside = format!("{at}.{}", spoken(field.name));
            match members.get(field.name) {
                None | Some(Value::Null) if field.required => self.missing(&inside),
                None | Some(Value::Null) => {}
                Some(value) => self.check(field.shape, value, &inside),
            }
        }
    }

    fn check_text(&mut self, text: &Text, found: &str, at: &str) {
        let said = (!text.sensitive).then_some(found);
        let length = found.chars().count();
        if length < text.least {
            self.violates(
                said,
                at,
                &format!("Member must have length greater than or equal to {}", text.least),
            );
        }
        if length > text.most {
            self.violates(said, at, &format!("Member must have length less than or equal to {}", text.most));
        }
        if text.expression().is_some_and(|expression| !expression.is_match(found)) {
            let pattern = text.pattern.unwrap_or_default();
            self.violates(said, at, &format!("Member must satisfy regular expression pattern: {pattern}"));
        }
        if let Some(prefix) = text.reserved_prefix {
            let begins = found.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
            if begins {
                self.violates(said, at, &format!("Member must not begin with the reserved prefix {prefix}"));
            }
        }
    }

    fn check_integer(&mut self, found: i64, least: i64, most: i64, at: &str) {
        let said = found.to_string();
        if found < least {
            self.violates(
                Some(&said),
                at,
                &format!("Member must have value greater than or equal to {least}"),
            );
        }
        if found > most {
            self.violates(Some(&said), at, &format!("Member must have value less than or equal to {most}"));
        }
    }

    fn check_count(&mut self, count: usize, least: usize, most: usize, at: &str) {
        if count < least {
            self.violates(None, at, &format!("Member must have length greater than or equal to {least}"));
        }
        if count > most {
            self.violates(None, at, &format!("Member must have length less than or equal to {most}"));
        }
    }

    fn violates(&mut self, value: Option<&str>, at: &str, constraint: &str) {
        let at = spoken(at);
        self.violations.push(match value {
            Some(value) => {
                let value: String = value.chars().take(200).collect();
                format!("Value '{value}' at '{at}' failed to satisfy constraint: {constraint}")
            }
            None => format!("Value at '{at}' failed to satisfy constraint: {constraint}"),
        });
    }

    /// Also used for query values that are not what their shape reads.
    pub(crate) fn wrong_type(&mut self, value: &Value, wanted: &str, at: &str) {
        let found = match value {
            Value::Null => "NULL_VALUE",
            Value::Bool(true) => "TRUE_VALUE",
            Value::Bool(false) => "FALSE_VALUE",
            Value::Number(_) => "NUMBER_VALUE",
            Value::String(_) => "STRING_VALUE",
            Value::Array(_) => "Start of list",
            Value::Object(_) => "Start of structure or map",
        };
        self.wrong_types.push(format!("{found} at '{}' can not be converted to {wanted}", spoken(at)));
    }
}

/// The service's messages begin member names in lower case.
fn spoken(name: &str) -> String {
    let mut letters = name.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests;
