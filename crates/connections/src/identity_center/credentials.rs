//! The credentials of a role behind a portal, and the token they are got with.
//! A clock that is set back makes a renewal late or early and nothing else.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_smithy_types::DateTime;
use onboarding::{Problem, ProblemKind};
use secrecy::{ExposeSecret, SecretString};
use tokio::time::Instant;

use super::renewals::Failure;
use super::token::{Token, TokenFile};
use super::{Portal, PortalRole};
use crate::calls::Calls;
use crate::{PORTAL_SIGN_IN_NEEDED, problem};

/// A renewal that failed is not tried again sooner.
const BETWEEN_RENEWALS: Duration = Duration::from_secs(30);

/// So long another program that renewed before us may take to write it down.
const OTHERS_WRITE: Duration = Duration::from_millis(1500);

const ROLE_CREDENTIALS: &str = "GetRoleCredentials";
const CREATE_TOKEN: &str = "CreateToken";

/// Gets the credentials of one role.
#[derive(Debug)]
pub(crate) struct RoleCredentials {
    role: PortalRole,
    access: Access,
}

/// The sign-in at one portal, as its file has it.
#[derive(Debug)]
pub(super) struct Access {
    portal: Portal,
    profile: Option<String>,
    file: TokenFile,
    calls: Calls,
    tried: Mutex<Option<Instant>>,
    until: Mutex<Option<SystemTime>>,
}

impl RoleCredentials {
    /// `profile` is the one the role stands in.
    ///
    /// # Errors
    /// Nobody knows where the home folder is.
    pub(crate) fn new(role: &PortalRole, profile: Option<&str>, calls: Calls) -> Result<Self, Problem> {
        Ok(Self { role: role.clone(), access: Access::new(&role.portal, profile, calls)? })
    }

    /// # Errors
    /// [`crate::PORTAL_SIGN_IN_NEEDED`], [`crate::PORTAL_TOKEN_UNREADABLE`], a
    /// role that is not this person's, and whatever keeps the portal from
    /// answering.
    pub(crate) async fn load(&self) -> Result<Credentials, Problem> {
        let token = self.access.token().await?;
        let answer = self
            .access
            .sso()
            .get_role_credentials()
            .account_id(&self.role.account)
            .role_name(&self.role.role_name)
            .access_token(token.expose_secret())
            .send()
            .await
            .map_err(|error| self.access.refused(&error, ROLE_CREDENTIALS))?;
        let given = || {
            let given = answer.role_credentials?;
            let end = SystemTime::try_from(DateTime::from_millis(given.expiration)).ok()?;
            let (id, secret) = (given.access_key_id?, given.secret_access_key?);
            Some(Credentials::new(id, secret, given.session_token, Some(end), "linkwright"))
        };
        given().ok_or_else(|| problem::not_the_service(ROLE_CREDENTIALS))
    }

    /// When a person has to sign in again, if the sign-in does not go on by
    /// itself; known after the first load.
    pub(crate) fn signed_in_until(&self) -> Option<SystemTime> {
        *self.access.until.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Access {
    pub(super) fn new(portal: &Portal, profile: Option<&str>, calls: Calls) -> Result<Self, Problem> {
        Ok(Self {
            portal: portal.clone(),
            profile: profile.map(str::to_owned),
            file: TokenFile::of(portal, calls.environment())?,
            calls,
            tried: Mutex::default(),
            until: Mutex::default(),
        })
    }

    pub(super) fn sso(&self) -> aws_sdk_sso::Client {
        self.calls.sso(&self.portal.region)
    }

    /// The token to go on with, renewed when it is over or nearly so.
    pub(super) async fn token(&self) -> Result<SecretString, Problem> {
        let now = self.calls.now();
        let token = self.read().await?;
        let token = if token.is_nearly_over(now) { self.renewed().await? } else { token };
        let goes_on = token.renewal(now).is_some();
        let until = (!goes_on).then_some(token.expires_at);
        *self.until.lock().unwrap_or_else(PoisonError::into_inner) = until;
        Ok(token.access_token)
    }

    pub(super) fn refused<E>(
        &self,
        error: &aws_sdk_sts::error::SdkError<E, aws_smithy_runtime_api::client::orchestrator::HttpResponse>,
        operation: &'static str,
    ) -> Problem
    where
        E: std::error::Error + aws_sdk_sts::error::ProvideErrorMetadata + 'static,
    {
        problem::of_portal(error, operation, self.profile.as_deref(), &self.portal.start_url)
    }

    async fn read(&self) -> Result<Token, Problem> {
        let token = self.file.read().await.map_err(|problem| self.of_profile(problem))?;
        token.ok_or_else(|| self.sign_in_needed())
    }

    /// One at a time for each file; whoever waited goes by what the one before
    /// got, or shares why it failed.
    async fn renewed(&self) -> Result<Token, Problem> {
        let came = Instant::now();
        let mut last_failure = self.file.renewals().turn().await;
        let now = self.calls.now();
        let token = self.read().await?;
        if !token.is_nearly_over(now) {
            return Ok(token);
        }
        let has_just_failed = last_failure.as_ref().is_some_and(|failure| failure.at >= came);
        if has_just_failed || !self.may_try() {
            let why = || last_failure.as_ref().map(|failure| self.as_ours(failure.problem.clone()));
            return if token.is_over(now) {
                Err(why().unwrap_or_else(|| self.sign_in_needed()))
            } else {
                Ok(token)
            };
        }
        let problem = match self.renew(&token, now).await {
            Ok(renewed) => {
                *last_failure = None;
                return Ok(renewed);
            }
            Err(problem) => problem,
        };
        // Another program may have renewed it meanwhile, which makes ours void;
        // or it is good for some minutes yet.
        if token.is_over(now) && problem.code.as_deref() == Some(PORTAL_SIGN_IN_NEEDED) {
            tokio::time::sleep(OTHERS_WRITE).await;
        }
        *last_failure = Some(Failure { at: Instant::now(), problem: problem.clone() });
        match self.file.read().await {
            Ok(Some(token)) if !token.is_over(now) => Ok(token),
            Ok(_) | Err(_) => Err(problem),
        }
    }

    async fn renew(&self, token: &Token, now: SystemTime) -> Result<Token, Problem> {
        let (client, refresh_token) = token.renewal(now).ok_or_else(|| self.sign_in_needed())?;
        *self.tried.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
        let answer = self
            .calls
            .oidc(&self.portal.region)
            .create_token()
            .client_id(&client.id)
            .client_secret(client.secret.expose_secret())
            .grant_type("refresh_token")
            .refresh_token(refresh_token.expose_secret())
            .send()
            .await
            .map_err(|error| self.refused(&error, CREATE_TOKEN))?;
        let lasts = u64::try_from(answer.expires_in).unwrap_or_default();
        let access_token = answer.access_token.ok_or_else(|| problem::not_the_service(CREATE_TOKEN))?;
        let renewed = Token {
            access_token: access_token.into(),
            expires_at: now + Duration::from_secs(lasts),
            client: token.client.clone(),
            refresh_token: answer.refresh_token.map(Into::into).or_else(|| token.refresh_token.clone()),
        };
        self.file.renewals().will_replace(token.fingerprint(), renewed.fingerprint());
        self.file.write(&renewed).await;
        Ok(renewed)
    }

    /// By a clock that nobody sets.
    fn may_try(&self) -> bool {
        let tried = self.tried.lock().unwrap_or_else(PoisonError::into_inner);
        tried.is_none_or(|tried| tried.elapsed() >= BETWEEN_RENEWALS)
    }

    fn sign_in_needed(&self) -> Problem {
        problem::portal_sign_in_needed(self.profile.as_deref(), &self.portal.start_url)
    }

    /// One that another profile of the portal met.
    fn as_ours(&self, problem: Problem) -> Problem {
        let is_sign_in = matches!(problem.kind, ProblemKind::SignInToAws { .. });
        if is_sign_in { self.of_profile(problem) } else { problem }
    }

    fn of_profile(&self, problem: Problem) -> Problem {
        let kind = ProblemKind::SignInToAws { profile: self.profile.clone() };
        Problem { kind, ..problem }
    }
}
