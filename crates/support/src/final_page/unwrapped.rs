//! What a mail program does to an address, undone: broken lines, quote marks,
//! quoted-printable, HTML's ampersands.

use std::borrow::Cow;

/// A line of at least so many characters may have been broken by a mail program,
/// which does so at 72 to 78.
const BROKEN_FROM: usize = 66;
/// Lines that are taken for one at most, so that every byte is looked at a fixed
/// number of times.
const LINES_OF_ONE: usize = 40;
/// Parameters that begin where they stand, and never go on from a line before.
const BEGINNINGS: [&str; 5] = ["error=", "error_description=", "error_uri=", "code=", "state="];

/// The text with every address on one line.
pub(super) fn unwrapped(text: &str) -> String {
    let text = if is_quoted_printable(text) { Cow::Owned(decoded(text)) } else { Cow::Borrowed(text) };
    let mut whole = String::with_capacity(text.len());
    let (mut begins_at, mut lines) = (0, 0);
    for line in text.split(['\n', '\r', '\u{2028}', '\u{2029}']) {
        let line = line.trim_start_matches([' ', '\t', '>', '|']).trim_end();
        if line.is_empty() {
            continue;
        }
        let joint = (lines > 0 && lines < LINES_OF_ONE).then(|| joint(&whole[begins_at..], line)).flatten();
        match joint {
            Some(joint) => whole.push_str(joint),
            None => {
                whole.push('\n');
                (begins_at, lines) = (whole.len(), 0);
            }
        }
        whole.push_str(line);
        lines += 1;
    }
    whole.replace("&amp;", "&")
}

/// What stands between two lines that are one; `None` when they are two.
fn joint(before: &str, next: &str) -> Option<&'static str> {
    if is_open(before) {
        return Some("");
    }
    let last = before.split_whitespace().next_back()?;
    let first = next.split_whitespace().next()?;
    if !is_of_an_address(last) {
        return None;
    }
    let begins_with =
        |name: &&str| first.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
    if BEGINNINGS.iter().any(begins_with) {
        return Some(if last.ends_with(['&', '?', '#']) { "" } else { "&" });
    }
    let goes_on = last.ends_with(['&', '?', '#', '=', '%', '+', '/'])
        || first.starts_with(['&', '?', '#', '=', '%', '+'])
        || (first.contains(['&', '=']) && !first.contains("://"));
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_~.%+".contains(c);
    let was_broken = before.len() >= BROKEN_FROM
        && next.split_whitespace().count() == 1
        && first.chars().all(is_plain)
        && !first.ends_with('.');
    (goes_on || was_broken).then_some("")
}

fn is_of_an_address(word: &str) -> bool {
    word.contains("://") || word.contains(['?', '#', '=', '&'])
}

/// An address that began behind `<` and has not ended.
fn is_open(line: &str) -> bool {
    line.rfind('<').is_some_and(|at| {
        let rest = &line[at + 1..];
        !rest.contains('>')
            && rest.trim_start().get(..4).is_some_and(|start| start.eq_ignore_ascii_case("http"))
    })
}

/// In quoted-printable every `=` is written `=3D`.
fn is_quoted_printable(text: &str) -> bool {
    let has = |part: &str| text.contains(part);
    has("error=3D") || has("error_description=3D") || (has("=3D") && (has("=\n") || has("=\r\n")))
}

fn decoded(text: &str) -> String {
    let text = text.replace("=\r\n", "").replace("=\n", "");
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let escaped = (*first == b'=').then(|| after.first_chunk::<2>()).flatten().and_then(hexadecimal);
        match escaped {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hexadecimal(digits: &[u8; 2]) -> Option<u8> {
    let text = std::str::from_utf8(digits).ok()?;
    u8::from_str_radix(text, 16).ok()
}
