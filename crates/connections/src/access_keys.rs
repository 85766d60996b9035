//! Access keys a person gave us, checked before anything is done with them,
//! and the form in which a keyring holds them. Nothing here is ever shown
//! but the last characters of the id.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, Zeroizing};

use crate::Role;
use crate::practice::is_practice_key;

/// Long-term keys (`AKIA…`), or temporary ones (`ASIA…`) with their session token.
#[derive(Clone)]
pub struct AccessKeys {
    pub access_key_id: SecretString,
    pub secret_access_key: SecretString,
    pub session_token: Option<SecretString>,
}

/// Access keys, and what is done with them before they are used.
#[derive(Debug, Clone)]
pub struct KeysSource {
    pub keys: AccessKeys,
    /// The MFA device to ask a code of: for the role, or for a session of the
    /// user where there is none.
    pub mfa_serial: Option<String>,
    pub role: Option<Role>,
}

/// Which of the three a [`KeysProblem`] is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeysField {
    AccessKeyId,
    SecretAccessKey,
    SessionToken,
}

/// Why access keys cannot be what AWS gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeysProblem {
    #[error("the access key id is missing")]
    IdMissing,
    #[error("an access key id has 16 to 128 letters and digits and begins with AKIA or ASIA")]
    IdNotOne,
    #[error("keys of Practice work in Practice alone")]
    IdOfPractice,
    #[error("the secret access key is missing")]
    SecretMissing,
    #[error("a secret access key has some 40 letters, digits, slashes and plus signs")]
    SecretNotOne,
    #[error("keys that begin with ASIA are temporary and need their session token")]
    TokenMissing,
    #[error("keys that begin with AKIA have no session token")]
    TokenOfOtherKeys,
    #[error("a session token has no spaces and no more than 4,096 characters")]
    TokenNotOne,
}

impl KeysProblem {
    pub fn field(self) -> KeysField {
        match self {
            Self::IdMissing | Self::IdNotOne | Self::IdOfPractice => KeysField::AccessKeyId,
            Self::SecretMissing | Self::SecretNotOne => KeysField::SecretAccessKey,
            Self::TokenMissing | Self::TokenOfOtherKeys | Self::TokenNotOne => KeysField::SessionToken,
        }
    }
}

/// The blob cannot be read as access keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("what was kept is no access keys")]
pub(crate) struct NotAccessKeys;

/// `AccessKeyId` of the IAM API: 16 to 128 characters.
const ID_LENGTHS: std::ops::RangeInclusive<usize> = 16..=128;
/// AWS documents 40 as an example only.
const SECRET_LENGTHS: std::ops::RangeInclusive<usize> = 30..=128;
const TOKEN_MAX: usize = 4096;

impl AccessKeys {
    /// Takes what was typed or pasted; blanks around it do not count, and a
    /// blank token is none.
    ///
    /// # Errors
    /// The first [`KeysProblem`] that applies.
    pub fn parse(id: &str, secret: &str, token: Option<&str>) -> Result<Self, KeysProblem> {
        let (id, secret) = (id.trim(), secret.trim());
        let token = token.map(str::trim).filter(|token| !token.is_empty());
        if id.is_empty() {
            return Err(KeysProblem::IdMissing);
        }
        if is_practice_key(id) {
            return Err(KeysProblem::IdOfPractice);
        }
        let is_temporary = id.starts_with("ASIA");
        let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let begins_well = is_temporary || id.starts_with("AKIA");
        if !begins_well || !ID_LENGTHS.contains(&id.len()) || !id.chars().all(is_word) {
            return Err(KeysProblem::IdNotOne);
        }
        if secret.is_empty() {
            return Err(KeysProblem::SecretMissing);
        }
        let is_base64 = |c: char| c.is_ascii_alphanumeric() || "/+=".contains(c);
        if !SECRET_LENGTHS.contains(&secret.len()) || !secret.chars().all(is_base64) {
            return Err(KeysProblem::SecretNotOne);
        }
        match token {
            None if is_temporary => return Err(KeysProblem::TokenMissing),
            Some(_) if !is_temporary => return Err(KeysProblem::TokenOfOtherKeys),
            Some(token) if token.len() > TOKEN_MAX || token.chars().any(|c| !c.is_ascii_graphic()) => {
                return Err(KeysProblem::TokenNotOne);
            }
            Some(_) | None => {}
        }
        Ok(Self {
            access_key_id: id.into(),
            secret_access_key: secret.into(),
            session_token: token.map(SecretString::from),
        })
    }

    /// The last 4 characters of the id: what a page may show.
    pub fn ending(&self) -> String {
        let id: Vec<char> = self.access_key_id.expose_secret().chars().collect();
        id[id.len().saturating_sub(4)..].iter().collect()
    }

    /// UTF-8 JSON, as a keyring holds it.
    pub(crate) fn to_blob(&self) -> Zeroizing<Vec<u8>> {
        let kept = KeptRef {
            access_key_id: self.access_key_id.expose_secret(),
            secret_access_key: self.secret_access_key.expose_secret(),
            session_token: self.session_token.as_ref().map(SecretString::expose_secret),
        };
        // Its full size at once: a buffer that grows leaves copies behind.
        let size = 128
            + kept.access_key_id.len()
            + kept.secret_access_key.len()
            + kept.session_token.map_or(0, str::len);
        let mut blob = Zeroizing::new(Vec::with_capacity(2 * size));
        serde_json::to_writer(&mut *blob, &kept).expect("three texts can be written as JSON");
        blob
    }

    pub(crate) fn of_blob(blob: &[u8]) -> Result<Self, NotAccessKeys> {
        let kept: Kept = serde_json::from_slice(blob).map_err(|_| NotAccessKeys)?;
        Self::parse(&kept.access_key_id, &kept.secret_access_key, kept.session_token.as_deref())
            .map_err(|_| NotAccessKeys)
    }
}

impl fmt::Debug for AccessKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AccessKeys(…{})", self.ending())
    }
}

#[derive(Serialize)]
struct KeptRef<'a> {
    access_key_id: &'a str,
    secret_access_key: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    session_token: Option<&'a str>,
}

#[derive(Deserialize)]
struct Kept {
    access_key_id: String,
    secret_access_key: String,
    session_token: Option<String>,
}

impl Drop for Kept {
    fn drop(&mut self) {
        self.access_key_id.zeroize();
        self.secret_access_key.zeroize();
        self.session_token.zeroize();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    fn problem(id: &str, secret: &str, token: Option<&str>) -> KeysProblem {
        AccessKeys::parse(id, secret, token).unwrap_err()
    }

    #[test]
    fn what_is_wrong_with_keys_is_said_of_the_field_it_is_wrong_with() {
        const ID: &str = "AKIAIOSFODNN7EXAMPLE";
        assert_eq!(problem(" ", SECRET, None), KeysProblem::IdMissing);
        for id in
            ["IOSFODNN7EXAMPLE12", "AKIASHORT", "AKIA IOSFODNN7EXAMPLE", &format!("AKIA{}", "A".repeat(125))]
        {
            assert_eq!(problem(id, SECRET, None), KeysProblem::IdNotOne, "{id}");
        }
        assert_eq!(problem("PRACTICE000000000001", SECRET, None), KeysProblem::IdOfPractice);
        assert_eq!(problem(ID, "", None), KeysProblem::SecretMissing);
        for secret in ["short", &SECRET.replace('/', " "), &"a".repeat(129)] {
            assert_eq!(problem(ID, secret, None), KeysProblem::SecretNotOne, "{secret}");
        }
        let temporary = "ASIAIOSFODNN7EXAMPLE";
        assert_eq!(problem(temporary, SECRET, Some("  ")), KeysProblem::TokenMissing);
        assert_eq!(problem(temporary, SECRET, Some("two words")), KeysProblem::TokenNotOne);
        assert_eq!(problem(ID, SECRET, Some("token")), KeysProblem::TokenOfOtherKeys);
        assert_eq!(KeysProblem::TokenOfOtherKeys.field(), KeysField::SessionToken);
    }

    #[test]
    fn keys_come_back_from_their_blob_as_they_were() {
        let keys = AccessKeys::parse("ASIAIOSFODNN7EXAMPLE\n", SECRET, Some(" to+ken== ")).unwrap();
        let blob = keys.to_blob();
        assert!(std::str::from_utf8(&blob).unwrap().starts_with('{'));
        let back = AccessKeys::of_blob(&blob).unwrap();
        assert_eq!(back.access_key_id.expose_secret(), "ASIAIOSFODNN7EXAMPLE");
        assert_eq!(back.secret_access_key.expose_secret(), SECRET);
        assert_eq!(back.session_token.unwrap().expose_secret(), "to+ken==");
        for damaged in [&b""[..], b"{}", b"\xff\xfe", b"[1]", &blob[..blob.len() - 1]] {
            assert_eq!(AccessKeys::of_blob(damaged).unwrap_err(), NotAccessKeys);
        }
    }

    #[test]
    fn only_the_ending_of_the_id_is_shown() {
        let keys = AccessKeys::parse("AKIAIOSFODNN7EXAMPLE", SECRET, None).unwrap();
        assert_eq!(keys.ending(), "MPLE");
        let source = KeysSource { keys, mfa_serial: None, role: None };
        let shown = format!("{source:?}");
        assert!(!shown.contains("AKIA") && !shown.contains("wJalr"), "{shown}");
    }
}
