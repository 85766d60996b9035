//! The ways into AWS: which are kept, which is in use, and what has to be asked
//! before one is.

mod connecting;
mod in_use;
mod keeping;
mod kept_keys;
mod listing;
mod saved;
mod using;

use std::{collections::HashMap, sync::Arc};

use connections::{Footprint, Sessions};
use contract::{ConfirmAccountView, TeamFileView};
use tokio::time::Instant;

use crate::{aws_sign_in::SigningIn, state::Account};

pub(crate) use connecting::{NotConnected, of_files, sentence, source_form};
pub(crate) use keeping::is_region;
pub(crate) use kept_keys::KeptKeys;
pub(crate) use listing::region_name;
pub(crate) use saved::{SavedAccount, SavedAccounts, set_aside_notice};
pub(crate) use using::Wanted;

/// What a desk knows of them.
#[derive(Default)]
pub(crate) struct AwsAccounts {
    pub(crate) saved: SavedAccounts,
    /// Access keys that were given or read, by their id.
    pub(crate) keys: HashMap<String, KeptKeys>,
    /// MFA sessions, in memory alone.
    pub(crate) sessions: Sessions,
    /// Changes with everything the AWS accounts page shows.
    pub(crate) revision: u32,
    pub(crate) confirming: Option<Confirming>,
    /// The files behind what was asked for, as they were before it was.
    stood_on: Vec<(Wanted, Footprint)>,
    /// When an account that is in use was signed in to by itself.
    pub(crate) renewed: Option<Instant>,
    pub(crate) signing_in: Option<SigningIn>,
    /// Counts the sign-ins that were asked for.
    pub(crate) sign_ins: u32,
    pub(crate) team_file: Option<TeamFileView>,
}

impl AwsAccounts {
    /// Ends the sign-in that is asked for, if it is for this.
    fn end_sign_in_for(&mut self, wanted: &Wanted) {
        if self.signing_in.as_ref().is_some_and(|signing_in| signing_in.is_for(wanted)) {
            self.signing_in = None;
        }
    }

    /// Keys of a keyring stand on no file.
    fn stands_on(&mut self, wanted: &Wanted, footprint: Option<Footprint>) {
        self.stood_on.retain(|(of, _)| !of.is(wanted));
        self.stood_on.extend(footprint.map(|footprint| (wanted.clone(), footprint)));
        // What is in use, what is signed in to, and what was tried before.
        const ENOUGH: usize = 8;
        let more = self.stood_on.len().saturating_sub(ENOUGH);
        self.stood_on.drain(..more);
    }

    pub(crate) fn stood_on(&self, wanted: &Wanted) -> Option<&Footprint> {
        self.stood_on.iter().find(|(of, _)| of.is(wanted)).map(|(_, footprint)| footprint)
    }

    pub(crate) fn changed(&mut self) {
        self.revision = self.revision.wrapping_add(1);
    }
}

/// Connected, and another account or Region than last time: asked about first.
pub(crate) struct Confirming {
    pub(crate) account: Arc<Account>,
    pub(crate) wanted: Wanted,
    meant: using::Meant,
    pub(crate) view: ConfirmAccountView,
}
