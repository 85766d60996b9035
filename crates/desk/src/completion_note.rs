//! What was done for a customer, on one page to keep.

use contract::{CompletionNoteView, JourneyForm, ProblemView, SavedFileView};
use onboarding::{
    Access,
    journey::{Done, Journey, Progress, Row, Standing, Stop},
};

use crate::{Desk, aws_accounts::region_name, clock, devices, journeys::not_there};

impl Desk {
    /// # Errors
    /// A problem when the journey has not come to its end.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn completion_note(&self, form: JourneyForm) -> Result<CompletionNoteView, ProblemView> {
        Ok(CompletionNoteView { text: self.note(&form.journey_id)?.1 })
    }

    /// # Errors
    /// A problem when there is no clipboard.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn copy_completion_note(&self, form: JourneyForm) -> Result<(), ProblemView> {
        let (_, text) = self.note(&form.journey_id)?;
        self.copy(&text)
    }

    /// Saves the note beside the person's documents and never over another file.
    ///
    /// # Errors
    /// A problem when the file cannot be written.
    pub async fn save_completion_note(&self, form: JourneyForm) -> Result<SavedFileView, ProblemView> {
        let (name, text) = self.note(&form.journey_id)?;
        let path = self.save_file(name, "txt", text.into_bytes()).await?;
        Ok(SavedFileView { path: path.display().to_string() })
    }

    fn note(&self, journey_id: &str) -> Result<(String, String), ProblemView> {
        let state = self.lock();
        let journey = &state.journeys.get(journey_id).ok_or_else(not_there)?.journey;
        let Stop::Done(done) = &journey.stop else { return Err(not_there()) };
        let same = state.account.as_ref().filter(|account| *account.identity() == journey.identity);
        let account = same.map(|account| account.name.clone());
        let name = format!(
            "Linkwright {} {}",
            journey.customer.stored_name,
            clock::day(self.shared.ports.clock.now())
        );
        Ok((name, text(journey, done, account.as_deref(), &state.settings.company)))
    }
}

fn text(journey: &Journey, done: &Done, account: Option<&str>, company: &str) -> String {
    let mut lines = Vec::new();
    if journey.identity.endpoint.as_deref() == Some("practice") {
        lines.push("PRACTICE - nothing here reached AWS".to_owned());
        lines.push(String::new());
    }
    let title =
        if done.failed() + done.left_out() == 0 { "Link completed" } else { "Link completed in part" };
    lines.push(if company.is_empty() { title.to_owned() } else { format!("{company}: {title}") });
    lines.push(String::new());
    lines.push(format!("Customer:     {}", journey.customer.spelling));
    if let Some(job_number) = &journey.customer.job_number {
        lines.push(format!("Job number:   {job_number}"));
    }
    lines.push(format!("Device cloud: {}", journey.device_cloud.name));
    let name = account.map_or_else(String::new, |name| format!("{name}, "));
    lines.push(format!(
        "AWS account:  {name}{}, {}",
        journey.identity.account,
        region_name(&journey.identity.region)
    ));
    lines.push(format!("Finished:     {}", clock::local(done.finished_at)));
    section(&mut lines, "Registered and confirmed", done, |row| row.progress == Progress::Confirmed);
    section(&mut lines, "On the link before", done, |row| matches!(row.standing, Standing::OnThisLink(_)));
    section(&mut lines, "Not registered", done, |row| matches!(row.progress, Progress::Failed { .. }));
    section(&mut lines, "Left out", done, |row| row.progress == Progress::NotAsked && row.is_choosable());
    lines.push(String::new());
    lines.push(withdrawal(journey, company));
    lines.push(String::new());
    lines.join("\n")
}

/// How the customer ends what was agreed to.
fn withdrawal(journey: &Journey, company: &str) -> String {
    let us = if company.is_empty() { "us" } else { company };
    match &journey.access {
        Access::CustomerSignsIn => format!(
            "To withdraw access: remove it in the account settings at {}, or ask {us} to remove the link.",
            journey.device_cloud.name
        ),
        Access::CompanyCredential { .. } => format!("To withdraw access: ask {us} to remove the link."),
    }
}

fn section(lines: &mut Vec<String>, title: &str, done: &Done, belongs: impl Fn(&Row) -> bool) {
    let rows: Vec<&Row> = done.rows.iter().filter(|row| belongs(row)).collect();
    if rows.is_empty() {
        return;
    }
    lines.push(String::new());
    lines.push(format!("{title} ({}):", rows.len()));
    for row in rows {
        let device = &row.device;
        let kind = devices::kind(&device.device_types, device.brand.as_deref(), device.model.as_deref());
        let kind = if kind.is_empty() { kind } else { format!(" ({kind})") };
        lines.push(format!("- {}{kind}", row.name));
    }
}
