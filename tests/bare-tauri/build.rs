//! Declares the two commands.

fn main() {
    let manifest = tauri_build::AppManifest::new().commands(&["window_ready", "permission_policy"]);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))
        .expect("the configuration beside this file is valid");
}
