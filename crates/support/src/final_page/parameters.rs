//! The parameters of addresses in a line, of which two are kept.

use percent_encoding::percent_decode_str;

use super::SignInError;

/// How deep an address may lie in a parameter of another, as when a mail scanner
/// rewrote it.
const DEPTH: u8 = 3;
/// Words a description may have that was pasted with bare spaces.
const BARE_WORDS: usize = 60;

/// What was found so far.
#[derive(Default)]
pub(super) struct Parameters {
    pub(super) error: Option<String>,
    pub(super) description: Option<String>,
    pub(super) has_address: bool,
    /// An address asks a vendor for a sign-in (RFC 6749 section 4.1.1).
    pub(super) is_sign_in_page: bool,
}

impl Parameters {
    pub(super) fn read(&mut self, line: &str) {
        for part in parts(line) {
            self.read_part(part, DEPTH);
        }
    }

    fn read_part(&mut self, part: &str, depth: u8) {
        self.has_address |= part.split_whitespace().any(is_address);
        let mut error = None;
        let mut description = None;
        let mut asks = (false, false);
        for (key, value) in pairs(part) {
            match key.as_str() {
                "error" => error = error.or_else(|| name(value)),
                "error_description" => description = description.or_else(|| words(value)),
                "response_type" => asks.0 = true,
                "client_id" => asks.1 = true,
                _ if depth > 0 => {
                    let inner = percent_decode_str(value).decode_utf8_lossy();
                    if inner != value && inner.contains('=') {
                        parts(&inner).for_each(|part| self.read_part(part, depth - 1));
                    }
                }
                _ => {}
            }
        }
        self.is_sign_in_page |= asks == (true, true);
        let is_known = |name: &str| SignInError::named(name) != SignInError::Other;
        let better = match (&self.error, &error) {
            (None, Some(_)) => true,
            (Some(kept), Some(new)) => !is_known(kept) && is_known(new),
            (None, None) => self.description.is_none() && description.is_some(),
            (Some(_), None) => false,
        };
        if better {
            self.error = error;
            self.description = description;
        }
    }
}

/// A line in parts, each with one address at most: marks that stand around
/// addresses and never in them separate, and so does the next scheme.
fn parts(line: &str) -> impl Iterator<Item = &str> {
    let marks = |c: char| "<>\"`“”„«»‹›{}\\^".contains(c);
    line.split(marks).flat_map(|piece| {
        let mut starts: Vec<usize> = schemes(piece).collect();
        starts.insert(0, 0);
        starts.push(piece.len());
        let ends = starts.clone().into_iter().skip(1);
        starts.into_iter().zip(ends).map(|(from, to)| &piece[from..to])
    })
}

fn schemes(piece: &str) -> impl Iterator<Item = usize> + '_ {
    piece.match_indices("://").filter_map(|(at, _)| {
        let before = &piece[..at];
        let name = before.len() - before.trim_end_matches(|c: char| c.is_ascii_alphanumeric()).len();
        (name > 0).then_some(at - name)
    })
}

/// The pairs behind `?` or `#`; without either, what stands alone as `error=…`.
fn pairs(part: &str) -> impl Iterator<Item = (String, &str)> {
    part.split(['?', '#', '&']).filter_map(|pair| {
        let (key, value) = pair.split_once('=')?;
        let key = key.split_whitespace().next_back()?;
        let key = key.trim_start_matches(['(', '[', '\'', ',', ';', ':']);
        Some((percent_decode_str(key).decode_utf8_lossy().to_ascii_lowercase(), value))
    })
}

/// An error's name is one word; what stands around it is prose.
fn name(value: &str) -> Option<String> {
    let word = value.split_whitespace().next()?;
    let name = plain(word);
    let name = name.trim().trim_end_matches(['.', ',', ';', ':', '!', ')', ']', '\'']);
    (!name.is_empty()).then(|| name.to_owned())
}

/// A description that is encoded ends with its word; one pasted with bare spaces
/// goes on until a parameter or an address follows.
fn words(value: &str) -> Option<String> {
    let first = value.split_whitespace().next().filter(|_| !value.starts_with(char::is_whitespace))?;
    let text = if first.contains(['+', '%']) {
        plain(first)
    } else {
        let mut bare =
            value.split_whitespace().take_while(|word| !word.contains('=') && !word.contains("://"));
        bare.by_ref().take(BARE_WORDS).collect::<Vec<_>>().join(" ")
    };
    let text = text.trim().trim_end_matches([')', ']', '\'']);
    (!text.is_empty()).then(|| text.to_owned())
}

fn plain(value: &str) -> String {
    percent_decode_str(&value.replace('+', " ")).decode_utf8_lossy().into_owned()
}

/// A word that is an address, with a scheme or as people write it.
fn is_address(word: &str) -> bool {
    let word = word.trim_start_matches(['(', '[', '\'']);
    if let Some((scheme, rest)) = word.split_once("://") {
        let is_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
        return is_web && rest.starts_with(|c: char| c.is_alphanumeric() || c == '[');
    }
    if word.get(..11).is_some_and(|start| start.eq_ignore_ascii_case("about:blank")) {
        return true;
    }
    let Some(end) = word.find(['/', '?', '#']) else { return false };
    let host = word[..end].split(':').next().unwrap_or_default();
    let fits = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    let is_name = host.contains('.')
        && host.split('.').all(fits)
        && host.rsplit('.').next().is_some_and(|top| top.chars().count() >= 2);
    is_name || host.eq_ignore_ascii_case("localhost")
}
