//! The one credentials provider of a connection: explicit, limited in time, and
//! watched so that practice keys stay in practice.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use aws_config::Region;
use aws_config::profile::ProfileFileCredentialsProvider;
use aws_config::provider_config::ProviderConfig;
use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{self, ProvideCredentials, SharedCredentialsProvider, future};
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use aws_smithy_types::timeout::TimeoutConfig;
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::Mutex;
use tokio::task::JoinHandle;

use crate::environment::Keys;
use crate::practice::is_practice_key;
use crate::problem;
use crate::profiles::Profiles;
use crate::{Environment, PracticeAccount};

/// How long a provider may take, `credential_process` included.
const LOAD_LIMIT: Duration = Duration::from_secs(20);

pub(crate) fn of_practice(account: &PracticeAccount) -> SharedCredentialsProvider {
    fixed(&account.access_key_id, &account.secret_access_key, None)
}

pub(crate) fn of_keys(keys: &Keys) -> SharedCredentialsProvider {
    fixed(&keys.access_key_id, &keys.secret_access_key, keys.session_token.as_ref())
}

pub(crate) fn of_profile(
    name: &str,
    profiles: &Profiles,
    environment: &Environment,
    http_client: SharedHttpClient,
    region: &str,
) -> SharedCredentialsProvider {
    let timeouts = TimeoutConfig::builder()
        .connect_timeout(Duration::from_millis(3100))
        .operation_timeout(Duration::from_secs(10))
        .build();
    let settings = ProviderConfig::without_region()
        .with_region(Some(Region::new(region.to_owned())))
        .with_http_client(http_client)
        .with_timeout_config(timeouts);
    let mut provider = ProfileFileCredentialsProvider::builder()
        .configure(&settings)
        .profile_files(profiles.files.clone())
        .profile_name(name);
    if let Some(keys) = environment.keys() {
        // `credential_source = Environment` would look into the process's own
        // environment, where the keys are no longer.
        provider = provider.with_custom_provider("Environment", of_keys(keys));
    }
    SharedCredentialsProvider::new(provider.build())
}

fn fixed(
    access_key_id: &str,
    secret_access_key: &SecretString,
    session_token: Option<&SecretString>,
) -> SharedCredentialsProvider {
    SharedCredentialsProvider::new(Credentials::new(
        access_key_id,
        secret_access_key.expose_secret(),
        session_token.map(|token| token.expose_secret().to_owned()),
        None,
        "linkwright",
    ))
}

/// Loads in a task of its own, so that a caller that gives up sooner does not
/// start it over and a panic ends nothing else. A failure is an
/// [`onboarding::Problem`] among the error's causes.
#[derive(Debug)]
pub(crate) struct Guarded {
    inner: SharedCredentialsProvider,
    is_practice: bool,
    /// The profile `aws sso login` is for, where that helps.
    sso_profile: Option<String>,
    limit: Duration,
    loading: Arc<Mutex<Option<JoinHandle<provider::Result>>>>,
}

impl Guarded {
    pub(crate) fn new(
        inner: SharedCredentialsProvider,
        is_practice: bool,
        sso_profile: Option<String>,
    ) -> Self {
        Self { inner, is_practice, sso_profile, limit: LOAD_LIMIT, loading: Arc::default() }
    }

    async fn load(&self) -> provider::Result {
        let credentials = match self.load_once().await {
            // One that was waited for by nobody may be over by now.
            Ok(stale) if stale.expiry().is_some_and(|end| end <= SystemTime::now()) => self.load_once().await,
            other => other,
        };
        let credentials = credentials.map_err(|error| {
            CredentialsError::provider_error(problem::of_credentials(&error, self.sso_profile.as_deref()))
        })?;
        if is_practice_key(credentials.access_key_id()) == self.is_practice {
            Ok(credentials)
        } else {
            Err(CredentialsError::provider_error(problem::practice_keys_elsewhere()))
        }
    }

    async fn load_once(&self) -> provider::Result {
        let mut loading = self.loading.lock().await;
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

#[cfg(test)]
mod tests;
