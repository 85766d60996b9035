//! What is known of a link and what is wrong with it, as text for whoever
//! helps: names are replaced by aliases, ids and request ids stay.

mod aliases;

use std::sync::Arc;

use contract::{
    BundleView, CertaintyView, CheckOutcomeView, LinkForm, LinkView, ProblemView, RenewalView, SavedFileView,
    TagView,
};

use self::aliases::Aliases;
use crate::{Desk, beginnings::UNNAMED_LINK, clock, existing_link::parse_link, state::Account};

/// Lines of a timeline that are worth sending.
const TIMELINE: usize = 200;

impl Desk {
    /// The bundle line by line, as [`Desk::save_support_bundle`] saves it.
    ///
    /// # Errors
    /// A problem when nothing is known of the link.
    pub async fn preview_support_bundle(&self, form: LinkForm) -> Result<BundleView, ProblemView> {
        let (lines, aliases) = self.bundle(&form).await?;
        self.change(|state| state.bundle = Some((form.account_association_id, lines.clone())));
        let aliases = aliases.into_iter().map(|(key, value)| TagView { key, value }).collect();
        Ok(BundleView { lines, aliases })
    }

    /// Saves the lines that were previewed last.
    ///
    /// # Errors
    /// A problem when there was no preview of this link or the file cannot be written.
    pub async fn save_support_bundle(&self, form: LinkForm) -> Result<SavedFileView, ProblemView> {
        let previewed = self.lock().bundle.clone().filter(|(link, _)| *link == form.account_association_id);
        let Some((link, lines)) = previewed else {
            return Err(ProblemView::not_possible(
                "Look at the bundle first",
                "Only what was shown is saved. Open the preview again.",
            ));
        };
        let day = clock::day(self.shared.ports.clock.now());
        let mut text = lines.join("\n");
        text.push('\n');
        let name = format!("Linkwright support {} {day}", link.chars().take(12).collect::<String>());
        let path = self.save_file(name, "txt", text.into_bytes()).await?;
        Ok(SavedFileView { path: path.display().to_string() })
    }

    async fn bundle(&self, form: &LinkForm) -> Result<(Vec<String>, Vec<(String, String)>), ProblemView> {
        let account = self.account()?;
        let link = self.get_link(form.clone()).await?;
        let diagnosis = self.diagnosis_of(form).await;
        let devices = self.devices_on_screen(&form.account_association_id);
        let timeline = self.list_link_timeline(form.clone()).await;
        let mut aliases = Aliases::default();
        for name in [&link.name, &link.spelling].into_iter().flatten() {
            aliases.add("Customer", name);
        }
        for (name, owner) in devices.iter().map(|device| (&device.name, &device.owner)) {
            aliases.add("Device", name);
            if let Some(owner) = owner {
                aliases.add("Owner", owner);
            }
        }
        if let Ok(diagnosis) = &diagnosis {
            diagnosis.names.links.iter().for_each(|name| aliases.add("Customer", name));
            diagnosis.names.devices.iter().for_each(|name| aliases.add("Device", name));
        }
        for (kind, name) in self.names_about(&account, &form.account_association_id).await {
            aliases.add(kind, &name);
        }
        if let Some(job_number) = &link.job_number {
            aliases.add("Job", job_number);
        }
        if let Some(author) = &link.author {
            aliases.add("Author", author);
        }
        let identity = account.identity();
        let mut lines = vec![
            format!("Linkwright {} on {}, support bundle", env!("CARGO_PKG_VERSION"), std::env::consts::OS),
            format!("made {}", clock::utc(self.shared.ports.clock.now())),
            format!(
                "AWS account {}, Region {}, partition {}",
                identity.account, identity.region, identity.partition
            ),
        ];
        if account.connection.is_practice() {
            lines.push("PRACTICE: nothing of this is real".to_owned());
        } else if let Some(host) = account.connection.custom_endpoint_host() {
            lines.push(format!("calls go to {host}"));
        }
        about_link(&mut lines, &link);
        heading(&mut lines, "Diagnosis");
        match &diagnosis {
            Ok(diagnosis) => about_diagnosis(&mut lines, &diagnosis.view),
            Err(problem) => about_problem(&mut lines, problem),
        }
        heading(&mut lines, &format!("Devices ({})", devices.len()));
        for device in &devices {
            lines.push(format!(
                "{} {}: {} {}",
                device.managed_thing_id,
                device.name,
                device.association_status.as_deref().unwrap_or("not on the link"),
                device.provisioning_status.as_deref().unwrap_or("no status"),
            ));
        }
        heading(&mut lines, "What happened on this computer");
        match &timeline {
            Ok(page) => {
                let skip = page.entries.len().saturating_sub(TIMELINE);
                for entry in page.entries.iter().skip(skip) {
                    let parts = [&entry.detail, &entry.fact, &entry.operation, &entry.request_id];
                    let rest: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
                    let at = clock::utc(onboarding::Timestamp(entry.at));
                    lines.push(format!("{at} {} {}", entry.text, rest.join(" | ")).trim_end().to_owned());
                }
            }
            Err(problem) => about_problem(&mut lines, problem),
        }
        let of_log = self.last_log_lines().await;
        if !of_log.is_empty() {
            heading(&mut lines, "Log");
            lines.extend(of_log);
        }
        let lines = lines.iter().map(|line| aliases.replace(line)).collect();
        Ok((lines, aliases.legend()))
    }
}

impl Desk {
    /// Names that were once said of a link: of its customers and of devices that
    /// may be on it no more.
    async fn names_about(&self, account: &Account, link: &str) -> Vec<(&'static str, String)> {
        let Ok(link) = parse_link(link) else { return Vec::new() };
        let mut names: Vec<(&'static str, String)> = Vec::new();
        {
            let state = self.lock();
            for journey in state.journeys.values().map(|kept| &kept.journey) {
                if journey.link.as_ref() == Some(&link) {
                    names.push(("Customer", journey.customer.spelling.clone()));
                    names.push(("Customer", journey.customer.stored_name.clone()));
                }
            }
            let plans = state.plans.values().filter(|kept| kept.plan.link == link);
            names.extend(plans.map(|kept| ("Customer", kept.plan.link_name.clone())));
        }
        let journal = self.shared.journal(account.identity()).map(Arc::clone);
        if let Some(journal) = journal {
            let entries = journal.timeline_of_link(account.identity(), &link).await.unwrap_or_default();
            names.extend(entries.into_iter().filter_map(|entry| Some(("Device", entry.about?))));
        }
        names.retain(|(_, name)| name != UNNAMED_LINK && name != "Unnamed device");
        names
    }
}

fn about_link(lines: &mut Vec<String>, link: &LinkView) {
    heading(lines, "Link");
    lines.push(format!("id {}", link.account_association_id));
    lines.push(format!("name {}", link.name.as_deref().unwrap_or("none")));
    lines.push(format!("state {}{}", link.state_name, if link.gone { ", not in AWS any more" } else { "" }));
    let mut say = |name: &str, at: Option<i64>| {
        if let Some(at) = at {
            lines.push(format!("{name} {}", clock::utc(onboarding::Timestamp(at))));
        }
    };
    say("in this state since (seen here)", link.state_since);
    say("last worked (seen here)", link.last_worked);
    say("last asked for", link.checked_at);
    if let Some(said) = &link.error_message {
        lines.push(format!("ErrorMessage {said}"));
    }
    if let Some(id) = &link.connector_destination_id {
        lines.push(format!("device cloud {} {id}", link.device_cloud));
    }
    lines.push(format!("links of this device cloud {}, failing {}", link.share.total, link.share.failing));
    if let Some(cloud) = &link.cloud {
        let renewal = match cloud.renewal {
            RenewalView::Unknown => "not told".to_owned(),
            RenewalView::Off => "off".to_owned(),
            RenewalView::On { days_before: Some(days) } => format!("{days} days before the end"),
            RenewalView::On { days_before: None } => "on".to_owned(),
        };
        let known = if cloud.gone { "not in AWS any more" } else { "in AWS" };
        lines.push(format!("device cloud {known}, renewal of permissions {renewal}"));
    }
    lines.push(format!("note {} characters, left out", link.note.chars().count()));
    lines.push(format!("tags {}, left out", link.tags.as_ref().map_or(0, Vec::len)));
    if let Some(problem) = &link.problem {
        about_problem(lines, problem);
    }
}

fn about_diagnosis(lines: &mut Vec<String>, diagnosis: &contract::DiagnosisView) {
    for finding in &diagnosis.findings {
        let certainty = match finding.certainty {
            CertaintyView::Fact => "fact",
            CertaintyView::Likely => "likely",
            CertaintyView::Possible => "possible",
        };
        lines.push(format!("{certainty}: {} ({})", finding.title, finding.code));
        lines.push(format!("  seen: {}", finding.seen));
        lines.push(format!("  means: {}", finding.means));
        if let Some(detail) = &finding.detail {
            lines.push(format!("  detail: {detail}"));
        }
    }
    for check in &diagnosis.checks {
        let outcome = match check.outcome {
            CheckOutcomeView::Well => "well",
            CheckOutcomeView::Found => "led to a finding",
            CheckOutcomeView::NotSeen => "could not be looked at",
            CheckOutcomeView::Skipped => "says nothing here",
        };
        lines.push(format!("check: {}: {outcome}", check.name));
        if let Some(problem) = &check.problem {
            about_problem(lines, problem);
        }
    }
}

fn about_problem(lines: &mut Vec<String>, problem: &ProblemView) {
    let parts = [&problem.operation, &problem.request_id, &problem.detail];
    let rest: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    lines.push(format!("  problem: {} | {}", problem.title, rest.join(" | ")));
}

fn heading(lines: &mut Vec<String>, title: &str) {
    lines.push(String::new());
    lines.push(format!("== {title} =="));
}
