//! The ways into AWS: which are kept, which is in use, and what has to be asked
//! before one is.

mod connecting;
mod keeping;
mod kept_keys;
mod listing;
mod saved;
mod using;

use std::{collections::HashMap, sync::Arc};

use connections::{Footprint, Sessions};
use contract::{ConfirmAccountView, TeamFileView, UseAwsAccountForm};
use tokio::time::Instant;

use crate::{aws_sign_in::SigningIn, state::Account};

pub(crate) use connecting::{NotConnected, of_files, sentence, source_form};
pub(crate) use kept_keys::KeptKeys;
pub(crate) use listing::region_name;
pub(crate) use saved::{SavedAccount, SavedAccounts, SeenIdentity};

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
    /// The files behind what was asked for last, as they were before it was.
    pub(crate) stood_on: Option<(UseAwsAccountForm, Footprint)>,
    /// When an account that is in use was signed in to by itself.
    pub(crate) renewed: Option<Instant>,
    pub(crate) signing_in: Option<SigningIn>,
    pub(crate) team_file: Option<TeamFileView>,
}

impl AwsAccounts {
    pub(crate) fn changed(&mut self) {
        self.revision = self.revision.wrapping_add(1);
    }
}

/// Connected, and another account or Region than last time: asked about first.
pub(crate) struct Confirming {
    pub(crate) account: Arc<Account>,
    pub(crate) form: UseAwsAccountForm,
    pub(crate) saved: SavedAccount,
    pub(crate) view: ConfirmAccountView,
}
