//! A text made fit for a line: nothing that acts on a terminal or hides, nothing
//! that looks like an address or a key, and not long.

/// Characters of one value.
const LONGEST: usize = 300;
/// From this on, what Base64 is written with in a row may be a secret: a secret
/// access key has 40 characters.
const LONGEST_WORD: usize = 40;

/// Controls become spaces, so that two words stay two; characters that hide or
/// turn text are dropped.
pub(super) fn fit(text: &str) -> String {
    let plain: String = text
        .chars()
        .take(LONGEST * 4)
        .filter(|c| !hides(*c))
        .map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c })
        .collect();
    let words: Vec<&str> = plain.split(' ').map(harmless).collect();
    let fit = words.join(" ");
    match fit.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &fit[..end]),
        None => fit,
    }
}

fn harmless(word: &str) -> &str {
    let in_a_row =
        word.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '_' | '=' | '%')));
    if word.contains("://") || (word.contains('@') && word.contains('.')) {
        "[address]"
    } else if is_key_id(word) || in_a_row.into_iter().any(|run| run.len() >= LONGEST_WORD) {
        "[left out]"
    } else {
        word
    }
}

/// As AWS's keys begin (IAM User Guide, 'IAM identifiers').
fn is_key_id(word: &str) -> bool {
    ["AKIA", "ASIA"].iter().any(|begin| {
        word.match_indices(begin).any(|(at, _)| {
            let rest = word[at..].chars().take_while(char::is_ascii_alphanumeric);
            rest.count() >= 16
        })
    })
}

/// Zero-width and bidirectional characters, and the byte order mark.
fn hides(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_on_a_terminal_or_hides_is_gone() {
        assert_eq!(fit("no\r\nsuch\u{1b}[31mline"), "no  such [31mline");
        assert_eq!(fit("a\u{202E}b\u{200B}c\u{2028}d\u{85}e"), "abc d e");
    }

    #[test]
    fn addresses_and_keys_are_left_out() {
        assert_eq!(fit("see https://x.example/?state=1 now"), "see [address] now");
        assert_eq!(fit("proxy a:b@proxy.example:1 failed"), "proxy [address] failed");
        assert_eq!(fit("key AKIAIOSFODNN7EXAMPLE."), "key [left out]");
        assert_eq!(fit(&format!("token {}", "x".repeat(60))), "token [left out]");
        assert_eq!(fit("secret wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY,"), "secret [left out]");
        assert_eq!(
            fit("request 5f0c2f8e-7a61-4d0c-9a50-0f3b7f3f2a11"),
            "request 5f0c2f8e-7a61-4d0c-9a50-0f3b7f3f2a11"
        );
    }

    #[test]
    fn a_long_text_is_cut_at_a_character() {
        let cut = fit(&"ä b ".repeat(500));
        assert_eq!(cut.chars().count(), LONGEST + 1);
        assert!(cut.ends_with('…'));
    }
}
