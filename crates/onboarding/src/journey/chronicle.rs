//! What of all that happens to a journey is worth remembering, as facts; the
//! words are made elsewhere.

use super::{Channel, Event, Journey, Progress, Stop};
use crate::{Intent, Outcome, Problem};

macro_rules! whats {
    ($($(#[$doc:meta])* $variant:ident = $code:literal),+ $(,)?) => {
        /// A kind of thing that happened; the code is what is stored.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum What {
            $($(#[$doc])* $variant,)+
        }

        impl What {
            pub const ALL: &[What] = &[$(What::$variant,)+];

            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)+
                }
            }

            /// `None` for a code of another version.
            pub fn from_code(code: &str) -> Option<Self> {
                match code {
                    $($code => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }
    };
}

whats! {
    /// A new link was asked for.
    Begun = "begun",
    /// A link that was there before was taken up.
    Continued = "continued",
    /// The program was started again and goes on.
    TakenUp = "taken-up",
    LinkMade = "link-made",
    /// The link whose answer was lost was found by its marker.
    LinkFoundAgain = "link-found-again",
    /// AWS lists no link under the marker.
    LinkNotListed = "link-not-listed",
    /// The page was opened here.
    PageOpened = "page-opened",
    /// The page was shown as a QR code.
    PageShown = "page-shown",
    /// The page was copied, alone or in a message.
    PageCopied = "page-copied",
    /// AWS tells another state than before; the detail is its name.
    StateChanged = "state-changed",
    NameCorrected = "name-corrected",
    SearchStarted = "search-started",
    /// The detail is their number.
    DevicesFound = "devices-found",
    /// The detail is their number.
    RegisteringBegun = "registering-begun",
    Paused = "paused",
    WentOn = "went-on",
    DeviceMade = "device-made",
    /// A device that was in AWS already was taken.
    DeviceAdopted = "device-adopted",
    DeviceRegistered = "device-registered",
    /// AWS lists them on the link; the detail is their number.
    DevicesConfirmed = "devices-confirmed",
    StepFailed = "step-failed",
    Finished = "finished",
    LinkRemoved = "link-removed",
    /// AWS gave a new sign-in page; the one before is replaced.
    SignInAskedAnew = "sign-in-asked-anew",
    /// The person said that the customer has signed in.
    SaidSignedIn = "said-signed-in",
    /// Known devices found by the search after a reconnect; the detail is "10 of 12".
    DevicesCompared = "devices-compared",
    DeviceDeregistered = "device-deregistered",
    DeviceEdited = "device-edited",
    DeviceDeleted = "device-deleted",
    TagsChanged = "tags-changed",
    /// A plan of several steps was begun; the detail is their number.
    PlanBegun = "plan-begun",
    PlanPaused = "plan-paused",
    PlanWentOn = "plan-went-on",
    /// A link that surely was not made was given up.
    GivenUp = "given-up",
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happening {
    pub what: What,
    /// The device's name, where it is about one.
    pub about: Option<String>,
    pub detail: Option<String>,
    /// The operation's name at AWS.
    pub operation: Option<&'static str>,
    pub request_id: Option<String>,
}

impl Happening {
    pub fn of(what: What) -> Self {
        Self { what, about: None, detail: None, operation: None, request_id: None }
    }

    fn detailed(what: What, detail: impl Into<String>) -> Self {
        Self { detail: Some(detail.into()), ..Self::of(what) }
    }
}

/// What is worth remembering of an event that led from one standing to the next.
#[expect(clippy::wildcard_enum_match_arm, reason = "most events are not worth remembering")]
pub fn happenings(before: &Journey, event: &Event, after: &Journey) -> Vec<Happening> {
    let told = match event {
        Event::Performed { intent, result } => performed(before, intent, result),
        Event::LinkSeen { .. } => state_changed(before, after),
        Event::HandedOver { channel } => Some(Happening::of(match channel {
            Channel::Here => What::PageOpened,
            Channel::QrCode => What::PageShown,
            Channel::Message => What::PageCopied,
        })),
        Event::DevicesFound { devices, .. } if !same_stop(before, after) => {
            return found(devices.len(), after);
        }
        Event::SaidSignedIn if !same_stop(before, after) => Some(Happening::of(What::SaidSignedIn)),
        Event::LinkSought { found: Ok(Some(_)), .. } => Some(Happening::of(What::LinkFoundAgain)),
        Event::LinkSought { found: Ok(None), .. } => Some(Happening::of(What::LinkNotListed)),
        Event::RegisterChosen | Event::RegisterThing { .. } if !same_stop(before, after) => {
            let chosen = asked(after);
            Some(Happening::detailed(What::RegisteringBegun, chosen.to_string()))
        }
        Event::ThingFound { device, found: Ok(Some(_)) } => {
            let about = name_of(before, |row| row.device.connector_device_id == *device);
            Some(Happening { about, ..Happening::of(What::DeviceAdopted) })
        }
        Event::Confirmed { .. } => {
            let more = confirmed(after).saturating_sub(confirmed(before));
            (more > 0).then(|| Happening::detailed(What::DevicesConfirmed, more.to_string()))
        }
        Event::Pause => Some(Happening::of(What::Paused)),
        Event::GoOn => Some(Happening::of(What::WentOn)),
        Event::Discard if !same_stop(before, after) => Some(Happening::of(What::GivenUp)),
        _ => None,
    };
    let finished = matches!(after.stop, Stop::Done(_)) && !matches!(before.stop, Stop::Done(_));
    told.into_iter().chain(finished.then(|| Happening::of(What::Finished))).collect()
}

fn found(devices: usize, after: &Journey) -> Vec<Happening> {
    let found = Happening::detailed(What::DevicesFound, devices.to_string());
    let compared = after.comparison().map(|comparison| {
        let detail = format!("{} of {}", comparison.found, comparison.known);
        Happening::detailed(What::DevicesCompared, detail)
    });
    let finished = matches!(after.stop, Stop::Done(_)).then(|| Happening::of(What::Finished));
    [Some(found), compared, finished].into_iter().flatten().collect()
}

fn performed(before: &Journey, intent: &Intent, result: &Result<Outcome, Problem>) -> Option<Happening> {
    if matches!(result, Err(problem) if problem.goes_on_by_itself()) && has_failed_so(before) {
        // Tries that reach nobody go on for as long as the network is away.
        return None;
    }
    let operation = Some(intent.operation());
    let about = match intent {
        Intent::CreateManagedThing(made) => made.name.clone(),
        Intent::RegisterAccountAssociation(ids) => {
            name_of(before, |row| row.thing.as_ref() == Some(&ids.managed_thing_id))
        }
        Intent::UpdateManagedThing(it) => it.name.clone(),
        Intent::CreateAccountAssociation(_)
        | Intent::UpdateAccountAssociation(_)
        | Intent::DeleteAccountAssociation(_)
        | Intent::StartAccountAssociationRefresh(_)
        | Intent::DeregisterAccountAssociation(_)
        | Intent::DeleteManagedThing(_)
        | Intent::TagResource(_)
        | Intent::UntagResource(_)
        | Intent::StartDeviceDiscovery(_) => None,
    };
    let (what, detail, request_id) = match result {
        Ok(Outcome::AccountAssociationCreated(created)) => {
            (What::LinkMade, Some(created.id.as_str().to_owned()), None)
        }
        Ok(Outcome::AccountAssociationUpdated) => (What::NameCorrected, None, None),
        Ok(Outcome::AccountAssociationDeleted) => (What::LinkRemoved, None, None),
        Ok(Outcome::DeviceDiscoveryStarted(_)) => (What::SearchStarted, None, None),
        Ok(Outcome::ManagedThingCreated(id)) => (What::DeviceMade, Some(id.as_str().to_owned()), None),
        Ok(Outcome::AccountAssociationRegistered) => (What::DeviceRegistered, None, None),
        Ok(Outcome::RefreshStarted(_)) => (What::SignInAskedAnew, None, None),
        Ok(Outcome::AccountAssociationDeregistered) => (What::DeviceDeregistered, None, None),
        Ok(Outcome::ManagedThingUpdated) => (What::DeviceEdited, None, None),
        Ok(Outcome::ManagedThingDeleted) => (What::DeviceDeleted, None, None),
        Ok(Outcome::ResourceTagged | Outcome::ResourceUntagged) => (What::TagsChanged, None, None),
        Err(problem) => {
            let said = problem.service_message.clone().or_else(|| problem.code.clone());
            (What::StepFailed, said, problem.request_id.clone())
        }
    };
    Some(Happening { what, about, detail, operation, request_id })
}

/// A try that reached nobody was told already.
fn has_failed_so(journey: &Journey) -> bool {
    match &journey.stop {
        Stop::Creating(stop) => stop.unreached > 0,
        Stop::Refreshing(stop) => stop.unreached > 0,
        Stop::FindingDevices(stop) => stop.unreached > 0,
        Stop::Registering(stop) => stop.unreached > 0,
        Stop::Removing(stop) => stop.unreached > 0,
        Stop::AwaitingSignIn(_) | Stop::ChoosingDevices(_) | Stop::Done(_) | Stop::Removed => false,
    }
}

fn state_changed(before: &Journey, after: &Journey) -> Option<Happening> {
    let state = |journey: &Journey| match &journey.stop {
        Stop::AwaitingSignIn(stop) if stop.gone => Some("GONE".to_owned()),
        Stop::AwaitingSignIn(stop) => Some(stop.state.as_str().to_owned()),
        Stop::FindingDevices(_) => Some("ASSOCIATION_SUCCEEDED".to_owned()),
        Stop::Creating(_)
        | Stop::Refreshing(_)
        | Stop::ChoosingDevices(_)
        | Stop::Registering(_)
        | Stop::Done(_)
        | Stop::Removing(_)
        | Stop::Removed => None,
    };
    let now = state(after)?;
    (state(before).as_ref() != Some(&now)).then(|| Happening::detailed(What::StateChanged, now))
}

fn name_of(journey: &Journey, wanted: impl Fn(&super::Row) -> bool) -> Option<String> {
    let Stop::Registering(stop) = &journey.stop else { return None };
    stop.rows.iter().find(|row| wanted(row)).map(|row| row.name.clone())
}

fn asked(journey: &Journey) -> usize {
    match &journey.stop {
        Stop::Registering(stop) => stop.asked().count(),
        Stop::Done(stop) => stop.rows.iter().filter(|row| row.progress != Progress::NotAsked).count(),
        Stop::Creating(_)
        | Stop::Refreshing(_)
        | Stop::AwaitingSignIn(_)
        | Stop::FindingDevices(_)
        | Stop::ChoosingDevices(_)
        | Stop::Removing(_)
        | Stop::Removed => 0,
    }
}

fn confirmed(journey: &Journey) -> usize {
    match &journey.stop {
        Stop::Registering(stop) => stop.confirmed(),
        Stop::Done(stop) => stop.confirmed(),
        Stop::Creating(_)
        | Stop::Refreshing(_)
        | Stop::AwaitingSignIn(_)
        | Stop::FindingDevices(_)
        | Stop::ChoosingDevices(_)
        | Stop::Removing(_)
        | Stop::Removed => 0,
    }
}

fn same_stop(before: &Journey, after: &Journey) -> bool {
    std::mem::discriminant(&before.stop) == std::mem::discriminant(&after.stop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_read_back_from_its_code() {
        for what in What::ALL {
            assert_eq!(What::from_code(what.code()), Some(*what));
        }
        assert_eq!(What::from_code("from the future"), None);
    }
}
