//! Cloud connectors and their connector destinations: what the account offers
//! to link to. The service's callers only read them.

use serde_json::{Value, json};

use crate::failure::Failure;
use crate::input::Input;
use crate::pages::Page;
use crate::turn::{ACCOUNT, REGION, Turn, object, said};
use crate::world::connector::{CloudConnector, ConnectorDestination};

pub(crate) fn list_connector_destinations(turn: &mut Turn<'_>, input: &Input) -> Result<Value, Failure> {
    let page = Page::asked(turn, input)?;
    let connector = input.text("CloudConnectorId");
    let items = turn
        .world
        .connector_destinations
        .iter()
        .enumerate()
        .filter(|(_, destination)| !destination.gone)
        .filter(|(_, destination)| connector.is_none_or(|id| destination.cloud_connector_id == id))
        .map(|(position, destination)| (position, destination_summary(destination)));
    Ok(page.filled("ConnectorDestinationList", items))
}

pub(crate) fn get_connector_destination(turn: &mut Turn<'_>, input: &Input) -> Result<Value, Failure> {
    let id = input.required("Identifier");
    let destination =
        turn.world.connector_destination(id).ok_or_else(|| Failure::not_found("ConnectorDestination", id))?;
    let mut answer = destination_summary(destination);
    let vendor = destination.vendor;
    let completion_url = format!("{}/vendors/{}/linked", turn.endpoint, vendor.slug);
    let mut auth_config = json!({});
    if destination.o_auth {
        auth_config["oAuth"] = json!({
            "authUrl": format!("{}/vendors/{}/authorize", turn.endpoint, vendor.slug),
            "tokenUrl": format!("{}/vendors/{}/token", turn.endpoint, vendor.slug),
            "scope": vendor.scope,
            "tokenEndpointAuthenticationScheme": destination.token_endpoint_authentication_scheme,
            "oAuthCompleteRedirectUrl": if vendor.completion_page { completion_url.as_str() } else { "about:blank" },
            "proactiveRefreshTokenRenewal": match destination.renewal_days {
                Some(days) => json!({"enabled": true, "DaysBeforeRenewal": days}),
                None => json!({"enabled": false}),
            },
        });
        answer["AuthType"] = json!("OAUTH");
        answer["SecretsManager"] = secret(&format!("{}-client", vendor.slug), &destination.secret_version_id);
        if vendor.completion_page {
            answer["OAuthCompleteRedirectUrl"] = json!(completion_url);
        }
    }
    if !destination.auth_materials.is_empty() {
        let materials = destination
            .auth_materials
            .iter()
            .map(|name| json!({"AuthMaterialName": name, "SecretsManager": secret(name, &destination.secret_version_id)}));
        auth_config["GeneralAuthorization"] = materials.collect();
    }
    answer["AuthConfig"] = auth_config;
    Ok(answer)
}

pub(crate) fn list_cloud_connectors(turn: &mut Turn<'_>, input: &Input) -> Result<Value, Failure> {
    let page = Page::asked(turn, input)?;
    let kind = input.text("Type");
    let lambda = input.text("LambdaArn");
    let items = turn
        .world
        .cloud_connectors
        .iter()
        .enumerate()
        .filter(|(_, connector)| kind.is_none_or(|kind| kind == connector_type(connector)))
        .filter(|(_, connector)| lambda.is_none_or(|arn| arn == connector.lambda_arn))
        .map(|(position, connector)| (position, connector_answer(connector)));
    Ok(page.filled("Items", items))
}

pub(crate) fn get_cloud_connector(turn: &mut Turn<'_>, input: &Input) -> Result<Value, Failure> {
    let id = input.required("Identifier");
    turn.world
        .cloud_connectors
        .iter()
        .find(|connector| connector.id == id)
        .map(connector_answer)
        .ok_or_else(|| Failure::not_found("CloudConnector", id))
}

fn destination_summary(destination: &ConnectorDestination) -> Value {
    object([
        ("Name", said(destination.name.as_str())),
        ("Description", said(destination.description.as_str())),
        ("CloudConnectorId", said(destination.cloud_connector_id)),
        ("Id", said(destination.id)),
    ])
}

fn connector_answer(connector: &CloudConnector) -> Value {
    json!({
        "Name": connector.name,
        "EndpointConfig": {"lambda": {"arn": connector.lambda_arn}},
        "Description": connector.description,
        "EndpointType": "LAMBDA",
        "Id": connector.id,
        "Type": connector_type(connector),
    })
}

fn connector_type(connector: &CloudConnector) -> &'static str {
    if connector.listed { "LISTED" } else { "UNLISTED" }
}

pub(crate) fn secret_arn(name: &str) -> String {
    format!("arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:practice/{name}-a1b2c3")
}

fn secret(name: &str, version_id: &str) -> Value {
    json!({"arn": secret_arn(name), "versionId": version_id})
}
