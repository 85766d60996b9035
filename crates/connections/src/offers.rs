//! The AWS accounts this computer could use, by name.

use onboarding::Problem;

use crate::endpoint::Endpoints;
use crate::profiles::Profiles;
use crate::{Environment, KeysSource, PortalRole, PracticeAccount};

/// Where credentials come from.
#[derive(Debug, Clone)]
pub enum Source {
    Practice(PracticeAccount),
    /// The keys in the environment the program was started with.
    Environment,
    /// A profile of the AWS config files, by name.
    Profile(String),
    /// Access keys a person gave us; from the keyring or from memory.
    Keys(KeysSource),
    /// A role of IAM Identity Center that stands in no profile.
    IdentityCenter(PortalRole),
}

/// How a source gets its credentials.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfferKind {
    Sso,
    AssumeRole,
    AssumeRoleWithMfa,
    CredentialProcess,
    WebIdentity,
    AccessKeys,
    Unknown,
}

/// A source a person may choose; whether it works is not known yet.
#[derive(Debug, Clone)]
pub struct Offer {
    pub source: Source,
    /// The profile's name, or `environment`.
    pub name: String,
    pub region: Option<String>,
    pub kind: OfferKind,
    /// Host and port of each endpoint that is set for it in place of AWS's own,
    /// each once and with ` and ` between them.
    pub endpoint: Option<String>,
}

/// The environment, if it has keys, and then every profile of both files, read
/// anew each time.
///
/// # Errors
/// Files that cannot be read or understood. Nothing is sent.
pub async fn offers(environment: &Environment) -> Result<Vec<Offer>, Problem> {
    let all = Profiles::load(environment, None).await?;
    let mut offers = Vec::new();
    if environment.keys().is_some() {
        offers.push(Offer {
            source: Source::Environment,
            name: "environment".to_owned(),
            region: region(&Source::Environment, environment, &all),
            kind: OfferKind::AccessKeys,
            endpoint: shown_endpoint(environment, &all, false),
        });
    }
    for name in all.names() {
        let profiles = all.seen_from(name, environment).await?;
        let source = Source::Profile(name.to_owned());
        offers.push(Offer {
            region: region(&source, environment, &profiles),
            source,
            name: name.to_owned(),
            kind: profiles.kind(name),
            endpoint: shown_endpoint(environment, &profiles, profiles.signs_in_at_portal(name)),
        });
    }
    Ok(offers)
}

/// A chosen profile's own Region wins; keys of the environment go by the
/// environment first, as in the AWS CLI.
pub(crate) fn region(source: &Source, environment: &Environment, profiles: &Profiles) -> Option<String> {
    let of_profile = profiles.sections.get("region").filter(|region| !region.is_empty());
    let of_environment = environment.region();
    match source {
        Source::Practice(account) => Some(account.region.as_str()),
        Source::Environment => of_environment.or(of_profile),
        Source::Profile(_) => of_profile.or(of_environment),
        Source::Keys(_) | Source::IdentityCenter(_) => of_environment,
    }
    .map(str::to_owned)
}

/// What would be refused is shown all the same.
fn shown_endpoint(
    environment: &Environment,
    profiles: &Profiles,
    signs_in_at_portal: bool,
) -> Option<String> {
    Endpoints::as_set(environment, profiles).ok()?.shown(signs_in_at_portal)
}
