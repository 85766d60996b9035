//! The licences of everything that is shipped, in one file: of the program by
//! cargo-about, of the window by what Vite put into it.

use std::{collections::BTreeMap, fmt::Write as _, fs, path};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use super::{PAPERS_DIR, tools::CARGO_ABOUT};
use crate::{programs::output, window_build::node_module};

/// Builds the window once more, into a folder that nobody ships, and has Vite tell
/// the licences of what went in.
const WINDOW_LICENCES: &str = "
import { build } from 'vite';
await build({ logLevel: 'error', build: {
  outDir: process.argv[1], emptyOutDir: true, license: { fileName: 'licences.json' },
} });
";

/// One library and the texts it comes with.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Library {
    name: String,
    version: String,
}

/// Licence texts by the SPDX name and the words, with the libraries under them.
type Texts = BTreeMap<(String, String), Vec<Library>>;

pub(crate) fn write() -> Result<()> {
    let (of_program, standard) = of_program(&licences_of_program()?)?;
    let of_window = of_window(&licences_of_window()?)?;
    tell_unused(&of_window)?;
    let own = [fs::read_to_string("LICENSE-APACHE")?, fs::read_to_string("LICENSE-MIT")?];
    let report = report(&own, &of_program, &of_window);
    fs::write(format!("{PAPERS_DIR}/THIRD-PARTY.txt"), report)?;
    println!(
        "licences of {} libraries in the program and {} in the window ({standard} of them without a text \
         of their own: the standard text of their licence stands for it)",
        count(&of_program),
        count(&of_window),
    );
    Ok(())
}

fn licences_of_program() -> Result<Value> {
    let answer =
        output(CARGO_ABOUT.command()?.args(["generate", "--format", "json", "--fail", "--locked"]).args([
            "--offline",
            "--config",
            "xtask/src/bundle/about.toml",
            "--manifest-path",
            "src-tauri/Cargo.toml",
        ]))?;
    serde_json::from_str(&answer).context("cargo-about did not answer JSON")
}

fn licences_of_window() -> Result<Value> {
    let dir = path::absolute(PAPERS_DIR)?.join("window");
    node_module(WINDOW_LICENCES, &[&dir.display().to_string()])?;
    let told = fs::read_to_string(dir.join("licences.json")).context("Vite told no licences")?;
    fs::remove_dir_all(dir)?;
    serde_json::from_str(&told).context("Vite did not tell its licences as JSON")
}

/// From cargo-about's answer; with it how many have a standard text alone.
fn of_program(told: &Value) -> Result<(Texts, usize)> {
    let mut texts = Texts::new();
    let mut standard = 0;
    for licence in told["licenses"].as_array().context("cargo-about told no licences")? {
        let users = licence["used_by"].as_array().context("a licence is of nobody")?;
        let users = users.iter().map(|user| library(&user["crate"])).collect::<Result<Vec<_>>>()?;
        if licence["source_path"].is_null() {
            standard += users.len();
        }
        add(&mut texts, &licence["id"], &licence["text"], users)?;
    }
    Ok((texts, standard))
}

/// From Vite's list: `{ name, version, identifier, text }`.
fn of_window(told: &Value) -> Result<Texts> {
    let mut texts = Texts::new();
    for licence in told.as_array().context("Vite told no list")? {
        add(&mut texts, &licence["identifier"], &licence["text"], vec![library(licence)?])?;
    }
    Ok(texts)
}

fn library(told: &Value) -> Result<Library> {
    match (told["name"].as_str(), told["version"].as_str()) {
        (Some(name), Some(version)) => Ok(Library { name: name.to_owned(), version: version.to_owned() }),
        _ => bail!("a library has no name or no version: {told}"),
    }
}

fn add(texts: &mut Texts, id: &Value, text: &Value, users: Vec<Library>) -> Result<()> {
    let text = text.as_str().unwrap_or_default().trim();
    let id = id.as_str().unwrap_or_default();
    ensure!(!text.is_empty() && !id.is_empty(), "no licence, or no text of it, comes with {users:?}");
    texts.entry((id.to_owned(), text.to_owned())).or_default().extend(users);
    Ok(())
}

/// What `ui/package.json` names and nothing of which came to be in the window.
fn tell_unused(of_window: &Texts) -> Result<()> {
    let manifest: Value = serde_json::from_str(&fs::read_to_string("ui/package.json")?)?;
    let named = manifest["dependencies"].as_object().context("the window needs nothing")?.keys();
    let told: Vec<&str> = of_window.values().flatten().map(|library| library.name.as_str()).collect();
    ensure!(told.contains(&"react"), "Vite did not tell of everything in the window");
    for name in named.filter(|name| !told.contains(&name.as_str())) {
        println!("ui/package.json names {name}, and nothing of it is in the window");
    }
    Ok(())
}

fn count(texts: &Texts) -> usize {
    let mut libraries: Vec<&Library> = texts.values().flatten().collect();
    libraries.sort();
    libraries.dedup();
    libraries.len()
}

fn report(own: &[String], of_program: &Texts, of_window: &Texts) -> String {
    let mut report = String::from(
        "LICENCES\n\nLinkwright is under the Apache License 2.0 or the MIT licence, as you like. Both stand \
         first.\nThe libraries in it follow: those of the program, then those of the window.\nThe Rust \
         standard library in it is under the same two licences.\n",
    );
    for text in own {
        section(&mut report, "Linkwright", text);
    }
    for (part, texts) in [("program", of_program), ("window", of_window)] {
        for ((id, text), libraries) in texts {
            let mut names: Vec<String> =
                libraries.iter().map(|library| format!("{} {}", library.name, library.version)).collect();
            names.sort();
            names.dedup();
            section(&mut report, &format!("In the {part}, under {id}:\n{}", names.join("\n")), text);
        }
    }
    report
}

fn section(report: &mut String, heading: &str, text: &str) {
    let rule = "=".repeat(78);
    // Writing to a string does not fail.
    let _ = write!(report, "\n{rule}\n{heading}\n\n{}\n", text.trim_end());
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn libraries_under_the_same_text_share_it() {
        let told = json!([
            { "name": "b", "version": "1.0.0", "identifier": "MIT", "text": "the words\n" },
            { "name": "a", "version": "2.0.0", "identifier": "MIT", "text": "the words" },
            { "name": "c", "version": "1.0.0", "identifier": "MIT", "text": "other words" },
        ]);
        let texts = of_window(&told).unwrap();
        assert_eq!((texts.len(), count(&texts)), (2, 3));
        let report = report(&["ours".to_owned()], &Texts::new(), &texts);
        assert!(report.contains("In the window, under MIT:\na 2.0.0\nb 1.0.0\n\nthe words\n"), "{report}");
    }

    #[test]
    fn a_library_without_a_text_is_refused() {
        for missing in [json!(null), json!(""), json!(" \n")] {
            let told = json!([{ "name": "a", "version": "1.0.0", "identifier": "MIT", "text": missing }]);
            assert!(of_window(&told).is_err(), "{missing}");
        }
    }

    #[test]
    fn a_text_that_came_with_no_file_counts_as_a_standard_one() {
        let user = json!({ "crate": { "name": "a", "version": "1.0.0" } });
        let told = json!({ "licenses": [
            { "id": "MIT", "text": "words", "source_path": null, "used_by": [user] },
            { "id": "MIT", "text": "its own words", "source_path": "LICENSE", "used_by": [user] },
        ] });
        let (texts, standard) = of_program(&told).unwrap();
        assert_eq!((texts.len(), count(&texts), standard), (2, 1, 1));
    }
}
