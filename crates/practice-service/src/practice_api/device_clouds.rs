//! Changes a connector destination, or takes it out of the account: the service
//! has operations for that, but nobody here calls them.

use serde_json::{Map, Value, json};

use super::{bad, fits};
use crate::failure::Failure;
use crate::practice::State;
use crate::shapes;
use crate::world::commit::Commit;
use crate::world::connector::DestinationChange;

/// Of `proactiveRefreshTokenRenewal` (service.md 2.2).
const LEAST_DAYS_BEFORE_RENEWAL: u32 = 30;

/// The form is the id and a `DestinationChange`.
pub(super) fn change(
    state: &mut State,
    mut form: Map<String, Value>,
    request_id: &str,
) -> Result<Value, Failure> {
    let id = form.shift_remove("connectorDestinationId");
    let id = id.as_ref().and_then(Value::as_str).unwrap_or_default().to_owned();
    let change: DestinationChange = serde_json::from_value(Value::Object(form))
        .map_err(|problem| bad(format!("The body does not fit: {problem}.")))?;
    if !state.world.connector_destinations.iter().any(|destination| destination.id == id) {
        return Err(Failure::not_found("ConnectorDestination", &id));
    }
    check(&change)?;
    let request = json!({"ConnectorDestinationId": id, "Change": change});
    let commit = Commit::ConnectorDestinationChanged { id: id.clone(), change };
    state.commit("PracticeDeviceCloud", request, commit, request_id)?;
    Ok(json!({"connectorDestinationId": id, "gone": state.world.connector_destination(&id).is_none()}))
}

fn check(change: &DestinationChange) -> Result<(), Failure> {
    for (shape, value, name) in [
        (&shapes::CONNECTOR_DESTINATION_NAME, &change.name, "name"),
        (&shapes::CONNECTOR_DESTINATION_DESCRIPTION, &change.description, "description"),
        (
            &shapes::TOKEN_ENDPOINT_AUTHENTICATION_SCHEME,
            &change.token_endpoint_authentication_scheme,
            "tokenEndpointAuthenticationScheme",
        ),
        (&shapes::SECRETS_MANAGER_VERSION_ID, &change.secret_version_id, "secretVersionId"),
    ] {
        if let Some(value) = value {
            fits(shape, value, name)?;
        }
    }
    match change.days_before_renewal {
        Some(days) if (1..LEAST_DAYS_BEFORE_RENEWAL).contains(&days) => {
            Err(bad("daysBeforeRenewal must be 0, for no renewal, or at least 30."))
        }
        Some(_) | None => Ok(()),
    }
}
