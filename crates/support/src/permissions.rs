//! What AWS must allow for each thing this program does, and the policies that
//! allow it. Whether anything is allowed is asked elsewhere.
//!
//! From service.md sections 0 and 5.2.

mod policy;
mod table;
#[cfg(test)]
mod tests;
mod words;

pub use policy::policy;
pub use table::PERMISSIONS;
pub use words::{notes, why_secret};

/// How much of this program a person needs; each holds all of the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PolicySize {
    /// Looks at links and devices and says what is wrong.
    ReadOnlySupport,
    /// Makes links and registers devices; takes away only a link without devices.
    Installer,
    Everything,
}

impl PolicySize {
    pub const ALL: [PolicySize; 3] = [Self::ReadOnlySupport, Self::Installer, Self::Everything];
}

/// What an action is allowed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Resource {
    /// `*`: AWS knows nothing narrower for the action.
    WholeAccount,
    /// `account-association/*`
    Links,
    /// `managed-thing/*`
    Devices,
    /// Secrets in AWS Secrets Manager.
    Secrets,
    /// Keys in AWS KMS.
    Keys,
}

/// One IAM action that one operation needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Permission {
    /// `iotmanagedintegrations:GetManagedThing`
    pub action: &'static str,
    /// `GetManagedThing`
    pub operation: &'static str,
    /// In plain words, as a line of a list: 'Make a link'.
    pub what_for: &'static str,
    /// The operation changes something at AWS, or is one that can.
    pub is_change: bool,
    /// All of them at once: one request may touch a link and a device.
    pub resources: &'static [Resource],
    /// The sizes of policy that hold it.
    pub sizes: &'static [PolicySize],
}

/// What this operation needs, its own action first; none for one that AWS never
/// refuses (`GetCallerIdentity`) and for one this program does not send.
pub fn needed_for(operation: &str) -> &'static [Permission] {
    let start = PERMISSIONS.partition_point(|permission| permission.operation < operation);
    let behind = &PERMISSIONS[start..];
    &behind[..behind.partition_point(|permission| permission.operation == operation)]
}
