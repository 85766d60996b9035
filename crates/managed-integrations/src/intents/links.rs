//! Mutations of links.

use aws_sdk_iotmanagedintegrations::types;
use aws_types::request_id::RequestId;
use onboarding::{
    AccountAssociationId, AssociationState, CreateAccountAssociation, CreatedAccountAssociation, Outcome,
    Performed, Problem, SignInAgain, UpdateAccountAssociation,
};

use super::performed;
use crate::ManagedIntegrations;
use crate::problem::{incomplete_answer, request_id};

pub(super) async fn create(
    service: &ManagedIntegrations,
    operation: &'static str,
    it: &CreateAccountAssociation,
) -> Result<Performed, Problem> {
    let named = it
        .auth_material_name
        .as_ref()
        .map(|name| types::GeneralAuthorizationName::builder().auth_material_name(name).build());
    // An empty map is refused by AWS, and the SDK would send it.
    let tags = (!it.tags.is_empty()).then(|| it.tags.iter().cloned().collect());
    let output = service
        .mutate(operation, |client, settings| {
            client
                .create_account_association()
                .client_token(it.client_token.as_str())
                .connector_destination_id(it.connector_destination_id.as_str())
                .set_name(unless_empty(&it.name))
                .set_description(unless_empty(&it.description))
                .set_tags(tags)
                .set_general_authorization(named)
                .customize()
                .config_override(settings)
                .send()
        })
        .await?;
    if output.account_association_id.is_empty() {
        return Err(incomplete_answer(operation, true, &output));
    }
    let request_id = output.request_id().and_then(request_id);
    let outcome = Outcome::AccountAssociationCreated(CreatedAccountAssociation {
        state: AssociationState::from(output.association_state.as_str()),
        id: AccountAssociationId::new(output.account_association_id),
        arn: output.arn,
        o_auth_authorization_url: output.o_auth_authorization_url,
    });
    Ok(Performed { outcome, request_id })
}

pub(super) async fn update(
    service: &ManagedIntegrations,
    operation: &'static str,
    it: &UpdateAccountAssociation,
) -> Result<Performed, Problem> {
    let output = service
        .mutate(operation, |client, settings| {
            client
                .update_account_association()
                .account_association_id(it.account_association_id.as_str())
                .set_name(it.name.clone())
                .set_description(it.description.clone())
                .customize()
                .config_override(settings)
                .send()
        })
        .await?;
    Ok(performed(Outcome::AccountAssociationUpdated, &output))
}

pub(super) async fn delete(
    service: &ManagedIntegrations,
    operation: &'static str,
    id: &AccountAssociationId,
) -> Result<Performed, Problem> {
    let output = service
        .mutate(operation, |client, settings| {
            client
                .delete_account_association()
                .account_association_id(id.as_str())
                .customize()
                .config_override(settings)
                .send()
        })
        .await?;
    Ok(performed(Outcome::AccountAssociationDeleted, &output))
}

/// May be sent again like the others: a second refresh makes the sign-in page of
/// the first invalid and nothing else, and the address answered is the last one.
pub(super) async fn refresh(
    service: &ManagedIntegrations,
    operation: &'static str,
    id: &AccountAssociationId,
) -> Result<Performed, Problem> {
    let output = service
        .mutate(operation, |client, settings| {
            client
                .start_account_association_refresh()
                .account_association_id(id.as_str())
                .customize()
                .config_override(settings)
                .send()
        })
        .await?;
    let request_id = output.request_id().and_then(request_id);
    let again = SignInAgain { o_auth_authorization_url: output.o_auth_authorization_url };
    Ok(Performed { outcome: Outcome::RefreshStarted(again), request_id })
}

fn unless_empty(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
