//! The way out of this computer for every call of one source: its proxies and
//! whom it trusts. Calls for credentials take it as all others do.

use aws_smithy_http_client::proxy::ProxyConfig;
use aws_smithy_http_client::{Builder, Connector, tls};
use aws_smithy_runtime_api::client::connector_metadata::ConnectorMetadata;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient,
    SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use onboarding::Problem;

use crate::Environment;
use crate::profiles::Profiles;
use crate::proxy::Proxies;
use crate::trust::Trust;

/// The network as one source of credentials sees it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Network {
    proxies: Proxies,
    trust: Trust,
}

impl Network {
    /// # Errors
    /// A proxy or a file of CA certificates that is set and cannot be used.
    pub(crate) async fn of(environment: &Environment, profiles: &Profiles) -> Result<Self, Problem> {
        let trust = Trust::of(environment, profiles).await?;
        Ok(Self { proxies: Proxies::of(environment)?, trust })
    }

    /// Without a proxy and with nobody trusted but whom the system trusts.
    pub(crate) fn direct() -> Self {
        Self::default()
    }

    /// One pool of connections.
    pub(crate) fn http_client(&self) -> SharedHttpClient {
        let https = pool(self.proxies.config_of_https(), &self.trust);
        match self.proxies.config_of_http() {
            Some(proxy) => SharedHttpClient::new(ByScheme { http: pool(proxy, &self.trust), https }),
            None => https,
        }
    }
}

fn pool(proxy: ProxyConfig, trust: &Trust) -> SharedHttpClient {
    let trusted = trust.context();
    Builder::new().build_with_connector_fn(move |settings, components| {
        let mut connector = Connector::builder()
            .proxy_config(proxy.clone())
            .tls_provider(tls::Provider::Rustls(tls::rustls_provider::CryptoMode::AwsLc))
            .tls_context(trusted.clone());
        connector.set_connector_settings(settings.cloned());
        connector.set_sleep_impl(components.and_then(|components| components.sleep_impl()));
        connector.build()
    })
}

/// The SDK's client knows one proxy; http addresses may have another.
#[derive(Debug)]
struct ByScheme<T> {
    http: T,
    https: T,
}

impl HttpClient for ByScheme<SharedHttpClient> {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(ByScheme {
            http: self.http.http_connector(settings, components),
            https: self.https.http_connector(settings, components),
        })
    }

    fn connector_metadata(&self) -> Option<ConnectorMetadata> {
        self.https.connector_metadata()
    }
}

impl HttpConnector for ByScheme<SharedHttpConnector> {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let is_https = request.uri().starts_with("https:");
        if is_https { self.https.call(request) } else { self.http.call(request) }
    }
}
