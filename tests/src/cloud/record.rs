//! What came through the proxy, for a test to look at afterwards.

/// Ends with the test; nothing is ever taken out.
#[derive(Debug, Default)]
pub struct Record {
    connects: Vec<String>,
    asked: Vec<Asked>,
}

/// One request that was read in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub host: String,
    /// As AWS calls it; for managed integrations method and path, as
    /// `POST /account-associations`.
    pub operation: String,
    /// Whose signature it bears; none on requests of IAM Identity Center.
    pub access_key_id: Option<String>,
}

impl Record {
    /// The host of every CONNECT, those included that were refused.
    pub fn connects(&self) -> Vec<String> {
        self.connects.clone()
    }

    /// Every request in the order of arrival, whatever was answered.
    pub fn asked(&self) -> Vec<Asked> {
        self.asked.clone()
    }

    /// How often an operation was asked for.
    pub fn count(&self, operation: &str) -> usize {
        self.asked.iter().filter(|asked| asked.operation == operation).count()
    }

    pub(super) fn connected(&mut self, host: &str) {
        self.connects.push(host.to_owned());
    }

    pub(super) fn arrived(&mut self, asked: Asked) {
        self.asked.push(asked);
    }
}
