use std::collections::BTreeSet;

use super::*;

#[test]
fn every_entry_is_what_its_sample_is_told_as() {
    for entry in Entry::ALL {
        let view = sample::of(*entry);
        assert_eq!(view.entry, Some(entry.id()), "{view:?}");
        assert!(!view.title.is_empty() && !view.meaning.is_empty(), "{view:?}");
    }
}

#[test]
fn ids_and_what_is_said_differ_from_entry_to_entry() {
    let views = || Entry::ALL.iter().map(|entry| sample::of(*entry));
    let ids: BTreeSet<_> = views().map(|view| view.entry).collect();
    let texts: BTreeSet<_> = views().map(|view| (view.title, view.meaning)).collect();
    assert_eq!((ids.len(), texts.len()), (Entry::ALL.len(), Entry::ALL.len()));
}

#[test]
fn each_entry_stands_in_one_group_of_the_file() {
    let text = problem_catalogue();
    for entry in Entry::ALL {
        let id = format!("id: '{}'", entry.id());
        assert_eq!(text.matches(&id).count(), 1, "{id}");
    }
}

#[test]
fn a_quote_in_a_sentence_does_not_end_it() {
    assert_eq!(quoted(r"AWS's \ host"), r"'AWS\'s \\ host'");
}
