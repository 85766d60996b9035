//! How access keys are told apart without being shown.

use std::hash::{DefaultHasher, Hash, Hasher};

use connections::AccessKeys;
use secrecy::ExposeSecret;

/// The same for the same keys in every program of ours.
pub fn hash(keys: &AccessKeys) -> String {
    let mut hasher = DefaultHasher::new();
    keys.access_key_id.expose_secret().hash(&mut hasher);
    keys.secret_access_key.expose_secret().hash(&mut hasher);
    keys.session_token.as_ref().map(ExposeSecret::expose_secret).hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
