//! Mutations of tags, on a link or a device by its ARN.

use onboarding::{Outcome, Performed, Problem, TagResource, UntagResource};

use super::performed;
use crate::ManagedIntegrations;

pub(super) async fn set(
    service: &ManagedIntegrations,
    operation: &'static str,
    it: &TagResource,
) -> Result<Performed, Problem> {
    let output = service
        .mutate(operation, |client, settings| {
            client
                .tag_resource()
                .resource_arn(it.resource_arn.as_str())
                .set_tags(Some(it.tags.iter().cloned().collect()))
                .customize()
                .config_override(settings)
                .send()
        })
        .await?;
    Ok(performed(Outcome::ResourceTagged, &output))
}

pub(super) async fn remove(
    service: &ManagedIntegrations,
    operation: &'static str,
    it: &UntagResource,
) -> Result<Performed, Problem> {
    let output = service
        .mutate(operation, |client, settings| {
            client
                .untag_resource()
                .resource_arn(it.resource_arn.as_str())
                .set_tag_keys(Some(it.keys.clone()))
                .customize()
                .config_override(settings)
                .send()
        })
        .await?;
    Ok(performed(Outcome::ResourceUntagged, &output))
}
