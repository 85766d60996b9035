//! A gateway of the product whose answers somebody listens to: which links it
//! told of as settled, and what was throttled.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use async_trait::async_trait;
use connections::Connection;
use desk::{AwsSdk, Gateways};
use managed_integrations::Attempts;
use onboarding::{
    AccountAssociation, AccountAssociationId, AccountAssociationItem, AssociationState, ConnectorDestination,
    ConnectorDestinationId, ConnectorDestinationSummary, DeviceDiscovery, DeviceDiscoveryId,
    DiscoveredDevice, Gateway, Intent, ManagedThing, ManagedThingAssociation, ManagedThingFilter,
    ManagedThingId, Page, Performed, Problem,
};
use tokio::{sync::Notify, time::Instant};

/// By link or operation, with the moment of the answer.
#[derive(Default)]
pub(crate) struct Overheard {
    told: Mutex<HashMap<String, Instant>>,
    confirmed: Mutex<HashMap<String, Instant>>,
    throttled: Mutex<Vec<(&'static str, Instant)>>,
    answered: Mutex<Vec<(&'static str, Instant)>>,
    has_confirmed: Notify,
}

impl Overheard {
    /// When a list or a look first told that a link is settled.
    pub(crate) fn told(&self) -> HashMap<String, Instant> {
        lock(&self.told).clone()
    }

    /// When a look first told it.
    pub(crate) fn confirmed(&self) -> HashMap<String, Instant> {
        lock(&self.confirmed).clone()
    }

    pub(crate) fn throttled(&self) -> Vec<(&'static str, Instant)> {
        lock(&self.throttled).clone()
    }

    pub(crate) fn answered(&self) -> Vec<(&'static str, Instant)> {
        lock(&self.answered).clone()
    }

    /// Waits until looks have confirmed all of these.
    pub(crate) async fn has_confirmed(&self, links: Vec<String>) {
        loop {
            let more = self.has_confirmed.notified();
            if links.iter().all(|link| lock(&self.confirmed).contains_key(link)) {
                return;
            }
            more.await;
        }
    }

    fn settled(&self, id: &AccountAssociationId, state: &AssociationState, is_look: bool) {
        if *state == AssociationState::InProgress {
            return;
        }
        let now = Instant::now();
        lock(&self.told).entry(id.as_str().to_owned()).or_insert(now);
        if is_look {
            lock(&self.confirmed).entry(id.as_str().to_owned()).or_insert(now);
            self.has_confirmed.notify_one();
        }
    }
}

/// Makes gateways of the product that are listened to.
pub(crate) struct OverheardGateways(pub(crate) Arc<Overheard>);

impl Gateways for OverheardGateways {
    fn reach(&self, connection: &Connection, attempts: Arc<dyn Attempts>) -> Arc<dyn Gateway> {
        let overheard = Arc::clone(&self.0);
        let inner = AwsSdk.reach(connection, Arc::new(OverheardAttempts { attempts, overheard }));
        Arc::new(OverheardGateway { inner, overheard: Arc::clone(&self.0) })
    }
}

struct OverheardAttempts {
    attempts: Arc<dyn Attempts>,
    overheard: Arc<Overheard>,
}

impl Attempts for OverheardAttempts {
    fn sent_again(&self, operation: &'static str) {
        self.attempts.sent_again(operation);
    }

    fn throttled(&self, operation: &'static str, retry_after: Option<Duration>) {
        lock(&self.overheard.throttled).push((operation, Instant::now()));
        self.attempts.throttled(operation, retry_after);
    }

    fn answered(&self, operation: &'static str) {
        lock(&self.overheard.answered).push((operation, Instant::now()));
        self.attempts.answered(operation);
    }
}

struct OverheardGateway {
    inner: Arc<dyn Gateway>,
    overheard: Arc<Overheard>,
}

#[async_trait]
impl Gateway for OverheardGateway {
    async fn perform(&self, intent: &Intent) -> Result<Performed, Problem> {
        self.inner.perform(intent).await
    }

    async fn list_connector_destinations(
        &self,
        next: Option<&str>,
    ) -> Result<Page<ConnectorDestinationSummary>, Problem> {
        self.inner.list_connector_destinations(next).await
    }

    async fn get_connector_destination(
        &self,
        id: &ConnectorDestinationId,
    ) -> Result<ConnectorDestination, Problem> {
        self.inner.get_connector_destination(id).await
    }

    async fn get_account_association(
        &self,
        id: &AccountAssociationId,
    ) -> Result<AccountAssociation, Problem> {
        let seen = self.inner.get_account_association(id).await;
        if let Ok(link) = &seen {
            self.overheard.settled(id, &link.state, true);
        }
        seen
    }

    async fn list_account_associations(
        &self,
        of: Option<&ConnectorDestinationId>,
        next: Option<&str>,
    ) -> Result<Page<AccountAssociationItem>, Problem> {
        let listed = self.inner.list_account_associations(of, next).await;
        for item in listed.iter().flat_map(|page| &page.items) {
            self.overheard.settled(&item.id, &item.state, false);
        }
        listed
    }

    async fn get_device_discovery(&self, id: &DeviceDiscoveryId) -> Result<DeviceDiscovery, Problem> {
        self.inner.get_device_discovery(id).await
    }

    async fn list_discovered_devices(
        &self,
        id: &DeviceDiscoveryId,
        next: Option<&str>,
    ) -> Result<Page<DiscoveredDevice>, Problem> {
        self.inner.list_discovered_devices(id, next).await
    }

    async fn get_managed_thing(&self, id: &ManagedThingId) -> Result<ManagedThing, Problem> {
        self.inner.get_managed_thing(id).await
    }

    async fn list_managed_things(
        &self,
        filter: &ManagedThingFilter,
        next: Option<&str>,
    ) -> Result<Page<ManagedThing>, Problem> {
        self.inner.list_managed_things(filter, next).await
    }

    async fn list_managed_thing_account_associations(
        &self,
        of_thing: Option<&ManagedThingId>,
        of_association: Option<&AccountAssociationId>,
        next: Option<&str>,
    ) -> Result<Page<ManagedThingAssociation>, Problem> {
        self.inner.list_managed_thing_account_associations(of_thing, of_association, next).await
    }
}

fn lock<T>(value: &Mutex<T>) -> MutexGuard<'_, T> {
    value.lock().unwrap_or_else(PoisonError::into_inner)
}
