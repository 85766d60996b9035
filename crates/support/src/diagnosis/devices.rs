//! The customer's devices: what a search finds, what is registered, and where
//! the others are.

use std::collections::HashSet;

use onboarding::{
    ConnectorDeviceId, DeviceDiscoveryStatus, ManagedThing, ManagedThingId, ProblemKind, ProvisioningStatus,
};

use super::{
    Belonging, Device, Evidence, Finding, OnAnotherLink, Registered, Search, SearchTrouble, Seen,
    is_signed_in,
};

pub(super) fn findings(evidence: &Evidence, findings: &mut Vec<Finding>) {
    findings.extend(search(evidence));
    findings.extend(none_registered(evidence));
    on_no_link(evidence, findings);
    on_other_links(evidence, findings);
}

fn search(evidence: &Evidence) -> Option<Finding> {
    let registered = evidence.registered.yes().map(Vec::as_slice).unwrap_or_default();
    match &evidence.search {
        Seen::NotAsked => None,
        Seen::No(problem) => match problem.kind {
            ProblemKind::Conflict | ProblemKind::CorrectInput { .. } | ProblemKind::Gone => {
                Some(Finding::SearchFailed { trouble: SearchTrouble::Refused { problem: problem.clone() } })
            }
            ProblemKind::AskForPermission { .. }
            | ProblemKind::SignInToAws { .. }
            | ProblemKind::TryAgain
            | ProblemKind::CheckNetwork
            | ProblemKind::NotTheService
            | ProblemKind::RegionNotSupported { .. }
            | ProblemKind::UnsafeSignInAddress(_)
            | ProblemKind::DoNotBelongTogether { .. }
            | ProblemKind::AnotherIdentity { .. }
            | ProblemKind::ReadOnly
            | ProblemKind::NotWrittenDown { .. } => None,
        },
        Seen::Yes(search) => match SearchTrouble::of(search) {
            Some(trouble) => Some(Finding::SearchFailed { trouble }),
            None if search.devices.is_empty() => {
                Some(Finding::NoDevicesFound { registered: registered.len() })
            }
            None => known_not_found(registered, search),
        },
    }
}

fn known_not_found(registered: &[Registered], search: &Search) -> Option<Finding> {
    let found = found_by(search);
    let known: Vec<&Registered> =
        registered.iter().filter(|device| device.connector_device_id().is_some()).collect();
    let is_missing =
        |device: &&&Registered| device.connector_device_id().is_some_and(|id| !found.contains(id));
    let not_found: Vec<Device> = known
        .iter()
        .filter(is_missing)
        .map(|device| Device { id: device.id.clone(), name: device.name().map(str::to_owned) })
        .collect();
    let known = known.len();
    (!not_found.is_empty()).then_some(Finding::KnownDevicesNotFound { not_found, known })
}

fn none_registered(evidence: &Evidence) -> Option<Finding> {
    if !is_signed_in(evidence) || !evidence.registered.yes()?.is_empty() {
        return None;
    }
    let found = ended_well(evidence).map(|search| search.devices.len());
    // That the search finds nothing says it already.
    (found != Some(0)).then_some(Finding::NoDeviceRegistered { found })
}

fn on_no_link(evidence: &Evidence, findings: &mut Vec<Finding>) {
    let Some(things) = evidence.on_no_link.yes() else { return };
    let signed_in = is_signed_in(evidence);
    for belonging in [Belonging::Certain, Belonging::SameOwner] {
        let of_this_link = |wanted: fn(&ProvisioningStatus) -> bool| -> Vec<Device> {
            things
                .iter()
                .filter(|thing| thing.provisioning_status.as_ref().is_some_and(wanted))
                .filter(|thing| belongs(evidence, thing) == Some(belonging))
                .map(Device::from)
                .collect()
        };
        let devices = of_this_link(|status| *status == ProvisioningStatus::Isolated);
        if !devices.is_empty() {
            findings.push(Finding::DevicesIsolated { devices, belonging, signed_in });
        }
        let devices = of_this_link(|status| {
            matches!(
                status,
                ProvisioningStatus::Unassociated
                    | ProvisioningStatus::PreAssociated
                    | ProvisioningStatus::Discovered
            )
        });
        if !devices.is_empty() {
            findings.push(Finding::DevicesHalfMade { devices, belonging, signed_in });
        }
    }
}

/// Why a device that is on no link is counted as this link's; a search that went
/// well knows better than an owner, which several customers may share.
fn belongs(evidence: &Evidence, thing: &ManagedThing) -> Option<Belonging> {
    let registered = evidence.registered.yes().map(Vec::as_slice).unwrap_or_default();
    if registered.iter().any(|device| device.id == thing.id) {
        return None;
    }
    if evidence.here.made.contains(&thing.id) {
        return Some(Belonging::Certain);
    }
    if let Some(search) = ended_well(evidence).filter(|_| thing.connector_device_id.is_some()) {
        let is_found = thing.connector_device_id.as_ref().is_some_and(|id| found_by(search).contains(id));
        let is_named = things_of(search).contains(&thing.id);
        return (is_found || is_named).then_some(Belonging::Certain);
    }
    let owner = thing.owner.as_deref().filter(|owner| !owner.is_empty())?;
    let is_owned = |device: &Registered| device.owner() == Some(owner);
    registered.iter().any(is_owned).then_some(Belonging::SameOwner)
}

fn on_other_links(evidence: &Evidence, findings: &mut Vec<Finding>) {
    let Some(devices) = evidence.on_other_links.yes() else { return };
    let (here_too, elsewhere): (Vec<OnAnotherLink>, Vec<OnAnotherLink>) =
        devices.iter().filter(|device| !device.links.is_empty()).cloned().partition(|device| device.here_too);
    if !elsewhere.is_empty() {
        findings.push(Finding::DevicesOnAnotherLink { devices: elsewhere });
    }
    if !here_too.is_empty() {
        findings.push(Finding::DevicesOnTwoLinks { devices: here_too });
    }
}

fn ended_well(evidence: &Evidence) -> Option<&Search> {
    evidence.search.yes().filter(|search| search.status == DeviceDiscoveryStatus::Succeeded)
}

fn found_by(search: &Search) -> HashSet<&ConnectorDeviceId> {
    search.devices.iter().map(|device| &device.connector_device_id).collect()
}

fn things_of(search: &Search) -> HashSet<&ManagedThingId> {
    search.devices.iter().filter_map(|device| device.managed_thing_id.as_ref()).collect()
}
