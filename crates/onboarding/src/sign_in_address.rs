//! The guard before a browser: which sign-in addresses may be opened, copied or
//! shown as a QR code at all.

use std::fmt;

use url::{Host, Url};

use crate::without_controls;

/// `OAuthAuthorizationUrlOutput` has at most this many characters.
pub const SIGN_IN_ADDRESS_MAX: usize = 1024;

/// What the active AWS account allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AddressPolicy {
    /// https, a domain name, the default port.
    Live,
    /// http on the practice service's own host and port alone.
    Practice { host: String, port: u16 },
}

/// Why an address is not opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressRefusal {
    Missing,
    TooLong,
    Unreadable,
    NotHttps,
    UserInfo,
    NotADomainName,
    Port,
    NotThePracticeService,
}

/// An address that passed the guard. Sensitive: never logged, stored or put
/// into `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct SignInAddress(Url);

impl SignInAddress {
    /// # Errors
    /// The first [`AddressRefusal`] that applies.
    pub fn parse(text: &str, policy: &AddressPolicy) -> Result<Self, AddressRefusal> {
        if text.is_empty() {
            return Err(AddressRefusal::Missing);
        }
        if text.chars().count() > SIGN_IN_ADDRESS_MAX {
            return Err(AddressRefusal::TooLong);
        }
        let odd = |c: char| c.is_control() || c.is_whitespace() || c == '\\';
        if text.chars().any(odd) || without_controls(text) != text {
            return Err(AddressRefusal::Unreadable);
        }
        let url = Url::parse(text).map_err(|_| AddressRefusal::Unreadable)?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(AddressRefusal::UserInfo);
        }
        match policy {
            AddressPolicy::Live => live(&url)?,
            AddressPolicy::Practice { host, port } => practice(&url, host, *port)?,
        }
        // Percent-encoding may have made it longer than what was checked.
        if url.as_str().len() > SIGN_IN_ADDRESS_MAX {
            return Err(AddressRefusal::TooLong);
        }
        Ok(Self(url))
    }

    /// The host to show large, in ASCII, with the port when it is not the default.
    pub fn host(&self) -> String {
        let host = self.0.host_str().unwrap_or_default();
        self.0.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
    }

    /// The normalised address, for the browser, the clipboard and the QR code only.
    pub fn expose(&self) -> &str {
        self.0.as_str()
    }
}

fn live(url: &Url) -> Result<(), AddressRefusal> {
    if url.scheme() != "https" {
        return Err(AddressRefusal::NotHttps);
    }
    match url.host() {
        Some(Host::Domain(domain)) if is_of_the_internet(domain) => {}
        Some(Host::Domain(_) | Host::Ipv4(_) | Host::Ipv6(_)) | None => {
            return Err(AddressRefusal::NotADomainName);
        }
    }
    if url.port().is_some() {
        return Err(AddressRefusal::Port);
    }
    Ok(())
}

/// Dots at the end say nothing of what stands before them.
fn is_of_the_internet(domain: &str) -> bool {
    let name = domain.trim_end_matches('.');
    name.contains('.') && !name.ends_with("localhost")
}

fn practice(url: &Url, host: &str, port: u16) -> Result<(), AddressRefusal> {
    let is_practice = url.scheme() == "http" && url.host_str() == Some(host) && url.port() == Some(port);
    if is_practice { Ok(()) } else { Err(AddressRefusal::NotThePracticeService) }
}

impl fmt::Debug for SignInAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SignInAddress({})", self.host())
    }
}

#[cfg(test)]
mod tests;
