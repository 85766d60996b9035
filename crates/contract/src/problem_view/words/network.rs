//! No answer came, and what is known of why.

use onboarding::{
    CERTIFICATE_EXPIRED, CERTIFICATE_NOT_TRUSTED, CERTIFICATE_OF_ANOTHER_HOST, CLOCK_IS_OFF, NAME_NOT_FOUND,
    PROXY_NOT_REACHED, PROXY_WANTS_PASSWORD, Problem,
};

use super::{ActionView, Entry, ProblemKind, ProblemKindView, Said};

pub(super) fn of(problem: &Problem, step: &str, made: &str) -> Said {
    let said = problem.service_message.as_deref().unwrap_or_default();
    let told = match problem.code.as_deref() {
        Some(CERTIFICATE_NOT_TRUSTED) => Some((
            Entry::CertificateNotTrusted,
            "This computer does not trust who answered",
            format!(
                "{} A company network that reads along signs answers itself. Ask your IT for its CA certificate as a file, name that file in AWS_CA_BUNDLE or as ca_bundle of the profile, and start Linkwright again. {made}",
                signer(said)
            ),
        )),
        Some(CERTIFICATE_EXPIRED) => Some((
            Entry::CertificateExpired,
            "The certificate of the answer has run out",
            format!(
                "Nothing is sent to such a host. This computer's clock may be wrong, or your network answers in AWS's place. {made}"
            ),
        )),
        Some(CERTIFICATE_OF_ANOTHER_HOST) => Some((
            Entry::CertificateOfAnotherHost,
            "The answer came from another host",
            format!(
                "Its certificate is made out to another name than AWS's, as by a Wi-Fi sign-in page or a proxy. {made}"
            ),
        )),
        Some(PROXY_WANTS_PASSWORD) => Some((
            Entry::ProxyWantsPassword,
            "The proxy asks for a password",
            format!(
                "Ask your IT for it and put both into HTTPS_PROXY, as http://name:password@proxy:port, then start Linkwright again. {made}"
            ),
        )),
        Some(PROXY_NOT_REACHED) => Some((
            Entry::ProxyNotReached,
            "The proxy does not answer",
            format!(
                "HTTPS_PROXY sends every call through it. Check the VPN, or whether the proxy is still in use. {made}"
            ),
        )),
        Some(CLOCK_IS_OFF) => Some((
            Entry::ClockIsOff,
            "This computer's clock is wrong",
            format!(
                "AWS refuses what is signed with a clock more than five minutes off. Set date, time and time zone of this computer, best by its own time service. {made}"
            ),
        )),
        Some(NAME_NOT_FOUND) => Some((
            Entry::NameNotFound,
            "The name of AWS's host was not found",
            format!("Asked to {step}. Check this computer's network, VPN or DNS. {made}"),
        )),
        Some(_) | None => None,
    };
    let is_explained = told.is_some();
    let (entry, title, meaning) = told.unwrap_or_else(|| {
        (
            Entry::NoAnswer,
            "No answer from AWS",
            format!("Asked to {step}. Check this computer's network, VPN or proxy. {made}"),
        )
    });
    Said {
        entry,
        kind: ProblemKindView::CheckNetwork,
        title: title.to_owned(),
        meaning,
        action: Some(if is_explained { ActionView::TestConnection } else { ActionView::TryAgain }),
        for_customer: None,
        for_cloud_team: is_explained
            .then(|| format!("Linkwright could not reach AWS to {step}: {title}. {said}")),
    }
}

/// A proxy's address, a CA file or a profile that cannot be used: found here, and
/// no value that AWS refused.
pub(super) fn is_of_this_computer(problem: &Problem) -> bool {
    problem.operation.is_none() && problem.service_message.is_some()
}

pub(super) fn of_setting(problem: &Problem, made: &str) -> Said {
    Said {
        entry: if problem.kind == ProblemKind::Gone { Entry::WayInGone } else { Entry::WayInUnusable },
        kind: if problem.kind == ProblemKind::Gone {
            ProblemKindView::LookAgain
        } else {
            ProblemKindView::CorrectInput
        },
        title: "This way into AWS cannot be used".to_owned(),
        meaning: format!(
            "{} {made} Linkwright reads the AWS config files again when they change; a variable of the environment counts after the next start.",
            problem.service_message.as_deref().unwrap_or_default()
        ),
        action: Some(if problem.kind == ProblemKind::Gone {
            ActionView::ChooseAwsAccount
        } else {
            ActionView::CheckAgain { command: None }
        }),
        for_customer: None,
        for_cloud_team: None,
    }
}

/// What is known of the signer, as a sentence.
fn signer(said: &str) -> String {
    match said.strip_prefix("Signed by: ") {
        Some(signer) => format!("The answer is signed by {}.", signer.trim_end_matches('.')),
        None => "Nobody this computer knows has signed the answer.".to_owned(),
    }
}
