use super::{
    super::sample::{Chance, index, item, link},
    *,
};

fn places(set: &PlaceSet, index: &Index) -> Vec<usize> {
    index.iter().map(|(place, _)| place).filter(|place| set.contains(*place)).collect()
}

/// What `matching` would find if it looked at every link by itself.
fn looked_at_one_by_one(index: &Index, needles: &[String]) -> Vec<usize> {
    let has_all = |link: &Link| {
        let haystack = link.haystack(None);
        needles.iter().all(|needle| haystack.contains(needle))
    };
    index.iter().filter(|(_, link)| has_all(link)).map(|(place, _)| place).collect()
}

#[test]
fn whatever_changes_every_link_is_found_by_its_present_text() {
    const NAMES: [&str; 6] = ["Miller Flat", "Müller", "Seeblick", "Flat", "", "Okafor Studio 3"];
    let mut chance = Chance(7);
    let mut index = Index::default();
    let mut used = Vec::new();
    for turn in 0..4_000 {
        let new = link(&item(&format!("id{turn}"), NAMES[chance.below(NAMES.len())]));
        let haystack = new.haystack(None);
        match chance.below(5) {
            0..=2 => used.push(index.push(new, &haystack)),
            3 if !used.is_empty() => index.put(used[chance.below(used.len())], new, &haystack),
            _ if !used.is_empty() => {
                let gone: Vec<usize> = (0..chance.below(4)).map(|_| used[chance.below(used.len())]).collect();
                index.take_out(&gone);
                used.retain(|place| !gone.contains(place));
            }
            _ => {}
        }
        if turn % 97 == 0 {
            for words in
                [&["flat"][..], &["mueller"], &["flat", "miller"], &["studio", "3"], &["nobody"], &[]]
            {
                let needles: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
                let found = places(&index.matching(&needles), &index);
                assert_eq!(found, looked_at_one_by_one(&index, &needles), "{words:?} after {turn} turns");
            }
            assert_eq!(index.len(), index.iter().count());
        }
    }
    assert!(index.shelves.len() > 2, "several shelves were used");
}

#[test]
fn a_snapshot_stays_as_it_was() {
    let mut index = index(&[item("a", "Miller"), item("b", "Jansen")]);
    let snapshot = index.clone();
    let renamed = link(&item("a", "Okafor"));
    index.put(0, renamed, "okafor ");
    index.take_out(&[1]);
    assert_eq!(snapshot.len(), 2);
    assert!(snapshot.matching(&["miller".to_owned()]).contains(0));
    assert_eq!(index.len(), 1);
    assert!(!index.matching(&["miller".to_owned()]).contains(0));
    assert!(index.get(1).is_none());
}

#[test]
fn no_word_reaches_over_two_links() {
    let index = index(&[item("a", "Mil"), item("b", "ler")]);
    assert_eq!(places(&index.matching(&["miller".to_owned()]), &index), Vec::<usize>::new());
}
