//! The SDK's configuration of one connection.

use std::time::Duration;

use aws_config::identity::IdentityCache;
use aws_config::{AppName, BehaviorVersion, Region, SdkConfig};
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_smithy_http_client::proxy::ProxyConfig;
use aws_smithy_http_client::{Builder, Connector, tls};
use aws_smithy_runtime_api::client::http::SharedHttpClient;

use crate::endpoint::{Endpoint, Settings};

/// Longer than any credentials provider of ours may take.
const IDENTITY_LOAD_TIMEOUT: Duration = Duration::from_secs(25);

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
    base(credentials, http_client(ProxyConfig::disabled()), region).endpoint_url(endpoint.as_str()).build()
}

/// One pool of connections. A loopback endpoint is never asked through a proxy,
/// which could not reach it.
pub(crate) fn http_client_for(endpoint: Option<&Endpoint>) -> SharedHttpClient {
    http_client(match endpoint {
        Some(endpoint) if endpoint.is_loopback() => ProxyConfig::disabled(),
        Some(_) | None => ProxyConfig::from_env(),
    })
}

fn http_client(proxy: ProxyConfig) -> SharedHttpClient {
    Builder::new().build_with_connector_fn(move |settings, components| {
        let mut connector = Connector::builder()
            .proxy_config(proxy.clone())
            .tls_provider(tls::Provider::Rustls(tls::rustls_provider::CryptoMode::AwsLc));
        connector.set_connector_settings(settings.cloned());
        connector.set_sleep_impl(components.and_then(|components| components.sleep_impl()));
        connector.build()
    })
}

fn base(
    credentials: SharedCredentialsProvider,
    http_client: SharedHttpClient,
    region: &str,
) -> aws_types::sdk_config::Builder {
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::v2026_01_12())
        .app_name(AppName::new("linkwright").expect("the name has allowed characters only"))
        .region(Region::new(region.to_owned()))
        .credentials_provider(credentials)
        .identity_cache(IdentityCache::lazy().load_timeout(IDENTITY_LOAD_TIMEOUT).build())
        .http_client(http_client)
}
