//! In which order links are shown. It is kept and mended when links change, not
//! made anew for every keystroke. Which links are shown never lives here.

use std::sync::{Arc, Mutex, PoisonError};

use super::{
    folding::folded,
    index::{Index, PlaceSet},
};

/// The orders of one list; clones are the same.
#[derive(Debug, Clone, Default)]
pub(crate) struct Orders(Arc<Mutex<Kept>>);

#[derive(Debug, Default)]
struct Kept {
    version: u64,
    by_name: Arc<[usize]>,
    newest_first: Option<Arc<[usize]>>,
}

impl Orders {
    /// Places of all links by name: letters in either case alike, numbers by
    /// their value, those without a name last. `version` changes with the index.
    pub(super) fn by_name(&self, index: &Index, version: u64) -> Arc<[usize]> {
        self.current(index, version, |kept| Arc::clone(&kept.by_name))
    }

    /// By the day in our own line, then by name; those without a day last.
    pub(super) fn newest_first(&self, index: &Index, version: u64) -> Arc<[usize]> {
        self.current(index, version, |kept| {
            let newest_first = kept.newest_first.get_or_insert_with(|| newest_first(index, &kept.by_name));
            Arc::clone(newest_first)
        })
    }

    fn current<T>(&self, index: &Index, version: u64, take: impl FnOnce(&mut Kept) -> T) -> T {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.version != version {
            let by_name = by_name(index, &kept.by_name);
            let made = Kept { version, by_name, newest_first: None };
            if version < kept.version {
                // Somebody looks at an older snapshot; the newer order stays.
                return take(&mut { made });
            }
            *kept = made;
        }
        take(&mut kept)
    }
}

/// `former` is nearly right, which makes sorting quick.
fn by_name(index: &Index, former: &[usize]) -> Arc<[usize]> {
    let keys = Keys::of(index);
    let known: PlaceSet = former.iter().copied().collect();
    let of_former = former.iter().copied().filter(|place| index.get(*place).is_some());
    let added = index.iter().map(|(place, _)| place).filter(|place| !known.contains(*place));
    let mut sorted: Vec<usize> = of_former.chain(added).collect();
    // Names are not unique, and links must not change places between two pages.
    sorted.sort_by_key(|place| (keys.of_place(*place), *place));
    sorted.into()
}

/// What names are compared by, side by side so that comparing stays in the cache.
struct Keys {
    bytes: Vec<u8>,
    /// Where the key of each place ends; an empty place has no key.
    ends: Vec<usize>,
}

impl Keys {
    fn of(index: &Index) -> Self {
        let mut keys =
            Self { bytes: Vec::with_capacity(index.len() * 24), ends: Vec::with_capacity(index.len()) };
        for (place, link) in index.iter() {
            keys.ends.resize(place, keys.bytes.len());
            natural_key(link.name().as_deref(), &mut keys.bytes);
            keys.ends.push(keys.bytes.len());
        }
        keys
    }

    fn of_place(&self, place: usize) -> &[u8] {
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.bytes[start..self.ends[place]]
    }
}

fn newest_first(index: &Index, by_name: &[usize]) -> Arc<[usize]> {
    let day = |place: &usize| index.get(*place).and_then(|link| link.made.as_ref()?.day);
    let mut sorted: Vec<_> = by_name.iter().map(|place| (std::cmp::Reverse(day(place)), *place)).collect();
    sorted.sort_by_key(|(day, _)| *day);
    sorted.into_iter().map(|(_, place)| place).collect()
}

/// Bytes that compare as names do: `flat 9` before `Flat 10`.
fn natural_key(name: Option<&str>, key: &mut Vec<u8>) {
    const LAST: u8 = u8::MAX;
    const MOST_DIGITS: usize = 9;
    let Some(name) = name else { return key.push(LAST) };
    let name = folded(name);
    let bytes = name.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let digits = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        if digits == 0 {
            key.push(bytes[at].to_ascii_lowercase());
            at += 1;
            continue;
        }
        let zeros = bytes[at..at + digits].iter().take_while(|byte| **byte == b'0').count();
        let number = &bytes[at + zeros..at + digits];
        // The more digits, the greater; beyond nine they are compared as text.
        key.push(b'0' + u8::try_from(number.len().min(MOST_DIGITS)).unwrap_or_default());
        key.extend_from_slice(number);
        at += digits;
    }
}

#[cfg(test)]
mod tests;
