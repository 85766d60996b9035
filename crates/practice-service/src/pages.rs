//! Pages of lists: real tokens, bound to the operation, its filters and this
//! run, so that a foreign or invented one is refused (service.md 8.17).

use std::hash::{DefaultHasher, Hash, Hasher};

use serde_json::{Map, Value};

use crate::failure::Failure;
use crate::faults::Fault;
use crate::input::Input;
use crate::turn::Turn;

/// Items in a page when `MaxResults` is absent.
const USUAL_PAGE: usize = 20;

pub(crate) struct Page {
    start: usize,
    limit: usize,
    seal: u64,
    forced_empty: bool,
    repeats_token: bool,
}

impl Page {
    pub(crate) fn asked(turn: &Turn<'_>, input: &Input) -> Result<Page, Failure> {
        let seal = seal(turn, input);
        let start = match input.text("NextToken") {
            None => 0,
            Some(token) => position(token, seal)
                .ok_or_else(|| Failure::validation("The NextToken is not valid for this request."))?,
        };
        let asked =
            input.value("MaxResults").and_then(Value::as_u64).and_then(|count| usize::try_from(count).ok());
        let limit = asked.unwrap_or(USUAL_PAGE).min(turn.settings.page_size.unwrap_or(usize::MAX));
        let forced_empty = matches!(turn.fault, Some(Fault::EmptyPage));
        let repeats_token = matches!(turn.fault, Some(Fault::RepeatPageToken));
        Ok(Page { start, limit: if forced_empty { 0 } else { limit }, seal, forced_empty, repeats_token })
    }

    /// The page as the service's answer. `items` come with their positions, all
    /// that match, in order; those before the page are passed over.
    pub(crate) fn filled(self, member: &str, items: impl Iterator<Item = (usize, Value)>) -> Value {
        let mut page = Vec::new();
        let mut next = self.forced_empty.then_some(self.start);
        for (position, item) in items.skip_while(|(position, _)| *position < self.start) {
            if page.len() == self.limit {
                next = Some(position);
                break;
            }
            page.push(item);
        }
        if self.repeats_token {
            next = Some(self.start);
        }
        let mut answer = Map::new();
        answer.insert(member.to_owned(), Value::Array(page));
        if let Some(next) = next {
            answer.insert("NextToken".to_owned(), Value::String(token(next, self.seal)));
        }
        Value::Object(answer)
    }

    /// The first position that can be on the page.
    pub(crate) fn start(&self) -> usize {
        self.start
    }
}

fn seal(turn: &Turn<'_>, input: &Input) -> u64 {
    let mut hasher = DefaultHasher::new();
    turn.operation.hash(&mut hasher);
    turn.endpoint.hash(&mut hasher);
    for (name, value) in input.members() {
        if name != "NextToken" && name != "MaxResults" {
            (name, value.to_string()).hash(&mut hasher);
        }
    }
    hasher.finish()
}

fn token(position: usize, seal: u64) -> String {
    format!("{position:x}-{:016x}", signature(position, seal))
}

fn position(token: &str, seal: u64) -> Option<usize> {
    let (position, _) = token.split_once('-')?;
    let position = usize::from_str_radix(position, 16).ok()?;
    (token == self::token(position, seal)).then_some(position)
}

fn signature(position: usize, seal: u64) -> u64 {
    let mut hasher = DefaultHasher::new();
    (position, seal, "next page").hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_reads_back_under_its_own_seal_alone() {
        let made = token(40, 7);
        assert_eq!(position(&made, 7), Some(40));
        assert_eq!(position(&made, 8), None);
        assert_eq!(position("garbage", 7), None);
        assert_eq!(position("", 7), None);
        assert!(made.chars().all(|letter| letter.is_ascii_alphanumeric() || "=_-".contains(letter)));
    }
}
