//! What stands in the way, sorted by what the person can do about it and not by
//! where it came from.

use std::fmt;

use crate::{AddressRefusal, fit_to_show};

/// Codes of [`ProblemKind::CheckNetwork`], found here: what is known of why no
/// answer came. The service message of the first is `Signed by: …` once the
/// signer is known.
pub const CERTIFICATE_NOT_TRUSTED: &str = "CertificateNotTrusted";
pub const CERTIFICATE_EXPIRED: &str = "CertificateExpired";
pub const CERTIFICATE_OF_ANOTHER_HOST: &str = "CertificateOfAnotherHost";
/// HTTP status 407.
pub const PROXY_WANTS_PASSWORD: &str = "ProxyWantsPassword";
pub const PROXY_NOT_REACHED: &str = "ProxyNotReached";
pub const NAME_NOT_FOUND: &str = "NameNotFound";
/// AWS refuses what is signed more than 5 minutes off its own clock.
pub const CLOCK_IS_OFF: &str = "ClockIsOff";

/// Whether a refusal is for the clock: by its name, or by AWS's words where the
/// name says of the signature only.
pub fn is_refused_for_clock(code: Option<&str>, said: &str) -> bool {
    match code {
        Some("RequestTimeTooSkewed" | "RequestInTheFuture") => true,
        Some(
            "InvalidSignatureException"
            | "InvalidSignature"
            | "SignatureDoesNotMatch"
            | "AccessDenied"
            | "AccessDeniedException",
        ) => said.starts_with("Signature expired") || said.starts_with("Signature not yet current"),
        Some(_) | None => false,
    }
}

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
    /// The AWS account is set to read-only on this computer; nothing was sent.
    ReadOnly,
    /// What is to be sent could not be written down first, so it was not sent:
    /// make room on the disk.
    NotWrittenDown { disk_full: bool },
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
    /// The same question may be answered later without anybody doing anything.
    pub fn is_mended_by_time(&self) -> bool {
        matches!(self.kind, ProblemKind::CheckNetwork | ProblemKind::TryAgain | ProblemKind::NotTheService)
    }

    /// Nobody was reached as things stand: the step goes on when the network or the
    /// AWS sign-in is back, and needs no other decision.
    pub fn goes_on_by_itself(&self) -> bool {
        matches!(self.kind, ProblemKind::CheckNetwork | ProblemKind::SignInToAws { .. })
    }

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

    /// Keeps what was said as [`fit_to_show`] leaves it.
    #[must_use]
    pub fn with_service_message(self, said: &str) -> Self {
        Self { service_message: fit_to_show(said), ..self }
    }
}

/// For error chains and logs; what a person reads is worded elsewhere.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operation = self.operation.unwrap_or("nothing sent");
        let code = self.code.as_deref().unwrap_or("no code");
        match self.status {
            Some(status) => write!(f, "{operation}: {status} {code}"),
            None => write!(f, "{operation}: {code}"),
        }
    }
}

impl std::error::Error for Problem {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_service_says_is_kept_without_controls_and_no_longer_than_500_characters() {
        let problem = Problem::before_sending(ProblemKind::TryAgain);
        let said = |text: &str| problem.clone().with_service_message(text).service_message;
        assert_eq!(said("no\nway\u{202E} here\u{7}").as_deref(), Some("no way here"));
        assert_eq!(said(" \n\u{200F}"), None);
        assert_eq!(said(&"ä".repeat(900)).map(|kept| kept.chars().count()), Some(500));
    }
}
