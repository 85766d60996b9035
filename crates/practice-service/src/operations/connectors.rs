//! The rows of cloud connectors and connector destinations. What a row means is written in `operations.rs`.

use super::{MAX_RESULTS, NEXT_TOKEN, Operation, label, query};
use crate::connectors;
use crate::shapes;

pub(super) static CONNECTORS: &[Operation] = &[
    Operation {
        name: "ListConnectorDestinations",
        method: "GET",
        path: "/connector-destinations",
        success: 200,
        members: &[query("CloudConnectorId", &shapes::CLOUD_CONNECTOR_ID), NEXT_TOKEN, MAX_RESULTS],
        run: connectors::list_connector_destinations,
    },
    Operation {
        name: "GetConnectorDestination",
        method: "GET",
        path: "/connector-destinations/{Identifier}",
        success: 200,
        members: &[label("Identifier", &shapes::CONNECTOR_DESTINATION_ID)],
        run: connectors::get_connector_destination,
    },
    Operation {
        name: "ListCloudConnectors",
        method: "GET",
        path: "/cloud-connectors",
        success: 200,
        members: &[
            query("Type", &shapes::CLOUD_CONNECTOR_TYPE),
            query("LambdaArn", &shapes::LAMBDA_ARN),
            MAX_RESULTS,
            NEXT_TOKEN,
        ],
        run: connectors::list_cloud_connectors,
    },
    Operation {
        name: "GetCloudConnector",
        method: "GET",
        path: "/cloud-connectors/{Identifier}",
        success: 200,
        members: &[label("Identifier", &shapes::CLOUD_CONNECTOR_ID)],
        run: connectors::get_cloud_connector,
    },
];
