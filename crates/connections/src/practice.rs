//! Practice or live: decided once, before anything is sent.

use onboarding::Problem;
use secrecy::SecretString;

use crate::AccessKeys;
use crate::endpoint::Endpoint;
use crate::problem::practice_keys_elsewhere;

/// How every access key id of the practice service begins.
const PRACTICE: &str = "PRACTICE";

/// The account of a practice service that runs on this computer.
#[derive(Debug, Clone)]
pub struct PracticeAccount {
    /// Its address, as `http://127.0.0.1:4566`.
    pub endpoint: String,
    pub access_key_id: String,
    pub secret_access_key: SecretString,
    pub region: String,
}

impl PracticeAccount {
    pub(crate) fn keys(&self) -> AccessKeys {
        AccessKeys {
            access_key_id: self.access_key_id.as_str().into(),
            secret_access_key: self.secret_access_key.clone(),
            session_token: None,
        }
    }
}

pub(crate) fn is_practice_key(access_key_id: &str) -> bool {
    access_key_id.starts_with(PRACTICE)
}

/// The practice service to talk to, or `None` for a live connection: practice
/// is exactly a loopback endpoint and a practice key.
///
/// # Errors
/// A practice key without a loopback endpoint; it is sent nowhere.
pub(crate) fn practice_service<'a>(
    endpoint: Option<&'a Endpoint>,
    access_key_id: Option<&str>,
) -> Result<Option<&'a Endpoint>, Problem> {
    if !access_key_id.is_some_and(is_practice_key) {
        return Ok(None);
    }
    match endpoint {
        Some(endpoint) if endpoint.is_loopback() => Ok(Some(endpoint)),
        Some(_) | None => Err(practice_keys_elsewhere()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn practice_needs_both_the_loopback_endpoint_and_the_practice_key() {
        let loopback = Endpoint::parse("http://127.0.0.1:4566").unwrap();
        let elsewhere = Endpoint::parse("http://10.0.0.1:4566").unwrap();
        let decide = |endpoint, key| practice_service(endpoint, key);
        assert_eq!(decide(Some(&loopback), Some("PRACTICE1")), Ok(Some(&loopback)));
        assert_eq!(decide(Some(&loopback), Some("AKIA1")), Ok(None));
        assert_eq!(decide(Some(&loopback), None), Ok(None));
        assert_eq!(decide(None, Some("AKIA1")), Ok(None));
        assert!(decide(Some(&elsewhere), Some("PRACTICE1")).is_err());
        assert!(decide(None, Some("PRACTICE1")).is_err());
    }
}
