//! A source of credentials made ready: STS has said who it is.

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use aws_config::{Region, SdkConfig};
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
use onboarding::{AddressPolicy, Identity, Problem, shell_word};
use secrecy::{ExposeSecret, SecretString};

use crate::bottom::Bottom;
use crate::caller::{self, Caller};
use crate::calls::Calls;
use crate::chain::{Base, Chain};
use crate::credentials::{self, Guarded};
use crate::endpoint::{Endpoint, Endpoints, Settings};
use crate::one_account::OneAccount;
use crate::practice::practice_service;
use crate::profiles::Profiles;
use crate::roles::Roles;
use crate::{Environment, Portal, Sessions, Source, offers, probe, problem, sdk};

/// One identity in one Region, and what the SDK needs to act as it.
#[derive(Clone)]
pub struct Connection {
    source: Source,
    identity: Identity,
    caller: Caller,
    sdk_config: SdkConfig,
    practice: Option<Endpoint>,
    custom_endpoint: Option<String>,
    sign_in: Option<SignIn>,
    portal: Option<Portal>,
    roles: Option<Arc<Roles>>,
    ignores_environment_keys: bool,
}

/// How an expired sign-in of a profile is renewed in a terminal.
#[derive(Debug, Clone)]
struct SignIn {
    profile: String,
    command: &'static str,
}

/// Whom to become, and with what.
#[derive(Debug)]
pub struct Asked<'a> {
    pub source: &'a Source,
    /// Wins over what the files and the environment say.
    pub region: Option<&'a str>,
    pub environment: &'a Environment,
    pub sessions: &'a Sessions,
    /// Six digits, for the one role or session that wants a code; it makes a
    /// new session even where one is kept.
    pub mfa_code: Option<&'a SecretString>,
}

/// Reads the files anew, gets credentials and asks STS who they belong to.
///
/// # Errors
/// No Region anywhere ([`crate::NO_REGION`]), practice keys that would leave
/// this computer ([`crate::PRACTICE_KEYS_ELSEWHERE`]), a code of an MFA device
/// that is wanted ([`crate::MFA_CODE_NEEDED`]) or wrong
/// ([`crate::MFA_CODE_REFUSED`]), a sign-in at IAM Identity Center that is
/// missing or over ([`crate::PORTAL_SIGN_IN_NEEDED`]), a `credential_process`
/// that fails ([`crate::PROCESS_FAILED`] and its like), a profile that is not
/// there or makes no sense, and whatever keeps STS from answering.
pub async fn connect(asked: Asked<'_>) -> Result<Connection, Problem> {
    let prepared = prepare(&asked).await?;
    let met = async {
        prepared.guarded.begin().await?;
        let told_again = |problem| match &prepared.roles {
            Some(roles) => roles.told_again(problem),
            None => problem,
        };
        let caller = caller::ask(&prepared.sdk_config).await.map_err(told_again)?;
        if let Some(one_account) = &prepared.one_account {
            one_account.meet(&caller);
        }
        Ok(caller)
    };
    let caller = match met.await {
        Ok(caller) => caller,
        Err(problem) => {
            let Asked { source, region, environment, .. } = asked;
            return Err(probe::naming_the_signer(problem, source, region, environment).await);
        }
    };
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
        None => prepared.endpoints.shown(prepared.portal.is_some()),
    };
    Ok(Connection {
        source: asked.source.clone(),
        identity,
        caller,
        sdk_config: prepared.sdk_config,
        practice: prepared.practice,
        custom_endpoint,
        sign_in: prepared.sign_in,
        portal: prepared.portal,
        roles: prepared.roles,
        ignores_environment_keys: prepared.ignores_environment_keys,
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

    /// Host and port of each endpoint set by hand on a live connection, of those
    /// for credentials too, each once and with ` and ` between them; they have
    /// to be shown at all times.
    pub fn custom_endpoint_host(&self) -> Option<String> {
        self.custom_endpoint.clone()
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
        let caller = caller::ask(&self.sdk_config).await?;
        if caller.is_of_the_account_of(&self.caller) {
            return Ok(());
        }
        Err(problem::another_identity(&self.identity.account, &self.identity.region))
    }

    /// The earliest known end of an MFA session or of a sign-in at IAM Identity
    /// Center that does not go on by itself.
    pub fn signed_in_until(&self) -> Option<SystemTime> {
        self.roles.as_ref()?.signed_in_until()
    }

    /// The portal behind it, for a source that has one.
    pub fn portal(&self) -> Option<&Portal> {
        self.portal.as_ref()
    }

    /// Keys stand in the environment, and this connection uses others: what
    /// was chosen wins.
    pub fn ignores_environment_keys(&self) -> bool {
        self.ignores_environment_keys
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
    portal: Option<Portal>,
    roles: Option<Arc<Roles>>,
    one_account: Option<Arc<OneAccount>>,
    guarded: Guarded,
    sdk_config: SdkConfig,
    ignores_environment_keys: bool,
}

async fn prepare(asked: &Asked<'_>) -> Result<Prepared, Problem> {
    let &Asked { source, environment, .. } = asked;
    let profiles = Profiles::of(source, environment).await?;
    let chain = Chain::of(source, &profiles, environment)?;
    if chain.trades_practice_keys() {
        return Err(problem::practice_keys_elsewhere());
    }
    let region = asked
        .region
        .map(str::to_owned)
        .or_else(|| offers::region(source, environment, &profiles))
        .filter(|region| !region.is_empty())
        .ok_or_else(problem::no_region)?;
    let endpoints = match source {
        Source::Practice(account) => Endpoints::of_practice(&account.endpoint)?,
        Source::Environment | Source::Profile(_) | Source::Keys(_) | Source::IdentityCenter(_) => {
            Endpoints::of(environment, &profiles)?
        }
    };
    let access_key_id = chain.access_key_id().map(ExposeSecret::expose_secret);
    let practice = practice_service(endpoints.managed_integrations.as_ref(), access_key_id)?.cloned();
    if matches!(source, Source::Practice(_)) && practice.is_none() {
        return Err(problem::practice_keys_elsewhere());
    }
    let sign_in = chain.sign_in().map(|(profile, command)| SignIn { profile: profile.to_owned(), command });
    let portal = chain.portal().cloned();
    let ignores_environment_keys = environment.keys().is_some()
        && match source {
            Source::Practice(_) | Source::Environment => false,
            Source::Profile(_) | Source::Keys(_) | Source::IdentityCenter(_) => !chain.begins_in_environment,
        };
    let (guarded, roles, one_account, sdk_config) = match (&practice, &chain.base) {
        (Some(endpoint), Base::Keys(keys)) => {
            let provider = SharedCredentialsProvider::new(credentials::fixed(keys));
            let guarded = Guarded::new(provider, true);
            let shared = SharedCredentialsProvider::new(guarded.clone());
            (guarded, None, None, sdk::practice(shared, &region, endpoint))
        }
        (Some(_) | None, _) => {
            let calls = Calls::new(environment, &profiles).await?;
            let bottom = Bottom::of(&chain.base, &profiles, &calls, &region)?;
            let code = asked.mfa_code.map(mfa_code).transpose()?;
            let http_client = calls.http_client();
            let is_of_one_account = chain.is_of_one_account();
            let roles = Roles::new(chain, bottom, calls.clone(), &region, asked.sessions, code);
            let roles = Arc::new(roles);
            let all = SharedCredentialsProvider::from(Arc::clone(&roles) as Arc<dyn ProvideCredentials>);
            let one_account =
                (!is_of_one_account).then(|| Arc::new(OneAccount::new(all.clone(), calls, &region)));
            let checked = one_account.clone().map(|checked| checked as Arc<dyn ProvideCredentials>);
            let guarded = Guarded::new(checked.map_or(all, SharedCredentialsProvider::from), false);
            let shared = SharedCredentialsProvider::new(guarded.clone());
            let settings = Settings::new(environment, &profiles);
            (guarded, Some(roles), one_account, sdk::live(shared, http_client, &region, settings))
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
    Ok(Prepared {
        region,
        endpoints,
        practice,
        sign_in,
        portal,
        roles,
        one_account,
        guarded,
        sdk_config,
        ignores_environment_keys,
    })
}

/// Six digits, however they were typed.
fn mfa_code(code: &SecretString) -> Result<SecretString, Problem> {
    let digits: String = code.expose_secret().chars().filter(|c| !c.is_whitespace()).collect();
    let fits = digits.len() == 6 && digits.chars().all(|c| c.is_ascii_digit());
    if fits { Ok(digits.into()) } else { Err(problem::mfa_code_not_one()) }
}
