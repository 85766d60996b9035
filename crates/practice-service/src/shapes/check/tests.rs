//! Shapes held against good and bad values.

use serde_json::{Value, json};

use super::*;
use crate::shapes as table;

#[track_caller]
fn check(shape: &Shape, value: Value, wanted: Option<&str>) {
    let mut findings = Findings::default();
    findings.check(shape, &value, "Member");
    let said = findings.into_result().err().map(|failure| failure.message);
    match (wanted, &said) {
        (None, None) => {}
        (Some(wanted), Some(said)) if said.contains(wanted) => {}
        (Some(_) | None, _) => panic!("{value}: wanted {wanted:?}, got {said:?}"),
    }
}

#[test]
fn patterns_hold_for_the_whole_value() {
    check(&table::ACCOUNT_ASSOCIATION_NAME, json!("Miller Flat 3"), None);
    check(&table::ACCOUNT_ASSOCIATION_NAME, json!("Anna's home"), Some("regular expression pattern"));
    check(&table::ACCOUNT_ASSOCIATION_NAME, json!("Miller\n"), Some("regular expression pattern"));
    check(&table::NAME, json!("Küche 照明 ._-"), None);
    check(&table::NAME, json!("a/b"), Some("pattern"));
    check(&table::MANAGED_THING_ID, json!("a:b_c-d"), None);
}

#[test]
fn lengths_are_counted_in_characters() {
    check(&table::NAME, json!("ü".repeat(128)), None);
    check(&table::NAME, json!("ü".repeat(129)), Some("less than or equal to 128"));
    check(&table::NAME, json!(""), Some("greater than or equal to 1"));
}

#[test]
fn several_violations_are_counted_in_one_message() {
    check(&table::CLIENT_TOKEN, json!("+".repeat(65)), Some("2 validation errors detected"));
}

#[test]
fn wrong_types_are_told_before_violations() {
    check(&table::CLIENT_TOKEN, json!(7), Some("NUMBER_VALUE at 'member' can not be converted to String"));
    check(&table::TAGS, json!(["a"]), Some("can not be converted to Map"));
    check(&table::CONNECTOR_DEVICE_ID_LIST, json!(["a", null]), Some("NULL_VALUE"));
    check(&table::BOOLEAN, json!("true"), Some("STRING_VALUE"));
    check(&table::MAX_RESULTS, json!(1.5), Some("Integer"));
}

#[test]
fn tags_have_bounds_and_a_reserved_prefix() {
    check(&table::TAGS, json!({"job": "4711", "empty": ""}), None);
    check(&table::TAGS, json!({}), Some("greater than or equal to 1"));
    check(&table::TAGS, json!({"aws:x": "y"}), Some("reserved prefix"));
    check(&table::TAGS, json!({"AWS:x": "y"}), Some("reserved prefix"));
    check(&table::TAGS, json!({"k".repeat(129): "y"}), Some("128"));
    check(&table::TAGS, json!({"k": "v".repeat(257)}), Some("256"));
    let many: serde_json::Map<String, Value> = (0..51).map(|n| (n.to_string(), json!("v"))).collect();
    check(&table::TAGS, Value::Object(many), Some("50"));
}

#[test]
fn values_of_sensitive_members_stay_out_of_messages() {
    let mut findings = Findings::default();
    findings.check(&table::OWNER, &json!("Jane Doe"), "Owner");
    let message = findings.into_result().expect_err("a space is not allowed").message;
    assert!(!message.contains("Jane"), "{message}");
}

#[test]
fn nested_structures_are_checked_to_their_ends() {
    let report = |version: &str, id: &str| {
        json!({"version": version, "endpoints": [{"id": "1", "deviceTypes": ["Light"], "capabilities": [
            {"id": id, "name": "OnOff", "version": "1", "properties": ["OnOff"], "actions": [], "events": []}]}]})
    };
    check(&table::CAPABILITY_REPORT, report("1.0.0", "aws.OnOff@1.0"), None);
    check(&table::CAPABILITY_REPORT, report("1.0.1", "aws.OnOff@1.0"), Some("member.version"));
    check(&table::CAPABILITY_REPORT, report("1.0.0", "aws.OnOff"), Some("capabilities.1.member.id"));
    check(&table::CAPABILITY_REPORT, json!({"version": "1.0.0"}), Some("'member.endpoints'"));
    check(
        &table::CAPABILITY_SCHEMAS,
        json!([{"Format": "AWS", "CapabilityId": "aws.OnOff@1.0",
        "ExtrinsicId": "0x0006", "ExtrinsicVersion": 3, "Schema": {}}]),
        None,
    );
    check(
        &table::CAPABILITY_SCHEMAS,
        json!([{"Format": "AWS", "CapabilityId": "aws.OnOff@1.0",
        "ExtrinsicId": "6x", "ExtrinsicVersion": 11, "Schema": 1}]),
        Some("Document"),
    );
}

#[test]
fn material_with_a_dot_is_refused() {
    check(&table::AUTH_MATERIAL_STRING, json!("CLOUD:XXXX:lamp-1"), None);
    check(&table::AUTH_MATERIAL_STRING, json!("CLOUD:XXXX:lamp.1"), Some("pattern"));
    check(&table::META_DATA, json!({"floor": "3"}), None);
    check(&table::META_DATA, json!({" ": "3"}), Some("pattern"));
}
