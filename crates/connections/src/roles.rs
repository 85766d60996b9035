//! Taking on roles: from the credentials at the bottom of a chain up, one
//! request to STS for each step, with a code of an MFA device where one is
//! wanted. `aws-config` knows no `mfa_serial`, so this is ours.

use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, future};
use aws_sdk_sts::types::Credentials as StsCredentials;
use onboarding::{CLOCK_IS_OFF, Problem};
use secrecy::{ExposeSecret, SecretString};
use sha1::{Digest, Sha1};

use crate::bottom::Bottom;
use crate::calls::Calls;
use crate::chain::{Base, Chain, Step};
use crate::practice::is_practice_key;
use crate::sessions::{SessionKey, Sessions};
use crate::{problem, role};

/// Walks a chain whenever credentials are wanted. A code given serves the next
/// walk alone.
#[derive(Debug)]
pub(crate) struct Roles {
    bottom: Bottom,
    steps: Vec<(Step, SessionKey)>,
    calls: Calls,
    region: String,
    sessions: Sessions,
    code: Mutex<Option<SecretString>>,
}

impl Roles {
    /// `code` has six digits.
    pub(crate) fn new(
        chain: Chain,
        bottom: Bottom,
        calls: Calls,
        region: &str,
        sessions: &Sessions,
        code: Option<SecretString>,
    ) -> Self {
        let keys = keys(&chain, &calls);
        Self {
            bottom,
            steps: chain.steps.into_iter().zip(keys).collect(),
            calls,
            region: region.to_owned(),
            sessions: sessions.clone(),
            code: Mutex::new(code),
        }
    }

    /// The earliest known end of what a person signed in for.
    pub(crate) fn signed_in_until(&self) -> Option<SystemTime> {
        let now = self.calls.now();
        let session = self.steps.iter().rev().find_map(|(_, key)| self.sessions.live(key, now));
        match session {
            Some(session) => session.expiry(),
            None => self.bottom.signed_in_until(),
        }
    }

    /// What a refusal means to a chain with a session: one that AWS does not
    /// take is used no more, and one that AWS ended wants a new code.
    pub(crate) fn told_again(&self, problem: Problem) -> Problem {
        let has_ended = match problem.code.as_deref() {
            Some("ExpiredToken" | "ExpiredTokenException") => true,
            Some("InvalidClientTokenId" | "UnrecognizedClientException") => false,
            Some(_) | None => return problem,
        };
        let now = self.calls.now();
        let mut ended = None;
        for (step, key) in &self.steps {
            if self.sessions.live(key, now).is_some() {
                ended = step.device();
            }
            self.sessions.forget(key);
        }
        match ended {
            Some(device) if has_ended => problem::mfa_code_needed(device, false),
            Some(_) | None => problem,
        }
    }

    async fn walk(&self) -> Result<Credentials, Problem> {
        let code = self.code.lock().unwrap_or_else(PoisonError::into_inner).take();
        match self.begin(code.is_some()) {
            Some((session, place)) => {
                let walked = self.walk_on(session, place + 1, code).await;
                walked.map_err(|problem| self.told_again(problem))
            }
            None => self.walk_on(self.bottom.load().await?, 0, code).await,
        }
    }

    async fn walk_on(
        &self,
        mut credentials: Credentials,
        at: usize,
        mut code: Option<SecretString>,
    ) -> Result<Credentials, Problem> {
        let mut code_was_taken = false;
        for (step, key) in &self.steps[at..] {
            if is_practice_key(credentials.access_key_id()) {
                return Err(problem::practice_keys_elsewhere());
            }
            let Some(device) = step.device() else {
                credentials = self.take(step, credentials, None).await?;
                continue;
            };
            let Some(code) = code.take() else {
                return Err(problem::mfa_code_needed(device, code_was_taken));
            };
            credentials = self.take(step, credentials, Some((device, code))).await?;
            code_was_taken = true;
            self.sessions.keep(key.clone(), credentials.clone(), self.calls.now());
        }
        Ok(credentials)
    }

    /// The highest session that is kept. A code that nothing above it wants
    /// is there to renew it.
    fn begin(&self, has_code: bool) -> Option<(Credentials, usize)> {
        let now = self.calls.now();
        let kept = || {
            let places = self.steps.iter().enumerate().rev();
            places.into_iter().find_map(|(place, (_, key))| Some((self.sessions.live(key, now)?, place)))
        };
        let (session, place) = kept()?;
        let wanted_above = self.steps[place + 1..].iter().any(|(step, _)| step.device().is_some());
        if has_code && !wanted_above {
            self.sessions.forget(&self.steps[place].1);
            return kept();
        }
        Some((session, place))
    }

    async fn take(
        &self,
        step: &Step,
        credentials: Credentials,
        mfa: Option<(&str, SecretString)>,
    ) -> Result<Credentials, Problem> {
        // A code serves once: after a lost answer the same one would be refused.
        let attempts = if mfa.is_some() { 1 } else { 2 };
        let sts = self.calls.sts(&self.region, credentials, attempts);
        match self.ask(&sts, step, mfa.clone()).await {
            // Refused for the clock before any code was looked at, and the client
            // corrects itself by that answer.
            Err(problem) if problem.code.as_deref() == Some(CLOCK_IS_OFF) => self.ask(&sts, step, mfa).await,
            answered => answered,
        }
    }

    async fn ask(
        &self,
        sts: &aws_sdk_sts::Client,
        step: &Step,
        mfa: Option<(&str, SecretString)>,
    ) -> Result<Credentials, Problem> {
        let device = mfa.as_ref().map(|(device, _)| (*device).to_owned());
        let code = mfa.map(|(_, code)| code.expose_secret().to_owned());
        let (operation, answer) = match step {
            Step::AssumeRole { role, session_name, duration, .. } => {
                let user = self.calls.environment().user();
                let name = session_name.clone().unwrap_or_else(|| role::session_name(user));
                let answer = sts
                    .assume_role()
                    .role_arn(&role.arn)
                    .role_session_name(name)
                    .set_external_id(role.external_id.clone())
                    .set_duration_seconds(*duration)
                    .set_serial_number(device.clone())
                    .set_token_code(code)
                    .send()
                    .await;
                let answer = answer
                    .map(|output| output.credentials)
                    .map_err(|error| problem::of_role(&error, ASSUME_ROLE, &self.region, device.as_deref()));
                (ASSUME_ROLE, answer)
            }
            Step::SessionOfUser { .. } => {
                let answer = sts
                    .get_session_token()
                    .set_serial_number(device.clone())
                    .set_token_code(code)
                    .send()
                    .await;
                let answer = answer.map(|output| output.credentials).map_err(|error| {
                    problem::of_role(&error, SESSION_TOKEN, &self.region, device.as_deref())
                });
                (SESSION_TOKEN, answer)
            }
        };
        answer?.and_then(given).ok_or_else(|| problem::not_the_service(operation))
    }
}

const ASSUME_ROLE: &str = "AssumeRole";
const SESSION_TOKEN: &str = "GetSessionToken";

impl ProvideCredentials for Roles {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(async { self.walk().await.map_err(CredentialsError::provider_error) })
    }
}

fn given(credentials: StsCredentials) -> Option<Credentials> {
    let end = SystemTime::try_from(credentials.expiration).ok()?;
    Some(Credentials::new(
        credentials.access_key_id,
        credentials.secret_access_key,
        Some(credentials.session_token),
        Some(end),
        "linkwright",
    ))
}

/// One for each step: two chains share a session only if all below it is the
/// same. The Region is left out, since a session is good in all of them.
fn keys(chain: &Chain, calls: &Calls) -> Vec<SessionKey> {
    let mut hash = Sha1::new();
    let mut add = |text: &str| {
        hash.update(text.as_bytes());
        hash.update([0]);
        hash.clone()
    };
    add(&calls.endpoints().sts.as_ref().map(|endpoint| endpoint.origin()).unwrap_or_default());
    match &chain.base {
        Base::Keys(keys) => drop(add(keys.access_key_id.expose_secret())),
        Base::Process { profile, command } => {
            add(profile);
            add(command.expose_secret());
        }
        base @ (Base::Portal { .. }
        | Base::WebIdentity { .. }
        | Base::ConsoleLogin { .. }
        | Base::Ec2
        | Base::Ecs) => drop(add(&format!("{base:?}"))),
    }
    chain.steps.iter().map(|step| SessionKey(add(&format!("{step:?}")).finalize().into())).collect()
}
