//! Access keys a person gave: in the keyring, or in memory where there is none.

use connections::{AccessKeys, KeyringProblem, KeysField};
use contract::{AccessKeysForm, KeyringView, NothingForm, ProblemView};

use super::connecting::sentence;
use crate::Desk;

/// Keys at hand, and whether the keyring has them as well.
#[derive(Clone)]
pub(crate) struct KeptKeys {
    pub(crate) keys: AccessKeys,
    pub(crate) in_memory_only: bool,
}

impl Desk {
    /// Whether this computer keeps secrets for us.
    ///
    /// # Errors
    /// None; the result has the form of every question.
    pub async fn keyring(&self, _: NothingForm) -> Result<KeyringView, ProblemView> {
        let state = self.shared.ports.keyring.state().await;
        Ok(KeyringView {
            name: keyring_name().to_owned(),
            problem: state.err().map(|problem| view(&problem)),
        })
    }

    /// Keeps keys under an id: in the keyring where that can be, else in memory.
    /// The problem says why the keyring does not have them.
    pub(crate) async fn keep_keys(&self, keys_id: &str, keys: AccessKeys) -> Option<ProblemView> {
        let keyring = &self.shared.ports.keyring;
        let kept = match keyring.keep(keys_id, &keys).await {
            // None of the two is what the person gave.
            Err(KeyringProblem::Ambiguous) => match keyring.remove(keys_id).await {
                Ok(()) => keyring.keep(keys_id, &keys).await,
                Err(problem) => Err(problem),
            },
            kept => kept,
        };
        let problem = kept.err().map(|problem| view(&problem));
        let in_memory_only = problem.is_some();
        self.change(|state| {
            state.aws.keys.insert(keys_id.to_owned(), KeptKeys { keys, in_memory_only });
            state.aws.changed();
        });
        problem
    }

    /// The keys under an id, from memory or else from the keyring.
    ///
    /// # Errors
    /// Why the keyring does not give them.
    pub(crate) async fn keys_of(&self, keys_id: &str) -> Result<AccessKeys, KeyringProblem> {
        {
            let state = self.lock();
            if let Some(kept) = state.aws.keys.get(keys_id) {
                return Ok(kept.keys.clone());
            }
            if state.aws.saved.get(keys_id).is_some_and(|saved| saved.keyring_is_stale) {
                return Err(KeyringProblem::NotThere);
            }
        }
        let keys = self.shared.ports.keyring.read(keys_id).await?;
        let kept = KeptKeys { keys: keys.clone(), in_memory_only: false };
        self.change(|state| {
            state.aws.keys.insert(keys_id.to_owned(), kept);
            state.aws.changed();
        });
        Ok(keys)
    }

    /// Takes keys out of memory and the keyring.
    ///
    /// # Errors
    /// Why the keyring still has them.
    pub(crate) async fn forget_keys(&self, keys_id: &str) -> Result<(), ProblemView> {
        match self.shared.ports.keyring.remove(keys_id).await {
            Ok(()) | Err(KeyringProblem::Missing | KeyringProblem::NotThere) => {}
            Err(problem) => return Err(view(&problem)),
        }
        self.change(|state| state.aws.keys.remove(keys_id));
        Ok(())
    }
}

/// # Errors
/// The field that is wrong, and why; nothing typed is in it.
pub(crate) fn read(form: &AccessKeysForm) -> Result<AccessKeys, ProblemView> {
    let token = form.session_token.as_ref().map(|token| token.0.trim()).filter(|token| !token.is_empty());
    AccessKeys::parse(form.access_key_id.0.trim(), form.secret_access_key.0.trim(), token).map_err(
        |problem| {
            let field = match problem.field() {
                KeysField::AccessKeyId => "accessKeyId",
                KeysField::SecretAccessKey => "secretAccessKey",
                KeysField::SessionToken => "sessionToken",
            };
            ProblemView::with_input(field, &sentence(&problem.to_string()))
        },
    )
}

/// Why the keyring does not help, and what to do.
pub(crate) fn view(problem: &KeyringProblem) -> ProblemView {
    let name = keyring_name();
    let (title, meaning) = match problem {
        KeyringProblem::Missing => (
            format!("There is no {name} on this computer"),
            "Access keys are kept in memory only and are asked for again after the next start. Profiles and IAM Identity Center work without it.",
        ),
        KeyringProblem::Locked => (
            format!("The {name} is locked"),
            "Unlock it, as by signing in to the desktop again, and try once more.",
        ),
        KeyringProblem::Dismissed => (
            format!("The {name} was not unlocked"),
            "Its window was closed without a password. Try again and unlock it there.",
        ),
        KeyringProblem::Hanging => (
            format!("The {name} does not answer"),
            "It may wait behind another window for a password. Unlock it there and try again.",
        ),
        KeyringProblem::NotThere => (
            "The access keys are not in the keyring any more".to_owned(),
            "Somebody removed them there, or this is another computer. Give them once more.",
        ),
        KeyringProblem::Ambiguous => (
            format!("The {name} has these keys twice"),
            "Linkwright does not choose between them. Remove one in the keyring's own program, or give the keys once more.",
        ),
        KeyringProblem::TooLong => (
            format!("The keys are too long for the {name}"),
            "Its entries have a limited size. The keys are kept in memory only; keys without a session token fit.",
        ),
        KeyringProblem::Damaged => (
            "The entry in the keyring cannot be read".to_owned(),
            "It was not written by Linkwright, or was changed. Give the keys once more.",
        ),
        KeyringProblem::Refused => (
            format!("The {name} refused"),
            "This computer's settings do not let Linkwright keep secrets there. The keys are kept in memory only.",
        ),
    };
    ProblemView::not_possible(&title, meaning)
}

/// As the system calls it.
fn keyring_name() -> &'static str {
    if cfg!(target_os = "macos") {
        "Keychain"
    } else if cfg!(windows) {
        "Credential Manager"
    } else {
        "system keyring"
    }
}
