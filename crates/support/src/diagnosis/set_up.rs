//! What is set up around the link: its device cloud, permissions, event logs,
//! and how other links fare.

use onboarding::{
    Access, AccountAssociationId, AssociationState, EventLogConfiguration, Problem, ProblemKind, shell_word,
};

use super::{
    Check, CloudChange, Evidence, Finding, MissingPermission, Wait,
    checks::{Asked, asked},
};

pub(super) fn findings(evidence: &Evidence, findings: &mut Vec<Finding>) {
    findings.extend(device_cloud(evidence));
    findings.extend(not_alone(evidence));
    findings.extend(event_logs(evidence));
}

/// Every permission AWS refused for, each once.
pub(super) fn permissions(evidence: &Evidence, findings: &mut Vec<Finding>) {
    let mut told: Vec<String> = Vec::new();
    for check in Check::ALL {
        let Asked::No(problem) = asked(evidence, check) else { continue };
        let ProblemKind::AskForPermission { action } = &problem.kind else { continue };
        if told.contains(action) {
            continue;
        }
        told.push(action.clone());
        let permission = MissingPermission { action: action.clone(), problem: problem.clone() };
        findings.push(match check {
            Check::Link => of_the_link(evidence, permission),
            Check::DeviceCloud
            | Check::OtherLinks
            | Check::Registered
            | Check::OnNoLink
            | Check::Search
            | Check::OnOtherLinks
            | Check::EventLogs => Finding::PermissionMissing { permission, check },
        });
    }
}

/// Looking at a link takes the device cloud's secret, listing links does not
/// (service.md 5.3): that one works and the other does not speaks for it.
fn of_the_link(evidence: &Evidence, permission: MissingPermission) -> Finding {
    let is_of_secret =
        permission.action.starts_with("secretsmanager:") || permission.action.starts_with("kms:");
    let named = is_named(&permission.problem, &permission.action);
    if is_of_secret && (named || evidence.listed.yes().is_some()) {
        return Finding::SecretPermissionMissing { permission, named };
    }
    let action = if is_of_secret {
        "iotmanagedintegrations:GetAccountAssociation".to_owned()
    } else {
        permission.action
    };
    let permission = MissingPermission { action, problem: permission.problem };
    Finding::PermissionMissing { permission, check: Check::Link }
}

/// The service's own words name the action; else it was concluded.
fn is_named(problem: &Problem, action: &str) -> bool {
    problem.service_message.as_deref().is_some_and(|said| said.contains(action))
}

fn device_cloud(evidence: &Evidence) -> Option<Finding> {
    let gone = evidence.device_cloud.problem().filter(|problem| problem.kind == ProblemKind::Gone);
    if let Some(problem) = gone {
        return Some(Finding::DeviceCloudGone { problem: problem.clone() });
    }
    let (cloud, link) = (evidence.device_cloud.yes()?, evidence.link.yes()?);
    if link.state == AssociationState::Deleting {
        return None;
    }
    let credentials: Vec<String> = cloud
        .accesses
        .iter()
        .filter_map(|access| match access {
            Access::CompanyCredential { auth_material_name } => Some(auth_material_name.clone()),
            Access::CustomerSignsIn => None,
        })
        .collect();
    let change = match &link.auth_material_name {
        Some(name) if !credentials.contains(name) => {
            CloudChange::CredentialGone { auth_material_name: name.clone(), left: credentials }
        }
        None if !cloud.accesses.contains(&Access::CustomerSignsIn) => {
            CloudChange::NobodySignsIn { credentials }
        }
        Some(_) | None => return None,
    };
    Some(Finding::DeviceCloudChanged { change })
}

/// Only where this link is one of those that fail.
fn not_alone(evidence: &Evidence) -> Option<Finding> {
    let fares = evidence.fares.filter(super::Fares::is_marked)?;
    let is_one = match evidence.state()? {
        AssociationState::Failed | AssociationState::RefreshTokenExpired => true,
        AssociationState::InProgress => Wait::of(evidence.at, &evidence.here) != Wait::Fresh,
        AssociationState::Succeeded | AssociationState::Deleting | AssociationState::Unknown(_) => false,
    };
    is_one.then_some(Finding::NotThisLinkAlone { fares })
}

fn event_logs(evidence: &Evidence) -> Option<Finding> {
    let configurations = evidence.event_logs.yes()?;
    if configurations.iter().any(|one| logs(one, &evidence.id)) {
        return None;
    }
    let mut command = format!(
        "aws iot-managed-integrations create-event-log-configuration --resource-type \"account-association\" \
         --resource-id \"*\" --event-log-level \"ERROR\" --region {}",
        shell_word(&evidence.place.region)
    );
    if let Some(endpoint) = &evidence.place.endpoint {
        command.push_str(&format!(" --endpoint-url {}", shell_word(endpoint)));
    }
    Some(Finding::EventLogsOff { command })
}

fn logs(one: &EventLogConfiguration, link: &AccountAssociationId) -> bool {
    let covers = |id: &str| id == "*" || id == link.as_str();
    one.resource_type == "account-association" && one.resource_id.as_deref().is_none_or(covers)
}
