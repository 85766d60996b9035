//! How the proxy treats those who come: whom it lets in, what it shows as
//! certificates, and which hosts can be reached through it.

use std::collections::HashMap;

use super::authority::Certificates;
use aws_smithy_types::base64;

/// How far one gets on the way to a host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Road {
    Open,
    /// The proxy answers 502, as for a name it cannot find.
    Closed,
    /// The proxy never answers.
    Silent,
    /// The connection stands; requests on it are never answered.
    Mute,
}

#[derive(Debug)]
pub struct Roads {
    certificates: Certificates,
    password: Option<(String, String)>,
    hosts: HashMap<String, Road>,
    others: Road,
}

impl Roads {
    pub(super) fn new() -> Self {
        Self { certificates: Certificates::Good, password: None, hosts: HashMap::new(), others: Road::Open }
    }

    pub fn show(&mut self, certificates: Certificates) {
        self.certificates = certificates;
    }

    /// From here on 407 for all who do not say user and password.
    pub fn want_password(&mut self, user: &str, password: &str) {
        self.password = Some((user.to_owned(), password.to_owned()));
    }

    pub fn want_no_password(&mut self) {
        self.password = None;
    }

    /// To one host, by its name at AWS.
    pub fn set(&mut self, host: &str, road: Road) {
        self.hosts.insert(host.to_owned(), road);
    }

    /// To every host, those included that were set before.
    pub fn set_all(&mut self, road: Road) {
        self.hosts.clear();
        self.others = road;
    }

    pub(super) fn to(&self, host: &str) -> Road {
        self.hosts.get(host).copied().unwrap_or(self.others)
    }

    pub(super) fn certificates(&self) -> Certificates {
        self.certificates
    }

    /// `said` is the value of `Proxy-Authorization`.
    pub(super) fn lets_in(&self, said: Option<&str>) -> bool {
        let Some((user, password)) = &self.password else { return true };
        let wanted = base64::encode(format!("{user}:{password}"));
        said.and_then(|said| said.strip_prefix("Basic ")).is_some_and(|said| said.trim() == wanted)
    }
}
