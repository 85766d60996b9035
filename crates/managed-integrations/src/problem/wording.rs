//! What can be read out of the service's own sentences.

use onboarding::request_member_named;

/// The member in "Value 'x' at 'name' failed to satisfy constraint"; of several
/// the first.
pub(super) fn field(said: &str) -> Option<&'static str> {
    let (_, rest) = said.split_once(" at '")?;
    let (path, _) = rest.split_once('\'')?;
    let first = path.split(['.', '[']).find(|part| !part.is_empty())?;
    request_member_named(first)
}

/// The member the SDK's own "account_association_id was missing" names.
pub(super) fn member(reason: &str) -> Option<&'static str> {
    let first = reason.split_whitespace().next()?;
    let name: String = first.chars().filter(char::is_ascii_alphanumeric).collect();
    request_member_named(&name)
}

/// The IAM action in "... is not authorized to perform: service:Action on ...".
pub(super) fn action(said: &str) -> Option<String> {
    said.split(|c: char| c.is_whitespace() || "\"'(),;".contains(c)).find_map(|word| {
        let (service, name) = word.trim_end_matches('.').split_once(':')?;
        let is_action = !service.is_empty()
            && service.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
            && name.starts_with(|c: char| c.is_ascii_uppercase())
            && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '*');
        // AWS's own pages print a prefix that IAM does not know (service.md T10).
        let service = if service == "iot-mi" { "iotmanagedintegrations" } else { service };
        is_action.then(|| format!("{service}:{name}"))
    })
}

/// A request id as AWS writes one; whatever else stood in the header is dropped.
pub(crate) fn request_id(header: &str) -> Option<String> {
    let fits = |c: char| c.is_ascii_alphanumeric() || "-_=+/".contains(c);
    ((1..=128).contains(&header.len()) && header.chars().all(fits)).then(|| header.to_owned())
}

/// An error name as AWS writes one.
pub(super) fn error_name(code: &str) -> Option<String> {
    let fits = |c: char| c.is_ascii_alphanumeric() || "._".contains(c);
    ((1..=128).contains(&code.len()) && code.chars().all(fits)).then(|| code.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_member_a_validation_message_names_is_the_field() {
        let check = |said, expected| assert_eq!(field(said), expected, "{said}");
        check(
            "1 validation error detected: Value 'Anna's home' at 'name' failed to satisfy \
             constraint: Member must satisfy regular expression pattern: [A-Za-z0-9-_ ]+",
            Some("Name"),
        );
        check("2 errors: Value at 'tags.a.member' failed; Value at 'owner' failed", Some("Tags"));
        check("Value at 'connectorDeviceIdList[3]' failed", Some("ConnectorDeviceIdList"));
        check("Value at 'somethingElse' failed", None);
        check("Looked at 'name", None);
        check("The request is not valid.", None);
    }

    #[test]
    fn the_action_is_read_from_a_refusal_and_never_mistaken_for_an_arn() {
        let check = |said, expected: Option<&str>| {
            assert_eq!(action(said).as_deref(), expected, "{said}");
        };
        check(
            "User: arn:aws:iam::123456789012:user/mj is not authorized to perform: \
             iot-mi:GetWidget on resource: my-example-widget",
            Some("iotmanagedintegrations:GetWidget"),
        );
        check(
            "User: arn:aws:sts::1:assumed-role/r/s is not authorized to perform: \
             secretsmanager:GetSecretValue on resource: arn:aws:secretsmanager:eu-west-1:1:secret:x",
            Some("secretsmanager:GetSecretValue"),
        );
        check("is not authorized to perform: kms:Decrypt.", Some("kms:Decrypt"));
        check("User is not authorized.", None);
    }

    #[test]
    fn names_from_outside_are_kept_only_when_they_look_like_aws() {
        assert!(request_id("8e4f-11=").is_some());
        assert!(request_id("<script>").is_none());
        assert!(request_id(&"a".repeat(129)).is_none());
        assert!(error_name("ValidationException").is_some());
        assert!(error_name("a b").is_none());
    }
}
