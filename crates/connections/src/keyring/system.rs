//! The keyring of the system: Secret Service, Keychain or Credential Manager.
//!
//! Each call has a thread and a store of its own: a store may block for as long
//! as somebody looks at its prompt, and one whose daemon went away stays broken.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use keyring_core::{CredentialStore, Entry, Error};
use tokio::sync::oneshot;
use zeroize::Zeroizing;

use super::{Keyring, KeyringProblem};
use crate::AccessKeys;

#[cfg(not(target_os = "linux"))]
mod native;
#[cfg(target_os = "linux")]
mod secret_service;

#[cfg(not(target_os = "linux"))]
use native as store;
#[cfg(target_os = "linux")]
use secret_service as store;

/// The bundle id: whose items they are.
const SERVICE: &str = "org.linkwright.desktop";

/// How long a caller waits, a prompt for the person included.
const LIMIT: Duration = Duration::from_secs(30);

/// The keyring of whoever is logged in here.
#[derive(Debug, Clone)]
pub struct SystemKeyring {
    limit: Duration,
}

impl SystemKeyring {
    pub fn new() -> Self {
        Self::with_limit(LIMIT)
    }

    /// With another time limit than 30 s.
    pub fn with_limit(limit: Duration) -> Self {
        Self { limit }
    }

    /// Does `work` on a thread of its own. A caller that is gone or has waited
    /// long enough is told of to the thread, which then changes nothing.
    async fn ask<T: Send + 'static>(
        &self,
        id: &str,
        purpose: Purpose,
        work: impl FnOnce(&Opened) -> Result<T, KeyringProblem> + Send + 'static,
    ) -> Result<T, KeyringProblem> {
        let (tell, told) = oneshot::channel();
        let waiting = Waiting(Arc::new(AtomicBool::new(true)));
        let user = format!("conn:{id}");
        let (limit, still) = (self.limit, Arc::clone(&waiting.0));
        let thread = std::thread::Builder::new().name("keyring".to_owned()).spawn(move || {
            let done = store::unlock(SERVICE, &user, purpose, limit).and_then(|store| {
                if still.load(Ordering::SeqCst) {
                    work(&Opened { store, user })
                } else {
                    Err(KeyringProblem::Hanging)
                }
            });
            if tell.send(done).is_err() {
                tracing::debug!("a keyring answered when nobody waited any more");
            }
        });
        thread.map_err(|_| KeyringProblem::Refused)?;
        match tokio::time::timeout(self.limit, told).await {
            Ok(Ok(done)) => done,
            // The thread panicked.
            Ok(Err(_)) => Err(KeyringProblem::Refused),
            Err(_) => Err(KeyringProblem::Hanging),
        }
    }
}

impl Default for SystemKeyring {
    fn default() -> Self {
        Self::new()
    }
}

#[async_trait]
impl Keyring for SystemKeyring {
    async fn read(&self, id: &str) -> Result<AccessKeys, KeyringProblem> {
        let blob = self
            .ask(id, Purpose::Known, |opened| {
                Ok(Zeroizing::new(opened.entry()?.get_secret().map_err(sorted)?))
            })
            .await?;
        AccessKeys::of_blob(&blob).map_err(|_| KeyringProblem::Damaged)
    }

    async fn keep(&self, id: &str, keys: &AccessKeys) -> Result<(), KeyringProblem> {
        let blob = keys.to_blob();
        self.ask(id, Purpose::New, move |opened| opened.entry()?.set_secret(&blob).map_err(sorted)).await
    }

    async fn remove(&self, id: &str) -> Result<(), KeyringProblem> {
        self.ask(id, Purpose::Known, |opened| match opened.entry()?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(Error::Ambiguous(copies)) => {
                copies.iter().try_for_each(|copy| copy.delete_credential().map_err(sorted))
            }
            Err(error) => Err(sorted(error)),
        })
        .await
    }

    async fn state(&self) -> Result<(), KeyringProblem> {
        // Looking for what nobody keeps opens all that keeping needs.
        self.ask("state", Purpose::New, |opened| match opened.entry()?.get_attributes() {
            Ok(_) | Err(Error::NoEntry | Error::Ambiguous(_)) => Ok(()),
            Err(error) => Err(sorted(error)),
        })
        .await
    }
}

/// What is to be unlocked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    /// An item, if it is there.
    Known,
    /// The item, or the place where one is made.
    New,
}

/// Ends with the caller.
struct Waiting(Arc<AtomicBool>);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.store(false, Ordering::SeqCst);
    }
}

/// A store that was just opened, and whose keys are wanted of it.
struct Opened {
    store: Arc<CredentialStore>,
    user: String,
}

impl Opened {
    fn entry(&self) -> Result<Entry, KeyringProblem> {
        let label = [("label", "Linkwright: AWS access keys")];
        let label: HashMap<&str, &str> = label.into_iter().filter(|_| store::HAS_LABELS).collect();
        self.store.build(SERVICE, &self.user, Some(&label)).map_err(sorted)
    }
}

/// By its kind alone: what an error says may be the secret itself.
fn sorted(error: Error) -> KeyringProblem {
    match error {
        Error::NoEntry => KeyringProblem::NotThere,
        Error::Ambiguous(_) => KeyringProblem::Ambiguous,
        Error::TooLong(_, _) => KeyringProblem::TooLong,
        Error::BadEncoding(_) | Error::BadDataFormat(_, _) | Error::BadStoreFormat(_) => {
            KeyringProblem::Damaged
        }
        Error::NoDefaultStore => KeyringProblem::Missing,
        Error::NoStorageAccess(reason) => store::no_access(reason.as_ref()),
        Error::PlatformFailure(reason) => store::failed(reason.as_ref()),
        Error::Invalid(_, _) | Error::NotSupportedByStore(_) => KeyringProblem::Refused,
        _ => KeyringProblem::Refused,
    }
}
