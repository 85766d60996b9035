//! Which hosts a source needs, as the Region, the endpoints set by hand and
//! the SDK's own rules say.

use http::Uri;
use onboarding::{Problem, ProblemKind};

use crate::chain::Chain;
use crate::endpoint::{Endpoint, Endpoints, Settings};
use crate::profiles::Profiles;
use crate::{Environment, Source, offers, problem};

/// One host and what it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Destination {
    pub name: DestinationKind,
    /// IPv6 addresses stand in brackets.
    pub host: String,
    pub port: u16,
    pub https: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DestinationKind {
    Sts,
    ManagedIntegrations,
    /// A host of IAM Identity Center; there are two, for the sign-in and for
    /// the credentials.
    Portal,
}

/// The host the rules of one SDK crate give for a Region.
macro_rules! resolved {
    ($sdk:ident, $region:expr, $fips:expr) => {{
        use $sdk::config::endpoint::{DefaultResolver, Params, ResolveEndpoint};
        let not_offered =
            || Problem::before_sending(ProblemKind::RegionNotSupported { region: $region.to_owned() });
        let params = Params::builder().region($region).use_fips($fips).build();
        let params = params.map_err(|_| not_offered())?;
        let resolver = DefaultResolver::new();
        let endpoint = ResolveEndpoint::resolve_endpoint(&resolver, &params).await;
        Endpoint::parse(endpoint.map_err(|_| not_offered())?.url())?
    }};
}

/// STS, the portal of a source that has one, and managed integrations. `region`
/// wins over what the files and the environment say.
///
/// # Errors
/// Files or endpoints that cannot be read, and no Region or one for which the
/// SDK has no host.
pub async fn destinations(
    source: &Source,
    region: Option<&str>,
    environment: &Environment,
) -> Result<Vec<Destination>, Problem> {
    let profiles = Profiles::of(source, environment).await?;
    if let Source::Practice(account) = source {
        let service = Endpoint::parse(&account.endpoint)?;
        return Ok([DestinationKind::Sts, DestinationKind::ManagedIntegrations]
            .map(|name| Destination::at(name, &service))
            .into());
    }
    let region = region
        .map(str::to_owned)
        .or_else(|| offers::region(source, environment, &profiles))
        .filter(|region| !region.is_empty())
        .ok_or_else(problem::no_region)?;
    let endpoints = Endpoints::of(environment, &profiles)?;
    let fips = Settings::new(environment, &profiles).use_fips();
    let mut destinations = Vec::new();
    let sts = match endpoints.sts {
        Some(endpoint) => endpoint,
        None => resolved!(aws_sdk_sts, region.as_str(), fips),
    };
    destinations.push(Destination::at(DestinationKind::Sts, &sts));
    let chain = Chain::of(source, &profiles, environment).ok();
    if let Some(region) = chain.as_ref().and_then(Chain::portal).map(|portal| portal.region.as_str()) {
        let sign_in = match endpoints.oidc {
            Some(endpoint) => endpoint,
            None => resolved!(aws_sdk_ssooidc, region, fips),
        };
        let credentials = match endpoints.sso {
            Some(endpoint) => endpoint,
            None => resolved!(aws_sdk_sso, region, fips),
        };
        destinations.extend([sign_in, credentials].map(|it| Destination::at(DestinationKind::Portal, &it)));
    }
    let service = match endpoints.managed_integrations {
        Some(endpoint) => endpoint,
        None => resolved!(aws_sdk_iotmanagedintegrations, region.as_str(), fips),
    };
    destinations.push(Destination::at(DestinationKind::ManagedIntegrations, &service));
    Ok(destinations)
}

impl Destination {
    fn at(name: DestinationKind, endpoint: &Endpoint) -> Self {
        Self {
            name,
            host: endpoint.host().to_owned(),
            port: endpoint.port(),
            https: endpoint.as_str().starts_with("https:"),
        }
    }

    pub(super) fn uri(&self) -> Option<Uri> {
        super::uri(self.https, &self.host, self.port)
    }
}
