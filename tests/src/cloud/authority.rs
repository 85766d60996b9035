//! The company's certificate authority, and the certificates it makes up for
//! every host that is asked for.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DistinguishedName, DnType, ExtendedKeyUsagePurpose,
    IsCa, KeyPair, KeyUsagePurpose, date_time_ymd,
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        crypto::aws_lc_rs,
        pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
    },
};

/// The name of the authority, as the problem of an untrusted certificate has to
/// give it.
pub const COMMON_NAME: &str = "Acme Inspection CA";
pub const ORGANISATION: &str = "Acme";
/// Whom a certificate [`Certificates::OfAnotherName`] is for.
pub const ANOTHER_NAME: &str = "intranet.acme.example";

/// What the proxy shows to those who ask for a host.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Certificates {
    /// For the host, from 2020 to 2099.
    Good,
    /// For the host, until the end of 2020.
    Expired,
    /// For [`ANOTHER_NAME`].
    OfAnotherName,
}

pub(super) struct Authority {
    issuer: CertifiedIssuer<'static, KeyPair>,
    made: Mutex<HashMap<(String, Certificates), Arc<ServerConfig>>>,
}

impl Authority {
    pub(super) fn new() -> Self {
        let mut about = CertificateParams::default();
        about.distinguished_name = DistinguishedName::new();
        about.distinguished_name.push(DnType::CommonName, COMMON_NAME);
        about.distinguished_name.push(DnType::OrganizationName, ORGANISATION);
        about.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        about.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        (about.not_before, about.not_after) = (date_time_ymd(2020, 1, 1), date_time_ymd(2099, 1, 1));
        let key = KeyPair::generate().expect("keys can be made");
        let issuer = CertifiedIssuer::self_signed(about, key).expect("the parameters are valid");
        Self { issuer, made: Mutex::default() }
    }

    /// What a company gives its people as the CA bundle.
    pub(super) fn pem(&self) -> String {
        self.issuer.pem()
    }

    /// Takes connections as `host`.
    pub(super) fn acceptor(&self, host: &str, certificates: Certificates) -> TlsAcceptor {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        let config = made
            .entry((host.to_owned(), certificates))
            .or_insert_with(|| Arc::new(self.make(host, certificates)));
        TlsAcceptor::from(Arc::clone(config))
    }

    fn make(&self, host: &str, certificates: Certificates) -> ServerConfig {
        let (name, until) = match certificates {
            Certificates::Good => (host, date_time_ymd(2099, 1, 1)),
            Certificates::Expired => (host, date_time_ymd(2020, 12, 31)),
            Certificates::OfAnotherName => (ANOTHER_NAME, date_time_ymd(2099, 1, 1)),
        };
        let mut about = CertificateParams::new([name.to_owned()]).expect("a host's name is a DNS name");
        about.distinguished_name = DistinguishedName::new();
        about.distinguished_name.push(DnType::CommonName, name);
        about.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        about.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        about.use_authority_key_identifier_extension = true;
        (about.not_before, about.not_after) = (date_time_ymd(2020, 1, 1), until);
        let key = KeyPair::generate().expect("keys can be made");
        let certificate = about.signed_by(&key, &self.issuer).expect("the parameters are valid");
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let mut config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("the provider has the usual ciphers")
            .with_no_client_auth()
            .with_single_cert(vec![certificate.into()], key)
            .expect("the key belongs to the certificate");
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        config
    }
}
