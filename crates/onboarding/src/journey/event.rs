//! What can happen to a journey, and what a journey can ask of the world.

use super::{AfterRemoval, Channel, FoundDevice, KnownDevice, Replacing};
use crate::{
    AccountAssociation, AccountAssociationId, AccountAssociationItem, AssociationState, ConnectorDeviceId,
    DeviceDiscoveryId, DeviceDiscoveryStatus, DeviceName, Intent, ManagedThing, ManagedThingId, Outcome,
    Problem,
};

/// Everything that can happen.
#[derive(Debug, Clone)]
pub enum Event {
    /// An intent was answered.
    Performed {
        intent: Intent,
        result: Result<Outcome, Problem>,
    },
    /// The link was looked at.
    LinkSeen {
        generation: u32,
        seen: Result<AccountAssociation, Problem>,
    },
    /// The sign-in page was opened, shown or sent.
    HandedOver {
        channel: Channel,
    },
    /// The search for devices was looked at and goes on, or ended badly.
    DiscoverySeen {
        generation: u32,
        discovery: DeviceDiscoveryId,
        seen: Result<(DeviceDiscoveryStatus, u32), Problem>,
    },
    /// The search ended well.
    DevicesFound {
        generation: u32,
        discovery: DeviceDiscoveryId,
        devices: Vec<FoundDevice>,
    },
    /// Ticked or unticked; an empty list means all that can be chosen.
    Choose {
        devices: Vec<ConnectorDeviceId>,
        chosen: bool,
    },
    Rename {
        device: ConnectorDeviceId,
        name: DeviceName,
    },
    RegisterChosen,
    /// A device that is in AWS already is wanted on this link.
    RegisterThing {
        thing: ManagedThing,
    },
    /// The device in AWS that stands for a found device was looked for.
    ThingFound {
        device: ConnectorDeviceId,
        found: Result<Option<ManagedThingId>, Problem>,
    },
    /// The registrations of the link were listed.
    Confirmed {
        generation: u32,
        registered: Result<Vec<ManagedThingId>, Problem>,
    },
    /// The link was looked for by its marker.
    LinkSought {
        generation: u32,
        found: Result<Option<AccountAssociationItem>, Problem>,
    },
    /// A list of links told its state; only a look at the link itself settles it.
    LinkListed {
        generation: u32,
        state: AssociationState,
    },
    /// The found devices were listed again after a restart.
    FoundAgain {
        generation: u32,
        discovery: DeviceDiscoveryId,
        found: Result<Vec<FoundDevice>, Problem>,
    },
    /// The devices registered on the link were listed, before a new sign-in.
    KnownListed {
        generation: u32,
        known: Result<Vec<KnownDevice>, Problem>,
    },
    /// The person wants a new sign-in page; the one before is replaced.
    NewSignInPage,
    /// The person says that the customer has signed in, where AWS's state alone
    /// cannot tell.
    SaidSignedIn,
    /// Devices in AWS shall be on this link.
    Bring {
        things: Vec<ManagedThingId>,
    },
    /// A found device shall take the place of one that is registered.
    Replace {
        replacing: Replacing,
    },
    /// The person goes back to the sign-in page there was.
    Back,
    /// The pause after a try that reached nobody is over.
    RetryUnreached {
        generation: u32,
    },
    /// The person pauses registering.
    Pause,
    /// The person goes on registering.
    GoOn,
    /// The person gives up a link that surely was not made.
    Discard,
    /// The person asks for the failed step again.
    TryAgain,
    /// The person asks for a new search.
    FindAgain,
    /// The person ends with what there is.
    FinishHere,
    /// The person wants the link removed.
    Remove {
        then: AfterRemoval,
    },
    /// The operator's key for this customer, put on devices made from here on.
    OwnerGiven {
        owner: Option<String>,
    },
    /// The person corrects the link's name at AWS.
    CorrectName {
        spelling: String,
        stored_name: String,
    },
    /// The link's name was corrected on this computer alone.
    Renamed {
        spelling: String,
        stored_name: String,
    },
}

impl Event {
    /// Somebody did it, so that the journey is more than a look.
    pub(super) fn is_a_persons(&self) -> bool {
        matches!(
            self,
            Self::HandedOver { .. }
                | Self::Choose { .. }
                | Self::Rename { .. }
                | Self::RegisterChosen
                | Self::RegisterThing { .. }
                | Self::NewSignInPage
                | Self::SaidSignedIn
                | Self::Bring { .. }
                | Self::Replace { .. }
                | Self::Remove { .. }
                | Self::OwnerGiven { .. }
                | Self::CorrectName { .. }
                | Self::Renamed { .. }
        )
    }
}

/// Everything a journey can ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Write the intent down, send it, answer with [`Event::Performed`].
    Perform(Intent),
    /// Look at the link until it settles, answering [`Event::LinkSeen`] each time.
    WatchSignIn { generation: u32, id: AccountAssociationId },
    /// Look at the search until it ends.
    WatchDiscovery { generation: u32, id: DeviceDiscoveryId },
    /// List the devices registered on the link, with their ids at the vendor.
    ListKnown { generation: u32 },
    /// Look for the device in AWS made for this one.
    FindThing { device: ConnectorDeviceId },
    /// Look for a link under the marker; from the second `attempt` on a minute later.
    FindLink { generation: u32, attempt: u32 },
    /// List what the search found once more.
    ListFoundAgain { generation: u32, discovery: DeviceDiscoveryId },
    /// Answer [`Event::RetryUnreached`] after a pause that grows with `attempt` (from 1).
    RetryLater { generation: u32, attempt: u32 },
    /// List the link's registrations, the `attempt`th time (from 1).
    Confirm { generation: u32, attempt: u32 },
}
