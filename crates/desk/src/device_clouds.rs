//! The device clouds an operator has set up at AWS.

use contract::{AccessView, DestinationView, DestinationsPage, ElsewhereView, NothingForm, ProblemView};
use managed_integrations::ManagedIntegrations;
use onboarding::{
    Access, ConnectorDestination, ConnectorDestinationId, DOCUMENTED_REGIONS, Gateway, Problem,
    journey::DeviceCloud,
};

use crate::{Desk, aws_accounts::region_name, listing, state::Account};

impl Desk {
    /// Every device cloud of this AWS account and Region; when there is none,
    /// how many the other documented Regions have.
    ///
    /// # Errors
    /// A problem when AWS does not list them.
    pub async fn list_connector_destinations(&self, _: NothingForm) -> Result<DestinationsPage, ProblemView> {
        let account = self.account()?;
        let clouds = load(account.gateway().as_ref()).await.map_err(|problem| ProblemView::from(&problem))?;
        let elsewhere = if clouds.is_empty() { elsewhere(&account).await } else { Vec::new() };
        let last_used = self.change(|state| {
            state.device_clouds.clone_from(&clouds);
            state.last_device_cloud.clone()
        });
        self.refresh_links_if_stale();
        Ok(DestinationsPage {
            destinations: clouds.iter().map(destination_view).collect(),
            last_used,
            elsewhere,
        })
    }

    /// One device cloud, as known or as AWS tells.
    pub(crate) async fn device_cloud(
        &self,
        account: &Account,
        id: &ConnectorDestinationId,
    ) -> Result<DeviceCloud, ProblemView> {
        let known = self.lock().device_clouds.iter().find(|cloud| cloud.id == *id).cloned();
        let cloud = match known {
            Some(cloud) => cloud,
            None => {
                let cloud = account.gateway().get_connector_destination(id).await;
                let cloud = cloud.map_err(|problem| ProblemView::from(&problem))?;
                self.change(|state| {
                    if state.is_current(account) {
                        state.device_clouds.push(cloud.clone());
                    }
                });
                cloud
            }
        };
        Ok(DeviceCloud {
            name: name(&cloud),
            has_completion_page: cloud.completion_page.is_some(),
            id: cloud.id,
        })
    }
}

/// Lists all, then asks for each what the list does not tell: how access is given.
async fn load(gateway: &dyn Gateway) -> Result<Vec<ConnectorDestination>, Problem> {
    let summaries = listing::device_clouds(gateway).await?;
    let mut clouds = Vec::with_capacity(summaries.len());
    for summary in summaries {
        let id = &summary.id;
        match listing::patiently(|| Box::pin(gateway.get_connector_destination(id))).await {
            Ok(cloud) => clouds.push(cloud),
            // It vanished between the two questions.
            Err(problem) if problem.kind == onboarding::ProblemKind::Gone => {}
            Err(problem) => return Err(problem),
        }
    }
    clouds.sort_by_key(|cloud| name(cloud).to_lowercase());
    Ok(clouds)
}

/// Asks the other documented Regions once each; one that does not answer is left out.
async fn elsewhere(account: &Account) -> Vec<ElsewhereView> {
    if account.connection.is_practice() {
        return Vec::new();
    }
    let here = &account.identity().region;
    let mut found = Vec::new();
    for region in DOCUMENTED_REGIONS.into_iter().filter(|region| region != here) {
        let gateway = ManagedIntegrations::new(&account.connection.sdk_config_in(region));
        match listing::device_clouds(&gateway).await {
            Ok(clouds) if !clouds.is_empty() => found.push(ElsewhereView {
                region: region.to_owned(),
                region_name: region_name(region).to_owned(),
                device_clouds: u32::try_from(clouds.len()).unwrap_or(u32::MAX),
            }),
            Ok(_) => {}
            Err(problem) => tracing::info!(region, code = problem.code, "another Region did not answer"),
        }
    }
    found
}

pub(crate) fn access_view(access: &Access) -> AccessView {
    match access {
        Access::CustomerSignsIn => AccessView::CustomerSignsIn,
        Access::CompanyCredential { auth_material_name } => {
            AccessView::CompanyCredential { auth_material_name: auth_material_name.clone() }
        }
    }
}

fn destination_view(cloud: &ConnectorDestination) -> DestinationView {
    DestinationView {
        connector_destination_id: cloud.id.as_str().to_owned(),
        name: name(cloud),
        description: cloud.description.clone(),
        accesses: cloud.accesses.iter().map(access_view).collect(),
    }
}

fn name(cloud: &ConnectorDestination) -> String {
    cloud.name.clone().unwrap_or_else(|| "Unnamed device cloud".to_owned())
}
