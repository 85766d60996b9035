//! The SDK's configuration of one connection.

use std::time::Duration;

use aws_config::identity::IdentityCache;
use aws_config::{AppName, BehaviorVersion, Region, SdkConfig};
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_smithy_runtime_api::client::http::SharedHttpClient;

use crate::credentials::LOAD_LIMIT;
use crate::endpoint::{Endpoint, Settings};
use crate::network::Network;

/// Longer than any credentials provider of ours may take.
const IDENTITY_LOAD_TIMEOUT: Duration = LOAD_LIMIT.saturating_add(Duration::from_secs(5));

/// A live connection: endpoints as the settings say.
pub(crate) fn live(
    credentials: SharedCredentialsProvider,
    http_client: SharedHttpClient,
    region: &str,
    settings: Settings,
) -> SdkConfig {
    let use_fips = settings.use_fips();
    base(credentials, http_client, region).use_fips(use_fips).service_config(settings).build()
}

/// A practice connection: every service at one endpoint, whatever is set elsewhere.
pub(crate) fn practice(
    credentials: SharedCredentialsProvider,
    region: &str,
    endpoint: &Endpoint,
) -> SdkConfig {
    base(credentials, Network::direct().http_client(), region).endpoint_url(endpoint.as_str()).build()
}

/// What we call ourselves in every request.
pub(crate) fn app_name() -> AppName {
    AppName::new("linkwright").expect("the name has allowed characters only")
}

fn base(
    credentials: SharedCredentialsProvider,
    http_client: SharedHttpClient,
    region: &str,
) -> aws_types::sdk_config::Builder {
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::v2026_01_12())
        .app_name(app_name())
        .region(Region::new(region.to_owned()))
        .credentials_provider(credentials)
        .identity_cache(IdentityCache::lazy().load_timeout(IDENTITY_LOAD_TIMEOUT).build())
        .http_client(http_client)
}
