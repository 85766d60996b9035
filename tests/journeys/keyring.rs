//! The keyring of a desktop: a real gnome-keyring, absent, locked, dismissed,
//! ended in the middle, and with things in it that are not ours.

use std::{
    collections::HashSet,
    time::{Duration, Instant},
};

use connections::AccessKeys;
use tests::keyring::hash;

mod desktop;
mod prompter;

use desktop::{Desktop, PATIENCE};
use prompter::{Person, Prompter};

/// Two secrets that stand in no file and no output.
const SECRETS: [&str; 2] =
    ["canary/one/wJalrXUtnFEMI/K7MDENG/bPxRfiCYEX", "canary/two/wJalrXUtnFEMI/K7MDENG/bPxRfiCYEX"];
const KEY: &str = "AKIAIOSFODNN7EXAMPLE";

fn keep(which: usize) -> String {
    format!("keep acme {KEY} {}", SECRETS[which])
}

fn read(which: usize) -> String {
    format!("read {}", hash(&AccessKeys::parse(KEY, SECRETS[which], None).unwrap()))
}

#[test]
fn keys_are_kept_replaced_and_removed_and_each_connection_has_its_own() {
    let desktop = Desktop::start();
    let _daemon = desktop.keyring_daemon();
    let mut program = desktop.program(PATIENCE);
    assert_eq!(program.ask("state"), "usable");
    assert_eq!(program.ask("read acme"), "NotThere");
    assert_eq!(program.ask(&keep(0)), "kept");
    assert_eq!(program.ask("read acme"), read(0));
    assert_eq!(program.ask("read other"), "NotThere");
    assert_eq!(program.ask(&keep(1)), "kept");
    assert_eq!(program.ask("read acme"), read(1));
    assert_eq!(desktop.connect().items("acme").len(), 1, "replaced, not kept beside");
    // Another program finds them.
    assert_eq!(desktop.program(PATIENCE).ask("read acme"), read(1));
    assert_eq!(program.ask("remove acme"), "removed");
    assert_eq!(program.ask("remove acme"), "removed");
    assert_eq!(program.ask("read acme"), "NotThere");
}

#[test]
fn a_desktop_without_a_bus_or_without_a_keyring_has_none() {
    let desktop = Desktop::start();
    for mut program in [desktop.program_without_a_bus(), desktop.program(PATIENCE)] {
        for line in ["state", "read acme", &keep(0), "remove acme"] {
            assert_eq!(program.ask(line), "Missing", "{}", line.split(' ').next().unwrap());
        }
    }
}

#[test]
fn a_locked_keyring_that_nobody_opens_is_given_up_in_time() {
    let desktop = Desktop::start();
    let _daemon = desktop.keyring_daemon();
    assert_eq!(desktop.program(PATIENCE).ask(&keep(0)), "kept");
    desktop.connect().lock();
    let prompter = Prompter::on(&desktop, Person::Away);
    let limit = Duration::from_secs(2);
    let mut program = desktop.program(limit);
    for line in ["read acme", &keep(1), "state"] {
        let begun = Instant::now();
        assert_eq!(program.ask(line), "Hanging", "{}", line.split(' ').next().unwrap());
        let waited = begun.elapsed();
        assert!(waited >= limit && waited < limit + Duration::from_secs(2), "{waited:?}");
    }
    assert!(prompter.asked() > 0, "the person was asked");
}

#[test]
fn a_prompt_that_is_dismissed_is_told_from_a_keyring_nobody_can_be_asked_for() {
    let desktop = Desktop::start();
    let _daemon = desktop.keyring_daemon();
    let mut program = desktop.program(PATIENCE);
    assert_eq!(program.ask(&keep(0)), "kept");
    desktop.connect().lock();
    assert_eq!(program.ask("read acme"), "Locked", "there is nobody to ask");
    let prompter = Prompter::on(&desktop, Person::Unwilling);
    for line in ["read acme", &keep(1), "state"] {
        assert_eq!(program.ask(line), "Dismissed", "{}", line.split(' ').next().unwrap());
    }
    assert!(prompter.asked() >= 3);
}

#[test]
fn a_daemon_that_is_ended_and_started_again_is_found_by_the_same_program() {
    let desktop = Desktop::start();
    let daemon = desktop.keyring_daemon();
    let mut program = desktop.program(PATIENCE);
    assert_eq!(program.ask(&keep(0)), "kept");
    drop(daemon);
    assert_eq!(program.ask("read acme"), "Missing");
    assert_eq!(program.ask(&keep(1)), "Missing");
    let _daemon = desktop.keyring_daemon();
    assert_eq!(program.ask("read acme"), read(0));
    assert_eq!(program.ask(&keep(1)), "kept");
    assert_eq!(program.ask("read acme"), read(1));
}

#[test]
fn what_somebody_deletes_doubles_or_overwrites_in_the_keyring_is_told_as_such() {
    let desktop = Desktop::start();
    let _daemon = desktop.keyring_daemon();
    let bus = desktop.connect();
    let mut program = desktop.program(PATIENCE);
    assert_eq!(program.ask(&keep(0)), "kept");
    bus.delete(&bus.items("acme")[0]);
    assert_eq!(program.ask("read acme"), "NotThere");
    assert_eq!(program.ask(&keep(0)), "kept");
    bus.put("acme", b"{}");
    assert_eq!(program.ask("read acme"), "Ambiguous");
    assert_eq!(program.ask(&keep(1)), "Ambiguous");
    assert_eq!(program.ask("remove acme"), "removed");
    assert!(bus.items("acme").is_empty(), "none of the copies is left");
    for damaged in [&b"{}"[..], b"", b"\xff\xfe", b"canary"] {
        bus.put("acme", damaged);
        assert_eq!(program.ask("read acme"), "Damaged");
        assert_eq!(program.ask("remove acme"), "removed");
    }
}

#[test]
fn a_program_killed_while_it_keeps_keys_leaves_the_old_ones_or_the_new() {
    let desktop = Desktop::start();
    let _daemon = desktop.keyring_daemon();
    let mut first = desktop.program(PATIENCE);
    assert_eq!(first.ask(&keep(0)), "kept");
    let begun = Instant::now();
    assert_eq!(first.ask(&keep(0)), "kept");
    let takes = begun.elapsed();
    let mut seen = HashSet::new();
    let mut now = 0;
    for round in 0..20_u32 {
        let mut program = desktop.program(PATIENCE);
        // It has started and knows the keyring.
        assert_eq!(program.ask("read acme"), read(now));
        let wanted = 1 - now;
        program.say(&keep(wanted));
        program.kill_after(takes * round / 10);
        let left = first.ask("read acme");
        assert!(left == read(now) || left == read(wanted), "round {round}: {left}");
        seen.insert(left == read(wanted));
        if left == read(wanted) {
            now = wanted;
        }
        assert_eq!(desktop.connect().items("acme").len(), 1, "round {round}");
    }
    assert_eq!(seen.len(), 2, "some were killed before it was done and some after");
}

#[test]
fn no_secret_stands_in_a_file_or_beside_a_program() {
    let desktop = Desktop::start();
    let _daemon = desktop.keyring_daemon();
    let mut program = desktop.program(PATIENCE);
    assert_eq!(program.ask(&keep(0)), "kept");
    let mut folders = vec![desktop.path().to_owned()];
    let mut files = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let kind = entry.file_type().unwrap();
            if kind.is_dir() {
                folders.push(entry.path());
            } else if kind.is_file() {
                files += 1;
                let text = std::fs::read(entry.path()).unwrap();
                assert!(!holds(&text, "canary"), "{}", entry.path().display());
            }
        }
    }
    assert!(files > 1, "the keyring's own file is among them");
    for name in ["environ", "cmdline"] {
        let text = std::fs::read(format!("/proc/{}/{name}", program.number())).unwrap();
        assert!(!holds(&text, "canary"), "{name}");
    }
}

fn holds(text: &[u8], word: &str) -> bool {
    text.windows(word.len()).any(|part| part == word.as_bytes())
}
