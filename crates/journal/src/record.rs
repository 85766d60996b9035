//! How our types are spelled on disk: mirror types with their own names, so that
//! a change of the core is a visible change here.
//!
//! What must not be on disk has no member here: the sign-in address, the
//! material a device is made with, and the address policy.

pub(crate) mod addresses;
pub(crate) mod identity;
pub(crate) mod intent;
pub(crate) mod journey;
pub(crate) mod plan;
mod problem;
pub(crate) mod row;
pub(crate) mod stop;

use onboarding::Intent;
use serde::{Serialize, de::DeserializeOwned};

/// Why something on disk is not what we wrote.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unreadable {
    #[error("not our JSON: {0}")]
    Json(#[from] serde_json::Error),
    #[error("{what} is not known: {found}")]
    Unknown { what: &'static str, found: String },
    #[error("{expected} device rows belong here, {found} are there")]
    Rows { expected: usize, found: usize },
    #[error("{expected} steps belong here, {found} are there")]
    Steps { expected: usize, found: usize },
    #[error("intent {key} is missing")]
    NoIntent { key: String },
}

/// Gives a journey the intents it refers to by key.
pub(crate) trait Intents {
    fn intent(&self, key: &str) -> Result<Intent, Unreadable>;
}

pub(crate) fn to_json<T: Serialize>(record: &T) -> String {
    serde_json::to_string(record).expect("records have text keys and no failing parts")
}

pub(crate) fn from_json<T: DeserializeOwned>(text: &str) -> Result<T, Unreadable> {
    Ok(serde_json::from_str(text)?)
}

/// Makes a mirror of an enum without members, with conversions both ways.
macro_rules! mirror {
    ($record:ident of $theirs:ty { $($variant:ident),+ $(,)? }) => {
        #[derive(Debug, Clone, Copy, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub(crate) enum $record {
            $($variant,)+
        }

        impl From<$theirs> for $record {
            fn from(value: $theirs) -> Self {
                match value {
                    $(<$theirs>::$variant => Self::$variant,)+
                }
            }
        }

        impl From<$record> for $theirs {
            fn from(record: $record) -> Self {
                match record {
                    $($record::$variant => Self::$variant,)+
                }
            }
        }
    };
}
use mirror;
