//! Links: `GetAccountAssociation` and `ListAccountAssociations`.

use aws_sdk_iotmanagedintegrations::types;
use onboarding::{
    AccountAssociation, AccountAssociationId, AccountAssociationItem, AssociationState,
    ConnectorDestinationId, Page, Problem, cut_to_show, fit_to_show, without_controls,
};

use crate::problem::{SDK_PLACEHOLDER, incomplete_answer};
use crate::{ManagedIntegrations, PAGE_SIZE};

pub(crate) async fn get(
    service: &ManagedIntegrations,
    id: &AccountAssociationId,
) -> Result<AccountAssociation, Problem> {
    const OPERATION: &str = "GetAccountAssociation";
    let output = service
        .read(OPERATION, |client, settings| {
            client
                .get_account_association()
                .account_association_id(id.as_str())
                .customize()
                .config_override(settings)
                .send()
        })
        .await?;
    if output.association_state.as_str() == SDK_PLACEHOLDER {
        return Err(incomplete_answer(OPERATION, false, &output));
    }
    let answered_id = output.account_association_id.as_str();
    let id = if answered_id.is_empty() { id.as_str() } else { answered_id };
    let tags = output.tags.into_iter().flatten();
    let mut tags: Vec<_> = tags.map(|(key, value)| (cut_to_show(&key), cut_to_show(&value))).collect();
    tags.sort();
    Ok(AccountAssociation {
        id: AccountAssociationId::new(id),
        state: AssociationState::from(output.association_state.as_str()),
        error_message: output.error_message.as_deref().and_then(fit_to_show),
        connector_destination_id: output.connector_destination_id.map(ConnectorDestinationId::new),
        name: output.name.as_deref().and_then(fit_to_show),
        description: output.description.as_deref().map(without_controls),
        arn: output.arn,
        o_auth_authorization_url: output.o_auth_authorization_url,
        auth_material_name: output
            .general_authorization
            .and_then(|named| fit_to_show(&named.auth_material_name?)),
        tags,
    })
}

pub(crate) async fn list(
    service: &ManagedIntegrations,
    of: Option<&ConnectorDestinationId>,
    next: Option<&str>,
) -> Result<Page<AccountAssociationItem>, Problem> {
    let output = service
        .read("ListAccountAssociations", |client, settings| {
            client
                .list_account_associations()
                .set_connector_destination_id(of.map(|id| id.as_str().to_owned()))
                .max_results(PAGE_SIZE)
                .set_next_token(next.map(str::to_owned))
                .customize()
                .config_override(settings)
                .send()
        })
        .await?;
    let items = output.items().iter().filter_map(item).collect();
    Ok(Page { items, next: output.next_token })
}

fn item(row: &types::AccountAssociationItem) -> Option<AccountAssociationItem> {
    let id = row.account_association_id();
    (!id.is_empty()).then(|| AccountAssociationItem {
        id: AccountAssociationId::new(id),
        state: AssociationState::from(row.association_state().as_str()),
        error_message: row.error_message().and_then(fit_to_show),
        connector_destination_id: row.connector_destination_id().map(ConnectorDestinationId::new),
        name: row.name().and_then(fit_to_show),
        description: row.description().map(without_controls),
    })
}
