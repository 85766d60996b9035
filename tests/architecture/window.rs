//! What is generated from the contract is fresh, and the window is closed to
//! everything else.

use std::fs;

use crate::workspace::{read, root};

#[test]
fn generated_files_are_fresh() {
    for (path, fresh) in [
        ("ui/src/backend/contract.ts", contract::typescript()),
        ("ui/src/backend/permission-list.ts", contract::permission_list()),
        ("ui/src/backend/problem-catalogue.ts", contract::problem_catalogue()),
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
