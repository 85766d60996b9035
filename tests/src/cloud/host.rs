//! The hosts of AWS that stand behind the proxy, by the names the SDK's endpoint
//! rules give them.

/// One of AWS's services in a Region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Host {
    pub(super) name: String,
    pub(super) service: Service,
    pub(super) region: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Service {
    Sts,
    /// Registers clients and gives tokens of IAM Identity Center.
    Oidc,
    /// Gives a role's keys for a token of IAM Identity Center.
    Portal,
    ManagedIntegrations,
}

/// Where managed integrations exists (service.md 3); elsewhere its name leads
/// nowhere.
const REGIONS: [&str; 3] = ["ca-central-1", "eu-west-1", "me-central-1"];

impl Host {
    /// `None` for every host that is not one of AWS's here.
    pub(super) fn named(name: &str) -> Option<Self> {
        let (service, region) = if name == "sts.amazonaws.com" {
            (Service::Sts, "us-east-1")
        } else if let Some(region) = between(name, "sts.", ".amazonaws.com") {
            (Service::Sts, region)
        } else if let Some(region) = between(name, "oidc.", ".amazonaws.com") {
            (Service::Oidc, region)
        } else if let Some(region) = between(name, "portal.sso.", ".amazonaws.com") {
            (Service::Portal, region)
        } else {
            let region = between(name, "api.iotmanagedintegrations.", ".api.aws")?;
            (Service::ManagedIntegrations, REGIONS.into_iter().find(|served| *served == region)?)
        };
        Some(Self { name: name.to_owned(), service, region: region.to_owned() })
    }
}

fn between<'a>(name: &'a str, start: &str, end: &str) -> Option<&'a str> {
    let region = name.strip_prefix(start)?.strip_suffix(end)?;
    let is_region =
        region.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    (is_region && region.contains('-')).then_some(region)
}
