//! All links of one AWS account in places that stay theirs, with the text they
//! are searched by. A clone is a snapshot: it costs little, and what changes
//! later does not touch it. Who is put where, and why, never lives here.

mod place_set;
#[cfg(test)]
mod tests;

use std::{collections::BTreeSet, sync::Arc};

use memchr::memmem::Finder;

pub(super) use self::place_set::PlaceSet;
use super::link::Link;

/// Links that are copied when one of them changes under a snapshot.
const SHELF: usize = 512;
/// No text that is searched has one.
const END: char = '\n';

#[derive(Debug, Clone, Default)]
pub(crate) struct Index {
    shelves: Vec<Arc<Shelf>>,
    len: usize,
}

#[derive(Debug, Clone, Default)]
struct Shelf {
    links: Vec<Option<Link>>,
    /// What each is searched by, one after the other; nothing for an empty place.
    haystacks: String,
    /// Where each ends in `haystacks`.
    ends: Vec<usize>,
}

impl Index {
    /// Links in it.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    pub(super) fn get(&self, place: usize) -> Option<&Link> {
        self.shelves.get(place / SHELF)?.links.get(place % SHELF)?.as_ref()
    }

    /// Every link and its place, in no order that means anything.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, &Link)> {
        self.shelves.iter().enumerate().flat_map(|(number, shelf)| {
            let numbered = shelf.links.iter().enumerate();
            numbered.filter_map(move |(at, link)| Some((number * SHELF + at, link.as_ref()?)))
        })
    }

    /// Puts a link into a new place.
    pub(super) fn push(&mut self, link: Link, haystack: &str) -> usize {
        if self.shelves.last().is_none_or(|shelf| shelf.links.len() == SHELF) {
            self.shelves.push(Arc::default());
        }
        let number = self.shelves.len() - 1;
        let shelf = Arc::make_mut(&mut self.shelves[number]);
        shelf.push(Some(link), haystack);
        self.len += 1;
        number * SHELF + shelf.links.len() - 1
    }

    /// Puts a link in place of the one that is there.
    pub(super) fn put(&mut self, place: usize, link: Link, haystack: &str) {
        let Some(shelf) = self.shelves.get_mut(place / SHELF) else { return };
        let shelf = Arc::make_mut(shelf);
        let at = place % SHELF;
        shelf.respell(at, haystack);
        if let Some(kept) = shelf.links.get_mut(at) {
            self.len += usize::from(kept.is_none());
            *kept = Some(link);
        }
    }

    /// Takes links out; their places stay empty.
    pub(super) fn take_out(&mut self, places: &[usize]) {
        let goes: PlaceSet = places.iter().copied().collect();
        let concerned: BTreeSet<usize> = places.iter().map(|place| place / SHELF).collect();
        for number in concerned {
            let Some(shelf) = self.shelves.get_mut(number) else { continue };
            let mut kept = Shelf::default();
            for (at, link) in shelf.links.iter().enumerate() {
                let stays = link.as_ref().filter(|_| !goes.contains(number * SHELF + at));
                self.len -= usize::from(link.is_some() && stays.is_none());
                kept.push(stays.cloned(), shelf.haystack(at));
            }
            *shelf = Arc::new(kept);
        }
    }

    /// The places of links whose text has every needle; without needles of all.
    pub(super) fn matching(&self, needles: &[String]) -> PlaceSet {
        let mut matching = PlaceSet::default();
        let Some((first, others)) = needles.split_first() else {
            self.iter().for_each(|(place, _)| matching.insert(place));
            return matching;
        };
        let first = Finder::new(first);
        let others: Vec<Finder> = others.iter().map(Finder::new).collect();
        for (number, shelf) in self.shelves.iter().enumerate() {
            shelf.search(&first, &others, |at| matching.insert(number * SHELF + at));
        }
        matching
    }
}

impl Shelf {
    /// An empty place has no text.
    fn push(&mut self, link: Option<Link>, haystack: &str) {
        if link.is_some() {
            self.haystacks.push_str(haystack);
            self.haystacks.push(END);
        }
        self.links.push(link);
        self.ends.push(self.haystacks.len());
    }

    fn start(&self, at: usize) -> usize {
        at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0)
    }

    fn haystack(&self, at: usize) -> &str {
        let end = self.ends.get(at).copied().unwrap_or(0);
        let text = self.haystacks.get(self.start(at)..end).unwrap_or_default();
        text.strip_suffix(END).unwrap_or(text)
    }

    fn respell(&mut self, at: usize, haystack: &str) {
        let (start, Some(end)) = (self.start(at), self.ends.get(at).copied()) else { return };
        self.haystacks.replace_range(start..end, &format!("{haystack}{END}"));
        let (was, is) = (end - start, haystack.len() + END.len_utf8());
        for end in &mut self.ends[at..] {
            *end = *end + is - was;
        }
    }

    fn search(&self, first: &Finder, others: &[Finder], mut found: impl FnMut(usize)) {
        let text = self.haystacks.as_bytes();
        let mut from = 0;
        while let Some(offset) = first.find(&text[from..]) {
            let at = self.ends.partition_point(|end| *end <= from + offset);
            let (start, end) = (self.start(at), self.ends[at]);
            if others.iter().all(|other| other.find(&text[start..end]).is_some()) {
                found(at);
            }
            from = end;
        }
    }
}
