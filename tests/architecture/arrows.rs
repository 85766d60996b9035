//! Which crate may know what: arrows between ours, and what the pure ones never use.

use std::collections::BTreeSet;

use cargo_metadata::{Dependency, DependencyKind, Package};

use crate::workspace::{code_lines, members, sources};

/// Which crates of ours each of ours may use. What is not here may not be.
const ARROWS: [(&str, &[&str]); 15] = [
    (
        "any-input",
        &["connections", "contract", "desk", "journal", "onboarding", "practice-service", "support"],
    ),
    ("logs", &[]),
    ("onboarding", &[]),
    ("watching", &["onboarding"]),
    ("managed-integrations", &["connections", "onboarding"]),
    ("connections", &["onboarding"]),
    ("journal", &["onboarding", "support"]),
    ("support", &["onboarding"]),
    ("contract", &["onboarding", "support"]),
    (
        "desk",
        &["connections", "contract", "journal", "managed-integrations", "onboarding", "support", "watching"],
    ),
    ("practice-service", &[]),
    ("linkwright", &["contract", "desk", "logs", "practice-service"]),
    ("bare-tauri", &[]),
    (
        "tests",
        &[
            "connections",
            "contract",
            "desk",
            "journal",
            "logs",
            "managed-integrations",
            "onboarding",
            "practice-service",
        ],
    ),
    ("xtask", &["contract"]),
];

/// What the pure crates may use from outside. Each is free of files, clocks,
/// randomness and the network.
const PURE: [(&str, &[&str]); 2] = [
    ("onboarding", &["async-trait", "deunicode", "regex", "thiserror", "url"]),
    ("contract", &["serde", "ts-rs", "zeroize"]),
];

/// What code of the pure crates never says.
const IMPURE_WORDS: [&str; 10] = [
    "std::env",
    "std::fs",
    "std::io",
    "std::net",
    "std::process",
    "std::thread",
    "Instant",
    "SystemTime",
    "tauri::",
    "tokio",
];

#[test]
fn arrows_between_our_crates_point_as_the_design_says() {
    let ours: BTreeSet<&str> = members().map(|member| member.name.as_str()).collect();
    for member in members() {
        let (_, allowed) = ARROWS
            .iter()
            .find(|(name, _)| *name == member.name.as_str())
            .unwrap_or_else(|| panic!("{} has no place in ARROWS", member.name));
        for dependency in used(member).filter(|dependency| ours.contains(dependency.name.as_str())) {
            assert!(
                allowed.contains(&dependency.name.as_str()),
                "{} must not use {}",
                member.name,
                dependency.name
            );
        }
    }
}

#[test]
fn only_the_gateway_and_the_connections_know_aws_types() {
    for member in members()
        .filter(|member| !matches!(member.name.as_str(), "managed-integrations" | "connections" | "tests"))
    {
        let aws = used(member).find(|dependency| dependency.name.starts_with("aws-"));
        assert!(aws.is_none(), "{} must not use {}", member.name, aws.expect("it is some").name);
    }
}

#[test]
fn only_the_shell_knows_tauri() {
    for member in members().filter(|member| !matches!(member.name.as_str(), "linkwright" | "bare-tauri")) {
        let tauri = member.dependencies.iter().find(|dependency| dependency.name.starts_with("tauri"));
        assert!(tauri.is_none(), "{} must not use {}", member.name, tauri.expect("it is some").name);
    }
}

#[test]
fn the_journey_and_the_contract_stay_pure() {
    let ours: BTreeSet<&str> = members().map(|member| member.name.as_str()).collect();
    for (name, allowed) in PURE {
        let member = members().find(|member| member.name.as_str() == name).expect("it is a member");
        for dependency in used(member).filter(|dependency| !ours.contains(dependency.name.as_str())) {
            assert!(
                allowed.contains(&dependency.name.as_str()),
                "{name} is pure and must not use {}",
                dependency.name
            );
        }
        for (path, text) in sources(&[&format!("crates/{name}/src")], &["rs"]) {
            for word in IMPURE_WORDS {
                let says = code_lines(&text).find(|(_, line)| line.contains(word));
                assert!(
                    says.is_none(),
                    "{path}:{}: {name} is pure, yet says {word}",
                    says.expect("it is some").0
                );
            }
        }
    }
}

/// Tests may use more than what they test, except those of the practice
/// service: it must share nothing with its client.
fn used(member: &Package) -> impl Iterator<Item = &Dependency> {
    let all = member.name.as_str() == "practice-service";
    member.dependencies.iter().filter(move |dependency| all || dependency.kind == DependencyKind::Normal)
}
