//! Endpoints set by hand, found as the AWS CLI finds them: the service's own
//! variable, the general one, the profile's `services` section, the profile.

use aws_runtime::env_config::EnvConfigValue;
use aws_types::os_shim_internal::Env;
use aws_types::service_config::{LoadServiceConfig, ServiceConfigKey};
use onboarding::Problem;
use url::{Host, Url};

use crate::Environment;
use crate::problem::bad_endpoint;
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

    /// The one to show: set by hand on a live connection.
    pub(crate) fn of_live(&self, signs_in_at_portal: bool) -> Option<Endpoint> {
        let portal = || self.sso.as_ref().or(self.oidc.as_ref()).filter(|_| signs_in_at_portal);
        self.managed_integrations.as_ref().or(self.sts.as_ref()).or_else(portal).cloned()
    }

    pub(crate) fn of(environment: &Environment, profiles: &Profiles) -> Result<Self, Problem> {
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
