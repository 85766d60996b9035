//! What a person pastes of a customer's last page.

use support::final_page::{READ_MAX, read};

/// # Panics
/// More is kept of it than may be shown.
pub fn final_page(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let page = read(&text);
    for kept in page.error.iter().chain(&page.description) {
        assert!(!kept.is_empty() && !kept.chars().any(char::is_control), "{kept:?} of {text:?}");
    }
    assert!(page.error.is_none_or(|name| name.chars().count() <= 100), "{text:?}");
    if let Some(description) = &page.description {
        assert!(description.chars().count() <= 500, "{text:?}");
        // A parameter or an address may be what must not be kept.
        assert!(!description.contains('=') && !description.contains("://"), "{description:?} of {text:?}");
    }
    // What stands behind the limit changes nothing.
    if text.len() >= READ_MAX {
        let beginning = &text[..text.floor_char_boundary(READ_MAX)];
        assert_eq!(read(beginning).says, page.says);
    }
}
