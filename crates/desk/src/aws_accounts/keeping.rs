//! Adding, editing and removing the ways into AWS that are kept here.

use contract::{
    AddAwsAccountForm, EditAwsAccountForm, ProblemView, ProductionForm, ReplaceAccessKeysForm,
    SavedAccountForm, SourceForm, UseAwsAccountForm,
};

use super::{
    SavedAccount, Wanted,
    connecting::{role, wrong_role},
    kept_keys,
};
use crate::{Desk, beginnings::new_id, settings};

const MAX_NAME: usize = 60;
/// More than anybody keeps apart.
const MAX_SAVED: usize = 200;

impl Desk {
    /// Keeps a way into AWS and uses it.
    ///
    /// # Errors
    /// A field that is wrong; then nothing is kept. Once it is kept, what keeps it
    /// from being used is in the view.
    pub async fn add_aws_account(&self, form: AddAwsAccountForm) -> Result<(), ProblemView> {
        let name = self.free_name(&form.name, None)?;
        let id = new_id(self.shared.ports.chance.bits());
        let region = fit_region(form.region.as_deref())?;
        let source = fit_source(form.source, &id)?;
        let keys = match (&source, &form.access_keys) {
            (SourceForm::Keys { .. }, Some(keys)) => Some(kept_keys::read(keys)?),
            (SourceForm::Keys { .. }, None) => {
                return Err(ProblemView::with_input("accessKeyId", "Give the access keys."));
            }
            (SourceForm::Profile { .. } | SourceForm::Environment | SourceForm::IdentityCenter { .. }, _) => {
                None
            }
            (SourceForm::Practice, _) => {
                return Err(ProblemView::not_possible(
                    "Practice is always there",
                    "It need not be added: choose it under AWS accounts.",
                ));
            }
        };
        if self.lock().aws.saved.0.len() >= MAX_SAVED {
            return Err(ProblemView::with_input("name", "200 AWS accounts are kept; remove one first."));
        }
        let (production, read_only) = (form.production, form.read_only);
        let new = SavedAccount::new(id.clone(), name, form.colour, &UseAwsAccountForm { source, region });
        let saved = SavedAccount { production, read_only, ..new };
        let wanted = Wanted::of(&saved);
        if let Some(keys) = keys
            && let Some(why) = self.keep_keys(&id, keys).await
        {
            self.change(|state| state.notices.push_back(why));
        }
        self.change(|state| {
            // Two that were added at the same moment.
            let name = state.aws.saved.free_name(&saved.name);
            state.aws.saved.0.push(SavedAccount { name, ..saved });
            state.aws.changed();
        });
        self.keep_saved_accounts()?;
        // It is kept now, and what is wrong with it is shown where it stands.
        let _ = self.use_with(wanted, None).await;
        Ok(())
    }

    /// # Errors
    /// A name that is taken or empty, a Region that is none, or marks the team
    /// file sets.
    pub async fn edit_aws_account(&self, form: EditAwsAccountForm) -> Result<(), ProblemView> {
        let saved = self.saved(&form.saved_account_id)?;
        let name = self.free_name(&form.name, Some(&saved.id))?;
        let region = fit_region(form.region.as_deref())?;
        let is_same = name == saved.name
            && form.colour == saved.colour
            && form.production == saved.production
            && form.read_only == saved.read_only;
        if saved.from_team && !is_same {
            return Err(ProblemView::not_possible(
                "Your team file sets this",
                "Name, colour and marks of this AWS account come from the team file and are changed there.",
            ));
        }
        let was_region = saved.region.clone();
        let is_in_use = self.change(|state| {
            if form.start {
                state.aws.saved.0.iter_mut().for_each(|each| each.start = false);
            }
            if let Some(kept) = state.aws.saved.get_mut(&saved.id) {
                kept.name.clone_from(&name);
                kept.colour = form.colour;
                kept.production = form.production;
                kept.read_only = form.read_only;
                kept.start = form.start;
                kept.region.clone_from(&region);
            }
            state.aws.changed();
            state.account.as_ref().is_some_and(|account| account.saved_id.as_deref() == Some(&saved.id))
        });
        self.keep_saved_accounts()?;
        if is_in_use && region != was_region {
            let wanted = Wanted::of(&SavedAccount { region, ..saved });
            return self.use_with(wanted, None).await;
        }
        Ok(())
    }

    /// Removes a way into AWS from this computer, and its keys from the keyring.
    /// Nothing changes at AWS. Journeys stay and wait for their account.
    ///
    /// # Errors
    /// A problem when the keyring still has the keys.
    pub async fn remove_aws_account(&self, form: SavedAccountForm) -> Result<(), ProblemView> {
        let saved = self.saved(&form.saved_account_id)?;
        if let SourceForm::Keys { keys_id, .. } = &saved.source {
            self.forget_keys(keys_id).await?;
        }
        let left = self.change(|state| {
            state.aws.saved.0.retain(|each| each.id != saved.id);
            state.aws.changed();
            let is_in_use =
                state.account.as_ref().is_some_and(|account| account.saved_id.as_deref() == Some(&saved.id));
            let is_asked_for = |wanted: &Wanted| wanted.saved_id.as_deref() == Some(&saved.id);
            if state.wanted.as_ref().is_some_and(is_asked_for) {
                state.do_without();
            }
            is_in_use
        });
        if left {
            self.leave_account();
        }
        settings::forget_last_account(&self.shared.ports.data_dir, &saved.source);
        self.keep_saved_accounts()
    }

    /// Gives other access keys in place of those there were; uses them where the
    /// account is in use or asked for.
    ///
    /// # Errors
    /// As [`Desk::add_aws_account`].
    pub async fn replace_access_keys(&self, form: ReplaceAccessKeysForm) -> Result<(), ProblemView> {
        let saved = self.saved(&form.saved_account_id)?;
        let SourceForm::Keys { keys_id, .. } = &saved.source else {
            return Err(ProblemView::not_possible(
                "This AWS account has no access keys here",
                "It signs in by other means.",
            ));
        };
        let keys = kept_keys::read(&form.access_keys)?;
        let why = self.keep_keys(keys_id, keys).await;
        self.change(|state| {
            // What the keyring still has is of before, and is not read again.
            if let Some(kept) = state.aws.saved.get_mut(&saved.id) {
                kept.keyring_is_stale = why.is_some();
            }
            state.notices.extend(why);
        });
        self.keep_saved_accounts()?;
        let concerns_use = {
            let state = self.lock();
            let is_it = |id: Option<&str>| id == Some(saved.id.as_str());
            state.account.as_ref().is_some_and(|account| is_it(account.saved_id.as_deref()))
                || state.wanted.as_ref().is_some_and(|wanted| is_it(wanted.saved_id.as_deref()))
        };
        match concerns_use {
            true => self.use_with(Wanted::of(&saved), None).await,
            false => Ok(()),
        }
    }

    /// Marks the AWS account in use as one where removing is confirmed by typing.
    ///
    /// # Errors
    /// A problem when it cannot be kept, or is Practice.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn set_production(&self, form: ProductionForm) -> Result<(), ProblemView> {
        let saved_id = self.account()?.saved_id.clone();
        let known = self.change(|state| {
            let known = saved_id.and_then(|id| state.aws.saved.get_mut(&id))?;
            if !known.from_team {
                known.production = form.production;
            }
            state.aws.changed();
            Some(())
        });
        if known.is_none() {
            return Err(ProblemView::not_possible(
                "Practice is never production",
                "Choose one of your AWS accounts first.",
            ));
        }
        self.keep_saved_accounts()
    }

    /// # Errors
    /// A problem when it was removed meanwhile.
    pub(crate) fn saved(&self, id: &str) -> Result<SavedAccount, ProblemView> {
        self.lock().aws.saved.get(id).cloned().ok_or_else(|| {
            ProblemView::not_possible("This AWS account is not kept here any more", "Look at the list again.")
        })
    }

    /// # Errors
    /// A problem that says that it holds until the program is closed.
    pub(crate) fn keep_saved_accounts(&self) -> Result<(), ProblemView> {
        // One after the other, and each writes what there is then.
        let _turn = self.shared.turn_to_write();
        let saved = self.lock().aws.saved.clone();
        saved.save(&self.shared.ports.data_dir).map_err(|error| {
            tracing::warn!(%error, "the AWS accounts could not be saved");
            ProblemView::not_possible(
                "The list of AWS accounts could not be saved",
                "It holds until Linkwright is closed. Check that the disk is not full and the folder can be written.",
            )
        })
    }

    /// As [`Desk::keep_saved_accounts`] where nobody asked for it.
    pub(crate) fn write_saved_accounts(&self) {
        // It was logged, and the next change writes all of it again.
        let _ = self.keep_saved_accounts();
    }

    /// A name nobody else here has.
    fn free_name(&self, typed: &str, own_id: Option<&str>) -> Result<String, ProblemView> {
        let name = onboarding::fit_to_show(typed).unwrap_or_default();
        let problem = if name.is_empty() {
            Some("Give it a name.")
        } else if name.chars().count() > MAX_NAME {
            Some("A name has at most 60 characters.")
        } else {
            let state = self.lock();
            let is_taken = state.aws.saved.0.iter().any(|saved| {
                Some(saved.id.as_str()) != own_id && saved.name.to_lowercase() == name.to_lowercase()
            });
            is_taken.then_some("Another AWS account here has this name.")
        };
        problem.map_or(Ok(name), |why| Err(ProblemView::with_input("name", why)))
    }
}

fn fit_region(typed: Option<&str>) -> Result<Option<String>, ProblemView> {
    let region = typed.map(str::trim).filter(|region| !region.is_empty());
    match region {
        Some(region) if !is_region(region) => {
            Err(ProblemView::with_input("region", "A Region looks like eu-west-1."))
        }
        region => Ok(region.map(str::to_owned)),
    }
}

/// As `eu-west-1`: at least three words of small letters and digits.
pub(crate) fn is_region(text: &str) -> bool {
    text.len() <= 32
        && text.split('-').count() >= 3
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// Trimmed, and with an id of ours for the keys.
fn fit_source(source: SourceForm, id: &str) -> Result<SourceForm, ProblemView> {
    let text = |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    Ok(match source {
        SourceForm::Keys { mfa_serial, role_arn, external_id, .. } => {
            let (mfa_serial, role_arn, external_id) = (text(mfa_serial), text(role_arn), text(external_id));
            role(role_arn.as_deref(), external_id.as_deref()).map_err(|why| why.view())?;
            if let Some(serial) = &mfa_serial {
                connections::parse_mfa_serial(serial).map_err(wrong_role)?;
            }
            SourceForm::Keys { keys_id: id.to_owned(), mfa_serial, role_arn, external_id }
        }
        SourceForm::IdentityCenter { start_url, portal_region, account, role_name } => {
            let portal = crate::aws_sign_in::read_portal(&start_url, &portal_region)?;
            let is_account = account.len() == 12 && account.chars().all(|c| c.is_ascii_digit());
            if !is_account {
                return Err(ProblemView::with_input("account", "An AWS account has twelve digits."));
            }
            if role_name.trim().is_empty() {
                return Err(ProblemView::with_input("roleName", "Choose a role."));
            }
            SourceForm::IdentityCenter {
                start_url: portal.start_url,
                portal_region: portal.region,
                account,
                role_name: role_name.trim().to_owned(),
            }
        }
        other @ (SourceForm::Practice | SourceForm::Environment | SourceForm::Profile { .. }) => other,
    })
}
