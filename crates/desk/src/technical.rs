//! What Technical view adds: ids, state names and the same with the AWS CLI.

use contract::{FactView, TechnicalView};
use onboarding::{
    AddressPolicy, AssociationState, Identity,
    journey::{Journey, Stop},
    shell_word as word,
};

use crate::devices::rows_of;

pub(crate) const CLI: &str = "aws iot-managed-integrations";

/// `profile` is the AWS profile in use, if it is one.
pub(crate) fn view(journey: &Journey, profile: Option<&str>) -> TechnicalView {
    TechnicalView {
        facts: facts(journey),
        cli: cli(journey, &place(&journey.address_policy, &journey.identity, profile)),
    }
}

fn facts(journey: &Journey) -> Vec<FactView> {
    let mut facts = Vec::new();
    let mut say = |name: &str, value: Option<&str>| {
        if let Some(value) = value {
            facts.push(FactView { name: name.to_owned(), value: value.to_owned() });
        }
    };
    say("AccountAssociationId", journey.link.as_ref().map(onboarding::AccountAssociationId::as_str));
    say("ConnectorDestinationId", Some(journey.device_cloud.id.as_str()));
    say("Name", Some(&journey.customer.stored_name));
    if !journey.from_existing_link {
        say("Marker", journey.line.as_ref().map(|line| line.marker.as_str()));
    }
    match &journey.stop {
        Stop::Creating(stop) => say("ClientToken", Some(stop.intent.client_token.as_str())),
        Stop::AwaitingSignIn(stop) => {
            say("AssociationState", Some(stop.state.as_str()));
            say("ErrorMessage", stop.error_message.as_deref());
        }
        Stop::FindingDevices(stop) => {
            say("DeviceDiscoveryId", stop.discovery.as_ref().map(onboarding::DeviceDiscoveryId::as_str));
            say("ClientToken", Some(stop.intent.client_token.as_str()));
        }
        Stop::ChoosingDevices(stop) => say("DeviceDiscoveryId", Some(stop.discovery.as_str())),
        Stop::Registering(stop) => say("DeviceDiscoveryId", Some(stop.discovery.as_str())),
        Stop::Refreshing(stop) => say("AssociationState", Some(stop.old_state.as_str())),
        Stop::Done(_) | Stop::Removing(_) | Stop::Removed => {}
    }
    facts
}

/// Where the commands must go to reach what is on the screen.
pub(crate) fn place(policy: &AddressPolicy, identity: &Identity, profile: Option<&str>) -> String {
    let mut place = format!("--region {}", word(&identity.region));
    let endpoint = match (policy, &identity.endpoint) {
        (AddressPolicy::Practice { host, port }, _) => Some(format!("http://{host}:{port}")),
        (AddressPolicy::Live, endpoint) => endpoint.clone(),
    };
    if let Some(endpoint) = endpoint {
        place.push_str(&format!(" --endpoint-url {}", word(&endpoint)));
    }
    if let Some(profile) = profile {
        place.push_str(&format!(" --profile {}", word(profile)));
    }
    place
}

fn refresh(link: &str, region: &str) -> Vec<String> {
    let link = word(link);
    vec![
        format!("{CLI} start-account-association-refresh --account-association-id {link} {region}"),
        format!("{CLI} get-account-association --account-association-id {link} {region}"),
    ]
}

fn cli(journey: &Journey, region: &str) -> Vec<String> {
    let link = journey.link.as_ref().map_or("<AccountAssociationId>", |id| id.as_str());
    match &journey.stop {
        Stop::Creating(stop) => vec![create(journey, &stop.intent, region)],
        Stop::Refreshing(_) => refresh(link, region),
        Stop::AwaitingSignIn(stop) if stop.state == AssociationState::RefreshTokenExpired => {
            refresh(link, region)
        }
        Stop::AwaitingSignIn(_) => {
            vec![format!("{CLI} get-account-association --account-association-id {} {region}", word(link))]
        }
        Stop::FindingDevices(stop) => {
            let mut lines = vec![format!(
                "{CLI} start-device-discovery --discovery-type CLOUD --account-association-id {} --client-token {} {region}",
                word(link),
                word(stop.intent.client_token.as_str())
            )];
            if let Some(id) = &stop.discovery {
                lines.push(format!("{CLI} get-device-discovery --identifier {} {region}", word(id.as_str())));
            }
            lines
        }
        Stop::ChoosingDevices(stop) => {
            vec![format!(
                "{CLI} list-discovered-devices --identifier {} {region}",
                word(stop.discovery.as_str())
            )]
        }
        Stop::Registering(_) | Stop::Done(_) => registered(journey, link, region),
        Stop::Removing(_) | Stop::Removed => {
            vec![format!("{CLI} delete-account-association --account-association-id {} {region}", word(link))]
        }
    }
}

fn create(journey: &Journey, intent: &onboarding::CreateAccountAssociation, region: &str) -> String {
    let mut line = format!(
        "{CLI} create-account-association --connector-destination-id {} --name {} --description {} --client-token {}",
        word(journey.device_cloud.id.as_str()),
        word(&intent.name),
        word(&intent.description),
        word(intent.client_token.as_str())
    );
    if let Some(material) = &intent.auth_material_name {
        line.push_str(&format!(" --general-authorization AuthMaterialName={}", word(material)));
    }
    if !intent.tags.is_empty() {
        let tags: Vec<String> = intent.tags.iter().map(|(key, value)| format!("{key}={value}")).collect();
        line.push_str(&format!(" --tags {}", word(&tags.join(","))));
    }
    line.push(' ');
    line.push_str(region);
    line
}

/// At most this many, so that the view stays small.
const MAX_LINES: usize = 5;

fn registered(journey: &Journey, link: &str, region: &str) -> Vec<String> {
    let mut lines: Vec<String> = rows_of(journey)
        .iter()
        .filter_map(|row| row.thing.as_ref().map(|thing| (row, thing)))
        .filter(|(row, _)| row.chosen)
        .take(MAX_LINES)
        .map(|(row, thing)| {
            format!(
                "{CLI} register-account-association --managed-thing-id {} --account-association-id {} --device-discovery-id {} {region}",
                word(thing.as_str()),
                word(link),
                word(row.discovery.as_str())
            )
        })
        .collect();
    lines.push(format!(
        "{CLI} list-managed-thing-account-associations --account-association-id {} {region}",
        word(link)
    ));
    lines
}
