//! A Tauri window with nothing in it: the least any window of ours can cost.
//! It says on stderr when it is ready, as ours does when it is measured.
#![allow(clippy::print_stderr, reason = "the measuring program reads it")]

use tauri::Window;

fn main() {
    tauri::Builder::default()
        .invoke_handler(tauri::generate_handler![window_ready, permission_policy])
        .run(tauri::generate_context!())
        .expect("a bare window opens");
}

#[tauri::command]
fn window_ready(window: Window) {
    if !window.is_visible().unwrap_or(false) {
        window.show().expect("a window can be shown");
    }
    eprintln!("window ready");
}

/// What a round trip of so many bytes costs at the least. Has the name of one of
/// ours: a build without unused commands keeps those of our window alone.
#[tauri::command]
async fn permission_policy(bytes: usize) -> String {
    "x".repeat(bytes)
}
