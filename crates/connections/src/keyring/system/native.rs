//! Keychain of macOS and Credential Manager of Windows, which ask the person
//! themselves.

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

#[cfg(target_os = "macos")]
use apple_native_keyring_store::keychain::Store;
use keyring_core::CredentialStore;
#[cfg(windows)]
use windows_native_keyring_store::Store;

use super::{KeyringProblem, Purpose};

/// Both make one of their own.
pub(super) const HAS_LABELS: bool = false;

/// Nothing is to be unlocked beforehand.
#[cfg(any(target_os = "macos", windows))]
pub(super) fn unlock(
    _: &str,
    _: &str,
    _: Purpose,
    _: Duration,
) -> Result<Arc<CredentialStore>, KeyringProblem> {
    let store = Store::new().map_err(super::sorted)?;
    Ok(store)
}

/// We know of no keyring on other systems.
#[cfg(not(any(target_os = "macos", windows)))]
pub(super) fn unlock(
    _: &str,
    _: &str,
    _: Purpose,
    _: Duration,
) -> Result<Arc<CredentialStore>, KeyringProblem> {
    Err(KeyringProblem::Missing)
}

/// Windows has none for a session without a user, macOS none that can be opened.
pub(super) fn no_access(_: &(dyn Error + 'static)) -> KeyringProblem {
    if cfg!(windows) { KeyringProblem::Missing } else { KeyringProblem::Locked }
}

#[cfg(target_os = "macos")]
pub(super) fn failed(reason: &(dyn Error + 'static)) -> KeyringProblem {
    let code = reason.downcast_ref::<security_framework::base::Error>().map(|error| error.code());
    match code {
        // errSecUserCanceled, errSecAuthFailed
        Some(-128 | -25293) => KeyringProblem::Dismissed,
        // errSecInteractionNotAllowed
        Some(-25308) => KeyringProblem::Locked,
        Some(_) | None => KeyringProblem::Refused,
    }
}

#[cfg(not(target_os = "macos"))]
pub(super) fn failed(_: &(dyn Error + 'static)) -> KeyringProblem {
    KeyringProblem::Refused
}
