//! The operator's own sign-in, when it is missing, over or refused.

use onboarding::{Problem, shell_word};

use super::{ActionView, Entry, ProblemKindView, Said};

/// `profile` is the one `aws sso login` is for.
pub(super) fn of(problem: &Problem, profile: Option<&str>, made: &str) -> Said {
    let command = profile.map(|name| format!("aws sso login --profile {}", shell_word(name)));
    let (entry, title, meaning, action) = match problem.code.as_deref() {
        Some("MfaCodeNeeded") => (
            Entry::MfaCodeNeeded,
            "Your AWS sign-in needs a code",
            format!("The role is taken on with a code of your MFA device. {made}"),
            ActionView::SignIn,
        ),
        Some("MfaCodeRefused") => (
            Entry::MfaCodeRefused,
            "AWS did not take the code",
            format!(
                "It was mistyped, or was used already: every code works once. {made} Wait for the next one, up to half a minute, and give that."
            ),
            ActionView::SignIn,
        ),
        Some("AnotherMfaCodeNeeded") => (
            Entry::AnotherMfaCodeNeeded,
            "A further role needs a code of its own",
            format!("The first code was good. {made} Wait for the next one and give that."),
            ActionView::SignIn,
        ),
        Some(code) if code.starts_with("CredentialProcess") => (
            Entry::CredentialProcess,
            "The program that gives your AWS sign-in did not",
            format!(
                "{} {made} Mend or change credential_process in the AWS config file; Linkwright notices.",
                problem.service_message.as_deref().unwrap_or_default()
            ),
            ActionView::CheckAgain { command: None },
        ),
        Some("PortalSignInNeeded") => (
            Entry::PortalSignInNeeded,
            "Your AWS sign-in is needed",
            format!("The sign-in at IAM Identity Center is over or was never begun. {made}"),
            ActionView::SignIn,
        ),
        Some("PortalTokenUnreadable") => (
            Entry::PortalTokenUnreadable,
            "Your AWS sign-in is needed",
            format!(
                "The file that holds the sign-in of IAM Identity Center cannot be read; signing in again makes a new one. {made}"
            ),
            ActionView::SignIn,
        ),
        Some("PortalDenied") => (
            Entry::PortalDenied,
            "The sign-in was refused",
            format!(
                "Somebody chose not to allow it on the page of IAM Identity Center. {made} Begin again if that was a mistake."
            ),
            ActionView::SignIn,
        ),
        Some("PortalCodeExpired") => (
            Entry::PortalCodeExpired,
            "The sign-in page waited too long",
            format!("Its code is over. {made} Begin again; the page stays good for some ten minutes."),
            ActionView::SignIn,
        ),
        Some(_) | None if command.is_some() => (
            Entry::SignInOver,
            "Your AWS sign-in is needed",
            format!(
                "It is over or was never begun. {made} Sign in again here or with the command below; Linkwright notices."
            ),
            ActionView::CheckAgain { command },
        ),
        Some(_) | None => (
            Entry::NoSignIn,
            "Your AWS sign-in is needed",
            format!(
                "AWS does not accept the sign-in of this computer, or there is none. {made} Renew it, then check again."
            ),
            ActionView::CheckAgain { command: None },
        ),
    };
    Said {
        entry,
        kind: ProblemKindView::SignInToAws,
        title: title.to_owned(),
        meaning,
        action: Some(action),
        for_customer: None,
        for_cloud_team: None,
    }
}
