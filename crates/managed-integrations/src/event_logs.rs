//! What AWS logs of its own accord: `ListEventLogConfigurations`.

use aws_sdk_iotmanagedintegrations::types;
use onboarding::{EventLogConfiguration, Page, Problem, fit_to_show};

use crate::{ManagedIntegrations, PAGE_SIZE};

pub(crate) async fn list(
    service: &ManagedIntegrations,
    next: Option<&str>,
) -> Result<Page<EventLogConfiguration>, Problem> {
    let output = service
        .read("ListEventLogConfigurations", |client, settings| {
            client
                .list_event_log_configurations()
                .max_results(PAGE_SIZE)
                .set_next_token(next.map(str::to_owned))
                .customize()
                .config_override(settings)
                .send()
        })
        .await?;
    let items = output.event_log_configuration_list().iter().filter_map(configuration).collect();
    Ok(Page { items, next: output.next_token })
}

fn configuration(row: &types::EventLogConfigurationSummary) -> Option<EventLogConfiguration> {
    Some(EventLogConfiguration {
        id: row.id.clone(),
        resource_type: fit_to_show(row.resource_type()?)?,
        resource_id: row.resource_id().and_then(fit_to_show),
        level: fit_to_show(row.event_log_level()?.as_str())?,
    })
}
