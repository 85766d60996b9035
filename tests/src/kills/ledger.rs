//! What the service's ledger says of the one customer it served.

use std::collections::{BTreeMap, HashSet};

use serde_json::Value;

use super::{Stage, Tally};

/// How far the service has come with a customer of `devices` devices.
pub(super) fn stage(ledger: &Value, devices: usize) -> Stage {
    let links = rows(ledger, "associations");
    let is_waiting = |link: &Value| link["state"] == "ASSOCIATION_IN_PROGRESS";
    if links.is_empty() {
        Stage::BeforeTheLink
    } else if links.iter().all(is_waiting) {
        Stage::BeforeTheSignIn
    } else if committed(ledger, "StartDeviceDiscovery") == 0 {
        Stage::BeforeTheSearch
    } else if rows(ledger, "managedThings").is_empty() {
        Stage::BeforeTheFirstDevice
    } else if rows(ledger, "registrations").len() < devices {
        Stage::AmongTheDevices
    } else {
        Stage::AfterTheLastDevice
    }
}

/// Holds what the account has against one link with `devices` devices on it,
/// each made and registered once.
pub(super) fn compare(ledger: &Value, devices: usize) -> Tally {
    let links = rows(ledger, "associations").len();
    let (things, distinct_things) = counted(ledger, "managedThings", "connectorDeviceId");
    let (registrations, distinct_registrations) = counted(ledger, "registrations", "managedThingId");
    Tally {
        links_lost: 1_usize.saturating_sub(links),
        // One that was made and removed again was made all the same.
        links_doubled: links.max(committed(ledger, "CreateAccountAssociation")).saturating_sub(1),
        things_lost: devices.saturating_sub(distinct_things),
        things_doubled: things.max(committed(ledger, "CreateManagedThing")) - distinct_things,
        registrations_missing: devices.saturating_sub(distinct_registrations),
        registrations_doubled: registrations - distinct_registrations,
        tokens_doubled: tokens_doubled(ledger),
        ..Tally::default()
    }
}

fn tokens_doubled(ledger: &Value) -> usize {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for token in rows(ledger, "entries").iter().filter_map(|entry| entry["request"]["ClientToken"].as_str()) {
        *seen.entry(token).or_default() += 1;
    }
    seen.values().filter(|times| **times > 1).count()
}

/// All of a kind, and how many differ by `name`.
fn counted(ledger: &Value, kind: &str, name: &str) -> (usize, usize) {
    let rows = rows(ledger, kind);
    let distinct: HashSet<&str> = rows.iter().filter_map(|row| row[name].as_str()).collect();
    (rows.len(), distinct.len())
}

fn committed(ledger: &Value, operation: &str) -> usize {
    rows(ledger, "entries").iter().filter(|entry| entry["operation"] == operation).count()
}

fn rows<'a>(ledger: &'a Value, kind: &str) -> &'a [Value] {
    ledger[kind].as_array().map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn thing(device: &str) -> Value {
        json!({ "connectorDeviceId": device })
    }

    fn registration(thing: &str) -> Value {
        json!({ "managedThingId": thing })
    }

    fn entry(operation: &str, token: &str) -> Value {
        json!({ "operation": operation, "request": { "ClientToken": token } })
    }

    #[test]
    fn a_customer_with_everything_once_is_clean() {
        let ledger = json!({
            "entries": [entry("CreateAccountAssociation", "1"), entry("CreateManagedThing", "2")],
            "associations": [{ "state": "ASSOCIATION_SUCCEEDED" }],
            "managedThings": [thing("lamp")],
            "registrations": [registration("t1")],
        });
        assert_eq!(compare(&ledger, 1), Tally::default());
    }

    #[test]
    fn what_is_lost_is_told() {
        let nothing = json!({});
        let lost = Tally { links_lost: 1, things_lost: 2, registrations_missing: 2, ..Tally::default() };
        assert_eq!(compare(&nothing, 2), lost);
    }

    #[test]
    fn what_is_doubled_is_told_even_when_it_was_removed_again() {
        let ledger = json!({
            "entries": [
                entry("CreateAccountAssociation", "1"),
                entry("CreateAccountAssociation", "2"),
                entry("CreateManagedThing", "3"),
                entry("CreateManagedThing", "3"),
            ],
            "associations": [{ "state": "ASSOCIATION_SUCCEEDED" }],
            "managedThings": [thing("lamp"), thing("lamp")],
            "registrations": [registration("t1"), registration("t1")],
        });
        let doubled = Tally {
            links_doubled: 1,
            things_doubled: 1,
            registrations_doubled: 1,
            tokens_doubled: 1,
            ..Tally::default()
        };
        assert_eq!(compare(&ledger, 1), doubled);
    }
}
