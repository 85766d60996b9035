//! The stop at which the link is asked for.

use onboarding::{CreateAccountAssociation, Intent, Timestamp, journey::Creating};
use serde::{Deserialize, Serialize};

use crate::record::{Intents, Unreadable, problem::ProblemRecord};

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct CreatingRecord {
    intent: String,
    since: i64,
    problem: Option<ProblemRecord>,
    sending: bool,
    unclear: bool,
    search: Option<u32>,
    #[serde(default)]
    not_found: bool,
    #[serde(default)]
    unreached: u32,
}

impl From<&Creating> for CreatingRecord {
    fn from(stop: &Creating) -> Self {
        let Creating { intent, since, problem, sending, unclear, search, not_found, unreached } = stop;
        Self {
            intent: intent.client_token.as_str().to_owned(),
            since: since.0,
            problem: problem.as_ref().map(Into::into),
            sending: *sending,
            unclear: *unclear,
            search: *search,
            not_found: *not_found,
            unreached: *unreached,
        }
    }
}

impl CreatingRecord {
    pub(super) fn restore(self, intents: &impl Intents) -> Result<Creating, Unreadable> {
        Ok(Creating {
            intent: creation(intents, &self.intent)?,
            since: Timestamp(self.since),
            problem: self.problem.map(Into::into),
            sending: self.sending,
            unclear: self.unclear,
            search: self.search,
            not_found: self.not_found,
            unreached: self.unreached,
        })
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "any other operation under this key is wrong alike")]
fn creation(intents: &impl Intents, key: &str) -> Result<CreateAccountAssociation, Unreadable> {
    match intents.intent(key)? {
        Intent::CreateAccountAssociation(intent) => Ok(intent),
        _ => Err(Unreadable::NoIntent { key: key.to_owned() }),
    }
}
