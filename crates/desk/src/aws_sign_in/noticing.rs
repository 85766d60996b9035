//! The files behind a sign-in: an edited profile is read anew, a removed one is
//! told, and a sign-in that was renewed in a terminal is noticed.

use std::{
    sync::{Arc, Weak},
    time::Duration,
};

use connections::Footprint;
use contract::{NothingForm, UseAwsAccountForm};

use crate::{Desk, desk::Shared};

/// How often the files are looked at.
const BETWEEN_LOOKS: Duration = Duration::from_secs(2);

/// Looks until the desk is gone.
pub(crate) async fn notice_files(shared: Weak<Shared>) {
    let mut before: Option<(UseAwsAccountForm, Footprint)> = None;
    loop {
        tokio::time::sleep(BETWEEN_LOOKS).await;
        let Some(shared) = shared.upgrade() else { return };
        let desk = Desk { shared };
        let now = desk.footprint().await;
        let is_changed = match (&before, &now) {
            (Some((of, was)), Some((form, is))) => of == form && was != is,
            _ => false,
        };
        if now.is_some() {
            before = now;
        }
        if is_changed {
            tracing::info!("the AWS config files changed");
            let was_asked = desk.change(|state| {
                state.aws.changed();
                state.aws.signing_in.is_some() || state.account_problem.is_some()
            });
            let checked = desk.check_aws_account(NothingForm {}).await;
            if let (Err(problem), false) = (checked, was_asked) {
                desk.change(|state| state.notices.push_back(problem));
            }
            // A token that was refreshed meanwhile is no change.
            before = desk.footprint().await.or(before);
        }
    }
}

impl Desk {
    /// The files behind what is wanted or in use; nothing while the person or
    /// AWS is asked already.
    async fn footprint(&self) -> Option<(UseAwsAccountForm, Footprint)> {
        let form = {
            let state = self.lock();
            let is_busy = state.connecting || state.aws.confirming.is_some();
            let wanted = state.wanted.clone();
            wanted
                .or_else(|| state.account.as_ref().map(|account| account.asked_for()))
                .filter(|_| !is_busy && state.unusable.is_none())
        }?;
        // Keys of a keyring stand in no file, and asking for them may ask the person.
        let source = crate::aws_accounts::of_files(&form.source)?;
        let footprint = connections::footprint(&source, &self.shared.ports.environment).await;
        Some((form, footprint))
    }

    pub(crate) fn begin_noticing_files(&self) {
        tokio::spawn(notice_files(Arc::downgrade(&self.shared)));
    }
}
