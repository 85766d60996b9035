//! The list of what the program and its window are made of, as CycloneDX 1.5, in
//! one file. It names no folder of this computer and no moment, so that the same
//! sources give the same list.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

use super::{PAPERS_DIR, tools};
use crate::{
    cargo::Workspace,
    programs::{output, succeed},
    window_build::npm,
};

const LIST: &str = "linkwright.cdx.json";
const VERSION: &str = "1.5";
/// cargo-cyclonedx leaves one of this name beside every member's Cargo.toml.
const LEFT_BEHIND: &str = "components-for-bundle";
/// How addresses of our own folders go on: from the root, or from the program.
const OURS: [&str; 3] = ["/crates/", "/src-tauri#", "."];
const VALIDATE: &str = "
import sys
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
wrong = JsonStrictValidator(SchemaVersion.V1_5).validate_str(open(sys.argv[1]).read())
sys.exit(str(wrong) if wrong else 0)
";

pub(crate) fn write() -> Result<()> {
    let list = merged(of_program()?, of_window()?)?;
    let count = list["components"].as_array().map_or(0, Vec::len);
    let path = Path::new(PAPERS_DIR).join(LIST);
    fs::write(&path, serde_json::to_string_pretty(&list)? + "\n")?;
    succeed(Command::new(tools::validating_python()).args(["-c", VALIDATE]).arg(&path))
        .context("the list of components is not valid")?;
    println!("{count} components in {LIST}, valid as CycloneDX {VERSION}");
    Ok(())
}

fn of_program() -> Result<Value> {
    let lists: Vec<PathBuf> = Workspace::read()?
        .member_dirs()?
        .iter()
        .map(|dir| dir.join(LEFT_BEHIND).with_extension("json"))
        .collect();
    let told = succeed(
        tools::CARGO_CYCLONEDX
            .command()?
            .args(["cyclonedx", "--quiet", "--format", "json", "--spec-version", VERSION])
            .args(["--no-build-deps", "--override-filename", LEFT_BEHIND])
            .args(["--manifest-path", "src-tauri/Cargo.toml"]),
    )
    .and_then(|()| {
        let list = Path::new("src-tauri").join(LEFT_BEHIND).with_extension("json");
        fs::read_to_string(list).context("cargo-cyclonedx left no list")
    });
    for list in lists.iter().filter(|list| list.is_file()) {
        fs::remove_file(list)?;
    }
    without_folder(&told?)
}

fn of_window() -> Result<Value> {
    let told = output(npm().args(["sbom", "--omit", "dev", "--sbom-format", "cyclonedx"]))?;
    serde_json::from_str(&told).context("npm did not tell its components as JSON")
}

/// References are addresses of folders, in the form that cargo has on each system;
/// what is in the workspace begins at its root.
fn without_folder(list: &str) -> Result<Value> {
    let named: Value = serde_json::from_str(list).context("cargo-cyclonedx left no JSON")?;
    let program = named["metadata"]["component"]["bom-ref"].as_str().unwrap_or_default();
    let (root, _) =
        program.split_once("/src-tauri#").context("the list does not say where the program lies")?;
    let free = list.replace(&format!("{root}/"), "path+file:///");
    let mut addresses = free.split("file://").skip(1).map(|rest| rest.split('"').next().unwrap_or(rest));
    if let Some(left) = addresses.find(|left| !OURS.iter().any(|ours| left.starts_with(ours))) {
        bail!("the list of components would name a folder of this computer: {left}");
    }
    Ok(serde_json::from_str(&free)?)
}

/// The window as one more part of the program.
fn merged(mut program: Value, mut window: Value) -> Result<Value> {
    let lists = [&program, &window];
    ensure!(lists.iter().all(|list| list["specVersion"] == VERSION), "a list is of another version");
    let window_itself = window["metadata"]["component"].take();
    let (of_window, depends) = (list(&mut window, "components")?, list(&mut window, "dependencies")?);
    let window_ref = window_itself["bom-ref"].clone();
    let program_ref = program["metadata"]["component"]["bom-ref"].clone();
    let components = program["components"].as_array_mut().context("the program is made of nothing")?;
    components.push(window_itself);
    components.extend(of_window);
    let dependencies = program["dependencies"].as_array_mut().context("the program needs nothing")?;
    let own = dependencies
        .iter_mut()
        .find(|dependency| dependency["ref"] == program_ref)
        .and_then(|own| own["dependsOn"].as_array_mut())
        .context("what the program itself needs is not told")?;
    own.push(window_ref);
    dependencies.extend(depends);
    let about = program["metadata"].as_object_mut().context("the list does not say of what")?;
    about.remove("timestamp");
    about.insert("tools".to_owned(), json!([{ "name": "cargo-cyclonedx" }, { "name": "npm" }]));
    program.as_object_mut().context("the list is no object")?.remove("serialNumber");
    Ok(program)
}

fn list(whole: &mut Value, name: &str) -> Result<Vec<Value>> {
    match whole[name].take() {
        Value::Array(items) => Ok(items),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => {
            bail!("the window's list has no {name}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listing(name: &str, library: &str) -> Value {
        json!({
            "specVersion": "1.5", "serialNumber": "urn:uuid:1",
            "metadata": { "timestamp": "2026-01-01T00:00:00Z", "component": { "bom-ref": name } },
            "components": [{ "bom-ref": library }],
            "dependencies": [{ "ref": name, "dependsOn": [library] }, { "ref": library }],
        })
    }

    #[test]
    fn the_window_is_a_part_of_the_program() {
        let list = merged(listing("program", "tokio"), listing("window", "react")).unwrap();
        assert_eq!(
            list["components"],
            json!([{ "bom-ref": "tokio" }, { "bom-ref": "window" }, { "bom-ref": "react" }])
        );
        assert_eq!(list["dependencies"][0], json!({ "ref": "program", "dependsOn": ["tokio", "window"] }));
        assert_eq!(list["dependencies"][2], json!({ "ref": "window", "dependsOn": ["react"] }));
    }

    #[test]
    fn the_same_sources_give_the_same_list() {
        let list = merged(listing("program", "tokio"), listing("window", "react")).unwrap();
        assert!(list.get("serialNumber").is_none() && list["metadata"].get("timestamp").is_none(), "{list}");
        let named = |root: &str| {
            json!({
                "metadata": { "component": { "bom-ref": format!("path+{root}/src-tauri#linkwright@0.1.0") } },
                "components": [{
                    "bom-ref": format!("path+{root}/crates/desk#0.1.0"),
                    "purl": "pkg:cargo/desk@0.1.0?download_url=file://../crates/desk",
                }],
            })
        };
        for root in ["file:///home/one/linkwright", "file:///D:/a/linkwright", "file:///tmp/a%20b"] {
            let free = without_folder(&named(root).to_string()).unwrap();
            assert_eq!(free, named("file://"), "{root}");
        }
    }

    #[test]
    fn a_list_that_names_a_folder_is_refused() {
        let program = "path+file:///home/one/linkwright/src-tauri#linkwright@0.1.0";
        let named = json!({
            "metadata": { "component": { "bom-ref": program } },
            "components": [{ "bom-ref": "path+file:///home/one/elsewhere#0.1.0" }],
        });
        let told = without_folder(&named.to_string()).expect_err("a folder is left").to_string();
        assert!(told.ends_with(": /home/one/elsewhere#0.1.0"), "{told}");
        assert!(without_folder(r#"{"metadata":{}}"#).is_err());
    }

    #[test]
    fn a_list_of_another_version_is_refused() {
        let mut older = listing("window", "react");
        older["specVersion"] = json!("1.4");
        assert!(merged(listing("program", "tokio"), older).is_err());
    }
}
