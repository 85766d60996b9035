//! The text size a person chose, as the zoom of the whole page: what the page
//! measures and where its menus open follow by themselves.

use contract::{DeskView, TextSizeView};
use tauri::Webview;

/// Zooms a page as the views say that it shows.
pub(crate) struct TextSize {
    page: Webview,
    shown: Option<TextSizeView>,
}

impl TextSize {
    pub(crate) fn of(page: Webview) -> Self {
        Self { page, shown: None }
    }

    pub(crate) fn follow(&mut self, view: &DeskView) {
        let wanted = view.settings.text_size;
        if self.shown == Some(wanted) {
            return;
        }
        self.shown = Some(wanted);
        if let Err(error) = self.page.set_zoom(zoom(wanted)) {
            tracing::warn!(%error, "the text size could not be changed");
        }
    }
}

/// WCAG 2.2, 1.4.4: text can be made twice as large.
fn zoom(size: TextSizeView) -> f64 {
    match size {
        TextSizeView::Normal => 1.0,
        TextSizeView::Large => 1.3,
        TextSizeView::Largest => 2.0,
    }
}
