//! The lock files, without asking anybody: versions that mend what was known
//! against earlier ones, and modules that cannot be exchanged.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::workspace::{none, read};

/// The lowest that may be locked, and what is wrong with those below.
const FLOORS: [(&str, [u64; 3], &str); 6] = [
    ("tauri", [2, 11, 1], "GHSA-7gmj-67g7-phm9: pages of other origins count as ours"),
    ("open", [5, 4, 5], "a shell between us and the browser, failures that are not told"),
    ("rustls-webpki", [0, 103, 0], "RUSTSEC-2026-0104"),
    ("libsqlite3-sys", [0, 37, 0], "SQLite below 3.51.3 may lose what is in its log"),
    ("keyring-core", [1, 0, 1], "the one the stores are made for"),
    ("rusqlite_migration", [2, 6, 0], "the one that fits rusqlite 0.40"),
];

/// Their default features or a later line would bring back what was left.
const NEVER_LOCKED_BELOW: [(&str, [u64; 3]); 3] =
    [("hyper", [1, 0, 0]), ("h2", [0, 4, 0]), ("rustls", [0, 22, 0])];

#[test]
fn locked_crates_are_not_below_their_floor() {
    let locked = locked("Cargo.lock");
    none(FLOORS.into_iter().flat_map(|(name, floor, why)| {
        let versions = locked.get(name).cloned().unwrap_or_default();
        assert!(!versions.is_empty(), "{name} is not locked at all");
        let below = versions.into_iter().filter(move |version| *version < floor);
        below.map(move |version| format!("{name} {version:?} is below {floor:?}: {why}"))
    }));
}

#[test]
fn the_old_http_and_tls_are_in_no_lock_file() {
    for path in ["Cargo.lock", "tests/fuzz/Cargo.lock"] {
        let locked = locked(path);
        none(NEVER_LOCKED_BELOW.into_iter().flat_map(|(name, floor)| {
            let versions = locked.get(name).cloned().unwrap_or_default();
            let below = versions.into_iter().filter(move |version| *version < floor);
            below.map(move |version| format!("{path}: {name} {version:?}"))
        }));
    }
}

#[test]
fn crates_come_from_the_public_registry_with_their_checksums() {
    for path in ["Cargo.lock", "tests/fuzz/Cargo.lock"] {
        none(packages(&read(path)).filter_map(|package| {
            let source = field(package, "source")?;
            let is_public = source == "registry+https://github.com/rust-lang/crates.io-index";
            let is_pinned = field(package, "checksum").is_some_and(|sum| sum.len() == 64);
            (!is_public || !is_pinned).then(|| format!("{path}: {package}"))
        }));
    }
}

/// Otherwise what the fuzz targets look at is not what is shipped.
#[test]
fn the_fuzz_targets_are_built_from_the_same_crates() {
    let ours = locked("Cargo.lock");
    let fuzzed = locked("tests/fuzz/Cargo.lock");
    for name in ["aws-config", "aws-runtime", "axum", "rusqlite", "serde_json", "tokio", "url"] {
        assert_eq!(fuzzed.get(name), ours.get(name), "{name}: lock it in tests/fuzz as it is here");
    }
}

#[test]
fn the_windows_modules_cannot_be_exchanged_and_run_nothing_when_installed() {
    let lock: Value = serde_json::from_str(&read("ui/package-lock.json")).expect("the lock file is JSON");
    assert_eq!(lock["lockfileVersion"], 3);
    let packages = lock["packages"].as_object().expect("the lock file lists its packages");
    assert!(packages.len() > 100, "the lock file is not the one we mean");
    none(packages.iter().filter(|(path, _)| !path.is_empty()).filter_map(|(path, package)| {
        let is_pinned = package["integrity"].as_str().is_some_and(|sum| sum.starts_with("sha512-"));
        // The registry in use is the person's own choice.
        let names_no_host = package["resolved"].is_null();
        let runs_nothing = package["hasInstallScript"] != true;
        let is_linked = package["link"] == true;
        (!is_pinned || !names_no_host || !runs_nothing || is_linked).then(|| format!("{path}: {package}"))
    }));
}

#[test]
fn the_windows_modules_are_asked_for_by_one_version() {
    let exact = regex::Regex::new(r"^\d+\.\d+\.\d+$").expect("it is a pattern");
    let manifest: Value = serde_json::from_str(&read("ui/package.json")).expect("the manifest is JSON");
    none(["dependencies", "devDependencies"].into_iter().flat_map(|kind| {
        let asked = manifest[kind].as_object().expect("the manifest lists them");
        let loose =
            asked.iter().filter(|(_, version)| !version.as_str().is_some_and(|it| exact.is_match(it)));
        loose.map(|(name, version)| format!("{name}: {version}")).collect::<Vec<_>>()
    }));
    for kind in ["preinstall", "install", "postinstall", "prepare"] {
        assert!(manifest["scripts"][kind].is_null(), "{kind} would run at every installation");
    }
}

#[test]
fn what_python_needs_is_asked_for_by_one_version() {
    for path in ["tests/peers/requirements.txt", "xtask/src/bundle/requirements.txt"] {
        let requirements = read(path);
        let mut asked =
            requirements.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).peekable();
        assert!(asked.peek().is_some(), "{path} asks for something");
        none(
            asked
                .filter(|line| !line.contains("==") || line.contains('*'))
                .map(|line| format!("{path}: {line}")),
        );
    }
}

/// Versions by name; a build's own mark is left out.
fn locked(path: &str) -> BTreeMap<String, Vec<[u64; 3]>> {
    let mut locked: BTreeMap<String, Vec<[u64; 3]>> = BTreeMap::new();
    for package in packages(&read(path)) {
        let (name, version) = (field(package, "name"), field(package, "version"));
        let (name, version) = (name.expect("a package has a name"), version.expect("and a version"));
        let numbers = version.split(['-', '+']).next().unwrap_or_default().split('.');
        let numbers: Vec<u64> = numbers.map(|part| part.parse().expect("a version is numbers")).collect();
        locked.entry(name).or_default().push(numbers.try_into().expect("three of them"));
    }
    locked
}

fn packages(lock: &str) -> impl Iterator<Item = &str> {
    lock.split("[[package]]\n").skip(1)
}

fn field(package: &str, name: &str) -> Option<String> {
    let start = format!("{name} = \"");
    let line = package.lines().find_map(|line| line.strip_prefix(&start))?;
    line.strip_suffix('"').map(str::to_owned)
}
