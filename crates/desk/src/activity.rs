//! What was done on this computer: the record of the book in use, newest first.

use std::sync::Arc;

use contract::{ActivityEntry, ActivityPage, ListActivityForm, NothingForm, ProblemView, SavedLinksView};
use journal::{Act, ActPlace, Remember, WriteProblem};

use crate::{
    Desk, clock, journals::is_practice, journeys::not_there, remembering::timeline_entry,
    views::identity_view,
};

/// Entries of one page to the window.
const PAGE: usize = 100;
/// Entries read at once for an export.
const AT_ONCE: usize = 2_000;

impl Desk {
    /// One page of what was done, the newest first.
    ///
    /// # Errors
    /// A problem when the journal cannot be read or the place is none.
    pub async fn list_activity(&self, form: ListActivityForm) -> Result<ActivityPage, ProblemView> {
        let behind = match form.behind.as_deref() {
            None => None,
            Some(text) => Some(
                text.parse::<ActPlace>()
                    .map_err(|_| ProblemView::with_input("behind", "This is no place in the record."))?,
            ),
        };
        let acts =
            self.book_in_use()?.activity(behind.as_ref(), PAGE).await.map_err(|why| unreadable(&why))?;
        let next = (acts.len() == PAGE).then(|| acts.last().map(|act| act.place.to_string())).flatten();
        Ok(ActivityPage { entries: acts.into_iter().filter_map(entry).collect(), next })
    }

    /// Saves the whole record as CSV.
    ///
    /// # Errors
    /// A problem when the journal cannot be read or the file not be written.
    pub async fn export_activity(&self, _: NothingForm) -> Result<SavedLinksView, ProblemView> {
        let book = self.book_in_use()?;
        let mut table = csv::Writer::from_writer(Vec::new());
        let head =
            ["time", "customer", "link id", "account", "Region", "what", "detail", "operation", "request id"];
        let mut written = table.write_record(head);
        let (mut count, mut behind) = (0_u32, None);
        loop {
            let acts = book.activity(behind.as_ref(), AT_ONCE).await.map_err(|why| unreadable(&why))?;
            behind = acts.last().map(|act| act.place.clone());
            let is_last = acts.len() < AT_ONCE;
            for entry in acts.into_iter().filter_map(entry) {
                count += 1;
                written = written.and_then(|()| table.write_record(row(&entry)));
            }
            if is_last {
                break;
            }
        }
        let content = written
            .ok()
            .and_then(|()| table.into_inner().ok())
            .ok_or_else(|| ProblemView::not_possible("The record could not be written", "Try again."))?;
        let name = format!("Linkwright activity {}", clock::day(self.shared.ports.clock.now()));
        let path = self.save_file(name, "csv", content).await?;
        Ok(SavedLinksView { path: path.display().to_string(), count })
    }

    /// What is practised is recorded apart from what is real.
    fn book_in_use(&self) -> Result<Arc<dyn Remember>, ProblemView> {
        let journals = self.shared.journals.as_ref().ok_or_else(not_there)?;
        let practises = self.lock().account.as_ref().is_some_and(|account| is_practice(account.identity()));
        Ok(Arc::clone(if practises { &journals.practice } else { &journals.live }))
    }
}

/// An entry of a version that knows more is left out.
fn entry(act: Act) -> Option<ActivityEntry> {
    let told = timeline_entry(act.entry)?;
    Some(ActivityEntry {
        at: told.at,
        name: act.name,
        account_association_id: act.link.map(|link| link.as_str().to_owned()),
        identity: identity_view(&act.identity),
        text: told.text,
        detail: told.detail,
        operation: told.operation,
        request_id: told.request_id,
    })
}

fn row(entry: &ActivityEntry) -> [String; 9] {
    let time =
        jiff::Timestamp::from_millisecond(entry.at).map_or_else(|_| String::new(), |at| at.to_string());
    let text = |value: &Option<String>| guarded(value.as_deref().unwrap_or_default());
    [
        time,
        text(&entry.name),
        text(&entry.account_association_id),
        entry.identity.account.clone(),
        entry.identity.region.clone(),
        guarded(&entry.text),
        text(&entry.detail),
        text(&entry.operation),
        text(&entry.request_id),
    ]
}

/// A cell that a spreadsheet would take for a formula is made text (OWASP, CSV
/// injection).
pub(crate) fn guarded(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

fn unreadable(why: &WriteProblem) -> ProblemView {
    let mut view = ProblemView::not_possible(
        "The journal cannot be read",
        "What was done cannot be shown. Start Linkwright again.",
    );
    view.detail = Some(why.to_string());
    view
}
