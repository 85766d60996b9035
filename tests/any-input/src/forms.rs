//! Every form a command takes, as JSON from a window that is not to be trusted,
//! and what a desk without an AWS account makes of it.

use std::{fmt::Debug, time::Duration};

use serde::{Serialize, de::DeserializeOwned};

use crate::DeskAlone;

/// Longer than anything takes that asks nobody.
const PATIENCE: Duration = Duration::from_secs(20);

/// Commands that would go to AWS even from here. Their forms are read all the
/// same.
const OUTGOING: [&str; 12] = [
    "use_aws_account",
    "add_aws_account",
    "edit_aws_account",
    "use_saved_account",
    "replace_access_keys",
    "confirm_aws_account",
    "check_aws_account",
    "sign_in_to_aws",
    "sign_in_to_portal",
    "list_portal_accounts",
    "list_portal_roles",
    "test_connection",
];

macro_rules! asked {
    (
        intents { $($intent:ident($intent_form:ident),)* }
        questions { $($question:ident($question_form:ident) -> $page:ident,)* }
    ) => {
        /// Those of the contract.
        #[cfg(test)]
        const COMMANDS: &[&str] = &[$(stringify!($intent),)* $(stringify!($question),)*];

        /// Whether it is the form of that command.
        #[cfg(test)]
        fn reads(command: &str, json: &str) -> bool {
            match command {
                $(stringify!($intent) => read::<contract::$intent_form>(json).is_some(),)*
                $(stringify!($question) => read::<contract::$question_form>(json).is_some(),)*
                _ => false,
            }
        }

        fn ask(alone: &DeskAlone, command: &str, json: &str) {
            match command {
                $(stringify!($intent) => {
                    if let Some(form) = read::<contract::$intent_form>(json) && !OUTGOING.contains(&command) {
                        within(alone, command, alone.desk.$intent(form));
                    }
                })*
                $(stringify!($question) => {
                    if let Some(form) = read::<contract::$question_form>(json) && !OUTGOING.contains(&command) {
                        within(alone, command, alone.desk.$question(form));
                    }
                })*
                _ => {}
            }
        }
    };
}

contract::contract!(asked);

/// The name of a command, a line's end, and its form as JSON.
///
/// # Panics
/// A form does not read as it is written, or the desk gives no answer to it.
pub fn forms(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    let Some((command, json)) = text.split_once('\n') else { return };
    DeskAlone::with(|alone| ask(alone, command, json));
}

/// A form that is one, which then reads as it is written.
fn read<T: Serialize + DeserializeOwned + PartialEq + Debug>(json: &str) -> Option<T> {
    let form: T = serde_json::from_str(json).ok()?;
    let written = serde_json::to_string(&form).expect("a form can be written");
    let again: T = serde_json::from_str(&written).expect("what was written can be read");
    assert!(again == form, "{form:?} came back as {again:?}");
    Some(form)
}

fn within<T, E>(alone: &DeskAlone, command: &str, answer: impl Future<Output = Result<T, E>>) {
    let answered = alone.runtime.block_on(async { tokio::time::timeout(PATIENCE, answer).await });
    assert!(answered.is_ok(), "{command} gives no answer");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_seed_is_the_form_of_a_command() {
        let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/../fuzz/seeds/forms");
        for entry in std::fs::read_dir(dir).expect("the seeds are there") {
            let path = entry.expect("the folder can be listed").path();
            let text = std::fs::read_to_string(&path).expect("a form is text");
            let (command, json) = text.split_once('\n').expect("a command and its form");
            assert!(reads(command, json), "{} is stale", path.display());
        }
    }

    #[test]
    fn what_is_never_asked_here_is_a_command() {
        for command in OUTGOING {
            assert!(COMMANDS.contains(&command), "{command} is none");
        }
    }
}
