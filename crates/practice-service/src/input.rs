//! From a raw request to the checked members of one operation: routing by raw
//! path, labels decoded after the split (service.md, trap T19), query and body
//! read and held against their shapes. Members the operation does not know are
//! ignored, as AWS does.

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

use crate::failure::Failure;
use crate::operations::{self, Member, Operation, Place};
use crate::shapes::Shape;
use crate::shapes::check::Findings;

/// One request as it came in, before anything is known about it.
pub(crate) struct RawCall<'a> {
    pub(crate) method: &'a str,
    /// Still percent-encoded.
    pub(crate) path: &'a str,
    pub(crate) query: &'a str,
    pub(crate) body: &'a [u8],
}

/// The members of one request, each held against its shape.
#[derive(Debug, Default)]
pub(crate) struct Input {
    members: Map<String, Value>,
}

impl Input {
    pub(crate) fn value(&self, name: &str) -> Option<&Value> {
        self.members.get(name)
    }

    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.value(name)?.as_str()
    }

    /// A required string; empty only for a member the operation does not have.
    pub(crate) fn required(&self, name: &str) -> &str {
        self.text(name).unwrap_or_default()
    }

    pub(crate) fn owned(&self, name: &str) -> Option<String> {
        self.text(name).map(str::to_owned)
    }

    pub(crate) fn members(&self) -> &Map<String, Value> {
        &self.members
    }

    /// What is compared when a client token comes again.
    pub(crate) fn without_client_token(&self) -> Value {
        let mut members = self.members.clone();
        members.shift_remove("ClientToken");
        Value::Object(members)
    }
}

/// The operation at this method and raw path, with its labels still encoded.
pub(crate) fn route<'a>(method: &str, path: &'a str) -> Option<(&'static Operation, Vec<&'a str>)> {
    operations::all().filter(|operation| operation.method == method).find_map(|operation| {
        let mut labels = Vec::new();
        let mut found = path.split('/');
        for wanted in operation.path.split('/') {
            let segment = found.next()?;
            if wanted.starts_with('{') {
                labels.push(segment);
            } else if wanted != segment {
                return None;
            }
        }
        let fits = found.next().is_none() && labels.iter().all(|label| !label.is_empty());
        fits.then_some((operation, labels))
    })
}

/// The members as they can be read without judging them; what a fault rule
/// looks at.
pub(crate) fn glance(operation: &Operation, labels: &[&str], call: &RawCall<'_>) -> Map<String, Value> {
    let mut findings = Findings::default();
    let body = body_members(operation, call.body).unwrap_or_default();
    gather(operation, labels, call.query, body, &mut findings).unwrap_or_default()
}

pub(crate) fn read(operation: &Operation, labels: &[&str], call: &RawCall<'_>) -> Result<Input, Failure> {
    checked(operation, labels, call).map_err(|failure| match failure.code.as_str() {
        "ValidationException" => Failure { code: operation.code_of_bad_input().to_owned(), ..failure },
        _ => failure,
    })
}

fn checked(operation: &Operation, labels: &[&str], call: &RawCall<'_>) -> Result<Input, Failure> {
    let body = body_members(operation, call.body)?;
    let mut findings = Findings::default();
    let members = gather(operation, labels, call.query, body, &mut findings)?;
    for member in operation.members {
        match members.get(member.name) {
            Some(value) => findings.check(member.shape, value, member.name),
            None if member.required => findings.missing(member.name),
            None => {}
        }
    }
    findings.into_result()?;
    Ok(Input { members })
}

fn body_members(operation: &Operation, body: &[u8]) -> Result<Map<String, Value>, Failure> {
    if !operation.has_body() || body.is_empty() {
        return Ok(Map::new());
    }
    match serde_json::from_slice(body) {
        Ok(Value::Object(members)) => Ok(members),
        Ok(_) => Err(Failure::validation("The request body must be a JSON object.")),
        Err(_) => Err(Failure::validation("The request body is not valid JSON.")),
    }
}

fn gather(
    operation: &Operation,
    labels: &[&str],
    query: &str,
    mut body: Map<String, Value>,
    findings: &mut Findings,
) -> Result<Map<String, Value>, Failure> {
    let mut labels = labels.iter();
    let mut members = Map::new();
    for member in operation.members {
        let value = match member.place {
            Place::Label => labels.next().map(|label| decoded(label)).transpose()?.map(Value::String),
            Place::Query => query_value(query, member, findings)?,
            Place::Body => body.shift_remove(member.name).filter(|value| !value.is_null()),
        };
        if let Some(value) = value {
            members.insert(member.name.to_owned(), value);
        }
    }
    Ok(members)
}

fn query_value(query: &str, member: &Member, findings: &mut Findings) -> Result<Option<Value>, Failure> {
    let mut values = Vec::new();
    for pair in query.split('&') {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        if decoded(name)? == member.wire {
            values.push(decoded(&value.replace('+', " "))?);
        }
    }
    if let Shape::List { .. } = member.shape {
        return Ok((!values.is_empty()).then(|| Value::from(values)));
    }
    Ok(values.into_iter().next().and_then(|value| converted(value, member, findings)))
}

/// The text of a query as the kind of value its shape wants.
fn converted(value: String, member: &Member, findings: &mut Findings) -> Option<Value> {
    let (read, kind) = match member.shape {
        Shape::Integer { .. } => (value.parse::<i64>().ok().map(Value::from), "Integer"),
        Shape::Boolean => (value.parse::<bool>().ok().map(Value::from), "Boolean"),
        Shape::Text(_)
        | Shape::Choice(_)
        | Shape::List { .. }
        | Shape::Map { .. }
        | Shape::Structure(_)
        | Shape::Document => return Some(Value::String(value)),
    };
    if read.is_none() {
        findings.wrong_type(&Value::String(value), kind, member.name);
    }
    read
}

fn decoded(text: &str) -> Result<String, Failure> {
    percent_decode_str(text)
        .decode_utf8()
        .map(|text| text.into_owned())
        .map_err(|_| Failure::validation("The request URI is not valid UTF-8."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read_get(path: &str, query: &str) -> Result<Input, Failure> {
        let (operation, labels) = route("GET", path).expect("a route");
        read(operation, &labels, &RawCall { method: "GET", path, query, body: b"" })
    }

    #[test]
    fn labels_are_decoded_after_the_path_is_split() {
        let (operation, labels) = route("GET", "/managed-things/a%3Ab").expect("a route");
        assert_eq!(operation.name, "GetManagedThing");
        assert_eq!(labels, ["a%3Ab"]);
        let input = read_get("/managed-things/a%3Ab", "").expect("a valid id");
        assert_eq!(input.required("Identifier"), "a:b");
        assert!(read_get("/managed-things/a%2Fb", "").is_err(), "a slash is no part of an id");
    }

    #[test]
    fn unknown_paths_methods_and_empty_labels_have_no_route() {
        assert!(route("GET", "/nowhere").is_none());
        assert!(route("PATCH", "/managed-things").is_none());
        assert!(route("GET", "/tags/").is_none());
        assert!(route("GET", "/managed-things/").is_none());
        assert!(route("GET", "/managed-things/a/b").is_none());
    }

    #[test]
    fn query_numbers_are_read_and_ranged() {
        assert!(read_get("/account-associations", "MaxResults=50").is_ok());
        for bad in ["MaxResults=0", "MaxResults=1001", "MaxResults=x", "MaxResults="] {
            assert_eq!(
                read_get("/account-associations", bad).map_err(|failure| failure.status).err(),
                Some(400)
            );
        }
    }

    #[test]
    fn a_repeated_query_member_is_a_list_and_true_and_false_are_booleans() {
        let read_delete = |path: &str, query: &str| {
            let (operation, labels) = route("DELETE", path).expect("a route");
            read(operation, &labels, &RawCall { method: "DELETE", path, query, body: b"" })
        };
        let arn = "/tags/arn%3Aaws%3Aiotmanagedintegrations%3Aeu-west-1%3A1%3Aaccount-association%2Fa";
        let input = read_delete(arn, "tagKeys=k&tagKeys=x%20y").expect("two keys");
        assert_eq!(input.value("TagKeys"), Some(&json!(["k", "x y"])));
        let refused = read_delete(arn, "").expect_err("the keys are required");
        assert_eq!(refused.code, "InvalidRequestException");
        let forced = read_delete("/managed-things/a", "Force=true").expect("a boolean");
        assert_eq!(forced.value("Force"), Some(&json!(true)));
        let refused = read_delete("/managed-things/a", "Force=yes").expect_err("no boolean");
        assert_eq!(refused.code, "ValidationException");
    }

    #[test]
    fn unknown_members_are_ignored_and_null_counts_as_absent() {
        let (operation, labels) = route("POST", "/account-associations").expect("a route");
        let body = json!({"ConnectorDestinationId": "d", "Name": null, "Colour": 7}).to_string();
        let call = RawCall { method: "POST", path: "", query: "", body: body.as_bytes() };
        let input = read(operation, &labels, &call).expect("valid");
        assert_eq!(input.without_client_token(), json!({"ConnectorDestinationId": "d"}));
    }
}
