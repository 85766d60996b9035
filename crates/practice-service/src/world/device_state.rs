//! What a device of some kind can do, and what it reports of itself. The same
//! device reports the same at the same moment: nothing here is chance.

use serde_json::{Map, Value, json};

use crate::moment::Moment;

/// One capability of the service's data model.
pub(crate) struct Capability {
    /// A part of the kind that has it; empty for every kind.
    of_kind: &'static str,
    id: &'static str,
    name: &'static str,
    properties: &'static [&'static str],
    /// Besides reading and updating.
    actions: &'static [(&'static str, &'static str, Effect)],
}

#[derive(Clone, Copy)]
enum Effect {
    On,
    Off,
    Other,
    Say(&'static str),
}

/// The one endpoint of a practice device.
const ENDPOINT: &str = "1";
const MOST_CAPABILITIES: usize = 5;

static CAPABILITIES: &[Capability] = &[
    Capability {
        of_kind: "Light",
        id: "aws.OnOff@1.0",
        name: "On/Off",
        properties: &["OnOff"],
        actions: SWITCHING,
    },
    Capability {
        of_kind: "Plug-in Unit",
        id: "aws.OnOff@1.0",
        name: "On/Off",
        properties: &["OnOff"],
        actions: SWITCHING,
    },
    Capability {
        of_kind: "Dimmable",
        id: "aws.LevelControl@1.0",
        name: "Level Control",
        properties: &["CurrentLevel"],
        actions: &[],
    },
    Capability {
        of_kind: "Color Temperature",
        id: "aws.ColorControl@1.0",
        name: "Color Control",
        properties: &["ColorTemperatureMireds"],
        actions: &[],
    },
    Capability {
        of_kind: "Door Lock",
        id: "aws.DoorLock@1.0",
        name: "Door Lock",
        properties: &["LockState"],
        actions: &[
            ("LockDoor", "LockState", Effect::Say("Locked")),
            ("UnlockDoor", "LockState", Effect::Say("Unlocked")),
        ],
    },
    Capability {
        of_kind: "Contact Sensor",
        id: "aws.BooleanState@1.0",
        name: "Boolean State",
        properties: &["StateValue"],
        actions: &[],
    },
    Capability {
        of_kind: "Thermostat",
        id: "aws.Thermostat@1.0",
        name: "Thermostat",
        properties: &["LocalTemperature", "OccupiedHeatingSetpoint"],
        actions: &[],
    },
    Capability {
        of_kind: "Air Conditioner",
        id: "aws.FanControl@1.0",
        name: "Fan Control",
        properties: &["PercentSetting"],
        actions: &[],
    },
    Capability {
        of_kind: "Pump",
        id: "aws.PumpConfigurationAndControl@1.0",
        name: "Pump Configuration and Control",
        properties: &["Capacity"],
        actions: &[],
    },
    Capability {
        of_kind: "",
        id: "aws.WiFiNetworkDiagnostics@1.0",
        name: "Wi-Fi Network Diagnostics",
        properties: &["Rssi"],
        actions: &[],
    },
];

const SWITCHING: &[(&str, &str, Effect)] =
    &[("On", "OnOff", Effect::On), ("Off", "OnOff", Effect::Off), ("Toggle", "OnOff", Effect::Other)];

/// What a device of these kinds can do.
fn capabilities(kinds: &[String]) -> Vec<&'static Capability> {
    let mut fitting: Vec<&Capability> = Vec::new();
    for capability in CAPABILITIES {
        let has = kinds.iter().any(|kind| kind.contains(capability.of_kind)) || capability.of_kind.is_empty();
        if has && !fitting.iter().any(|other| other.id == capability.id) {
            fitting.push(capability);
        }
    }
    fitting.truncate(MOST_CAPABILITIES);
    fitting
}

/// The `CapabilityReport` that the device cloud gave of such a device.
pub(crate) fn capability_report(kinds: &[String]) -> Value {
    let reported = capabilities(kinds).into_iter().map(|capability| {
        let own = capability.actions.iter().map(|(name, _, _)| *name);
        let actions: Vec<&str> = ["ReadState", "UpdateState"].into_iter().chain(own).collect();
        json!({
            "id": capability.id,
            "name": capability.name,
            "version": "1",
            "properties": capability.properties,
            "actions": actions,
            "events": [],
        })
    });
    let reported: Vec<Value> = reported.collect();
    json!({
        "version": "1.0.0",
        "nodeId": "1",
        "endpoints": [{"id": ENDPOINT, "deviceTypes": kinds, "capabilities": reported}],
    })
}

/// The whole state of a device, as it reports it for the first time.
pub(crate) fn first_state(kinds: &[String], device_id: &str, at: Moment) -> Value {
    let reported = capabilities(kinds).into_iter().map(|capability| {
        let values = capability
            .properties
            .iter()
            .map(|property| ((*property).to_owned(), first_value(property, device_id, at)));
        json!({
            "id": capability.id,
            "name": capability.name,
            "version": "1",
            "properties": values.collect::<Map<_, _>>(),
        })
    });
    json!([{"endpointId": ENDPOINT, "capabilities": reported.collect::<Vec<Value>>()}])
}

/// The state after a command to these `Endpoints` of `SendManagedThingCommand`.
/// What the device does not have is passed over, as a device does.
pub(crate) fn after_command(mut state: Value, command: &Value, device_id: &str, at: Moment) -> Value {
    for endpoint in list(command) {
        for capability in list(&endpoint["capabilities"]) {
            let Some(properties) = properties(&mut state, &endpoint["endpointId"], &capability["id"]) else {
                continue;
            };
            for action in list(&capability["actions"]) {
                act(properties, &capability["id"], action, device_id, at);
            }
        }
    }
    state
}

fn act(properties: &mut Map<String, Value>, capability: &Value, action: &Value, device_id: &str, at: Moment) {
    match action["name"].as_str() {
        Some("ReadState") => {
            for (property, value) in properties.iter_mut().filter(|(property, _)| is_measured(property)) {
                *value = first_value(property, device_id, at);
            }
        }
        Some("UpdateState") => {
            let wanted = action["parameters"].as_object().into_iter().flatten();
            for (property, value) in wanted {
                if let Some(known) = properties.get_mut(property).filter(|_| !is_measured(property)) {
                    *known = value.clone();
                }
            }
        }
        Some(name) => {
            let own = CAPABILITIES.iter().filter(|known| capability == known.id);
            let effect = own.flat_map(|known| known.actions).find(|(action, _, _)| *action == name);
            if let Some((_, property, effect)) = effect
                && let Some(value) = properties.get_mut(*property)
            {
                *value = match effect {
                    Effect::On => json!(true),
                    Effect::Off => json!(false),
                    Effect::Other => json!(value != &json!(true)),
                    Effect::Say(word) => json!(word),
                };
            }
        }
        None => {}
    }
}

fn properties<'s>(
    state: &'s mut Value,
    endpoint_id: &Value,
    capability_id: &Value,
) -> Option<&'s mut Map<String, Value>> {
    let endpoint =
        state.as_array_mut()?.iter_mut().find(|endpoint| &endpoint["endpointId"] == endpoint_id)?;
    let capabilities = endpoint["capabilities"].as_array_mut()?;
    let capability = capabilities.iter_mut().find(|capability| &capability["id"] == capability_id)?;
    capability["properties"].as_object_mut()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// Measured by the device itself: another value at another time, and nothing
/// that can be set.
fn is_measured(property: &str) -> bool {
    ["Rssi", "LocalTemperature"].contains(&property)
}

fn first_value(property: &str, device_id: &str, at: Moment) -> Value {
    let own = device_id.bytes().fold(0_i64, |sum, byte| (sum * 31 + i64::from(byte)) % 1009);
    let moment = (own + at.millis()).rem_euclid(997);
    match property {
        "OnOff" | "StateValue" => json!(own % 2 == 0),
        "CurrentLevel" => json!(1 + own % 254),
        "ColorTemperatureMireds" => json!(153 + own % 217),
        "LockState" => json!(if own % 3 == 0 { "Unlocked" } else { "Locked" }),
        "LocalTemperature" => json!(1700 + moment % 700),
        "OccupiedHeatingSetpoint" => json!(1800 + own % 8 * 50),
        "PercentSetting" | "Capacity" => json!(own % 101),
        "Rssi" => json!(-40 - moment % 45),
        _ => Value::Null,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shapes::{self, check::Findings};

    const AT: Moment = Moment::from_epoch_seconds(1_795_000_000);

    fn kinds(kinds: &[&str]) -> Vec<String> {
        kinds.iter().map(|kind| (*kind).to_owned()).collect()
    }

    fn command(capability: &str, action: Value) -> Value {
        json!([{"endpointId": "1", "capabilities": [{"id": capability, "name": "x", "version": "1",
            "actions": [action]}]}])
    }

    #[test]
    fn every_kind_of_device_reports_capabilities_that_fit_the_model() {
        for of in [&["Light", "Dimmable Light"][..], &["Door Lock", "Contact Sensor"], &["Thermostat"], &[]] {
            let mut findings = Findings::default();
            findings.check(&shapes::CAPABILITY_REPORT, &capability_report(&kinds(of)), "report");
            assert_eq!(findings.into_result(), Ok(()));
            let state = first_state(&kinds(of), "d", AT);
            assert!((1..=5).contains(&list(&state[0]["capabilities"]).len()), "{state}");
        }
    }

    #[test]
    fn commands_change_what_can_be_set_and_read_what_is_measured() {
        let lock = first_state(&kinds(&["Door Lock"]), "d", AT);
        let value = |state: &Value| state[0]["capabilities"][0]["properties"]["LockState"].clone();
        let told = |action: Value| after_command(lock.clone(), &command("aws.DoorLock@1.0", action), "d", AT);
        let update = json!({"name": "UpdateState", "parameters": {"LockState": "Unlocked", "Colour": 1}});
        assert_eq!(value(&told(update)), "Unlocked");
        assert_eq!(value(&told(json!({"name": "LockDoor"}))), "Locked");
        assert_eq!(told(json!({"name": "Sing"})), lock);

        let later = AT.after(std::time::Duration::from_secs(7));
        let read = command("aws.WiFiNetworkDiagnostics@1.0", json!({"name": "ReadState"}));
        assert_ne!(after_command(lock.clone(), &read, "d", later), lock);
        let other = command("aws.OnOff@1.0", json!({"name": "Toggle"}));
        assert_eq!(after_command(lock.clone(), &other, "d", later), lock, "a lock has no switch");
    }

    #[test]
    fn a_switch_is_set_and_toggled() {
        let lamp = first_state(&kinds(&["Light"]), "d", AT);
        let told = |state: Value, name: &str| {
            after_command(state, &command("aws.OnOff@1.0", json!({"name": name})), "d", AT)
        };
        let value = |state: &Value| state[0]["capabilities"][0]["properties"]["OnOff"].clone();
        let on = told(lamp, "On");
        assert_eq!((value(&on), value(&told(on.clone(), "Toggle"))), (json!(true), json!(false)));
        assert_eq!(value(&told(on, "Off")), false);
    }
}
