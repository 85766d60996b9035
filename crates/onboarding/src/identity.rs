//! Where and as whom a journey works, and when.

/// The Regions AWS documents for managed integrations (service.md section 3).
pub const DOCUMENTED_REGIONS: [&str; 3] = ["ca-central-1", "eu-west-1", "me-central-1"];

/// A journey is bound to one of these and refuses to go on under another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Identity {
    /// `aws`, or another partition from the caller's ARN.
    pub partition: String,
    /// Twelve digits.
    pub account: String,
    pub region: String,
    /// `None` for AWS itself, `practice` for the practice service whatever its
    /// port, otherwise the scheme, host and port of a custom endpoint.
    pub endpoint: Option<String>,
}

/// Milliseconds since 1970-01-01 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// Whole milliseconds from `earlier` to `self`, never negative: a clock
    /// that stepped back must not make an age negative.
    pub fn since(self, earlier: Timestamp) -> std::time::Duration {
        std::time::Duration::from_millis(u64::try_from(self.0 - earlier.0).unwrap_or(0))
    }
}
