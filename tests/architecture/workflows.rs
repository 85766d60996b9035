//! What runs at the project's host: nothing that can be exchanged, nothing with
//! more rights than it needs.

use std::fs;

use crate::workspace::{none, root};

#[test]
fn workflows_use_actions_by_their_whole_commit() {
    none(workflows().into_iter().flat_map(|(path, text)| {
        let used = text.lines().enumerate().filter_map(|(number, line)| {
            let (_, action) = line.split_once("uses: ")?;
            let (_, commit) = action.split_once('@').unwrap_or_default();
            let commit = commit.split_whitespace().next().unwrap_or_default();
            let is_whole = commit.len() == 40 && commit.chars().all(|c| c.is_ascii_hexdigit());
            (!is_whole).then(|| format!("{path}:{}: {action}", number + 1))
        });
        used.collect::<Vec<_>>()
    }));
}

#[test]
fn workflows_begin_without_rights_and_end_by_themselves() {
    none(workflows().into_iter().filter_map(|(path, text)| {
        let jobs = text.lines().filter(|line| line.starts_with("    runs-on: ")).count();
        let limits = text.lines().filter(|line| line.starts_with("    timeout-minutes: ")).count();
        let begins_without =
            text.contains("\npermissions: {}\n") || text.contains("\npermissions:\n  contents: read\n");
        let keeps_token =
            text.matches("actions/checkout@").count() != text.matches("persist-credentials: false").count();
        let is_sound =
            jobs > 0 && jobs == limits && begins_without && !keeps_token && text.contains("\nconcurrency:\n");
        (!is_sound).then(|| format!("{path}: rights, time limits or concurrency are missing"))
    }));
}

/// A version that stands in a workflow as well is forgotten there.
#[test]
fn workflows_install_no_tool_that_xtask_knows_the_version_of() {
    none(workflows().into_iter().filter_map(|(path, text)| {
        let installs = ["cargo install", "pip install", "npm install"].iter().find(|it| text.contains(**it));
        installs.map(|installs| format!("{path}: {installs}; let `cargo xtask` do it"))
    }));
}

fn workflows() -> Vec<(String, String)> {
    let entries = fs::read_dir(root(".github/workflows")).expect("the workflows are there");
    let mut found: Vec<(String, String)> = entries
        .map(|entry| entry.expect("the folder can be listed").path())
        .map(|path| (path.display().to_string(), fs::read_to_string(&path).expect("a workflow is text")))
        .collect();
    found.sort();
    assert!(!found.is_empty(), "there is no workflow");
    found
}
