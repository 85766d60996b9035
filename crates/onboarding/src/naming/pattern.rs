//! How a company names its links: a text with places for what is known of the
//! customer. Never who the customer is.

use super::{ACCOUNT_ASSOCIATION_NAME_MAX, AccountAssociationName, InvalidName, ascii_words};

/// Why a text is no pattern, in words a field can show.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidPattern {
    #[error("{length} characters, and AWS takes names of {max}")]
    TooLong { length: usize, max: usize },
    #[error("a {{ has no }}")]
    Unclosed,
    #[error("there is no place {{{0}}}, only {{customer}}, {{job}} and {{initials}}")]
    UnknownPlace(String),
    #[error("AWS does not take {0:?} in names of links")]
    Character(char),
    /// All links would have one name.
    #[error("it needs {{customer}} or {{job}}, so that links can be told apart")]
    NamesNobody,
}

/// A text with the places `{customer}`, `{job}` and `{initials}`, each as often
/// as wanted, and of itself the characters `[A-Za-z0-9-_ ]`. At most as long as
/// a name. The default is `{customer}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamePattern {
    text: String,
    pieces: Vec<Piece>,
}

impl NamePattern {
    /// # Errors
    /// [`InvalidPattern`] for the first thing wrong from the left, and for a
    /// text that names neither customer nor job.
    pub fn parse(text: &str) -> Result<Self, InvalidPattern> {
        let text = text.trim();
        let (length, max) = (text.chars().count(), ACCOUNT_ASSOCIATION_NAME_MAX);
        if length > max {
            return Err(InvalidPattern::TooLong { length, max });
        }
        let mut pieces = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            let (piece, left) = first_piece(rest)?;
            pieces.push(piece);
            rest = left;
        }
        if !pieces.iter().any(Piece::names_somebody) {
            return Err(InvalidPattern::NamesNobody);
        }
        Ok(Self { text: text.to_owned(), pieces })
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The name of one customer's link. What goes into the places is converted
    /// as [`AccountAssociationName::from_spelling`] converts it; an empty place
    /// takes the separators (`-`, `_`, space) beside it with it, so that between
    /// what is left stands the first of them.
    ///
    /// # Errors
    /// [`InvalidName`] when the name is too long, and when the places for
    /// customer and job are all empty, whatever else the pattern holds.
    pub fn apply(
        &self,
        customer: &str,
        job_number: &str,
        initials: &str,
    ) -> Result<AccountAssociationName, InvalidName> {
        let mut name = Unfinished::default();
        let mut names_somebody = false;
        for piece in &self.pieces {
            match piece {
                Piece::Separator(text) => name.separate(text),
                Piece::Word(text) => name.add(text),
                Piece::Place(place) => {
                    let filled = ascii_words(match place {
                        Place::Customer => customer,
                        Place::Job => job_number,
                        Place::Initials => initials,
                    });
                    names_somebody |= piece.names_somebody() && !filled.is_empty();
                    name.add(&filled);
                }
            }
        }
        if names_somebody {
            AccountAssociationName::from_spelling(&name.end())
        } else {
            Err(InvalidName::Empty)
        }
    }
}

impl Default for NamePattern {
    fn default() -> Self {
        Self { text: "{customer}".to_owned(), pieces: vec![Piece::Place(Place::Customer)] }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Place(Place),
    Word(String),
    Separator(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Customer,
    Job,
    Initials,
}

impl Piece {
    fn names_somebody(&self) -> bool {
        match self {
            Self::Place(Place::Customer | Place::Job) => true,
            Self::Place(Place::Initials) | Self::Word(_) | Self::Separator(_) => false,
        }
    }
}

/// The first piece of a text that is not empty, and the text behind it.
fn first_piece(text: &str) -> Result<(Piece, &str), InvalidPattern> {
    if let Some(inside) = text.strip_prefix('{') {
        let end = inside.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(inside.len());
        let (name, behind) = inside.split_at(end);
        return match behind.chars().next() {
            Some('}') => Ok((Piece::Place(place_named(name)?), &behind[1..])),
            Some('{') | None => Err(InvalidPattern::Unclosed),
            Some(_) if !behind.contains('}') => Err(InvalidPattern::Unclosed),
            Some(other) => Err(InvalidPattern::Character(other)),
        };
    }
    let words = text.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(text.len());
    if words > 0 {
        let (word, behind) = text.split_at(words);
        return Ok((Piece::Word(word.to_owned()), behind));
    }
    let (separator, behind) =
        text.split_at(text.find(|c| !matches!(c, '-' | '_' | ' ')).unwrap_or(text.len()));
    match behind.chars().next() {
        Some(refused) if separator.is_empty() => Err(InvalidPattern::Character(refused)),
        Some(_) | None => Ok((Piece::Separator(separator.to_owned()), behind)),
    }
}

fn place_named(name: &str) -> Result<Place, InvalidPattern> {
    match name {
        "customer" => Ok(Place::Customer),
        "job" => Ok(Place::Job),
        "initials" => Ok(Place::Initials),
        _ => Err(InvalidPattern::UnknownPlace(name.to_owned())),
    }
}

/// A name while its pieces come in.
#[derive(Default)]
struct Unfinished<'a> {
    name: String,
    /// The first separator behind what was added last.
    separator: &'a str,
    /// A place behind what was added last was empty.
    gap: bool,
}

impl<'a> Unfinished<'a> {
    fn separate(&mut self, separator: &'a str) {
        if self.separator.is_empty() {
            self.separator = separator;
        }
    }

    fn add(&mut self, text: &str) {
        if text.is_empty() {
            self.gap = true;
            return;
        }
        if !(self.gap && self.name.is_empty()) {
            self.name.push_str(self.separator);
        }
        self.name.push_str(text);
        (self.separator, self.gap) = ("", false);
    }

    fn end(mut self) -> String {
        if !self.gap {
            self.name.push_str(self.separator);
        }
        self.name
    }
}

#[cfg(test)]
mod tests;
