//! 'Does it answer?': a device is asked to report, and what it reports is waited for.

use std::time::Duration;

use contract::{DeviceAnswerView, LinkDeviceForm, ProblemView, TagView};
use onboarding::{EndpointState, Gateway, ManagedThingId, Problem, ReadState, cut_to_show};
use tokio::time::Instant;

use crate::{
    Desk,
    existing_link::{parse_link, parse_thing},
};

/// How long an answer is waited for; later ones are seen with the next look.
const WAITED: Duration = Duration::from_secs(30);
/// Between two looks at what was reported.
const BETWEEN_LOOKS: Duration = Duration::from_secs(1);
/// Properties named in one line.
const NAMED: usize = 3;

impl Desk {
    /// Asks a device to report its state (`SendManagedThingCommand`, `ReadState`)
    /// and waits up to 30 s until it has.
    ///
    /// # Errors
    /// A problem when AWS refuses the question; that no answer came is none.
    pub async fn ask_device(&self, form: LinkDeviceForm) -> Result<DeviceAnswerView, ProblemView> {
        let account = self.account()?;
        let link = parse_link(&form.account_association_id)?;
        let thing = parse_thing(&form.managed_thing_id)?;
        let gateway = account.gateway();
        let gateway = gateway.as_ref();
        let told = |problem: Problem| ProblemView::from(&problem);
        // Before anything was reported there may be no state to be had.
        let before = gateway.get_managed_thing_state(&thing).await.unwrap_or_default();
        let endpoints = if before.is_empty() {
            gateway.get_managed_thing_capabilities(&thing).await.map_err(told)?
        } else {
            before.clone()
        };
        let Some(ask) = ReadState::of(thing.clone(), Some(link), &endpoints) else {
            return Ok(DeviceAnswerView::NothingToAsk);
        };
        gateway.read_managed_thing_state(&ask).await.map_err(told)?;
        let answered = wait_for_report(gateway, &thing, &before).await;
        let at = self.shared.ports.clock.now().0;
        Ok(match answered {
            Some(state) => DeviceAnswerView::Answered {
                at,
                state: in_words(&state).unwrap_or_else(|| "it reported".to_owned()),
                facts: facts(&state),
            },
            None => DeviceAnswerView::AcceptedNoAnswerYet { at, last_state: in_words(&before) },
        })
    }
}

/// A report is new when a value or the time of one differs.
async fn wait_for_report(
    gateway: &dyn Gateway,
    thing: &ManagedThingId,
    before: &[EndpointState],
) -> Option<Vec<EndpointState>> {
    let begun = Instant::now();
    while begun.elapsed() < WAITED {
        tokio::time::sleep(BETWEEN_LOOKS).await;
        match gateway.get_managed_thing_state(thing).await {
            Ok(state) if !state.is_empty() && state != before => return Some(state),
            // A look that fails is followed by the next.
            Ok(_) | Err(_) => {}
        }
    }
    None
}

/// What a person wants to know first of a state, such as 'on, level 40'.
pub(super) fn in_words(endpoints: &[EndpointState]) -> Option<String> {
    let properties = endpoints
        .iter()
        .flat_map(|endpoint| &endpoint.capabilities)
        .filter(|capability| !is_of_the_network(&capability.id))
        .flat_map(|capability| capability.properties.iter());
    let words: Vec<String> =
        properties.take(NAMED).map(|property| told(&property.name, &property.value)).collect();
    (!words.is_empty()).then(|| words.join(", "))
}

/// By the units of the Matter clusters that capabilities are made from:
/// temperatures in hundredths of a degree, levels from 0 to 254.
fn told(name: &str, value: &str) -> String {
    let number = value.parse::<f64>().ok();
    let degrees = |number: f64| format!("{:.1} \u{b0}C", number / 100.0);
    match (name, value, number) {
        ("OnOff", "true", _) => "on".to_owned(),
        ("OnOff", "false", _) => "off".to_owned(),
        ("LockState", value, _) => value.to_lowercase(),
        ("LocalTemperature", _, Some(number)) => degrees(number),
        ("OccupiedHeatingSetpoint", _, Some(number)) => format!("heats to {}", degrees(number)),
        ("OccupiedCoolingSetpoint", _, Some(number)) => format!("cools to {}", degrees(number)),
        ("CurrentLevel", _, Some(number)) => format!("level {:.0} %", number / 254.0 * 100.0),
        ("PercentSetting", _, Some(number)) => format!("fan {number:.0} %"),
        (name, value, _) => format!("{} {value}", plain(name)),
    }
}

fn facts(endpoints: &[EndpointState]) -> Vec<TagView> {
    let properties = endpoints.iter().flat_map(|endpoint| &endpoint.capabilities).flat_map(|capability| {
        capability.properties.iter().map(|property| TagView {
            key: cut_to_show(&format!("{} {}", capability.name, property.name)),
            value: property.value.clone(),
        })
    });
    properties.take(50).collect()
}

/// Says how well it is connected, not what it does.
fn is_of_the_network(capability: &str) -> bool {
    capability.contains("Network") || capability.contains("Diagnostics")
}

/// `OccupiedHeatingSetpoint` as 'occupied heating setpoint'.
fn plain(name: &str) -> String {
    let mut words = String::with_capacity(name.len() + 4);
    for (at, letter) in name.chars().enumerate() {
        if letter.is_uppercase() && at > 0 {
            words.push(' ');
        }
        words.extend(letter.to_lowercase());
    }
    words
}

#[cfg(test)]
mod tests {
    use onboarding::{CapabilityState, PropertyState};

    use super::*;

    fn state(properties: &[(&str, &str, &str)]) -> Vec<EndpointState> {
        let capabilities = properties.iter().map(|(id, name, value)| CapabilityState {
            id: (*id).to_owned(),
            name: "x".to_owned(),
            version: "1".to_owned(),
            properties: vec![PropertyState {
                name: (*name).to_owned(),
                value: (*value).to_owned(),
                changed_at: None,
            }],
        });
        vec![EndpointState { endpoint_id: "1".to_owned(), capabilities: capabilities.collect() }]
    }

    #[test]
    fn a_state_is_told_in_the_words_of_whoever_asks() {
        let lamp = [("aws.OnOff@1.0", "OnOff", "true"), ("aws.LevelControl@1.0", "CurrentLevel", "127")];
        assert_eq!(in_words(&state(&lamp)).as_deref(), Some("on, level 50 %"));
        let lock = [("aws.DoorLock@1.0", "LockState", "Locked")];
        assert_eq!(in_words(&state(&lock)).as_deref(), Some("locked"));
        assert_eq!(in_words(&state(&[("aws.WiFiNetworkDiagnostics@1.0", "Rssi", "-60")])), None);
        let climate = [
            ("aws.Thermostat@1.0", "LocalTemperature", "2320"),
            ("aws.Thermostat@1.0", "OccupiedHeatingSetpoint", "1950"),
        ];
        assert_eq!(in_words(&state(&climate)).as_deref(), Some("23.2 \u{b0}C, heats to 19.5 \u{b0}C"));
        assert_eq!(in_words(&[]), None);
    }
}
