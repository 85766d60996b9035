//! Cloud connectors and connector destinations: what the practice account
//! offers to link to. They begin the same in every world that has any.

use serde::{Deserialize, Serialize};

use super::World;
use super::origin::Origin;
use super::vendor::{ARIA, BRIGHTWELL, NORTHGATE, Vendor};

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CloudConnector {
    pub(crate) id: &'static str,
    pub(crate) name: &'static str,
    pub(crate) description: &'static str,
    pub(crate) listed: bool,
    pub(crate) lambda_arn: &'static str,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ConnectorDestination {
    pub(crate) id: &'static str,
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) cloud_connector_id: &'static str,
    pub(crate) vendor: &'static Vendor,
    /// Customers may sign in at the vendor.
    pub(crate) o_auth: bool,
    /// Names of the company credentials, at most three.
    pub(crate) auth_materials: &'static [&'static str],
    pub(crate) token_endpoint_authentication_scheme: String,
    /// Days before the end at which access is renewed; `None` for not at all.
    pub(crate) renewal_days: Option<u32>,
    /// Of the secret with the client's id and password at the vendor.
    pub(crate) secret_version_id: String,
    /// It was taken out of the account; links of it stay.
    pub(crate) gone: bool,
}

/// What was changed on a connector destination; the rest stays.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub(crate) struct DestinationChange {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) token_endpoint_authentication_scheme: Option<String>,
    /// 30 or more; 0 for no renewal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) days_before_renewal: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) secret_version_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) gone: Option<bool>,
}

pub(super) const BRIGHTWELL_DESTINATION: &str = "brightwell-lighting";
pub(super) const NORTHGATE_DESTINATION: &str = "northgate-locks";
pub(super) const ARIA_DESTINATION: &str = "aria-climate";
const ARIA_PARTNER_DESTINATION: &str = "aria-climate-partners";

impl World {
    pub(super) fn with_destinations(origin: Origin) -> World {
        World {
            origin,
            cloud_connectors: cloud_connectors(),
            connector_destinations: destinations(),
            ..World::default()
        }
    }
}

fn cloud_connectors() -> Vec<CloudConnector> {
    vec![
        CloudConnector {
            id: "connector-brightwell",
            name: "Brightwell Connect",
            description: "Lamps and plugs of Brightwell Lighting",
            listed: true,
            lambda_arn: "arn:aws:lambda:eu-west-1:123456789012:function:brightwell-connect",
        },
        CloudConnector {
            id: "connector-northgate",
            name: "Northgate Connector",
            description: "Door locks of Northgate Locks",
            listed: false,
            lambda_arn: "arn:aws:lambda:eu-west-1:123456789012:function:northgate-connector",
        },
        CloudConnector {
            id: "connector-aria",
            name: "Aria Climate Cloud",
            description: "Thermostats and air conditioners of Aria Climate",
            listed: false,
            lambda_arn: "arn:aws:lambda:eu-west-1:123456789012:function:aria-climate-cloud",
        },
    ]
}

fn destinations() -> Vec<ConnectorDestination> {
    vec![
        destination(
            BRIGHTWELL_DESTINATION,
            "Brightwell Lighting",
            "Lamps and plugs - customers sign in",
            "connector-brightwell",
            &BRIGHTWELL,
        ),
        destination(
            NORTHGATE_DESTINATION,
            "Northgate Locks",
            "Door locks - customers sign in",
            "connector-northgate",
            &NORTHGATE,
        ),
        ConnectorDestination {
            auth_materials: &["aria-partner-key"],
            ..destination(
                ARIA_DESTINATION,
                "Aria Climate",
                "Climate - customers sign in or company credential",
                "connector-aria",
                &ARIA,
            )
        },
        ConnectorDestination {
            o_auth: false,
            auth_materials: &["aria-partner-key", "aria-service-key"],
            ..destination(
                ARIA_PARTNER_DESTINATION,
                "Aria Climate Partners",
                "Climate - company credentials alone",
                "connector-aria",
                &ARIA,
            )
        },
    ]
}

fn destination(
    id: &'static str,
    name: &str,
    description: &str,
    cloud_connector_id: &'static str,
    vendor: &'static Vendor,
) -> ConnectorDestination {
    ConnectorDestination {
        id,
        name: name.to_owned(),
        description: description.to_owned(),
        cloud_connector_id,
        vendor,
        o_auth: true,
        auth_materials: &[],
        token_endpoint_authentication_scheme: "HTTP_BASIC".to_owned(),
        renewal_days: Some(30),
        secret_version_id: "5eed0000-1111-2222-3333-444455556666".to_owned(),
        gone: false,
    }
}

impl ConnectorDestination {
    pub(super) fn change(&mut self, change: DestinationChange) {
        let DestinationChange {
            name,
            description,
            token_endpoint_authentication_scheme,
            days_before_renewal,
            secret_version_id,
            gone,
        } = change;
        let set = |mine: &mut String, new: Option<String>| {
            if let Some(new) = new {
                *mine = new;
            }
        };
        set(&mut self.name, name);
        set(&mut self.description, description);
        set(&mut self.token_endpoint_authentication_scheme, token_endpoint_authentication_scheme);
        set(&mut self.secret_version_id, secret_version_id);
        if let Some(days) = days_before_renewal {
            self.renewal_days = (days > 0).then_some(days);
        }
        self.gone = gone.unwrap_or(self.gone);
    }
}
