//! The line of our own at the end of a link's description.
//!
//! `ListAccountAssociations` returns descriptions and neither tags nor times, so
//! this line is how every desk sees job number, age and author, and how a link
//! is found again whose answer was lost.

use std::fmt;

/// `lw-` and twelve of `a-z0-9`: names the attempt that made a link.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Marker(String);

const PREFIX: &str = "lw-";
const LENGTH: usize = 12;
const ALPHABET: &[u8; 36] = b"abcdefghijklmnopqrstuvwxyz0123456789";

impl Marker {
    /// Makes a marker of random bits; 12 of 36 characters hold 62 of them.
    pub fn from_random(mut bits: u128) -> Self {
        let mut text = String::from(PREFIX);
        for _ in 0..LENGTH {
            let index = usize::try_from(bits % 36).expect("a remainder of 36 fits");
            text.push(char::from(ALPHABET[index]));
            bits /= 36;
        }
        Self(text)
    }

    /// Finds a marker as the last word of a description.
    pub fn find(description: &str) -> Option<Self> {
        let word = description.split(' ').next_back()?;
        let random = word.strip_prefix(PREFIX)?;
        let is_marker = random.len() == LENGTH && random.bytes().all(|byte| ALPHABET.contains(&byte));
        is_marker.then(|| Self(word.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Marker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// `job 4711 made 2026-11-21 by ak lw-xxxxxxxxxxxx`; job and author may be missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DescriptionLine {
    pub job_number: Option<String>,
    /// `YYYY-MM-DD`, the day at the desk that made the link.
    pub made_on: String,
    pub author: Option<String>,
    pub marker: Marker,
}

impl DescriptionLine {
    /// Appends the line to what a person wrote.
    pub fn after(&self, note: &str) -> String {
        if note.is_empty() { self.to_string() } else { format!("{note} {self}") }
    }

    /// Splits a description into what a person wrote and our line.
    pub fn split(description: &str) -> (&str, Option<Self>) {
        match Self::find(description) {
            Some((note, line)) => (note, Some(line)),
            None => (description, None),
        }
    }

    fn find(description: &str) -> Option<(&str, Self)> {
        let marker = Marker::find(description)?;
        let words: Vec<&str> = description.split(' ').collect();
        let made = words.iter().rposition(|word| *word == "made")?;
        let made_on = words.get(made + 1)?;
        let rest = words.get(made + 2..words.len() - 1)?;
        let author = match rest {
            [] => None,
            ["by", author] => Some((*author).to_owned()),
            _ => return None,
        };
        let (start, job_number) = match made.checked_sub(2).map(|at| (at, words[at], words[at + 1])) {
            Some((at, "job", number)) => (at, Some(number.to_owned())),
            Some(_) | None => (made, None),
        };
        let kept: usize = words[..start].iter().map(|word| word.len() + 1).sum();
        let note = description[..kept].trim_end();
        Some((note, Self { job_number, made_on: (*made_on).to_owned(), author, marker }))
    }
}

impl fmt::Display for DescriptionLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(job_number) = &self.job_number {
            write!(f, "job {job_number} ")?;
        }
        write!(f, "made {}", self.made_on)?;
        if let Some(author) = &self.author {
            write!(f, " by {author}")?;
        }
        write!(f, " {}", self.marker)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_is_found_again_behind_any_note() {
        for note in ["", "ground floor", "job 1 made of wood"] {
            for job_number in [None, Some("4711".to_owned())] {
                for author in [None, Some("ak".to_owned())] {
                    let line = DescriptionLine {
                        job_number: job_number.clone(),
                        made_on: "2026-11-21".to_owned(),
                        author: author.clone(),
                        marker: Marker::from_random(42),
                    };
                    let description = line.after(note);
                    assert_eq!(DescriptionLine::split(&description), (note, Some(line)), "{description}");
                }
            }
        }
    }

    #[test]
    fn descriptions_of_others_are_left_alone() {
        for description in [
            "",
            "made by hand",
            "made lw-abcdefghijkl",
            "lw-abcdefghijkl",
            "lw-short",
            "by lw-ABCDEFGHIJKL",
            "lw-abcdefghijkl more",
        ] {
            assert_eq!(DescriptionLine::split(description), (description, None));
        }
    }

    #[test]
    fn a_marker_fits_the_pattern_of_descriptions() {
        let marker = Marker::from_random(u128::MAX);
        assert!(marker.as_str().chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'));
        assert_eq!(marker.as_str().len(), 15);
    }
}
