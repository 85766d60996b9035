//! Device searches, found devices and devices in AWS.

use crate::{
    AccountAssociationId, ConnectorDestinationId, ConnectorDeviceId, DeviceDiscoveryId, ManagedThingId,
    Timestamp, fit_to_show,
};

/// `DeviceDiscoveryStatus`; open at AWS.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeviceDiscoveryStatus {
    Running,
    Succeeded,
    Failed,
    TimedOut,
    Unknown(String),
}

/// What `GetDeviceDiscovery` answers. There is no reason for a failure in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceDiscovery {
    pub id: DeviceDiscoveryId,
    pub status: DeviceDiscoveryStatus,
    pub account_association_id: Option<AccountAssociationId>,
}

/// `DiscoveryModification`; open at AWS.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Modification {
    Discovered,
    Updated,
    NoChange,
    Unknown(String),
}

/// One device a search found.
#[derive(Clone, PartialEq, Eq)]
pub struct DiscoveredDevice {
    pub connector_device_id: ConnectorDeviceId,
    pub name: Option<String>,
    pub device_types: Vec<String>,
    /// The device in AWS already made for it, if any.
    pub managed_thing_id: Option<ManagedThingId>,
    pub modification: Option<Modification>,
    pub brand: Option<String>,
    pub model: Option<String>,
    /// Passed through untouched to `CreateManagedThing`. Sensitive.
    pub authentication_material: Option<String>,
}

impl std::fmt::Debug for DiscoveredDevice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DiscoveredDevice").field("name", &self.name).finish_non_exhaustive()
    }
}

/// `ProvisioningStatus`; open at AWS.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProvisioningStatus {
    Unassociated,
    PreAssociated,
    Discovered,
    Activated,
    DeletionFailed,
    DeleteInProgress,
    Isolated,
    Deleted,
    Unknown(String),
}

/// A device in AWS.
#[derive(Clone, PartialEq, Eq)]
pub struct ManagedThing {
    pub id: ManagedThingId,
    /// Tags are put on it by this name.
    pub arn: Option<String>,
    pub name: Option<String>,
    pub owner: Option<String>,
    pub brand: Option<String>,
    pub model: Option<String>,
    pub classification: Option<String>,
    pub serial_number: Option<String>,
    pub connector_destination_id: Option<ConnectorDestinationId>,
    pub connector_device_id: Option<ConnectorDeviceId>,
    pub provisioning_status: Option<ProvisioningStatus>,
    pub created_at: Option<Timestamp>,
}

impl std::fmt::Debug for ManagedThing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ManagedThing")
            .field("id", &self.id)
            .field("provisioning_status", &self.provisioning_status)
            .finish_non_exhaustive()
    }
}

/// Which devices in AWS to list; members are joined with AND.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ManagedThingFilter {
    pub connector_destination_id: Option<ConnectorDestinationId>,
    pub connector_device_id: Option<ConnectorDeviceId>,
    pub provisioning_status: Option<ProvisioningStatus>,
    pub owner: Option<String>,
    pub serial_number: Option<String>,
}

/// `ManagedThingAssociationStatus`; open at AWS.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ManagedThingAssociationStatus {
    PreAssociated,
    Associated,
    Unknown(String),
}

/// One row of `ListManagedThingAccountAssociations`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManagedThingAssociation {
    pub managed_thing_id: ManagedThingId,
    pub account_association_id: AccountAssociationId,
    pub status: ManagedThingAssociationStatus,
}

macro_rules! names {
    ($enum:ident { $($variant:ident = $name:literal),+ $(,)? }) => {
        impl $enum {
            /// The name AWS uses.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $name,)+
                    Self::Unknown(name) => name,
                }
            }
        }

        impl From<&str> for $enum {
            fn from(name: &str) -> Self {
                match name {
                    $($name => Self::$variant,)+
                    other => Self::Unknown(fit_to_show(other).unwrap_or_default()),
                }
            }
        }
    };
}

names!(DeviceDiscoveryStatus {
    Running = "RUNNING",
    Succeeded = "SUCCEEDED",
    Failed = "FAILED",
    TimedOut = "TIMED_OUT",
});
names!(Modification { Discovered = "DISCOVERED", Updated = "UPDATED", NoChange = "NO_CHANGE" });
names!(ProvisioningStatus {
    Unassociated = "UNASSOCIATED",
    PreAssociated = "PRE_ASSOCIATED",
    Discovered = "DISCOVERED",
    Activated = "ACTIVATED",
    DeletionFailed = "DELETION_FAILED",
    DeleteInProgress = "DELETE_IN_PROGRESS",
    Isolated = "ISOLATED",
    Deleted = "DELETED",
});
names!(ManagedThingAssociationStatus { PreAssociated = "PRE_ASSOCIATED", Associated = "ASSOCIATED" });
