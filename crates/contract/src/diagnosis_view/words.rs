//! Findings as sentences: facts said as such, everything else said as what it is.

mod causes;
mod checks;
mod devices;
mod final_page;
mod set_up;
mod sign_in;
mod waiting;

use support::FinalPage;
use support::diagnosis::{Certainty, Checked, Finding};

use super::{AboutLink, CertaintyView, CheckView, FinalPageView, FindingActView, FindingView};

/// What is said of one finding.
pub(super) struct Said {
    pub(super) title: String,
    pub(super) seen: String,
    pub(super) means: String,
    pub(super) act: Option<FindingActView>,
    pub(super) for_customer: Option<String>,
    pub(super) for_cloud_team: Option<String>,
    pub(super) detail: Option<String>,
}

impl Said {
    pub(super) fn new(title: &str, seen: impl Into<String>, means: impl Into<String>) -> Self {
        Self {
            title: title.to_owned(),
            seen: seen.into(),
            means: means.into(),
            act: None,
            for_customer: None,
            for_cloud_team: None,
            detail: None,
        }
    }

    pub(super) fn act(self, act: FindingActView) -> Self {
        Self { act: Some(act), ..self }
    }

    pub(super) fn for_customer(self, text: impl Into<String>) -> Self {
        Self { for_customer: Some(text.into()), ..self }
    }

    pub(super) fn for_cloud_team(self, text: impl Into<String>) -> Self {
        Self { for_cloud_team: Some(text.into()), ..self }
    }

    pub(super) fn detail(self, detail: Option<impl Into<String>>) -> Self {
        Self { detail: detail.map(Into::into), ..self }
    }
}

impl FindingView {
    /// A finding in words.
    pub fn of(finding: &Finding, about: &AboutLink) -> Self {
        let said = said(finding, about);
        Self {
            code: finding.code().to_owned(),
            certainty: match finding.certainty() {
                Certainty::Fact => CertaintyView::Fact,
                Certainty::Likely => CertaintyView::Likely,
                Certainty::Possible => CertaintyView::Possible,
            },
            title: said.title,
            seen: said.seen,
            means: said.means,
            act: said.act,
            for_customer: said.for_customer,
            for_cloud_team: said.for_cloud_team,
            detail: said.detail,
        }
    }
}

impl From<&Checked> for CheckView {
    fn from(checked: &Checked) -> Self {
        checks::view(checked)
    }
}

impl FinalPageView {
    /// A page in words; without a link nothing is offered that needs one.
    pub fn of(page: &FinalPage, about: Option<&AboutLink>) -> Self {
        final_page::view(page, about)
    }
}

fn said(finding: &Finding, about: &AboutLink) -> Said {
    match finding {
        Finding::NothingWrong { state } => sign_in::nothing_wrong(state.as_ref()),
        Finding::NoAnswer { problem } => set_up::no_answer(problem),
        Finding::LinkGone { problem } => sign_in::gone(problem, about),
        Finding::BeingRemoved { since } => sign_in::being_removed(*since),
        Finding::SecretPermissionMissing { permission, named } => {
            set_up::secret_permission(permission, *named, about)
        }
        Finding::DeviceCloudGone { problem } => set_up::cloud_gone(problem, about),
        Finding::DeviceCloudChanged { change } => set_up::cloud_changed(change, about),
        Finding::SignInFailed { cause, message, page, since, earlier_attempts } => {
            sign_in::failed(*cause, message.as_deref(), page.as_ref(), *since, *earlier_attempts, about)
        }
        Finding::NeedsNewSignIn { renewal, since, expired_before, company_credential } => {
            sign_in::needs_new(*renewal, *since, *expired_before, *company_credential, about)
        }
        Finding::WaitingForSignIn { wait, since, given_out, usual, company_credential } => {
            let given = waiting::Given { since: *since, given_out: *given_out, usual: *usual };
            waiting::waits(*wait, &given, *company_credential, about)
        }
        Finding::WaitingBecause { cause } => waiting::because(*cause, about),
        Finding::UnknownState { name } => sign_in::unknown_state(name, about),
        Finding::SearchFailed { trouble } => devices::search_failed(trouble, about),
        Finding::NoDevicesFound { registered } => devices::none_found(*registered, about),
        Finding::KnownDevicesNotFound { not_found, known } => {
            devices::known_not_found(not_found, *known, about)
        }
        Finding::NoDeviceRegistered { found } => devices::none_registered(*found),
        Finding::DevicesIsolated { devices, belonging, signed_in } => {
            devices::isolated(devices, *belonging, *signed_in, about)
        }
        Finding::DevicesHalfMade { devices, belonging, signed_in } => {
            devices::half_made(devices, *belonging, *signed_in, about)
        }
        Finding::DevicesOnAnotherLink { devices } => devices::on_another_link(devices, about),
        Finding::DevicesOnTwoLinks { devices } => devices::on_two_links(devices, about),
        Finding::PermissionMissing { permission, check } => set_up::permission(permission, *check, about),
        Finding::NotThisLinkAlone { fares } => set_up::not_alone(*fares, about),
        Finding::EventLogsOff { command } => set_up::event_logs_off(command, about),
    }
}

#[cfg(test)]
mod tests;
