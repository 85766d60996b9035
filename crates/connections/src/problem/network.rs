//! What kept a call from getting an answer, told from the causes of its error
//! and not from their words where a type says it.

use std::error::Error;
use std::io;
use std::path::Path;

use aws_smithy_runtime_api::client::dns::ResolveDnsError;
use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use http::Uri;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::proxy::Tunnel;
use onboarding::{
    CERTIFICATE_EXPIRED, CERTIFICATE_NOT_TRUSTED, CERTIFICATE_OF_ANOTHER_HOST, NAME_NOT_FOUND,
    PROXY_NOT_REACHED, PROXY_WANTS_PASSWORD, Problem, ProblemKind,
};
use rustls::CertificateError;
use rustls::pki_types::UnixTime;
use tower_service::Service;

use super::{named, reasons};

/// The code of a proxy whose address cannot be read.
pub const PROXY_UNREADABLE: &str = "ProxyUnreadable";
/// The code of a file of CA certificates that cannot be used.
pub const CA_BUNDLE_UNREADABLE: &str = "CaBundleUnreadable";

/// Why no tunnel came to be through a proxy; the SDK's own type has no name.
type TunnelError = <Tunnel<HttpConnector> as Service<Uri>>::Error;
/// Why no connection came to be.
type ConnectError = <HttpConnector as Service<Uri>>::Error;

pub(crate) fn unreadable_proxy(variable: &'static str, why: &str) -> Problem {
    named(ProblemKind::CorrectInput { field: Some(variable) }, PROXY_UNREADABLE)
        .with_service_message(&format!("{variable} cannot be read as the address of a proxy: {why}."))
}

/// `named_by` is the variable or the setting of the profile.
pub(crate) fn unreadable_ca_bundle(named_by: &'static str, path: &Path, why: &str) -> Problem {
    named(ProblemKind::CorrectInput { field: Some(named_by) }, CA_BUNDLE_UNREADABLE)
        .with_service_message(&format!("{named_by} names {}, which cannot be used: {why}.", path.display()))
}

/// A matter of the network, with a code where the causes tell more.
pub(crate) fn no_answer(error: &(dyn Error + 'static)) -> Problem {
    match network_cause(error) {
        Some(NetworkCause { code: Some(code), said }) => {
            named(ProblemKind::CheckNetwork, code).with_service_message(&said)
        }
        Some(NetworkCause { code: None, said }) => {
            Problem::before_sending(ProblemKind::CheckNetwork).with_service_message(&said)
        }
        None => Problem::before_sending(ProblemKind::CheckNetwork).with_service_message(&reasons(error)),
    }
}

/// An error and what caused it. Those an [`io::Error`] carries are looked at
/// as well: its `source` is theirs, and passes them by.
pub(crate) fn causes<'a>(
    error: &'a (dyn Error + 'static),
) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&error| match error.downcast_ref::<io::Error>() {
        Some(io) => io.get_ref().map(|carried| carried as &(dyn Error + 'static)),
        None => error.source(),
    })
}

/// Why no connection came to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NetworkCause {
    /// One of the codes of [`ProblemKind::CheckNetwork`].
    pub code: Option<&'static str>,
    /// A sentence, or the causes' own words.
    pub said: String,
}

/// What the causes of a failed call of any AWS service tell; `None` for those
/// that tell nothing more.
pub fn network_cause(error: &(dyn Error + 'static)) -> Option<NetworkCause> {
    if let Some(error) = causes(error).find_map(<dyn Error>::downcast_ref::<rustls::Error>) {
        return of_tls(error);
    }
    if let Some(error) = causes(error).find_map(<dyn Error>::downcast_ref::<TunnelError>) {
        return Some(of_tunnel(error));
    }
    let unnamed = |cause: &&(dyn Error + 'static)| {
        let connecting = cause.downcast_ref::<ConnectError>();
        cause.is::<ResolveDnsError>() || connecting.is_some_and(|error| error.to_string() == "dns error")
    };
    causes(error).find(unnamed).map(|cause| NetworkCause { code: Some(NAME_NOT_FOUND), said: reasons(cause) })
}

fn of_tls(error: &rustls::Error) -> Option<NetworkCause> {
    if let rustls::Error::InvalidCertificate(refused) = error {
        let (code, said) = of_certificate(refused);
        return Some(NetworkCause { code: Some(code), said });
    }
    let is_noise = matches!(error, rustls::Error::InvalidMessage(_));
    is_noise.then(|| NetworkCause { code: None, said: "What answers there does not speak TLS.".to_owned() })
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the enum is open, and the rest is told in its words")]
fn of_certificate(refused: &CertificateError) -> (&'static str, String) {
    match refused {
        CertificateError::UnknownIssuer => (
            CERTIFICATE_NOT_TRUSTED,
            "Nobody whom this computer trusts has signed the certificate.".to_owned(),
        ),
        CertificateError::ExpiredContext { time, not_after } => (
            CERTIFICATE_EXPIRED,
            format!("It ran out on {}; this computer's clock says {}.", on(*not_after), on(*time)),
        ),
        CertificateError::NotValidYetContext { time, not_before } => (
            CERTIFICATE_EXPIRED,
            format!("It is valid from {} on; this computer's clock says {}.", on(*not_before), on(*time)),
        ),
        CertificateError::Expired => (CERTIFICATE_EXPIRED, "It ran out.".to_owned()),
        CertificateError::NotValidYet => (CERTIFICATE_EXPIRED, "It is not valid yet.".to_owned()),
        CertificateError::NotValidForNameContext { expected, presented } => {
            let names: Vec<&str> = presented.iter().map(|name| bare(name)).collect();
            let names = if names.is_empty() { "no name".to_owned() } else { names.join(", ") };
            (CERTIFICATE_OF_ANOTHER_HOST, format!("It is made out to {names}, not to {}.", expected.to_str()))
        }
        CertificateError::NotValidForName => {
            (CERTIFICATE_OF_ANOTHER_HOST, "It is made out to another name.".to_owned())
        }
        other => (CERTIFICATE_NOT_TRUSTED, format!("The certificate is refused: {other}.")),
    }
}

fn of_tunnel(error: &TunnelError) -> NetworkCause {
    let (code, said) = match error {
        TunnelError::ProxyAuthRequired => {
            (Some(PROXY_WANTS_PASSWORD), "The proxy answered with status 407.".to_owned())
        }
        TunnelError::TunnelUnsuccessful | TunnelError::MissingHost => {
            (None, "The proxy refused to connect to the host.".to_owned())
        }
        TunnelError::ConnectFailed(_)
        | TunnelError::Io(_)
        | TunnelError::ProxyHeadersTooLong
        | TunnelError::TunnelUnexpectedEof => (Some(PROXY_NOT_REACHED), reasons(error)),
    };
    NetworkCause { code, said }
}

/// The name in `DnsName("sts.amazonaws.com")`.
fn bare(presented: &str) -> &str {
    presented.split('"').nth(1).unwrap_or(presented)
}

fn on(time: UnixTime) -> String {
    day(i64::try_from(time.as_secs()).unwrap_or(i64::MAX))
}

/// The day of a moment in seconds since 1970, as 2027-03-01.
pub(crate) fn day(seconds: i64) -> String {
    let date = DateTime::from_secs(seconds).fmt(Format::DateTime).unwrap_or_default();
    date.split('T').next().unwrap_or_default().to_owned()
}
