//! Where access keys are kept between two starts: the keyring of the system,
//! one item for each connection, and in no file of ours.

use async_trait::async_trait;

use crate::AccessKeys;

mod system;

pub use system::SystemKeyring;

/// Keeps access keys by the id of the connection they belong to.
#[async_trait]
pub trait Keyring: Send + Sync {
    /// # Errors
    /// [`KeyringProblem::NotThere`] when nothing is kept under this id; the rest as there.
    async fn read(&self, id: &str) -> Result<AccessKeys, KeyringProblem>;

    /// Keeps these keys under this id, in place of those kept before.
    ///
    /// # Errors
    /// As [`KeyringProblem`] has them; what was kept before is still there then.
    async fn keep(&self, id: &str, keys: &AccessKeys) -> Result<(), KeyringProblem>;

    /// What is not there is removed.
    ///
    /// # Errors
    /// As [`KeyringProblem`] has them.
    async fn remove(&self, id: &str) -> Result<(), KeyringProblem>;

    /// Whether keys can be kept here; asks the person to unlock it, if the
    /// system does.
    ///
    /// # Errors
    /// As [`KeyringProblem`] has them.
    async fn state(&self) -> Result<(), KeyringProblem>;
}

/// Why a keyring did not do what it was asked for. Never holds a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyringProblem {
    /// No store on this computer, or none that answers: no D-Bus, no daemon.
    #[error("this computer has no keyring")]
    Missing,
    #[error("the keyring is locked")]
    Locked,
    /// The person was asked to unlock it and chose not to.
    #[error("unlocking the keyring was refused")]
    Dismissed,
    /// No answer within the limit; it may be asking the person still.
    #[error("the keyring did not answer in time")]
    Hanging,
    #[error("the keyring holds no keys for this AWS account")]
    NotThere,
    #[error("the keyring holds several keys for this AWS account")]
    Ambiguous,
    #[error("the keys are longer than the keyring allows")]
    TooLong,
    /// What is kept there is no access keys.
    #[error("what the keyring holds for this AWS account cannot be read")]
    Damaged,
    /// Any other refusal of the store.
    #[error("the keyring refused")]
    Refused,
}
