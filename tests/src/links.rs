//! The list of links as a test asks for it.

use contract::{LinkOrderForm, ListLinksForm, MadeForm};

/// Every link that holds the text, by name.
pub fn listed(search: &str) -> ListLinksForm {
    ListLinksForm {
        search: search.to_owned(),
        states: Vec::new(),
        connector_destination_id: None,
        made: MadeForm::Any,
        needs_person: false,
        order: LinkOrderForm::Name,
        offset: 0,
    }
}
