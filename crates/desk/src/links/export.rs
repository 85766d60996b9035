//! The list of links as a file: for a spreadsheet, or for a program.

use contract::{ExportFormatForm, ExportLinksForm, LinkRow, LinkStateView, ProblemView, SavedLinksView};
use onboarding::Timestamp;
use serde_json::json;

use crate::{Desk, activity::guarded, clock, journals::is_practice};

/// Without it Excel takes UTF-8 for something else.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";
const COLUMNS: [&str; 12] = [
    "name",
    "own spelling (this computer)",
    "device cloud",
    "state",
    "AWS state",
    "since (seen here)",
    "job number",
    "made on",
    "author",
    "note (this computer)",
    "link id",
    "device cloud id",
];

impl Desk {
    /// Saves every link that fits, in the order asked for.
    ///
    /// # Errors
    /// A problem when no AWS account is in use or the file cannot be written.
    pub async fn export_links(&self, form: ExportLinksForm) -> Result<SavedLinksView, ProblemView> {
        let account = self.account()?;
        let (which, format) = (form.which, form.format);
        let content = self.with_list(move |list| {
            let rows = list.rows(&which);
            let content = match format {
                ExportFormatForm::Csv => csv(&rows),
                ExportFormatForm::Json => json(&rows),
            };
            content.map(|content| (content, rows.len()))
        });
        let (content, count) = content.await?.map_err(|_| {
            ProblemView::not_possible("The links could not be written", "Try again, with fewer of them.")
        })?;
        let practice = if is_practice(account.identity()) { " PRACTICE" } else { "" };
        let name = format!("Linkwright{practice} links {}", clock::day(self.shared.ports.clock.now()));
        let extension = match format {
            ExportFormatForm::Csv => "csv",
            ExportFormatForm::Json => "json",
        };
        let path = self.save_file(name, extension, content).await?;
        Ok(SavedLinksView {
            path: path.display().to_string(),
            count: u32::try_from(count).unwrap_or(u32::MAX),
        })
    }
}

#[derive(Debug, thiserror::Error)]
enum NotWritten {
    #[error(transparent)]
    Csv(#[from] csv::Error),
    #[error("the last cells could not be written")]
    Unfinished,
    #[error(transparent)]
    Json(#[from] serde_json::Error),
}

fn csv(rows: &[LinkRow]) -> Result<Vec<u8>, NotWritten> {
    let mut table = csv::Writer::from_writer(BYTE_ORDER_MARK.to_vec());
    table.write_record(COLUMNS)?;
    for row in rows {
        table.write_record(cells(row).map(|cell| guarded(&cell)))?;
    }
    table.into_inner().map_err(|_| NotWritten::Unfinished)
}

fn cells(row: &LinkRow) -> [String; 12] {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    [
        if row.unnamed { String::new() } else { row.name.clone() },
        text(&row.spelling),
        row.device_cloud.clone(),
        words(row.state).to_owned(),
        row.state_name.clone(),
        row.state_since.map_or_else(String::new, |at| clock::local(Timestamp(at))),
        text(&row.job_number),
        text(&row.made_on),
        text(&row.author),
        text(&row.memo),
        row.account_association_id.clone(),
        text(&row.connector_destination_id),
    ]
}

fn json(rows: &[LinkRow]) -> Result<Vec<u8>, NotWritten> {
    let object = |row: &LinkRow| {
        json!({
            "name": (!row.unnamed).then_some(&row.name),
            "ownSpelling": row.spelling,
            "deviceCloud": row.device_cloud,
            "state": words(row.state),
            "awsState": row.state_name,
            "sinceSeenHere": row.state_since.map(|at| clock::utc(Timestamp(at))),
            "jobNumber": row.job_number,
            "madeOn": row.made_on,
            "author": row.author,
            "note": row.memo,
            "accountAssociationId": row.account_association_id,
            "connectorDestinationId": row.connector_destination_id,
        })
    };
    Ok(serde_json::to_vec_pretty(&rows.iter().map(object).collect::<Vec<_>>())?)
}

fn words(state: LinkStateView) -> &'static str {
    match state {
        LinkStateView::WaitingForSignIn => "Waiting for sign-in",
        LinkStateView::SignInFailed => "Sign-in failed",
        LinkStateView::SignedIn => "Signed in",
        LinkStateView::NeedsNewSignIn => "Needs a new sign-in",
        LinkStateView::BeingRemoved => "Being removed",
        LinkStateView::Unknown => "Unknown state",
    }
}

#[cfg(test)]
mod tests;
