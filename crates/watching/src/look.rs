//! The words in which looks are ordered and answered. When they are due lives in
//! `watchlist`, who carries them out in `scheduler`.

use crate::Urgency;

/// A look that is to be carried out. `K` names what is watched (a journey), `G`
/// what one sweep covers (a device cloud under one identity).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Look<K, G> {
    /// Ask for one (`GetAccountAssociation`).
    One { key: K, urgency: Urgency },
    /// Ask for all of a group at once (`ListAccountAssociations`, every page).
    Sweep { group: G, urgency: Urgency },
}

/// Who is to be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which<T> {
    /// This one: somebody asked for it.
    One(T),
    /// Every one: the window was focused, the computer woke up.
    All,
}

/// Whose looks are held or released.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose<T> {
    /// Those of one group.
    Group(T),
    /// Those of every group there is.
    All,
}

/// What a look at one told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// It waits for its customer still.
    Waiting,
    /// AWS has settled it: it is not watched any more.
    Settled,
}

/// What a sweep told of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Swept {
    /// It waits for its customer still.
    Waiting,
    /// Its state in the list looks final; one look at it confirms that.
    LooksFinal,
    /// It is not in the list.
    Missing,
}

/// Why a look brought nothing, as far as the next look depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// Nothing answered.
    Network,
    /// AWS answered that it is busy (429 or 5xx).
    Busy,
    /// The operator has to sign in to AWS first.
    AwsSignIn,
    /// AWS answered with anything else.
    Other,
}

/// The answer to [`Look::One`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    Seen(Seen),
    Failed(Failure),
}

/// The answer to [`Look::Sweep`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SweepAnswer<K> {
    /// `items` tells of those of the group that were found; a watched one that is
    /// not among them counts as [`Swept::Missing`]. `pages` is the number of
    /// requests it took.
    Swept {
        items: Vec<(K, Swept)>,
        pages: u32,
    },
    Failed(Failure),
}
