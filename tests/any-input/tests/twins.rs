//! A short twin of every fuzz target: its own seeds, bent here and there, through
//! the same function.

use std::{fs, path::Path};

use any_input::WAYS_IN;
use proptest::{prelude::*, sample::Index, test_runner::TestRunner};

/// What trips readers of text, numbers and JSON.
const WORDS: [&[u8]; 16] = [
    b"\0",
    b"\n",
    b"\n\n",
    b"\"",
    b"\\u0000",
    b"\xff",
    b"\xe2\x80\xae",
    b"\xc3\xbc",
    b"%00",
    b"null",
    b"[]",
    b"{}",
    b"-1",
    b"1e999",
    b"18446744073709551616",
    b"https://u:p@localhost.:1/",
];

#[derive(Debug, Clone)]
enum Bend {
    Flip {
        at: Index,
        bits: u8,
    },
    Cut {
        at: Index,
        bytes: usize,
    },
    Repeat {
        at: Index,
        bytes: usize,
    },
    Put {
        at: Index,
        word: usize,
    },
    /// The rest is that of another seed.
    Splice {
        at: Index,
        other: Index,
        from: Index,
    },
}

fn bend() -> impl Strategy<Value = Bend> {
    let at = any::<Index>;
    prop_oneof![
        (at(), 1..=255_u8).prop_map(|(at, bits)| Bend::Flip { at, bits }),
        (at(), 1..40_usize).prop_map(|(at, bytes)| Bend::Cut { at, bytes }),
        (at(), 1..200_usize).prop_map(|(at, bytes)| Bend::Repeat { at, bytes }),
        (at(), 0..WORDS.len()).prop_map(|(at, word)| Bend::Put { at, word }),
        (at(), at(), at()).prop_map(|(at, other, from)| Bend::Splice { at, other, from }),
    ]
}

fn bent(seeds: &[Vec<u8>], first: &Index, bends: &[Bend]) -> Vec<u8> {
    let mut bytes = first.get(seeds).clone();
    for bend in bends {
        // Between any two bytes, and at both ends.
        let place = |at: &Index| at.index(bytes.len() + 1);
        match bend {
            Bend::Flip { at, bits } => {
                let at = place(at);
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= bits;
                }
            }
            Bend::Cut { at, bytes: count } => {
                let at = place(at);
                let end = bytes.len().min(at + count);
                bytes.drain(at..end);
            }
            Bend::Repeat { at, bytes: count } => {
                let at = place(at);
                let part = bytes[at..bytes.len().min(at + count)].to_vec();
                bytes.splice(at..at, part);
            }
            Bend::Put { at, word } => {
                let at = place(at);
                bytes.splice(at..at, WORDS[*word].iter().copied());
            }
            Bend::Splice { at, other, from } => {
                let other = other.get(seeds);
                bytes.truncate(place(at));
                bytes.extend_from_slice(&other[from.index(other.len() + 1)..]);
            }
        }
    }
    bytes
}

/// The seeds as they are, then so many bent ones.
fn holds_for_bent_seeds(way_in: &str, cases: u32) {
    let (_, hold) = WAYS_IN.iter().find(|(name, _)| *name == way_in).expect("it is a way in");
    let seeds = seeds(way_in);
    seeds.iter().for_each(|seed| hold(seed));
    let mut runner =
        TestRunner::new(ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() });
    let inputs = (any::<Index>(), prop::collection::vec(bend(), 1..8));
    let ran = runner.run(&inputs, |(first, bends)| {
        hold(&bent(&seeds, &first, &bends));
        Ok(())
    });
    ran.unwrap_or_else(|problem| panic!("{problem}"));
}

fn fuzz_dir() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz")
}

fn seeds(way_in: &str) -> Vec<Vec<u8>> {
    let dir = fuzz_dir().join("seeds").join(way_in);
    let entries = fs::read_dir(dir).expect("every target has seeds");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("the folder can be listed").path()).collect();
    paths.sort();
    let seeds: Vec<_> = paths.iter().map(|path| fs::read(path).expect("a seed can be read")).collect();
    assert!(!seeds.is_empty(), "{way_in} has no seed");
    seeds
}

#[test]
fn a_final_page_keeps_nothing_that_must_not_be_kept() {
    holds_for_bent_seeds("final_page", 500);
}

#[test]
fn every_form_is_answered_and_reads_as_it_is_written() {
    holds_for_bent_seeds("forms", 300);
}

#[test]
fn a_journal_whose_rows_were_written_to_loses_none_of_them() {
    holds_for_bent_seeds("journal_rows", 100);
}

#[test]
fn the_practice_service_answers_whatever_it_is_asked() {
    holds_for_bent_seeds("practice_requests", 300);
}

#[test]
fn profile_files_offer_the_same_twice() {
    holds_for_bent_seeds("profile_files", 200);
}

#[test]
fn the_guard_lets_plain_addresses_through_alone() {
    holds_for_bent_seeds("sign_in_address", 1_000);
}

#[test]
fn a_team_file_is_taken_as_it_was_looked_at_or_refused_with_a_reason() {
    holds_for_bent_seeds("team_file", 200);
}

#[test]
fn every_way_in_has_a_target_and_a_twin() {
    let entries = fs::read_dir(fuzz_dir().join("targets")).expect("the targets are there");
    let mut targets: Vec<String> = entries
        .map(|entry| entry.expect("the folder can be listed").path())
        .map(|path| path.file_stem().expect("a target has a name").to_string_lossy().into_owned())
        .collect();
    targets.sort();
    assert_eq!(targets, WAYS_IN.map(|(name, _)| name));
    let source = include_str!("twins.rs");
    for (name, _) in WAYS_IN {
        assert!(source.contains(&format!("holds_for_bent_seeds(\"{name}\"")), "{name} has no twin");
    }
}
