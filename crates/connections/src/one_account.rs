//! Keys that somebody else decides on: a program, or a token another program
//! writes, may give those of another account the next time. Such keys sign
//! nothing but the question whose they are.

use std::sync::{Mutex, MutexGuard, PoisonError};

use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{self, ProvideCredentials, SharedCredentialsProvider, future};
use onboarding::Problem;

use crate::caller::{self, Caller};
use crate::calls::Calls;
use crate::practice::is_practice_key;
use crate::problem;

/// Hands on the keys of one account alone: that of the first caller.
#[derive(Debug)]
pub(crate) struct OneAccount {
    inner: SharedCredentialsProvider,
    calls: Calls,
    region: String,
    met: Mutex<Met>,
}

#[derive(Debug, Default)]
struct Met {
    /// Known as soon as STS has said who signed the first call.
    first: Option<Caller>,
    /// The access key ID handed on last.
    own: Option<String>,
    /// The last one that was of another account: it stays so.
    foreign: Option<String>,
}

/// What is known of an access key ID.
enum Whose {
    Ours,
    Of(Box<Caller>),
    NotOurs(Problem),
}

impl OneAccount {
    pub(crate) fn new(inner: SharedCredentialsProvider, calls: Calls, region: &str) -> Self {
        Self { inner, calls, region: region.to_owned(), met: Mutex::default() }
    }

    /// The keys handed on last are this caller's.
    pub(crate) fn meet(&self, caller: &Caller) {
        self.met().first = Some(caller.clone());
    }

    async fn load(&self) -> provider::Result {
        let credentials = self.inner.provide_credentials().await?;
        let id = credentials.access_key_id();
        match self.whose(id) {
            Whose::Ours => {}
            Whose::NotOurs(problem) => return Err(CredentialsError::provider_error(problem)),
            Whose::Of(first) => {
                let config = self.calls.signed_by(&self.region, credentials.clone());
                let caller = caller::ask(&config).await.map_err(CredentialsError::provider_error)?;
                if !caller.is_of_the_account_of(&first) {
                    self.met().foreign = Some(id.to_owned());
                    return Err(CredentialsError::provider_error(self.another(&first)));
                }
            }
        }
        self.met().own = Some(id.to_owned());
        Ok(credentials)
    }

    fn whose(&self, id: &str) -> Whose {
        let met = self.met();
        match &met.first {
            Some(first) if met.foreign.as_deref() == Some(id) => Whose::NotOurs(self.another(first)),
            // Practice keys are asked about nowhere but in practice.
            Some(_) if is_practice_key(id) => Whose::NotOurs(problem::practice_keys_elsewhere()),
            Some(first) if met.own.as_deref() != Some(id) => Whose::Of(Box::new(first.clone())),
            Some(_) | None => Whose::Ours,
        }
    }

    fn another(&self, first: &Caller) -> Problem {
        problem::another_identity(&first.account, &self.region)
    }

    fn met(&self) -> MutexGuard<'_, Met> {
        self.met.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ProvideCredentials for OneAccount {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(self.load())
    }
}
