//! Device clouds: `ListConnectorDestinations` and `GetConnectorDestination`.

use aws_sdk_iotmanagedintegrations::operation::get_connector_destination::GetConnectorDestinationOutput;
use aws_sdk_iotmanagedintegrations::types;
use onboarding::{
    Access, ConnectorDestination, ConnectorDestinationId, ConnectorDestinationSummary, Page,
    ProactiveRefresh, Problem, fit_to_show,
};

use crate::{ManagedIntegrations, PAGE_SIZE};

pub(crate) async fn list(
    service: &ManagedIntegrations,
    next: Option<&str>,
) -> Result<Page<ConnectorDestinationSummary>, Problem> {
    let output = service
        .read("ListConnectorDestinations", |client, settings| {
            client
                .list_connector_destinations()
                .max_results(PAGE_SIZE)
                .set_next_token(next.map(str::to_owned))
                .customize()
                .config_override(settings)
                .send()
        })
        .await?;
    let items = output.connector_destination_list().iter().filter_map(summary).collect();
    Ok(Page { items, next: output.next_token })
}

pub(crate) async fn get(
    service: &ManagedIntegrations,
    id: &ConnectorDestinationId,
) -> Result<ConnectorDestination, Problem> {
    let output = service
        .read("GetConnectorDestination", |client, settings| {
            client
                .get_connector_destination()
                .identifier(id.as_str())
                .customize()
                .config_override(settings)
                .send()
        })
        .await?;
    let accesses = accesses(&output);
    let completion_page = completion_page(&output);
    let proactive_refresh = proactive_refresh(&output);
    Ok(ConnectorDestination {
        id: output.id.map_or_else(|| id.clone(), ConnectorDestinationId::new),
        name: output.name.as_deref().and_then(fit_to_show),
        description: output.description.as_deref().and_then(fit_to_show),
        cloud_connector_id: output.cloud_connector_id.as_deref().and_then(fit_to_show),
        accesses,
        completion_page,
        proactive_refresh,
    })
}

fn summary(row: &types::ConnectorDestinationSummary) -> Option<ConnectorDestinationSummary> {
    Some(ConnectorDestinationSummary {
        id: ConnectorDestinationId::new(row.id()?),
        name: row.name().and_then(fit_to_show),
        description: row.description().and_then(fit_to_show),
        cloud_connector_id: row.cloud_connector_id().and_then(fit_to_show),
    })
}

fn accesses(output: &GetConnectorDestinationOutput) -> Vec<Access> {
    let config = output.auth_config();
    let customer_signs_in = config.is_some_and(|config| config.o_auth().is_some())
        || output.auth_type().is_some_and(|kind| kind.as_str() == "OAUTH");
    let company_credentials = config
        .map(types::AuthConfig::general_authorization)
        .unwrap_or_default()
        .iter()
        .filter_map(|material| fit_to_show(material.auth_material_name()))
        .map(|auth_material_name| Access::CompanyCredential { auth_material_name });

    let mut accesses = Vec::new();
    if customer_signs_in {
        accesses.push(Access::CustomerSignsIn);
    }
    accesses.extend(company_credentials);
    if accesses.is_empty() {
        accesses.push(Access::CustomerSignsIn);
    }
    accesses
}

fn completion_page(output: &GetConnectorDestinationOutput) -> Option<String> {
    let of_o_auth = output
        .auth_config()
        .and_then(types::AuthConfig::o_auth)
        .and_then(types::OAuthConfig::o_auth_complete_redirect_url);
    [of_o_auth, output.o_auth_complete_redirect_url()]
        .into_iter()
        .flatten()
        .map(str::trim)
        .find(|page| !page.is_empty() && !page.eq_ignore_ascii_case("about:blank"))
        .map(str::to_owned)
}

/// AWS leaves `enabled` out where nobody turned it on.
fn proactive_refresh(output: &GetConnectorDestinationOutput) -> Option<ProactiveRefresh> {
    let renewal = output.auth_config()?.o_auth()?.proactive_refresh_token_renewal()?;
    Some(ProactiveRefresh {
        enabled: renewal.enabled().unwrap_or(false),
        days_before_renewal: renewal.days_before_renewal(),
    })
}
