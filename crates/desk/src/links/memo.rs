//! What only this computer knows of a link. Where it is kept never lives here.

/// The person's own spelling of the customer, and a note.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Memo {
    pub(crate) spelling: Option<String>,
    pub(crate) note: Option<String>,
}

impl Memo {
    pub(super) fn is_blank(&self) -> bool {
        self.spelling.is_none() && self.note.is_none()
    }
}
