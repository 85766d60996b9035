//! Why no connection came to be, told from the causes of the error and not
//! from their words where a type says it.

use std::error::Error;
use std::io;

use aws_smithy_runtime_api::client::dns::ResolveDnsError;
use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use http::Uri;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::proxy::Tunnel;
use onboarding::{
    CERTIFICATE_EXPIRED, CERTIFICATE_NOT_TRUSTED, CERTIFICATE_OF_ANOTHER_HOST, NAME_NOT_FOUND,
    PROXY_NOT_REACHED, PROXY_WANTS_PASSWORD,
};
use rustls::CertificateError;
use rustls::pki_types::UnixTime;
use tower_service::Service;

/// Why no tunnel came to be through a proxy; the SDK's own type has no name.
type TunnelError = <Tunnel<HttpConnector> as Service<Uri>>::Error;
/// Why no connection came to be.
type ConnectError = <HttpConnector as Service<Uri>>::Error;

/// What is known, and one of the codes of [`onboarding::ProblemKind::CheckNetwork`].
pub(super) struct Cause {
    pub(super) code: Option<&'static str>,
    pub(super) said: String,
}

pub(super) fn cause(error: &(dyn Error + 'static)) -> Option<Cause> {
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
    causes(error).find(unnamed).map(|cause| Cause { code: Some(NAME_NOT_FOUND), said: reasons(cause) })
}

fn of_tls(error: &rustls::Error) -> Option<Cause> {
    if let rustls::Error::InvalidCertificate(refused) = error {
        let (code, said) = of_certificate(refused);
        return Some(Cause { code: Some(code), said });
    }
    let is_noise = matches!(error, rustls::Error::InvalidMessage(_));
    is_noise.then(|| Cause { code: None, said: "What answers there does not speak TLS.".to_owned() })
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

fn of_tunnel(error: &TunnelError) -> Cause {
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
    Cause { code, said }
}

/// The name in `DnsName("sts.amazonaws.com")`.
fn bare(presented: &str) -> &str {
    presented.split('"').nth(1).unwrap_or(presented)
}

/// As 2027-03-01.
fn on(time: UnixTime) -> String {
    let seconds = i64::try_from(time.as_secs()).unwrap_or(i64::MAX);
    let date = DateTime::from_secs(seconds).fmt(Format::DateTime).unwrap_or_default();
    date.split('T').next().unwrap_or_default().to_owned()
}

/// An error and what caused it. Those an [`io::Error`] carries are looked at
/// as well: its `source` is theirs, and passes them by.
fn causes<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&error| match error.downcast_ref::<io::Error>() {
        Some(io) => io.get_ref().map(|carried| carried as &(dyn Error + 'static)),
        None => error.source(),
    })
}

fn reasons(error: &(dyn Error + 'static)) -> String {
    let mut reasons: Vec<String> = causes(error).map(ToString::to_string).collect();
    reasons.dedup();
    reasons.join(": ")
}
