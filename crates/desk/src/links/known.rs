//! The links of the AWS account in use, as far as they are known. What is learned
//! of them from anywhere comes together here and is told to the journal; asking
//! AWS never happens here.

mod memos;
mod merging;
#[cfg(test)]
mod tests;

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    sync::Arc,
    time::Duration,
};

use contract::{DeviceCloudShare, ProblemView};
use journal::{KeptLink, LinksChange, Remember};
use onboarding::{
    AccountAssociationId, AccountAssociationItem, AssociationState, ConnectorDestinationId, Identity,
    Timestamp,
};
use tokio::time::Instant;

pub(super) use self::memos::Memos;
use self::merging::Listing;
use super::{
    counts::Counts,
    index::Index,
    link::{Link, Pool},
    order::Orders,
};
use crate::Clock;

#[derive(Default)]
pub(crate) struct Links {
    /// Changes whenever the list is to be shown anew.
    pub(crate) revision: u32,
    /// Why the list may be incomplete.
    pub(crate) problem: Option<ProblemView>,
    /// `None` until an AWS account is in use.
    book: Option<Book>,
    /// What the journal remembered is here; until then nothing is told to it.
    is_remembered: bool,
    /// Held while the journal is read.
    pub(super) reading: Arc<tokio::sync::Mutex<()>>,
    index: Index,
    /// Changes with `index`.
    version: u64,
    places: HashMap<Arc<str>, usize>,
    orders: Orders,
    counts: Counts,
    /// Those that wait for a sign-in and were made by a Linkwright.
    waiting: BTreeSet<usize>,
    memos: Memos,
    /// When a link that works no more was last listed as working, in this run.
    last_worked: HashMap<AccountAssociationId, Timestamp>,
    /// Links that were looked at one by one lately: a list may lag behind.
    looked_at: HashMap<AccountAssociationId, Instant>,
    /// Device clouds whose names were asked for.
    pub(super) names_asked: HashSet<ConnectorDestinationId>,
    pub(super) listing: Listing,
    /// To be told to the journal.
    unwritten: Unwritten,
}

/// Where it is written down what is learned, and when that is.
pub(crate) struct Book {
    pub(crate) identity: Identity,
    pub(crate) journal: Option<Arc<dyn Remember>>,
    pub(crate) clock: Arc<dyn Clock>,
}

#[derive(Debug, Default)]
struct Unwritten {
    changed: BTreeSet<usize>,
    removed: Vec<AccountAssociationId>,
    listed_at: Option<Timestamp>,
}

/// What only this computer knows of a link.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct KnownHere {
    pub(crate) spelling: Option<String>,
    pub(crate) memo: Option<String>,
    pub(crate) state_since: Option<Timestamp>,
    pub(crate) last_worked: Option<Timestamp>,
}

/// What may be shown and searched without holding anything up.
pub(super) struct Seen {
    pub(super) index: Index,
    pub(super) version: u64,
    pub(super) orders: Orders,
    pub(super) counts: Counts,
    pub(super) memos: Memos,
}

impl Links {
    /// Another AWS account is in use, of which nothing is known yet.
    pub(crate) fn begin(&mut self, book: Book) {
        let revision = self.revision + 1;
        let (listing, memos) = (Listing::after(self.listing.begun()), self.memos.for_later());
        *self = Self { revision, listing, memos, book: Some(book), ..Self::default() };
    }

    /// All that was known of the AWS account in use is gone, in the journal too.
    pub(crate) fn begin_afresh(&mut self) {
        if let Some(book) = self.book.take() {
            self.begin(book);
            self.is_remembered = true;
        }
    }

    pub(crate) fn find(&self, id: &AccountAssociationId) -> Option<AccountAssociationItem> {
        self.link(id).map(Link::item)
    }

    pub(crate) fn known_of(&self, id: &AccountAssociationId) -> KnownHere {
        let link = self.link(id);
        let memo = self.memos.get(id).cloned().unwrap_or_default();
        let name = link.and_then(Link::name);
        let works = link.is_some_and(|link| link.state == AssociationState::Succeeded);
        KnownHere {
            spelling: memo.spelling.filter(|spelling| Some(spelling.as_str()) != name.as_deref()),
            memo: memo.note,
            state_since: link.and_then(|link| link.state_since),
            last_worked: self.last_worked.get(id).copied().filter(|_| !works),
        }
    }

    /// How the links of one device cloud fare.
    pub(crate) fn share(&self, device_cloud: &ConnectorDestinationId) -> DeviceCloudShare {
        self.counts.share(device_cloud.as_str())
    }

    /// How the links of one device cloud fare, and all others.
    pub(crate) fn fares(&self, device_cloud: &ConnectorDestinationId) -> support::diagnosis::Fares {
        self.counts.fares(device_cloud.as_str())
    }

    /// When this computer first saw a link.
    pub(crate) fn first_seen(&self, id: &AccountAssociationId) -> Option<Timestamp> {
        self.link(id).map(|link| link.first_seen)
    }

    /// Those that wait for a sign-in and were made by a Linkwright.
    pub(crate) fn waiting(&self) -> impl Iterator<Item = &Link> {
        self.waiting.iter().filter_map(|place| self.index.get(*place))
    }

    /// Takes what was just seen of one link; nothing when it is of another AWS
    /// account than the one in use.
    pub(crate) fn learn(&mut self, identity: &Identity, item: AccountAssociationItem) {
        self.learn_all(identity, &[item]);
    }

    /// Takes what was just seen of many.
    pub(crate) fn learn_all(&mut self, identity: &Identity, items: &[AccountAssociationItem]) {
        let Some(book) = self.book.as_ref().filter(|book| book.identity == *identity) else { return };
        let at = book.clock.now();
        let mut pool = Pool::default();
        for item in items {
            self.looked_at.insert(item.id.clone(), Instant::now());
            self.listing.allow(&item.id);
            if !self.link(&item.id).is_some_and(|known| known.is(item)) {
                self.put(Link::new(item, at, &mut pool), at);
            }
        }
        self.write();
    }

    /// Takes a link out that is there no more.
    pub(crate) fn forget(&mut self, id: &AccountAssociationId) {
        self.looked_at.remove(id);
        self.listing.forbid(id);
        match self.place(id) {
            Some(place) => self.take_out(&[place]),
            // What is remembered may tell of it.
            None if !self.is_remembered => self.unwritten.removed.push(id.clone()),
            None => {}
        }
        self.write();
    }

    /// Whose links these are.
    pub(crate) fn identity(&self) -> Option<&Identity> {
        self.book.as_ref().map(|book| &book.identity)
    }

    pub(crate) fn is_of(&self, identity: &Identity) -> bool {
        self.book.as_ref().is_some_and(|book| book.identity == *identity)
    }

    pub(super) fn seen(&self) -> Seen {
        Seen {
            index: self.index.clone(),
            version: self.version,
            orders: self.orders.clone(),
            counts: self.counts.clone(),
            memos: self.memos.clone(),
        }
    }

    pub(super) fn is_whole_and_younger_than(&self, age: Duration) -> bool {
        self.problem.is_none() && self.listing.is_younger_than(age)
    }

    pub(super) fn place(&self, id: &AccountAssociationId) -> Option<usize> {
        self.places.get(id.as_str()).copied()
    }

    pub(super) fn device_clouds(&self) -> impl Iterator<Item = ConnectorDestinationId> {
        self.counts.device_clouds().map(ConnectorDestinationId::new)
    }

    fn link(&self, id: &AccountAssociationId) -> Option<&Link> {
        self.index.get(self.place(id)?)
    }

    /// Puts a link where it belongs, with what was known of it before.
    fn put(&mut self, mut link: Link, at: Timestamp) {
        let id = link.association_id();
        let haystack = link.haystack(self.memos.get(&id));
        let place = match self.place(&id) {
            Some(place) => {
                if let Some(known) = self.index.get(place) {
                    self.counts.take_away(known);
                    if known.state == AssociationState::Succeeded && link.state != known.state {
                        let listed =
                            self.listing.as_of().map_or(known.first_seen, |at| at.max(known.first_seen));
                        self.last_worked.insert(id, listed);
                    }
                    link.first_seen = known.first_seen;
                    link.state_since = if known.state == link.state { known.state_since } else { Some(at) };
                }
                self.counts.add(&link);
                self.note_waiting(place, &link);
                self.index.put(place, link, &haystack);
                place
            }
            None => {
                self.counts.add(&link);
                let (id, waits) = (Arc::clone(&link.id), link.waits_and_is_ours());
                let place = self.index.push(link, &haystack);
                self.places.insert(id, place);
                if waits {
                    self.waiting.insert(place);
                }
                place
            }
        };
        self.unwritten.changed.insert(place);
        self.changed();
    }

    fn take_out(&mut self, places: &[usize]) {
        for place in places {
            let Some(link) = self.index.get(*place) else { continue };
            self.counts.take_away(link);
            self.places.remove(&link.id);
            self.unwritten.removed.push(link.association_id());
            self.waiting.remove(place);
            self.unwritten.changed.remove(place);
        }
        self.index.take_out(places);
        self.changed();
    }

    fn note_waiting(&mut self, place: usize, link: &Link) {
        if link.waits_and_is_ours() {
            self.waiting.insert(place);
        } else {
            self.waiting.remove(&place);
        }
    }

    fn changed(&mut self) {
        self.version += 1;
        self.revision = self.revision.wrapping_add(1);
    }

    /// Tells the journal what changed. Nobody waits for it: AWS lists it again.
    fn write(&mut self) {
        if !self.is_remembered {
            return;
        }
        let Unwritten { changed, removed, listed_at } = std::mem::take(&mut self.unwritten);
        let Some(book) = &self.book else { return };
        let (Some(journal), false) =
            (&book.journal, changed.is_empty() && removed.is_empty() && listed_at.is_none())
        else {
            return;
        };
        let kept = changed.iter().filter_map(|place| self.index.get(*place)).map(|link| KeptLink {
            item: link.item(),
            first_seen: link.first_seen,
            state_since: link.state_since,
        });
        let identity = book.identity.clone();
        drop(journal.keep_links(LinksChange { identity, kept: kept.collect(), removed, listed_at }));
    }
}
