//! Which requests a rule hits.

use serde_json::json;

use super::*;

fn rule(text: Value) -> FaultRule {
    serde_json::from_value::<FaultRule>(text).expect("a rule").checked().expect("a sound rule")
}

fn strikes(faults: &mut Faults, operation: &str) -> bool {
    faults.strike(operation, &Map::new(), &World::empty()).is_some()
}

#[test]
fn a_rule_skips_then_hits_so_many_times() {
    let mut faults = Faults::default();
    faults.add(rule(
        json!({"operation": "GetManagedThing", "times": 2, "skip": 1, "fault": {"kind": "truncate"}}),
    ));
    let hits: Vec<_> = (0..5).map(|_| strikes(&mut faults, "GetManagedThing")).collect();
    assert_eq!(hits, [false, true, true, false, false]);
    assert!(!strikes(&mut faults, "ListManagedThings"));
}

#[test]
fn a_missing_permission_on_everything_spares_lists() {
    let mut faults = Faults::default();
    faults.add(rule(
        json!({"operation": "*", "fault": {"kind": "missing-permission", "action": "secretsmanager:GetSecretValue"}}),
    ));
    assert!(strikes(&mut faults, "CreateAccountAssociation"));
    assert!(strikes(&mut faults, "GetAccountAssociation"));
    assert!(!strikes(&mut faults, "ListAccountAssociations"));
}

#[test]
fn a_rule_can_mean_one_device() {
    let world = World::seeded();
    let mut faults = Faults::default();
    faults.add(rule(
        json!({"operation": "*", "when": {"connectorDeviceId": "bw-200002"}, "fault": {"kind": "truncate"}}),
    ));
    let members = |thing: &str| json!({"ManagedThingId": thing}).as_object().cloned().unwrap_or_default();
    let second = "7419600d000000000000000000000002";
    assert!(faults.strike("RegisterAccountAssociation", &members(second), &world).is_some());
    assert!(faults.strike("RegisterAccountAssociation", &members("other"), &world).is_none());
}

#[test]
fn unsound_rules_are_refused_with_a_reason() {
    for bad in [
        json!({"operation": "Nothing", "fault": {"kind": "truncate"}}),
        json!({"operation": "*", "times": 0, "fault": {"kind": "truncate"}}),
        json!({"operation": "*", "fault": {"kind": "error", "status": 200, "code": "A", "message": "b"}}),
        json!({"operation": "*", "fault": {"kind": "html", "status": 204}}),
        json!({"operation": "*", "fault": {"kind": "missing-permission", "action": "read"}}),
        json!({"operation": "*", "fault": {"kind": "discovery-ends", "status": "SUCCEEDED"}}),
        json!({"operation": "*", "fault": {"kind": "lightning"}}),
        json!({"operation": "*", "fault": {"kind": "truncate"}, "often": true}),
    ] {
        let refused = match serde_json::from_value::<FaultRule>(bad.clone()) {
            Ok(rule) => rule.checked().is_err(),
            Err(_) => true,
        };
        assert!(refused, "{bad}");
    }
}
