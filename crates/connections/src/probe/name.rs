//! The host's name: which addresses it has.

use std::net::IpAddr;
use std::time::Duration;

use onboarding::{NAME_NOT_FOUND, Problem, ProblemKind};

use super::{Destination, Found, Outcome, within};

const LIMIT: Duration = Duration::from_secs(5);
/// How many addresses are told.
const TOLD: usize = 3;

/// Looks the name up, unless it is an address or a proxy will.
pub(super) async fn looked_up(destination: &Destination, is_direct: bool) -> Found<()> {
    let is_address = destination.host.starts_with('[') || destination.host.parse::<IpAddr>().is_ok();
    if is_address || !is_direct {
        return Ok((Outcome::NotNeeded, ()));
    }
    let lookup = tokio::net::lookup_host((destination.host.as_str(), destination.port));
    let not_found = |said: &str| {
        let problem = Problem::before_sending(ProblemKind::CheckNetwork).with_service_message(said);
        Problem { code: Some(NAME_NOT_FOUND.to_owned()), ..problem }
    };
    let addresses = within(LIMIT, "The name server gave no answer", lookup).await?;
    let addresses = addresses.map_err(|error| not_found(&format!("{}: {error}", destination.host)))?;
    let mut addresses: Vec<String> = addresses.map(|address| address.ip().to_string()).collect();
    if addresses.is_empty() {
        return Err(not_found(&format!("{} has no address.", destination.host)));
    }
    let more = addresses.len().saturating_sub(TOLD);
    addresses.truncate(TOLD);
    let told = addresses.join(", ");
    Ok((Outcome::Good(if more == 0 { told } else { format!("{told} and {more} more") }), ()))
}
