//! What AWS will store of what a person typed. Patterns from service.md section 2.2.

mod pattern;

use std::sync::LazyLock;

use regex::Regex;

pub use pattern::{InvalidPattern, NamePattern};

/// Characters `AccountAssociationName` may have.
pub const ACCOUNT_ASSOCIATION_NAME_MAX: usize = 128;
const DEVICE_NAME_MAX: usize = 128;
const BRAND_MAX: usize = 128;
const OWNER_MAX: usize = 64;
const TAG_KEY_MAX: usize = 128;
const TAG_VALUE_MAX: usize = 256;

/// Why AWS would refuse a text, in words a field can show.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidName {
    #[error("nothing is left that AWS can store")]
    Empty,
    #[error("{length} characters, and AWS takes {max}")]
    TooLong { length: usize, max: usize },
    #[error("AWS does not take {0:?} here")]
    Character(char),
    #[error("AWS keeps names that begin with aws: for itself")]
    Reserved,
}

/// A link's name in the form AWS takes: `[A-Za-z0-9-_ ]{1,128}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountAssociationName(String);

impl AccountAssociationName {
    /// Converts what a person typed: Müller becomes Mueller, O'Brien OBrien,
    /// 3/2 becomes 3-2.
    ///
    /// # Errors
    /// [`InvalidName`] when nothing is left or the result is too long.
    pub fn from_spelling(spelling: &str) -> Result<Self, InvalidName> {
        let name = ascii_words(spelling);
        within(&name, ACCOUNT_ASSOCIATION_NAME_MAX)?;
        Ok(Self(name))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Converts free text to what names and descriptions of links may hold.
fn ascii_words(text: &str) -> String {
    let mut spelled = String::new();
    for character in text.chars() {
        match character {
            'ä' => spelled.push_str("ae"),
            'ö' => spelled.push_str("oe"),
            'ü' => spelled.push_str("ue"),
            'Ä' => spelled.push_str("Ae"),
            'Ö' => spelled.push_str("Oe"),
            'Ü' => spelled.push_str("Ue"),
            'ß' => spelled.push_str("ss"),
            other => spelled.push(other),
        }
    }
    let ascii = deunicode::deunicode_with_tofu(&spelled, " ");
    let mut kept = String::new();
    for character in ascii.chars() {
        match character {
            'A'..='Z' | 'a'..='z' | '0'..='9' | '-' | '_' => kept.push(character),
            '\'' | '"' | '`' | '.' | ',' => {}
            '/' | '\\' | ':' => kept.push('-'),
            _ => kept.push(' '),
        }
    }
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Converts free text to what a description may hold, without a length limit.
pub fn description_text(text: &str) -> String {
    ascii_words(text)
}

/// Converts free text to a single word of a description.
pub fn description_word(text: &str) -> String {
    ascii_words(text).replace(' ', "-")
}

/// A brand or a model in the form AWS takes, `[A-Za-z0-9-_ ]{1,128}`: a vendor's own
/// spelling would fail the whole device. `None` when nothing is left.
pub(crate) fn brand_or_model(text: &str) -> Option<String> {
    let kept: String = ascii_words(text).chars().take(BRAND_MAX).collect();
    let kept = kept.trim_end();
    (!kept.is_empty()).then(|| kept.to_owned())
}

/// A device's name in the form AWS takes: `[\p{L}\p{N} ._-]{1,128}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceName(String);

static NOT_IN_DEVICE_NAMES: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[^\p{L}\p{N} ._-]").expect("the pattern is constant and valid"));

impl DeviceName {
    /// Takes the vendor's name, cut to 128 characters; characters AWS refuses
    /// become spaces. `None` when nothing is left.
    pub fn from_vendor(name: &str) -> Option<Self> {
        let kept = NOT_IN_DEVICE_NAMES.replace_all(name, " ");
        let cut: String = kept.trim().chars().take(DEVICE_NAME_MAX).collect();
        let cut = cut.trim_end().to_owned();
        (!cut.is_empty()).then_some(Self(cut))
    }

    /// Takes a name a person typed.
    ///
    /// # Errors
    /// [`InvalidName`] as AWS would refuse it.
    pub fn parse(text: &str) -> Result<Self, InvalidName> {
        let name = text.trim();
        within(name, DEVICE_NAME_MAX)?;
        if let Some(refused) = NOT_IN_DEVICE_NAMES.find(name) {
            return Err(InvalidName::Character(first_of(refused.as_str())));
        }
        Ok(Self(name.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The operator's own key for a customer, put on each device: `[a-zA-Z0-9_.,@-]{1,64}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner(String);

impl Owner {
    /// # Errors
    /// [`InvalidName`] as AWS would refuse it.
    pub fn parse(text: &str) -> Result<Self, InvalidName> {
        let owner = text.trim();
        within(owner, OWNER_MAX)?;
        let refused = owner.chars().find(|c| !(c.is_ascii_alphanumeric() || "_.,@-".contains(*c)));
        refused.map_or_else(|| Ok(Self(owner.to_owned())), |c| Err(InvalidName::Character(c)))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One tag of a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    pub key: String,
    pub value: String,
}

impl Tag {
    /// # Errors
    /// [`InvalidName`] when the key is empty, either is too long (128 and 256
    /// characters), or the key begins with `aws:`.
    pub fn parse(key: &str, value: &str) -> Result<Self, InvalidName> {
        let key = key.trim();
        within(key, TAG_KEY_MAX)?;
        if key.to_ascii_lowercase().starts_with("aws:") {
            return Err(InvalidName::Reserved);
        }
        let length = value.chars().count();
        if length > TAG_VALUE_MAX {
            return Err(InvalidName::TooLong { length, max: TAG_VALUE_MAX });
        }
        Ok(Self { key: key.to_owned(), value: value.to_owned() })
    }
}

fn within(text: &str, max: usize) -> Result<(), InvalidName> {
    match text.chars().count() {
        0 => Err(InvalidName::Empty),
        length if length > max => Err(InvalidName::TooLong { length, max }),
        _ => Ok(()),
    }
}

fn first_of(text: &str) -> char {
    text.chars().next().unwrap_or(' ')
}

#[cfg(test)]
mod tests;
