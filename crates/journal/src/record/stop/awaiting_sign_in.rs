//! The stop at which the customer signs in. The address of the page is not here.

use onboarding::{
    AddressRefusal, AssociationState, Timestamp,
    journey::{AwaitingSignIn, Channel, SignInPage},
};
use serde::{Deserialize, Serialize};

use crate::record::{
    addresses::without_addresses,
    mirror,
    problem::{AddressRefusalRecord, ProblemRecord},
};

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct AwaitingSignInRecord {
    since: i64,
    state: String,
    listed_as: Option<String>,
    page: PageRecord,
    handed_over: Option<(ChannelRecord, i64)>,
    checked_at: Option<i64>,
    problem: Option<ProblemRecord>,
    error_message: Option<String>,
    gone: bool,
    #[serde(default)]
    old_state: Option<String>,
    #[serde(default)]
    old_error: Option<String>,
    #[serde(default)]
    replaced_at: Option<i64>,
}

/// A page that is ready is told again by AWS; its address is not for a disk.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "is", content = "refusal", rename_all = "snake_case")]
enum PageRecord {
    NotNeeded,
    Unknown,
    Refused(AddressRefusalRecord),
}

mirror!(ChannelRecord of Channel { Here, QrCode, Message });

impl From<&AwaitingSignIn> for AwaitingSignInRecord {
    fn from(stop: &AwaitingSignIn) -> Self {
        let AwaitingSignIn {
            since,
            state,
            listed_as,
            page,
            handed_over,
            checked_at,
            problem,
            error_message,
            gone,
            old_state,
            old_error,
            replaced_at,
        } = stop;
        Self {
            since: since.0,
            state: state.as_str().to_owned(),
            listed_as: listed_as.as_ref().map(|state| state.as_str().to_owned()),
            page: match page {
                SignInPage::NotNeeded => PageRecord::NotNeeded,
                SignInPage::Unknown | SignInPage::Ready(_) => PageRecord::Unknown,
                SignInPage::Refused(refusal) => PageRecord::Refused((*refusal).into()),
            },
            handed_over: handed_over.map(|(channel, at)| (channel.into(), at.0)),
            checked_at: checked_at.map(|at| at.0),
            problem: problem.as_ref().map(Into::into),
            error_message: error_message.as_deref().map(|said| without_addresses(said).into_owned()),
            gone: *gone,
            old_state: old_state.as_ref().map(|state| state.as_str().to_owned()),
            old_error: old_error.as_deref().map(|said| without_addresses(said).into_owned()),
            replaced_at: replaced_at.map(|at| at.0),
        }
    }
}

impl AwaitingSignInRecord {
    pub(super) fn restore(self) -> AwaitingSignIn {
        AwaitingSignIn {
            since: Timestamp(self.since),
            state: AssociationState::from(self.state.as_str()),
            listed_as: self.listed_as.as_deref().map(AssociationState::from),
            page: match self.page {
                PageRecord::NotNeeded => SignInPage::NotNeeded,
                PageRecord::Unknown => SignInPage::Unknown,
                PageRecord::Refused(refusal) => SignInPage::Refused(AddressRefusal::from(refusal)),
            },
            handed_over: self.handed_over.map(|(channel, at)| (channel.into(), Timestamp(at))),
            checked_at: self.checked_at.map(Timestamp),
            problem: self.problem.map(Into::into),
            error_message: self.error_message,
            gone: self.gone,
            old_state: self.old_state.as_deref().map(AssociationState::from),
            old_error: self.old_error,
            replaced_at: self.replaced_at.map(Timestamp),
        }
    }
}
