//! Keeps addresses out of free text: the sign-in address must not get to disk
//! inside of what a service or a library said.

use std::borrow::Cow;

/// The text with every word that holds an address replaced.
pub(crate) fn without_addresses(text: &str) -> Cow<'_, str> {
    if !text.contains("://") {
        return Cow::Borrowed(text);
    }
    let words = text.split_inclusive(char::is_whitespace);
    let kept = words.map(|word| {
        let bare = word.trim_end();
        if bare.contains("://") { format!("(address){}", &word[bare.len()..]) } else { word.to_owned() }
    });
    Cow::Owned(kept.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_with_an_address_is_replaced_and_the_rest_is_kept() {
        for (said, kept) in [
            ("no way", "no way"),
            ("see https://a.example/?code=1 \nthere", "see (address) \nthere"),
            ("(http://a)", "(address)"),
            ("", ""),
        ] {
            assert_eq!(without_addresses(said), kept);
        }
    }
}
