//! The one credentials provider of a connection: explicit, limited in time, and
//! watched so that practice keys stay in practice.

use std::sync::{Arc, Mutex as StdMutex, PoisonError};
use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{self, ProvideCredentials, SharedCredentialsProvider, future};
use onboarding::Problem;
use secrecy::ExposeSecret;
use tokio::sync::Mutex;
use tokio::task::JoinHandle;

use crate::practice::is_practice_key;
use crate::{AccessKeys, problem};

/// How long a whole chain may take: `credential_process` has 20 s of its own,
/// every call above it 10 s.
pub(crate) const LOAD_LIMIT: Duration = Duration::from_secs(40);

pub(crate) fn fixed(keys: &AccessKeys) -> Credentials {
    Credentials::new(
        keys.access_key_id.expose_secret(),
        keys.secret_access_key.expose_secret(),
        keys.session_token.as_ref().map(|token| token.expose_secret().to_owned()),
        None,
        "linkwright",
    )
}

/// Loads in a task of its own, so that a caller that gives up sooner does not
/// start it over and a panic ends nothing else. A failure is an
/// [`onboarding::Problem`] among the error's causes.
#[derive(Debug, Clone)]
pub(crate) struct Guarded {
    inner: SharedCredentialsProvider,
    is_practice: bool,
    limit: Duration,
    loading: Arc<Mutex<Option<JoinHandle<provider::Result>>>>,
    /// Loaded before anybody asked, for the first who does.
    ready: Arc<StdMutex<Option<Credentials>>>,
}

impl Guarded {
    pub(crate) fn new(inner: SharedCredentialsProvider, is_practice: bool) -> Self {
        Self { inner, is_practice, limit: LOAD_LIMIT, loading: Arc::default(), ready: Arc::default() }
    }

    /// Loads what the first call will be signed with, so that a call's own
    /// limit of time does not cut a slow `credential_process` short.
    ///
    /// # Errors
    /// Why there are no credentials.
    pub(crate) async fn begin(&self) -> Result<(), Problem> {
        let credentials = self.load().await.map_err(|error| problem::of_credentials(&error))?;
        *self.ready.lock().unwrap_or_else(PoisonError::into_inner) = Some(credentials);
        Ok(())
    }

    async fn load(&self) -> provider::Result {
        let ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(ready) = ready.filter(|ready| !is_over(ready)) {
            return Ok(ready);
        }
        let credentials = match self.load_once().await {
            // One that was waited for by nobody may be over by now.
            Ok(stale) if is_over(&stale) => self.load_once().await,
            other => other,
        };
        let credentials =
            credentials.map_err(|error| CredentialsError::provider_error(problem::of_credentials(&error)))?;
        if is_practice_key(credentials.access_key_id()) == self.is_practice {
            Ok(credentials)
        } else {
            Err(CredentialsError::provider_error(problem::practice_keys_elsewhere()))
        }
    }

    async fn load_once(&self) -> provider::Result {
        let mut loading = self.loading.lock().await;
        // One that ended when nobody waited any more; why it failed may be long
        // mended.
        if let Some(ended) = loading.take_if(|task| task.is_finished())
            && let Ok(Ok(credentials)) = ended.await
        {
            return Ok(credentials);
        }
        let task = loading.get_or_insert_with(|| {
            let (inner, limit) = (self.inner.clone(), self.limit);
            tokio::spawn(async move {
                tokio::time::timeout(limit, inner.provide_credentials())
                    .await
                    .unwrap_or(Err(CredentialsError::provider_timed_out(limit)))
            })
        });
        let ended = task.await;
        *loading = None;
        ended.unwrap_or_else(|broken| {
            Err(CredentialsError::unhandled(if broken.is_panic() { "panic" } else { "cancelled" }))
        })
    }
}

impl ProvideCredentials for Guarded {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(self.load())
    }
}

fn is_over(credentials: &Credentials) -> bool {
    credentials.expiry().is_some_and(|end| end <= SystemTime::now())
}

#[cfg(test)]
mod tests;
