//! The stop at which AWS is asked for a new sign-in page, with the sign-in it may
//! go back to. No address of a page is here.

use onboarding::{AssociationState, Timestamp, journey::Refreshing};
use serde::{Deserialize, Serialize};

use super::AwaitingSignInRecord;
use crate::record::{addresses::without_addresses, problem::ProblemRecord};

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct RefreshingRecord {
    since: i64,
    old_state: String,
    old_error: Option<String>,
    problem: Option<ProblemRecord>,
    sending: bool,
    unreached: u32,
    former: Option<Box<AwaitingSignInRecord>>,
}

impl From<&Refreshing> for RefreshingRecord {
    fn from(stop: &Refreshing) -> Self {
        let Refreshing { since, old_state, old_error, problem, sending, unreached, former } = stop;
        Self {
            since: since.0,
            old_state: old_state.as_str().to_owned(),
            old_error: old_error.as_deref().map(|said| without_addresses(said).into_owned()),
            problem: problem.as_ref().map(Into::into),
            sending: *sending,
            unreached: *unreached,
            former: former.as_deref().map(|former| Box::new(former.into())),
        }
    }
}

impl RefreshingRecord {
    pub(super) fn restore(self) -> Refreshing {
        Refreshing {
            since: Timestamp(self.since),
            old_state: AssociationState::from(self.old_state.as_str()),
            old_error: self.old_error,
            problem: self.problem.map(Into::into),
            sending: self.sending,
            unreached: self.unreached,
            former: self.former.map(|former| Box::new(former.restore())),
        }
    }
}
