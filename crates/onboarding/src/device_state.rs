//! What devices report, whether they can be reached, and how they are asked.

use crate::{AccountAssociationId, ManagedThingId, Timestamp};

/// One endpoint of a device, of `GetManagedThingState` or, without values, of
/// `GetManagedThingCapabilities`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndpointState {
    pub endpoint_id: String,
    pub capabilities: Vec<CapabilityState>,
}

/// One capability of an endpoint and its properties as last reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CapabilityState {
    /// `SchemaVersionedId`, such as `aws.OnOff@1.0`.
    pub id: String,
    pub name: String,
    pub version: String,
    pub properties: Vec<PropertyState>,
}

/// One property. The document's form is free at AWS: a value as it came, as
/// text, and when it changed where that is said.
#[derive(Clone, PartialEq, Eq)]
pub struct PropertyState {
    pub name: String,
    /// Sensitive: how somebody lives.
    pub value: String,
    pub changed_at: Option<Timestamp>,
}

impl std::fmt::Debug for PropertyState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PropertyState").field("name", &self.name).finish_non_exhaustive()
    }
}

/// What `GetManagedThingConnectivityData` answers. Its reasons are of MQTT and
/// may mean nothing for a device behind a vendor's cloud (service.md T22).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManagedThingConnectivity {
    pub connected: Option<bool>,
    pub at: Option<Timestamp>,
    pub disconnect_reason: Option<String>,
}

/// A device is asked to report all properties of these capabilities. AWS takes
/// 1 to 5 endpoints with 1 to 5 capabilities each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadState {
    pub managed_thing_id: ManagedThingId,
    /// Through which link; needed when the device is on several.
    pub account_association_id: Option<AccountAssociationId>,
    pub endpoints: Vec<EndpointState>,
}

impl ReadState {
    /// As much of what the device has as AWS takes at once; `None` when it has nothing.
    pub fn of(
        managed_thing_id: ManagedThingId,
        account_association_id: Option<AccountAssociationId>,
        endpoints: &[EndpointState],
    ) -> Option<Self> {
        const AT_ONCE: usize = 5;
        let endpoints: Vec<EndpointState> = endpoints
            .iter()
            .filter(|endpoint| !endpoint.capabilities.is_empty())
            .take(AT_ONCE)
            .map(|endpoint| EndpointState {
                endpoint_id: endpoint.endpoint_id.clone(),
                capabilities: endpoint.capabilities.iter().take(AT_ONCE).cloned().collect(),
            })
            .collect();
        (!endpoints.is_empty()).then_some(Self { managed_thing_id, account_association_id, endpoints })
    }
}

/// One row of `ListEventLogConfigurations`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventLogConfiguration {
    pub id: Option<String>,
    /// Such as `account-association`.
    pub resource_type: String,
    /// `*` or one id.
    pub resource_id: Option<String>,
    /// `DEBUG`, `ERROR`, `INFO`, `WARN` or one nobody knew when this was written.
    pub level: String,
}
