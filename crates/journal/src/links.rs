//! What is remembered of links: what AWS told of them, which can be listed again,
//! and what only this computer knows.

use onboarding::{AccountAssociationId, AccountAssociationItem, Identity, Timestamp};

/// What a listing of links brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinksChange {
    pub identity: Identity,
    /// New ones and those that differ from what was kept.
    pub kept: Vec<KeptLink>,
    pub removed: Vec<AccountAssociationId>,
    /// When the links were last listed whole; `None` leaves what was known.
    pub listed_at: Option<Timestamp>,
}

/// A link as AWS listed it last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptLink {
    /// Words with an address in its error message lose the address on disk.
    pub item: AccountAssociationItem,
    /// When this computer first saw the link.
    pub first_seen: Timestamp,
    /// When this computer first saw it in this state; `None` when it was so
    /// before this computer looked.
    pub state_since: Option<Timestamp>,
}

/// What only this computer knows of a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkMemo {
    pub link: AccountAssociationId,
    /// The person's own spelling of the customer's name.
    pub spelling: Option<String>,
    pub note: Option<String>,
}

/// What is remembered of the links of one identity.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RememberedLinks {
    /// By their ids; what cannot be read is left out.
    pub links: Vec<KeptLink>,
    pub listed_at: Option<Timestamp>,
    /// By their links; those that wait to be written too.
    pub memos: Vec<LinkMemo>,
}
