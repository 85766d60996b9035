//! The questions and mutations a journey may ask of the service, whoever
//! answers them.

use async_trait::async_trait;

use crate::{
    AccountAssociation, AccountAssociationId, AccountAssociationItem, ConnectorDestination,
    ConnectorDestinationId, ConnectorDestinationSummary, DeviceDiscovery, DeviceDiscoveryId,
    DiscoveredDevice, Intent, ManagedThing, ManagedThingAssociation, ManagedThingFilter, ManagedThingId,
    Outcome, Problem,
};

/// One page of a listing and where the next begins. An empty page may have a
/// next one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    pub items: Vec<T>,
    pub next: Option<String>,
}

/// What a mutation that went well brought, and under which `x-amzn-RequestId`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Performed {
    pub outcome: Outcome,
    pub request_id: Option<String>,
}

/// Managed integrations as one signed-in identity in one Region sees it.
///
/// A call asks once and gives up within 35 s; whoever calls decides whether to
/// ask again. [`Gateway::perform`] alone may send its intent up to four times,
/// with the same token and parameters.
#[async_trait]
pub trait Gateway: Send + Sync {
    /// Sends a mutation.
    ///
    /// # Errors
    /// A [`Problem`] whose `nothing_was_done` tells whether the service surely
    /// refused it.
    async fn perform(&self, intent: &Intent) -> Result<Performed, Problem>;

    async fn list_connector_destinations(
        &self,
        next: Option<&str>,
    ) -> Result<Page<ConnectorDestinationSummary>, Problem>;

    async fn get_connector_destination(
        &self,
        id: &ConnectorDestinationId,
    ) -> Result<ConnectorDestination, Problem>;

    async fn get_account_association(&self, id: &AccountAssociationId)
    -> Result<AccountAssociation, Problem>;

    async fn list_account_associations(
        &self,
        of: Option<&ConnectorDestinationId>,
        next: Option<&str>,
    ) -> Result<Page<AccountAssociationItem>, Problem>;

    async fn get_device_discovery(&self, id: &DeviceDiscoveryId) -> Result<DeviceDiscovery, Problem>;

    async fn list_discovered_devices(
        &self,
        id: &DeviceDiscoveryId,
        next: Option<&str>,
    ) -> Result<Page<DiscoveredDevice>, Problem>;

    async fn get_managed_thing(&self, id: &ManagedThingId) -> Result<ManagedThing, Problem>;

    async fn list_managed_things(
        &self,
        filter: &ManagedThingFilter,
        next: Option<&str>,
    ) -> Result<Page<ManagedThing>, Problem>;

    async fn list_managed_thing_account_associations(
        &self,
        of_thing: Option<&ManagedThingId>,
        of_association: Option<&AccountAssociationId>,
        next: Option<&str>,
    ) -> Result<Page<ManagedThingAssociation>, Problem>;
}
