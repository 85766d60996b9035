//! MFA sessions, kept in memory alone.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;

/// A session with less than this left is not used any more.
const LEAST: Duration = Duration::from_secs(60);

/// What the program keeps of sign-ins while it runs: the sessions that cost a
/// code of an MFA device, so that neither a change of Region nor a reload of
/// the files asks for another. Clones share them.
#[derive(Clone, Default)]
pub struct Sessions {
    kept: Arc<Mutex<HashMap<SessionKey, Credentials>>>,
}

/// Whose session it is: where its credentials began and every role up to it,
/// hashed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct SessionKey(pub(crate) [u8; 20]);

impl Sessions {
    /// The session, while a minute of it is left.
    pub(crate) fn live(&self, key: &SessionKey, now: SystemTime) -> Option<Credentials> {
        self.lock().get(key).filter(|session| has_time_left(session, now)).cloned()
    }

    pub(crate) fn keep(&self, key: SessionKey, session: Credentials, now: SystemTime) {
        let mut kept = self.lock();
        kept.retain(|_, session| has_time_left(session, now));
        kept.insert(key, session);
    }

    pub(crate) fn forget(&self, key: &SessionKey) {
        self.lock().remove(key);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<SessionKey, Credentials>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn has_time_left(session: &Credentials, now: SystemTime) -> bool {
    session.expiry().is_none_or(|end| end.duration_since(now).is_ok_and(|left| left >= LEAST))
}

impl fmt::Debug for Sessions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sessions({})", self.lock().len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_is_used_until_a_minute_before_its_end() {
        let sessions = Sessions::default();
        let key = SessionKey([1; 20]);
        let end = SystemTime::UNIX_EPOCH + Duration::from_secs(3600);
        let session = Credentials::new("ASIA1", "canary", None, Some(end), "test");
        sessions.keep(key.clone(), session, SystemTime::UNIX_EPOCH);
        assert!(sessions.live(&key, end - LEAST).is_some());
        assert!(sessions.live(&key, end - LEAST + Duration::from_millis(1)).is_none());
        assert!(sessions.live(&key, end + LEAST).is_none());
        assert!(sessions.live(&SessionKey([2; 20]), SystemTime::UNIX_EPOCH).is_none());
        let shared = sessions.clone();
        assert_eq!(format!("{shared:?}"), "Sessions(1)");
        shared.forget(&key);
        assert!(sessions.live(&key, SystemTime::UNIX_EPOCH).is_none());
    }
}
