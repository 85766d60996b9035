//! What happens to a thing or its device outside: it can no longer be reached, or
//! the service thinks otherwise of it.

use serde::Deserialize;
use serde_json::{Value, json};

use super::bad;
use crate::failure::Failure;
use crate::practice::State;
use crate::world::commit::Commit;
use crate::world::managed_thing::ProvisioningStatus;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct ThingForm {
    managed_thing_id: String,
    /// A device that cannot be reached takes commands and never answers.
    reachable: Option<bool>,
    /// By the service's own name.
    provisioning_status: Option<String>,
}

/// Those a thing can simply be in; the others come of a deletion.
const SETTABLE: [ProvisioningStatus; 5] = [
    ProvisioningStatus::Unassociated,
    ProvisioningStatus::PreAssociated,
    ProvisioningStatus::Discovered,
    ProvisioningStatus::Activated,
    ProvisioningStatus::Isolated,
];

pub(super) fn set(state: &mut State, form: ThingForm, request_id: &str) -> Result<Value, Failure> {
    let now = state.now();
    let id = form.managed_thing_id;
    let known = state.world.managed_things.get(&id).filter(|thing| !thing.is_gone(now));
    known.ok_or_else(|| Failure::not_found("ManagedThing", &id))?;
    let status = form.provisioning_status.as_deref().map(status).transpose()?;
    let request = json!({"ManagedThingId": id, "Reachable": form.reachable,
        "ProvisioningStatus": form.provisioning_status});
    let commit =
        Commit::ManagedThingSet { id: id.clone(), reachable: form.reachable, provisioning_status: status };
    state.commit("PracticeThing", request, commit, request_id)?;
    let thing = state.world.managed_things.get(&id);
    Ok(json!({
        "managedThingId": id,
        "reachable": thing.is_some_and(|thing| thing.unreachable_since.is_none()),
        "provisioningStatus": thing.map(|thing| thing.status(now).name()),
    }))
}

fn status(name: &str) -> Result<ProvisioningStatus, Failure> {
    SETTABLE.into_iter().find(|status| status.name() == name).ok_or_else(|| {
        let names: Vec<_> = SETTABLE.iter().map(|status| status.name()).collect();
        bad(format!("provisioningStatus must be one of {}.", names.join(", ")))
    })
}
