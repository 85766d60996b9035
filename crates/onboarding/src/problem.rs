//! What stands in the way, sorted by what the person can do about it and not by
//! where it came from.

use crate::AddressRefusal;

/// A kind exists only if the person is offered something else for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProblemKind {
    /// AWS refused a value: correct it.
    CorrectInput { field: Option<&'static str> },
    /// This AWS sign-in may not do that: ask the cloud team for `action`.
    AskForPermission { action: String },
    /// The AWS sign-in is missing, unknown or over: sign in and check again.
    SignInToAws { profile: Option<String> },
    /// AWS is busy or failed on its side: the same step again is safe.
    TryAgain,
    /// No answer came: look at the network, then the same step again is safe.
    CheckNetwork,
    /// An answer came that is not the service's, as from a proxy's page.
    NotTheService,
    /// What was asked for is not there any more: look again.
    Gone,
    /// The service says it stands against something that is already there.
    Conflict,
    /// Managed integrations are not offered in this Region: switch.
    RegionNotSupported { region: String },
    /// The sign-in page's address must not be opened: tell the cloud team.
    UnsafeSignInAddress(AddressRefusal),
    /// The ids or devices named do not belong together; nothing was sent.
    DoNotBelongTogether { why: Mismatch },
    /// The step belongs to another AWS account or Region than the active one.
    AnotherIdentity { account: String, region: String },
}

/// Why three ids cannot make one registration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mismatch {
    /// The device search was made for another link.
    SearchOfAnotherLink,
    /// The device in AWS comes from another device cloud than the link.
    ThingOfAnotherDeviceCloud,
    /// The search did not find the device, so AWS would refuse it.
    DeviceNotInSearch,
    /// The search is not finished or did not end well.
    SearchNotFinished,
    /// The link has no sign-in that works.
    LinkNotSignedIn,
    /// The device is being deleted or is gone.
    ThingDeleted,
}

/// A step that did not go as asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub kind: ProblemKind,
    /// True when the service surely did not carry the step out; false when the
    /// answer was lost and it may have.
    pub nothing_was_done: bool,
    /// The operation's name at AWS.
    pub operation: Option<&'static str>,
    /// `x-amzn-RequestId`.
    pub request_id: Option<String>,
    /// HTTP status.
    pub status: Option<u16>,
    /// The service's error name, such as `AccessDeniedException`.
    pub code: Option<String>,
    /// The service's own words, control characters stripped, at most 500 characters.
    pub service_message: Option<String>,
}

impl Problem {
    /// A problem found here, before anything was sent.
    pub fn before_sending(kind: ProblemKind) -> Self {
        Self {
            kind,
            nothing_was_done: true,
            operation: None,
            request_id: None,
            status: None,
            code: None,
            service_message: None,
        }
    }
}
