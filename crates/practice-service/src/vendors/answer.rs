//! What the customer's answer at the vendor does to a link.

use serde_json::{Value, json};

use crate::account_associations::REFRESH_TOKEN_LIFETIME;
use crate::failure::Failure;
use crate::practice::State;
use crate::scene::Scene;
use crate::world::account_association::Outcome;
use crate::world::commit::Commit;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum CustomerAnswer {
    Allowed {
        /// The account that was signed in.
        customer: String,
    },
    Denied {
        /// What the link says of it.
        message: String,
    },
}

impl CustomerAnswer {
    pub(crate) fn denied() -> CustomerAnswer {
        CustomerAnswer::Denied { message: DENIED.to_owned() }
    }
}

const DENIED: &str = "access_denied - The resource owner denied the request";

/// Takes the answer for a link that waits for one. In the scene that never
/// finishes it gets lost, and the same link may be tried again afterwards.
pub(crate) fn answer_sign_in(
    state: &mut State,
    association_id: &str,
    answer: CustomerAnswer,
    request_id: &str,
) -> Result<(), Failure> {
    let now = state.now();
    let scene = state.scenery.scene();
    let outcome = match (scene, answer) {
        (Scene::NeverFinishes, _) => return Ok(()),
        (_, CustomerAnswer::Denied { message }) => Outcome::Failed { message },
        (Scene::CustomerSaysNo, _) => Outcome::Failed { message: DENIED.to_owned() },
        (_, CustomerAnswer::Allowed { customer }) => Outcome::Succeeded {
            customer: account_reached(state, association_id, customer, scene),
            expires_at: Some(now.after(REFRESH_TOKEN_LIFETIME)),
        },
    };
    let customer = match &outcome {
        Outcome::Succeeded { customer, .. } => Value::from(customer.as_str()),
        Outcome::Failed { .. } => Value::Null,
    };
    let at = now.after(state.settings.association_delay);
    let request = json!({"AccountAssociationId": association_id, "Customer": customer});
    let commit = Commit::SignInAnswered { account_association_id: association_id.to_owned(), at, outcome };
    state.commit("CustomerSignIn", request, commit, request_id)
}

/// In the scene of the wrong account the vendor's session was somebody else's.
fn account_reached(state: &State, association_id: &str, customer: String, scene: Scene) -> String {
    let association = state.world.account_associations.get(association_id);
    let destination = association
        .and_then(|association| state.world.connector_destination(&association.connector_destination_id));
    match destination {
        Some(destination) if scene == Scene::WrongAccount => destination.vendor.someone_else(&customer),
        Some(_) | None => customer,
    }
}
