//! The ids of the service as types of their own, checked against its patterns
//! when they come from a person.

use std::fmt;

use crate::service_text::id_to_show;

/// Why a text is not an id of this kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a {kind}: 1 to {max} characters of {allowed}")]
pub struct InvalidIdentifier {
    pub kind: &'static str,
    pub max: usize,
    pub allowed: &'static str,
}

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident, $max:literal, $allowed:literal, $is_allowed:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(String);

        impl $name {
            /// Takes an id as the service gave it. Only what could not be shown is
            /// changed: controls and what is hidden, and more than 500 characters. The
            /// service has no such ids, and refuses them.
            pub fn new(id: impl Into<String>) -> Self {
                Self(id_to_show(id.into()))
            }

            /// Takes an id a person typed or pasted; surrounding space is dropped.
            ///
            /// # Errors
            /// [`InvalidIdentifier`] when it cannot be one by service.md section 2.2.
            pub fn parse(text: &str) -> Result<Self, InvalidIdentifier> {
                let text = text.trim();
                let allowed: fn(char) -> bool = $is_allowed;
                let length = text.chars().count();
                if (1..=$max).contains(&length) && text.chars().all(allowed) {
                    return Ok(Self(text.to_owned()));
                }
                Err(InvalidIdentifier { kind: stringify!($name), max: $max, allowed: $allowed })
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

identifier!(
    /// Names one link.
    AccountAssociationId, 64, "letters and digits", |c| c.is_ascii_alphanumeric()
);
identifier!(
    /// Names one device cloud as the operator has set it up.
    ConnectorDestinationId, 64, "letters, digits, - and _",
    |c| c.is_ascii_alphanumeric() || "-_".contains(c)
);
identifier!(
    /// Names one run of a device search; belongs to exactly one link.
    DeviceDiscoveryId, 200, "letters and digits", |c| c.is_ascii_alphanumeric()
);
identifier!(
    /// Names a device in AWS.
    ManagedThingId, 64, "letters, digits, colon, - and _",
    |c| c.is_ascii_alphanumeric() || ":-_".contains(c)
);
identifier!(
    /// Names a device at the vendor. Sensitive: never logged.
    ConnectorDeviceId, 256, "letters, digits and _.,@-",
    |c| c.is_ascii_alphanumeric() || "_.,@-".contains(c)
);
identifier!(
    /// Makes a repeated mutation the same mutation.
    ClientToken, 64, "letters, digits, =, - and _",
    |c| c.is_ascii_alphanumeric() || "=-_".contains(c)
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_of_the_service_can_be_shown_and_is_not_taken_for_another() {
        let shown = |id: &str| ConnectorDeviceId::new(id).as_str().to_owned();
        for usual in ["lamp.1@home,2", "a:b/c d", "Gerät-7", &"a".repeat(500)] {
            assert_eq!(shown(usual), usual);
        }
        assert_eq!(shown("lamp\u{202E}\u{200B}\n1"), "lamp\u{FFFD}\u{FFFD}\u{FFFD}1");
        assert_eq!(shown(&"A".repeat(4096)).len(), 500);
    }

    #[test]
    fn ids_are_taken_with_surrounding_space_and_refused_when_the_service_would_refuse_them() {
        assert_eq!(AccountAssociationId::parse(" abc123 ").unwrap().as_str(), "abc123");
        for bad in ["", " ", "a-b", "a b", "ä", &"a".repeat(65)] {
            assert!(AccountAssociationId::parse(bad).is_err(), "{bad:?} must be refused");
        }
        assert!(ManagedThingId::parse("a:b_c-1").is_ok());
        assert!(ConnectorDeviceId::parse("lamp.1@home,2").is_ok());
        assert!(DeviceDiscoveryId::parse(&"a".repeat(201)).is_err());
    }
}
