//! IAM Identity Center: signing in by device code, whose token the AWS CLI
//! shares with us, and the accounts and roles behind it. Asks no person
//! anything and opens no browser.

use onboarding::Problem;
use url::Url;

use crate::Environment;
use crate::calls::Calls;
use crate::profiles::{DEFAULT_SCOPE, Profiles};

mod accounts;
mod credentials;
mod device_code;
mod renewals;
mod token;

pub use accounts::{PortalAccount, portal_accounts, portal_roles};
pub(crate) use credentials::RoleCredentials;
pub use device_code::{PortalSignIn, begin_portal_sign_in};
pub(crate) use token::TokenFile;

/// Where people of a company sign in to AWS.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Portal {
    /// As `https://acme.awsapps.com/start`.
    pub start_url: String,
    /// Where the portal is, which is not where one works.
    pub region: String,
    /// The `sso-session` section's name where it is of one; the token's file
    /// is named after it, else after the start URL.
    pub session: Option<String>,
    /// What the sign-in is for, as `sso_registration_scopes` says.
    pub scopes: Vec<String>,
}

/// A role of an account behind a portal.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PortalRole {
    pub portal: Portal,
    /// 12 digits.
    pub account: String,
    pub role_name: String,
}

/// Longer than any address of a portal.
const START_URL_MAX: usize = 1024;

/// Why a portal cannot be what somebody typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PortalProblem {
    #[error("a start URL reads https://acme.awsapps.com/start")]
    StartUrlNotOne,
    #[error("a Region reads eu-west-1")]
    RegionNotOne,
}

impl Portal {
    /// One that stands in no file. Blanks around what was typed do not count,
    /// nor do a slash or a `#` at the end, as browsers add them.
    ///
    /// # Errors
    /// The first [`PortalProblem`] that applies.
    pub fn parse(start_url: &str, region: &str) -> Result<Self, PortalProblem> {
        let start_url = start_url.trim().trim_end_matches(['#', '/']);
        let fits = Url::parse(start_url).is_ok_and(|url| {
            url.scheme() == "https"
                && url.domain().is_some()
                && url.username().is_empty()
                && url.password().is_none()
                && url.port().is_none()
        });
        if !fits || start_url.len() > START_URL_MAX {
            return Err(PortalProblem::StartUrlNotOne);
        }
        let region = region.trim();
        let is_word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if !region.contains('-') || !region.chars().all(is_word) {
            return Err(PortalProblem::RegionNotOne);
        }
        Ok(Self {
            start_url: start_url.to_owned(),
            region: region.to_owned(),
            session: None,
            scopes: vec![DEFAULT_SCOPE.to_owned()],
        })
    }

    /// For calls by the network of a profile behind this portal, if there is one.
    async fn calls(&self, environment: &Environment) -> Result<Calls, Problem> {
        // Files that cannot be read are no reason not to sign in.
        let all = Profiles::load(environment, None).await.unwrap_or_else(|_| Profiles::none());
        let profiles = match all.name_of_portal(self) {
            Some(name) => all.seen_from(name, environment).await?,
            None => Profiles { ca_bundle: all.ca_bundle, ..Profiles::none() },
        };
        Calls::new(environment, &profiles).await
    }
}

/// The portals named by the config files, `sso-session` sections first, each once.
///
/// # Errors
/// Files that cannot be read or understood. Nothing is sent.
pub async fn portals(environment: &Environment) -> Result<Vec<Portal>, Problem> {
    Ok(Profiles::load(environment, None).await?.portals())
}

#[cfg(test)]
mod tests;
