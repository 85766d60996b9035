//! What is wrong with a request to the practice API, in words for whoever sent it.

use std::fmt;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Misuse(String);

impl From<String> for Misuse {
    fn from(words: String) -> Self {
        Self(words)
    }
}

impl From<&str> for Misuse {
    fn from(words: &str) -> Self {
        Self(words.to_owned())
    }
}

impl fmt::Display for Misuse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
