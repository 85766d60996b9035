//! The message the customer gets.

use contract::SettingsView;
use onboarding::journey::Journey;

use crate::message_texts::MessageTexts;

/// Where the address goes when the message is copied.
pub(crate) const PLACE_OF_ADDRESS: &str = "[sign-in address]";

/// For a first sign-in. A line whose place is empty is left out.
const FIRST: &str = "{company} wants to link your {device cloud} devices{job}.

Please open this address, sign in with your own {device cloud} account, not with ours or another person's, and press Allow:

[sign-in address]

The page belongs to {host}. We never see your password.

The address is for you alone: please do not forward it.

Questions? {telephone}";

/// For a new sign-in on a link that is there.
const RECONNECT: &str =
    "{company} has linked your {device cloud} devices{job}, and {device cloud} asks you to sign in again.

Please open this address, sign in with the same {device cloud} account as before, and press Allow:

[sign-in address]

The page belongs to {host}. We never see your password.

The address is for you alone: please do not forward it.

Questions? {telephone}";

/// Ours, with its places.
pub(crate) fn our_text(reconnects: bool) -> &'static str {
    if reconnects { RECONNECT } else { FIRST }
}

pub(crate) fn text(journey: &Journey, host: &str, settings: &SettingsView, texts: &MessageTexts) -> String {
    let reconnects = journey.reconnect.is_some();
    let theirs = if reconnects { &texts.reconnect } else { &texts.first };
    let template = if theirs.is_empty() { our_text(reconnects) } else { theirs.as_str() };
    let mut paragraphs: Vec<String> = Vec::new();
    if journey.identity.endpoint.as_deref() == Some("practice") {
        paragraphs.push("PRACTICE - this is not a real request.".to_owned());
    }
    let job = journey.customer.job_number.as_ref().map_or_else(String::new, |job| format!(" (job {job})"));
    let is_empty_line = |line: &str| line.contains("{telephone}") && settings.telephone.is_empty();
    let template = if settings.company.is_empty() {
        template
            .replace("{company} wants", "We want")
            .replace("{company} has", "We have")
            .replace("{company}", "we")
    } else {
        template.replace("{company}", &settings.company)
    };
    let filled = template.split("\n\n").filter(|line| !is_empty_line(line)).map(|line| {
        line.replace("{device cloud}", &journey.device_cloud.name)
            .replace("{job}", &job)
            .replace("{host}", host)
            .replace("{telephone}", &settings.telephone)
    });
    paragraphs.extend(filled);
    if !journey.device_cloud.has_completion_page {
        let last = "The last page may stay blank; that is fine and you can close it.".to_owned();
        let before_questions = paragraphs.len().saturating_sub(usize::from(!settings.telephone.is_empty()));
        paragraphs.insert(before_questions, last);
    }
    paragraphs.join("\n\n")
}
