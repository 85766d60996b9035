//! What a team shares: AWS accounts, colours, marks, how links are named, and
//! what the customer is told. No secrets.

mod format;
mod taking;

use std::path::Path;

use contract::{
    NothingForm, ProblemView, SavedAccountForm, SavedFileView, SettingsView, TeamFileChange, TeamFileCheck,
    TeamFileForm, TeamFileView,
};

use crate::{
    Desk,
    aws_accounts::{SavedAccount, SavedAccounts},
    beginnings::new_id,
    message_texts::MessageTexts,
    settings,
    state::State,
};
use format::TeamFile;
use taking::{Bringer, Taken, take};

/// More than any team needs.
const MAX_BYTES: usize = 256 * 1024;

impl Desk {
    /// What a file would change here.
    ///
    /// # Errors
    /// A file that is damaged, with its line.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn check_team_file(&self, form: TeamFileForm) -> Result<TeamFileCheck, ProblemView> {
        let file = read(&form.text)?;
        let ids = self.ids_for(&file);
        Ok(compare(&file, &self.lock(), ids))
    }

    /// Takes AWS accounts, settings and texts from a file; what stands here alone
    /// stays, and so do accounts of the file that was read at start.
    ///
    /// # Errors
    /// As [`Desk::check_team_file`]; and when it cannot be saved.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn import_team_file(&self, form: TeamFileForm) -> Result<(), ProblemView> {
        let file = read(&form.text)?;
        if let Some(why) = self.lock().unusable.clone() {
            return Err(why);
        }
        let before = self.kept_of_in_use();
        self.take(&file, Bringer::Person);
        if let (Some(before), Some(after)) = (before, self.kept_of_in_use())
            && (before.source, before.region) != (after.source, after.region)
        {
            let again = self.clone();
            let form = SavedAccountForm { saved_account_id: after.id };
            // A problem is shown where the AWS account stands.
            tokio::spawn(async move { again.use_saved_account(form).await });
        }
        self.keep_taken()
    }

    /// Saves what is set here as a file for others.
    ///
    /// # Errors
    /// A problem when the file cannot be written.
    pub async fn export_team_file(&self, _: NothingForm) -> Result<SavedFileView, ProblemView> {
        let text = {
            let state = self.lock();
            TeamFile::of(&state.aws.saved.0, &state.settings, &state.message_texts).text()
        };
        let path = self.save_file("linkwright-team".to_owned(), "json", text.into_bytes()).await?;
        Ok(SavedFileView { path: path.display().to_string() })
    }

    /// Reads the file the company has put on this computer, if there is one, before
    /// any AWS account is used. What it changes about accounts that were here is
    /// told.
    pub(crate) fn read_team_file(&self) {
        let Some(path) = self.shared.ports.team_file.clone() else { return };
        let text = match read_bounded(&path) {
            Ok(Some(text)) => text,
            Ok(None) => {
                // What came from it before is the person's own from here on.
                self.change(|state| state.aws.saved.0.iter_mut().for_each(|saved| saved.from_team = false));
                return;
            }
            Err(error) => {
                let why = format!("{}: {error}.", path.display());
                self.show_team_file(&path, 0, Some(unreadable(&why)));
                return;
            }
        };
        match read(&text) {
            Ok(file) => {
                let count = u32::try_from(file.aws_accounts.len()).unwrap_or(u32::MAX);
                let before = self.taken();
                let taken = self.take(&file, Bringer::Company);
                self.show_team_file(&path, count, None);
                self.change(|state| state.notices.extend(changed_at_start(&taken)));
                // Another copy may hold the folder.
                if self.taken() != before && self.shared.journals.is_some() {
                    // Read again at the next start, whether it could be kept or not.
                    let _ = self.keep_taken();
                }
            }
            Err(problem) => self.show_team_file(&path, 0, Some(problem)),
        }
    }

    fn show_team_file(&self, path: &Path, accounts: u32, problem: Option<ProblemView>) {
        let view = TeamFileView { path: path.display().to_string(), accounts, problem };
        self.change(|state| {
            state.aws.team_file = Some(view);
            state.aws.changed();
        });
    }

    fn take(&self, file: &TeamFile, bringer: Bringer) -> Taken {
        let ids = self.ids_for(file);
        self.change(|state| {
            let taken = take(file, &state.aws.saved, bringer, ids);
            state.aws.saved.clone_from(&taken.accounts);
            state.settings = with_settings(file, state.settings.clone());
            if let Some(messages) = &file.messages {
                state.message_texts = messages.texts();
            }
            state.aws.changed();
            taken
        })
    }

    fn ids_for(&self, file: &TeamFile) -> Vec<String> {
        file.aws_accounts.iter().map(|_| new_id(self.shared.ports.chance.bits())).collect()
    }

    fn kept_of_in_use(&self) -> Option<SavedAccount> {
        let state = self.lock();
        state.account.as_ref().and_then(|account| state.saved_of(account)).cloned()
    }

    /// All that a team file can set.
    fn taken(&self) -> (SavedAccounts, SettingsView, MessageTexts) {
        let state = self.lock();
        (state.aws.saved.clone(), state.settings.clone(), state.message_texts.clone())
    }

    fn keep_taken(&self) -> Result<(), ProblemView> {
        let data_dir = &self.shared.ports.data_dir;
        let saved = {
            let _turn = self.shared.turn_to_write();
            let (_, settings, texts) = self.taken();
            settings::save(data_dir, &settings).and_then(|()| texts.save(data_dir))
        };
        saved.map_err(|error| {
            tracing::warn!(%error, "what the team file sets could not be saved");
            ProblemView::not_possible(
                "What the team file sets could not be saved",
                "It holds until Linkwright is closed. Check that the disk is not full.",
            )
        })?;
        self.keep_saved_accounts()
    }
}

fn with_settings(file: &TeamFile, settings: SettingsView) -> SettingsView {
    settings::within_limits(SettingsView {
        company: file.company.clone().unwrap_or(settings.company),
        telephone: file.telephone.clone().unwrap_or(settings.telephone),
        name_pattern: file.name_pattern.as_ref().map_or(settings.name_pattern, |pattern| pattern.0.clone()),
        ..settings
    })
}

fn compare(file: &TeamFile, state: &State, ids: Vec<String>) -> TeamFileCheck {
    let Taken { added, changed, left, unchanged, .. } = take(file, &state.aws.saved, Bringer::Person, ids);
    let mut check = TeamFileCheck { added, changed, left, unchanged, settings: Vec::new() };
    let after = with_settings(file, state.settings.clone());
    let before = &state.settings;
    let mut says = |differs: bool, what: String| {
        if differs {
            check.settings.push(what);
        }
    };
    says(after.company != before.company, format!("Company: {}", after.company));
    says(after.telephone != before.telephone, format!("Telephone: {}", after.telephone));
    says(after.name_pattern != before.name_pattern, format!("Links are named {}", after.name_pattern));
    let differs = file.messages.as_ref().is_some_and(|messages| messages.texts() != state.message_texts);
    says(differs, "The texts of the message to the customer".to_owned());
    check
}

/// What the file read at start has made of AWS accounts that were here.
fn changed_at_start(taken: &Taken) -> Option<ProblemView> {
    /// More are counted.
    const SHOWN: usize = 5;
    let changed = taken.changed.iter();
    let changed = changed.map(|TeamFileChange { name, what }| format!("{name}: {}.", what.join("; ")));
    let removed = taken.removed.iter().map(|name| format!("{name} is not in it any more and was removed."));
    let mut lines: Vec<String> = changed.chain(removed).collect();
    let more = lines.len().saturating_sub(SHOWN);
    lines.truncate(SHOWN);
    if more > 0 {
        lines.push(format!("{more} more were changed."));
    }
    let meaning = lines.join(" ");
    (!meaning.is_empty())
        .then(|| ProblemView::not_possible("Your team file changed AWS accounts here", &meaning))
}

/// # Errors
/// What is wrong, and in which line.
fn read(text: &str) -> Result<TeamFile, ProblemView> {
    if text.len() > MAX_BYTES {
        return Err(unreadable("It is larger than 256 kB."));
    }
    TeamFile::parse(text).map_err(|damage| unreadable(&damage.to_string()))
}

fn unreadable(why: &str) -> ProblemView {
    let mut view = ProblemView::not_possible(
        "The team file was not taken",
        &format!("{why} Nothing of it was used; correct it and try again."),
    );
    view.detail = Some(why.to_owned());
    view
}

/// `None` when there is no such file.
fn read_bounded(path: &Path) -> std::io::Result<Option<String>> {
    use std::io::Read;
    let file = match std::fs::File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let mut text = String::new();
    let limit = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    file.take(limit).read_to_string(&mut text)?;
    Ok(Some(text))
}
