//! The rows of device discoveries. What a row means is written in `operations.rs`.

use super::{MAX_RESULTS, NEXT_TOKEN, Operation, label, optional, query, required};
use crate::device_discoveries;
use crate::shapes;

pub(super) static DISCOVERIES: &[Operation] = &[
    Operation {
        name: "StartDeviceDiscovery",
        method: "POST",
        path: "/device-discoveries",
        success: 201,
        members: &[
            required("DiscoveryType", &shapes::DISCOVERY_TYPE),
            optional("CustomProtocolDetail", &shapes::CUSTOM_PROTOCOL_DETAIL),
            optional("ControllerIdentifier", &shapes::MANAGED_THING_ID),
            optional("ConnectorAssociationIdentifier", &shapes::CONNECTOR_ASSOCIATION_ID),
            optional("AccountAssociationId", &shapes::ACCOUNT_ASSOCIATION_ID),
            optional("AuthenticationMaterial", &shapes::DISCOVERY_AUTH_MATERIAL_STRING),
            optional("AuthenticationMaterialType", &shapes::DISCOVERY_AUTH_MATERIAL_TYPE),
            optional("ClientToken", &shapes::CLIENT_TOKEN),
            optional("Tags", &shapes::TAGS),
            optional("ConnectorDeviceIdList", &shapes::CONNECTOR_DEVICE_ID_LIST),
            optional("Protocol", &shapes::PROTOCOL_TYPE),
            optional("EndDeviceIdentifier", &shapes::MANAGED_THING_ID),
        ],
        run: device_discoveries::start,
    },
    Operation {
        name: "GetDeviceDiscovery",
        method: "GET",
        path: "/device-discoveries/{Identifier}",
        success: 200,
        members: &[label("Identifier", &shapes::DEVICE_DISCOVERY_ID)],
        run: device_discoveries::get,
    },
    Operation {
        name: "ListDeviceDiscoveries",
        method: "GET",
        path: "/device-discoveries",
        success: 200,
        members: &[
            NEXT_TOKEN,
            MAX_RESULTS,
            query("TypeFilter", &shapes::DISCOVERY_TYPE),
            query("StatusFilter", &shapes::DEVICE_DISCOVERY_STATUS),
        ],
        run: device_discoveries::list,
    },
    Operation {
        name: "ListDiscoveredDevices",
        method: "GET",
        path: "/device-discoveries/{Identifier}/devices",
        success: 200,
        members: &[label("Identifier", &shapes::DEVICE_DISCOVERY_ID), NEXT_TOKEN, MAX_RESULTS],
        run: device_discoveries::list_discovered_devices,
    },
];
