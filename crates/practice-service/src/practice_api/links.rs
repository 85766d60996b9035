//! Brings a link into a state, as time or somebody else would.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{bad, fits};
use crate::account_associations::REFRESH_TOKEN_LIFETIME;
use crate::failure::Failure;
use crate::moment::Moment;
use crate::practice::State;
use crate::shapes;
use crate::world::account_association::{AccountAssociation, Authorization, Outcome};
use crate::world::commit::Commit;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct LinkForm {
    account_association_id: String,
    state: StateForm,
    /// Of a link that has failed.
    error_message: Option<String>,
    /// Of a link that has succeeded or expired; otherwise the one it had.
    customer: Option<String>,
}

#[derive(Clone, Copy, Deserialize, Serialize)]
enum StateForm {
    #[serde(rename = "ASSOCIATION_IN_PROGRESS")]
    InProgress,
    #[serde(rename = "ASSOCIATION_FAILED")]
    Failed,
    #[serde(rename = "ASSOCIATION_SUCCEEDED")]
    Succeeded,
    #[serde(rename = "REFRESH_TOKEN_EXPIRED")]
    RefreshTokenExpired,
    #[serde(rename = "ASSOCIATION_DELETING")]
    Deleting,
}

const USUAL_PROBLEM: &str = "invalid_grant - The vendor did not accept the client secret";
/// A deletion that the service never finishes.
const NEVER: Moment = Moment::from_epoch_seconds(9_000_000_000);

pub(super) fn set(state: &mut State, form: LinkForm, request_id: &str) -> Result<Value, Failure> {
    let now = state.now();
    let id = form.account_association_id.clone();
    let association = state
        .world
        .account_associations
        .get(&id)
        .filter(|association| !association.is_gone(now))
        .ok_or_else(|| Failure::not_found("AccountAssociation", &id))?;
    let authorization = authorization(state, association, &form)?;
    let gone_at = matches!(form.state, StateForm::Deleting).then_some(NEVER);
    let commit = Commit::AccountAssociationSet { id: id.clone(), authorization, gone_at };
    let request = json!({"AccountAssociationId": id, "AssociationState": form.state,
        "ErrorMessage": form.error_message, "Customer": form.customer});
    state.commit("PracticeLink", request, commit, request_id)?;
    Ok(json!({"accountAssociationId": id, "associationState": form.state}))
}

fn authorization(
    state: &State,
    association: &AccountAssociation,
    form: &LinkForm,
) -> Result<Authorization, Failure> {
    let now = state.now();
    let succeeded = |expires_at| -> Result<Authorization, Failure> {
        let outcome = Outcome::Succeeded { customer: customer(state, association, form)?, expires_at };
        Ok(Authorization::answered(now, outcome))
    };
    match form.state {
        StateForm::InProgress => Ok(Authorization::Waiting),
        StateForm::Failed => {
            let message = form.error_message.clone().unwrap_or_else(|| USUAL_PROBLEM.to_owned());
            fits(&shapes::ACCOUNT_ASSOCIATION_ERROR_MESSAGE, &message, "errorMessage")?;
            Ok(Authorization::answered(now, Outcome::Failed { message }))
        }
        StateForm::Succeeded => succeeded(Some(now.after(REFRESH_TOKEN_LIFETIME))),
        StateForm::RefreshTokenExpired => succeeded(Some(now)),
        StateForm::Deleting => Ok(association.authorization.clone()),
    }
}

fn customer(state: &State, association: &AccountAssociation, form: &LinkForm) -> Result<String, Failure> {
    let Some(customer) = &form.customer else {
        return association
            .customer(state.now())
            .map(str::to_owned)
            .ok_or_else(|| bad("This link has no customer yet: name one."));
    };
    state
        .world
        .connector_destination(&association.connector_destination_id)
        .filter(|destination| destination.vendor.knows(customer))
        .map(|_| customer.clone())
        .ok_or_else(|| bad(format!("{customer} is not a customer of this vendor.")))
}
