//! What was done, over everything in the book.

use std::{fmt, str::FromStr};

use onboarding::{AccountAssociationId, Identity, Timestamp};

use crate::{Entry, Subject};

/// One entry of a timeline with whom and what it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// Where it stands in the record; the next page begins behind it.
    pub place: ActPlace,
    pub at: Timestamp,
    pub identity: Identity,
    /// The customer's name as AWS stores it, or what a plan's link was called.
    pub name: Option<String>,
    /// The link of the journey, or the last one it had.
    pub link: Option<AccountAssociationId>,
    pub entry: Entry,
}

/// A place in the record: no two entries share one.
///
/// As text it is for giving out and taking back, and means nothing to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActPlace {
    pub(crate) at: i64,
    pub(crate) number: i64,
    pub(crate) subject: Subject,
}

/// A text that names no place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a place in the record of what was done")]
pub struct InvalidPlace;

impl fmt::Display for ActPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kind, id) = self.subject.kind_and_id();
        write!(f, "{} {} {kind} {id}", self.at, self.number)
    }
}

impl FromStr for ActPlace {
    type Err = InvalidPlace;

    fn from_str(text: &str) -> Result<Self, InvalidPlace> {
        let mut parts = text.splitn(4, ' ');
        let mut part = || parts.next().ok_or(InvalidPlace);
        let at = part()?.parse().map_err(|_| InvalidPlace)?;
        let number = part()?.parse().map_err(|_| InvalidPlace)?;
        let subject = Subject::named(part()?, part()?).ok_or(InvalidPlace)?;
        Ok(Self { at, number, subject })
    }
}
