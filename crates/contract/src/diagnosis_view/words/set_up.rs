//! Permissions, the device cloud, other links and event logs, in words.

use onboarding::Problem;
use support::diagnosis::{Check, CloudChange, Fares, MissingPermission};

use super::{Said, checks};
use crate::{
    ProblemView,
    diagnosis_view::{AboutLink, FindingActView},
};

pub(super) fn no_answer(problem: &Problem) -> Said {
    let view = ProblemView::from(problem);
    Said {
        title: view.title,
        seen: "AWS was asked for this link and gave no answer that can be used.".to_owned(),
        means: format!("{} Until AWS answers nothing can be said of the link.", view.meaning),
        act: Some(FindingActView::CheckAgain),
        for_customer: None,
        for_cloud_team: view.for_cloud_team,
        detail: detail(problem),
    }
}

pub(super) fn secret_permission(permission: &MissingPermission, named: bool, about: &AboutLink) -> Said {
    let action = &permission.action;
    let (title, seen) = if named {
        (
            "This AWS sign-in may not read the device cloud's secret",
            format!("AWS refused to show the link and names the permission {action}. Listing links works."),
        )
    } else {
        (
            "This AWS sign-in seems not to be allowed to read the device cloud's secret",
            format!(
                "AWS refused to show the link without naming a permission, while listing links works. That speaks for {action}."
            ),
        )
    };
    Said::new(
        title,
        seen,
        "Until your cloud team allows it, links cannot be looked at, made or reconnected from here. The customer has nothing to do with it.",
    )
    .act(FindingActView::CopyForCloudTeam)
    .for_cloud_team(about.for_cloud_team(
        "a caller may list account associations and not get one.",
        &format!("Please allow {action} on the secret of the connector destination, and kms:Decrypt on that secret's key, for the role that Linkwright uses; AWSIoTManagedIntegrationsFullAccess does not include it."),
        Some(&permission.problem),
    ))
    .detail(detail(&permission.problem))
}

pub(super) fn permission(permission: &MissingPermission, check: Check, about: &AboutLink) -> Said {
    let action = &permission.action;
    Said::new(
        "A permission is missing for one of the looks",
        format!("AWS refused a look at {} and asks for {action}.", checks::thing(check)),
        "What that look would have shown is not known. Everything else was looked at.",
    )
    .act(FindingActView::CopyForCloudTeam)
    .for_cloud_team(about.for_cloud_team(
        "a call of Linkwright was refused.",
        &format!("Please allow {action} for the role that Linkwright uses."),
        Some(&permission.problem),
    ))
    .detail(detail(&permission.problem))
}

pub(super) fn cloud_gone(problem: &Problem, about: &AboutLink) -> Said {
    Said::new(
        "The device cloud of this link is not in AWS any more",
        "The link names a device cloud, and AWS does not know it.",
        "The link cannot be reconnected, and searches through it will fail. Your cloud team has to set the device cloud up again; customers then need a new link.",
    )
    .act(FindingActView::CopyForCloudTeam)
    .for_cloud_team(about.for_cloud_team(
        "an account association names a connector destination that does not exist any more.",
        "Please look whether it was deleted on purpose (CloudTrail: DeleteConnectorDestination) and which one takes its place.",
        Some(problem),
    ))
    .detail(detail(problem))
}

pub(super) fn cloud_changed(change: &CloudChange, about: &AboutLink) -> Said {
    let cloud = about.cloud();
    let (seen, told) = match change {
        CloudChange::CredentialGone { auth_material_name, left } => {
            let has = if left.is_empty() { "none".to_owned() } else { left.join(", ") };
            (
                format!("The link uses the company credential {auth_material_name}. {cloud} has {has}."),
                format!(
                    "an account association uses the auth material {auth_material_name}, which its connector destination does not have any more (it has {has})."
                ),
            )
        }
        CloudChange::NobodySignsIn { credentials } => {
            let has = if credentials.is_empty() { "none".to_owned() } else { credentials.join(", ") };
            (
                format!(
                    "The customer signed in for this link, and {cloud} lets nobody sign in any more. Its company credentials: {has}."
                ),
                format!(
                    "an account association was made with OAuth, and its connector destination has no OAuth settings any more (auth materials: {has})."
                ),
            )
        }
    };
    Said::new(
        "The way into the device cloud was changed",
        seen,
        "The link was made for another way in, so it may stop working and cannot be reconnected as it is. Your cloud team knows whether that was meant.",
    )
    .act(FindingActView::CopyForCloudTeam)
    .for_cloud_team(about.for_cloud_team(
        &told,
        "Please restore it, or tell which way in is to be used so that the link can be made anew.",
        None,
    ))
}

pub(super) fn not_alone(fares: Fares, about: &AboutLink) -> Said {
    let cloud = about.cloud();
    let finding = Said::new(
        "Perhaps not this customer alone",
        format!(
            "{} of {} links of {cloud} failed or need a new sign-in; of all others {} of {}.",
            fares.failing, fares.total, fares.others_failing, fares.others_total
        ),
        format!(
            "That speaks for {cloud} or its set-up rather than for this customer. Perhaps do not ask customers to sign in again before that is known."
        ),
    )
    .for_customer(format!(
        "It looks as if {} has trouble at present, perhaps not with you alone. There is nothing you need to do at this moment; we will tell you more.",
        about.vendor()
    ))
    .for_cloud_team(about.for_cloud_team(
        &format!(
            "{} of {} account associations of one connector destination are ASSOCIATION_FAILED or REFRESH_TOKEN_EXPIRED; of all others {} of {}.",
            fares.failing, fares.total, fares.others_failing, fares.others_total
        ),
        "Please look at the connector, its secret and the vendor's status before customers are asked to sign in again.",
        None,
    ));
    match about.connector_destination_id.clone() {
        Some(connector_destination_id) => {
            finding.act(FindingActView::ShowOtherLinks { connector_destination_id })
        }
        None => finding,
    }
}

pub(super) fn event_logs_off(command: &str, about: &AboutLink) -> Said {
    Said::new(
        "AWS writes no event logs about links",
        "No event log is switched on that covers this link.",
        "It explains nothing by itself. With it, failures of sign-ins and searches would be told with their reasons from then on. Switching it on changes an AWS setting and may cost a little.",
    )
    .act(FindingActView::CopyText { text: command.to_owned() })
    .for_cloud_team(about.for_cloud_team(
        "event logs for account associations are not switched on.",
        &format!("With them failures are logged in /aws/iotmanagedintegrations/EventLog. To switch them on: {command}"),
        None,
    ))
    .detail(Some(command))
}

/// The service's words with the request they came under.
fn detail(problem: &Problem) -> Option<String> {
    let said = problem.service_message.clone();
    let request = problem.request_id.as_deref().map(|id| format!("request id {id}"));
    let parts: Vec<String> = [problem.operation.map(str::to_owned), problem.code.clone(), said, request]
        .into_iter()
        .flatten()
        .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}
