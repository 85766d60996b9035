//! Keys for a time: a role taken on, a user's own session, a permission set of
//! IAM Identity Center. Limits and words as the API reference of STS has them.

use std::time::{Duration, SystemTime};

use super::{AccessKey, Identities, Principal, UPPER, drawn};

const HOUR: Duration = Duration::from_secs(3600);
const SHORTEST: Duration = Duration::from_secs(900);
/// Of a user's own session: 36 hours.
const LONGEST_OF_USER: Duration = Duration::from_secs(129_600);

pub(crate) struct AssumeRole {
    pub(crate) role_arn: String,
    pub(crate) session_name: String,
    pub(crate) external_id: Option<String>,
    pub(crate) duration: Option<Duration>,
    pub(crate) mfa: Option<Mfa>,
}

/// What of it was said.
pub(crate) struct Mfa {
    pub(crate) serial: String,
    pub(crate) code: String,
}

pub(crate) struct Session {
    pub(crate) key: AccessKey,
    pub(crate) expires: SystemTime,
    pub(crate) arn: String,
    pub(crate) user_id: String,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Denied {
    /// The role is not there or not for him: AWS does not tell which.
    NotAuthorized {
        who: String,
        role: String,
    },
    WrongCode,
    UnknownDevice,
    /// Only long-term keys get a user's session.
    SessionOfSession,
    Invalid(&'static str),
}

impl Identities {
    /// `caller` is the id of a key that is good.
    pub(crate) fn assume_role(
        &mut self,
        caller: &str,
        asked: &AssumeRole,
        now: SystemTime,
    ) -> Result<Session, Denied> {
        let duration = asked.duration.unwrap_or(HOUR);
        if duration < SHORTEST {
            return Err(Denied::Invalid(
                "1 validation error detected: Value at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900",
            ));
        }
        let named = (2..=64).contains(&asked.session_name.len())
            && asked
                .session_name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"_+=,.@-".contains(&byte));
        if !named {
            return Err(Denied::Invalid(
                "1 validation error detected: Value at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*",
            ));
        }
        let (who, with_mfa) = self.with_code(caller, asked.mfa.as_ref())?;
        let not_authorized = || Denied::NotAuthorized { who: who.arn.clone(), role: asked.role_arn.clone() };
        let role = self.roles.get(&asked.role_arn).cloned().ok_or_else(not_authorized)?;
        let trusted = role.trusted.as_ref().is_none_or(|arn| *arn == who.trusted_as);
        let agreed = role.external_id.is_none() || role.external_id == asked.external_id;
        if !trusted || !agreed || (role.mfa && !with_mfa) {
            return Err(not_authorized());
        }
        if duration > role.longest {
            return Err(Denied::Invalid(
                "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
            ));
        }
        if self.keys[caller].given.token.is_some() && duration > HOUR {
            return Err(Denied::Invalid(
                "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.",
            ));
        }
        let principal = of_role(&role.account, &role.name, &asked.session_name);
        Ok(self.begin(principal, duration, false, now))
    }

    pub(crate) fn user_session(
        &mut self,
        caller: &str,
        duration: Option<Duration>,
        mfa: Option<&Mfa>,
        now: SystemTime,
    ) -> Result<Session, Denied> {
        if self.keys[caller].given.token.is_some() {
            return Err(Denied::SessionOfSession);
        }
        let duration = duration.unwrap_or(12 * HOUR);
        if !(SHORTEST..=LONGEST_OF_USER).contains(&duration) {
            return Err(Denied::Invalid(
                "1 validation error detected: Value at 'durationSeconds' failed to satisfy constraint: Member must have value between 900 and 129600",
            ));
        }
        let (who, with_mfa) = self.with_code(caller, mfa)?;
        Ok(self.begin(who, duration, with_mfa, now))
    }

    /// What somebody gets for a permission set that is assigned to him.
    pub(crate) fn permission_set_session(
        &mut self,
        account: &str,
        permission_set: &str,
        person: &str,
        now: SystemTime,
    ) -> Session {
        let role = format!("AWSReservedSSO_{permission_set}_0123456789abcdef");
        self.begin(of_role(account, &role, person), HOUR, false, now)
    }

    /// Who he is, and whether he showed that he has his device. A code is used
    /// up by this.
    fn with_code(&mut self, caller: &str, mfa: Option<&Mfa>) -> Result<(Principal, bool), Denied> {
        let key = &self.keys[caller];
        let (who, with_mfa) = (key.principal.clone(), key.with_mfa);
        let Some(mfa) = mfa else { return Ok((who, with_mfa)) };
        let theirs = self.devices.get_mut(&mfa.serial).filter(|device| device.user == who.arn);
        let device = theirs.ok_or(Denied::UnknownDevice)?;
        if mfa.code.len() != 6 || !mfa.code.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Denied::Invalid(
                "1 validation error detected: Value at 'tokenCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\d]*",
            ));
        }
        if device.code.as_ref() != Some(&mfa.code) {
            return Err(Denied::WrongCode);
        }
        device.code = None;
        Ok((who, true))
    }

    fn begin(&mut self, who: Principal, duration: Duration, with_mfa: bool, now: SystemTime) -> Session {
        let expires = now + self.session_lifetime.unwrap_or(duration);
        let (arn, user_id) = (who.arn.clone(), who.user_id.clone());
        let key = self.give("ASIA", who, Some(expires), with_mfa);
        Session { key, expires, arn, user_id }
    }
}

fn of_role(account: &str, role: &str, session: &str) -> Principal {
    Principal {
        account: account.to_owned(),
        arn: format!("arn:aws:sts::{account}:assumed-role/{role}/{session}"),
        user_id: format!("AROA{}:{session}", drawn(17, UPPER)),
        trusted_as: format!("arn:aws:iam::{account}:role/{role}"),
    }
}
