//! How calls for credentials leave: their HTTP client, endpoints, limits and
//! clock. Whoever makes them brings the credentials.

use std::time::{Duration, SystemTime};

use aws_config::identity::IdentityCache;
use aws_config::retry::RetryConfig;
use aws_config::timeout::TimeoutConfig;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_smithy_async::time::SharedTimeSource;
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use aws_types::sdk_config;
use onboarding::Problem;

use crate::endpoint::{Endpoints, Settings};
use crate::in_the_log::InTheLog;
use crate::network::Network;
use crate::profiles::Profiles;
use crate::{Environment, sdk};

/// One source's way to STS and to IAM Identity Center.
#[derive(Debug, Clone)]
pub(crate) struct Calls {
    environment: Environment,
    profiles: Profiles,
    endpoints: Endpoints,
    http_client: SharedHttpClient,
}

impl Calls {
    /// # Errors
    /// Endpoints, a proxy or a CA bundle that are set and cannot be used.
    pub(crate) async fn new(environment: &Environment, profiles: &Profiles) -> Result<Self, Problem> {
        let endpoints = Endpoints::of(environment, profiles)?;
        let http_client = match environment.way_out() {
            Some(way_out) => way_out.http_client.clone(),
            None => Network::of(environment, profiles).await?.http_client(),
        };
        Ok(Self { environment: environment.clone(), profiles: profiles.clone(), endpoints, http_client })
    }

    pub(crate) fn environment(&self) -> &Environment {
        &self.environment
    }

    pub(crate) fn endpoints(&self) -> &Endpoints {
        &self.endpoints
    }

    pub(crate) fn time_source(&self) -> SharedTimeSource {
        self.environment.time_source()
    }

    pub(crate) fn now(&self) -> SystemTime {
        self.time_source().now()
    }

    /// `attempts` is 1 where a second one could not succeed.
    pub(crate) fn sts(&self, region: &str, credentials: Credentials, attempts: u32) -> aws_sdk_sts::Client {
        let config = self
            .signed_by(region, credentials)
            .to_builder()
            .retry_config(RetryConfig::standard().with_max_attempts(attempts))
            .build();
        let config = aws_sdk_sts::config::Builder::from(&config).interceptor(InTheLog).build();
        aws_sdk_sts::Client::from_conf(config)
    }

    /// For calls that these very credentials sign.
    pub(crate) fn signed_by(&self, region: &str, credentials: Credentials) -> SdkConfig {
        self.base(region).credentials_provider(SharedCredentialsProvider::new(credentials)).build()
    }

    pub(crate) fn sso(&self, region: &str) -> aws_sdk_sso::Client {
        let config = self.base(region).build();
        aws_sdk_sso::Client::from_conf(
            aws_sdk_sso::config::Builder::from(&config).interceptor(InTheLog).build(),
        )
    }

    pub(crate) fn oidc(&self, region: &str) -> aws_sdk_ssooidc::Client {
        let config = self.base(region).build();
        aws_sdk_ssooidc::Client::from_conf(
            aws_sdk_ssooidc::config::Builder::from(&config).interceptor(InTheLog).build(),
        )
    }

    pub(crate) fn http_client(&self) -> SharedHttpClient {
        self.http_client.clone()
    }

    fn base(&self, region: &str) -> sdk_config::Builder {
        let settings = Settings::new(&self.environment, &self.profiles);
        SdkConfig::builder()
            .behavior_version(BehaviorVersion::v2026_01_12())
            .app_name(sdk::app_name())
            .region(Region::new(region.to_owned()))
            .identity_cache(IdentityCache::no_cache())
            .retry_config(RetryConfig::standard().with_max_attempts(2))
            .timeout_config(timeouts())
            .http_client(self.http_client())
            .time_source(self.time_source())
            .use_fips(settings.use_fips())
            .service_config(settings)
    }
}

/// For whatever gets credentials: 3.1 s to connect, 10 s in all.
pub(crate) fn timeouts() -> TimeoutConfig {
    TimeoutConfig::builder()
        .connect_timeout(Duration::from_millis(3100))
        .operation_timeout(Duration::from_secs(10))
        .build()
}
