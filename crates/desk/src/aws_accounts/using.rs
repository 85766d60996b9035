//! Taking a way into AWS into use: asked who we are, and confirmed where that is
//! another than last time.

use std::sync::Arc;

use contract::{NothingForm, ProblemView, SavedAccountForm, SourceForm, UseAwsAccountForm};
use secrecy::SecretString;

use super::{
    Confirming, SavedAccount,
    in_use::{confirm_view, put_in_use},
};
use crate::{Desk, aws_sign_in::SigningIn, beginnings::new_id, logs, state::State};

/// What came of asking AWS who we are.
enum Came {
    /// The person has chosen again meanwhile, or does without.
    TooLate,
    /// The account is another than last time, and the person is asked.
    ToConfirm,
    InUse(WasBefore),
}

/// What was in use before.
#[derive(Clone, Copy)]
pub(super) struct WasBefore {
    /// Practice, which has no further use.
    pub(super) practice: bool,
    /// The very same identity: only the sign-in is new.
    pub(super) same: bool,
    /// Nobody asked for it, as when the files changed.
    pub(super) by_itself: bool,
}

/// A way into AWS, and whether it is kept already.
#[derive(Clone)]
pub(super) struct Meant {
    pub(super) saved: SavedAccount,
    pub(super) is_new: bool,
}

impl Desk {
    /// Signs in with what is on this computer and asks AWS who that is. A way
    /// that is not kept yet is kept once AWS has said so.
    ///
    /// # Errors
    /// A problem when AWS does not know this sign-in or cannot be reached; the
    /// account used before then stays in use. A sign-in that can be begun here
    /// is asked for in the view, and no error.
    pub async fn use_aws_account(&self, form: UseAwsAccountForm) -> Result<(), ProblemView> {
        let saved = self.lock().aws.saved.find(&form.source, form.region.as_deref()).cloned();
        let saved_id = saved.map(|saved| saved.id);
        self.use_with(Wanted { form, saved_id }, None).await
    }

    /// # Errors
    /// As [`Desk::use_aws_account`].
    pub async fn use_saved_account(&self, form: SavedAccountForm) -> Result<(), ProblemView> {
        let saved = self.saved(&form.saved_account_id)?;
        self.use_with(Wanted::of(&saved), None).await
    }

    /// 'Check again': asks AWS again who we are.
    ///
    /// # Errors
    /// As [`Desk::use_aws_account`].
    pub async fn check_aws_account(&self, _: NothingForm) -> Result<(), ProblemView> {
        let asked = self.lock().asked_for();
        match asked {
            Some(wanted) => self.use_with(wanted, None).await,
            None => self.account().map(|_| ()),
        }
    }

    /// The person works in the account AWS names from here on.
    ///
    /// # Errors
    /// A problem when there is nothing to confirm any more.
    pub async fn confirm_aws_account(&self, _: NothingForm) -> Result<(), ProblemView> {
        let confirmed = self.change(|state| {
            let Confirming { account, wanted, meant, .. } = state.aws.confirming.take()?;
            state.choice += 1;
            state.connecting = false;
            let before = put_in_use(self, state, &account, &wanted, Some(meant))?;
            Some((account, wanted, before))
        });
        let Some((account, wanted, before)) = confirmed else {
            return Err(ProblemView::not_possible(
                "There is nothing to confirm",
                "It was answered already, or another AWS account was chosen.",
            ));
        };
        self.go_on_with(&account, &wanted, before).await;
        Ok(())
    }

    /// The account used before stays in use.
    ///
    /// # Errors
    /// None; the result has the form of every intent.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn decline_aws_account(&self, _: NothingForm) -> Result<(), ProblemView> {
        self.change(State::do_without);
        Ok(())
    }

    /// As [`Desk::use_aws_account`], with a code where one was asked for.
    pub(crate) async fn use_with(
        &self,
        wanted: Wanted,
        mfa_code: Option<SecretString>,
    ) -> Result<(), ProblemView> {
        if let Some(why) = self.lock().unusable.clone() {
            return Err(why);
        }
        let choice = self.change(|state| {
            state.account_problem = None;
            state.aws.confirming = None;
            // Whoever chooses another does without what was asked for before; a
            // portal that is signed in to for its list alone goes on.
            let is_for_another =
                |signing_in: &mut SigningIn| signing_in.wanted.as_ref().is_some_and(|it| !it.is(&wanted));
            drop(state.aws.signing_in.take_if(is_for_another));
            state.wanted = Some(wanted.clone());
            state.begin_choice()
        });
        self.try_to_use(wanted, mfa_code, choice).await
    }

    /// Goes on with a choice that was begun, unless another came after it.
    pub(crate) async fn try_to_use(
        &self,
        wanted: Wanted,
        mfa_code: Option<SecretString>,
        choice: u32,
    ) -> Result<(), ProblemView> {
        let stood_on = self.footprint_of(&wanted).await;
        let meant = self.meant_by(&wanted);
        let connected =
            self.connect(&wanted.form, meant.as_ref().map(|it| &it.saved), mfa_code.as_ref()).await;
        {
            let mut state = self.lock();
            if state.choice == choice {
                state.aws.stands_on(&wanted, stood_on);
            }
        }
        let account = match connected {
            Ok(account) => Arc::new(account),
            Err(why) => {
                return self.not_connected(&wanted, meant.as_ref().map(|it| &it.saved), choice, &why).await;
            }
        };
        let came = self.change(|state| {
            if state.choice != choice {
                return Came::TooLate;
            }
            state.connecting = false;
            // As it is kept now: marks and team file may have changed meanwhile.
            let meant = meant.map(|meant| match state.aws.saved.get(&meant.saved.id) {
                Some(saved) => Meant { saved: saved.clone(), ..meant },
                None => meant,
            });
            match meant {
                Some(meant) if meant.saved.is_another(account.identity(), wanted.form.region.is_some()) => {
                    let view = confirm_view(&meant.saved, &account);
                    let (account, wanted) = (Arc::clone(&account), wanted.clone());
                    state.aws.end_sign_in_for(&wanted);
                    state.aws.confirming = Some(Confirming { account, wanted, meant, view });
                    Came::ToConfirm
                }
                meant => put_in_use(self, state, &account, &wanted, meant).map_or(Came::TooLate, Came::InUse),
            }
        });
        match came {
            Came::InUse(before) => {
                logs::signed_in(&account, false);
                self.go_on_with(&account, &wanted, before).await;
            }
            Came::ToConfirm => logs::signed_in(&account, true),
            Came::TooLate => {}
        }
        Ok(())
    }

    /// The way that is kept, or one made for it that is kept when it works.
    /// Practice is none.
    fn meant_by(&self, wanted: &Wanted) -> Option<Meant> {
        let form = &wanted.form;
        let name = match &form.source {
            SourceForm::Practice => return None,
            SourceForm::Environment => "Environment",
            SourceForm::Profile { name } => name,
            SourceForm::Keys { .. } => "Access keys",
            SourceForm::IdentityCenter { role_name, .. } => role_name,
        };
        let id = new_id(self.shared.ports.chance.bits());
        let state = self.lock();
        let accounts = &state.aws.saved;
        if let Some(saved) = wanted.saved_id.as_deref().and_then(|id| accounts.get(id)) {
            return Some(Meant { saved: saved.clone(), is_new: false });
        }
        let saved = SavedAccount::new(id, accounts.free_name(name), accounts.next_colour(), form);
        // One that was kept when it was chosen and is not any more was removed.
        Some(Meant { saved, is_new: wanted.saved_id.is_none() })
    }
}

/// A way into AWS somebody wants to use.
#[derive(Debug, Clone)]
pub(crate) struct Wanted {
    pub(crate) form: UseAwsAccountForm,
    /// Which of those that are kept; two may have the same source.
    pub(crate) saved_id: Option<String>,
}

impl Wanted {
    pub(crate) fn of(saved: &SavedAccount) -> Self {
        let form = UseAwsAccountForm { source: saved.source.clone(), region: saved.region.clone() };
        Self { form, saved_id: Some(saved.id.clone()) }
    }

    pub(crate) fn is(&self, other: &Self) -> bool {
        match (&self.saved_id, &other.saved_id) {
            (Some(id), Some(other)) => id == other,
            (Some(_) | None, Some(_) | None) => self.form.source == other.form.source,
        }
    }
}

impl Desk {
    /// The one marked for it, else the one used last, if it is kept still.
    pub(crate) fn to_use_at_start(&self, last: Option<UseAwsAccountForm>) -> Option<Wanted> {
        let state = self.lock();
        let saved = &state.aws.saved;
        let marked = saved.0.iter().find(|saved| saved.start).map(Wanted::of);
        marked.or_else(|| {
            let form = last?;
            let known = saved.find(&form.source, form.region.as_deref());
            if form.source == SourceForm::Practice {
                return Some(Wanted { form, saved_id: None });
            }
            // The Region that is kept goes before that of last time: the company
            // may have changed it.
            known.map(|saved| {
                let region = saved.region.clone().or(form.region);
                let form = UseAwsAccountForm { source: form.source, region };
                Wanted { saved_id: Some(saved.id.clone()), form }
            })
        })
    }
}

impl State {
    /// What 'Check again' is about: the way that could not be used, else the one
    /// in use.
    pub(crate) fn asked_for(&self) -> Option<Wanted> {
        let failed = self.account_problem.is_some() || self.aws.signing_in.is_some();
        let wanted = self.wanted.clone().filter(|_| failed);
        wanted.or_else(|| self.account.as_ref().map(|account| account.wanted()))
    }

    /// From here on only the answer to this choice counts.
    pub(crate) fn begin_choice(&mut self) -> u32 {
        self.connecting = true;
        self.choice += 1;
        self.choice
    }

    /// The person does without what was asked for: what still answers is dropped.
    pub(crate) fn do_without(&mut self) {
        self.choice += 1;
        self.connecting = false;
        self.wanted = None;
        self.account_problem = None;
        self.aws.confirming = None;
        self.aws.signing_in = None;
    }
}
