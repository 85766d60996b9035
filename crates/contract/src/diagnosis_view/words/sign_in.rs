//! What the link's own state says, in words.

use onboarding::{AssociationState, Problem, fit_to_show};
use support::{
    FinalPage,
    diagnosis::{FailureCause, Renewal, Since},
};

use super::{Said, causes};
use crate::diagnosis_view::{
    AboutLink, FindingActView,
    about::{count, span},
};

pub(super) fn nothing_wrong(state: Option<&AssociationState>) -> Said {
    let signed_in = matches!(state, Some(AssociationState::Succeeded));
    let seen = if signed_in {
        "AWS says that the customer is signed in."
    } else {
        "AWS told nothing that points to a fault."
    };
    Said::new(
        "Nothing wrong was found",
        format!("{seen} What was looked at, and what could not be, is listed below."),
        "If devices still do not do what they should, ask one of them on the Devices tab whether it answers.",
    )
}

pub(super) fn gone(problem: &Problem, about: &AboutLink) -> Said {
    Said::new(
        "AWS does not know this link",
        "AWS was asked for the link and says that there is none.",
        "It was removed, here or elsewhere, or it is in another AWS account or Region. A removed link cannot be brought back; its devices can be reached again when the customer is linked anew.",
    )
    .for_customer(format!(
        "Your devices at {0} are not linked with us at present. We will set that up again and send you a page to sign in at {0}. We never see your password.",
        about.vendor()
    ))
    .for_cloud_team(about.for_cloud_team(
        "an account association does not exist any more.",
        "CloudTrail shows who deleted it: event DeleteAccountAssociation of iotmanagedintegrations.amazonaws.com.",
        Some(problem),
    ))
    .detail(problem.service_message.clone())
}

pub(super) fn being_removed(since: Since) -> Said {
    Said::new(
        "AWS is removing this link",
        format!("AWS says so.{}", since_words(since)),
        "It cannot be used or repaired any more and will be gone in a while.",
    )
    .act(FindingActView::CheckAgain)
}

pub(super) fn unknown_state(name: &str, about: &AboutLink) -> Said {
    let name = &fit_to_show(name).unwrap_or_default();
    Said::new(
        "AWS tells a state that Linkwright does not know",
        format!("AWS calls the link's state {name}."),
        "It is newer than this version of Linkwright. What it means stands in the AWS documentation; nothing else is concluded from it.",
    )
    .act(FindingActView::CheckAgain)
    .for_cloud_team(about.for_cloud_team(
        &format!("an account association is in the state {name}, which Linkwright does not know."),
        "Please look what that state means for it.",
        None,
    ))
    .detail(Some(name.clone()))
}

pub(super) fn failed(
    cause: FailureCause,
    message: Option<&str>,
    page: Option<&FinalPage>,
    since: Since,
    earlier_attempts: usize,
    about: &AboutLink,
) -> Said {
    let said = causes::said(cause, about.names());
    let message = message.and_then(fit_to_show);
    let message = message.as_deref();
    let mut seen = format!("AWS says that the sign-in failed.{}", since_words(since));
    if let Some(error) = page.and_then(|page| page.error.as_deref()) {
        seen.push_str(&format!(" The last page the customer saw names {error}."));
    }
    if message.is_some() {
        seen.push_str(" AWS's own words stand under Details.");
    }
    if earlier_attempts > 0 {
        seen.push_str(&format!(" {} before it did not work either.", count(earlier_attempts, "sign-in")));
    }
    let pasted = page.is_some_and(|page| page.error.is_some() || page.description.is_some());
    let is_answered = pasted && said.act == FindingActView::PasteFinalPage;
    let act = if is_answered { FindingActView::Reconnect } else { said.act };
    let description = page.and_then(|page| page.description.as_deref());
    let details: Vec<&str> = message.into_iter().chain(description).collect();
    let means = if cause == FailureCause::Unknown {
        said.means
    } else {
        format!("What was said points to this: {}. {}", lower(said.title), said.means)
    };
    let finding = Said::new("The sign-in did not work", seen, means)
        .act(act)
        .for_customer(said.for_customer)
        .detail((!details.is_empty()).then(|| details.join(" - ")));
    let Some(ask) = said.ask else { return finding };
    let error = page.and_then(|page| page.error.as_deref()).unwrap_or("none known");
    let told = format!(
        "an account association is ASSOCIATION_FAILED. ErrorMessage: {}; error on the last page: {error}.",
        message.unwrap_or("none")
    );
    finding.for_cloud_team(about.for_cloud_team(&told, ask, None))
}

pub(super) fn needs_new(
    renewal: Renewal,
    since: Since,
    expired_before: usize,
    company_credential: bool,
    about: &AboutLink,
) -> Said {
    let cloud = about.cloud();
    let mut seen =
        format!("AWS says that the permission for {cloud} ran out or was withdrawn.{}", since_words(since));
    if expired_before > 0 {
        seen.push_str(&format!(
            " That was so {} before, as this computer saw.",
            count(expired_before, "time")
        ));
    }
    let (who, why) = if company_credential {
        ("the company credential", "")
    } else {
        (
            "the customer's permission",
            " A changed password, access withdrawn at the vendor, or age does that.",
        )
    };
    let advice = match renewal {
        Renewal::Off => " AWS does not renew permissions of this device cloud before they run out; your cloud team can switch that on.".to_owned(),
        Renewal::On { days_before } => format!(
            " AWS is set to renew it{} before it runs out, so it may have been withdrawn, or the renewal failed.",
            days_before.map_or_else(String::new, |days| format!(" {days} days"))
        ),
        Renewal::Unknown => String::new(),
    };
    let ask = match renewal {
        Renewal::Off => {
            "Consider switching on proactiveRefreshTokenRenewal (DaysBeforeRenewal at least 30) on the connector destination."
        }
        Renewal::On { .. } => {
            "proactiveRefreshTokenRenewal is enabled: the event log for account-association may tell why it did not help."
        }
        Renewal::Unknown => {
            "Please look whether proactiveRefreshTokenRenewal is enabled on the connector destination."
        }
    };
    let finding = Said::new(
        "This link needs a new sign-in",
        seen,
        format!(
            "{cloud} no longer accepts {who}.{why} Devices stay registered and may not be reached until then.{advice}"
        ),
    )
    .act(FindingActView::Reconnect)
    .for_cloud_team(about.for_cloud_team("an account association is REFRESH_TOKEN_EXPIRED.", ask, None));
    if company_credential {
        return finding;
    }
    finding.for_customer(format!(
        "{0} no longer accepts the permission you gave us. That happens when a password is changed, when access is withdrawn, or after a long time. Please open the sign-in page we send you and sign in at {0} with the same account as before. Your devices stay as they are. We never see your password.",
        about.vendor()
    ))
}

/// A sentence that begins with a space; empty when nothing is known.
pub(super) fn since_words(since: Since) -> String {
    match since {
        Since::Seen(age) => format!(" This computer saw it become so {} ago.", span(age)),
        Since::AtLeast(age) => {
            format!(" It was so when this computer first saw the link, {} ago.", span(age))
        }
        Since::Unknown => String::new(),
    }
}

pub(super) fn lower(title: &str) -> String {
    let mut letters = title.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_lowercase().collect::<String>() + letters.as_str())
}
