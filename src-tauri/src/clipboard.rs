//! The system's clipboard.

use std::sync::Mutex;

use desk::ClipboardProblem;

/// Kept open, since on X11 the text is gone with its owner.
#[derive(Default)]
pub(crate) struct SystemClipboard(Mutex<Option<arboard::Clipboard>>);

impl desk::Clipboard for SystemClipboard {
    fn set_text(&self, text: &str) -> Result<(), ClipboardProblem> {
        let mut clipboard = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if clipboard.is_none() {
            *clipboard = arboard::Clipboard::new().ok();
        }
        let open = clipboard.as_mut().ok_or(ClipboardProblem)?;
        open.set_text(text.to_owned()).map_err(|error| {
            tracing::warn!(%error, "the clipboard refused");
            *clipboard = None;
            ClipboardProblem
        })
    }
}
