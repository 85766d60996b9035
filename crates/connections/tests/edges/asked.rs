//! Connecting as the tests mostly do it: without a code, with nothing kept.

use connections::{Asked, Connection, Environment, Sessions, Source};
use onboarding::Problem;

pub(crate) async fn connect(
    source: &Source,
    region: Option<&str>,
    environment: &Environment,
) -> Result<Connection, Problem> {
    let sessions = Sessions::default();
    connections::connect(Asked { source, region, environment, sessions: &sessions, mfa_code: None }).await
}
