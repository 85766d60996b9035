//! Who has keys at this AWS, and which roles there are to be taken on.

mod role;
mod sessions;

use std::{
    collections::{BTreeMap, HashMap},
    time::{Duration, SystemTime},
};

pub use role::Role;
pub(super) use sessions::{AssumeRole, Denied, Mfa, Session};

use super::signature::{Refusal, Signed};

/// Keys as they are handed out.
#[derive(Clone, Debug)]
pub struct AccessKey {
    pub id: String,
    pub secret: String,
    /// With keys of a session.
    pub token: Option<String>,
}

/// One whom AWS knows by an ARN.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Principal {
    pub(super) account: String,
    /// As `GetCallerIdentity` gives it.
    pub(super) arn: String,
    pub(super) user_id: String,
    /// As a role's trust policy names it: a user, or the role without session.
    trusted_as: String,
}

struct Key {
    given: AccessKey,
    principal: Principal,
    expires: Option<SystemTime>,
    /// Signed in with a code of an MFA device.
    with_mfa: bool,
    state: KeyState,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum KeyState {
    Good,
    Ended,
    Revoked,
}

struct Device {
    /// Whose it is.
    user: String,
    /// What it shows, until that was used.
    code: Option<String>,
}

#[derive(Default)]
pub struct Identities {
    keys: BTreeMap<String, Key>,
    roles: HashMap<String, Role>,
    devices: HashMap<String, Device>,
    session_lifetime: Option<Duration>,
    codes: Vec<String>,
}

impl Identities {
    /// A user's long-term keys. Each call gives another pair.
    pub fn user(&mut self, account: &str, name: &str) -> AccessKey {
        let arn = user_arn(account, name);
        let principal = Principal {
            account: account.to_owned(),
            trusted_as: arn.clone(),
            arn,
            user_id: format!("AIDA{}", drawn(17, UPPER)),
        };
        self.give("AKIA", principal, None, false)
    }

    /// Makes the role, or changes it; gives its ARN.
    pub fn role(&mut self, role: Role) -> String {
        let arn = role.arn();
        self.roles.insert(arn.clone(), role);
        arn
    }

    /// A user's MFA device and the code it shows; gives its serial number.
    pub fn mfa_device(&mut self, account: &str, user: &str, code: &str) -> String {
        let serial = format!("arn:aws:iam::{account}:mfa/{user}");
        let device = Device { user: user_arn(account, user), code: Some(code.to_owned()) };
        self.devices.insert(serial.clone(), device);
        self.codes.push(code.to_owned());
        serial
    }

    /// The device shows its next code. Each is good once.
    pub fn show_code(&mut self, serial: &str, code: &str) {
        let device = self.devices.get_mut(serial).expect("the device was made before");
        device.code = Some(code.to_owned());
        self.codes.push(code.to_owned());
    }

    /// How long sessions last that are given from here on, whatever was asked
    /// for; `None`: as asked for.
    pub fn sessions_last(&mut self, lifetime: Option<Duration>) {
        self.session_lifetime = lifetime;
    }

    /// Every session given so far is over, before the time that was told.
    pub fn end_sessions(&mut self) {
        for key in self.keys.values_mut().filter(|key| key.given.token.is_some()) {
            key.state = KeyState::Ended;
        }
    }

    /// The key is deleted, or marked inactive: nobody knows it.
    pub fn revoke(&mut self, access_key_id: &str) {
        self.known(access_key_id).state = KeyState::Revoked;
    }

    /// A revoked key is active again.
    pub fn restore(&mut self, access_key_id: &str) {
        self.known(access_key_id).state = KeyState::Good;
    }

    /// Every secret that was ever handed out or shown: secret keys, session
    /// tokens, codes.
    pub fn secrets(&self) -> Vec<String> {
        let keys = self
            .keys
            .values()
            .flat_map(|key| [Some(key.given.secret.clone()), key.given.token.clone()].into_iter().flatten());
        keys.chain(self.codes.iter().cloned()).collect()
    }

    /// The id of every key that was ever handed out.
    pub fn access_key_ids(&self) -> Vec<String> {
        self.keys.keys().cloned().collect()
    }

    /// Who signed, if the key is good.
    pub(super) fn caller(&self, signed: &Signed, now: SystemTime) -> Result<Principal, Refusal> {
        let key = self.keys.get(&signed.access_key_id).ok_or(Refusal::UnknownKey)?;
        if key.given.token != signed.session_token {
            return Err(Refusal::UnknownKey);
        }
        match key.state {
            KeyState::Revoked => Err(Refusal::UnknownKey),
            KeyState::Ended => Err(Refusal::Expired),
            KeyState::Good if key.expires.is_some_and(|end| end <= now) => Err(Refusal::Expired),
            KeyState::Good => Ok(key.principal.clone()),
        }
    }

    fn known(&mut self, access_key_id: &str) -> &mut Key {
        self.keys.get_mut(access_key_id).expect("the key was given before")
    }

    fn give(
        &mut self,
        prefix: &str,
        principal: Principal,
        expires: Option<SystemTime>,
        with_mfa: bool,
    ) -> AccessKey {
        let given = AccessKey {
            id: format!("{prefix}{}", drawn(16, UPPER)),
            secret: drawn(40, MIXED),
            token: expires.map(|_| format!("IQoJb3JpZ2luX2Vj{}", drawn(240, MIXED))),
        };
        let key = Key { given: given.clone(), principal, expires, with_mfa, state: KeyState::Good };
        self.keys.insert(given.id.clone(), key);
        given
    }
}

fn user_arn(account: &str, name: &str) -> String {
    format!("arn:aws:iam::{account}:user/{name}")
}

pub(super) const UPPER: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
pub(super) const MIXED: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/// By chance, so that it can be told from all else.
pub(super) fn drawn(length: usize, letters: &[u8]) -> String {
    (0..length).map(|_| char::from(letters[fastrand::usize(..letters.len())])).collect()
}
