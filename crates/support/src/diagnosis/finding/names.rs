//! The names in a finding: whoever writes for strangers leaves them out.

use super::{Device, Finding};

/// Names of people's things, for whoever must leave them out of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    pub devices: Vec<String>,
    /// Links other than the one looked at, which may be other customers'.
    pub links: Vec<String>,
}

impl Finding {
    /// The names in it that tell who somebody is.
    pub fn names(&self) -> Names {
        let of = |devices: &[Device]| devices.iter().filter_map(|device| device.name.clone()).collect();
        match self {
            Self::KnownDevicesNotFound { not_found: devices, .. }
            | Self::DevicesIsolated { devices, .. }
            | Self::DevicesHalfMade { devices, .. } => Names { devices: of(devices), links: Vec::new() },
            Self::DevicesOnAnotherLink { devices } | Self::DevicesOnTwoLinks { devices } => Names {
                devices: devices.iter().filter_map(|device| device.name.clone()).collect(),
                links: devices
                    .iter()
                    .flat_map(|device| &device.links)
                    .filter_map(|link| link.name.clone())
                    .collect(),
            },
            Self::NothingWrong { .. }
            | Self::NoAnswer { .. }
            | Self::LinkGone { .. }
            | Self::BeingRemoved { .. }
            | Self::SecretPermissionMissing { .. }
            | Self::DeviceCloudGone { .. }
            | Self::DeviceCloudChanged { .. }
            | Self::SignInFailed { .. }
            | Self::NeedsNewSignIn { .. }
            | Self::WaitingForSignIn { .. }
            | Self::WaitingBecause { .. }
            | Self::UnknownState { .. }
            | Self::SearchFailed { .. }
            | Self::NoDevicesFound { .. }
            | Self::NoDeviceRegistered { .. }
            | Self::NotThisLinkAlone { .. }
            | Self::PermissionMissing { .. }
            | Self::EventLogsOff { .. } => Names::default(),
        }
    }
}
