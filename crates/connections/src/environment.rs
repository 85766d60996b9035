//! The environment as it was when the program started. The process's own is
//! never asked: its secrets are gone by then.

use std::collections::HashMap;
use std::ffi::OsString;
use std::fmt;

use aws_smithy_async::time::{SharedTimeSource, TimeSource};
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use aws_types::os_shim_internal::Env;
use secrecy::{ExposeSecret, SecretString};

use crate::{AccessKeys, proxy};

/// What has to leave the process's environment before any other program or
/// library starts, since children inherit it.
pub const SECRET_VARIABLES: &[&str] = &[
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_SECURITY_TOKEN",
    "AWS_CONTAINER_AUTHORIZATION_TOKEN",
    "AWS_BEARER_TOKEN_BEDROCK",
];

/// The variables that say where the home folder is.
const HOME_VARIABLES: [&str; 4] = ["HOME", "USERPROFILE", "HOMEDRIVE", "HOMEPATH"];

/// What a program that is run for its credentials gets of the environment: what
/// any program needs, the proxies, and which AWS files and profile are in use.
/// None of it is a secret of AWS.
const FOR_CHILDREN: [&str; 40] = [
    "PATH",
    "HOME",
    "USER",
    "LOGNAME",
    "SHELL",
    "LANG",
    "LANGUAGE",
    "LC_ALL",
    "LC_CTYPE",
    "TZ",
    "TMPDIR",
    "TMP",
    "TEMP",
    "DISPLAY",
    "WAYLAND_DISPLAY",
    "XAUTHORITY",
    "DBUS_SESSION_BUS_ADDRESS",
    "XDG_RUNTIME_DIR",
    "XDG_CONFIG_HOME",
    "XDG_CACHE_HOME",
    "XDG_DATA_HOME",
    "XDG_DATA_DIRS",
    "SSH_AUTH_SOCK",
    "USERNAME",
    "USERPROFILE",
    "HOMEDRIVE",
    "HOMEPATH",
    "APPDATA",
    "LOCALAPPDATA",
    "PROGRAMDATA",
    "PROGRAMFILES",
    "PATHEXT",
    "COMSPEC",
    "SYSTEMROOT",
    "SYSTEMDRIVE",
    "WINDIR",
    "AWS_PROFILE",
    "AWS_CONFIG_FILE",
    "AWS_SHARED_CREDENTIALS_FILE",
    "AWS_CA_BUNDLE",
];

/// Keys and settings for AWS out of an environment, and its proxies.
#[derive(Clone, Default)]
pub struct Environment {
    keys: Option<Keys>,
    settings: HashMap<String, String>,
    /// Apart from the settings: a proxy's address may hold its password.
    proxies: HashMap<&'static str, SecretString>,
    for_children: Vec<(String, OsString)>,
    way_out: Option<WayOut>,
}

/// How calls leave the program, in place of the network and the system's clock.
#[derive(Clone)]
pub(crate) struct WayOut {
    pub(crate) http_client: SharedHttpClient,
    pub(crate) time_source: SharedTimeSource,
}

/// Keys that stood in the environment.
#[derive(Clone)]
pub(crate) struct Keys {
    pub(crate) access_key_id: String,
    pub(crate) secret_access_key: SecretString,
    pub(crate) session_token: Option<SecretString>,
}

impl Keys {
    pub(crate) fn to_access_keys(&self) -> AccessKeys {
        AccessKeys {
            access_key_id: self.access_key_id.as_str().into(),
            secret_access_key: self.secret_access_key.clone(),
            session_token: self.session_token.clone(),
        }
    }
}

impl Environment {
    /// Keeps the keys and settings for AWS and what is said of proxies, and
    /// drops everything else, as well as what is blank or not UTF-8.
    pub fn from_variables(variables: impl IntoIterator<Item = (OsString, OsString)>) -> Self {
        let mut secrets = HashMap::new();
        let mut settings = HashMap::new();
        let mut proxies = HashMap::new();
        let mut for_children = Vec::new();
        for (name, value) in variables {
            // Windows spells names in any case.
            let is = |known: &str| name.to_str().is_some_and(|name| name.eq_ignore_ascii_case(known));
            if FOR_CHILDREN.into_iter().any(is)
                && let Some(name) = name.to_str()
            {
                for_children.push((name.to_owned(), value.clone()));
            }
            let (Ok(name), Ok(value)) = (name.into_string(), value.into_string()) else {
                continue;
            };
            let value = value.trim();
            if value.is_empty() {
                continue;
            }
            if let Some(variable) = proxy::VARIABLES.into_iter().find(|variable| *variable == name) {
                proxies.insert(variable, SecretString::from(value));
            } else if SECRET_VARIABLES.contains(&name.as_str()) {
                secrets.insert(name, SecretString::from(value));
            } else if name.starts_with("AWS_") || HOME_VARIABLES.contains(&name.as_str()) {
                settings.insert(name, value.to_owned());
            }
        }
        Self { keys: keys(secrets), settings, proxies, for_children, way_out: None }
    }

    /// Has every call of a connection made here leave through `http_client`,
    /// signed at the time of `time_source`: a service in the same process needs
    /// no network.
    #[must_use]
    pub fn leaving_through(
        self,
        http_client: SharedHttpClient,
        time_source: impl TimeSource + 'static,
    ) -> Self {
        let time_source = SharedTimeSource::new(time_source);
        Self { way_out: Some(WayOut { http_client, time_source }), ..self }
    }

    pub(crate) fn way_out(&self) -> Option<&WayOut> {
        self.way_out.as_ref()
    }

    pub(crate) fn keys(&self) -> Option<&Keys> {
        self.keys.as_ref()
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.settings.get(name).map(String::as_str)
    }

    /// The first of these that is set, and what it says.
    pub(crate) fn proxy(&self, variables: &[&'static str]) -> Option<(&'static str, &SecretString)> {
        variables.iter().find_map(|name| Some((*name, self.proxies.get(name)?)))
    }

    /// The clock in force.
    pub(crate) fn time_source(&self) -> SharedTimeSource {
        self.way_out.as_ref().map_or_else(SharedTimeSource::default, |way_out| way_out.time_source.clone())
    }

    /// For a program that is run for its credentials.
    pub(crate) fn for_children(&self) -> Vec<(String, OsString)> {
        let proxies = self.proxies.iter();
        let proxies = proxies.map(|(name, value)| ((*name).to_owned(), value.expose_secret().into()));
        self.for_children.iter().cloned().chain(proxies).collect()
    }

    /// Whoever is logged in on this computer.
    pub(crate) fn user(&self) -> Option<&str> {
        let named = |wanted: &str| self.for_children.iter().find(|(name, _)| name.as_str() == wanted);
        ["USER", "LOGNAME", "USERNAME"].into_iter().find_map(named)?.1.to_str()
    }

    pub(crate) fn region(&self) -> Option<&str> {
        self.get("AWS_REGION").or_else(|| self.get("AWS_DEFAULT_REGION"))
    }

    /// The settings, without any secret, as the SDK's parts take them.
    pub(crate) fn for_sdk(&self) -> Env {
        Env::from(self.settings.clone())
    }
}

fn keys(mut secrets: HashMap<String, SecretString>) -> Option<Keys> {
    let access_key_id = secrets.remove("AWS_ACCESS_KEY_ID")?.expose_secret().to_owned();
    let secret_access_key =
        secrets.remove("AWS_SECRET_ACCESS_KEY").or_else(|| secrets.remove("SECRET_ACCESS_KEY"))?;
    let session_token = secrets.remove("AWS_SESSION_TOKEN").or_else(|| secrets.remove("AWS_SECURITY_TOKEN"));
    Some(Keys { access_key_id, secret_access_key, session_token })
}

impl fmt::Debug for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut names: Vec<_> = self.settings.keys().collect();
        names.sort();
        let mut proxies: Vec<_> = self.proxies.keys().collect();
        proxies.sort();
        f.debug_struct("Environment")
            .field("has_keys", &self.keys.is_some())
            .field("settings", &names)
            .field("proxies", &proxies)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(variables: &[(&str, &str)]) -> Environment {
        Environment::from_variables(variables.iter().map(|(k, v)| (k.into(), v.into())))
    }

    #[test]
    fn keys_count_only_when_both_halves_are_there() {
        assert!(environment(&[("AWS_ACCESS_KEY_ID", "AKIA")]).keys().is_none());
        let blank = [("AWS_ACCESS_KEY_ID", "AKIA"), ("AWS_SECRET_ACCESS_KEY", "  ")];
        assert!(environment(&blank).keys().is_none());
        let both = environment(&[
            ("AWS_ACCESS_KEY_ID", "AKIA"),
            ("AWS_SECRET_ACCESS_KEY", "canary-secret"),
            ("AWS_SESSION_TOKEN", "canary-token"),
        ]);
        let keys = both.keys().expect("both halves are there");
        assert_eq!(keys.access_key_id, "AKIA");
        assert_eq!(keys.session_token.as_ref().unwrap().expose_secret(), "canary-token");
    }

    #[test]
    fn neither_debug_nor_the_part_for_the_sdk_holds_a_secret() {
        let environment = environment(&[
            ("AWS_ACCESS_KEY_ID", "canary-id"),
            ("AWS_SECRET_ACCESS_KEY", "canary-secret"),
            ("AWS_SESSION_TOKEN", "canary-token"),
            ("AWS_CONTAINER_AUTHORIZATION_TOKEN", "canary-container"),
            ("AWS_ENDPOINT_URL", "http://user:canary-password@example.com"),
            ("https_proxy", "http://user:canary-proxy@proxy.example"),
            ("AWS_REGION", "eu-west-1"),
            ("PATH", "/bin"),
        ]);
        assert!(!format!("{environment:?}").contains("canary"));
        assert!(environment.for_sdk().get("https_proxy").is_err(), "it may hold a password");
        for name in SECRET_VARIABLES {
            assert!(environment.for_sdk().get(name).is_err(), "{name}");
        }
        assert_eq!(environment.region(), Some("eu-west-1"));
        assert_eq!(environment.get("PATH"), None);
    }
}
