//! The rows of account associations. What a row means is written in `operations.rs`.

use super::{MAX_RESULTS, NEXT_TOKEN, Operation, label, optional, query, required};
use crate::account_associations;
use crate::shapes;

pub(super) static LINKS: &[Operation] = &[
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
        name: "StartAccountAssociationRefresh",
        method: "POST",
        path: "/account-associations/{AccountAssociationId}/refresh",
        success: 200,
        members: &[label("AccountAssociationId", &shapes::ACCOUNT_ASSOCIATION_ID)],
        run: account_associations::refresh::start,
    },
];
