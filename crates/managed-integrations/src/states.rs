//! What devices report: `GetManagedThingState`, `GetManagedThingCapabilities`,
//! `GetManagedThingConnectivityData`, and the one command sent, `ReadState`.

mod property;

use std::collections::HashMap;

use aws_sdk_iotmanagedintegrations::types;
use aws_smithy_types::Document;
use aws_smithy_types::error::operation::BuildError;
use onboarding::{
    CapabilityState, EndpointState, ManagedThingConnectivity, ManagedThingId, Problem, ProblemKind,
    ReadState, fit_to_show,
};

use crate::ManagedIntegrations;
use crate::moments::moment;

pub(crate) async fn get(
    service: &ManagedIntegrations,
    id: &ManagedThingId,
) -> Result<Vec<EndpointState>, Problem> {
    let output = service
        .read("GetManagedThingState", |client, settings| {
            client
                .get_managed_thing_state()
                .managed_thing_id(id.as_str())
                .customize()
                .config_override(settings)
                .send()
        })
        .await?;
    Ok(output.endpoints.iter().map(reported).collect())
}

/// The endpoints of the capability report; AWS's older member of free text is
/// not looked at.
pub(crate) async fn capabilities(
    service: &ManagedIntegrations,
    id: &ManagedThingId,
) -> Result<Vec<EndpointState>, Problem> {
    let output = service
        .read("GetManagedThingCapabilities", |client, settings| {
            client
                .get_managed_thing_capabilities()
                .identifier(id.as_str())
                .customize()
                .config_override(settings)
                .send()
        })
        .await?;
    let report = output.capability_report();
    Ok(report.map(types::CapabilityReport::endpoints).unwrap_or_default().iter().map(able).collect())
}

pub(crate) async fn connectivity(
    service: &ManagedIntegrations,
    id: &ManagedThingId,
) -> Result<ManagedThingConnectivity, Problem> {
    let output = service
        .read("GetManagedThingConnectivityData", |client, settings| {
            client
                .get_managed_thing_connectivity_data()
                .identifier(id.as_str())
                .customize()
                .config_override(settings)
                .send()
        })
        .await?;
    Ok(ManagedThingConnectivity {
        connected: output.connected,
        at: output.timestamp().and_then(moment),
        disconnect_reason: output.disconnect_reason().and_then(|reason| fit_to_show(reason.as_str())),
    })
}

/// Asks the device to report all properties of the capabilities named. Sent
/// once, as every question.
pub(crate) async fn read_anew(
    service: &ManagedIntegrations,
    ask: &ReadState,
) -> Result<Option<String>, Problem> {
    let operation = "SendManagedThingCommand";
    let endpoints = commands(ask).map_err(|_| Problem {
        operation: Some(operation),
        ..Problem::before_sending(ProblemKind::CorrectInput { field: Some("Endpoints") })
    })?;
    let through = ask.account_association_id.as_ref().map(|id| id.as_str().to_owned());
    let output = service
        .read(operation, |client, settings| {
            client
                .send_managed_thing_command()
                .managed_thing_id(ask.managed_thing_id.as_str())
                .set_endpoints(Some(endpoints.clone()))
                .set_account_association_id(through.clone())
                .customize()
                .config_override(settings)
                .send()
        })
        .await?;
    Ok(output.trace_id)
}

fn reported(endpoint: &types::StateEndpoint) -> EndpointState {
    let capabilities = endpoint.capabilities().iter().map(|capability| CapabilityState {
        id: capability.id.clone(),
        name: capability.name.clone(),
        version: capability.version.clone(),
        properties: capability.properties().map(property::all).unwrap_or_default(),
    });
    EndpointState { endpoint_id: endpoint.endpoint_id.clone(), capabilities: capabilities.collect() }
}

fn able(endpoint: &types::CapabilityReportEndpoint) -> EndpointState {
    let capabilities = endpoint.capabilities().iter().map(|capability| CapabilityState {
        id: capability.id.clone(),
        name: capability.name.clone(),
        version: capability.version.clone(),
        properties: Vec::new(),
    });
    EndpointState { endpoint_id: endpoint.id.clone(), capabilities: capabilities.collect() }
}

fn commands(ask: &ReadState) -> Result<Vec<types::CommandEndpoint>, BuildError> {
    ask.endpoints
        .iter()
        .map(|endpoint| {
            let capabilities = endpoint.capabilities.iter().map(command).collect::<Result<_, _>>()?;
            types::CommandEndpoint::builder()
                .endpoint_id(endpoint.endpoint_id.as_str())
                .set_capabilities(Some(capabilities))
                .build()
        })
        .collect()
}

fn command(capability: &CapabilityState) -> Result<types::CommandCapability, BuildError> {
    let everything = Document::Array(vec![Document::String("*".to_owned())]);
    let parameters = HashMap::from([("propertiesToRead".to_owned(), everything)]);
    let read_state = types::CapabilityAction::builder()
        .name("ReadState")
        .parameters(Document::Object(parameters))
        .build()?;
    types::CommandCapability::builder()
        .id(capability.id.as_str())
        .name(capability.name.as_str())
        .version(capability.version.as_str())
        .actions(read_state)
        .build()
}
