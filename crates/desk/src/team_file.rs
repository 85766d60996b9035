//! What a team shares: AWS accounts, colours, marks, how links are named, and
//! what the customer is told. No secrets.

mod format;

use std::path::Path;

use contract::{
    NothingForm, ProblemView, SavedFileView, SettingsView, TeamFileCheck, TeamFileForm, TeamFileView,
};

use crate::{
    Desk,
    aws_accounts::{SavedAccount, SavedAccounts, SeenIdentity},
    beginnings::new_id,
    message_texts::MessageTexts,
    settings,
    state::State,
};
use format::{TeamAccount, TeamFile};

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
        Ok(compare(&file, &self.lock()))
    }

    /// Takes AWS accounts, settings and texts from a file; what stands here alone
    /// stays.
    ///
    /// # Errors
    /// As [`Desk::check_team_file`]; and when it cannot be saved.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn import_team_file(&self, form: TeamFileForm) -> Result<(), ProblemView> {
        let file = read(&form.text)?;
        self.take(&file, false);
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

    /// Reads the file the company has put on this computer, if there is one.
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
                let why = format!("{}: {error}", path.display());
                self.show_team_file(&path, 0, Some(unreadable(&why)));
                return;
            }
        };
        match read(&text) {
            Ok(file) => {
                let count = u32::try_from(file.aws_accounts.len()).unwrap_or(u32::MAX);
                let before = self.taken();
                self.take(&file, true);
                self.show_team_file(&path, count, None);
                if self.taken() != before {
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

    fn take(&self, file: &TeamFile, from_team: bool) {
        let ids: Vec<String> =
            file.aws_accounts.iter().map(|_| new_id(self.shared.ports.chance.bits())).collect();
        self.change(|state| {
            if from_team {
                let is_in_file =
                    |saved: &SavedAccount| file.aws_accounts.iter().any(|account| account.is_of(saved));
                state.aws.saved.0.retain(|saved| !saved.from_team || is_in_file(saved));
            }
            for (account, id) in file.aws_accounts.iter().zip(ids) {
                take_account(account, id, from_team, state);
            }
            state.settings = with_settings(file, state.settings.clone());
            if let Some(messages) = &file.messages {
                state.message_texts = messages.texts();
            }
            state.aws.changed();
        });
    }

    /// All that a team file can set.
    fn taken(&self) -> (SavedAccounts, SettingsView, MessageTexts) {
        let state = self.lock();
        (state.aws.saved.clone(), state.settings.clone(), state.message_texts.clone())
    }

    fn keep_taken(&self) -> Result<(), ProblemView> {
        let (_, settings, texts) = self.taken();
        let data_dir = &self.shared.ports.data_dir;
        let saved = settings::save(data_dir, &settings).and_then(|()| texts.save(data_dir));
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

fn take_account(account: &TeamAccount, id: String, from_team: bool, state: &mut State) {
    let known = state.aws.saved.0.iter_mut().find(|saved| account.is_of(saved));
    let colour = account.colour;
    match known {
        Some(saved) => {
            saved.name = account.name.0.clone();
            saved.colour = colour.unwrap_or(saved.colour);
            saved.production = account.production;
            saved.read_only = account.read_only;
            saved.from_team = from_team;
            if !account.has_source_of(saved) {
                saved.source = account.source_form(&saved.id);
            }
            saved.region = account.region();
            if let Some(number) = account.number()
                && saved.seen.as_ref().is_none_or(|seen| seen.account != number)
            {
                saved.seen = Some(only_account(number));
            }
        }
        None => {
            let colour = colour.unwrap_or_else(|| state.aws.saved.next_colour());
            state.aws.saved.0.push(SavedAccount {
                name: account.name.0.clone(),
                colour,
                source: account.source_form(&id),
                region: account.region(),
                production: account.production,
                read_only: account.read_only,
                start: false,
                from_team,
                seen: account.number().map(only_account),
                id,
            });
        }
    }
}

fn only_account(number: &str) -> SeenIdentity {
    SeenIdentity { partition: None, account: number.to_owned(), region: None, endpoint: None, who: None }
}

fn with_settings(file: &TeamFile, settings: SettingsView) -> SettingsView {
    settings::within_limits(SettingsView {
        company: file.company.clone().unwrap_or(settings.company),
        telephone: file.telephone.clone().unwrap_or(settings.telephone),
        name_pattern: file.name_pattern.as_ref().map_or(settings.name_pattern, |pattern| pattern.0.clone()),
        ..settings
    })
}

fn compare(file: &TeamFile, state: &State) -> TeamFileCheck {
    let mut check =
        TeamFileCheck { added: Vec::new(), changed: Vec::new(), unchanged: 0, settings: Vec::new() };
    for account in &file.aws_accounts {
        let name = account.name.0.clone();
        match state.aws.saved.0.iter().find(|saved| account.is_of(saved)) {
            None => check.added.push(name),
            Some(saved) if account.changes(saved) => check.changed.push(name),
            Some(_) => check.unchanged += 1,
        }
    }
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
