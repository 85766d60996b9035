//! Every read this program does, tried once. What needs something to look at
//! looks at what is there, or else at an id nobody has: AWS refuses before it looks.

use contract::{PermissionOutcomeView, PermissionView};
use onboarding::{
    AccountAssociationId, ConnectorDestinationId, ConnectorDestinationSummary, DeviceDiscoveryId, Gateway,
    ManagedThingFilter, ManagedThingId, Page, Problem, ProblemKind,
};
use support::permissions::Permission;

/// Fits the pattern of every id, and is nobody's.
const NOBODY: &str = "linkwrightpermissiontest";

/// Tells of every operation's answer as it comes. `device_clouds` were listed
/// before; `None` when that was refused.
pub(super) async fn every_read(
    gateway: &dyn Gateway,
    device_clouds: Option<Page<ConnectorDestinationSummary>>,
    mut learn: impl FnMut(&'static str, Result<(), &Problem>),
) {
    let listed = device_clouds.is_some();
    let nobody = "the id fits the pattern of all ids";
    let cloud = device_clouds.and_then(|page| page.items.into_iter().next()).map(|cloud| cloud.id);
    let cloud = cloud.unwrap_or_else(|| ConnectorDestinationId::parse(NOBODY).expect(nobody));
    if listed {
        learn("ListConnectorDestinations", Ok(()));
    } else {
        let again = gateway.list_connector_destinations(None).await;
        learn("ListConnectorDestinations", again.as_ref().map(|_| ()));
    }
    let answer = gateway.get_connector_destination(&cloud).await;
    learn("GetConnectorDestination", answer.as_ref().map(|_| ()));

    let links = gateway.list_account_associations(None, None).await;
    learn("ListAccountAssociations", links.as_ref().map(|_| ()));
    let link = links.ok().and_then(|page| page.items.into_iter().next()).map(|link| link.id);
    let link = link.unwrap_or_else(|| AccountAssociationId::parse(NOBODY).expect(nobody));
    let answer = gateway.get_account_association(&link).await;
    learn("GetAccountAssociation", answer.as_ref().map(|_| ()));
    let answer = gateway.list_managed_thing_account_associations(None, Some(&link), None).await;
    learn("ListManagedThingAccountAssociations", answer.as_ref().map(|_| ()));

    let things = gateway.list_managed_things(&ManagedThingFilter::default(), None).await;
    learn("ListManagedThings", things.as_ref().map(|_| ()));
    let thing = things.ok().and_then(|page| page.items.into_iter().next()).map(|thing| thing.id);
    let thing = thing.unwrap_or_else(|| ManagedThingId::parse(NOBODY).expect(nobody));
    let answer = gateway.get_managed_thing(&thing).await;
    learn("GetManagedThing", answer.as_ref().map(|_| ()));
    let answer = gateway.get_managed_thing_state(&thing).await;
    learn("GetManagedThingState", answer.as_ref().map(|_| ()));
    let answer = gateway.get_managed_thing_capabilities(&thing).await;
    learn("GetManagedThingCapabilities", answer.as_ref().map(|_| ()));
    let answer = gateway.get_managed_thing_connectivity_data(&thing).await;
    learn("GetManagedThingConnectivityData", answer.as_ref().map(|_| ()));

    let search = DeviceDiscoveryId::parse(NOBODY).expect(nobody);
    let answer = gateway.get_device_discovery(&search).await;
    learn("GetDeviceDiscovery", answer.as_ref().map(|_| ()));
    let answer = gateway.list_discovered_devices(&search, None).await;
    learn("ListDiscoveredDevices", answer.as_ref().map(|_| ()));
    let answer = gateway.list_event_log_configurations(None).await;
    learn("ListEventLogConfigurations", answer.as_ref().map(|_| ()));
}

/// What an operation's answer says of one action it needs.
pub(super) fn learn(
    row: &mut PermissionView,
    needed: &Permission,
    operation: &str,
    answer: Result<(), &Problem>,
    at: i64,
) {
    let is_own = needed.action.ends_with(&format!(":{operation}"));
    let outcome = match answer {
        Ok(()) => PermissionOutcomeView::Allowed,
        Err(Problem { kind: ProblemKind::AskForPermission { action }, .. }) => {
            if action == needed.action {
                PermissionOutcomeView::Refused
            } else if is_own {
                // It got as far as to miss another one.
                PermissionOutcomeView::Allowed
            } else {
                return;
            }
        }
        // Of what is not there no secret was read.
        Err(Problem { kind: ProblemKind::Gone, .. }) if is_own => PermissionOutcomeView::Allowed,
        Err(_) if is_own => PermissionOutcomeView::NotKnown,
        Err(_) => return,
    };
    // What is refused once stays so in this test.
    if row.outcome != PermissionOutcomeView::Refused || outcome == PermissionOutcomeView::Refused {
        row.outcome = outcome;
        row.seen_at = Some(at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobodys_id_fits_the_pattern_of_every_id() {
        assert!(ConnectorDestinationId::parse(NOBODY).is_ok());
        assert!(AccountAssociationId::parse(NOBODY).is_ok());
        assert!(ManagedThingId::parse(NOBODY).is_ok());
        assert!(DeviceDiscoveryId::parse(NOBODY).is_ok());
    }
}
