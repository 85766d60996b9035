//! The gateway: our types on one side, the AWS SDK on the other.
//!
//! Nothing here decides what to do next, and no type of the SDK leaves it. What
//! is logged is an operation's name, status, request id and duration; never an
//! address, a token or a body.

mod arrival;
mod associations;
mod attempts;
mod call;
mod destinations;
mod discoveries;
mod intents;
mod limits;
mod problem;
mod things;

use std::sync::Arc;

use async_trait::async_trait;
use aws_sdk_iotmanagedintegrations as sdk;
use aws_types::SdkConfig;
use onboarding::{
    AccountAssociation, AccountAssociationId, AccountAssociationItem, ConnectorDestination,
    ConnectorDestinationId, ConnectorDestinationSummary, DeviceDiscovery, DeviceDiscoveryId,
    DiscoveredDevice, Gateway, Intent, ManagedThing, ManagedThingAssociation, ManagedThingFilter,
    ManagedThingId, Page, Performed, Problem,
};

pub use attempts::Attempts;
pub use limits::Limits;

/// Rows asked for at once: the most the service gives.
const PAGE_SIZE: i32 = 1000;

/// Managed integrations as one signed-in identity in one Region sees it.
///
/// Clones share one pool of connections.
#[derive(Clone)]
pub struct ManagedIntegrations {
    client: sdk::Client,
    limits: Limits,
    attempts: Option<Arc<dyn Attempts>>,
}

impl ManagedIntegrations {
    /// Takes credentials, Region, endpoint and HTTP client from `config`; time
    /// limits and retries are its own.
    pub fn new(config: &SdkConfig) -> Self {
        Self::with_limits(config, Limits::default())
    }

    /// As [`Self::new`], with other time limits and retries.
    pub fn with_limits(config: &SdkConfig, limits: Limits) -> Self {
        Self {
            client: sdk::Client::from_conf(limits::client_config(config, &limits)),
            limits,
            attempts: None,
        }
    }
}

impl ManagedIntegrations {
    /// Tells `attempts` of every request that is sent again and every answer.
    #[must_use]
    pub fn observed_by(self, attempts: Arc<dyn Attempts>) -> Self {
        Self { attempts: Some(attempts), ..self }
    }
}

#[async_trait]
impl Gateway for ManagedIntegrations {
    async fn perform(&self, intent: &Intent) -> Result<Performed, Problem> {
        intents::perform(self, intent).await
    }

    async fn list_connector_destinations(
        &self,
        next: Option<&str>,
    ) -> Result<Page<ConnectorDestinationSummary>, Problem> {
        destinations::list(self, next).await
    }

    async fn get_connector_destination(
        &self,
        id: &ConnectorDestinationId,
    ) -> Result<ConnectorDestination, Problem> {
        destinations::get(self, id).await
    }

    async fn get_account_association(
        &self,
        id: &AccountAssociationId,
    ) -> Result<AccountAssociation, Problem> {
        associations::get(self, id).await
    }

    async fn list_account_associations(
        &self,
        of: Option<&ConnectorDestinationId>,
        next: Option<&str>,
    ) -> Result<Page<AccountAssociationItem>, Problem> {
        associations::list(self, of, next).await
    }

    async fn get_device_discovery(&self, id: &DeviceDiscoveryId) -> Result<DeviceDiscovery, Problem> {
        discoveries::get(self, id).await
    }

    async fn list_discovered_devices(
        &self,
        id: &DeviceDiscoveryId,
        next: Option<&str>,
    ) -> Result<Page<DiscoveredDevice>, Problem> {
        discoveries::list_devices(self, id, next).await
    }

    async fn get_managed_thing(&self, id: &ManagedThingId) -> Result<ManagedThing, Problem> {
        things::get(self, id).await
    }

    async fn list_managed_things(
        &self,
        filter: &ManagedThingFilter,
        next: Option<&str>,
    ) -> Result<Page<ManagedThing>, Problem> {
        things::list(self, filter, next).await
    }

    async fn list_managed_thing_account_associations(
        &self,
        of_thing: Option<&ManagedThingId>,
        of_association: Option<&AccountAssociationId>,
        next: Option<&str>,
    ) -> Result<Page<ManagedThingAssociation>, Problem> {
        things::list_associations(self, of_thing, of_association, next).await
    }
}
