//! Texts by their SHA-256 alone: what may hold a secret can be compared with
//! what it was before, and is kept nowhere.

use std::fmt;

use sha2::{Digest, Sha256};

/// Equal for the same parts in the same order and, as far as anybody can tell,
/// for no others.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// A part that is missing is another one than an empty part.
    pub(crate) fn of<'a>(parts: impl IntoIterator<Item = Option<&'a [u8]>>) -> Self {
        let mut hash = Sha256::new();
        for part in parts {
            match part {
                Some(part) => {
                    hash.update([1]);
                    hash.update(part.len().to_le_bytes());
                    hash.update(part);
                }
                None => hash.update([0]),
            }
        }
        Self(hash.finalize().into())
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Fingerprint(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_one_part_ends_and_the_next_begins_counts() {
        let of = |parts: &[Option<&str>]| Fingerprint::of(parts.iter().map(|part| part.map(str::as_bytes)));
        assert_eq!(of(&[Some("ab"), None]), of(&[Some("ab"), None]));
        let different = [
            of(&[Some("ab")]),
            of(&[Some("a"), Some("b")]),
            of(&[Some("ab"), None]),
            of(&[Some("ab"), Some("")]),
        ];
        for (place, one) in different.iter().enumerate() {
            assert!(!different[place + 1..].contains(one), "{place}");
        }
        assert_eq!(format!("{:?}", different[0]), "Fingerprint(…)");
    }
}
