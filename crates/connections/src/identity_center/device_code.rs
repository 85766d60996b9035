//! Signing in by device code (RFC 8628): the portal gives an address and a
//! code, somebody opens the one and compares the other, and we ask until it is
//! allowed.

use std::fmt;
use std::time::{Duration, SystemTime};

use aws_sdk_ssooidc::error::ProvideErrorMetadata;
use onboarding::{AddressPolicy, Problem, SignInAddress, fit_to_show};
use secrecy::{ExposeSecret, SecretString};
use tokio::time::Instant;

use super::token::{Client, Token};
use super::{Portal, TokenFile};
use crate::calls::Calls;
use crate::{Environment, PortalRole, Source, probe, problem};

const REGISTER: &str = "RegisterClient";
const START: &str = "StartDeviceAuthorization";
const CREATE_TOKEN: &str = "CreateToken";
const DEVICE_CODE: &str = "urn:ietf:params:oauth:grant-type:device_code";

/// RFC 8628 section 3.2: between two questions where none was given.
const INTERVAL: Duration = Duration::from_secs(5);
/// RFC 8628 section 3.5: added for good by every `slow_down`.
const SLOWER: Duration = Duration::from_secs(5);

/// The end of the year 9999: no later time can be written as RFC 3339.
const LAST_SECOND: u64 = 253_402_300_799;

/// A sign-in that has begun: somebody has to open its address now.
pub struct PortalSignIn {
    portal: Portal,
    calls: Calls,
    file: TokenFile,
    client: Client,
    device_code: SecretString,
    user_code: String,
    address: SignInAddress,
    expires_in: Duration,
    begun: Instant,
    interval: Duration,
}

/// Begins a sign-in.
///
/// # Errors
/// A portal that does not know this start URL, an address that must not be
/// opened, and whatever keeps the portal from answering.
pub async fn begin_portal_sign_in(
    portal: &Portal,
    environment: &Environment,
) -> Result<PortalSignIn, Problem> {
    match begin(portal, environment).await {
        Ok(begun) => Ok(begun),
        Err(problem) => {
            let nobody = || String::new();
            let role = PortalRole { portal: portal.clone(), account: nobody(), role_name: nobody() };
            let source = Source::IdentityCenter(role);
            Err(probe::naming_the_signer(problem, &source, Some(&portal.region), environment).await)
        }
    }
}

async fn begin(portal: &Portal, environment: &Environment) -> Result<PortalSignIn, Problem> {
    let calls = portal.calls(environment).await?;
    let file = TokenFile::of(portal, environment)?;
    let begun = Instant::now();
    let client = register(portal, &calls).await?;
    let refused = |error: &_| problem::of_portal(error, START, None, &portal.start_url);
    let answer = calls
        .oidc(&portal.region)
        .start_device_authorization()
        .client_id(&client.id)
        .client_secret(client.secret.expose_secret())
        .start_url(&portal.start_url)
        .send()
        .await
        .map_err(|error| refused(&error))?;
    let not_the_service = || problem::not_the_service(START);
    let address = answer.verification_uri_complete.ok_or_else(not_the_service)?;
    let address =
        SignInAddress::parse(&address, &AddressPolicy::Live).map_err(problem::unsafe_portal_address)?;
    let seconds = |given: i32| u64::try_from(given).map(Duration::from_secs).unwrap_or_default();
    Ok(PortalSignIn {
        portal: portal.clone(),
        calls,
        file,
        client,
        device_code: answer.device_code.ok_or_else(not_the_service)?.into(),
        user_code: answer.user_code.as_deref().and_then(fit_to_show).ok_or_else(not_the_service)?,
        address,
        expires_in: seconds(answer.expires_in),
        begun,
        interval: if answer.interval > 0 { seconds(answer.interval) } else { INTERVAL },
    })
}

/// What one question told.
enum Told {
    Allowed(Box<Token>),
    Pending,
    SlowDown,
}

impl PortalSignIn {
    /// What the page shows as well, for the person to compare.
    pub fn user_code(&self) -> &str {
        &self.user_code
    }

    pub fn address(&self) -> &SignInAddress {
        &self.address
    }

    /// How long the code was good for when it was given.
    pub fn expires_in(&self) -> Duration {
        self.expires_in
    }

    /// Asks until somebody has allowed or denied it, or the code is over, and
    /// keeps the token where the AWS CLI keeps it, or in memory where that cannot
    /// be written. A network that is away is waited for. Dropping it ends the
    /// asking.
    ///
    /// # Errors
    /// [`crate::PORTAL_DENIED`], [`crate::PORTAL_CODE_EXPIRED`], and what the
    /// portal refuses.
    pub async fn finish(self) -> Result<(), Problem> {
        let end = self.begun + self.expires_in;
        let mut interval = self.interval;
        loop {
            let next = Instant::now() + interval;
            if next >= end {
                tokio::time::sleep_until(end).await;
                return Err(problem::portal_code_expired());
            }
            tokio::time::sleep_until(next).await;
            match self.ask().await {
                Ok(Told::Allowed(token)) => {
                    self.file.write(&token).await;
                    return Ok(());
                }
                Ok(Told::Pending) => {}
                Ok(Told::SlowDown) => interval += SLOWER,
                Err(problem) if problem.is_mended_by_time() => interval += SLOWER,
                Err(problem) => return Err(problem),
            }
        }
    }

    async fn ask(&self) -> Result<Told, Problem> {
        let asked_at = self.calls.now();
        let answer = self
            .calls
            .oidc(&self.portal.region)
            .create_token()
            .client_id(&self.client.id)
            .client_secret(self.client.secret.expose_secret())
            .grant_type(DEVICE_CODE)
            .device_code(self.device_code.expose_secret())
            .send()
            .await;
        let answer = match answer {
            Ok(answer) => answer,
            Err(error) => {
                return match error.as_service_error().and_then(ProvideErrorMetadata::code) {
                    Some("AuthorizationPendingException") => Ok(Told::Pending),
                    Some("SlowDownException") => Ok(Told::SlowDown),
                    Some("ExpiredTokenException") => Err(problem::portal_code_expired()),
                    Some("AccessDeniedException") => Err(problem::portal_denied()),
                    Some(_) | None => {
                        Err(problem::of_portal(&error, CREATE_TOKEN, None, &self.portal.start_url))
                    }
                };
            }
        };
        let access_token = answer.access_token.ok_or_else(|| problem::not_the_service(CREATE_TOKEN))?;
        let lasts = u64::try_from(answer.expires_in).unwrap_or_default();
        Ok(Told::Allowed(Box::new(Token {
            access_token: access_token.into(),
            expires_at: asked_at + Duration::from_secs(lasts),
            client: Some(self.client.clone()),
            refresh_token: answer.refresh_token.map(Into::into),
        })))
    }
}

/// Always anew: a registration in the token's file may be of a program that
/// signs in by another grant, and AWS would refuse a device code for it.
async fn register(portal: &Portal, calls: &Calls) -> Result<Client, Problem> {
    let scopes = (!portal.scopes.is_empty()).then(|| portal.scopes.clone());
    let answer = calls
        .oidc(&portal.region)
        .register_client()
        .client_name("linkwright")
        .client_type("public")
        .set_scopes(scopes)
        .send()
        .await
        .map_err(|error| problem::of_portal(&error, REGISTER, None, &portal.start_url))?;
    let not_the_service = || problem::not_the_service(REGISTER);
    let ends = u64::try_from(answer.client_secret_expires_at).unwrap_or_default().min(LAST_SECOND);
    Ok(Client {
        id: answer.client_id.ok_or_else(not_the_service)?,
        secret: answer.client_secret.ok_or_else(not_the_service)?.into(),
        expires_at: SystemTime::UNIX_EPOCH + Duration::from_secs(ends),
    })
}

impl fmt::Debug for PortalSignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PortalSignIn").field("portal", &self.portal).finish_non_exhaustive()
    }
}
