//! The files behind a sign-in: an edited profile is read anew, a removed one is
//! told, and a sign-in that was renewed in a terminal is noticed.

use std::{
    sync::{Arc, Weak},
    time::Duration,
};

use connections::Footprint;
use contract::{NothingForm, UseAwsAccountForm};

use crate::{Desk, aws_accounts::of_files, desk::Shared};

/// How often the files are looked at.
const BETWEEN_LOOKS: Duration = Duration::from_secs(2);

/// Looks until the desk is gone.
async fn notice_files(shared: Weak<Shared>) {
    loop {
        tokio::time::sleep(BETWEEN_LOOKS).await;
        let Some(shared) = shared.upgrade() else { return };
        let desk = Desk { shared };
        if !desk.stands_on_other_files().await {
            continue;
        }
        tracing::info!("the files behind the AWS sign-in changed");
        let was_asked = desk.change(|state| {
            state.aws.changed();
            state.aws.signing_in.is_some() || state.account_problem.is_some()
        });
        let checked = desk.check_aws_account(NothingForm {}).await;
        if let (Err(problem), false) = (checked, was_asked) {
            desk.change(|state| state.notices.push_back(problem));
        }
    }
}

impl Desk {
    pub(crate) fn begin_noticing_files(&self) {
        tokio::spawn(notice_files(Arc::downgrade(&self.shared)));
    }

    /// The files as they are; `None` for keys of a keyring, which stand in none.
    pub(crate) async fn footprint_of(&self, form: &UseAwsAccountForm) -> Option<Footprint> {
        let source = of_files(&form.source)?;
        Some(connections::footprint(&source, &self.shared.ports.environment).await)
    }

    /// Whether the files changed since they were read for what is wanted or in
    /// use; not while AWS or the person is asked.
    async fn stands_on_other_files(&self) -> bool {
        let stood_on = {
            let state = self.lock();
            let is_busy = state.connecting || state.aws.confirming.is_some() || state.unusable.is_some();
            let in_use = state.account.as_ref().map(|account| account.asked_for());
            let wanted = state.wanted.clone().or(in_use).filter(|_| !is_busy);
            state.aws.stood_on.clone().filter(|(form, _)| Some(form) == wanted.as_ref())
        };
        let Some((form, before)) = stood_on else { return false };
        self.footprint_of(&form).await.is_some_and(|now| now != before)
    }
}
