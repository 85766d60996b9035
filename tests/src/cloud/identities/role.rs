//! A role: who may take it on, and under which conditions.

use std::time::Duration;

/// Without more said, whoever has keys may take it on for an hour at most.
#[derive(Clone, Debug)]
pub struct Role {
    pub(super) account: String,
    pub(super) name: String,
    pub(super) mfa: bool,
    pub(super) external_id: Option<String>,
    pub(super) longest: Duration,
    pub(super) trusted: Option<String>,
}

impl Role {
    pub fn new(account: &str, name: &str) -> Self {
        Self {
            account: account.to_owned(),
            name: name.to_owned(),
            mfa: false,
            external_id: None,
            longest: Duration::from_secs(3600),
            trusted: None,
        }
    }

    pub fn arn(&self) -> String {
        format!("arn:aws:iam::{}:role/{}", self.account, self.name)
    }

    /// For those alone who gave a code of their device, on this call or when
    /// their session began.
    pub fn with_mfa(mut self) -> Self {
        self.mfa = true;
        self
    }

    pub fn with_external_id(mut self, external_id: &str) -> Self {
        self.external_id = Some(external_id.to_owned());
        self
    }

    pub fn lasting_at_most(mut self, longest: Duration) -> Self {
        self.longest = longest;
        self
    }

    /// For this user or role alone, by its ARN.
    pub fn trusting(mut self, arn: &str) -> Self {
        self.trusted = Some(arn.to_owned());
        self
    }
}
