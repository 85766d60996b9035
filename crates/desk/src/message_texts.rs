//! The texts of the message to the customer: ours, or those of the company.

use contract::{MessageTextsForm, MessageTextsView, NothingForm, ProblemView};
use serde::{Deserialize, Serialize};

use crate::{
    Desk,
    customer_message::{self, PLACE_OF_ADDRESS},
    settings,
};

const FILE: &str = "message-texts.json";
/// A text message and an e-mail hold this much.
pub(crate) const MAX_TEXT: usize = 2000;
/// What a text may name, besides the address.
const PLACES: [&str; 5] = ["{company}", "{telephone}", "{device cloud}", "{job}", "{host}"];

/// Empty means ours.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct MessageTexts {
    pub(crate) first: String,
    pub(crate) reconnect: String,
}

impl MessageTexts {
    pub(crate) fn load(data_dir: &std::path::Path) -> Self {
        settings::read(data_dir, FILE).unwrap_or_default()
    }

    pub(crate) fn save(&self, data_dir: &std::path::Path) -> std::io::Result<()> {
        settings::write(data_dir, FILE, &serde_json::to_string_pretty(self)?)
    }
}

impl Desk {
    /// # Errors
    /// None; the result has the form of every question.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn message_texts(&self, _: NothingForm) -> Result<MessageTextsView, ProblemView> {
        let MessageTexts { first, reconnect } = self.lock().message_texts.clone();
        let ours = |reconnects| customer_message::our_text(reconnects).to_owned();
        Ok(MessageTextsView { first, reconnect, our_first: ours(false), our_reconnect: ours(true) })
    }

    /// # Errors
    /// A text without the place of the address, with a place nobody knows, or too
    /// long; and when it cannot be saved.
    #[expect(clippy::unused_async, reason = "every command is a future to the shell")]
    pub async fn save_message_texts(&self, form: MessageTextsForm) -> Result<(), ProblemView> {
        let read = |field: &str, text: &str| {
            fit(text).map_err(|why| ProblemView::with_input(field, &why.to_string()))
        };
        let texts = MessageTexts {
            first: read("first", &form.first)?,
            reconnect: read("reconnect", &form.reconnect)?,
        };
        let saved = texts.save(&self.shared.ports.data_dir);
        self.change(|state| state.message_texts = texts);
        saved.map_err(|error| {
            tracing::warn!(%error, "the message texts could not be saved");
            ProblemView::not_possible(
                "The texts could not be saved",
                "They hold until Linkwright is closed. Check that the disk is not full.",
            )
        })
    }
}

/// Why a text cannot be used, as a sentence; an empty one is ours.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum UnfitText {
    #[error("The text needs [sign-in address] where the address belongs.")]
    NoAddress,
    #[error("The text has at most 2,000 characters.")]
    TooLong,
    #[error("{0} is no place the text can have.")]
    UnknownPlace(String),
}

pub(crate) fn fit(text: &str) -> Result<String, UnfitText> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(String::new());
    }
    if text.chars().count() > MAX_TEXT {
        return Err(UnfitText::TooLong);
    }
    if !text.contains(PLACE_OF_ADDRESS) {
        return Err(UnfitText::NoAddress);
    }
    let mut rest = text;
    while let Some((_, behind)) = rest.split_once('{') {
        let place = match behind.split_once('}') {
            Some((place, _)) => format!("{{{place}}}"),
            None => format!("{{{behind}"),
        };
        if !PLACES.contains(&place.as_str()) {
            return Err(UnfitText::UnknownPlace(place.chars().take(40).collect()));
        }
        rest = behind;
    }
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_needs_the_place_of_the_address_and_knows_five_others() {
        assert_eq!(fit("  "), Ok(String::new()));
        assert_eq!(fit("Hello"), Err(UnfitText::NoAddress));
        let whole = "{company} {telephone} {device cloud} {job} {host}: [sign-in address]";
        assert_eq!(fit(whole).as_deref(), Ok(whole));
        let unknown = |place: &str| Err(UnfitText::UnknownPlace(place.to_owned()));
        assert_eq!(fit("{name} [sign-in address]"), unknown("{name}"));
        assert_eq!(fit("[sign-in address] {job"), unknown("{job"));
        assert_eq!(fit(&format!("[sign-in address]{}", "x".repeat(MAX_TEXT))), Err(UnfitText::TooLong));
    }
}
