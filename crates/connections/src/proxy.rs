//! Which proxy a call leaves through, as the environment says. Nothing is sent
//! here, and no password is shown.

use aws_smithy_http_client::proxy::ProxyConfig;
use http::{HeaderValue, Uri};
use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use onboarding::Problem;
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use crate::Environment;
use crate::problem::unreadable_proxy;

/// All that says something of proxies.
pub(crate) const VARIABLES: [&str; 8] = [
    "HTTPS_PROXY",
    "https_proxy",
    "HTTP_PROXY",
    "http_proxy",
    "ALL_PROXY",
    "all_proxy",
    "NO_PROXY",
    "no_proxy",
];

/// What decides for https, for http, and what is exempt; the first that is set
/// counts, as in the SDK.
const FOR_HTTPS: [&str; 4] = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];
const FOR_HTTP: [&str; 4] = ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"];
const EXEMPT: [&str; 2] = ["NO_PROXY", "no_proxy"];

/// Never asked through a proxy: this computer, which a proxy cannot reach, and
/// where AWS gives a machine its credentials, which would be the proxy's own.
const ALWAYS_DIRECT: &str = "localhost,127.0.0.0/8,::1,\
    169.254.169.254,fd00:ec2::254,169.254.170.2,169.254.170.23,fd00:ec2::23";

/// The proxies of one environment.
#[derive(Debug, Clone, Default)]
pub(crate) struct Proxies {
    https: Option<Proxy>,
    http: Option<Proxy>,
    exempt: String,
}

/// One proxy, by its address.
#[derive(Debug, Clone)]
pub(crate) struct Proxy {
    variable: &'static str,
    /// Scheme, host and port.
    address: String,
    /// Name and password, percent-encoded.
    user_info: Option<(SecretString, SecretString)>,
    /// The same as the SDK's own parts understand it; shows no password.
    intercept: Intercept,
}

impl Proxies {
    /// # Errors
    /// An address that cannot be read or is no http(s) proxy's; the problem
    /// names its variable.
    pub(crate) fn of(environment: &Environment) -> Result<Self, Problem> {
        let proxy = |variables: &[&'static str]| {
            let set = environment.proxy(variables);
            set.map(|(variable, address)| Proxy::parse(variable, address.expose_secret())).transpose()
        };
        let rules = environment.proxy(&EXEMPT).map(|(_, rules)| rules.expose_secret()).unwrap_or_default();
        let https = proxy(&FOR_HTTPS)?;
        // Desktops set a SOCKS proxy for all beside the one for https; hardly
        // anything is asked by http.
        let passed_over = environment.proxy(&FOR_HTTP).is_some_and(|(variable, address)| {
            let is_general = !FOR_HTTP[..2].contains(&variable);
            let is_socks = address.expose_secret().to_ascii_lowercase().starts_with("socks");
            is_general && is_socks && https.as_ref().is_some_and(|https| https.variable != variable)
        });
        let http = if passed_over { None } else { proxy(&FOR_HTTP)? };
        Ok(Self { https, http, exempt: exempt(rules) })
    }

    /// The proxy on the way to `destination`, whose path does not matter.
    pub(crate) fn to(&self, destination: &Uri) -> Option<&Proxy> {
        let is_https = destination.scheme_str() == Some("https");
        let proxy = if is_https { self.https.as_ref() } else { self.http.as_ref() }?;
        let all_but_exempt = Matcher::builder().all("http://proxy").no(&self.exempt).build();
        all_but_exempt.intercept(destination).map(|_| proxy)
    }

    /// For the SDK's calls to https addresses; others leave without a proxy.
    pub(crate) fn config_of_https(&self) -> ProxyConfig {
        self.config(self.https.as_ref(), |address| ProxyConfig::https(address))
    }

    /// For the SDK's calls to http addresses, where they have a proxy.
    pub(crate) fn config_of_http(&self) -> Option<ProxyConfig> {
        let proxy = self.http.as_ref()?;
        Some(self.config(Some(proxy), |address| ProxyConfig::http(address)))
    }

    fn config<E>(
        &self,
        proxy: Option<&Proxy>,
        config: impl Fn(&str) -> Result<ProxyConfig, E>,
    ) -> ProxyConfig {
        let Some((proxy, Ok(config))) = proxy.map(|proxy| (proxy, config(&proxy.address))) else {
            return ProxyConfig::disabled();
        };
        let config = config.no_proxy(&self.exempt);
        match &proxy.user_info {
            Some((name, password)) => config.with_basic_auth(name.expose_secret(), password.expose_secret()),
            None => config,
        }
    }
}

impl Proxy {
    fn parse(variable: &'static str, address: &str) -> Result<Self, Problem> {
        let with_scheme =
            if address.contains("://") { address.to_owned() } else { format!("http://{address}") };
        let refused = |why: &str| unreadable_proxy(variable, why);
        let url = Url::parse(&with_scheme).map_err(|error| refused(&error.to_string()))?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(refused(&format!("{} is neither http nor https", url.scheme())));
        }
        let (Some(host), Some(port)) = (url.host_str(), url.port_or_known_default()) else {
            return Err(refused("it names no host"));
        };
        let address = format!("{}://{host}:{port}", url.scheme());
        let user_info = (!url.username().is_empty() || url.password().is_some())
            .then(|| (url.username().into(), url.password().unwrap_or_default().into()));
        // What the SDK's parts do not understand they would pass by.
        let matcher = Matcher::builder().all(url.as_str()).build();
        let intercept = matcher.intercept(&Uri::from_static("https://any/"));
        if ProxyConfig::all(address.as_str()).is_err() {
            return Err(refused("its host is not one"));
        }
        let intercept = intercept.ok_or_else(|| refused("its host is not one"))?;
        Ok(Self { variable, address, user_info, intercept })
    }

    /// The variable it stands in.
    pub(crate) fn variable(&self) -> &'static str {
        self.variable
    }

    /// Scheme, host and port.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Host and port.
    pub(crate) fn shown(&self) -> &str {
        self.address.split_once("://").map_or(self.address.as_str(), |(_, rest)| rest)
    }

    /// The header with name and password, marked as sensitive.
    pub(crate) fn authorization(&self) -> Option<&HeaderValue> {
        self.intercept.basic_auth()
    }
}

/// The rules of `NO_PROXY` in the spelling the SDK's parts know: `*.example.com`
/// is `.example.com`, `[::1]` is `::1`, blanks part rules as commas do.
fn exempt(rules: &str) -> String {
    let rules = rules.split(|c: char| c == ',' || c.is_whitespace()).filter(|rule| !rule.is_empty());
    let known = rules.map(|rule| {
        let rule = rule.strip_prefix('*').filter(|rest| rest.starts_with('.')).unwrap_or(rule);
        rule.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(rule)
    });
    known.chain([ALWAYS_DIRECT]).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests;
