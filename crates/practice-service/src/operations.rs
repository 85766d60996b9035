//! The operations served: one row each with method, path, success code and
//! members, as in service.md 2.3, and the function that carries it out. Adding
//! an operation is adding a row.

use serde_json::Value;

use crate::failure::Failure;
use crate::input::Input;
use crate::shapes::{self, Shape};
use crate::turn::Turn;
use crate::{account_associations, connectors, device_discoveries, managed_things, registrations};

pub(crate) struct Operation {
    pub(crate) name: &'static str,
    pub(crate) method: &'static str,
    /// Path with one `{Member}` per label.
    pub(crate) path: &'static str,
    /// Status of a success (service.md, trap T6).
    pub(crate) success: u16,
    pub(crate) members: &'static [Member],
    /// `Null` stands for an empty body.
    pub(crate) run: fn(&mut Turn<'_>, &Input) -> Result<Value, Failure>,
}

pub(crate) struct Member {
    pub(crate) name: &'static str,
    pub(crate) place: Place,
    pub(crate) required: bool,
    pub(crate) shape: &'static Shape,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Label,
    Query,
    Body,
}

impl Operation {
    pub(crate) fn has_body(&self) -> bool {
        self.members.iter().any(|member| member.place == Place::Body)
    }
}

pub(crate) fn named(name: &str) -> Option<&'static Operation> {
    OPERATIONS.iter().find(|operation| operation.name == name)
}

const fn label(name: &'static str, shape: &'static Shape) -> Member {
    Member { name, place: Place::Label, required: true, shape }
}

const fn query(name: &'static str, shape: &'static Shape) -> Member {
    Member { name, place: Place::Query, required: false, shape }
}

const fn required(name: &'static str, shape: &'static Shape) -> Member {
    Member { name, place: Place::Body, required: true, shape }
}

const fn optional(name: &'static str, shape: &'static Shape) -> Member {
    Member { name, place: Place::Body, required: false, shape }
}

const NEXT_TOKEN: Member = query("NextToken", &shapes::NEXT_TOKEN);
const MAX_RESULTS: Member = query("MaxResults", &shapes::MAX_RESULTS);

pub(crate) static OPERATIONS: &[Operation] = &[
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
    Operation {
        name: "CreateAccountAssociation",
        method: "POST",
        path: "/account-associations",
        success: 201,
        members: &[
            optional("ClientToken", &shapes::CLIENT_TOKEN),
            required("ConnectorDestinationId", &shapes::CONNECTOR_DESTINATION_ID),
            optional("Name", &shapes::ACCOUNT_ASSOCIATION_NAME),
            optional("Description", &shapes::ACCOUNT_ASSOCIATION_DESCRIPTION),
            optional("Tags", &shapes::TAGS),
            optional("GeneralAuthorization", &shapes::GENERAL_AUTHORIZATION),
        ],
        run: account_associations::create,
    },
    Operation {
        name: "GetAccountAssociation",
        method: "GET",
        path: "/account-associations/{AccountAssociationId}",
        success: 200,
        members: &[label("AccountAssociationId", &shapes::ACCOUNT_ASSOCIATION_ID)],
        run: account_associations::get,
    },
    Operation {
        name: "ListAccountAssociations",
        method: "GET",
        path: "/account-associations",
        success: 200,
        members: &[
            query("ConnectorDestinationId", &shapes::CONNECTOR_DESTINATION_ID),
            MAX_RESULTS,
            NEXT_TOKEN,
        ],
        run: account_associations::list,
    },
    Operation {
        name: "UpdateAccountAssociation",
        method: "PUT",
        path: "/account-associations/{AccountAssociationId}",
        success: 204,
        members: &[
            label("AccountAssociationId", &shapes::ACCOUNT_ASSOCIATION_ID),
            optional("Name", &shapes::ACCOUNT_ASSOCIATION_NAME),
            optional("Description", &shapes::ACCOUNT_ASSOCIATION_DESCRIPTION),
        ],
        run: account_associations::update,
    },
    Operation {
        name: "DeleteAccountAssociation",
        method: "DELETE",
        path: "/account-associations/{AccountAssociationId}",
        success: 200,
        members: &[label("AccountAssociationId", &shapes::ACCOUNT_ASSOCIATION_ID)],
        run: account_associations::delete,
    },
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
    Operation {
        name: "CreateManagedThing",
        method: "POST",
        path: "/managed-things",
        success: 201,
        members: &[
            required("Role", &shapes::ROLE),
            optional("Owner", &shapes::OWNER),
            optional("CredentialLockerId", &shapes::CREDENTIAL_LOCKER_ID),
            required("AuthenticationMaterial", &shapes::AUTH_MATERIAL_STRING),
            required("AuthenticationMaterialType", &shapes::AUTH_MATERIAL_TYPE),
            optional("WiFiSimpleSetupConfiguration", &shapes::WIFI_SIMPLE_SETUP_CONFIGURATION),
            optional("SerialNumber", &shapes::SERIAL_NUMBER),
            optional("Brand", &shapes::BRAND),
            optional("Model", &shapes::MODEL),
            optional("Name", &shapes::NAME),
            optional("CapabilityReport", &shapes::CAPABILITY_REPORT),
            optional("CapabilitySchemas", &shapes::CAPABILITY_SCHEMAS),
            optional("Capabilities", &shapes::CAPABILITIES),
            optional("ClientToken", &shapes::CLIENT_TOKEN),
            optional("Classification", &shapes::CLASSIFICATION),
            optional("Tags", &shapes::TAGS),
            optional("MetaData", &shapes::META_DATA),
        ],
        run: managed_things::create,
    },
    Operation {
        name: "GetManagedThing",
        method: "GET",
        path: "/managed-things/{Identifier}",
        success: 200,
        members: &[label("Identifier", &shapes::MANAGED_THING_ID)],
        run: managed_things::get,
    },
    Operation {
        name: "ListManagedThings",
        method: "GET",
        path: "/managed-things",
        success: 200,
        members: &[
            query("OwnerFilter", &shapes::OWNER),
            query("CredentialLockerFilter", &shapes::CREDENTIAL_LOCKER_ID),
            query("RoleFilter", &shapes::ROLE),
            query("ParentControllerIdentifierFilter", &shapes::PARENT_CONTROLLER_ID),
            query("ConnectorPolicyIdFilter", &shapes::CONNECTOR_POLICY_ID),
            query("ConnectorDestinationIdFilter", &shapes::CONNECTOR_DESTINATION_ID),
            query("ConnectorDeviceIdFilter", &shapes::CONNECTOR_DEVICE_ID),
            query("SerialNumberFilter", &shapes::SERIAL_NUMBER),
            query("ProvisioningStatusFilter", &shapes::PROVISIONING_STATUS),
            NEXT_TOKEN,
            MAX_RESULTS,
        ],
        run: managed_things::list,
    },
    Operation {
        name: "RegisterAccountAssociation",
        method: "PUT",
        path: "/managed-thing-associations/register",
        success: 201,
        members: &[
            required("ManagedThingId", &shapes::MANAGED_THING_ID),
            required("AccountAssociationId", &shapes::ACCOUNT_ASSOCIATION_ID),
            required("DeviceDiscoveryId", &shapes::DEVICE_DISCOVERY_ID),
        ],
        run: registrations::register,
    },
    Operation {
        name: "DeregisterAccountAssociation",
        method: "PUT",
        path: "/managed-thing-associations/deregister",
        success: 200,
        members: &[
            required("ManagedThingId", &shapes::MANAGED_THING_ID),
            required("AccountAssociationId", &shapes::ACCOUNT_ASSOCIATION_ID),
        ],
        run: registrations::deregister,
    },
    Operation {
        name: "ListManagedThingAccountAssociations",
        method: "GET",
        path: "/managed-thing-associations",
        success: 200,
        members: &[
            query("ManagedThingId", &shapes::MANAGED_THING_ID),
            query("AccountAssociationId", &shapes::ACCOUNT_ASSOCIATION_ID),
            MAX_RESULTS,
            NEXT_TOKEN,
        ],
        run: registrations::list,
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_routes_are_unique_and_labels_stand_in_the_path() {
        for (index, operation) in OPERATIONS.iter().enumerate() {
            for other in &OPERATIONS[index + 1..] {
                assert_ne!(operation.name, other.name);
                assert_ne!((operation.method, operation.path), (other.method, other.path));
            }
            for member in operation.members.iter().filter(|member| member.place == Place::Label) {
                assert!(operation.path.contains(&format!("{{{}}}", member.name)), "{}", operation.name);
            }
        }
    }
}
