//! The last page of a customer's sign-in: what its address says went wrong.
//!
//! Read from text alone; nothing is asked of anybody. AWS appends `error` and
//! `error_description` to that address when a sign-in fails (service.md 1.2,
//! step 3c). Whatever else stands in it, `code` and `state` above all, is
//! dropped before anything is kept.

mod parameters;
mod unwrapped;

use onboarding::fit_to_show;
use parameters::Parameters;

/// Bytes of a text that are looked at; what stands behind them is not read.
pub const READ_MAX: usize = 256 * 1024;
/// Characters of an error's name that are kept.
const NAME_MAX: usize = 100;

/// What a text says of the page a customer ended on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FinalPage {
    pub says: PageSays,
    /// `error` as it was sent, fit to be shown, at most 100 characters.
    pub error: Option<String>,
    /// `error_description` as it was sent, fit to be shown, at most 500
    /// characters; words that hold an address or a parameter are left out.
    pub description: Option<String>,
}

/// What kind of page it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageSays {
    Error(SignInError),
    /// An address that names no error.
    NoError,
    /// The vendor's sign-in page itself: the customer has not come to its end.
    StillAtSignIn,
    /// No address is in the text.
    Nothing,
}

macro_rules! errors {
    ($($(#[$doc:meta])* $variant:ident = $name:literal),+ $(,)?) => {
        /// Errors by the names the standards give them; vendors have more.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum SignInError {
            $($(#[$doc])* $variant,)+
            /// One that no standard names, or a description without a name.
            Other,
        }

        impl SignInError {
            /// Those with a name.
            pub const NAMED: &[SignInError] = &[$(SignInError::$variant,)+];

            /// `None` for [`SignInError::Other`].
            pub fn name(self) -> Option<&'static str> {
                match self {
                    $(Self::$variant => Some($name),)+
                    Self::Other => None,
                }
            }

            fn named(name: &str) -> Self {
                $(if name.eq_ignore_ascii_case($name) {
                    return Self::$variant;
                })+
                Self::Other
            }
        }
    };
}

errors! {
    // RFC 6749 section 4.1.2.1, of the authorization endpoint.
    AccessDenied = "access_denied",
    InvalidRequest = "invalid_request",
    UnauthorizedClient = "unauthorized_client",
    UnsupportedResponseType = "unsupported_response_type",
    InvalidScope = "invalid_scope",
    ServerError = "server_error",
    TemporarilyUnavailable = "temporarily_unavailable",
    // OpenID Connect Core section 3.1.2.6.
    LoginRequired = "login_required",
    ConsentRequired = "consent_required",
    InteractionRequired = "interaction_required",
    AccountSelectionRequired = "account_selection_required",
    // RFC 6749 section 5.2, of the token endpoint.
    InvalidClient = "invalid_client",
    InvalidGrant = "invalid_grant",
    UnsupportedGrantType = "unsupported_grant_type",
    /// No standard has it, several vendors say it.
    RedirectUriMismatch = "redirect_uri_mismatch",
}

/// Reads the address of a page, or any text with one in it: percent and plus
/// encoded, behind `?` or `#`, wrapped and quoted by a mail program, rewritten by
/// a mail scanner, without a scheme. Of several the first with an error counts,
/// one whose name is known before others.
///
/// Looks at the first [`READ_MAX`] bytes, each a fixed number of times.
pub fn read(text: &str) -> FinalPage {
    let text = unwrapped::unwrapped(beginning(text));
    let mut found = Parameters::default();
    for line in text.lines() {
        found.read(line);
    }
    let error = found.error.as_deref().and_then(shown_name);
    let description = found.description.as_deref().and_then(shown_description);
    let says = match (&error, &description) {
        (Some(name), _) => PageSays::Error(SignInError::named(name)),
        (None, Some(_)) => PageSays::Error(SignInError::Other),
        (None, None) if found.is_sign_in_page => PageSays::StillAtSignIn,
        (None, None) if found.has_address => PageSays::NoError,
        (None, None) => PageSays::Nothing,
    };
    FinalPage { says, error, description }
}

fn beginning(text: &str) -> &str {
    &text[..text.floor_char_boundary(READ_MAX)]
}

fn shown_name(name: &str) -> Option<String> {
    let name = fit_to_show(name)?;
    Some(name.chars().take(NAME_MAX).collect())
}

/// A parameter or an address inside a description may carry what must not be kept.
fn shown_description(description: &str) -> Option<String> {
    let description = fit_to_show(description)?;
    let words = description.split_whitespace();
    let kept: Vec<&str> =
        words.map(|word| if word.contains('=') || word.contains("://") { "…" } else { word }).collect();
    let kept = kept.join(" ");
    (kept.chars().any(char::is_alphanumeric)).then_some(kept)
}

#[cfg(test)]
mod tests;
