//! A link as the service tells of it.

use crate::{AccountAssociationId, ConnectorDestinationId, fit_to_show};

/// `AssociationState` of service.md section 1.3. The enum is open at AWS, so a
/// state nobody knew when this was written is carried as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AssociationState {
    InProgress,
    Failed,
    Succeeded,
    Deleting,
    RefreshTokenExpired,
    Unknown(String),
}

impl AssociationState {
    /// The name AWS uses, for Technical view.
    pub fn as_str(&self) -> &str {
        match self {
            Self::InProgress => "ASSOCIATION_IN_PROGRESS",
            Self::Failed => "ASSOCIATION_FAILED",
            Self::Succeeded => "ASSOCIATION_SUCCEEDED",
            Self::Deleting => "ASSOCIATION_DELETING",
            Self::RefreshTokenExpired => "REFRESH_TOKEN_EXPIRED",
            Self::Unknown(name) => name,
        }
    }
}

impl From<&str> for AssociationState {
    fn from(name: &str) -> Self {
        match name {
            "ASSOCIATION_IN_PROGRESS" => Self::InProgress,
            "ASSOCIATION_FAILED" => Self::Failed,
            "ASSOCIATION_SUCCEEDED" => Self::Succeeded,
            "ASSOCIATION_DELETING" => Self::Deleting,
            "REFRESH_TOKEN_EXPIRED" => Self::RefreshTokenExpired,
            other => Self::Unknown(fit_to_show(other).unwrap_or_default()),
        }
    }
}

/// What `GetAccountAssociation` answers.
#[derive(Clone, PartialEq, Eq)]
pub struct AccountAssociation {
    pub id: AccountAssociationId,
    pub state: AssociationState,
    pub error_message: Option<String>,
    pub connector_destination_id: Option<ConnectorDestinationId>,
    pub name: Option<String>,
    pub description: Option<String>,
    pub arn: Option<String>,
    /// Empty for a link without a customer's sign-in. Sensitive: never logged or stored.
    pub o_auth_authorization_url: String,
    pub auth_material_name: Option<String>,
    pub tags: Vec<(String, String)>,
}

impl std::fmt::Debug for AccountAssociation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AccountAssociation")
            .field("id", &self.id)
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}

/// One row of `ListAccountAssociations`: no sign-in address, no tags, no times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountAssociationItem {
    pub id: AccountAssociationId,
    pub state: AssociationState,
    pub error_message: Option<String>,
    pub connector_destination_id: Option<ConnectorDestinationId>,
    pub name: Option<String>,
    pub description: Option<String>,
}
