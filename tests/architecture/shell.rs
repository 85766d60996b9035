//! How the shell is sealed, as it is configured and built (reliability.md 3.3 and
//! S9), and that `docs/security.md` names tests that are there.

use std::{collections::BTreeSet, process::Command};

use serde_json::{Value, json};

use super::{code_lines, read, root, sources};

/// Of Tauri, with which the program is built; what is not here is not in it.
const FEATURES: [&str; 4] = ["compression", "dbus", "wry", "x11"];
/// Set by the build tool or by what the program is built for.
const OF_THE_BUILD: [&str; 5] =
    ["custom-protocol", "default", "tauri-runtime-wry", "webkit2gtk", "webview2-com"];

#[test]
fn the_configuration_of_the_window_is_the_sealed_one() {
    let config: Value = serde_json::from_str(&read("src-tauri/tauri.conf.json")).expect("it is JSON");
    let build = &config["build"];
    assert_eq!(build["removeUnusedCommands"], true);
    assert_eq!(build["devUrl"], Value::Null, "the window's files are built in");
    assert_eq!(config["plugins"], Value::Null);
    let app = &config["app"];
    assert_eq!(app["withGlobalTauri"], false);
    let windows = app["windows"].as_array().expect("windows are a list");
    assert_eq!(windows.len(), 1);
    for off in [
        "create",
        "visible",
        "devtools",
        "dragDropEnabled",
        "browserExtensionsEnabled",
        "generalAutofillEnabled",
    ] {
        assert_eq!(windows[0][off], false, "{off}");
    }
    let security = json!({
        "capabilities": ["main"],
        "freezePrototype": true,
        "dangerousDisableAssetCspModification": false,
        "assetProtocol": { "enable": false },
        "csp": {
            "default-src": "'none'",
            "script-src": "'self'",
            "style-src": "'self'",
            "img-src": "'self' data:",
            "font-src": "'self'",
            "connect-src": "ipc: http://ipc.localhost",
            "base-uri": "'none'",
            "form-action": "'none'",
            "frame-ancestors": "'none'",
            "object-src": "'none'",
        },
        "headers": {
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
            "Permissions-Policy":
                "camera=(), microphone=(), geolocation=(), clipboard-read=(), clipboard-write=()",
        },
    });
    assert_eq!(app["security"], security);
}

#[test]
fn the_window_library_has_no_feature_but_those_that_are_needed() {
    let mut command = Command::new(env!("CARGO"));
    command.args(["tree", "--package", "linkwright", "--edges", "normal,features", "--prefix", "none"]);
    command.args(["--target", "x86_64-unknown-linux-gnu", "--format", "{p} {f}", "--depth", "1"]);
    let tree = command.current_dir(root("")).output().expect("cargo can be started");
    assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
    let tree = String::from_utf8(tree.stdout).expect("crate names are text");
    let built: BTreeSet<&str> = tree
        .lines()
        .filter_map(|line| line.strip_prefix("tauri feature \""))
        .filter_map(|rest| rest.split('"').next())
        .collect();
    let needed: BTreeSet<&str> = FEATURES.into_iter().collect();
    let further: Vec<_> =
        built.difference(&needed).filter(|feature| !OF_THE_BUILD.contains(feature)).collect();
    assert!(further.is_empty() && built.is_superset(&needed), "{built:?}");
    for plugin in ["tauri-plugin-", "tauri-plugin"] {
        assert!(!tree.contains(plugin), "no plugin is in the program");
    }
}

/// The program has no test of its own, and a build without the feature costs
/// minutes: `cargo xtask bundle --prove` sees the built one refuse a driver.
#[test]
fn without_the_feature_for_it_nothing_lets_a_driver_in() {
    let shell = read("src-tauri/src/environment.rs");
    let guarded = "if !cfg!(feature = \"automation\") {";
    let (_, after) = shell.split_once(guarded).expect("the removal stands behind the feature alone");
    let (block, _) = after.split_once("\n    }\n").expect("the block ends");
    let (_, drivers) = shell.split_once("const WINDOW_DRIVERS").expect("what lets a driver in is listed");
    let (drivers, _) = drivers.split_once("];").expect("the list ends");
    assert!(block.contains("WINDOW_DRIVERS.into_iter().for_each(remove);"), "{block}");
    for name in ["TAURI_WEBVIEW_AUTOMATION", "WEBKIT_INSPECTOR_HTTP_SERVER", "WEBKIT_INSPECTOR_SERVER"] {
        assert!(drivers.contains(&format!("\"{name}\"")), "{name}: {drivers}");
    }
    let main = read("src-tauri/src/main.rs");
    let (_, body) = main.split_once("fn main() {\n").expect("there is a main");
    let first = body.lines().next().unwrap_or_default();
    assert!(first.contains("environment::capture()"), "before any other code: {first}");
    let manifest = read("src-tauri/Cargo.toml");
    assert!(manifest.contains("automation = []\n") && !manifest.contains("default = "), "off by default");
    for (path, text) in sources(&["src-tauri/src"], &["rs"]) {
        for word in ["open_devtools", "initialization_script", "eval(", "register_uri_scheme_protocol"] {
            let says = code_lines(&text).find(|(_, line)| line.contains(word));
            assert!(says.is_none(), "{path}:{}: {word}", says.expect("it is some").0);
        }
    }
}

#[test]
fn every_case_of_the_security_page_names_a_test_that_is_there() {
    let page = read("docs/security.md");
    let tests: String =
        sources(&["crates", "tests", "xtask"], &["rs"]).into_iter().map(|(_, text)| text).collect();
    let mut cases = BTreeSet::new();
    for line in page.lines().filter(|line| line.starts_with("| S") || line.starts_with("| O")) {
        let mut cells = line.trim_matches('|').split('|').map(str::trim);
        let case = cells.next().expect("a row has cells").to_owned();
        for name in cells.next_back().unwrap_or_default().split('`').skip(1).step_by(2) {
            let name = name.rsplit("::").next().unwrap_or(name);
            let is_command = name.starts_with("cargo ");
            assert!(is_command || tests.contains(&format!("fn {name}(")), "{case}: there is no test {name}");
            cases.insert(case.clone());
        }
    }
    let wanted =
        (1..=14).map(|number| format!("S{number}")).chain((1..=8).map(|number| format!("O{number}")));
    let missing: Vec<String> = wanted.filter(|case| !cases.contains(case)).collect();
    assert!(missing.is_empty(), "docs/security.md names no test for {missing:?}");
}
