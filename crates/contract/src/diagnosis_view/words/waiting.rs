//! A link that waits, and why it may, in words.

use std::time::Duration;

use onboarding::journey::Channel;
use support::diagnosis::{Since, Usual, Wait, WaitingCause};

use super::{
    Said, causes,
    sign_in::{lower, since_words},
};
use crate::diagnosis_view::{
    AboutLink, FindingActView,
    about::{count, span},
};

/// What is known of the wait.
pub(super) struct Given {
    pub(super) since: Since,
    pub(super) given_out: Option<(Channel, Duration)>,
    pub(super) usual: Option<Usual>,
}

pub(super) fn waits(wait: Wait, given: &Given, company_credential: bool, about: &AboutLink) -> Said {
    let since = since_words(given.since);
    if company_credential {
        return Said::new(
            "AWS is still setting this link up",
            format!("AWS says that it is in progress. Nobody has to sign in.{since}"),
            "Nothing has failed. AWS looks whether the company credential works.",
        )
        .act(FindingActView::CheckAgain);
    }
    let mut seen = format!("AWS waits for the sign-in.{since} {}", given_out(given.given_out));
    if let Some(usual) = given.usual {
        seen.push_str(&format!(
            " Sign-ins at {} usually took {} here, nine in ten at most {}, by {}.",
            about.cloud(),
            span(usual.median),
            span(usual.most),
            count(usual.of, "observation")
        ));
    }
    let (title, means) = match wait {
        Wait::Fresh => ("Waiting for the customer's sign-in", "Nothing has failed, and it is still early."),
        Wait::Long => (
            "Waiting for the sign-in, longer than usual",
            "Nothing has failed: AWS goes on waiting. Why it may take so long stands below.",
        ),
        Wait::Unknown => (
            "Waiting for the customer's sign-in",
            "Nothing has failed: AWS goes on waiting. Since when is not known here.",
        ),
    };
    Said::new(title, seen, means).act(FindingActView::OpenSignIn).for_customer(please_sign_in(about))
}

fn given_out(how: Option<(Channel, Duration)>) -> String {
    let Some((channel, ago)) = how else {
        return "Its page was not given out from this computer.".to_owned();
    };
    let how = match channel {
        Channel::Here => "opened on this computer",
        Channel::QrCode => "shown as a QR code",
        Channel::Message => "copied to be sent",
    };
    format!("Its page was last {how} {} ago.", span(ago))
}

fn please_sign_in(about: &AboutLink) -> String {
    format!(
        "Please open the sign-in page we sent you, sign in at {} with the account your devices are in, and press Allow. The last page may stay blank; then you can close it. If you cannot find the page, tell us and we send it again. We never see your password.",
        about.vendor()
    )
}

pub(super) fn because(cause: WaitingCause, about: &AboutLink) -> Said {
    let cloud = about.cloud();
    match cause {
        WaitingCause::PageNotOpened { given_out } => {
            let seen = if given_out {
                "The page was given out from here. Whether it was opened cannot be seen."
            } else {
                "The page was not given out from this computer."
            };
            Said::new(
                "Perhaps the sign-in page was not opened yet",
                seen,
                "Ask whether the customer has seen a page that asks for their password. If not, give it out again; the page stays the same.",
            )
            .act(FindingActView::OpenSignIn)
            .for_customer(please_sign_in(about))
        }
        WaitingCause::PageLeft { seen: false } => Said::new(
            "Perhaps the customer left before pressing Allow",
            "That cannot be seen from here.",
            "Nothing is lost: the same page can be opened again.",
        )
        .act(FindingActView::OpenSignIn)
        .for_customer(please_sign_in(about)),
        WaitingCause::PageLeft { seen: true } => Said::new(
            "The customer seems to be at the sign-in page still",
            "The address that was pasted is the vendor's sign-in page itself.",
            "Sign-in and Allow are still to be done there.",
        )
        .act(FindingActView::OpenSignIn)
        .for_customer(please_sign_in(about)),
        WaitingCause::ConnectorSilent { seen } => {
            let told = if seen {
                "The last page the customer saw names no error, and AWS still waits."
            } else {
                "That cannot be seen from here."
            };
            let title = if seen {
                "The customer seems to be through, and AWS was not told"
            } else {
                "Perhaps the customer is through, and AWS was not told"
            };
            let ask = "Please look into the connector's Lambda log for AWS.ActivateUser, and into the event log for account-association, at the time of the sign-in.";
            Said::new(
                title,
                told,
                format!("Between {cloud} and AWS the vendor's connector has to answer. Your cloud team, or whoever runs it, can see whether it did."),
            )
            .act(FindingActView::CopyForCloudTeam)
            .for_cloud_team(about.for_cloud_team(
                "an account association stays ASSOCIATION_IN_PROGRESS, perhaps although the customer has signed in.",
                ask,
                None,
            ))
        }
        WaitingCause::RedirectNotAllowed => Said::new(
            "Perhaps the vendor did not send the customer back",
            "That cannot be seen from here; the vendor's page would show an error.",
            "The address of the page the customer ended on tells. Paste it here.",
        )
        .act(FindingActView::PasteFinalPage)
        .for_cloud_team(about.for_cloud_team(
            "an account association stays ASSOCIATION_IN_PROGRESS; the vendor may not have redirected the customer.",
            "Please look whether the OAuth redirect address of managed integrations is allow-listed for this client at the vendor.",
            None,
        )),
        WaitingCause::PageNamesError { cause } => {
            let said = causes::said(cause, about.names());
            let finding = Said::new(
                "The last page names an error, and AWS does not tell of it yet",
                "AWS still waits for the sign-in. The address that was pasted names an error.",
                format!("The page points to this: {}. {}", lower(said.title), said.means),
            )
            .act(if said.act == FindingActView::PasteFinalPage { FindingActView::CheckAgain } else { said.act })
            .for_customer(said.for_customer);
            match said.ask {
                Some(ask) => finding.for_cloud_team(about.for_cloud_team(
                    "an account association stays ASSOCIATION_IN_PROGRESS, although the customer's last page named an error.",
                    ask,
                    None,
                )),
                None => finding,
            }
        }
        WaitingCause::CredentialNotChecked => Said::new(
            "Perhaps the company credential does not work",
            "AWS gives no reason while it is in progress.",
            "Your cloud team can look whether the credential's secret can be read and is still valid at the vendor.",
        )
        .act(FindingActView::CopyForCloudTeam)
        .for_cloud_team(about.for_cloud_team(
            "an account association with GeneralAuthorization stays ASSOCIATION_IN_PROGRESS.",
            "Please check the secret of its auth material: version, resource policy with the account association's ARN as aws:SourceArn, KMS key policy, and whether the vendor still accepts it.",
            None,
        )),
    }
}
