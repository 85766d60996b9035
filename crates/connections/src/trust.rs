//! Whose certificates are trusted: those of the system and, added to them, the
//! ones in the file `AWS_CA_BUNDLE` or else `ca_bundle` of the profile names.
//! The checks of TLS cannot be switched off here or anywhere else.

use std::path::PathBuf;
use std::sync::LazyLock;

use aws_runtime::fs_util::{Os, home_dir};
use aws_smithy_http_client::tls::{TlsContext, TrustStore};
use onboarding::Problem;
use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;

use crate::Environment;
use crate::problem::unreadable_ca_bundle;
use crate::profiles::{Profiles, expanded};

const VARIABLE: &str = "AWS_CA_BUNDLE";
const SETTING: &str = "ca_bundle";

/// A file that begins with this is still text.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The system's own, loaded once: that takes up to 300 ms on macOS.
static OF_THE_SYSTEM: LazyLock<RootCertStore> = LazyLock::new(|| {
    let loaded = rustls_native_certs::load_native_certs();
    if !loaded.errors.is_empty() {
        tracing::warn!(count = loaded.errors.len(), "some of the system's certificates cannot be loaded");
    }
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(loaded.certs);
    roots
});

/// Whom a source trusts.
#[derive(Debug, Clone, Default)]
pub(crate) struct Trust {
    bundle: Option<Bundle>,
}

/// A file of certificates, each of which has been read.
#[derive(Debug, Clone)]
struct Bundle {
    named_by: &'static str,
    pem: Vec<u8>,
    certificates: Vec<CertificateDer<'static>>,
}

impl Trust {
    /// The system's certificates and those of the bundle, if one is named.
    ///
    /// # Errors
    /// A bundle that is missing, unreadable, empty or damaged; the problem
    /// names the file.
    pub(crate) async fn of(environment: &Environment, profiles: &Profiles) -> Result<Self, Problem> {
        let Some((named_by, path)) = bundle(environment, profiles) else {
            return Ok(Self::default());
        };
        let refused = |why: &str| unreadable_ca_bundle(named_by, &path, why);
        let pem = tokio::fs::read(&path).await.map_err(|error| refused(&error.to_string()))?;
        let bundle = Bundle::parse(named_by, pem).map_err(|damage| refused(&damage.to_string()))?;
        Ok(Self { bundle: Some(bundle) })
    }

    /// What names the bundle: a variable or a setting of the profile.
    pub(crate) fn bundle_named_by(&self) -> Option<&'static str> {
        self.bundle.as_ref().map(|bundle| bundle.named_by)
    }

    /// For the SDK's calls.
    pub(crate) fn context(&self) -> TlsContext {
        // A system without any is allowed: what is signed by the bundle works.
        let system = TrustStore::empty().with_native_roots(!OF_THE_SYSTEM.is_empty());
        let trusted = match &self.bundle {
            Some(bundle) => system.with_pem_certificate(bundle.pem.clone()),
            None => system,
        };
        TlsContext::builder().with_trust_store(trusted).build().expect("no part of it can be refused")
    }

    /// The same for a handshake of our own.
    pub(crate) fn roots(&self) -> RootCertStore {
        let mut roots = OF_THE_SYSTEM.clone();
        let added = self.bundle.iter().flat_map(|bundle| bundle.certificates.iter().cloned());
        roots.add_parsable_certificates(added);
        roots
    }

    /// The system's alone.
    pub(crate) fn roots_of_the_system() -> RootCertStore {
        OF_THE_SYSTEM.clone()
    }
}

/// The file that is named, and what names it: a variable or a setting of the
/// profile.
pub(crate) fn bundle(environment: &Environment, profiles: &Profiles) -> Option<(&'static str, PathBuf)> {
    let of_environment = environment.get(VARIABLE).map(|path| (VARIABLE, path));
    let of_profile = || Some((SETTING, profiles.ca_bundle.as_deref()?));
    let (named_by, path) = of_environment.or_else(of_profile).filter(|(_, path)| !path.is_empty())?;
    let home = home_dir(&environment.for_sdk(), Os::real());
    Some((named_by, expanded(path, home.as_deref())))
}

/// What is wrong with a file of certificates. The SDK would panic on it.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
enum Damage {
    #[error("it is empty")]
    Empty,
    #[error("it holds no certificate in PEM form (-----BEGIN CERTIFICATE-----)")]
    NoCertificate,
    #[error("certificate {number} in it breaks off or is not Base64")]
    NotPem { number: usize },
    #[error("certificate {number} in it cannot be read")]
    NotACertificate { number: usize },
}

impl Bundle {
    fn parse(named_by: &'static str, file: Vec<u8>) -> Result<Self, Damage> {
        let pem = file.strip_prefix(BYTE_ORDER_MARK).map(<[u8]>::to_vec).unwrap_or(file);
        if pem.trim_ascii().is_empty() {
            return Err(Damage::Empty);
        }
        let mut certificates = Vec::new();
        for (index, certificate) in CertificateDer::pem_slice_iter(&pem).enumerate() {
            let number = index + 1;
            let certificate = certificate.map_err(|_| Damage::NotPem { number })?;
            let read = RootCertStore::empty().add(certificate.clone());
            read.map_err(|_| Damage::NotACertificate { number })?;
            certificates.push(certificate);
        }
        if certificates.is_empty() {
            return Err(Damage::NoCertificate);
        }
        Ok(Self { named_by, pem, certificates })
    }
}

#[cfg(test)]
mod tests;
