//! The names of AWS that a problem speaks of: the operations this program sends
//! and the members of their requests. Words for people are never here.
//!
//! A problem keeps its names as `&'static str`; whoever reads one from outside,
//! a journal or a sentence of the service, looks it up here.

/// Every operation a problem can name.
const OPERATIONS: [&str; 27] = [
    "CreateAccountAssociation",
    "CreateManagedThing",
    "DeleteAccountAssociation",
    "DeleteManagedThing",
    "DeregisterAccountAssociation",
    "GetAccountAssociation",
    "GetCallerIdentity",
    "GetConnectorDestination",
    "GetDeviceDiscovery",
    "GetManagedThing",
    "GetManagedThingCapabilities",
    "GetManagedThingConnectivityData",
    "GetManagedThingState",
    "ListAccountAssociations",
    "ListConnectorDestinations",
    "ListDiscoveredDevices",
    "ListEventLogConfigurations",
    "ListManagedThingAccountAssociations",
    "ListManagedThings",
    "RegisterAccountAssociation",
    "SendManagedThingCommand",
    "StartAccountAssociationRefresh",
    "StartDeviceDiscovery",
    "TagResource",
    "UntagResource",
    "UpdateAccountAssociation",
    "UpdateManagedThing",
];

/// The members of their requests as AWS spells them.
const REQUEST_MEMBERS: [&str; 27] = [
    "AccountAssociationId",
    "AuthMaterialName",
    "AuthenticationMaterial",
    "Brand",
    "Classification",
    "ClientToken",
    "ConnectorDestinationId",
    "ConnectorDestinationIdFilter",
    "ConnectorDeviceIdFilter",
    "ConnectorDeviceIdList",
    "Description",
    "DeviceDiscoveryId",
    "Endpoints",
    "GeneralAuthorization",
    "Identifier",
    "ManagedThingId",
    "MaxResults",
    "Model",
    "Name",
    "NextToken",
    "Owner",
    "OwnerFilter",
    "ProvisioningStatusFilter",
    "ResourceArn",
    "SerialNumberFilter",
    "TagKeys",
    "Tags",
];

/// Every operation this program sends, sorted by name.
pub fn operations() -> &'static [&'static str] {
    &OPERATIONS
}

/// The operation of exactly this name.
pub fn operation_named(name: &str) -> Option<&'static str> {
    OPERATIONS.into_iter().find(|known| *known == name)
}

/// The member of this name, as AWS spells it; upper and lower case are one, since
/// the service's sentences begin members with a small letter.
pub fn request_member_named(name: &str) -> Option<&'static str> {
    REQUEST_MEMBERS.into_iter().find(|known| known.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_are_known_by_their_exact_name_and_members_in_any_case() {
        assert_eq!(operation_named("TagResource"), Some("TagResource"));
        assert_eq!(operation_named("tagResource"), None);
        assert_eq!(operation_named("MakeCoffee"), None);
        assert_eq!(request_member_named("resourceArn"), Some("ResourceArn"));
        assert_eq!(request_member_named("tagKeys"), Some("TagKeys"));
        assert_eq!(request_member_named("colour"), None);
    }

    #[test]
    fn no_name_is_listed_twice() {
        for names in [OPERATIONS.as_slice(), REQUEST_MEMBERS.as_slice()] {
            assert!(names.is_sorted_by(|one, other| one < other), "{names:?}");
        }
    }
}
