//! Questions: each [`Question`] as the one request it stands for, and its answer.

use onboarding::{Answer, Problem, Question};

use crate::{ManagedIntegrations, associations, destinations, discoveries, event_logs, states, things};

pub(crate) async fn ask(service: &ManagedIntegrations, question: &Question) -> Result<Answer, Problem> {
    Ok(match question {
        Question::ListConnectorDestinations { next } => {
            Answer::ListConnectorDestinations(destinations::list(service, next.as_deref()).await?)
        }
        Question::GetConnectorDestination { id } => {
            Answer::GetConnectorDestination(destinations::get(service, id).await?)
        }
        Question::GetAccountAssociation { id } => {
            Answer::GetAccountAssociation(associations::get(service, id).await?)
        }
        Question::ListAccountAssociations { of, next } => {
            Answer::ListAccountAssociations(associations::list(service, of.as_ref(), next.as_deref()).await?)
        }
        Question::GetDeviceDiscovery { id } => {
            Answer::GetDeviceDiscovery(discoveries::get(service, id).await?)
        }
        Question::ListDiscoveredDevices { id, next } => {
            Answer::ListDiscoveredDevices(discoveries::list_devices(service, id, next.as_deref()).await?)
        }
        Question::GetManagedThing { id } => Answer::GetManagedThing(things::get(service, id).await?),
        Question::ListManagedThings { filter, next } => {
            Answer::ListManagedThings(things::list(service, filter, next.as_deref()).await?)
        }
        Question::ListManagedThingAccountAssociations { of_thing, of_association, next } => {
            let (of_thing, of_association) = (of_thing.as_ref(), of_association.as_ref());
            Answer::ListManagedThingAccountAssociations(
                things::list_associations(service, of_thing, of_association, next.as_deref()).await?,
            )
        }
        Question::GetManagedThingState { id } => {
            Answer::GetManagedThingState(states::get(service, id).await?)
        }
        Question::GetManagedThingCapabilities { id } => {
            Answer::GetManagedThingCapabilities(states::capabilities(service, id).await?)
        }
        Question::GetManagedThingConnectivityData { id } => {
            Answer::GetManagedThingConnectivityData(states::connectivity(service, id).await?)
        }
        Question::ReadManagedThingState { ask } => {
            Answer::ReadManagedThingState(states::read_anew(service, ask).await?)
        }
        Question::ListEventLogConfigurations { next } => {
            Answer::ListEventLogConfigurations(event_logs::list(service, next.as_deref()).await?)
        }
    })
}
