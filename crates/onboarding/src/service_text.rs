//! Texts of the service made fit to be shown: whoever names a device or a link
//! elsewhere decides what is in them.

/// No text that is shown on its own is longer.
const SHOWN_MAX: usize = 500;

/// What a service said, made fit to be shown: as [`without_controls`] leaves it,
/// cut to 500 characters. `None` for a text that is blank then.
pub fn fit_to_show(said: &str) -> Option<String> {
    let fit = cut_to_show(said);
    let fit = fit.trim();
    (!fit.is_empty()).then(|| fit.to_owned())
}

/// As [`fit_to_show`], for a text where blanks count.
pub fn cut_to_show(said: &str) -> String {
    without_controls(said).chars().take(SHOWN_MAX).collect()
}

/// An id, made fit to be shown: a sign that no id has stands for each that cannot
/// be seen, so that it is not taken for another one. Those longer than 500 characters,
/// which AWS has none of, are cut.
pub(crate) fn id_to_show(id: String) -> String {
    if id.len() <= SHOWN_MAX && id.bytes().all(|byte| byte.is_ascii_graphic()) {
        return id;
    }
    let unseen = |c: char| is_break(c) || is_hidden(c);
    id.chars().map(|c| if unseen(c) { char::REPLACEMENT_CHARACTER } else { c }).take(SHOWN_MAX).collect()
}

/// Drops characters that turn the direction of what follows or cannot be seen;
/// other control characters and breaks of lines become spaces.
pub fn without_controls(said: &str) -> String {
    said.chars().filter(|c| !is_hidden(*c)).map(|c| if is_break(c) { ' ' } else { c }).collect()
}

fn is_break(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Controls of direction, and signs of no width that no script needs: joiners
/// stay, which Persian and some emoji are written with.
fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{061C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_turns_the_direction_or_cannot_be_seen_is_dropped_and_breaks_become_spaces() {
        let cases = [
            ("no\nway\u{202E} here\u{7}", "no way here "),
            ("a\u{2066}b\u{2069}c\u{061C}\u{200E}\u{200F}d", "abcd"),
            ("a\u{200B}b\u{2060}c\u{FEFF}d", "abcd"),
            ("a\u{2028}b\u{85}c\u{1b}[31m", "a b c [31m"),
            ("می\u{200C}خواهم 👩\u{200D}🔧", "می\u{200C}خواهم 👩\u{200D}🔧"),
            ("<script>'\"&{{7*7}}", "<script>'\"&{{7*7}}"),
        ];
        for (said, expected) in cases {
            assert_eq!(without_controls(said), expected, "{said:?}");
        }
    }

    #[test]
    fn what_is_shown_is_cut_to_500_characters_and_blank_is_nothing() {
        assert_eq!(fit_to_show(&"ä".repeat(4096)).map(|kept| kept.chars().count()), Some(500));
        assert_eq!(fit_to_show(" \n\u{200F}"), None);
        assert_eq!(cut_to_show(&format!(" \u{202E}{}", "ä".repeat(4096))), format!(" {}", "ä".repeat(499)));
    }
}
