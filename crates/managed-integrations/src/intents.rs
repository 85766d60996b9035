//! Mutations: each [`Intent`] as the one request it stands for.

mod devices;
mod links;
mod tags;

use aws_types::request_id::RequestId;
use onboarding::{Intent, Outcome, Performed, Problem};

use crate::{ManagedIntegrations, problem::request_id};

pub(crate) async fn perform(service: &ManagedIntegrations, intent: &Intent) -> Result<Performed, Problem> {
    let operation = intent.operation();
    match intent {
        Intent::CreateAccountAssociation(it) => links::create(service, operation, it).await,
        Intent::UpdateAccountAssociation(it) => links::update(service, operation, it).await,
        Intent::DeleteAccountAssociation(id) => links::delete(service, operation, id).await,
        Intent::StartAccountAssociationRefresh(id) => links::refresh(service, operation, id).await,
        Intent::StartDeviceDiscovery(it) => devices::start_discovery(service, operation, it).await,
        Intent::CreateManagedThing(it) => devices::create(service, operation, it).await,
        Intent::UpdateManagedThing(it) => devices::update(service, operation, it).await,
        Intent::DeleteManagedThing(id) => devices::delete(service, operation, id).await,
        Intent::RegisterAccountAssociation(it) => devices::register(service, operation, it).await,
        Intent::DeregisterAccountAssociation(it) => devices::deregister(service, operation, it).await,
        Intent::TagResource(it) => tags::set(service, operation, it).await,
        Intent::UntagResource(it) => tags::remove(service, operation, it).await,
    }
}

fn performed(outcome: Outcome, answer: &impl RequestId) -> Performed {
    Performed { outcome, request_id: answer.request_id().and_then(request_id) }
}
