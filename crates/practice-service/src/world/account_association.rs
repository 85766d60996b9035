//! An account association and the state it is in at a moment.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::moment::Moment;

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct AccountAssociation {
    pub(crate) id: String,
    pub(crate) connector_destination_id: String,
    pub(crate) name: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) tags: Option<Value>,
    /// The `AuthMaterialName` when access is by company credential.
    pub(crate) general_authorization: Option<String>,
    pub(crate) client_token: Option<String>,
    /// The one-time `state` of the authorization request.
    pub(crate) sign_in_key: String,
    pub(crate) authorization: Authorization,
    pub(crate) created_at: Moment,
    /// When it is gone for good, once deletion was asked.
    pub(crate) gone_at: Option<Moment>,
    /// Was there before the first request.
    pub(crate) seeded: bool,
}

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase", deny_unknown_fields)]
pub(crate) enum Authorization {
    /// Nobody has answered the vendor's pages yet.
    Waiting,
    /// Answered; `outcome` shows from `at` on, and `before` until then.
    Answered {
        at: Moment,
        outcome: Outcome,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before: Option<Outcome>,
    },
    /// A new sign-in is awaited; until it has ended the earlier one holds.
    Renewing { outcome: Outcome },
}

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase", deny_unknown_fields)]
pub(crate) enum Outcome {
    Succeeded {
        /// Whose devices a discovery finds.
        customer: String,
        /// When the refresh token expires; `None` for a company credential.
        expires_at: Option<Moment>,
    },
    Failed {
        message: String,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AssociationState {
    InProgress,
    Failed,
    Succeeded,
    Deleting,
    RefreshTokenExpired,
}

impl AccountAssociation {
    /// Meaningful while `is_gone` is false.
    pub(crate) fn state(&self, now: Moment) -> AssociationState {
        if self.gone_at.is_some() {
            return AssociationState::Deleting;
        }
        match self.settled(now) {
            None => AssociationState::InProgress,
            Some(Outcome::Failed { .. }) => AssociationState::Failed,
            Some(Outcome::Succeeded { expires_at, .. }) => {
                if expires_at.is_some_and(|end| end <= now) {
                    AssociationState::RefreshTokenExpired
                } else {
                    AssociationState::Succeeded
                }
            }
        }
    }

    pub(crate) fn is_gone(&self, now: Moment) -> bool {
        self.gone_at.is_some_and(|gone_at| gone_at <= now)
    }

    pub(crate) fn error_message(&self, now: Moment) -> Option<&str> {
        match self.settled(now)? {
            Outcome::Failed { message } => Some(message),
            Outcome::Succeeded { .. } => None,
        }
    }

    /// Whose devices a discovery finds; also of an answer that does not show yet.
    pub(crate) fn customer(&self, now: Moment) -> Option<&str> {
        let coming = match &self.authorization {
            Authorization::Answered { outcome, .. } => Some(outcome),
            Authorization::Renewing { .. } | Authorization::Waiting => None,
        };
        match self.settled(now).or(coming)? {
            Outcome::Succeeded { customer, .. } => Some(customer),
            Outcome::Failed { .. } => None,
        }
    }

    /// The customer may still open the sign-in address.
    pub(crate) fn awaits_sign_in(&self) -> bool {
        let open = match self.authorization {
            Authorization::Waiting | Authorization::Renewing { .. } => true,
            Authorization::Answered { .. } => false,
        };
        open && self.gone_at.is_none() && self.general_authorization.is_none()
    }

    /// Takes the answer; what held before goes on holding until it shows.
    pub(super) fn answer(&mut self, at: Moment, outcome: Outcome) {
        let before = match std::mem::replace(&mut self.authorization, Authorization::Waiting) {
            Authorization::Renewing { outcome } => Some(outcome),
            Authorization::Answered { .. } | Authorization::Waiting => None,
        };
        self.authorization = Authorization::Answered { at, outcome, before };
    }

    /// What the last sign-in came to, once it shows.
    pub(crate) fn settled(&self, now: Moment) -> Option<&Outcome> {
        match &self.authorization {
            Authorization::Answered { at, outcome, .. } if *at <= now => Some(outcome),
            Authorization::Answered { before, .. } => before.as_ref(),
            Authorization::Renewing { outcome } => Some(outcome),
            Authorization::Waiting => None,
        }
    }
}

impl Authorization {
    pub(crate) fn answered(at: Moment, outcome: Outcome) -> Authorization {
        Authorization::Answered { at, outcome, before: None }
    }
}

impl AssociationState {
    pub(crate) fn name(self) -> &'static str {
        match self {
            AssociationState::InProgress => "ASSOCIATION_IN_PROGRESS",
            AssociationState::Failed => "ASSOCIATION_FAILED",
            AssociationState::Succeeded => "ASSOCIATION_SUCCEEDED",
            AssociationState::Deleting => "ASSOCIATION_DELETING",
            AssociationState::RefreshTokenExpired => "REFRESH_TOKEN_EXPIRED",
        }
    }
}
