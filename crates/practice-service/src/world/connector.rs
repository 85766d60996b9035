//! Cloud connectors and connector destinations: what the practice account
//! offers to link to. They are the same in every world that has any.

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
    pub(crate) name: &'static str,
    pub(crate) description: &'static str,
    pub(crate) cloud_connector_id: &'static str,
    pub(crate) vendor: &'static Vendor,
    /// Customers may sign in at the vendor.
    pub(crate) o_auth: bool,
    /// Names of the company credentials, at most three.
    pub(crate) auth_materials: &'static [&'static str],
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
        ConnectorDestination {
            id: BRIGHTWELL_DESTINATION,
            name: "Brightwell Lighting",
            description: "Lamps and plugs - customers sign in",
            cloud_connector_id: "connector-brightwell",
            vendor: &BRIGHTWELL,
            o_auth: true,
            auth_materials: &[],
        },
        ConnectorDestination {
            id: NORTHGATE_DESTINATION,
            name: "Northgate Locks",
            description: "Door locks - customers sign in",
            cloud_connector_id: "connector-northgate",
            vendor: &NORTHGATE,
            o_auth: true,
            auth_materials: &[],
        },
        ConnectorDestination {
            id: ARIA_DESTINATION,
            name: "Aria Climate",
            description: "Climate - customers sign in or company credential",
            cloud_connector_id: "connector-aria",
            vendor: &ARIA,
            o_auth: true,
            auth_materials: &["aria-partner-key"],
        },
        ConnectorDestination {
            id: ARIA_PARTNER_DESTINATION,
            name: "Aria Climate Partners",
            description: "Climate - company credentials alone",
            cloud_connector_id: "connector-aria",
            vendor: &ARIA,
            o_auth: false,
            auth_materials: &["aria-partner-key", "aria-service-key"],
        },
    ]
}
