//! The rows of registrations. What a row means is written in `operations.rs`.

use super::{MAX_RESULTS, NEXT_TOKEN, Operation, query, required};
use crate::registrations;
use crate::shapes;

pub(super) static REGISTRATIONS: &[Operation] = &[
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
