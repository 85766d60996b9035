//! A device cloud as the operator's account has it set up.

use crate::ConnectorDestinationId;

/// How the service gets into the customer's account at the vendor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Access {
    /// The customer signs in at the vendor (OAuth).
    CustomerSignsIn,
    /// The operator's own credential of this name serves every customer
    /// (`GeneralAuthorization`); nobody signs in.
    CompanyCredential { auth_material_name: String },
}

/// One row of `ListConnectorDestinations`. Every member is optional at AWS; a
/// row without an id is left out by the gateway, since nothing can be done with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConnectorDestinationSummary {
    pub id: ConnectorDestinationId,
    pub name: Option<String>,
    pub description: Option<String>,
    pub cloud_connector_id: Option<String>,
}

/// What `GetConnectorDestination` answers, as far as this program needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConnectorDestination {
    pub id: ConnectorDestinationId,
    pub name: Option<String>,
    pub description: Option<String>,
    pub cloud_connector_id: Option<String>,
    /// At least one; two or more when the person may choose.
    pub accesses: Vec<Access>,
    /// Where the customer's browser ends after the sign-in; without one the
    /// last page may stay blank.
    pub completion_page: Option<String>,
    /// `None` when the vendor's sign-in is not OAuth or AWS says nothing of it.
    pub proactive_refresh: Option<ProactiveRefresh>,
}

/// `proactiveRefreshTokenRenewal`: AWS renews the customer's permission before
/// it runs out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProactiveRefresh {
    pub enabled: bool,
    /// At least 30.
    pub days_before_renewal: Option<i32>,
}
