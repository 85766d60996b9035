//! The house rules, run as tests. A rule that only stands on paper is broken
//! within a month.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::LazyLock,
};

use cargo_metadata::{Dependency, DependencyKind, Metadata, MetadataCommand, Package};

/// Which crates of ours each of ours may use. What is not here may not be.
const ARROWS: [(&str, &[&str]); 13] = [
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
    ("linkwright", &["contract", "desk", "practice-service"]),
    ("bare-tauri", &[]),
    (
        "tests",
        &[
            "connections",
            "contract",
            "desk",
            "journal",
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

const ROOMS: [&str; 5] = ["crates", "src-tauri", "tests", "ui", "xtask"];
const CODE: [&str; 3] = ["rs", "ts", "tsx"];
const LONGEST_FILE: usize = 400;
const LONGEST_SHELL_FILE: usize = 150;
const LONGEST_MAP: usize = 120;

static WORKSPACE: LazyLock<Metadata> = LazyLock::new(|| {
    let metadata = MetadataCommand::new().manifest_path(root("Cargo.toml")).no_deps().exec();
    metadata.expect("cargo reads its own workspace")
});

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

#[test]
fn the_shipped_program_has_no_old_http_and_no_second_tls() {
    let mut command = Command::new(env!("CARGO"));
    command.args(["tree", "--package", "linkwright", "--edges", "normal,build", "--prefix", "none"]);
    command.args(["--target", "x86_64-unknown-linux-gnu", "--format", "{p}"]);
    let tree = command.current_dir(root("")).output().expect("cargo can be started");
    assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
    let crates = String::from_utf8(tree.stdout).expect("crate names are text");
    assert!(crates.contains("rustls v0.23"), "the tree is not the one we mean");
    for package in crates.lines() {
        let (name, rest) = package.split_once(" v").unwrap_or((package, ""));
        let forbidden = matches!(name, "openssl" | "openssl-sys" | "native-tls" | "ring")
            || (name == "hyper" && rest.starts_with("0.14"))
            || (name == "rustls" && rest.starts_with("0.21"));
        assert!(!forbidden, "{package} is in the shipped program; `cargo tree -i {name}` says why");
    }
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

#[test]
fn files_are_short_enough_to_be_read() {
    let files = sources(&ROOMS, &CODE);
    let ours = files.iter().filter(|(path, _)| !is_test(path) && path != "ui/src/backend/contract.ts");
    none(ours.filter_map(|(path, text)| {
        let longest = if path.starts_with("src-tauri") { LONGEST_SHELL_FILE } else { LONGEST_FILE };
        let lines = text.lines().count();
        (lines > longest)
            .then(|| format!("{path} has {lines} lines; past {longest} it wants splitting by thing"))
    }));
    if let Ok(map) = fs::read_to_string(root("ARCHITECTURE.md")) {
        assert!(map.lines().count() <= LONGEST_MAP, "ARCHITECTURE.md is no map any more");
    }
}

#[test]
fn every_file_says_what_lives_in_it() {
    none(sources(&ROOMS, &CODE).into_iter().filter_map(|(path, text)| {
        // A test beside its subject says it by its name.
        let beside = path.ends_with("/tests.rs") || path.contains(".test.ts");
        let head = if path.ends_with(".rs") { "//!" } else { "//" };
        if path.ends_with("/mod.rs") {
            Some(format!("{path}: foo.rs stands beside foo/"))
        } else if !beside && !text.starts_with(head) {
            Some(format!("{path} does not say what lives in it"))
        } else {
            None
        }
    }));
}

#[test]
fn nothing_is_left_half_done() {
    let never = [concat!("#[", "ignore"), concat!("TO", "DO"), concat!("FIX", "ME")];
    none(sources(&ROOMS, &["rs", "ts", "tsx", "css", "html", "py"]).into_iter().flat_map(|(path, text)| {
        never.map(|word| text.contains(word).then(|| format!("{path} says {word}"))).into_iter().flatten()
    }));
}

#[test]
fn errors_are_not_strings() {
    none(sources(&ROOMS, &["rs"]).into_iter().flat_map(|(path, text)| {
        let lines = code_lines(&text).filter(|(_, line)| has_string_error(line));
        let found = lines.map(|(number, _)| format!("{path}:{number}: an error has a type of its own"));
        found.collect::<Vec<_>>()
    }));
}

#[test]
fn string_errors_are_told_from_strings_that_are_found() {
    assert!(has_string_error(&format!("fn read() -> {}<Option<Options>, String> {{", "Result")));
    assert!(has_string_error(&format!("fn run() -> {}<(), String>;", "std::result::Result")));
    for fine in
        ["-> Result<HashMap<String, String>, Problem>", "-> Result<String>", "-> Result<String, Failure> {"]
    {
        assert!(!has_string_error(fine), "{fine}");
    }
}

#[test]
fn unsafe_stands_in_one_file() {
    let unsafe_code =
        regex::Regex::new(r"\bunsafe\s*(\{|fn\b|impl\b|extern\b|trait\b)").expect("it is a pattern");
    let files: Vec<String> = sources(&ROOMS, &["rs"])
        .into_iter()
        .filter(|(_, text)| code_lines(text).any(|(_, line)| unsafe_code.is_match(line)))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(files, ["src-tauri/src/environment.rs"]);
}

#[test]
fn generated_files_are_fresh() {
    for (path, fresh) in [
        ("ui/src/backend/contract.ts", contract::typescript()),
        ("src-tauri/capabilities/main.json", contract::capabilities()),
    ] {
        assert!(read(path) == fresh, "{path} is stale: run `cargo xtask contract`");
    }
}

#[test]
fn the_window_may_call_our_commands_alone_and_load_nothing_from_elsewhere() {
    let config: serde_json::Value =
        serde_json::from_str(&read("src-tauri/tauri.conf.json")).expect("the configuration is JSON");
    assert_eq!(config["app"]["withGlobalTauri"], false);
    let security = &config["app"]["security"];
    assert_eq!(security["freezePrototype"], true);
    assert_eq!(security["capabilities"], serde_json::json!(["main"]));
    let policy = &security["csp"];
    assert_eq!(policy["default-src"], "'none'");
    assert_eq!(policy["script-src"], "'self'");
    assert_eq!(policy["style-src"], "'self'");
    let capabilities: serde_json::Value =
        serde_json::from_str(&contract::capabilities()).expect("the capabilities are JSON");
    let permissions = capabilities["permissions"].as_array().expect("permissions are a list");
    assert!(permissions.iter().all(|name| name.as_str().is_some_and(|name| name.starts_with("allow-"))));
    let capability_files = fs::read_dir(root("src-tauri/capabilities")).expect("the folder is there").count();
    assert_eq!(capability_files, 1, "one file grants everything there is to grant");
}

/// Fails with every breach at once.
fn none(breaches: impl IntoIterator<Item = String>) {
    let breaches: Vec<String> = breaches.into_iter().collect();
    assert!(breaches.is_empty(), "\n{}", breaches.join("\n"));
}

fn members() -> impl Iterator<Item = &'static Package> {
    WORKSPACE.workspace_packages().into_iter()
}

/// Tests may use more than what they test, except those of the practice
/// service: it must share nothing with its client.
fn used(member: &Package) -> impl Iterator<Item = &Dependency> {
    let all = member.name.as_str() == "practice-service";
    member.dependencies.iter().filter(move |dependency| all || dependency.kind == DependencyKind::Normal)
}

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

fn read(path: &str) -> String {
    fs::read_to_string(root(path)).unwrap_or_else(|problem| panic!("{path}: {problem}"))
}

fn section<'a>(manifest: &'a str, title: &str) -> impl Iterator<Item = &'a str> {
    let (_, rest) = manifest.split_once(title).expect("the manifest has this section");
    let lines = rest.lines().skip(1).take_while(|line| !line.starts_with('['));
    lines.filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
}

fn is_test(path: &str) -> bool {
    path.starts_with("tests/")
        || path.contains("/tests/")
        || path.ends_with("/tests.rs")
        || path.contains(".test.ts")
        || path.starts_with("ui/test-")
}

/// Lines that are no comment, with their numbers.
fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let numbered = text.lines().enumerate().map(|(index, line)| (index + 1, line));
    numbered.filter(|(_, line)| !line.trim_start().starts_with("//"))
}

fn has_string_error(line: &str) -> bool {
    line.match_indices(concat!("Resu", "lt<")).any(|(start, name)| {
        let inside = &line[start + name.len()..];
        let mut depth = 0_u32;
        let mut last = 0;
        for (index, letter) in inside.char_indices() {
            match letter {
                '<' | '(' | '[' => depth += 1,
                '>' if depth == 0 => return last > 0 && inside[last..index].trim() == "String",
                '>' | ')' | ']' => depth = depth.saturating_sub(1),
                ',' if depth == 0 => last = index + 1,
                _ => {}
            }
        }
        false
    })
}

/// Our own files under these folders, by their paths from the root.
fn sources(dirs: &[&str], endings: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for dir in dirs {
        collect(&root(dir), dir, endings, &mut found);
    }
    assert!(!found.is_empty(), "nothing is in {dirs:?}");
    found.sort();
    found
}

fn collect(dir: &Path, shown: &str, endings: &[&str], found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(dir).unwrap_or_else(|problem| panic!("{shown}: {problem}")) {
        let path = entry.expect("the folder can be listed").path();
        let name = path.file_name().expect("an entry has a name").to_string_lossy().into_owned();
        let shown = format!("{shown}/{name}");
        if path.is_dir() {
            if !matches!(name.as_str(), "node_modules" | "dist" | "gen" | "autogenerated" | "target") {
                collect(&path, &shown, endings, found);
            }
        } else if path.extension().is_some_and(|ending| endings.iter().any(|wanted| ending == *wanted)) {
            found.push((shown, fs::read_to_string(&path).expect("a source is text")));
        }
    }
}
