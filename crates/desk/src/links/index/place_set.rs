//! A set of places, a bit each.

const BITS: usize = 64;

#[derive(Debug, Clone, Default)]
pub(in crate::links) struct PlaceSet(Vec<u64>);

impl PlaceSet {
    pub(in crate::links) fn insert(&mut self, place: usize) {
        if self.0.len() <= place / BITS {
            self.0.resize(place / BITS + 1, 0);
        }
        self.0[place / BITS] |= 1 << (place % BITS);
    }

    pub(in crate::links) fn contains(&self, place: usize) -> bool {
        self.0.get(place / BITS).is_some_and(|bits| bits & (1 << (place % BITS)) != 0)
    }
}

impl FromIterator<usize> for PlaceSet {
    fn from_iter<I: IntoIterator<Item = usize>>(places: I) -> Self {
        let mut set = Self::default();
        places.into_iter().for_each(|place| set.insert(place));
        set
    }
}
