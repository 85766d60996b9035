//! What can happen to a journey, and what a journey can ask of the world.

use super::{AfterRemoval, Channel, FoundDevice};
use crate::{
    AccountAssociation, AccountAssociationId, ConnectorDeviceId, DeviceDiscoveryId, DeviceDiscoveryStatus,
    DeviceName, Intent, ManagedThing, ManagedThingId, Outcome, Problem,
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
    /// The service lists no link under the marker of the one being made.
    NoSuchLink,
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
    /// The link's name was corrected.
    Renamed {
        spelling: String,
        stored_name: String,
    },
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
    /// Look for the device in AWS made for this one.
    FindThing { device: ConnectorDeviceId },
    /// List the link's registrations, the `attempt`th time (from 1).
    Confirm { generation: u32, attempt: u32 },
}
