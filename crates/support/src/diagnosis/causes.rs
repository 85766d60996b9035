//! Why a sign-in failed, as far as the last page or the service's words name it.

use crate::{FinalPage, PageSays, SignInError};

/// A cause exists only if somebody else has to act on it, or act otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FailureCause {
    /// The customer, or the vendor for them, did not allow it.
    Denied,
    /// The vendor did not take the client's id or secret, or the way they are sent.
    ClientOrSecret,
    /// The vendor does not know the address AWS wants the customer sent back to.
    RedirectNotAllowed,
    /// The vendor does not allow what is asked for.
    ScopeNotAllowed,
    /// AWS could not read the secret of the device cloud.
    SecretNotReadable,
    /// The vendor's connector failed after the customer had signed in.
    Connector,
    /// The vendor had a fault or was too busy.
    VendorTrouble,
    /// The customer has to sign in once more, as when it took too long.
    SignInAgain,
    /// The vendor does not take the kind of request that is set up.
    RequestNotTaken,
    /// Nothing names it.
    Unknown,
}

impl FailureCause {
    pub const ALL: [FailureCause; 10] = [
        FailureCause::Denied,
        FailureCause::ClientOrSecret,
        FailureCause::RedirectNotAllowed,
        FailureCause::ScopeNotAllowed,
        FailureCause::SecretNotReadable,
        FailureCause::Connector,
        FailureCause::VendorTrouble,
        FailureCause::SignInAgain,
        FailureCause::RequestNotTaken,
        FailureCause::Unknown,
    ];

    /// What the last page names counts before the service's words, which have
    /// lost their punctuation and are no code (service.md T15).
    pub fn of(message: Option<&str>, page: Option<&FinalPage>) -> Self {
        let of_page = page.and_then(Self::of_page);
        of_page.or_else(|| message.and_then(Self::of_words)).unwrap_or(Self::Unknown)
    }

    /// What the last page names, if it names anything known.
    pub fn of_page(page: &FinalPage) -> Option<Self> {
        let PageSays::Error(error) = page.says else { return None };
        let described = || page.description.as_deref().and_then(Self::of_words);
        match error {
            SignInError::AccessDenied => Some(Self::Denied),
            SignInError::InvalidClient | SignInError::UnauthorizedClient => Some(Self::ClientOrSecret),
            SignInError::RedirectUriMismatch => Some(Self::RedirectNotAllowed),
            SignInError::InvalidScope => Some(Self::ScopeNotAllowed),
            SignInError::TemporarilyUnavailable => Some(Self::VendorTrouble),
            SignInError::LoginRequired
            | SignInError::ConsentRequired
            | SignInError::InteractionRequired
            | SignInError::AccountSelectionRequired => Some(Self::SignInAgain),
            SignInError::ServerError => described().or(Some(Self::VendorTrouble)),
            SignInError::InvalidGrant => described().or(Some(Self::SignInAgain)),
            SignInError::InvalidRequest
            | SignInError::UnsupportedResponseType
            | SignInError::UnsupportedGrantType => described().or(Some(Self::RequestNotTaken)),
            SignInError::Other => page.error.as_deref().and_then(Self::of_words).or_else(described),
        }
    }

    /// The first cause whose words are in the text.
    fn of_words(text: &str) -> Option<Self> {
        let text = text.to_lowercase().replace(['_', '-'], " ");
        let told = WORDS.iter().find(|(_, words)| words.iter().any(|word| text.contains(word)));
        told.map(|(cause, _)| *cause)
    }
}

/// Words that name a cause; what names one surely stands before what may stand
/// in any text.
const WORDS: [(FailureCause, &[&str]); 9] = [
    (FailureCause::Connector, &["activateuser", "activate user", "connector", "lambda"]),
    (FailureCause::RedirectNotAllowed, &["redirect"]),
    (
        FailureCause::ClientOrSecret,
        &["client secret", "invalid client", "unauthorized client", "client authentication", "client id"],
    ),
    (FailureCause::SecretNotReadable, &["secret", "kms"]),
    (FailureCause::Denied, &["denied", "consent", "cancelled", "canceled", "declined"]),
    (FailureCause::ScopeNotAllowed, &["scope"]),
    (FailureCause::VendorTrouble, &["unavailable", "server error", "timed out", "timeout"]),
    (FailureCause::SignInAgain, &["invalid grant", "login required", "interaction required", "expired"]),
    (FailureCause::RequestNotTaken, &["invalid request", "unsupported"]),
];
