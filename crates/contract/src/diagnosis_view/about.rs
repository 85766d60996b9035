//! What a finding's sentences say of the link besides the finding: who is to be
//! told where it is.

use std::time::Duration;

use onboarding::{Problem, fit_to_show};

/// The link a diagnosis is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AboutLink {
    /// `AccountAssociationId`; never in what a customer reads.
    pub id: String,
    /// What the device cloud is called, if AWS says.
    pub device_cloud: Option<String>,
    pub connector_destination_id: Option<String>,
    /// Twelve digits.
    pub account: String,
    pub region: String,
    /// When AWS was asked, in UTC, such as `2026-11-21T14:03:07Z`.
    pub asked_at: String,
}

/// A device cloud whose name is not known: to whoever works here, and to its customer.
pub(super) const NAMELESS: (&str, &str) = ("the device cloud", "your provider");

impl AboutLink {
    /// The device cloud to whoever works here.
    pub(super) fn cloud(&self) -> &str {
        self.device_cloud.as_deref().unwrap_or(NAMELESS.0)
    }

    /// The device cloud to its customer.
    pub(super) fn vendor(&self) -> &str {
        self.device_cloud.as_deref().unwrap_or(NAMELESS.1)
    }

    /// Both names, for words that need no link.
    pub(super) fn names(&self) -> (&str, &str) {
        (self.cloud(), self.vendor())
    }

    /// What was seen and what is asked for, with everything a cloud team needs to
    /// find it.
    pub(super) fn for_cloud_team(&self, seen: &str, ask: &str, problem: Option<&Problem>) -> String {
        let destination = self.connector_destination_id.as_deref().unwrap_or("not known");
        let mut text = format!(
            "Managed integrations for AWS IoT Device Management: {seen} Account association {}, connector destination {destination}, AWS account {}, Region {}, seen at {}.",
            self.id, self.account, self.region, self.asked_at
        );
        if let Some(problem) = problem {
            text.push_str(&format!(
                " {} was answered with {}, request id {}.",
                problem.operation.unwrap_or("The call"),
                problem.code.as_deref().unwrap_or("no error name"),
                problem.request_id.as_deref().unwrap_or("not given")
            ));
        }
        text.push(' ');
        text.push_str(ask);
        text
    }
}

/// 'about' is left out: whole minutes, hours or days, never rounded up.
pub(super) fn span(span: Duration) -> String {
    let seconds = span.as_secs();
    let (number, unit) = match seconds {
        0..60 => return "less than a minute".to_owned(),
        60..3600 => (seconds / 60, "minute"),
        3600..172_800 => (seconds / 3600, "hour"),
        _ => (seconds / 86_400, "day"),
    };
    format!("{number} {unit}{}", if number == 1 { "" } else { "s" })
}

/// How many there are, with their word.
pub(super) fn count(number: usize, word: &str) -> String {
    format!("{number} {word}{}", if number == 1 { "" } else { "s" })
}

/// The first five names, fit to be shown, and how many more there are.
pub(super) fn list<'a>(names: impl IntoIterator<Item = Option<&'a str>>) -> String {
    const NAMED: usize = 5;
    let shown = |name: Option<&str>| name.and_then(fit_to_show).unwrap_or_else(|| NO_NAME.to_owned());
    let names: Vec<String> = names.into_iter().map(shown).collect();
    let first = &names[..names.len().min(NAMED)];
    match (first.split_last(), names.len().saturating_sub(NAMED)) {
        (None, _) => String::new(),
        (Some((only, [])), 0) => only.clone(),
        (Some((last, before)), 0) => format!("{} and {last}", before.join(", ")),
        (Some(_), more) => format!("{} and {more} more", first.join(", ")),
    }
}

/// Stands for a device or a link that has no name.
pub(super) const NO_NAME: &str = "one without a name";
