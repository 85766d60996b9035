//! The Secret Service of a Linux desktop, over D-Bus.

use std::collections::HashMap;
use std::error::Error;
use std::sync::Arc;
use std::time::{Duration, Instant};

use dbus_secret_service::{EncryptionType, SecretService};
use dbus_secret_service_keyring_store::Store;
use keyring_core::CredentialStore;

use super::{KeyringProblem, Purpose};

pub(super) const HAS_LABELS: bool = true;

/// Nobody reads a prompt and refuses it sooner.
const TOO_SOON_FOR_A_PERSON: Duration = Duration::from_millis(600);

/// Opens the service and unlocks the item where it is there, or else the default
/// collection where one is to be made. Prompts end some
/// time after the limit, so that no thread outlives its caller for long; the
/// store itself would wait for a year.
pub(super) fn unlock(
    service: &str,
    user: &str,
    purpose: Purpose,
    limit: Duration,
) -> Result<Arc<CredentialStore>, KeyringProblem> {
    // It counts messages as well as seconds, and so may end sooner.
    let prompt = 2 * limit.as_secs() + 10;
    // Through this session no secret goes.
    let opened = SecretService::connect_with_max_prompt_timeout(EncryptionType::Plain, prompt);
    let opened = opened.map_err(|error| not_there(&error))?;
    let begun = Instant::now();
    let unlocked = || -> Result<(), dbus_secret_service::Error> {
        let items = opened.search_items(HashMap::from([("service", service), ("username", user)]))?;
        if !items.locked.is_empty() {
            opened.unlock_all(&items.locked.iter().collect::<Vec<_>>())?;
        }
        let is_there = !items.unlocked.is_empty() || !items.locked.is_empty();
        if purpose == Purpose::New && !is_there {
            opened.get_default_collection()?.ensure_unlocked()?;
        }
        Ok(())
    };
    unlocked().map_err(|error| {
        let problem = refused(&error);
        let nobody_asked = problem == KeyringProblem::Dismissed && begun.elapsed() < TOO_SOON_FOR_A_PERSON;
        if nobody_asked { KeyringProblem::Locked } else { problem }
    })?;
    let store = Store::new().map_err(super::sorted)?;
    Ok(store)
}

pub(super) fn no_access(reason: &(dyn Error + 'static)) -> KeyringProblem {
    reason.downcast_ref().map_or(KeyringProblem::Locked, refused)
}

pub(super) fn failed(reason: &(dyn Error + 'static)) -> KeyringProblem {
    reason.downcast_ref().map_or(KeyringProblem::Refused, refused)
}

/// Whatever keeps the service from being opened, it is not there; but one that
/// has the name on the bus and does not answer hangs.
fn not_there(error: &dbus_secret_service::Error) -> KeyringProblem {
    match refused(error) {
        KeyringProblem::Hanging => KeyringProblem::Hanging,
        KeyringProblem::Missing
        | KeyringProblem::Locked
        | KeyringProblem::Dismissed
        | KeyringProblem::NotThere
        | KeyringProblem::Ambiguous
        | KeyringProblem::TooLong
        | KeyringProblem::Damaged
        | KeyringProblem::Refused => KeyringProblem::Missing,
    }
}

fn refused(error: &dbus_secret_service::Error) -> KeyringProblem {
    use dbus_secret_service::Error as Refusal;
    match error {
        Refusal::Locked => KeyringProblem::Locked,
        Refusal::Prompt => KeyringProblem::Dismissed,
        // There is no default collection, as under WSL.
        Refusal::NoResult | Refusal::Unavailable => KeyringProblem::Missing,
        Refusal::Crypto(_) => KeyringProblem::Damaged,
        Refusal::Dbus(error) => on_the_bus(error.name().unwrap_or_default()),
        Refusal::Parse | Refusal::Path(_) | Refusal::UnsupportedSecretFormat => KeyringProblem::Refused,
        _ => KeyringProblem::Refused,
    }
}

fn on_the_bus(name: &str) -> KeyringProblem {
    match name {
        "org.freedesktop.Secret.Error.IsLocked" => KeyringProblem::Locked,
        "org.freedesktop.DBus.Error.NoReply" | "org.freedesktop.DBus.Error.Timeout" => {
            KeyringProblem::Hanging
        }
        "org.freedesktop.DBus.Error.ServiceUnknown"
        | "org.freedesktop.DBus.Error.NameHasNoOwner"
        | "org.freedesktop.DBus.Error.NoServer"
        | "org.freedesktop.DBus.Error.Disconnected"
        | "org.freedesktop.DBus.Error.NotSupported"
        | "org.freedesktop.DBus.Error.FileNotFound"
        | "org.freedesktop.Secret.Error.NoSession" => KeyringProblem::Missing,
        name if name.starts_with("org.freedesktop.DBus.Error.Spawn") => KeyringProblem::Missing,
        _ => KeyringProblem::Refused,
    }
}
