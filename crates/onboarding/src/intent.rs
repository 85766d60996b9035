//! Mutations as values: what is written down before its first byte leaves, and
//! what came of it.
//!
//! Each carries its exact parameters and, where the operation takes one, its own
//! `ClientToken`, so that sending it again is the same mutation.

use crate::{
    AccountAssociationId, AssociationState, ClientToken, ConnectorDestinationId, ConnectorDeviceId,
    DeviceDiscoveryId, ManagedThingId,
};

/// Every change this program asks the service for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Intent {
    CreateAccountAssociation(CreateAccountAssociation),
    UpdateAccountAssociation(UpdateAccountAssociation),
    DeleteAccountAssociation(AccountAssociationId),
    StartDeviceDiscovery(StartDeviceDiscovery),
    CreateManagedThing(CreateManagedThing),
    RegisterAccountAssociation(RegisterAccountAssociation),
    /// `StartAccountAssociationRefresh`: the customer shall sign in again.
    StartAccountAssociationRefresh(AccountAssociationId),
    DeregisterAccountAssociation(DeregisterAccountAssociation),
    UpdateManagedThing(UpdateManagedThing),
    DeleteManagedThing(ManagedThingId),
    TagResource(TagResource),
    UntagResource(UntagResource),
}

impl Intent {
    /// Names this one mutation in the journal: its token where it has one, else
    /// what it is about, since sending such a one twice is sending it once.
    pub fn key(&self) -> String {
        match self {
            Self::CreateAccountAssociation(it) => it.client_token.as_str().to_owned(),
            Self::StartDeviceDiscovery(it) => it.client_token.as_str().to_owned(),
            Self::CreateManagedThing(it) => it.client_token.as_str().to_owned(),
            Self::UpdateAccountAssociation(it) => format!("update {}", it.account_association_id),
            Self::DeleteAccountAssociation(id) => format!("delete {id}"),
            Self::RegisterAccountAssociation(it) => {
                format!(
                    "register {} {} {}",
                    it.managed_thing_id, it.account_association_id, it.device_discovery_id
                )
            }
            Self::StartAccountAssociationRefresh(id) => format!("refresh {id}"),
            Self::DeregisterAccountAssociation(it) => {
                format!("deregister {} {}", it.managed_thing_id, it.account_association_id)
            }
            Self::UpdateManagedThing(it) => format!("update thing {}", it.managed_thing_id),
            Self::DeleteManagedThing(id) => format!("delete thing {id}"),
            Self::TagResource(it) => format!("tag {}", it.resource_arn),
            Self::UntagResource(it) => format!("untag {}", it.resource_arn),
        }
    }

    /// The operation's name at AWS.
    pub fn operation(&self) -> &'static str {
        match self {
            Self::CreateAccountAssociation(_) => "CreateAccountAssociation",
            Self::UpdateAccountAssociation(_) => "UpdateAccountAssociation",
            Self::DeleteAccountAssociation(_) => "DeleteAccountAssociation",
            Self::StartDeviceDiscovery(_) => "StartDeviceDiscovery",
            Self::CreateManagedThing(_) => "CreateManagedThing",
            Self::RegisterAccountAssociation(_) => "RegisterAccountAssociation",
            Self::StartAccountAssociationRefresh(_) => "StartAccountAssociationRefresh",
            Self::DeregisterAccountAssociation(_) => "DeregisterAccountAssociation",
            Self::UpdateManagedThing(_) => "UpdateManagedThing",
            Self::DeleteManagedThing(_) => "DeleteManagedThing",
            Self::TagResource(_) => "TagResource",
            Self::UntagResource(_) => "UntagResource",
        }
    }
}

/// What an [`Intent`] that went well brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    AccountAssociationCreated(CreatedAccountAssociation),
    AccountAssociationUpdated,
    AccountAssociationDeleted,
    DeviceDiscoveryStarted(DeviceDiscoveryId),
    ManagedThingCreated(ManagedThingId),
    AccountAssociationRegistered,
    RefreshStarted(SignInAgain),
    AccountAssociationDeregistered,
    ManagedThingUpdated,
    ManagedThingDeleted,
    ResourceTagged,
    ResourceUntagged,
}

/// Where the customer signs in again; empty for a company credential.
#[derive(Clone, PartialEq, Eq)]
pub struct SignInAgain {
    /// Sensitive: never logged or stored.
    pub o_auth_authorization_url: String,
}

impl std::fmt::Debug for SignInAgain {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SignInAgain").finish_non_exhaustive()
    }
}

/// Parameters of `CreateAccountAssociation`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreateAccountAssociation {
    pub client_token: ClientToken,
    pub connector_destination_id: ConnectorDestinationId,
    pub name: String,
    pub description: String,
    /// Empty means the member is left out: AWS refuses an empty map.
    pub tags: Vec<(String, String)>,
    /// `GeneralAuthorization.AuthMaterialName`, for a company credential.
    pub auth_material_name: Option<String>,
}

/// What `CreateAccountAssociation` answers.
#[derive(Clone, PartialEq, Eq)]
pub struct CreatedAccountAssociation {
    pub id: AccountAssociationId,
    pub state: AssociationState,
    pub arn: Option<String>,
    /// Sensitive: never logged or stored.
    pub o_auth_authorization_url: String,
}

impl std::fmt::Debug for CreatedAccountAssociation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CreatedAccountAssociation")
            .field("id", &self.id)
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}

/// Parameters of `UpdateAccountAssociation`; `None` leaves a member as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UpdateAccountAssociation {
    pub account_association_id: AccountAssociationId,
    pub name: Option<String>,
    pub description: Option<String>,
}

/// Parameters of `StartDeviceDiscovery` of type `CLOUD`. The SDK makes no token
/// for this operation, so ours is the only one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartDeviceDiscovery {
    pub client_token: ClientToken,
    pub account_association_id: AccountAssociationId,
    /// At most 100; empty asks for all devices.
    pub connector_device_ids: Vec<ConnectorDeviceId>,
}

/// Parameters of `CreateManagedThing` for a found device.
#[derive(Clone, PartialEq, Eq)]
pub struct CreateManagedThing {
    pub client_token: ClientToken,
    pub authentication_material: String,
    pub name: Option<String>,
    pub owner: Option<String>,
    pub brand: Option<String>,
    pub model: Option<String>,
    pub classification: Option<String>,
}

impl std::fmt::Debug for CreateManagedThing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CreateManagedThing")
            .field("client_token", &self.client_token)
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// Parameters of `RegisterAccountAssociation`: always all three.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterAccountAssociation {
    pub managed_thing_id: ManagedThingId,
    pub account_association_id: AccountAssociationId,
    pub device_discovery_id: DeviceDiscoveryId,
}

/// Parameters of `DeregisterAccountAssociation`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeregisterAccountAssociation {
    pub managed_thing_id: ManagedThingId,
    pub account_association_id: AccountAssociationId,
}

/// Parameters of `UpdateManagedThing`; `None` leaves a member as it is. AWS has
/// no way to take an owner or a name away.
#[derive(Clone, PartialEq, Eq)]
pub struct UpdateManagedThing {
    pub managed_thing_id: ManagedThingId,
    pub name: Option<String>,
    pub owner: Option<String>,
}

impl std::fmt::Debug for UpdateManagedThing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("UpdateManagedThing")
            .field("managed_thing_id", &self.managed_thing_id)
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// Parameters of `TagResource`: the tags named are set, others stay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagResource {
    pub resource_arn: String,
    /// 1 to 50.
    pub tags: Vec<(String, String)>,
}

/// Parameters of `UntagResource`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UntagResource {
    pub resource_arn: String,
    pub keys: Vec<String>,
}
