//! What the link's own state says.

use onboarding::AssociationState;

use super::{Evidence, FailureCause, Finding, Renewal, Since, waiting};

pub(super) fn findings(evidence: &Evidence, findings: &mut Vec<Finding>) {
    let Some(state) = evidence.state() else { return };
    let since = Since::at(evidence.at, &evidence.here);
    let company_credential = evidence.link.yes().is_some_and(|link| link.auth_material_name.is_some());
    match state {
        AssociationState::InProgress => waiting::findings(evidence, company_credential, findings),
        AssociationState::Failed => {
            let message = evidence.error_message();
            let page = evidence.here.final_page.clone();
            findings.push(Finding::SignInFailed {
                cause: FailureCause::of(message, page.as_ref()),
                message: message.map(str::to_owned),
                page,
                since,
                earlier_attempts: evidence.here.earlier_attempts,
            });
        }
        AssociationState::RefreshTokenExpired => findings.push(Finding::NeedsNewSignIn {
            renewal: renewal(evidence),
            since,
            expired_before: evidence.here.expired_before,
            company_credential,
        }),
        AssociationState::Deleting => findings.push(Finding::BeingRemoved { since }),
        AssociationState::Unknown(name) => findings.push(Finding::UnknownState { name: name.clone() }),
        AssociationState::Succeeded => {}
    }
}

fn renewal(evidence: &Evidence) -> Renewal {
    match evidence.device_cloud.yes().map(|cloud| cloud.proactive_refresh) {
        Some(Some(refresh)) if refresh.enabled => Renewal::On { days_before: refresh.days_before_renewal },
        Some(Some(_) | None) => Renewal::Off,
        None => Renewal::Unknown,
    }
}
