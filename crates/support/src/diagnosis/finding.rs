//! What can be found, with what is known of it, and how sure it is.

mod names;
mod standing;

use std::time::Duration;

use onboarding::{
    AssociationState, DeviceDiscoveryStatus, ManagedThing, ManagedThingId, Problem, Timestamp,
    journey::Channel,
};

pub use names::Names;
pub use standing::Certainty;

use super::{Check, FailureCause, Fares, OnAnotherLink, Usual, Wait};
use crate::FinalPage;

/// One thing found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// AWS cannot be reached or does not know who asks: nothing else is claimed.
    NoAnswer {
        problem: Problem,
    },
    /// AWS does not know the link any more.
    LinkGone {
        problem: Problem,
    },
    BeingRemoved {
        since: Since,
    },
    /// The link may not be looked at, though it is listed: the caller may not
    /// read the device cloud's secret (service.md 5.3).
    SecretPermissionMissing {
        permission: MissingPermission,
        /// AWS names the permission; else the list's working speaks for it.
        named: bool,
    },
    DeviceCloudGone {
        problem: Problem,
    },
    DeviceCloudChanged {
        change: CloudChange,
    },
    SignInFailed {
        cause: FailureCause,
        /// The service's words.
        message: Option<String>,
        page: Option<FinalPage>,
        since: Since,
        earlier_attempts: usize,
    },
    NeedsNewSignIn {
        renewal: Renewal,
        since: Since,
        expired_before: usize,
        company_credential: bool,
    },
    WaitingForSignIn {
        wait: Wait,
        since: Since,
        given_out: Option<(Channel, Duration)>,
        usual: Option<Usual>,
        company_credential: bool,
    },
    /// Why it may still wait.
    WaitingBecause {
        cause: WaitingCause,
    },
    UnknownState {
        name: String,
    },
    SearchFailed {
        trouble: SearchTrouble,
    },
    /// The search ended well and found nothing.
    NoDevicesFound {
        /// Devices registered on the link all the same.
        registered: usize,
    },
    /// The search found none, or not all, of the devices registered on the link.
    KnownDevicesNotFound {
        not_found: Vec<Device>,
        known: usize,
    },
    /// Signed in, and nothing is registered.
    NoDeviceRegistered {
        /// What the search found, if it was made.
        found: Option<usize>,
    },
    DevicesIsolated {
        devices: Vec<Device>,
        belonging: Belonging,
        /// They can be brought back at once: the link is signed in.
        signed_in: bool,
    },
    /// Made in AWS and on no link.
    DevicesHalfMade {
        devices: Vec<Device>,
        belonging: Belonging,
        signed_in: bool,
    },
    DevicesOnAnotherLink {
        /// Not registered here.
        devices: Vec<OnAnotherLink>,
    },
    /// Registered here and on another link.
    DevicesOnTwoLinks {
        devices: Vec<OnAnotherLink>,
    },
    PermissionMissing {
        permission: MissingPermission,
        check: Check,
    },
    /// The device cloud's links fail much more than all others.
    NotThisLinkAlone {
        fares: Fares,
    },
    EventLogsOff {
        /// What switches them on.
        command: String,
    },
    /// Nothing else was found. [`super::checks`] tells what was looked at.
    NothingWrong {
        state: Option<AssociationState>,
    },
}

/// How long it has been so, by what this computer knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    /// This computer saw it become so.
    Seen(Duration),
    /// It was so when this computer first saw it.
    AtLeast(Duration),
    Unknown,
}

impl Since {
    pub(super) fn at(now: Timestamp, here: &super::Here) -> Self {
        match (here.state_since, here.first_seen) {
            (Some(at), _) => Self::Seen(now.since(at)),
            (None, Some(at)) => Self::AtLeast(now.since(at)),
            (None, None) => Self::Unknown,
        }
    }
}

/// What AWS refused and under which request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingPermission {
    /// Such as `iotmanagedintegrations:ListManagedThings`.
    pub action: String,
    pub problem: Problem,
}

/// What changed at the device cloud, so that the link cannot work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CloudChange {
    /// The company credential the link uses is not one of its any more.
    CredentialGone { auth_material_name: String, left: Vec<String> },
    /// The customer signed in, and it lets nobody sign in any more.
    NobodySignsIn { credentials: Vec<String> },
}

/// Whether AWS renews a customer's permission before it runs out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Renewal {
    Unknown,
    Off,
    On { days_before: Option<i32> },
}

/// How a search went wrong; AWS gives no reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SearchTrouble {
    Failed,
    TimedOut,
    /// It was waited for so long.
    StillRunning {
        waited: Duration,
    },
    /// AWS would not begin one.
    Refused {
        problem: Problem,
    },
    UnknownStatus {
        name: String,
    },
}

impl SearchTrouble {
    pub(super) fn of(search: &super::Search) -> Option<Self> {
        match &search.status {
            DeviceDiscoveryStatus::Succeeded => None,
            DeviceDiscoveryStatus::Failed => Some(Self::Failed),
            DeviceDiscoveryStatus::TimedOut => Some(Self::TimedOut),
            DeviceDiscoveryStatus::Running => Some(Self::StillRunning { waited: search.waited }),
            DeviceDiscoveryStatus::Unknown(name) => Some(Self::UnknownStatus { name: name.clone() }),
        }
    }
}

/// Why a sign-in may not have come to an end; peers.md 4.4.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WaitingCause {
    /// Nobody gave the page out from here, or the customer has not opened it.
    PageNotOpened { given_out: bool },
    /// The customer left before the end.
    PageLeft { seen: bool },
    /// The customer is through, and the vendor's connector has not answered AWS.
    ConnectorSilent { seen: bool },
    /// The vendor does not know the address it should send the customer back to.
    RedirectNotAllowed,
    /// The last page names an error, and AWS does not tell of it yet.
    PageNamesError { cause: FailureCause },
    /// AWS looks whether the company credential works, and has not ended.
    CredentialNotChecked,
}

/// Why devices that are on no link are counted as this link's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Belonging {
    /// The search on this link found them, or this computer made them for it.
    Certain,
    /// They have the owner of the devices registered here.
    SameOwner,
}

/// A device in AWS, as far as a sentence needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    pub id: ManagedThingId,
    pub name: Option<String>,
}

impl From<&ManagedThing> for Device {
    fn from(thing: &ManagedThing) -> Self {
        Self { id: thing.id.clone(), name: thing.name.clone() }
    }
}
