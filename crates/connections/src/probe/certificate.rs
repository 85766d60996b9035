//! The host's certificate: who signed it, for how long, and who says that this
//! is to be trusted. Records what was shown and refuses exactly what webpki
//! refuses.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, UNIX_EPOCH};

use aws_smithy_async::time::SharedTimeSource;
use onboarding::{CERTIFICATE_NOT_TRUSTED, Problem, ProblemKind};
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{self, CryptoProvider, WebPkiSupportedAlgorithms};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::time_provider::TimeProvider;
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};
use tokio_rustls::TlsConnector;
use x509_parser::certificate::X509Certificate;
use x509_parser::x509::X509Name;

use super::route::Stream;
use super::{Destination, Found, Outcome, within};
use crate::problem::{day, no_answer};
use crate::trust::Trust;

const HANDSHAKE: Duration = Duration::from_secs(5);
/// How many signers of a chain are told.
const SIGNERS: usize = 3;

/// The encrypted stream to a host that proved who it is; an http address has
/// nothing to show.
pub(super) async fn shown(
    stream: Stream,
    destination: &Destination,
    trust: &Trust,
    clock: &SharedTimeSource,
) -> Found<Stream> {
    if !destination.https {
        return Ok((Outcome::NotNeeded, stream));
    }
    let (seen, result) = handshake(stream, &destination.host, trust, clock).await?;
    let signers = seen.signers();
    match result {
        Ok(stream) => Ok((found(&seen, &signers, trust), stream)),
        Err(problem) => Err(naming(problem, &signers, &destination.host)),
    }
}

/// The encrypted stream alone.
pub(super) async fn secured(
    stream: Stream,
    host: &str,
    trust: &Trust,
    clock: &SharedTimeSource,
) -> Result<Stream, Problem> {
    let (seen, result) = handshake(stream, host, trust, clock).await?;
    result.map_err(|problem| naming(problem, &seen.signers(), host))
}

fn found(seen: &Seen, signers: &str, trust: &Trust) -> Outcome {
    let until = seen.chain.first().and_then(|leaf| valid_until(leaf)).unwrap_or_default();
    match (seen.trusted_by_the_system, trust.bundle_named_by()) {
        (false, Some(named_by)) => Outcome::Warning(format!(
            "Signed by {signers} from the CA bundle ({named_by}), not by a public one; valid until {until}"
        )),
        (true, _) | (false, None) => {
            Outcome::Good(format!("Signed by {signers}, valid until {until}; trusted by this computer"))
        }
    }
}

fn naming(problem: Problem, signers: &str, host: &str) -> Problem {
    if signers.is_empty() || problem.code.is_none() {
        return problem;
    }
    let why = problem.service_message.clone().unwrap_or_default();
    let said = if problem.code.as_deref() == Some(CERTIFICATE_NOT_TRUSTED) {
        format!("Signed by: {signers} (for {host})")
    } else {
        format!("{why} It is signed by {signers}.")
    };
    problem.with_service_message(&said)
}

/// What was shown in the handshake, and how it ended.
async fn handshake(
    stream: Stream,
    host: &str,
    trust: &Trust,
    clock: &SharedTimeSource,
) -> Result<(Seen, Result<Stream, Problem>), Problem> {
    let name = ServerName::try_from(host.trim_matches(['[', ']']).to_owned())
        .map_err(|_| Problem::before_sending(ProblemKind::CorrectInput { field: Some("endpoint_url") }))?;
    let provider = Arc::new(crypto::aws_lc_rs::default_provider());
    let verifier = Arc::new(Recording::new(trust, &provider));
    let mut config = ClientConfig::builder_with_details(provider, Arc::new(Clock(clock.clone())))
        .with_safe_default_protocol_versions()
        .expect("the provider has suites for both versions")
        .dangerous()
        .with_custom_certificate_verifier(verifier.clone())
        .with_no_client_auth();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    let shaking = TlsConnector::from(Arc::new(config)).connect(name, stream);
    let result = within(HANDSHAKE, "The TLS handshake did not end", shaking).await?;
    let result = result.map(|stream| Box::new(stream) as Stream).map_err(|error| no_answer(&error));
    Ok((verifier.seen(), result))
}

/// What a host showed of itself.
#[derive(Debug, Clone, Default)]
struct Seen {
    /// The host's own certificate first.
    chain: Vec<CertificateDer<'static>>,
    trusted_by_the_system: bool,
}

impl Seen {
    /// The signers along the chain, nearest first.
    fn signers(&self) -> String {
        let mut signers: Vec<String> = Vec::new();
        for certificate in &self.chain {
            let Some(signer) = parsed(certificate).map(|it| distinguished(it.issuer())) else {
                continue;
            };
            if !signers.contains(&signer) {
                signers.push(signer);
            }
        }
        signers.truncate(SIGNERS);
        signers.join(", under ")
    }
}

fn parsed<'a>(certificate: &'a CertificateDer<'_>) -> Option<X509Certificate<'a>> {
    x509_parser::parse_x509_certificate(certificate).ok().map(|(_, parsed)| parsed)
}

/// Common name and organisation, or else the whole name.
fn distinguished(name: &X509Name<'_>) -> String {
    let common = name.iter_common_name().filter_map(|it| it.as_str().ok()).map(|it| format!("CN={it}"));
    let organisation = name.iter_organization().filter_map(|it| it.as_str().ok()).map(|it| format!("O={it}"));
    let short: Vec<String> = common.chain(organisation).collect();
    if short.is_empty() { name.to_string() } else { short.join(", ") }
}

fn valid_until(certificate: &CertificateDer<'_>) -> Option<String> {
    let end = parsed(certificate)?.validity().not_after.timestamp();
    Some(day(end))
}

/// Asks webpki twice: with the system's certificates alone, to know whether the
/// file is what trusts, and with all of them, which decides.
#[derive(Debug)]
struct Recording {
    system: Option<Arc<WebPkiServerVerifier>>,
    all: Option<Arc<WebPkiServerVerifier>>,
    algorithms: WebPkiSupportedAlgorithms,
    seen: Mutex<Seen>,
}

impl Recording {
    fn new(trust: &Trust, provider: &Arc<CryptoProvider>) -> Self {
        // Without a single certificate there is no verifier.
        let verifier = |roots: RootCertStore| {
            WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider.clone()).build().ok()
        };
        Self {
            system: verifier(Trust::roots_of_the_system()),
            all: verifier(trust.roots()),
            algorithms: provider.signature_verification_algorithms,
            seen: Mutex::default(),
        }
    }

    fn seen(&self) -> Seen {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl ServerCertVerifier for Recording {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let verdict = |verifier: &Option<Arc<WebPkiServerVerifier>>| match verifier {
            Some(verifier) => {
                verifier.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now)
            }
            None => Err(CertificateError::UnknownIssuer.into()),
        };
        let chain = std::iter::once(end_entity).chain(intermediates);
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = Seen {
            chain: chain.map(|certificate| certificate.clone().into_owned()).collect(),
            trusted_by_the_system: verdict(&self.system).is_ok(),
        };
        verdict(&self.all)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        crypto::verify_tls12_signature(message, certificate, signed, &self.algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        crypto::verify_tls13_signature(message, certificate, signed, &self.algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.algorithms.supported_schemes()
    }
}

/// The clock in force, for the days a certificate is valid.
#[derive(Debug)]
struct Clock(SharedTimeSource);

impl TimeProvider for Clock {
    fn current_time(&self) -> Option<UnixTime> {
        self.0.now().duration_since(UNIX_EPOCH).ok().map(UnixTime::since_unix_epoch)
    }
}
