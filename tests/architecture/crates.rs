//! Outside crates: where they stand, and with which features the shipped program
//! has them.

use std::{fs, process::Command, sync::LazyLock};

use crate::workspace::{members, none, read, root};

/// Features that the shipped program never has; those of Tauri are in `shell`. A name that ends in `-` stands
/// for all crates that begin with it.
const NEVER: [(&str, &[&str]); 7] = [
    ("wry", &["devtools"]),
    // Lets addresses through to a shell.
    ("open", &["insecure"]),
    // The old HTTP stack.
    ("aws-sdk-", &["default", "legacy-https-client", "rustls"]),
    ("aws-config", &["default", "rustls"]),
    ("aws-smithy-runtime", &["tls-rustls"]),
    ("aws-smithy-http-client", &["hyper-014", "legacy-rustls-ring", "rustls-ring"]),
    // What it writes at TRACE has addresses and bodies in it.
    ("tracing", &["release_max_level_trace"]),
];

/// Every crate of the shipped program with its features.
static TREE: LazyLock<String> = LazyLock::new(|| {
    let mut command = Command::new(env!("CARGO"));
    command.args(["tree", "--package", "linkwright", "--edges", "normal,build", "--prefix", "none"]);
    command.args(["--target", "x86_64-unknown-linux-gnu", "--format", "{p}|{f}"]);
    let tree = command.current_dir(root("")).output().expect("cargo can be started");
    assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
    String::from_utf8(tree.stdout).expect("crate names are text")
});

#[test]
fn the_shipped_program_has_no_old_http_and_no_second_tls() {
    let shipped = shipped();
    assert!(shipped.contains(&("rustls", "0.23")), "the tree is not the one we mean");
    none(shipped.into_iter().filter_map(|(name, version)| {
        let forbidden =
            matches!(name, "openssl" | "openssl-sys" | "native-tls" | "ring" | "reqwest" | "zbus")
                || matches!((name, version), ("hyper", "0.14") | ("h2", "0.3") | ("rustls-webpki", "0.101"))
                || (name == "rustls" && version != "0.23");
        forbidden.then(|| format!("{name} {version} is shipped; `cargo tree -i {name}` says why"))
    }));
}

#[test]
fn the_shipped_program_has_no_feature_that_opens_it() {
    let mut seen = 0;
    none(TREE.lines().flat_map(|line| {
        let (package, features) = line.split_once('|').expect("the tree is asked for features");
        let name = package.split(' ').next().unwrap_or_default();
        let never = NEVER
            .iter()
            .filter(|(known, _)| if known.ends_with('-') { name.starts_with(known) } else { name == *known });
        let never: Vec<&str> = never.flat_map(|(_, features)| features.iter().copied()).collect();
        seen += usize::from(!never.is_empty());
        let features = features.trim_end_matches(" (*)").split(',');
        let breaches = features.filter(|feature| never.contains(feature));
        breaches.map(|feature| format!("{name} has the feature {feature}")).collect::<Vec<_>>()
    }));
    assert!(seen >= NEVER.len(), "of {} crates {seen} were looked at", NEVER.len());
}

#[test]
fn outside_crates_stand_once_without_their_defaults() {
    let manifest = read("Cargo.toml");
    for line in section(&manifest, "[workspace.dependencies]") {
        let ours = line.contains("path = ");
        assert!(ours || line.contains("default-features = false"), "Cargo.toml: {line}");
    }
    for member in members() {
        let manifest = fs::read_to_string(&member.manifest_path).expect("a member has a manifest");
        let mut dependencies = false;
        for line in manifest.lines() {
            if line.starts_with('[') {
                dependencies = line.ends_with("dependencies]");
            } else if dependencies && !line.trim().is_empty() && !line.starts_with('#') {
                assert!(line.ends_with(".workspace = true"), "{}: {line}", member.manifest_path);
            }
        }
    }
}

#[test]
fn the_manifest_is_a_map() {
    let manifest = read("Cargo.toml");
    let (_, list) = manifest.split_once("members = [\n").expect("the workspace lists its members");
    let (list, _) = list.split_once("\n]").expect("the list ends");
    for line in list.lines() {
        let caption = line.split_once("\", ").and_then(|(_, rest)| rest.trim_start().strip_prefix("# "));
        assert!(caption.is_some_and(|caption| caption.len() > 10), "Cargo.toml: no caption at {line}");
    }
    assert_eq!(list.lines().count(), members().count());
}

/// Names with the part of the version that tells what fits together.
fn shipped() -> Vec<(&'static str, &'static str)> {
    TREE.lines()
        .filter_map(|line| line.split(['|', '(']).next()?.trim().split_once(" v"))
        .map(|(name, version)| {
            let places = if version.starts_with("0.") { 2 } else { 1 };
            let end = version.match_indices('.').nth(places - 1).map_or(version.len(), |(at, _)| at);
            (name, &version[..end])
        })
        .collect()
}

fn section<'a>(manifest: &'a str, title: &str) -> impl Iterator<Item = &'a str> {
    let (_, rest) = manifest.split_once(title).expect("the manifest has this section");
    let lines = rest.lines().skip(1).take_while(|line| !line.starts_with('['));
    lines.filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
}
