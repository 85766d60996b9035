//! How far we get on the way to one host: its name, the proxy, the connection,
//! its certificate, its clock. Works whether or not connecting works, signs
//! nothing and holds no credentials.

mod certificate;
mod clock;
mod destination;
mod head;
mod name;
mod route;

use std::time::{Duration, Instant};

use http::Uri;
use onboarding::{CERTIFICATE_NOT_TRUSTED, Problem, ProblemKind};

pub use destination::{Destination, DestinationKind, destinations};

use crate::profiles::Profiles;
use crate::proxy::Proxies;
use crate::trust::Trust;
use crate::{Environment, Source};

/// One host that has to be reachable, and how far we got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Probe {
    pub host: String,
    pub port: u16,
    /// Every kind once, in the order of [`StationKind`].
    pub stations: Vec<Station>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Station {
    pub kind: StationKind,
    pub outcome: Outcome,
    pub took: Duration,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StationKind {
    Name,
    Proxy,
    Connection,
    Certificate,
    Clock,
}

/// What was found, as a short fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Good(String),
    /// It works, and yet a person should know.
    Warning(String),
    Failed(Problem),
    /// Nothing to look at here, as a proxy where none is set.
    NotNeeded,
    /// An earlier station failed.
    NotReached,
}

/// What a station found and hands to the next one.
type Found<T> = Result<(Outcome, T), Problem>;

const IN_ORDER: [StationKind; 5] = [
    StationKind::Name,
    StationKind::Proxy,
    StationKind::Connection,
    StationKind::Certificate,
    StationKind::Clock,
];

/// Goes as far as it gets: 5 s for the name, 3.1 s for a connection, 5 s for a
/// handshake, 10 s for an answer.
pub async fn probe(destination: &Destination, source: &Source, environment: &Environment) -> Probe {
    let mut way = Way { stations: Vec::new() };
    walk(&mut way, destination, source, environment).await;
    let passed = way.stations.len();
    let ahead = IN_ORDER.into_iter().skip(passed);
    way.stations.extend(ahead.map(|kind| Station {
        kind,
        outcome: Outcome::NotReached,
        took: Duration::ZERO,
    }));
    Probe { host: destination.host.clone(), port: destination.port, stations: way.stations }
}

/// A certificate nobody trusts says who signed it: the first host of this
/// source whose certificate is not trusted is asked for it.
pub(crate) async fn naming_the_signer(
    problem: Problem,
    source: &Source,
    region: Option<&str>,
    environment: &Environment,
) -> Problem {
    if problem.code.as_deref() != Some(CERTIFICATE_NOT_TRUSTED) {
        return problem;
    }
    for destination in destinations(source, region, environment).await.unwrap_or_default() {
        let found = probe(&destination, source, environment).await;
        let said = found.stations.iter().find_map(|station| match &station.outcome {
            Outcome::Failed(why) if why.code == problem.code => why.service_message.clone(),
            Outcome::Failed(_)
            | Outcome::Good(_)
            | Outcome::Warning(_)
            | Outcome::NotNeeded
            | Outcome::NotReached => None,
        });
        if said.is_some() {
            return Problem { service_message: said, ..problem };
        }
    }
    problem
}

async fn walk(
    way: &mut Way,
    destination: &Destination,
    source: &Source,
    environment: &Environment,
) -> Option<()> {
    let (proxies, trust) = network(source, environment).await;
    let clock = environment.time_source();
    let uri = destination.uri();
    let proxy = match (&proxies, &uri) {
        (Ok(proxies), Some(uri)) => proxies.to(uri),
        (Ok(_), None) | (Err(_), _) => None,
    };
    let is_direct = proxies.is_ok() && proxy.is_none();
    way.station(StationKind::Name, name::looked_up(destination, is_direct)).await?;
    let tunnel = async {
        proxies.as_ref().map_err(Problem::clone)?;
        route::through(proxy, destination, &trust, &clock).await
    };
    let tunnel = way.station(StationKind::Proxy, tunnel).await?;
    let stream = way.station(StationKind::Connection, route::to(destination, tunnel)).await?;
    let secured = async {
        let trust = trust.as_ref().map_err(Problem::clone)?;
        certificate::shown(stream, destination, trust, &clock).await
    };
    let stream = way.station(StationKind::Certificate, secured).await?;
    way.station(StationKind::Clock, clock::compared(stream, destination, proxy, &clock)).await
}

/// The proxies and whom to trust; practice knows neither.
async fn network(
    source: &Source,
    environment: &Environment,
) -> (Result<Proxies, Problem>, Result<Trust, Problem>) {
    if matches!(source, Source::Practice(_)) {
        return (Ok(Proxies::default()), Ok(Trust::default()));
    }
    let trust = match Profiles::of(source, environment).await {
        Ok(profiles) => Trust::of(environment, &profiles).await,
        Err(problem) => Err(problem),
    };
    (Proxies::of(environment), trust)
}

/// The stations passed so far.
struct Way {
    stations: Vec<Station>,
}

impl Way {
    /// What the next station needs, unless this one failed.
    async fn station<T>(&mut self, kind: StationKind, station: impl Future<Output = Found<T>>) -> Option<T> {
        let started = Instant::now();
        let (outcome, handed_on) = match station.await {
            Ok((outcome, handed_on)) => (outcome, Some(handed_on)),
            Err(problem) => (Outcome::Failed(problem), None),
        };
        self.stations.push(Station { kind, outcome, took: started.elapsed() });
        handed_on
    }
}

/// Within `limit`, or a matter of the network: `what` did not happen.
async fn within<T>(limit: Duration, what: &str, work: impl Future<Output = T>) -> Result<T, Problem> {
    tokio::time::timeout(limit, work).await.map_err(|_| {
        let seconds = limit.as_secs_f32();
        Problem::before_sending(ProblemKind::CheckNetwork)
            .with_service_message(&format!("{what} within {seconds} s."))
    })
}

/// The address without its path.
fn uri(https: bool, host: &str, port: u16) -> Option<Uri> {
    let scheme = if https { "https" } else { "http" };
    format!("{scheme}://{host}:{port}/").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn what_takes_too_long_is_told_with_its_limit() {
        let limit = Duration::from_millis(3100);
        let problem = within(limit, "No connection", std::future::pending::<()>()).await.unwrap_err();
        assert_eq!(problem.kind, ProblemKind::CheckNetwork);
        assert_eq!(problem.service_message.as_deref(), Some("No connection within 3.1 s."));
    }
}
