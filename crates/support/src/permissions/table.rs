//! The one table of permissions, by operation. What a policy looks like is never
//! here.

use super::{
    Permission, PolicySize,
    Resource::{Devices, Keys, Links, Secrets, WholeAccount},
};

const ALL: &[PolicySize] = &PolicySize::ALL;
const INSTALLER: &[PolicySize] = &[PolicySize::Installer, PolicySize::Everything];
const EVERYTHING: &[PolicySize] = &[PolicySize::Everything];

const READS: bool = false;
const CHANGES: bool = true;

macro_rules! own {
    ($operation:literal, $is_change:ident, $sizes:ident, $resources:expr, $what_for:literal) => {
        Permission {
            action: concat!("iotmanagedintegrations:", $operation),
            operation: $operation,
            what_for: $what_for,
            is_change: $is_change,
            resources: &$resources,
            sizes: $sizes,
        }
    };
}

/// Everything this program needs, by operation, each operation's own action
/// before the others it needs.
pub static PERMISSIONS: [Permission; 33] = [
    own!("CreateAccountAssociation", CHANGES, INSTALLER, [WholeAccount], "Make a link"),
    with_tags("CreateAccountAssociation", INSTALLER),
    secret("CreateAccountAssociation", CHANGES, INSTALLER),
    secrets_key("CreateAccountAssociation", CHANGES, INSTALLER),
    own!("CreateManagedThing", CHANGES, INSTALLER, [WholeAccount], "Take a found device into AWS"),
    own!("DeleteAccountAssociation", CHANGES, INSTALLER, [Links], "Remove a link"),
    own!("DeleteManagedThing", CHANGES, EVERYTHING, [Devices], "Delete a device from AWS"),
    own!("DeregisterAccountAssociation", CHANGES, EVERYTHING, [Links, Devices], "Take a device off a link"),
    own!("GetAccountAssociation", READS, ALL, [Links], "Look at a link and its sign-in"),
    secret("GetAccountAssociation", READS, ALL),
    secrets_key("GetAccountAssociation", READS, ALL),
    own!("GetConnectorDestination", READS, ALL, [WholeAccount], "Look at how a device cloud is set up"),
    own!("GetDeviceDiscovery", READS, ALL, [WholeAccount], "See whether a search for devices is over"),
    own!("GetManagedThing", READS, ALL, [Devices], "Look at a device"),
    own!("GetManagedThingCapabilities", READS, ALL, [Devices], "See what a device can do"),
    own!("GetManagedThingConnectivityData", READS, ALL, [Devices], "See whether a device is reached"),
    own!("GetManagedThingState", READS, ALL, [Devices], "See what a device reported last"),
    own!("ListAccountAssociations", READS, ALL, [WholeAccount], "List the links"),
    own!("ListConnectorDestinations", READS, ALL, [WholeAccount], "List the device clouds"),
    own!("ListDiscoveredDevices", READS, ALL, [WholeAccount], "List the devices a search found"),
    own!("ListEventLogConfigurations", READS, ALL, [WholeAccount], "See what AWS logs by itself"),
    own!("ListManagedThingAccountAssociations", READS, ALL, [WholeAccount], "See what is on which link"),
    own!("ListManagedThings", READS, ALL, [WholeAccount], "List devices, or find one"),
    own!("RegisterAccountAssociation", CHANGES, INSTALLER, [Links, Devices], "Register a device on a link"),
    own!("SendManagedThingCommand", CHANGES, EVERYTHING, [Links, Devices], "Ask a device how it is"),
    own!("StartAccountAssociationRefresh", CHANGES, INSTALLER, [Links], "Get a new sign-in page for a link"),
    secret("StartAccountAssociationRefresh", CHANGES, INSTALLER),
    secrets_key("StartAccountAssociationRefresh", CHANGES, INSTALLER),
    own!("StartDeviceDiscovery", CHANGES, INSTALLER, [Links], "Search for a customer's devices"),
    own!("TagResource", CHANGES, INSTALLER, [Links], "Set tags of a link"),
    own!("UntagResource", CHANGES, EVERYTHING, [Links], "Take tags off a link"),
    own!("UpdateAccountAssociation", CHANGES, INSTALLER, [Links], "Change a link's name or note"),
    own!("UpdateManagedThing", CHANGES, INSTALLER, [Devices], "Change a device's name or owner"),
];

const fn with_tags(operation: &'static str, sizes: &'static [PolicySize]) -> Permission {
    Permission {
        action: "iotmanagedintegrations:TagResource",
        operation,
        what_for: "Put tags on the new link, when some are typed",
        is_change: CHANGES,
        resources: &[Links],
        sizes,
    }
}

/// The caller, too, must be allowed to read the device cloud's secret.
const fn secret(operation: &'static str, is_change: bool, sizes: &'static [PolicySize]) -> Permission {
    Permission {
        action: "secretsmanager:GetSecretValue",
        operation,
        what_for: "Let AWS read the device cloud's secret in your name",
        is_change,
        resources: &[Secrets],
        sizes,
    }
}

/// That secret always lies under a key of the customer's own.
const fn secrets_key(operation: &'static str, is_change: bool, sizes: &'static [PolicySize]) -> Permission {
    Permission {
        action: "kms:Decrypt",
        operation,
        what_for: "Let AWS decrypt that secret in your name",
        is_change,
        resources: &[Keys],
        sizes,
    }
}
