//! How sure a finding is, what it is called, and where it stands among others.

use super::{super::Check, Belonging, Finding, WaitingCause};

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
    pub(in crate::diagnosis) fn leads(&self, check: Check) -> bool {
        self.check() == check && !matches!(self, Self::NothingWrong { .. })
    }

    /// It explains nothing by itself.
    pub fn is_advice(&self) -> bool {
        self.check() == Check::EventLogs
    }

    /// What stands in the way of everything else comes first among equals.
    pub(in crate::diagnosis) fn rank(&self) -> u8 {
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
    fn certainty(self) -> Certainty {
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
