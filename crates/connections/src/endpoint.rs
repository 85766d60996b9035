//! Endpoints set by hand, found as the AWS CLI finds them: the service's own
//! variable, the general one, the profile's `services` section, the profile.

use aws_runtime::env_config::EnvConfigValue;
use aws_types::os_shim_internal::Env;
use aws_types::service_config::{LoadServiceConfig, ServiceConfigKey};
use onboarding::Problem;
use url::{Host, Url};

use crate::Environment;
use crate::problem::{bad_endpoint, plain_endpoint};
use crate::profiles::Profiles;

/// `AWS_ENDPOINT_URL_IOT_MANAGED_INTEGRATIONS` is made of this.
const MANAGED_INTEGRATIONS: &str = "IoT Managed Integrations";
const STS: &str = "STS";
const SSO: &str = "SSO";
const OIDC: &str = "SSO OIDC";

/// An address that stands in for a service's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Endpoint(Url);

impl Endpoint {
    pub(crate) fn parse(address: &str) -> Result<Self, Problem> {
        let url = Url::parse(address).map_err(|_| bad_endpoint())?;
        let fits = matches!(url.scheme(), "http" | "https") && url.host().is_some();
        if fits { Ok(Self(url)) } else { Err(bad_endpoint()) }
    }

    pub(crate) fn is_loopback(&self) -> bool {
        match self.0.host() {
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            Some(Host::Domain(name)) => name == "localhost",
            None => false,
        }
    }

    /// What is sent there can be read by nobody between here and there.
    fn is_private(&self) -> bool {
        self.0.scheme() == "https" || self.is_loopback()
    }

    pub(crate) fn as_str(&self) -> &str {
        self.0.as_str().trim_end_matches('/')
    }

    pub(crate) fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    pub(crate) fn port(&self) -> u16 {
        self.0.port_or_known_default().unwrap_or_default()
    }

    /// Host, and the port where it is not the scheme's own.
    pub(crate) fn shown(&self) -> String {
        match self.0.port() {
            Some(port) => format!("{}:{port}", self.host()),
            None => self.host().to_owned(),
        }
    }

    /// Scheme, host and port: what tells one service from another.
    pub(crate) fn origin(&self) -> String {
        format!("{}://{}", self.0.scheme(), self.shown())
    }
}

/// The endpoints in force for one source of credentials.
#[derive(Debug, Clone, Default)]
pub(crate) struct Endpoints {
    pub(crate) managed_integrations: Option<Endpoint>,
    pub(crate) sts: Option<Endpoint>,
    pub(crate) sso: Option<Endpoint>,
    pub(crate) oidc: Option<Endpoint>,
}

impl Endpoints {
    /// All that a practice service is asked stands at one endpoint.
    pub(crate) fn of_practice(address: &str) -> Result<Self, Problem> {
        Ok(Self { managed_integrations: Some(Endpoint::parse(address)?), ..Self::default() })
    }

    /// The hosts to show, each once: all that a live connection asks and that
    /// somebody set by hand.
    pub(crate) fn shown(&self, signs_in_at_portal: bool) -> Option<String> {
        let of_portal = [&self.oidc, &self.sso].into_iter().filter(|_| signs_in_at_portal);
        let mut hosts: Vec<String> = Vec::new();
        for endpoint in [&self.managed_integrations, &self.sts].into_iter().chain(of_portal).flatten() {
            let host = endpoint.shown();
            if !hosts.contains(&host) {
                hosts.push(host);
            }
        }
        (!hosts.is_empty()).then(|| hosts.join(" and "))
    }

    /// # Errors
    /// As [`Endpoints::as_set`], and endpoints that would be sent a secret over
    /// plain http: tokens of a sign-in go to the portal, and keys come from all
    /// three. A request to managed integrations is signed and holds neither.
    pub(crate) fn of(environment: &Environment, profiles: &Profiles) -> Result<Self, Problem> {
        let endpoints = Self::as_set(environment, profiles)?;
        let portal = "IAM Identity Center";
        for (name, endpoint) in [("STS", &endpoints.sts), (portal, &endpoints.oidc), (portal, &endpoints.sso)]
        {
            if let Some(endpoint) = endpoint.as_ref().filter(|endpoint| !endpoint.is_private()) {
                return Err(plain_endpoint(name, &endpoint.shown()));
            }
        }
        Ok(endpoints)
    }

    /// # Errors
    /// What is set and is no address of http or https.
    pub(crate) fn as_set(environment: &Environment, profiles: &Profiles) -> Result<Self, Problem> {
        let settings = Settings::new(environment, profiles);
        let endpoint = |service| settings.endpoint_url(service).map(|url| Endpoint::parse(&url)).transpose();
        Ok(Self {
            managed_integrations: endpoint(MANAGED_INTEGRATIONS)?,
            sts: endpoint(STS)?,
            sso: endpoint(SSO)?,
            oidc: endpoint(OIDC)?,
        })
    }
}

/// Settings of the environment and one profile, for every client of the SDK.
#[derive(Debug)]
pub(crate) struct Settings {
    environment: Env,
    profiles: aws_config::profile::ProfileSet,
    ignore_endpoint_urls: bool,
}

impl Settings {
    pub(crate) fn new(environment: &Environment, profiles: &Profiles) -> Self {
        let mut settings = Self {
            environment: environment.for_sdk(),
            profiles: profiles.sections.clone(),
            ignore_endpoint_urls: false,
        };
        settings.ignore_endpoint_urls =
            settings.is_true("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls");
        settings
    }

    pub(crate) fn use_fips(&self) -> bool {
        self.is_true("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint")
    }

    /// As they are set, for all that is asked here.
    pub(crate) fn endpoint_urls(&self) -> [Option<String>; 4] {
        [MANAGED_INTEGRATIONS, STS, SSO, OIDC].map(|service| self.endpoint_url(service))
    }

    fn endpoint_url(&self, service: &'static str) -> Option<String> {
        let key = ServiceConfigKey::builder()
            .service_id(service)
            .env("AWS_ENDPOINT_URL")
            .profile("endpoint_url")
            .build()
            .expect("all three parts are given");
        self.load_config(key)
    }

    fn is_true(&self, variable: &str, key: &str) -> bool {
        EnvConfigValue::new()
            .env(variable)
            .profile(key)
            .load(&self.environment, Some(&self.profiles))
            .is_some_and(|(value, _)| value.eq_ignore_ascii_case("true"))
    }
}

impl LoadServiceConfig for Settings {
    fn load_config(&self, key: ServiceConfigKey<'_>) -> Option<String> {
        if self.ignore_endpoint_urls && key.env() == "AWS_ENDPOINT_URL" {
            return None;
        }
        // AWS writes the names of a `services` section with underscores
        // (service-specific endpoints, SDKs and Tools reference); the SDK would
        // look for dashes.
        let service_id = key.service_id().replace(' ', "_");
        EnvConfigValue::new()
            .env(key.env())
            .profile(key.profile())
            .service_id(&service_id)
            .load(&self.environment, Some(&self.profiles))
            .map(|(value, _)| value.into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loopback_is_told_by_the_host_and_not_by_how_it_looks() {
        let check = |address, expected| {
            assert_eq!(Endpoint::parse(address).unwrap().is_loopback(), expected, "{address}");
        };
        check("http://127.0.0.1:4566", true);
        check("http://127.8.9.1", true);
        check("http://[::1]:4566", true);
        check("http://localhost:4566", true);
        check("http://localhost.example.com", false);
        check("http://127.0.0.1.example.com:4566", false);
        check("http://user@example.com:80/127.0.0.1", false);
        check("https://10.0.0.1", false);
        for bad in ["", "127.0.0.1:4566", "ftp://127.0.0.1", "http://"] {
            assert!(Endpoint::parse(bad).is_err(), "{bad:?} must be refused");
        }
    }

    #[test]
    fn an_origin_has_neither_path_nor_user_info() {
        let endpoint = Endpoint::parse("https://user:secret@stack.example.com:8443/aws/").unwrap();
        assert_eq!(endpoint.origin(), "https://stack.example.com:8443");
        assert_eq!(endpoint.shown(), "stack.example.com:8443");
    }
}
