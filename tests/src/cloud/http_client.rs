//! The SDK's HTTP client as a program of the company sets it up by itself.

use aws_smithy_http_client::{Builder, Connector, proxy::ProxyConfig, tls};
use aws_smithy_runtime_api::client::http::SharedHttpClient;

use super::Cloud;

/// Whom the client trusts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// The authority's certificate, from its file.
    TheCompany,
    /// The platform's own authorities, which have never heard of it.
    Nobody,
}

impl Cloud {
    /// Comes here through `proxy`, one of [`Cloud::proxy`] and
    /// [`Cloud::proxy_as`].
    pub fn http_client(&self, proxy: &str, trust: Trust) -> SharedHttpClient {
        let proxy = ProxyConfig::https(proxy).expect("the proxy has an address");
        let trusted = match trust {
            Trust::TheCompany => {
                let pem = std::fs::read(self.ca_path()).expect("the certificate was written at the start");
                tls::TrustStore::empty().with_pem_certificate(pem)
            }
            Trust::Nobody => tls::TrustStore::default(),
        };
        let context = tls::TlsContext::builder().with_trust_store(trusted).build();
        let context = context.expect("the certificate can be read");
        Builder::new().build_with_connector_fn(move |settings, components| {
            let mut connector = Connector::builder()
                .proxy_config(proxy.clone())
                .tls_provider(tls::Provider::Rustls(tls::rustls_provider::CryptoMode::AwsLc))
                .tls_context(context.clone());
            connector.set_connector_settings(settings.cloned());
            connector.set_sleep_impl(components.and_then(|components| components.sleep_impl()));
            connector.build()
        })
    }
}
