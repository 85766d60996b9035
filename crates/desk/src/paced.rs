//! A gateway that waits for its turn before every request.

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use managed_integrations::Attempts;
use onboarding::{
    AccountAssociation, AccountAssociationId, AccountAssociationItem, ConnectorDestination,
    ConnectorDestinationId, ConnectorDestinationSummary, DeviceDiscovery, DeviceDiscoveryId,
    DiscoveredDevice, Gateway, Intent, ManagedThing, ManagedThingAssociation, ManagedThingFilter,
    ManagedThingId, Page, Performed, Problem,
};
use watching::{Limiter, Pace, Urgency};

/// Asks on behalf of somebody: `urgency` and `pace` say of whom. Mutations go
/// first whoever asks.
pub(crate) struct Paced {
    pub(crate) gateway: Arc<dyn Gateway>,
    pub(crate) limiter: Limiter,
    pub(crate) urgency: Urgency,
    pub(crate) pace: Pace,
}

impl Paced {
    async fn turn(&self, operation: &'static str) {
        self.limiter.turn(operation, self.urgency, self.pace).await;
    }
}

/// Tells the limiter how the service answers.
pub(crate) struct Answers(pub(crate) Limiter);

impl Attempts for Answers {
    fn sent_again(&self, operation: &'static str) {
        self.0.sent_again(operation);
    }

    fn throttled(&self, operation: &'static str, retry_after: Option<Duration>) {
        tracing::info!(operation, ?retry_after, "throttled");
        self.0.throttled(operation, retry_after);
    }

    fn answered(&self, operation: &'static str) {
        self.0.answered(operation);
    }
}

#[async_trait]
impl Gateway for Paced {
    async fn perform(&self, intent: &Intent) -> Result<Performed, Problem> {
        self.limiter.turn(intent.operation(), Urgency::Mutation, Pace::Bulk).await;
        self.gateway.perform(intent).await
    }

    async fn list_connector_destinations(
        &self,
        next: Option<&str>,
    ) -> Result<Page<ConnectorDestinationSummary>, Problem> {
        self.turn("ListConnectorDestinations").await;
        self.gateway.list_connector_destinations(next).await
    }

    async fn get_connector_destination(
        &self,
        id: &ConnectorDestinationId,
    ) -> Result<ConnectorDestination, Problem> {
        self.turn("GetConnectorDestination").await;
        self.gateway.get_connector_destination(id).await
    }

    async fn get_account_association(
        &self,
        id: &AccountAssociationId,
    ) -> Result<AccountAssociation, Problem> {
        self.turn("GetAccountAssociation").await;
        self.gateway.get_account_association(id).await
    }

    async fn list_account_associations(
        &self,
        of: Option<&ConnectorDestinationId>,
        next: Option<&str>,
    ) -> Result<Page<AccountAssociationItem>, Problem> {
        self.turn(LIST_ACCOUNT_ASSOCIATIONS).await;
        self.gateway.list_account_associations(of, next).await
    }

    async fn get_device_discovery(&self, id: &DeviceDiscoveryId) -> Result<DeviceDiscovery, Problem> {
        self.turn("GetDeviceDiscovery").await;
        self.gateway.get_device_discovery(id).await
    }

    async fn list_discovered_devices(
        &self,
        id: &DeviceDiscoveryId,
        next: Option<&str>,
    ) -> Result<Page<DiscoveredDevice>, Problem> {
        self.turn("ListDiscoveredDevices").await;
        self.gateway.list_discovered_devices(id, next).await
    }

    async fn get_managed_thing(&self, id: &ManagedThingId) -> Result<ManagedThing, Problem> {
        self.turn("GetManagedThing").await;
        self.gateway.get_managed_thing(id).await
    }

    async fn list_managed_things(
        &self,
        filter: &ManagedThingFilter,
        next: Option<&str>,
    ) -> Result<Page<ManagedThing>, Problem> {
        self.turn("ListManagedThings").await;
        self.gateway.list_managed_things(filter, next).await
    }

    async fn list_managed_thing_account_associations(
        &self,
        of_thing: Option<&ManagedThingId>,
        of_association: Option<&AccountAssociationId>,
        next: Option<&str>,
    ) -> Result<Page<ManagedThingAssociation>, Problem> {
        self.turn("ListManagedThingAccountAssociations").await;
        self.gateway.list_managed_thing_account_associations(of_thing, of_association, next).await
    }
}

/// The operation sweeps are made of.
pub(crate) const LIST_ACCOUNT_ASSOCIATIONS: &str = "ListAccountAssociations";
