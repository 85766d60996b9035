//! A new sign-in for a link that is there already (service.md 8.19): another
//! address, and from then on the one before has expired.

use serde_json::Value;

use super::{being_deleted, company_authorization, existing, sign_in_url};
use crate::failure::Failure;
use crate::input::Input;
use crate::turn::{Turn, object, said};
use crate::world::account_association::{AccountAssociation, AssociationState, Authorization, Outcome};
use crate::world::commit::Commit;

pub(crate) fn start(turn: &mut Turn<'_>, input: &Input) -> Result<Value, Failure> {
    let association = existing(turn, input.required("AccountAssociationId"))?;
    if association.gone_at.is_some() {
        return Err(being_deleted(&association.id));
    }
    let authorization = authorization(turn, association)?;
    let id = association.id.clone();
    let sign_in_key = turn.chance.id();
    let association = existing(turn, &id)?;
    let url = sign_in_url(turn.world, turn.endpoint, association, &sign_in_key);
    let response = object([("OAuthAuthorizationUrl", said(url))]);
    turn.commit(input, response, Commit::AccountAssociationRefreshed { id, sign_in_key, authorization })
}

/// What the link is in from now on. A link in use stays so until the new sign-in
/// has ended; one that waits only gets another address.
fn authorization(turn: &Turn<'_>, association: &AccountAssociation) -> Result<Authorization, Failure> {
    let destination_id = &association.connector_destination_id;
    let destination = turn
        .world
        .connector_destination(destination_id)
        .ok_or_else(|| Failure::not_found("ConnectorDestination", destination_id))?;
    let state = association.state(turn.now);
    let in_use = match state {
        AssociationState::Succeeded => association.settled(turn.now).cloned(),
        AssociationState::Failed if !turn.settings.refresh_of_failed => {
            return Err(Failure::conflict(format!(
                "AccountAssociation {} is in state {}.",
                association.id,
                state.name()
            )));
        }
        AssociationState::InProgress
            if !association.awaits_sign_in() && association.general_authorization.is_none() =>
        {
            return Err(Failure::conflict(format!(
                "A sign-in of AccountAssociation {} is being completed.",
                association.id
            )));
        }
        AssociationState::Failed
        | AssociationState::InProgress
        | AssociationState::RefreshTokenExpired
        | AssociationState::Deleting => None,
    };
    if association.general_authorization.is_some() {
        return Ok(beside(company_authorization(turn, destination), in_use));
    }
    Ok(match in_use {
        Some(outcome) => Authorization::Renewing { outcome },
        None => Authorization::Waiting,
    })
}

/// The company's own answer, with what holds until it shows.
fn beside(authorization: Authorization, in_use: Option<Outcome>) -> Authorization {
    match authorization {
        Authorization::Answered { at, outcome, before: _ } => {
            Authorization::Answered { at, outcome, before: in_use }
        }
        Authorization::Waiting | Authorization::Renewing { .. } => match in_use {
            Some(outcome) => Authorization::Renewing { outcome },
            None => Authorization::Waiting,
        },
    }
}
