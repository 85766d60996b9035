//! The port to the service: mutations are performed, questions asked, whoever
//! answers them.

use async_trait::async_trait;

use crate::{Answer, Intent, Outcome, Problem, Question};

/// One page of a listing and where the next begins. An empty page may have a
/// next one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    pub items: Vec<T>,
    pub next: Option<String>,
}

/// What a mutation that went well brought, and under which `x-amzn-RequestId`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Performed {
    pub outcome: Outcome,
    pub request_id: Option<String>,
}

/// Managed integrations as one signed-in identity in one Region sees it.
///
/// A call asks once and gives up within 35 s; whoever calls decides whether to
/// ask again. [`Gateway::perform`] alone may send its intent up to four times,
/// with the same token and parameters. Every question has a method of its own
/// on `dyn Gateway`.
#[async_trait]
pub trait Gateway: Send + Sync {
    /// Sends a mutation.
    ///
    /// # Errors
    /// A [`Problem`] whose `nothing_was_done` tells whether the service surely
    /// refused it.
    async fn perform(&self, intent: &Intent) -> Result<Performed, Problem>;

    /// Asks a question; the answer has its name.
    ///
    /// # Errors
    /// A [`Problem`]; the same question may be asked again.
    async fn ask(&self, question: &Question) -> Result<Answer, Problem>;
}
