//! A source of credentials made ready: STS has said who it is.

use std::fmt;

use aws_config::{Region, SdkConfig};
use aws_credential_types::provider::SharedCredentialsProvider;
use onboarding::{AddressPolicy, Identity, Problem, ProblemKind, shell_word};

use crate::caller::{self, Caller};
use crate::credentials::{self, Guarded};
use crate::endpoint::{Endpoint, Endpoints, Settings};
use crate::practice::practice_service;
use crate::profiles::Profiles;
use crate::{Environment, OfferKind, Source, offers, problem, sdk};

/// One identity in one Region, and what the SDK needs to act as it.
#[derive(Clone)]
pub struct Connection {
    source: Source,
    identity: Identity,
    caller: Caller,
    sdk_config: SdkConfig,
    practice: Option<Endpoint>,
    custom_endpoint: Option<Endpoint>,
    sign_in: Option<SignIn>,
}

/// How an expired sign-in of a profile is renewed in a terminal.
#[derive(Debug, Clone)]
struct SignIn {
    profile: String,
    command: &'static str,
}

impl SignIn {
    /// The profile to name in a problem; its remedy is `aws sso login`.
    fn sso_profile(&self) -> Option<String> {
        (self.command == "aws sso login").then(|| self.profile.clone())
    }
}

/// Reads the files anew, gets credentials and asks STS who they belong to.
///
/// `region` wins over what the files and the environment say.
///
/// # Errors
/// No Region anywhere ([`crate::NO_REGION`]), practice keys that would leave
/// this computer ([`crate::PRACTICE_KEYS_ELSEWHERE`]), a profile that asks for
/// an MFA code ([`crate::MFA_NOT_SUPPORTED`]), an expired sign-in, and whatever
/// keeps STS from answering.
pub async fn connect(
    source: &Source,
    region: Option<&str>,
    environment: &Environment,
) -> Result<Connection, Problem> {
    let prepared = prepare(source, region, environment).await?;
    let sso_profile = prepared.sign_in.as_ref().and_then(SignIn::sso_profile);
    let caller = caller::ask(&prepared.sdk_config, sso_profile.as_deref()).await?;
    let endpoint = match (&prepared.practice, &prepared.endpoints.managed_integrations) {
        (Some(_), _) => Some("practice".to_owned()),
        (None, Some(endpoint)) => Some(endpoint.origin()),
        (None, None) => None,
    };
    let identity = Identity {
        partition: caller.partition.clone(),
        account: caller.account.clone(),
        region: prepared.region,
        endpoint,
    };
    let custom_endpoint = match prepared.practice {
        Some(_) => None,
        None => prepared.endpoints.managed_integrations.or(prepared.endpoints.sts),
    };
    Ok(Connection {
        source: source.clone(),
        identity,
        caller,
        sdk_config: prepared.sdk_config,
        practice: prepared.practice,
        custom_endpoint,
        sign_in: prepared.sign_in,
    })
}

impl Connection {
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    pub fn arn(&self) -> &str {
        &self.caller.arn
    }

    /// The role's or user's name.
    pub fn who(&self) -> String {
        self.caller.name.clone()
    }

    pub fn source(&self) -> &Source {
        &self.source
    }

    pub fn is_practice(&self) -> bool {
        self.practice.is_some()
    }

    /// Host and port of an endpoint set by hand on a live connection; it has to
    /// be shown at all times.
    pub fn custom_endpoint_host(&self) -> Option<String> {
        self.custom_endpoint.as_ref().map(Endpoint::shown)
    }

    pub fn address_policy(&self) -> AddressPolicy {
        match &self.practice {
            Some(endpoint) => {
                AddressPolicy::Practice { host: endpoint.host().to_owned(), port: endpoint.port() }
            }
            None => AddressPolicy::Live,
        }
    }

    pub fn sdk_config(&self) -> &SdkConfig {
        &self.sdk_config
    }

    /// The same identity in another Region.
    pub fn sdk_config_in(&self, region: &str) -> SdkConfig {
        self.sdk_config.to_builder().region(Region::new(region.to_owned())).build()
    }

    /// Asks STS again.
    ///
    /// # Errors
    /// As [`connect`]; and when the source belongs to another account now.
    pub async fn check(&self) -> Result<(), Problem> {
        let sso_profile = self.sign_in.as_ref().and_then(SignIn::sso_profile);
        let caller = caller::ask(&self.sdk_config, sso_profile.as_deref()).await?;
        if caller.account == self.identity.account && caller.partition == self.identity.partition {
            return Ok(());
        }
        Err(Problem::before_sending(ProblemKind::AnotherIdentity {
            account: self.identity.account.clone(),
            region: self.identity.region.clone(),
        }))
    }

    /// The command that renews the sign-in, for a source that has one.
    pub fn sign_in_command(&self) -> Option<String> {
        let sign_in = self.sign_in.as_ref()?;
        Some(format!("{} --profile {}", sign_in.command, shell_word(&sign_in.profile)))
    }
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connection")
            .field("identity", &self.identity)
            .field("who", &self.caller.name)
            .finish_non_exhaustive()
    }
}

/// All that is decided before anything is sent.
struct Prepared {
    region: String,
    endpoints: Endpoints,
    practice: Option<Endpoint>,
    sign_in: Option<SignIn>,
    sdk_config: SdkConfig,
}

async fn prepare(
    source: &Source,
    region: Option<&str>,
    environment: &Environment,
) -> Result<Prepared, Problem> {
    let profiles = match source {
        Source::Practice(_) => Profiles::none(),
        Source::Environment => Profiles::load(environment, None).await?,
        Source::Profile(name) => {
            let profiles = Profiles::load(environment, Some(name)).await?;
            usable(name, &profiles)?;
            profiles
        }
    };
    let region = region
        .map(str::to_owned)
        .or_else(|| offers::region(source, environment, &profiles))
        .filter(|region| !region.is_empty())
        .ok_or_else(problem::no_region)?;
    let endpoints = match source {
        Source::Practice(account) => {
            Endpoints { managed_integrations: Some(Endpoint::parse(&account.endpoint)?), sts: None }
        }
        Source::Environment | Source::Profile(_) => Endpoints::of(environment, &profiles)?,
    };
    let (provider, access_key_id) = match source {
        Source::Practice(account) => {
            (credentials::of_practice(account), Some(account.access_key_id.as_str()))
        }
        Source::Environment => {
            let keys = environment.keys().ok_or_else(problem::no_keys_in_environment)?;
            (credentials::of_keys(keys), Some(keys.access_key_id.as_str()))
        }
        Source::Profile(name) => {
            let http_client = sdk::http_client_for(endpoints.sts.as_ref());
            let provider = credentials::of_profile(name, &profiles, environment, http_client, &region);
            (provider, profiles.access_key_id(name))
        }
    };
    let service = endpoints.managed_integrations.as_ref();
    let practice = practice_service(service, access_key_id)?.cloned();
    if matches!(source, Source::Practice(_)) && practice.is_none() {
        return Err(problem::practice_keys_elsewhere());
    }
    let sign_in = sign_in(source, &profiles);
    let sso_profile = sign_in.as_ref().and_then(SignIn::sso_profile);
    let guarded = Guarded::new(provider, practice.is_some(), sso_profile);
    let guarded = SharedCredentialsProvider::new(guarded);
    let sdk_config = match &practice {
        Some(endpoint) => sdk::practice(guarded, &region, endpoint),
        None => {
            let http_client = sdk::http_client_for(service);
            sdk::live(guarded, http_client, &region, Settings::new(environment, &profiles))
        }
    };
    let sdk_config = match environment.way_out() {
        Some(way_out) => sdk_config
            .to_builder()
            .http_client(way_out.http_client.clone())
            .time_source(way_out.time_source.clone())
            .build(),
        None => sdk_config,
    };
    Ok(Prepared { region, endpoints, practice, sign_in, sdk_config })
}

fn sign_in(source: &Source, profiles: &Profiles) -> Option<SignIn> {
    let Source::Profile(name) = source else {
        return None;
    };
    let (profile, command) = profiles.sign_in(name)?;
    Some(SignIn { profile: profile.to_owned(), command })
}

fn usable(name: &str, profiles: &Profiles) -> Result<(), Problem> {
    if profiles.get(name).is_none() {
        return Err(problem::no_such_profile(name));
    }
    if profiles.kind(name) == OfferKind::AssumeRoleWithMfa {
        return Err(problem::mfa_not_supported(name));
    }
    if profiles.trades_practice_keys(name) {
        return Err(problem::practice_keys_elsewhere());
    }
    Ok(())
}
