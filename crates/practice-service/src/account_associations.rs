//! Account associations: made, read, listed, renamed, deleted. A new sign-in for
//! one that is there stands in `refresh.rs`.

pub(crate) mod refresh;

use std::time::Duration;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use crate::failure::Failure;
use crate::input::Input;
use crate::moment::Moment;
use crate::pages::Page;
use crate::scene::Scene;
use crate::turn::{Turn, arn, object, said};
use crate::world::World;
use crate::world::account_association::{AccountAssociation, AssociationState, Authorization, Outcome};
use crate::world::commit::Commit;
use crate::world::connector::ConnectorDestination;
use crate::world::vendor::COMPANY_ACCOUNT;

pub(crate) fn create(turn: &mut Turn<'_>, input: &Input) -> Result<Value, Failure> {
    if let Some(earlier) = turn.repeated(input)? {
        return Ok(earlier.response.clone());
    }
    let destination_id = input.required("ConnectorDestinationId");
    let destination = turn
        .world
        .connector_destination(destination_id)
        .ok_or_else(|| Failure::not_found("ConnectorDestination", destination_id))?;
    let general_authorization = company_credential(destination, input)?;
    let authorization = match general_authorization {
        Some(_) => company_authorization(turn, destination),
        None => Authorization::Waiting,
    };
    let association = AccountAssociation {
        id: turn.chance.id(),
        connector_destination_id: destination_id.to_owned(),
        name: input.owned("Name"),
        description: input.owned("Description"),
        tags: input.value("Tags").cloned(),
        general_authorization,
        client_token: input.owned("ClientToken"),
        sign_in_key: turn.chance.id(),
        authorization,
        created_at: turn.now,
        gone_at: None,
        seeded: false,
    };
    let response = object([
        (
            "OAuthAuthorizationUrl",
            said(sign_in_url(turn.world, turn.endpoint, &association, &association.sign_in_key)),
        ),
        ("AccountAssociationId", said(association.id.as_str())),
        ("AssociationState", said(association.state(turn.now).name())),
        ("Arn", said(arn("account-association", &association.id))),
    ]);
    turn.commit(input, response, Commit::AccountAssociationCreated(Box::new(association)))
}

pub(crate) fn get(turn: &mut Turn<'_>, input: &Input) -> Result<Value, Failure> {
    let association = existing(turn, input.required("AccountAssociationId"))?;
    let mut answer = item(association, turn.now);
    let url = sign_in_url(turn.world, turn.endpoint, association, &association.sign_in_key);
    answer["OAuthAuthorizationUrl"] = Value::String(url);
    if let Some(tags) = &association.tags {
        answer["Tags"] = tags.clone();
    }
    if let Some(name) = &association.general_authorization {
        answer["GeneralAuthorization"] = object([("AuthMaterialName", said(name.as_str()))]);
    }
    Ok(answer)
}

pub(crate) fn list(turn: &mut Turn<'_>, input: &Input) -> Result<Value, Failure> {
    let page = Page::asked(turn, input)?;
    let destination = input.text("ConnectorDestinationId");
    let items = turn
        .world
        .account_associations
        .iter()
        .enumerate()
        .skip(page.start())
        .filter(|(_, association)| !association.is_gone(turn.now))
        .filter(|(_, association)| turn.is_listed(association.created_at))
        .filter(|(_, association)| destination.is_none_or(|id| association.connector_destination_id == id))
        .map(|(position, association)| (position, item(association, turn.now)));
    Ok(page.filled("Items", items))
}

pub(crate) fn update(turn: &mut Turn<'_>, input: &Input) -> Result<Value, Failure> {
    let association = existing(turn, input.required("AccountAssociationId"))?;
    if association.gone_at.is_some() {
        return Err(being_deleted(&association.id));
    }
    let commit = Commit::AccountAssociationUpdated {
        id: association.id.clone(),
        name: input.owned("Name"),
        description: input.owned("Description"),
    };
    turn.commit(input, Value::Null, commit)
}

pub(crate) fn delete(turn: &mut Turn<'_>, input: &Input) -> Result<Value, Failure> {
    let association = existing(turn, input.required("AccountAssociationId"))?;
    if association.gone_at.is_some() {
        return Ok(Value::Null);
    }
    let id = association.id.clone();
    let still_registered = turn
        .world
        .registrations
        .iter()
        .any(|registration| !registration.ended && registration.account_association_id == id);
    if still_registered {
        return Err(Failure::validation(format!(
            "AccountAssociation {id} still has managed things. Call DeregisterAccountAssociation for each of them first."
        )));
    }
    let gone_at = turn.now.after(turn.settings.deleting);
    turn.commit(input, Value::Null, Commit::AccountAssociationDeleted { id, gone_at })
}

/// The association of this id, unless it is gone.
pub(crate) fn existing<'w>(turn: &'w Turn<'_>, id: &str) -> Result<&'w AccountAssociation, Failure> {
    turn.world
        .account_associations
        .get(id)
        .filter(|association| !association.is_gone(turn.now))
        .ok_or_else(|| Failure::not_found("AccountAssociation", id))
}

/// The association of this id, ready for discoveries and registrations.
pub(crate) fn linked<'w>(turn: &'w Turn<'_>, id: &str) -> Result<&'w AccountAssociation, Failure> {
    let association = existing(turn, id)?;
    let state = association.state(turn.now);
    if state == AssociationState::Succeeded {
        Ok(association)
    } else {
        Err(Failure::conflict(format!("AccountAssociation {id} is in state {}.", state.name())))
    }
}

/// Puts the present address into the stored answers of a world that was kept
/// from a run with another port.
pub(crate) fn move_sign_in_urls(world: &mut World, endpoint: &str) {
    let moved: Vec<(usize, String)> = world
        .committed
        .iter()
        .enumerate()
        .filter_map(|(position, request)| {
            let (id, key) = request.commit.sign_in_issued()?;
            let association = world.account_associations.get(id)?;
            Some((position, sign_in_url(world, endpoint, association, key)))
        })
        .collect();
    for (position, url) in moved {
        if let Some(stored) = world.committed[position].response.get_mut("OAuthAuthorizationUrl") {
            *stored = Value::String(url);
        }
    }
}

/// How long the access a customer gave can be refreshed.
pub(crate) const REFRESH_TOKEN_LIFETIME: Duration = Duration::from_secs(90 * 24 * 60 * 60);

/// Everything but the unreserved characters of RFC 3986.
const RESERVED: AsciiSet = NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

fn being_deleted(id: &str) -> Failure {
    Failure::conflict(format!("AccountAssociation {id} is being deleted."))
}

fn company_credential(destination: &ConnectorDestination, input: &Input) -> Result<Option<String>, Failure> {
    let Some(authorization) = input.value("GeneralAuthorization") else {
        return if destination.o_auth {
            Ok(None)
        } else {
            Err(Failure::validation(format!(
                "ConnectorDestination {} needs GeneralAuthorization: it has no OAuth configuration.",
                destination.id
            )))
        };
    };
    let name = authorization
        .get("AuthMaterialName")
        .and_then(Value::as_str)
        .ok_or_else(|| Failure::validation("GeneralAuthorization needs an AuthMaterialName."))?;
    if destination.auth_materials.contains(&name) {
        Ok(Some(name.to_owned()))
    } else {
        Err(Failure::validation(format!(
            "ConnectorDestination {} has no GeneralAuthorization named {name}.",
            destination.id
        )))
    }
}

/// A company credential needs no customer; its own account answers after the
/// same wait.
fn company_authorization(turn: &Turn<'_>, destination: &ConnectorDestination) -> Authorization {
    let customer = match turn.scenery.scene() {
        Scene::NeverFinishes => return Authorization::Waiting,
        Scene::WrongAccount => destination.vendor.someone_else(COMPANY_ACCOUNT),
        Scene::AllGoesWell | Scene::CustomerSaysNo | Scene::ThreeDevicesFail | Scene::SignInExpires => {
            COMPANY_ACCOUNT.to_owned()
        }
    };
    let outcome = Outcome::Succeeded { customer, expires_at: None };
    Authorization::answered(turn.now.after(turn.settings.association_delay), outcome)
}

fn item(association: &AccountAssociation, now: Moment) -> Value {
    object([
        ("AccountAssociationId", said(association.id.as_str())),
        ("AssociationState", said(association.state(now).name())),
        ("ErrorMessage", association.error_message(now).and_then(said)),
        ("ConnectorDestinationId", said(association.connector_destination_id.as_str())),
        ("Name", association.name.as_deref().and_then(said)),
        ("Description", association.description.as_deref().and_then(said)),
        ("Arn", said(arn("account-association", &association.id))),
    ])
}

/// Where the customer signs in; empty for a company credential.
fn sign_in_url(world: &World, endpoint: &str, association: &AccountAssociation, key: &str) -> String {
    let all = &world.connector_destinations;
    let destination = all.iter().find(|known| known.id == association.connector_destination_id);
    let (None, Some(destination)) = (&association.general_authorization, destination) else {
        return String::new();
    };
    let vendor = destination.vendor;
    let encoded = |text: &str| utf8_percent_encode(text, &RESERVED).to_string();
    format!(
        "{}/vendors/{}/authorize?response_type=code&client_id={}&redirect_uri={}&state={}&scope={}",
        endpoint,
        vendor.slug,
        vendor.client_id,
        encoded(&format!("{endpoint}/oauth/callback")),
        key,
        encoded(vendor.scope),
    )
}
