//! Text in the form it is searched and sorted by: lower case, in the letters AWS
//! takes for names, so that 'Müller' and 'Mueller' are the same word. What is
//! searched never lives here.

use std::borrow::Cow;

use onboarding::description_text;

/// Longer searches are cut, in characters.
const LONGEST_SEARCH: usize = 256;

/// Appends every form `text` may be searched by, and a space.
pub(super) fn fold_into(text: &str, haystack: &mut String) {
    if is_plain(text) {
        haystack.extend(text.chars().map(|c| c.to_ascii_lowercase()));
        haystack.push(' ');
        return;
    }
    for form in [description_text(text), description_text(&without_dots(text)), one_line(text)] {
        haystack.push_str(&form.to_lowercase());
        haystack.push(' ');
    }
}

/// `text` in the letters it is sorted by, in either case.
pub(super) fn folded(text: &str) -> Cow<'_, str> {
    if is_plain(text) { Cow::Borrowed(text) } else { Cow::Owned(description_text(text)) }
}

/// What all has to occur in a text that fits `search`; nothing for a blank one.
pub(super) fn needles(search: &str) -> Vec<String> {
    let search = one_line(&search.chars().take(LONGEST_SEARCH).collect::<String>());
    let mut needles: Vec<String> = Vec::new();
    for word in search.split_whitespace() {
        let folded = description_text(word).to_lowercase();
        let before = needles.len();
        needles.extend(folded.split_whitespace().map(str::to_owned));
        if needles.len() == before {
            needles.push(word.to_lowercase());
        }
    }
    // The longest first: it fits the fewest.
    needles.sort_by_key(|needle| std::cmp::Reverse(needle.len()));
    let mut kept: Vec<String> = Vec::new();
    for needle in needles {
        if !kept.iter().any(|longer| longer.contains(&needle)) {
            kept.push(needle);
        }
    }
    kept
}

/// AWS takes such a text as it is.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b' '))
}

/// As somebody without these letters on the keyboard types them.
fn without_dots(text: &str) -> String {
    let plain = |c| match c {
        'ä' => 'a',
        'ö' => 'o',
        'ü' => 'u',
        'Ä' => 'A',
        'Ö' => 'O',
        'Ü' => 'U',
        other => other,
    };
    text.chars().map(plain).collect()
}

fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || c.is_whitespace() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(search: &str, text: &str) -> bool {
        let mut haystack = String::new();
        fold_into(text, &mut haystack);
        needles(search).iter().all(|needle| haystack.contains(needle))
    }

    #[test]
    fn a_word_is_found_in_every_spelling() {
        for (search, text) in [
            ("Müller", "Mueller Flat 3"),
            ("mueller", "Müller, Wohnung 3"),
            ("muller", "Müller, Wohnung 3"),
            ("STRASSE", "Hauptstraße 5"),
            ("O'Brien", "OBrien 2"),
            ("obrien", "O'Brien 2"),
            ("3/2", "Flat 3-2"),
            ("flat miller", "Miller Flat 3"),
            ("東京", "東京タワー"),
            ("&", "Miller & Sons"),
            ("office@miller.example", "Write to office@miller.example"),
            ("İstanbul", "İSTANBUL"),
        ] {
            assert!(finds(search, text), "{search} in {text}: {:?}", needles(search));
        }
    }

    #[test]
    fn every_word_has_to_occur() {
        assert!(!finds("miller smith", "Miller Flat 3"));
        assert!(!finds("&", "Miller and Sons"));
        assert!(!finds("müller", "Muller"));
    }

    #[test]
    fn a_blank_search_asks_for_nothing_and_an_endless_one_is_cut() {
        assert!(needles(" \t\u{7}\n").is_empty());
        assert!(needles(&"x".repeat(1_000_000))[0].len() <= LONGEST_SEARCH);
        assert_eq!(needles("miller mill il"), ["miller"]);
    }
}
