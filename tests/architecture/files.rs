//! How files are: short, headed, finished, with errors of their own and next to no
//! `unsafe`.

use std::fs;

use crate::workspace::{CODE, ROOMS, code_lines, none, root, sources};

const LONGEST_FILE: usize = 400;
const LONGEST_SHELL_FILE: usize = 150;
const LONGEST_MAP: usize = 120;
/// Nobody reads them.
const GENERATED: [&str; 3] = [
    "ui/src/backend/contract.ts",
    "ui/src/backend/permission-list.ts",
    "ui/src/backend/problem-catalogue.ts",
];

#[test]
fn files_are_short_enough_to_be_read() {
    let files = sources(&ROOMS, &CODE);
    let ours = files.iter().filter(|(path, _)| !is_test(path) && !GENERATED.contains(&path.as_str()));
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

fn is_test(path: &str) -> bool {
    path.starts_with("tests/")
        || path.contains("/tests/")
        || path.ends_with("/tests.rs")
        || path.contains(".test.ts")
        || path.starts_with("ui/test-")
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
