//! A listing comes in page by page while links change: what it tells is merged
//! at once, and what it does not tell of is dropped only when it ended well.

use std::{collections::HashSet, time::Duration};

use contract::ProblemView;
use journal::RememberedLinks;
use onboarding::{AccountAssociationId, AccountAssociationItem, Timestamp};
use tokio::time::Instant;

use super::{
    super::{
        index::PlaceSet,
        link::{Link, Pool},
    },
    Links,
    memos::Memos,
};

/// What was looked at one by one may be missing from a list for so long.
const LAG: Duration = Duration::from_secs(60);
/// More pages than these are not asked for as often as a few are.
const FEW_PAGES: usize = 20;
const REST_OF_MANY: Duration = Duration::from_secs(600);
const REST_AFTER_A_PROBLEM: Duration = Duration::from_secs(60);

/// Where the listing of all links stands.
#[derive(Debug, Default)]
pub(crate) struct Listing {
    /// Listings begun.
    begun: u64,
    under_way: Option<UnderWay>,
    /// When the whole list was last read.
    as_of: Option<Timestamp>,
    ended_at: Option<Instant>,
    /// How long the list is left alone after it was asked for.
    rest: Duration,
    /// Of the last whole list.
    pages: usize,
}

#[derive(Debug, Default)]
struct UnderWay {
    seen: PlaceSet,
    count: usize,
    pages: usize,
    /// Removed while it was read; a page asked for before may still tell of them.
    gone: HashSet<AccountAssociationId>,
}

impl Listing {
    pub(super) fn after(begun: u64) -> Self {
        Self { begun, ..Self::default() }
    }

    pub(super) fn begun(&self) -> u64 {
        self.begun
    }

    pub(in crate::links) fn is_under_way(&self) -> bool {
        self.under_way.is_some()
    }

    /// Links the listing under way has told of.
    pub(in crate::links) fn loaded(&self) -> usize {
        self.under_way.as_ref().map_or(0, |under_way| under_way.count)
    }

    /// When the whole list was last read.
    pub(in crate::links) fn as_of(&self) -> Option<Timestamp> {
        self.as_of
    }

    /// Nobody asks for it, and it was not asked for lately.
    pub(in crate::links) fn is_due(&self, age: Duration) -> bool {
        let rests = |ended_at: Instant| ended_at.elapsed() < age.max(self.rest);
        self.under_way.is_none() && !self.ended_at.is_some_and(rests)
    }

    pub(super) fn is_younger_than(&self, age: Duration) -> bool {
        self.ended_at.is_some_and(|at| at.elapsed() < age)
    }

    /// Somebody asks for the list anew, however young it is.
    pub(in crate::links) fn ask_again(&mut self) {
        self.ended_at = None;
    }

    pub(super) fn allow(&mut self, id: &AccountAssociationId) {
        if let Some(under_way) = &mut self.under_way {
            under_way.gone.remove(id);
        }
    }

    pub(super) fn forbid(&mut self, id: &AccountAssociationId) {
        if let Some(under_way) = &mut self.under_way {
            under_way.gone.insert(id.clone());
        }
    }

    fn of(&mut self, number: u64) -> Option<&mut UnderWay> {
        self.under_way.as_mut().filter(|_| self.begun == number)
    }
}

impl UnderWay {
    fn saw(&mut self, place: usize) {
        if !self.seen.contains(place) {
            self.seen.insert(place);
            self.count += 1;
        }
    }
}

impl Links {
    /// What a journal remembers, as a list of its own; the work of a while.
    pub(in crate::links) fn remembered(remembered: RememberedLinks) -> Self {
        let mut links = Self { memos: Memos::of(remembered.memos), ..Self::default() };
        links.listing.as_of = remembered.listed_at;
        let mut pool = Pool::default();
        for kept in remembered.links {
            let mut link = Link::new(&kept.item, kept.first_seen, &mut pool);
            link.state_since = kept.state_since;
            links.put(link, kept.first_seen);
        }
        links
    }

    /// Takes what was remembered; what was learned meanwhile is newer.
    pub(in crate::links) fn take_remembered(&mut self, remembered: Self) {
        let learned = std::mem::take(&mut self.index);
        self.index = remembered.index;
        self.places = remembered.places;
        self.orders = remembered.orders;
        self.counts = remembered.counts;
        self.waiting = remembered.waiting;
        self.version = self.version.max(remembered.version);
        self.unwritten.changed.clear();
        self.listing.as_of = remembered.listing.as_of;
        for id in self.memos.take_remembered(remembered.memos) {
            self.respell(&id);
        }
        for (_, link) in learned.iter() {
            if !self.link(&link.association_id()).is_some_and(|known| known.is(&link.item())) {
                self.put(link.clone(), link.first_seen);
            }
        }
        // Learned to be gone before it was known.
        let gone: Vec<usize> = self.unwritten.removed.iter().filter_map(|id| self.place(id)).collect();
        self.take_out(&gone);
        self.is_remembered = true;
        self.keep_later_spellings();
        self.changed();
        self.write();
    }

    pub(in crate::links) fn is_remembered(&self) -> bool {
        self.is_remembered
    }

    /// A listing of all links begins; its number is to be told with each page.
    pub(in crate::links) fn begin_listing(&mut self) -> u64 {
        self.looked_at.retain(|_, at| at.elapsed() < LAG);
        self.listing.begun += 1;
        self.listing.under_way = Some(UnderWay::default());
        self.revision = self.revision.wrapping_add(1);
        self.listing.begun
    }

    /// What of a page is not known yet; `None` when another listing has begun.
    pub(in crate::links) fn differing(
        &mut self,
        number: u64,
        asked_at: Instant,
        items: Vec<AccountAssociationItem>,
    ) -> Option<Vec<AccountAssociationItem>> {
        let mut under_way = self.listing.of(number).map(std::mem::take)?;
        under_way.pages += 1;
        let mut differing = Vec::new();
        for item in items {
            let seen_later = self.looked_at.get(&item.id).is_some_and(|at| *at > asked_at);
            let place = self.place(&item.id);
            place.into_iter().for_each(|place| under_way.saw(place));
            let is_known = place.and_then(|place| self.index.get(place)).is_some_and(|known| known.is(&item));
            if !is_known && !seen_later && !under_way.gone.contains(&item.id) {
                differing.push(item);
            }
        }
        self.listing.under_way = Some(under_way);
        Some(differing)
    }

    /// Takes what of a page was not known; it is shown at once.
    pub(in crate::links) fn merge(
        &mut self,
        number: u64,
        asked_at: Instant,
        differing: Vec<Link>,
        at: Timestamp,
    ) {
        if self.listing.of(number).is_none() {
            return;
        }
        for link in differing {
            let id = link.association_id();
            let seen_later = self.looked_at.get(&id).is_some_and(|at| *at > asked_at);
            let is_gone = self.listing.of(number).is_some_and(|under_way| under_way.gone.contains(&id));
            if !seen_later && !is_gone {
                self.put(link, at);
            }
            let place = self.place(&id);
            if let (Some(under_way), Some(place)) = (self.listing.of(number), place) {
                under_way.saw(place);
            }
        }
        self.revision = self.revision.wrapping_add(1);
        self.write();
    }

    /// The listing has ended. When it ended well, what it did not tell of is gone.
    pub(in crate::links) fn end_listing(
        &mut self,
        number: u64,
        ended: Result<(), ProblemView>,
        at: Timestamp,
    ) {
        let Some(under_way) = self.listing.of(number).map(std::mem::take) else { return };
        self.listing.under_way = None;
        self.listing.ended_at = Some(Instant::now());
        let is_long = self.listing.pages.max(under_way.pages) > FEW_PAGES;
        match ended {
            Ok(()) => {
                let lags = |link: &Link| self.looked_at.contains_key(&link.association_id());
                let vanished = self.index.iter().filter(|(place, _)| !under_way.seen.contains(*place));
                let vanished =
                    vanished.filter(|(_, link)| !lags(link)).map(|(place, _)| place).collect::<Vec<_>>();
                self.take_out(&vanished);
                self.listing.pages = under_way.pages;
                self.listing.as_of = Some(at);
                self.listing.rest = if is_long { REST_OF_MANY } else { Duration::ZERO };
                self.unwritten.listed_at = Some(at);
                self.problem = None;
            }
            Err(problem) => {
                self.listing.rest = if is_long { REST_AFTER_A_PROBLEM } else { Duration::ZERO };
                self.problem = Some(problem);
            }
        }
        self.revision = self.revision.wrapping_add(1);
        self.write();
    }
}
