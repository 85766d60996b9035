//! The files behind a sign-in: an edited profile is read anew, a removed one is
//! told, and a sign-in that was renewed in a terminal is noticed.

use std::{
    sync::{Arc, Weak},
    time::Duration,
};

use crate::{
    Desk,
    aws_accounts::{Wanted, of_files},
    desk::Shared,
};
use connections::Footprint;

/// How often the files are looked at.
const BETWEEN_LOOKS: Duration = Duration::from_secs(2);

/// Looks until the desk is gone.
async fn notice_files(shared: Weak<Shared>) {
    loop {
        tokio::time::sleep(BETWEEN_LOOKS).await;
        let Some(shared) = shared.upgrade() else { return };
        let desk = Desk { shared };
        for wanted in desk.watched() {
            if !desk.stands_on_other_files(&wanted).await {
                continue;
            }
            let Some((choice, in_use)) = desk.begin_again(&wanted) else { break };
            tracing::info!("the files behind the AWS sign-in changed");
            let tried = desk.try_to_use(wanted, None, choice).await;
            if let (Err(problem), true) = (tried, in_use) {
                desk.change(|state| state.notices.push_back(problem));
            }
        }
    }
}

impl Desk {
    pub(crate) fn begin_noticing_files(&self) {
        tokio::spawn(notice_files(Arc::downgrade(&self.shared)));
    }

    /// The files as they are; `None` for keys of a keyring, which stand in none.
    pub(crate) async fn footprint_of(&self, wanted: &Wanted) -> Option<Footprint> {
        let source = self.sharing_token(of_files(&wanted.form.source)?).await;
        Some(connections::footprint(&source, &self.shared.ports.environment).await)
    }

    /// The account in use, or else the one that is wanted; and the one a sign-in is
    /// asked for on the screen. What else failed waits for a person, since using
    /// it would take the account in use away.
    fn watched(&self) -> Vec<Wanted> {
        let state = self.lock();
        let in_use = state.account.as_ref().map(|account| account.wanted()).or_else(|| state.wanted.clone());
        let signing_in = state.aws.signing_in.as_ref().and_then(|signing_in| signing_in.wanted.clone());
        let mut watched: Vec<Wanted> = signing_in.into_iter().collect();
        watched.extend(in_use.filter(|in_use| !watched.iter().any(|it| it.is(in_use))));
        watched
    }

    async fn stands_on_other_files(&self, wanted: &Wanted) -> bool {
        let Some(before) = self.lock().aws.stood_on(wanted).cloned() else { return false };
        self.footprint_of(wanted).await.is_some_and(|now| now != before)
    }

    /// Begins a choice by itself; not while AWS or the person is asked. Says
    /// whether it is for the account in use, which nobody asks about.
    fn begin_again(&self, wanted: &Wanted) -> Option<(u32, bool)> {
        self.change(|state| {
            if state.connecting || state.aws.confirming.is_some() || state.unusable.is_some() {
                return None;
            }
            state.aws.changed();
            let asks = state.aws.signing_in.as_ref().is_some_and(|it| it.is_for(wanted));
            Some((state.begin_choice(), !asks))
        })
    }
}
