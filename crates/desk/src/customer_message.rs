//! The message the customer gets.

use contract::SettingsView;
use onboarding::journey::Journey;

/// Where the address goes when the message is copied.
pub(crate) const PLACE_OF_ADDRESS: &str = "[sign-in address]";

pub(crate) fn text(journey: &Journey, host: &str, settings: &SettingsView) -> String {
    let cloud = &journey.device_cloud.name;
    let is_practice = journey.identity.endpoint.as_deref() == Some("practice");
    let mut lines = Vec::new();
    if is_practice {
        lines.push("PRACTICE - this is not a real request.".to_owned());
    }
    let sender = if settings.company.is_empty() { "We" } else { settings.company.as_str() };
    let verb = if settings.company.is_empty() { "want" } else { "wants" };
    let job = journey.customer.job_number.as_ref().map_or_else(String::new, |job| format!(" (job {job})"));
    lines.push(format!("{sender} {verb} to link your {cloud} devices{job}."));
    lines.push(format!(
        "Please open this address, sign in with your own {cloud} account, not with ours or another person's, and press Allow:"
    ));
    lines.push(PLACE_OF_ADDRESS.to_owned());
    lines.push(format!("The page belongs to {host}. We never see your password."));
    lines.push("The address is for you alone: please do not forward it.".to_owned());
    if !journey.device_cloud.has_completion_page {
        lines.push("The last page may stay blank; that is fine and you can close it.".to_owned());
    }
    if !settings.telephone.is_empty() {
        lines.push(format!("Questions? {}", settings.telephone));
    }
    lines.join("\n\n")
}
