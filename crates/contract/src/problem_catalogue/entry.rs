//! The entries of the problem catalogue and their ids, which stay as they are:
//! Help links to them.

macro_rules! entries {
    ($($entry:ident => $id:literal,)*) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Entry { $($entry,)* }

        impl Entry {
            pub(crate) const ALL: &[Self] = &[$(Self::$entry,)*];

            pub(crate) fn id(self) -> &'static str {
                match self { $(Self::$entry => $id,)* }
            }
        }
    };
}

entries! {
    SignInOver => "sign-in-over",
    NoSignIn => "no-sign-in",
    MfaCodeNeeded => "mfa-code-needed",
    AnotherMfaCodeNeeded => "another-mfa-code-needed",
    MfaCodeRefused => "mfa-code-refused",
    CredentialProcess => "credential-process",
    PortalSignInNeeded => "portal-sign-in-needed",
    PortalTokenUnreadable => "portal-token-unreadable",
    PortalDenied => "portal-denied",
    PortalCodeExpired => "portal-code-expired",
    Permission => "permission",
    SecretPermission => "secret-permission",
    NoAnswer => "no-answer",
    CertificateNotTrusted => "certificate-not-trusted",
    CertificateExpired => "certificate-expired",
    CertificateOfAnotherHost => "certificate-of-another-host",
    ProxyWantsPassword => "proxy-wants-password",
    ProxyNotReached => "proxy-not-reached",
    NameNotFound => "name-not-found",
    ClockIsOff => "clock-is-off",
    NotTheService => "not-aws",
    Busy => "aws-busy",
    NotWrittenDown => "journal-not-written",
    DiskFull => "disk-full",
    Gone => "gone",
    WayInGone => "way-in-gone",
    Conflict => "conflict",
    Input => "form",
    Refused => "value-refused",
    WayInUnusable => "way-in-unusable",
    RegionNeeded => "region-needed",
    RegionNotSupported => "region-not-supported",
    AnotherAccount => "another-account",
    AddressMissing => "sign-in-page-missing",
    AddressTooLong => "sign-in-page-too-long",
    AddressUnreadable => "sign-in-page-unreadable",
    AddressNotHttps => "sign-in-page-not-https",
    AddressWithUserInfo => "sign-in-page-user-info",
    AddressWithoutDomainName => "sign-in-page-no-domain-name",
    AddressAtAnotherPort => "sign-in-page-port",
    AddressNotOfPractice => "sign-in-page-not-practice",
    ReadOnly => "read-only",
    SearchOfAnotherLink => "search-of-another-link",
    ThingOfAnotherDeviceCloud => "device-of-another-device-cloud",
    DeviceNotInSearch => "device-not-in-search",
    SearchNotFinished => "search-not-finished",
    LinkNotSignedIn => "link-not-signed-in",
    ThingDeleted => "device-deleted",
}
