//! What can be found, with what is known of it, and how sure it is.

use std::time::Duration;

use onboarding::{
    AssociationState, ConnectorDestinationId, DeviceDiscoveryStatus, ManagedThing, ManagedThingId, Problem,
    Timestamp, journey::Channel,
};

use super::{Check, FailureCause, Fares, OnAnotherLink, Usual, Wait};
use crate::FinalPage;

/// How sure a finding is; the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// AWS says so.
    Fact,
    /// What was seen speaks for it.
    Likely,
    /// It is possible and was not seen.
    Possible,
}

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
        id: Option<ConnectorDestinationId>,
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
        device_cloud: Option<ConnectorDestinationId>,
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

impl Finding {
    /// A stable name.
    pub fn code(&self) -> &'static str {
        self.standing().0
    }

    pub fn certainty(&self) -> Certainty {
        self.standing().1
    }

    /// The look it came from.
    pub fn check(&self) -> Check {
        self.standing().3
    }

    /// It came from this look.
    pub(super) fn leads(&self, check: Check) -> bool {
        self.check() == check && !matches!(self, Self::NothingWrong { .. })
    }

    /// It explains nothing by itself.
    pub fn is_advice(&self) -> bool {
        self.check() == Check::EventLogs
    }

    /// What stands in the way of everything else comes first among equals.
    pub(super) fn rank(&self) -> u8 {
        self.standing().2
    }

    fn standing(&self) -> (&'static str, Certainty, u8, Check) {
        use Certainty::{Fact, Likely};
        match self {
            Self::NothingWrong { .. } => ("nothingWrong", Fact, 0, Check::Link),
            Self::NoAnswer { .. } => ("noAnswer", Fact, 1, Check::Link),
            Self::LinkGone { .. } => ("linkGone", Fact, 2, Check::Link),
            Self::BeingRemoved { .. } => ("beingRemoved", Fact, 3, Check::Link),
            Self::SecretPermissionMissing { named, .. } => {
                ("secretPermissionMissing", if *named { Fact } else { Likely }, 4, Check::Link)
            }
            Self::DeviceCloudGone { .. } => ("deviceCloudGone", Fact, 5, Check::DeviceCloud),
            Self::DeviceCloudChanged { .. } => ("deviceCloudChanged", Fact, 6, Check::DeviceCloud),
            Self::SignInFailed { .. } => ("signInFailed", Fact, 7, Check::Link),
            Self::NeedsNewSignIn { .. } => ("needsNewSignIn", Fact, 8, Check::Link),
            Self::WaitingForSignIn { .. } => ("waitingForSignIn", Fact, 9, Check::Link),
            Self::UnknownState { .. } => ("unknownState", Fact, 10, Check::Link),
            Self::SearchFailed { .. } => ("searchFailed", Fact, 11, Check::Search),
            Self::NoDevicesFound { .. } => ("noDevicesFound", Fact, 12, Check::Search),
            Self::KnownDevicesNotFound { .. } => ("knownDevicesNotFound", Fact, 13, Check::Search),
            Self::NoDeviceRegistered { .. } => ("noDeviceRegistered", Fact, 14, Check::Registered),
            Self::DevicesOnAnotherLink { .. } => ("devicesOnAnotherLink", Fact, 15, Check::OnOtherLinks),
            Self::DevicesIsolated { belonging, .. } => {
                ("devicesIsolated", belonging.certainty(), 16, Check::OnNoLink)
            }
            Self::DevicesHalfMade { belonging, .. } => {
                ("devicesHalfMade", belonging.certainty(), 17, Check::OnNoLink)
            }
            Self::DevicesOnTwoLinks { .. } => ("devicesOnTwoLinks", Fact, 18, Check::OnOtherLinks),
            Self::NotThisLinkAlone { .. } => ("notThisLinkAlone", Likely, 19, Check::OtherLinks),
            Self::WaitingBecause { cause } => {
                ("waitingBecause", cause.certainty(), 20 + cause.rank(), Check::Link)
            }
            Self::PermissionMissing { check, .. } => ("permissionMissing", Fact, 40, *check),
            Self::EventLogsOff { .. } => ("eventLogsOff", Fact, 41, Check::EventLogs),
        }
    }
}

impl WaitingCause {
    /// What was seen speaks for some; the others were not seen.
    pub(super) fn certainty(self) -> Certainty {
        match self {
            Self::PageLeft { seen: true }
            | Self::ConnectorSilent { seen: true }
            | Self::PageNamesError { .. } => Certainty::Likely,
            Self::PageNotOpened { .. }
            | Self::PageLeft { seen: false }
            | Self::ConnectorSilent { seen: false }
            | Self::RedirectNotAllowed
            | Self::CredentialNotChecked => Certainty::Possible,
        }
    }

    /// In the order in which a sign-in can go wrong.
    fn rank(self) -> u8 {
        match self {
            Self::PageNamesError { .. } => 0,
            Self::PageNotOpened { .. } => 1,
            Self::PageLeft { .. } => 2,
            Self::ConnectorSilent { .. } => 3,
            Self::RedirectNotAllowed => 4,
            Self::CredentialNotChecked => 5,
        }
    }
}

impl Belonging {
    fn certainty(self) -> Certainty {
        match self {
            Self::Certain => Certainty::Fact,
            Self::SameOwner => Certainty::Likely,
        }
    }
}
