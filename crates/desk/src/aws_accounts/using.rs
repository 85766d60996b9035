//! Taking a way into AWS into use: asked who we are, confirmed where that is
//! another than last time, and everything that waited for it goes on.

use std::sync::Arc;

use contract::{
    ConfirmAccountView, NothingForm, ProblemView, SavedAccountForm, SceneView, SourceForm, UseAwsAccountForm,
};
use onboarding::journey::Event;
use secrecy::SecretString;
use support::PlanEvent;
use watching::Whose;

use super::{Confirming, SavedAccount, SeenIdentity, listing::region_name};
use crate::{
    Desk,
    beginnings::new_id,
    settings,
    state::{Account, State},
};

/// What came of asking AWS who we are.
enum Came {
    /// The person has chosen again meanwhile; that choice counts.
    TooLate,
    /// The account is another than last time, and the person is asked.
    ToConfirm,
    InUse {
        left_practice: bool,
    },
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
        self.use_with(form, None).await
    }

    /// # Errors
    /// As [`Desk::use_aws_account`].
    pub async fn use_saved_account(&self, form: SavedAccountForm) -> Result<(), ProblemView> {
        let saved = self.saved(&form.saved_account_id)?;
        self.use_with(UseAwsAccountForm { source: saved.source, region: saved.region }, None).await
    }

    /// 'Check again': asks AWS again who we are.
    ///
    /// # Errors
    /// As [`Desk::use_aws_account`].
    pub async fn check_aws_account(&self, _: NothingForm) -> Result<(), ProblemView> {
        let asked = {
            let state = self.lock();
            let failed = state.account_problem.is_some() || state.aws.signing_in.is_some();
            let wanted = state.wanted.clone().filter(|_| failed);
            wanted.or_else(|| state.account.as_ref().map(|account| account.asked_for()))
        };
        match asked {
            Some(form) => self.use_with(form, None).await,
            None => self.account().map(|_| ()),
        }
    }

    /// The person works in the account AWS names from here on.
    ///
    /// # Errors
    /// A problem when there is nothing to confirm any more.
    pub async fn confirm_aws_account(&self, _: NothingForm) -> Result<(), ProblemView> {
        let Some(confirmed) = self.change(|state| state.aws.confirming.take()) else {
            return Err(ProblemView::not_possible(
                "There is nothing to confirm",
                "It was answered already, or another AWS account was chosen.",
            ));
        };
        let Confirming { account, form, saved, .. } = confirmed;
        let left_practice = self.change(|state| {
            state.choice += 1;
            put_in_use(self, state, &account, Some(saved))
        });
        self.go_on_with(&account, &form, left_practice).await;
        Ok(())
    }

    /// The account used before stays in use.
    ///
    /// # Errors
    /// None; the result has the form of every intent.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn decline_aws_account(&self, _: NothingForm) -> Result<(), ProblemView> {
        self.change(|state| {
            state.aws.confirming = None;
            state.wanted = state.account.as_ref().map(|account| account.asked_for());
        });
        Ok(())
    }

    /// As [`Desk::use_aws_account`], with a code where one was asked for.
    pub(crate) async fn use_with(
        &self,
        form: UseAwsAccountForm,
        mfa_code: Option<SecretString>,
    ) -> Result<(), ProblemView> {
        if let Some(why) = self.lock().unusable.clone() {
            return Err(why);
        }
        let choice = self.change(|state| {
            state.connecting = true;
            state.account_problem = None;
            state.aws.confirming = None;
            state.wanted = Some(form.clone());
            state.choice += 1;
            state.choice
        });
        let stood_on = self.footprint_of(&form).await;
        self.lock().aws.stood_on = stood_on.map(|footprint| (form.clone(), footprint));
        let saved = self.saved_for(&form);
        let connected = self.connect(&form, saved.as_ref(), mfa_code.as_ref()).await;
        let account = match connected {
            Ok(account) => Arc::new(account),
            Err(why) => return self.not_connected(&form, saved.as_ref(), choice, &why).await,
        };
        let came = self.change(|state| {
            if state.choice != choice {
                return Came::TooLate;
            }
            state.connecting = false;
            match saved {
                Some(saved) if is_another(&saved, &form, &account) => {
                    let view = confirm_view(&saved, &account);
                    let (account, form) = (Arc::clone(&account), form.clone());
                    state.aws.confirming = Some(Confirming { account, form, saved, view });
                    Came::ToConfirm
                }
                saved => Came::InUse { left_practice: put_in_use(self, state, &account, saved) },
            }
        });
        if let Came::InUse { left_practice } = came {
            self.go_on_with(&account, &form, left_practice).await;
        }
        Ok(())
    }

    /// The kept way this form means, or one made for it that is kept when it
    /// works. Practice is none.
    fn saved_for(&self, form: &UseAwsAccountForm) -> Option<SavedAccount> {
        let name = match &form.source {
            SourceForm::Practice => return None,
            SourceForm::Environment => "Environment".to_owned(),
            SourceForm::Profile { name } => name.clone(),
            SourceForm::Keys { .. } => "Access keys".to_owned(),
            SourceForm::IdentityCenter { role_name, .. } => role_name.clone(),
        };
        let id = new_id(self.shared.ports.chance.bits());
        let state = self.lock();
        let saved = &state.aws.saved;
        Some(saved.find(&form.source, form.region.as_deref()).cloned().unwrap_or_else(|| SavedAccount {
            id,
            name,
            colour: saved.next_colour(),
            source: form.source.clone(),
            region: form.region.clone(),
            production: false,
            read_only: false,
            start: false,
            from_team: false,
            seen: None,
        }))
    }

    /// All that waited for this account goes on.
    async fn go_on_with(&self, account: &Arc<Account>, form: &UseAwsAccountForm, left_practice: bool) {
        if left_practice {
            self.lay_practice_down();
            self.shared.ports.practice.stop().await;
        }
        self.take_up_journeys(account);
        self.take_up_plans(account);
        self.go_on_after_sign_in(account);
        self.shared.scheduler.release(Whose::All);
        self.shared.look_everywhere();
        self.refresh_links_anew();
        let data_dir = &self.shared.ports.data_dir;
        if let Err(error) = settings::save_last_account(data_dir, form) {
            tracing::warn!(%error, "which AWS account is in use could not be kept");
        }
        if let Err(error) = settings::save_last_identity(data_dir, account.identity()) {
            tracing::warn!(%error, "who is in use could not be kept");
        }
        self.write_saved_accounts();
    }

    /// What failed for want of an AWS sign-in is tried again at once.
    fn go_on_after_sign_in(&self, account: &Account) {
        let (journeys, plans) = {
            let state = self.lock();
            let mine = state.journeys.values().map(|kept| &kept.journey);
            let mine = mine.filter(|journey| journey.identity == *account.identity());
            let waiting = mine.filter(|journey| journey.waits_for_aws_sign_in());
            let journeys: Vec<(String, u32)> =
                waiting.map(|journey| (journey.id.clone(), journey.generation)).collect();
            let plans = state.plans.values().map(|kept| &kept.plan);
            let plans = plans.filter(|plan| plan.identity == *account.identity() && plan.unreached > 0);
            let plans: Vec<(String, u32)> = plans.map(|plan| (plan.id.clone(), plan.unreached)).collect();
            (journeys, plans)
        };
        for (id, generation) in journeys {
            // The journey may be over meanwhile; then nobody asks any more.
            let _ = self.happen(&id, Event::RetryUnreached { generation });
        }
        for (id, attempt) in plans {
            self.plan_happens(&id, PlanEvent::RetryUnreached { attempt });
        }
    }
}

/// Shows the account as the one in use. True when Practice was left for it.
fn put_in_use(desk: &Desk, state: &mut State, account: &Arc<Account>, saved: Option<SavedAccount>) -> bool {
    let was_practice = state.account.as_ref().is_some_and(|before| before.connection.is_practice());
    let left_practice = was_practice && !account.connection.is_practice();
    if left_practice {
        state.scene = SceneView::AllGoesWell;
    }
    let is_same = state.account.as_ref().is_some_and(|before| before.identity() == account.identity());
    if !is_same {
        // What is remembered of it may be on the screen already.
        if !state.links.is_of(account.identity()) {
            state.links.begin(desk.shared.book_of(account.identity()));
        }
        state.link_page.leave();
        state.bundle = None;
        state.device_clouds.clear();
        state.last_device_cloud = None;
        // What was opened before any account was in use stays open.
        state.open = state.open.take().filter(|_| state.account.is_none());
    }
    if let Some(mut saved) = saved {
        saved.seen = Some(SeenIdentity::of(account.identity(), account.connection.who()));
        match state.aws.saved.get_mut(&saved.id) {
            Some(known) => {
                // A Region the person chose for it stays chosen.
                if known.region.is_some() {
                    known.region = Some(account.identity().region.clone());
                }
                known.seen = saved.seen;
            }
            None => state.aws.saved.0.push(saved),
        }
    }
    state.aws.signing_in = None;
    state.aws.confirming = None;
    state.account_problem = None;
    state.aws.changed();
    state.account = Some(Arc::clone(account));
    left_practice
}

/// Another account than last time, or another Region that nobody chose.
fn is_another(saved: &SavedAccount, form: &UseAwsAccountForm, account: &Account) -> bool {
    let Some(seen) = &saved.seen else { return false };
    let chosen = form.region.is_some();
    let seen = SeenIdentity { region: seen.region.clone().filter(|_| !chosen), ..seen.clone() };
    seen.differs_from(account.identity())
}

fn confirm_view(saved: &SavedAccount, account: &Account) -> ConfirmAccountView {
    let identity = account.identity();
    let before = saved.seen.as_ref();
    ConfirmAccountView {
        name: saved.name.clone(),
        before_account: before.map_or_else(String::new, |seen| seen.account.clone()),
        before_region: before.and_then(|seen| seen.region.clone()).unwrap_or_default(),
        account: identity.account.clone(),
        who: account.connection.who(),
        region: identity.region.clone(),
        region_name: region_name(&identity.region).to_owned(),
    }
}
